/** What a cell shows: prints, values, charts, figures, questions and verdicts, as they come. */

import { draw, type Spec } from "./chart";
import { fragment, h } from "./dom";
import { record } from "./store";

const VEGALITE = "application/vnd.vegalite.v5+json";
const VERDICT = "application/vnd.nines.verdict+json";
const EXPLORE = "application/vnd.nines.explore+json";
const PREDICT = "application/vnd.nines.predict+json";

export interface Verdict {
  exercise: string;
  status: "passed" | "failed" | "broken" | "stopped";
  message: string;
  answer: string;
  checks: { name: string; says: string; status: string; message: string }[];
  misconception: { name: string; title: string } | null;
  evidence: Spec | null;
}

export interface Judged {
  verdict: Verdict;
  html: string;
}

type Bundle = Record<string, unknown>;

/** Remember a verdict among the events. */
export function remember({ exercise, status, misconception, answer }: Verdict): void {
  record({ kind: "check", exercise, status, misconception: misconception?.name ?? null, answer });
}

/** A verdict as it stands on the page, its evidence drawn. */
export function verdictView({ verdict, html }: Judged): Node[] {
  const content = fragment(html);
  const figure = content.querySelector<HTMLElement>("figure.nines-evidence");
  if (verdict.evidence && figure) {
    const picture = h("div", { class: "nines-picture" });
    figure.prepend(picture);
    void draw(picture, verdict.evidence);
  }
  return [...content.childNodes];
}

export class Outputs {
  private prints?: HTMLElement;

  constructor(readonly place: HTMLElement) {}

  clear(): void {
    this.prints = undefined;
    this.place.replaceChildren();
  }

  add(json: string, advance: (share: number) => void): void {
    const output = JSON.parse(json) as { stream?: string; error?: string; data?: Bundle; figure?: string; progress?: number };
    if (output.progress !== undefined) return advance(output.progress);
    if (output.stream !== undefined) return this.print(output.stream);
    this.prints = undefined;
    if (output.error !== undefined) this.place.append(h("pre", { class: "nines-error" }, output.error));
    if (output.data) this.place.append(...shown(output.data, output.figure));
  }

  private print(text: string): void {
    if (!this.prints) this.place.append((this.prints = h("pre", { class: "nines-stream" })));
    if ((this.prints.textContent?.length ?? 0) < 200_000) this.prints.append(text);
  }
}

/** A bundle as the richest of its types that the page knows. */
export function shown(data: Bundle, figure?: string): Node[] {
  if (data[VERDICT]) {
    const judged = data[VERDICT] as Judged;
    remember(judged.verdict);
    return verdictView(judged);
  }
  if (data[EXPLORE]) return [embedded("nines-explore", { ...(data[EXPLORE] as object), spec: data[VEGALITE], figure })];
  if (data[PREDICT]) return [embedded("nines-predict", data[PREDICT])];
  if (data[VEGALITE]) {
    const place = h("figure");
    void draw(place, data[VEGALITE] as Spec);
    return [place];
  }
  if (typeof data["text/html"] === "string") return [fragment(data["text/html"])];
  return [h("pre", {}, String(data["text/plain"] ?? ""))];
}

function embedded(tag: string, content: unknown): HTMLElement {
  const element = document.createElement(tag);
  element.append(h("script", { type: "application/json", class: "nines-data" }, JSON.stringify(content)));
  return element;
}
