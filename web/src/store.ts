/** What the browser remembers: answers, edited cells and progress, shared by every tab of this site, at once. */

export interface Event_ {
  kind: "check" | "predict" | "hint" | "solution";
  at: string;
  exercise?: string;
  prediction?: string;
  status?: string;
  misconception?: string | null;
  attempt?: number;
  answer?: string;
  choice?: string;
  confidence?: number;
  hint?: number;
}

/** A text somebody edited, with the starter it grew from. */
export interface Draft {
  text: string;
  starter: string;
}

const PREFIX = "nines:";
const EVENTS = `${PREFIX}events`;
const KEEP = 5000;
const memory = new Map<string, string>();

export const changes = new EventTarget();

/** Why edits are kept in this tab only, or nothing. */
export let trouble: string | undefined;

/** Tell this tab, the only one that a storage event does not reach. */
function announce(key: string): void {
  changes.dispatchEvent(new CustomEvent("change", { detail: key }));
}

addEventListener("storage", (event) => {
  if (event.key === null) {
    memory.clear();
    announce("*");
  } else if (event.key.startsWith(PREFIX)) {
    memory.delete(event.key);
    announce(event.key);
  }
});

function get(key: string): string | null {
  if (memory.has(key)) return memory.get(key) ?? null;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function set(key: string, value: string | null): void {
  const before = trouble;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    memory.delete(key);
    trouble = undefined;
  } catch (error) {
    if (value === null) memory.delete(key);
    else memory.set(key, value);
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    trouble = full
      ? "This browser's storage is full, so your work is kept in this tab only until you close it. Copy what you want to keep."
      : "This browser refuses to store anything for this site, so your work is kept in this tab only until you close it.";
  }
  if (trouble !== before) changes.dispatchEvent(new Event("trouble"));
  announce(key);
}

function parsed<T>(text: string | null, otherwise: T): T {
  try {
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export const draftKey = (name: string): string => `${PREFIX}draft:${name}`;

export function draft(name: string): Draft | undefined {
  const found = parsed<Draft | undefined>(get(draftKey(name)), undefined);
  return typeof found?.text === "string" && typeof found.starter === "string" ? found : undefined;
}

export function keep(name: string, value: Draft | undefined): void {
  set(draftKey(name), value ? JSON.stringify(value) : null);
}

export function events(): Event_[] {
  const found = parsed<Event_[]>(get(EVENTS), []);
  return Array.isArray(found) ? found.filter((event) => typeof event?.kind === "string") : [];
}

export function record(event: Omit<Event_, "at">): void {
  const all = events();
  if (event.kind === "check") event.attempt = 1 + all.filter((old) => old.kind === "check" && old.exercise === event.exercise).length;
  all.push({ ...event, at: new Date().toISOString() });
  set(EVENTS, JSON.stringify(all.slice(-KEEP)));
}

export const checks = (exercise: string): Event_[] => events().filter((event) => event.kind === "check" && event.exercise === exercise);

export const solved = (exercise: string): boolean => checks(exercise).some((event) => event.status === "passed");

/** How many different answers were checked. */
export const attempts = (exercise: string): number => new Set(checks(exercise).map((event) => event.answer)).size;

/** Follow changes of keys that start like this, in this tab and others; returns how to stop. */
export function watch(prefix: string, tell: () => void): () => void {
  const heard = (event: Event) => {
    const key = (event as CustomEvent<string>).detail;
    if (key === "*" || key?.startsWith(prefix)) tell();
  };
  changes.addEventListener("change", heard);
  return () => changes.removeEventListener("change", heard);
}

export const watchEvents = (tell: () => void): (() => void) => watch(EVENTS, tell);
