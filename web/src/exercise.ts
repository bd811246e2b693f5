/** <nines-exercise>: an answer to write, with Run, Check, Hint, Reset and Solution. */

import { Runnable } from "./cell";
import { button, h } from "./dom";
import { Hints } from "./hints";
import { download } from "./lesson";
import { Outputs, remember, verdictView, type Judged, type Verdict } from "./outputs";
import { Interrupted, python } from "./python";
import { Source, sourceOf } from "./source";
import { attempts, changes, draft, draftKey, keep, record, solved, trouble, watch, watchEvents } from "./store";

const ENOUGH = 3;

export class NinesExercise extends Runnable {
  private starter = "";
  private hints!: Hints;
  private last?: Verdict;
  private checking?: string;
  private begun?: object;
  private readonly notice = h("div", { class: "nines-notice", role: "status" });
  private readonly verdict = h("div", { class: "nines-result" });
  private readonly solution = h("div", { class: "nines-solution" });

  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  get topic(): string {
    return this.name.split(".")[0] ?? "";
  }

  get cell(): string {
    return this.name.split(".")[1] ?? "";
  }

  protected make(): void {
    const pre = this.querySelector<HTMLElement>("pre.nines-source");
    if (!pre || this.hasAttribute("machine")) return;
    this.starter = sourceOf(pre);
    this.source = new Source(pre, `Your answer, ${this.cell}`, { run: () => void this.runFromAbove(), check: () => void this.check() });
    this.source.addEventListener("input", () => this.typed());
    this.outputs = new Outputs(h("div", { class: "nines-output" }));
    this.hints = new Hints(this, this.name);
    const tools = h("div", { class: "nines-toolbar", role: "group", "aria-label": `Answer ${this.cell}` },
      button("Check", () => void this.check(), { class: "nines-button nines-primary" }),
      button("Run", () => void this.runFromAbove()),
      ...(this.hints.total ? [button("Hint", () => this.hint())] : []),
      button("Reset", () => this.reset()),
      button("Solution", () => void this.open()),
      this.stopButton,
    );
    const after = this.querySelector(".nines-help") ?? pre;
    after.after(this.notice, tools, this.bar, this.status, this.outputs.place, this.verdict, this.hints.place, this.solution);
    this.append(h("p", { class: "nines-download" }, button("Download the lesson with your answers", () => void this.download(), { class: "nines-link" })));
    this.dataset.ready = "";
  }

  protected override follow(): void {
    super.follow();
    if (!this.ready) return;
    this.later(watch(draftKey(this.name), () => this.restore()));
    this.later(watchEvents(() => this.mark()));
    this.on(changes, "trouble", () => this.tell());
    this.restore();
    this.mark();
  }

  private typed(): void {
    const { text } = this.source;
    const grown = draft(this.name)?.starter ?? this.starter;
    keep(this.name, text === this.starter ? undefined : { text, starter: grown });
  }

  /** Show what is kept, here or by another tab. */
  private restore(): void {
    const kept = draft(this.name);
    const edited = kept && kept.text !== kept.starter;
    this.source.text = edited ? kept.text : this.starter;
    this.tell();
  }

  /** One notice at most: storage that fails, or a starter that changed since the answer was begun. */
  private tell(): void {
    const kept = draft(this.name);
    if (trouble) return this.notice.replaceChildren(h("p", {}, trouble));
    if (!kept || kept.starter === this.starter || kept.text === kept.starter) return this.notice.replaceChildren();
    const { text } = kept;
    this.notice.replaceChildren(
      h("p", {}, "The starter of this exercise has changed since you began. Your answer is untouched."),
      h("details", {}, h("summary", {}, "See the new starter"), h("pre", {}, h("code", { tabindex: 0 }, this.starter))),
      button("Start from it", () => this.replace(this.starter, "You now have the new starter.")),
      button("Keep mine", () => (keep(this.name, { text, starter: this.starter }), this.say("Your answer stays as it is."))),
    );
  }

  private mark(): void {
    const passed = solved(this.name);
    this.dataset.state = passed ? "passed" : attempts(this.name) ? "tried" : "new";
    if (passed && !this.status.textContent) this.say("You have passed this exercise.");
  }

  private reset(): void {
    this.replace(this.starter, "Back to the starter.");
  }

  /** Change the whole text, with a way back. */
  private replace(text: string, words: string): void {
    const before = draft(this.name);
    keep(this.name, text === this.starter ? undefined : { text, starter: this.starter });
    this.say(words);
    this.source.focus();
    if (!before) return;
    const back = button("Undo", () => {
      keep(this.name, before);
      this.say("Your answer is back.");
      this.source.focus();
    });
    this.notice.replaceChildren(h("p", {}, words), back);
  }

  private async check(): Promise<void> {
    if (this.busy) return;
    const source = (this.checking = this.source.text);
    this.verdict.replaceChildren();
    this.begun = undefined;
    const output = (json: string) => (this.begun = (JSON.parse(json) as { draft?: object }).draft);
    const judged = await this.work("Checking…", (python) => python.ask<Judged>("check", [this.name, source], { output }));
    this.begun = this.checking = undefined;
    if (judged) this.show(judged);
  }

  private show({ verdict, html }: Judged): void {
    this.last = verdict;
    remember(verdict);
    this.verdict.replaceChildren(...verdictView({ verdict, html }));
    const words = verdict.status === "passed" ? "Passed." : "Not yet.";
    const named = verdict.misconception ? ` ${verdict.misconception.title}.` : "";
    this.say(`${words} ${verdict.message}${named}`, false);
    this.dispatchEvent(new CustomEvent("nines-verdict", { detail: verdict, bubbles: true }));
  }

  /** An answer that took its interpreter with it still gets a verdict, from the next one. */
  protected override failed(error: unknown): void {
    const words = this.status.textContent;
    if (!(error instanceof Interrupted) || error.why === "stopped" || !this.checking) return;
    void python.ask<Judged>("stopped", [this.name, this.checking, error.why, this.begun ?? null]).then((judged) => {
      this.show(judged);
      this.say(words ?? "");
    }, () => undefined);
  }

  private hint(): void {
    const given = this.hints.next(this.last);
    this.say(given ?? `That was the last of the ${this.hints.total} hints; the article explains the rest.`, given === undefined);
  }

  private async open(): Promise<void> {
    const tried = attempts(this.name);
    if (!solved(this.name) && tried < ENOUGH) {
      return this.say(`The solution opens when you have passed or checked ${ENOUGH} different answers; so far you have checked ${tried}.`);
    }
    const text = await this.work("Fetching the solution…", (python) => python.ask<string>("solution", [this.name]));
    if (text === undefined) return;
    record({ kind: "solution", exercise: this.name });
    this.solution.replaceChildren(h("p", {}, h("strong", {}, "One solution")), h("pre", {}, h("code", { tabindex: 0 }, text)));
    this.say("The solution is below.");
  }

  private async download(): Promise<void> {
    this.say(await download(this.topic));
  }
}

