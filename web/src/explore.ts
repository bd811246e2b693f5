/** <nines-explore>: a figure with native controls, drawn by the lesson's own Python function. */

import { draw, type Spec } from "./chart";
import { button, data, h, unique } from "./dom";
import { python } from "./python";
import { failureWords } from "./status";
import { Working } from "./working";

type Value = number | string | boolean;

interface Control {
  name: string;
  label: string;
  kind: "range" | "choice";
  min: number;
  max: number;
  step: number;
  value: Value;
  options: Value[];
}

interface Figure {
  source?: string;
  figure?: string;
  title?: string | null;
  controls: Control[];
  values: Record<string, Value>;
  spec?: Spec | null;
}

const VEGALITE = "application/vnd.vegalite.v5+json";

export class NinesExplore extends Working {
  private figure!: Figure;
  private values: Record<string, Value> = {};
  private wanted?: Record<string, Value>;
  private place!: HTMLElement;
  private picture!: HTMLElement;
  private readonly inputs: (() => void)[] = [];
  private caption!: HTMLElement;
  private table: HTMLElement = h("details", { class: "nines-table" }, h("summary", {}, "Show as table"));
  private shown?: Spec;
  private changed = false;

  protected make(): void {
    const figure = data<Figure>(this);
    if (!figure?.controls.length) return;
    this.figure = figure;
    this.values = { ...figure.values };
    this.place = this.querySelector("figure") ?? this.appendChild(h("figure", { class: "nines-figure" }));
    this.caption = this.place.querySelector("figcaption") ?? this.place.appendChild(h("figcaption", {}, figure.spec?.description ?? ""));
    this.caption.setAttribute("aria-live", "polite");
    this.picture = h("div", { class: "nines-picture" });
    this.caption.before(this.picture);
    this.picture.append(...this.place.querySelectorAll(":scope > .nines-chart"));
    if (!this.picture.childElementCount && figure.spec) void draw(this.picture, figure.spec);
    const row = h("div", { class: "nines-controls" }, ...figure.controls.map((control) => this.control(control)), button("Reset", () => this.reset()));
    this.picture.after(row, this.bar, this.status);
    this.querySelector(".nines-values")?.remove();
    this.table = this.place.querySelector("details.nines-table") ?? this.place.appendChild(this.table);
    this.shown = figure.spec ?? undefined;
    this.table.addEventListener("toggle", () => this.changed && this.fill());
  }

  private control(control: Control): HTMLElement {
    const id = unique("control");
    const label = h("label", { for: id }, control.label);
    if (control.kind === "choice") {
      const select = h("select", { id, change: () => this.change(control.name, control.options[select.selectedIndex] ?? "") },
        ...control.options.map((option) => h("option", {}, String(option))));
      this.inputs.push(() => (select.selectedIndex = control.options.indexOf(this.values[control.name] ?? "")));
      this.inputs.at(-1)?.();
      return h("div", { class: "nines-control" }, label, select);
    }
    const value = h("output", { for: id });
    const range = h("input", { id, type: "range", min: control.min, max: control.max, step: control.step, input: () => {
      value.textContent = number(range.valueAsNumber);
      this.change(control.name, range.valueAsNumber);
    } });
    this.inputs.push(() => {
      range.value = String(this.values[control.name]);
      value.textContent = number(Number(this.values[control.name]));
    });
    this.inputs.at(-1)?.();
    return h("div", { class: "nines-control" }, label, range, value);
  }

  private reset(): void {
    this.values = { ...this.figure.values };
    for (const show of this.inputs) show();
    this.want();
  }

  private change(name: string, value: Value): void {
    this.values[name] = value;
    this.want();
  }

  /** Draw the latest values; values passed over while Python was busy are never drawn. */
  private want(): void {
    this.wanted = { ...this.values };
    if (!this.busy) void this.catchUp();
  }

  private async catchUp(): Promise<void> {
    while (this.wanted) {
      const values = this.wanted;
      this.wanted = undefined;
      const bundle = await this.work("Drawing…", () => this.ask(values));
      if (!bundle) return;
      const spec = bundle[VEGALITE] as Spec | undefined;
      this.shown = spec;
      if (spec) await draw(this.picture, spec, this.place.querySelector<HTMLElement>(":scope > .nines-figure-title") ?? undefined);
      else this.picture.replaceChildren(h("p", { class: "nines-say" }, String(bundle["text/plain"] ?? "")));
      this.changed = true;
      if (this.table.hasAttribute("open")) this.fill();
      this.say("");
      this.caption.textContent = spec?.description ?? "";
    }
  }

  private ask(values: Record<string, Value>): Promise<Record<string, unknown>> {
    const name = this.figure.figure ?? `${this.getAttribute("topic")}.${this.getAttribute("cell")}`;
    const output = (json: string) => this.advance((JSON.parse(json) as { progress?: number }).progress ?? NaN);
    return python.ask("explore", [name, this.figure.source ?? "", values], { output });
  }

  protected override failed(error: unknown): void {
    this.wanted = undefined;
    this.say(failureWords(error));
  }

  private fill(): void {
    const rows = this.shown ? values(this.shown) : [];
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const head = h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name.replaceAll("_", " "))));
    const body = rows.map((row) => h("tr", {}, ...names.map((name) => h("td", {}, typeof row[name] === "number" ? number(row[name]) : String(row[name] ?? "")))));
    const table = h("div", { class: "nines-scroll", tabindex: 0, role: "region", "aria-label": "The figure as a table" }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...body)));
    this.table.replaceChildren(this.table.querySelector("summary") ?? "", rows.length ? table : h("p", {}, "This figure has no data to list."));
  }
}

const number = (value: number): string => new Intl.NumberFormat("en-US", { maximumSignificantDigits: 5 }).format(value);

/** The rows of the first data set that has more than one column: what the chart draws. */
function values(spec: Spec): Record<string, unknown>[] {
  const sets = [spec, ...((spec.layer as Spec[] | undefined) ?? [])].map((part) => (part.data as { values?: Record<string, unknown>[] } | undefined)?.values);
  return sets.find((rows) => rows?.length && Object.keys(rows[0] ?? {}).length > 1) ?? [];
}
