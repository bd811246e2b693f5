/** Small helpers to build a page's elements. */

type Attributes = Record<string, string | boolean | number | ((event: Event) => void) | undefined>;

/** An element; attributes that are functions are listeners, true is an empty attribute, false or undefined is none. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

export const button = (words: string, act: () => void, more: Attributes = {}): HTMLButtonElement =>
  h("button", { type: "button", class: "nines-button", click: act, ...more }, words);

/** Trusted HTML: made by our own Python from escaped parts. */
export function fragment(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** The JSON that the site put into an element for us; taken out, because Material runs every script of a page that it navigates to. */
export function data<T>(element: Element): T | undefined {
  const script = element.querySelector(":scope > script.nines-data");
  script?.remove();
  return script?.textContent ? (JSON.parse(script.textContent) as T) : undefined;
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

let count = 0;
export const unique = (stem: string): string => `nines-${stem}-${++count}`;

/** Where the site's pages start, whatever folder it is served from. */
export const ROOT = new URL("../../", import.meta.url).href;

/** A custom element that is set up once and cleans up whenever it leaves the page. */
export abstract class Component extends HTMLElement {
  private undo: (() => void)[] = [];
  private made = false;

  /** Build what the element shows; called once. */
  protected abstract make(): void;

  /** Follow what changes elsewhere; called whenever the element enters a page. */
  protected follow(): void {}

  connectedCallback(): void {
    if (!this.made) {
      this.made = true;
      this.make();
    }
    this.follow();
  }

  disconnectedCallback(): void {
    for (const act of this.undo.splice(0)) act();
  }

  /** Call this when the element leaves the page. */
  protected later(act: () => void): void {
    this.undo.push(act);
  }

  protected on(target: EventTarget, name: string, act: (event: Event) => void): void {
    target.addEventListener(name, act);
    this.later(() => target.removeEventListener(name, act));
  }
}
