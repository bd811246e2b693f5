/** What there is to solve, as the site's build wrote it down; fetched when there is progress to show. */

import { ROOT } from "./dom";

export interface Topic {
  slug: string;
  title: string;
  article: string;
  lesson: string;
  /** The exercises that a page can check, those that count first. */
  core: string[];
  stretch: string[];
}

let asked: Promise<Topic[]> | undefined;

/** Every topic in reading order; none when the list cannot be had, and then it is asked for again. */
export function topics(): Promise<Topic[]> {
  asked ??= fetch(new URL("topics.json", import.meta.url))
    .then((response) => (response.ok ? (response.json() as Promise<Topic[]>) : Promise.reject(new Error(response.statusText))))
    .catch(() => {
      asked = undefined;
      return [];
    });
  return asked;
}

export const address = (path: string): string => new URL(path, ROOT).href;
