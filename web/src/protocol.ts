/** What the page and its Python worker say to each other, over a port that a learner's code does not see. */

export type Call = "check" | "stopped" | "run" | "explore" | "solution";

/** The parts of a started Python that a replacement is made from without loading them again. */
export interface Parts {
  wasm: WebAssembly.Module;
  stdlib: Uint8Array;
  ours: Uint8Array;
  labs: Record<string, string>;
}

export interface Start {
  base: string;
  parts?: Parts;
}

export interface Request {
  id: number;
  call: Call;
  args: unknown[];
}

export type Reply =
  | { kind: "progress"; loaded: number; total: number }
  | { kind: "ready"; parts: Parts }
  | { kind: "failed"; reason: string }
  | { kind: "output"; id: number; json: string }
  | { kind: "value"; id: number; json: string; healthy: boolean }
  | { kind: "dead"; id: number; reason: string };

/** A file of the bundle: where it is and how many bytes are loaded. */
export interface File {
  path: string;
  bytes: number;
}

export type Manifest = Record<"wasm" | "stdlib" | "ours" | "labs" | "runtime", File>;
