/** A text to edit: a readable <pre>, a plain text area from the first focus on, and CodeMirror as soon as it is here. */

import { h, unique } from "./dom";
import type { Editor } from "./editor";

export interface Keys {
  run: () => void;
  check?: () => void;
}

let failed = false;

export class Source extends EventTarget {
  private editor?: Editor;
  private area?: HTMLTextAreaElement;
  private value: string;
  private readonly help: HTMLElement;

  constructor(private readonly pre: HTMLElement, private readonly label: string, private readonly keys: Keys) {
    super();
    this.value = sourceOf(pre);
    this.help = h("p", { class: "nines-help", id: unique("help") }, "Press Escape, then Tab, to leave the editor.");
    (pre.closest(".highlight") ?? pre).after(this.help);
    pre.tabIndex = 0;
    pre.setAttribute("role", "textbox");
    pre.setAttribute("aria-multiline", "true");
    pre.setAttribute("aria-label", label);
    pre.setAttribute("aria-describedby", this.help.id);
    pre.addEventListener("focus", () => this.open(this.clicked));
    pre.addEventListener("pointerdown", (event) => (this.clicked = offset(pre, event)));
  }

  private clicked = 0;

  get text(): string {
    return this.value;
  }

  /** Show another text; no input event follows. */
  set text(text: string) {
    if (text === this.value) return;
    this.value = text;
    if (this.editor) this.editor.set(text);
    else if (this.area) this.area.value = text;
    else (this.pre.querySelector("code") ?? this.pre).textContent = text;
  }

  focus(): void {
    if (this.editor) this.editor.focus();
    else if (this.area) this.area.focus();
    else this.pre.focus();
  }

  private typed(text: string): void {
    this.value = text;
    this.dispatchEvent(new Event("input"));
  }

  private open(at: number): void {
    if (this.area || this.editor) return;
    const area = (this.area = h("textarea", {
      class: "nines-area", spellcheck: "false", autocomplete: "off", autocapitalize: "off", "aria-label": this.label,
      "aria-describedby": this.help.id, rows: this.value.split("\n").length + 1,
      input: () => this.typed(area.value),
      keydown: (event) => this.plainKeys(event as KeyboardEvent),
    }));
    area.value = this.value;
    this.pre.replaceWith(area);
    this.help.classList.add("nines-open");
    area.focus({ preventScroll: true });
    area.setSelectionRange(at, at);
    if (!failed) void this.upgrade(area);
  }

  private async upgrade(area: HTMLTextAreaElement): Promise<void> {
    try {
      const { open } = await import("./editor");
      const focused = document.activeElement === area;
      const editor = open(this.value, this.label, this.help.id, [area.selectionStart, area.selectionEnd], (text) => this.typed(text), this.keys);
      area.replaceWith(editor.dom);
      this.editor = editor;
      this.area = undefined;
      if (focused) editor.focus();
      this.dispatchEvent(new Event("editor"));
    } catch {
      failed = true;
      this.help.textContent = "The editor could not be loaded; this plain one does the same work.";
    }
  }

  private plainKeys(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    if (event.shiftKey || !this.keys.check) this.keys.run();
    else this.keys.check();
  }
}

/** The text of a source block, without the buttons that the theme puts beside it. */
export const sourceOf = (pre: HTMLElement): string => (pre.querySelector("code") ?? pre).textContent ?? "";

/** How far into an element's text a click is. */
function offset(element: HTMLElement, { clientX, clientY }: PointerEvent): number {
  const found = document as unknown as {
    caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
    caretRangeFromPoint?: (x: number, y: number) => Range | null;
  };
  const position = found.caretPositionFromPoint?.(clientX, clientY);
  const range = position ? undefined : found.caretRangeFromPoint?.(clientX, clientY);
  const [node, at] = position ? [position.offsetNode, position.offset] : range ? [range.startContainer, range.startOffset] : [];
  if (!node || !element.contains(node)) return 0;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, at ?? 0);
  return before.toString().length;
}
