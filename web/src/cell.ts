/** <nines-cell>: a cell of the lesson that can be changed and run; what it needs from above is run first. */

import { button, h } from "./dom";
import { Outputs } from "./outputs";
import { python } from "./python";
import { Source, sourceOf } from "./source";
import { draft, draftKey, keep, watch } from "./store";
import { Working } from "./working";

/** The lesson that has more code than the page shows: what was run in which interpreter. */
export abstract class Runnable extends Working {
  protected source!: Source;
  protected outputs!: Outputs;
  private ranIn = -1;

  abstract get topic(): string;
  abstract get cell(): string;

  /** Run the cells above that this interpreter has not seen yet, then this one. */
  async runFromAbove(): Promise<void> {
    await this.work("Running…", async () => {
      const advance = (share: number) => this.advance(share);
      const above = this.above();
      for (const each of above) if (!(await each.execute(advance))) return this.say(`A cell above stopped with an error, so this one was not run.`);
      const fine = await this.execute(advance);
      const first = above.length ? `, after ${above.length === 1 ? "the cell" : `the ${above.length} cells`} above it` : "";
      this.say(fine ? `Ran${first}.` : `Stopped with an error${first}: it is shown below the code.`);
    });
  }

  protected async execute(advance: (share: number) => void): Promise<boolean> {
    const output = (json: string) => this.outputs.add(json, advance);
    this.outputs.clear();
    const fine = await python.ask<boolean>("run", [this.topic, this.cell, this.source.text], { output });
    if (fine) this.ranIn = python.generation;
    return fine;
  }

  private above(): Runnable[] {
    const all = [...document.querySelectorAll<Runnable>(`nines-cell[topic="${this.topic}"], nines-exercise[name^="${this.topic}."]`)];
    return all.slice(0, all.indexOf(this)).filter((each) => each instanceof Runnable && each.ready && each.ranIn !== python.generation);
  }

  protected get ready(): boolean {
    return this.source !== undefined;
  }
}

export class NinesCell extends Runnable {
  private starter = "";

  get topic(): string {
    return this.getAttribute("topic") ?? "";
  }

  get cell(): string {
    return this.getAttribute("cell") ?? "";
  }

  private get name(): string {
    return `${this.topic}.${this.cell}`;
  }

  protected make(): void {
    const pre = this.querySelector<HTMLElement>("pre.nines-source");
    if (!pre || this.hasAttribute("machine")) return;
    this.starter = sourceOf(pre);
    this.source = new Source(pre, `Code of the cell ${this.cell.replaceAll("_", " ")}`, { run: () => void this.runFromAbove() });
    this.source.addEventListener("input", () => this.typed());
    let place = this.querySelector<HTMLElement>(".nines-output");
    if (!place) this.append((place = h("div", { class: "nines-output" })));
    this.outputs = new Outputs(place);
    const tools = h("div", { class: "nines-toolbar" }, button("Run", () => void this.runFromAbove()), this.reset, this.stopButton, this.status);
    place.before(tools, this.bar);
  }

  private readonly reset = button("Reset", () => {
    keep(this.name, undefined);
    this.source.focus();
  }, { hidden: true });

  protected override follow(): void {
    super.follow();
    if (!this.ready) return;
    this.later(watch(draftKey(this.name), () => this.restore()));
    this.on(python, "replaced", () => this.say(this.outputs.place.childElementCount ? "Python started afresh: run this again before you use what it defined." : ""));
    this.restore();
  }

  private typed(): void {
    const { text } = this.source;
    keep(this.name, text === this.starter ? undefined : { text, starter: this.starter });
  }

  private restore(): void {
    const kept = draft(this.name);
    this.source.text = kept?.text ?? this.starter;
    this.reset.hidden = !kept;
  }
}
