/** Python in a module worker: loads our own files, then answers one request at a time. */

import { loadPyodide, type PyodideInterface } from "pyodide";
import type { File, Manifest, Parts, Reply, Request, Start } from "./protocol";

declare const MANIFEST: Manifest;

type Runtime = { default: NonNullable<NonNullable<Parameters<typeof loadPyodide>[0]>["createPyodideModule"]> };
type Ask = (call: string, args: string, emit: (json: string) => void) => string;

const load = self.fetch.bind(self);

addEventListener("message", (event) => {
  const port = event.ports[0];
  if (port) void start(event.data as Start, port);
}, { once: true });

async function start({ base, parts }: Start, port: MessagePort): Promise<void> {
  const say = (reply: Reply) => port.postMessage(reply);
  try {
    const runtime = import(new URL("pyodide/pyodide.asm.mjs", base).href) as Promise<Runtime>;
    runtime.catch(() => undefined);
    const all = parts ?? (await fetched(base, say));
    const ask = await boot(base, all, await runtime);
    port.onmessage = (event) => answer(event.data as Request, ask, say);
    say({ kind: "ready", parts: all });
  } catch (error) {
    say({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  }
}

async function fetched(base: string, say: (reply: Reply) => void): Promise<Parts> {
  const wanted = [MANIFEST.wasm, MANIFEST.stdlib, MANIFEST.ours, MANIFEST.labs];
  const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let loaded = 0;
  const count = (bytes: number) => say({ kind: "progress", loaded: Math.min((loaded += bytes), total), total });
  const open = (file: File) => unpacked(new URL(file.path, base), count);
  const bytes = async (file: File) => new Uint8Array(await (await open(file)).arrayBuffer());
  const [wasm, stdlib, ours, labs] = await Promise.all([
    open(MANIFEST.wasm).then((response) => WebAssembly.compileStreaming(response)),
    bytes(MANIFEST.stdlib),
    bytes(MANIFEST.ours),
    open(MANIFEST.labs).then((response) => response.json()),
  ]);
  return { wasm, stdlib, ours, labs };
}

/** The content of a gzip file of ours, also from a host that has already unpacked it. */
async function unpacked(url: URL, count: (bytes: number) => void): Promise<Response> {
  const response = await load(url).catch(() => undefined);
  if (!response?.ok || !response.body) {
    throw new Error(`${url.pathname.split("/").pop()} could not be loaded${response ? ` (HTTP ${response.status})` : ""}`);
  }
  const reader = response.body.getReader();
  const first = await reader.read();
  const packed = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (to) => first.value && (count(first.value.length), to.enqueue(first.value)),
    pull: async (to) => {
      const { done, value } = await reader.read();
      if (done) return to.close();
      count(value.length);
      to.enqueue(value);
    },
  });
  const type = url.pathname.includes(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(packed ? stream.pipeThrough(new DecompressionStream("gzip")) : stream, { headers: { "Content-Type": type } });
}

async function boot(base: string, parts: Parts, runtime: Runtime): Promise<Ask> {
  serve(parts);
  const python = await loadPyodide({
    indexURL: new URL("pyodide/", base).href,
    createPyodideModule: runtime.default,
    stdLibURL: "nines:stdlib",
    lockFileContents: JSON.stringify({ info: { abi_version: "2026_0", arch: "wasm32", platform: "", python: "3.14", version: "" }, packages: {} }),
    packageBaseUrl: base,
    env: { NINES_PATH: "/nines", NINES_SITE: new URL("../../", base).href, HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
    jsglobals: sealed(),
    stdin: () => null,
    stdout: () => undefined,
    stderr: () => undefined,
  });
  lay(python, parts);
  const ask = python.runPython(`
import sys
sys.path[:0] = ["/nines.zip", "/nines"]
import nines.page
nines.page.ready()
nines.page.answer
`) as Ask;
  forget();
  return ask;
}

/** Give Pyodide, which fetches its files itself, what is already here. */
function serve(parts: Parts): void {
  self.fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (url === "nines:stdlib" || url.endsWith("/nines:stdlib")) return Promise.resolve(new Response(parts.stdlib as BodyInit));
    if (url.endsWith(".wasm")) return Promise.resolve(new Response());
    return load(input, init);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module: parts.wasm,
    instance: await WebAssembly.instantiate(parts.wasm, imports),
  });
}

function lay(python: PyodideInterface, parts: Parts): void {
  python.FS.writeFile("/nines.zip", parts.ours);
  for (const [path, text] of Object.entries(parts.labs)) {
    const file = `/nines/${path}`;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, text);
  }
}

/** The only JavaScript that Python sees: timers for its event loop; no messages, no network, no storage. */
function sealed(): object {
  return {
    setTimeout: self.setTimeout.bind(self),
    clearTimeout: self.clearTimeout.bind(self),
    setInterval: self.setInterval.bind(self),
    clearInterval: self.clearInterval.bind(self),
    queueMicrotask: self.queueMicrotask.bind(self),
    Object, Array, Map, Set, Promise, Error, Uint8Array, ArrayBuffer, Date, Math, JSON, performance, console,
  };
}

/** An answer has no business with the network or with what a browser stores. */
function forget(): void {
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "importScripts", "indexedDB", "caches", "BroadcastChannel", "Worker"]) {
    Object.defineProperty(self, name, { value: undefined, configurable: false, writable: false });
  }
}

function answer({ id, call, args }: Request, ask: Ask, say: (reply: Reply) => void): void {
  try {
    const { healthy, ...rest } = JSON.parse(ask(call, JSON.stringify(args), (json) => say({ kind: "output", id, json })));
    say({ kind: "value", id, json: JSON.stringify(rest), healthy });
  } catch (error) {
    say({ kind: "dead", id, reason: error instanceof Error ? error.message : String(error) });
  }
}
