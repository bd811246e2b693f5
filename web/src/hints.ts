/** Hints, one at a time: those that help with the check that failed come first. */

import { h } from "./dom";
import type { Verdict } from "./outputs";
import { events, record } from "./store";

export class Hints {
  readonly place = h("div", { class: "nines-hints" });
  private readonly left: HTMLDetailsElement[];
  readonly total: number;
  private given = 0;

  constructor(home: HTMLElement, private readonly exercise: string) {
    this.left = [...home.querySelectorAll<HTMLDetailsElement>("details.nines-hint")];
    this.total = this.left.length;
    const before = events().filter((event) => event.kind === "hint" && event.exercise === exercise).map((event) => event.hint);
    for (const [at, hint] of [...this.left].entries()) {
      hint.dataset.number = String(at + 1);
      if (before.includes(at + 1)) this.reveal(hint, false);
      else hint.remove();
    }
  }

  /** Open the next hint; its words, or undefined when there is none. */
  next(verdict?: Verdict): string | undefined {
    const failing = verdict?.checks.find((check) => check.status === "failed")?.name;
    const hint = this.left.find((each) => failing && each.dataset.check === failing) ?? this.left[0];
    if (!hint) return undefined;
    this.reveal(hint, true);
    record({ kind: "hint", exercise: this.exercise, hint: Number(hint.dataset.number) });
    const summary = hint.querySelector("summary");
    return `Hint ${this.given} of ${this.total}: ${hint.textContent?.replace(summary?.textContent ?? "", "").trim().replace(/\s+/g, " ")}`;
  }

  private reveal(hint: HTMLDetailsElement, open: boolean): void {
    this.left.splice(this.left.indexOf(hint), 1);
    this.given += 1;
    hint.open = open;
    this.place.append(hint);
  }
}
