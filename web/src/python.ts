/** The one Python of this tab: started on first use, replaced when stopped or hurt, kept while pages come and go. */

import type { Call, Parts, Reply } from "./protocol";

declare const WORKER: string;

export type Phase =
  | { name: "off" | "starting" | "ready" | "busy" }
  | { name: "loading"; loaded: number; total: number }
  | { name: "failed"; reason: string };

/** Why a request got no answer: it was stopped by hand, took too long, or took the interpreter down with it. */
export class Interrupted extends Error {
  constructor(readonly why: "stopped" | "time" | "crashed") {
    super(why);
  }
}

interface Job {
  call: Call;
  args: unknown[];
  limit: number;
  output: (json: string) => void;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

const BASE = new URL(".", import.meta.url).href;

export class Python extends EventTarget {
  phase: Phase = { name: "off" };
  /** Counts interpreters: what a cell defined lives in one of them. */
  generation = 0;
  private worker?: Worker;
  private port?: MessagePort;
  private parts?: Parts;
  private queue: Job[] = [];
  private running?: { id: number; job: Job; timer?: number; furthest: number };
  private last = 0;

  /** Ask; rejects with Interrupted, or with an Error when Python cannot be had. `limit` is in milliseconds of running time. */
  ask<T>(call: Call, args: unknown[], { limit = 10_000, output = (_: string) => {} } = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ call, args, limit, output, resolve: resolve as (value: unknown) => void, reject });
      if (this.worker) this.next();
      else this.start();
    });
  }

  /** Load Python ahead of the first request. */
  start(): void {
    if (this.worker) return;
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      return this.fail("this browser is too old to run Python; a current Firefox, Chrome, Edge or Safari can");
    }
    this.generation += 1;
    this.become({ name: "starting" });
    const worker = (this.worker = new Worker(new URL(WORKER, BASE), { type: "module", name: "python" }));
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.worker) this.lost(event.message || "its worker could not be loaded");
    };
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = (event) => worker === this.worker && this.hear(event.data as Reply);
    worker.postMessage({ base: BASE, parts: this.parts }, [port2]);
  }

  /** End what runs, and everything that waits behind it; a fresh interpreter follows. */
  stop(why: "stopped" | "time" | "crashed" = "stopped"): void {
    const dropped = [...(this.running ? [this.running.job] : []), ...this.queue];
    this.queue = [];
    this.replace();
    for (const job of dropped) job.reject(new Interrupted(why));
  }

  private replace(): void {
    this.end();
    this.start();
    this.dispatchEvent(new Event("replaced"));
  }

  private end(): void {
    clearTimeout(this.running?.timer);
    this.running = undefined;
    this.worker?.terminate();
    this.port?.close();
    this.worker = undefined;
    this.port = undefined;
  }

  private lost(reason: string): void {
    if (this.running) this.stop("crashed");
    else this.fail(reason);
  }

  private fail(reason: string): void {
    this.end();
    this.become({ name: "failed", reason });
    const waiting = this.queue;
    this.queue = [];
    for (const job of waiting) job.reject(new Error(reason));
  }

  private become(phase: Phase): void {
    this.phase = phase;
    this.dispatchEvent(new Event("phase"));
  }

  private next(): void {
    if (this.running || (this.phase.name !== "ready" && this.phase.name !== "busy")) return;
    const job = this.queue.shift();
    if (!job) return this.become({ name: "ready" });
    const id = ++this.last;
    this.running = { id, job, timer: this.timer(job), furthest: 0 };
    this.become({ name: "busy" });
    this.port?.postMessage({ id, call: job.call, args: job.args });
  }

  private timer(job: Job): number {
    return window.setTimeout(() => this.stop("time"), job.limit);
  }

  /** What runs says how far it is. As long as it comes further it is not stuck, so its time begins anew. */
  further(share: number): void {
    const { running } = this;
    if (!running || !(share > running.furthest)) return;
    clearTimeout(running.timer);
    running.furthest = share;
    running.timer = this.timer(running.job);
  }

  private hear(reply: Reply): void {
    if (reply.kind === "progress") return this.become({ name: "loading", loaded: reply.loaded, total: reply.total });
    if (reply.kind === "failed") return this.fail(reply.reason);
    if (reply.kind === "ready") {
      this.parts = reply.parts;
      this.become({ name: "ready" });
      return this.next();
    }
    const running = this.running;
    if (reply.id !== running?.id) return;
    if (reply.kind === "output") return running.job.output(reply.json);
    if (reply.kind === "dead") return this.stop("crashed");
    clearTimeout(running.timer);
    this.running = undefined;
    const { value, error } = JSON.parse(reply.json);
    if (!reply.healthy) this.replace();
    if (error === undefined) running.job.resolve(value);
    else running.job.reject(new Error(error));
    this.next();
  }
}

export const python = new Python();
