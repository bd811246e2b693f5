/** A text to edit: a readable <pre>, a plain text area from the first focus on, and CodeMirror as soon as it is here. */

import { h, unique } from "./dom";
import type { Editor } from "./editor";

export interface Keys {
  run: () => void;
  check?: () => void;
}

declare const EDITOR: string;

let failed = false;

export class Source extends EventTarget {
  private editor?: Editor;
  private area?: HTMLTextAreaElement;
  private value: string;
  private readonly help: HTMLElement;

  constructor(block: HTMLElement, private readonly label: string, private readonly keys: Keys) {
    super();
    this.value = sourceOf(block);
    this.help = h("p", { class: "nines-help", id: unique("help") }, "Press Escape, then Tab, to leave the editor.");
    const code = block.querySelector("code") ?? block;
    // Without its <code> the theme leaves the block alone: no copy button, no second tab stop.
    this.pre = h("pre", {
      class: "nines-source nines-edit", tabindex: 0, role: "textbox", "aria-multiline": "true", "aria-label": label,
      "aria-describedby": this.help.id, focus: () => this.open(this.clicked),
      pointerdown: (event) => (this.clicked = offset(this.pre, event as PointerEvent)),
    }, ...code.cloneNode(true).childNodes);
    block.replaceWith(this.pre);
    (this.pre.closest(".highlight") ?? this.pre).after(this.help);
  }

  private readonly pre: HTMLElement;
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
    else this.pre.textContent = text;
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
      const { open } = (await import(EDITOR)) as typeof import("./editor");
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
