/** <nines-predict>: a choice and a confidence, committed before the truth is unveiled. */

import { button, Component, data, h, unique } from "./dom";
import { shown } from "./outputs";
import { events, record, watchEvents, type Event_ } from "./store";

interface Question {
  name: string;
  question: string;
  options: { text: string; why: string; misconception: string | null }[];
  answer: number;
  reveal: Record<string, unknown> | null;
}

const CONFIDENCES: [string, number][] = [["a guess", 25], ["50 %", 50], ["70 %", 70], ["90 %", 90], ["certain", 99]];

export class NinesPredict extends Component {
  private question!: Question;
  private choice?: number;
  private confidence?: number;
  private reveal!: HTMLElement;
  private fields: HTMLFieldSetElement[] = [];
  private readonly commit = button("Commit", () => this.decide(), { class: "nines-button nines-primary" });
  private readonly status = h("p", { class: "nines-status", role: "status", "aria-live": "polite" });
  private readonly form = h("form", { class: "nines-question", submit: (event) => event.preventDefault() });
  private done = false;

  protected make(): void {
    const question = data<Question>(this);
    if (!question) return;
    this.question = question;
    const veiled = this.querySelector<HTMLElement>(".nines-reveal");
    this.reveal = veiled ?? h("div", { class: "nines-reveal" }, ...(question.reveal ? shown(question.reveal) : []));
    const options = question.options.map(({ text }) => text);
    this.fields = [
      this.group(question.question, options, (at) => (this.choice = at)),
      this.group("How sure are you?", CONFIDENCES.map(([words]) => words), (at) => (this.confidence = CONFIDENCES[at]?.[1])),
    ];
    this.form.append(...this.fields, this.commit, this.status);
    for (const child of [...this.children]) if (child !== veiled && !child.matches(".nines-kind")) child.remove();
    const kind = this.querySelector(".nines-kind");
    if (kind) kind.after(this.form);
    else this.prepend(this.form);
    if (!veiled) this.append(this.reveal);
    this.reveal.hidden = true;
    this.dataset.ready = "";
  }

  protected override follow(): void {
    if (!this.question) return;
    const recall = () => {
      const first = events().find((event) => event.kind === "predict" && event.prediction === this.question.name);
      if (first && !this.done) this.answer(first);
    };
    this.later(watchEvents(recall));
    recall();
  }

  private group(legend: string, options: string[], choose: (at: number) => void): HTMLFieldSetElement {
    const name = unique("choice");
    return h("fieldset", {}, h("legend", {}, legend), ...options.map((text, at) =>
      h("label", {}, h("input", { type: "radio", name, value: at, change: () => choose(at) }), h("span", {}, text))));
  }

  private decide(): void {
    const option = this.question.options[this.choice ?? -1];
    if (!option || this.confidence === undefined) {
      this.status.textContent = option ? "Say how sure you are, then commit." : "Choose an answer, then commit.";
      return;
    }
    const status = this.choice === this.question.answer ? "right" : "wrong";
    record({ kind: "predict", prediction: this.question.name, status, misconception: option.misconception, choice: option.text, confidence: this.confidence });
  }

  private answer(event: Event_): void {
    const { options, answer } = this.question;
    this.done = true;
    const at = options.findIndex(({ text }) => text === event.choice);
    const chosen = options[at];
    const truth = options[answer]?.text ?? "";
    this.status.textContent = at === answer ? `✓ Right: ${truth}. ${chosen?.why ?? ""}` : chosen ? `✗ You said ${chosen.text}; it is ${truth}. ${chosen.why}` : `It is ${truth}.`;
    for (const field of this.fields) field.disabled = true;
    const inputs = this.fields.map((field) => [...field.querySelectorAll("input")]);
    if (inputs[0]?.[at]) inputs[0][at].checked = true;
    const sure = inputs[1]?.[CONFIDENCES.findIndex(([, percent]) => percent === event.confidence)];
    if (sure) sure.checked = true;
    inputs[0]?.[answer]?.closest("label")?.classList.add("nines-right");
    if (this.commit.contains(document.activeElement)) {
      this.status.tabIndex = -1;
      this.status.focus();
    }
    this.commit.hidden = true;
    this.reveal.hidden = false;
  }
}
