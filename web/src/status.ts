/** What Python is doing, in words: for the status line of whatever asked it. */

import { megabytes } from "./dom";
import { Interrupted, type Phase } from "./python";

export function phaseWords(phase: Phase): string {
  switch (phase.name) {
    case "loading":
      return phase.loaded < phase.total ? `Loading Python: ${megabytes(phase.loaded)} of ${megabytes(phase.total)}, once` : "Starting Python…";
    case "starting":
      return "Starting Python…";
    case "failed":
      return `Python could not be started: ${phase.reason}. You can read on; what you wrote is kept.`;
    default:
      return "";
  }
}

export function failureWords(error: unknown): string {
  if (error instanceof Interrupted) {
    const again = "Python is starting afresh; run the lesson’s cells again before you use what they defined.";
    if (error.why === "stopped") return `Stopped. ${again}`;
    return error.why === "time" ? `Stopped after 10 seconds: this does not end by itself. ${again}` : `This code took Python down with it. ${again}`;
  }
  return error instanceof Error ? `${sentence(error.message)} What you wrote is kept.` : String(error);
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
