/** <nines-budget>: the home page's figure, moved by a slider over steps that the build has computed. */

import { Component, data, h, unique } from "./dom";

interface Steps {
  label: string;
  value: number;
  steps: Record<string, string>[];
}

export class NinesBudget extends Component {
  protected make(): void {
    const facts = data<Steps>(this);
    const controls = this.querySelector(".nines-controls");
    if (!facts || !controls) return;
    const id = unique("budget");
    const range = h("input", { id, type: "range", min: 0, max: facts.steps.length - 1, step: 1, value: facts.value, input: () => this.show(range, facts) });
    controls.append(h("div", { class: "nines-control" }, h("label", { for: id }, facts.label), range));
    this.querySelector("figcaption")?.setAttribute("aria-live", "polite");
    this.show(range, facts);
  }

  private show(range: HTMLInputElement, { steps }: Steps): void {
    const step = steps[range.valueAsNumber];
    if (!step) return;
    range.setAttribute("aria-valuetext", step.text ?? "");
    for (const field of this.querySelectorAll<HTMLElement>("[data-field]")) field.textContent = step[field.dataset.field ?? ""] ?? "";
    for (const path of this.querySelectorAll<SVGPathElement>("[data-path]")) path.setAttribute("d", step[path.dataset.path ?? ""] ?? "");
    this.querySelector("figure")?.setAttribute("data-tone", step.tone ?? "");
    this.querySelector("svg")?.setAttribute("aria-label", step.verdict ?? "");
  }
}
