/** The common part of everything that runs Python: a status line that speaks, a progress bar, a way to stop. */

import { button, Component, h } from "./dom";
import { python, type Python } from "./python";
import { failureWords, phaseWords } from "./status";

const LOADING = "Loading Python";

export abstract class Working extends Component {
  protected readonly status = h("p", { class: "nines-status", role: "status", "aria-live": "polite" });
  protected readonly bar = h("progress", { class: "nines-loading", hidden: true, "aria-label": LOADING });
  protected readonly stopButton = button("Stop", () => python.stop(), { hidden: true });
  protected busy = false;

  protected override follow(): void {
    this.on(python, "phase", () => this.busy && this.progress());
  }

  /** Say something; what stands elsewhere on the page too is only heard. */
  protected say(words: string, seen = true): void {
    this.status.classList.toggle("nines-heard", !seen);
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  /** Ask Python while the element shows that it works; undefined when there was no answer, and the status says why. */
  protected async work<T>(words: string, act: (python: Python) => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.working(true);
    this.doing = words;
    this.say(words);
    try {
      const asked = act(python);
      this.progress();
      return await asked;
    } catch (error) {
      this.say(failureWords(error));
      this.failed(error);
      return undefined;
    } finally {
      this.working(false);
    }
  }

  /** Called when Python gave no answer. */
  protected failed(_: unknown): void {}

  private doing = "";

  private working(yes: boolean): void {
    this.busy = yes;
    this.toggleAttribute("data-busy", yes);
    this.setAttribute("aria-busy", String(yes));
    this.stopButton.hidden = !yes;
    if (!yes) this.bar.hidden = true;
  }

  private progress(): void {
    const { phase } = python;
    this.bar.hidden = phase.name !== "loading";
    this.bar.setAttribute("aria-label", LOADING);
    if (phase.name === "loading") {
      this.bar.max = phase.total;
      this.bar.value = phase.loaded;
      if (this.announced(phase.loaded / phase.total)) this.say(phaseWords(phase));
    } else if (phase.name !== "failed") {
      this.quarter = -1;
      this.say(phaseWords(phase) || this.doing);
    }
  }

  /** Show how far what runs has come. */
  protected advance(share: number): void {
    if (!this.busy || !(share >= 0 && share <= 1)) return;
    python.further(share);
    this.bar.hidden = false;
    this.bar.setAttribute("aria-label", "Done so far");
    this.bar.max = 1;
    this.bar.value = share;
    if (this.announced(share)) this.say(`${this.doing} ${Math.round(share * 100)} %`);
  }

  private quarter = -1;

  /** A screen reader hears of each quarter, not of each packet. */
  private announced(part: number): boolean {
    const quarter = Math.floor(part * 4);
    if (quarter === this.quarter) return false;
    this.quarter = quarter;
    return true;
  }
}
