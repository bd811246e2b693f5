/** Charts: drawn as SVG whose colors are the page's own properties, so that they follow its scheme by themselves. */

import { h } from "./dom";

export interface Spec {
  description?: string;
  [key: string]: unknown;
}

declare const VEGA: string;

const latest = new WeakMap<HTMLElement, object>();

const NARROW = 290;

/** A chart no wider than its place, where its axis labels stay readable on a phone. */
function sized(place: HTMLElement, spec: Spec): Spec {
  const room = place.clientWidth || innerWidth;
  return room < 480 && typeof spec.width === "number" && spec.width > NARROW ? { ...spec, width: NARROW } : spec;
}

/** The chart's title as text of the page, which wraps where a picture's would be cut. */
function titled(title: HTMLElement | undefined, spec: Spec): Node[] {
  if (typeof spec.title !== "string") return [];
  if (!title) return [h("p", { class: "nines-figure-title" }, spec.title)];
  title.textContent = spec.title;
  return [];
}

/** Draw a chart in the place of what the element holds; its words stand elsewhere and say what it shows. */
export async function draw(place: HTMLElement, spec: Spec, title?: HTMLElement): Promise<void> {
  const turn = {};
  latest.set(place, turn);
  const words = spec.description ?? "A chart.";
  try {
    const { svg } = (await import(VEGA)) as typeof import("./vega");
    const drawn = await svg({ ...sized(place, spec), title: typeof spec.title === "string" ? undefined : spec.title });
    if (latest.get(place) !== turn) return;
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", words);
    place.replaceChildren(...titled(title, spec), h("div", { class: "nines-chart nines-live" }, drawn));
  } catch (error) {
    if (latest.get(place) !== turn) return;
    const reason = error instanceof Error ? error.message : String(error);
    place.replaceChildren(h("p", { class: "nines-say nines-problem" }, `The chart could not be drawn (${reason}). ${words}`));
  }
}
