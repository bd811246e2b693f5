/** The lesson as a notebook file with the learner's answers and edited cells in it. */

import { h } from "./dom";
import { draft } from "./store";

interface Notebook {
  cells: { id?: string; cell_type: string; source: string | string[] }[];
}

/** Save the notebook of a topic; what to say about it. */
export async function download(topic: string): Promise<string> {
  let notebook: Notebook;
  try {
    const response = await fetch(new URL(`notebooks/${topic}.ipynb`, import.meta.url));
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    notebook = (await response.json()) as Notebook;
  } catch (error) {
    return `The lesson could not be loaded (${error instanceof Error ? error.message : error}). What you wrote is kept.`;
  }
  let carried = 0;
  for (const cell of notebook.cells) {
    const kept = cell.cell_type === "code" && cell.id ? draft(`${topic}.${cell.id}`) : undefined;
    if (!kept || kept.text === kept.starter) continue;
    cell.source = kept.text.replace(/\n$/, "");
    carried += 1;
  }
  const url = URL.createObjectURL(new Blob([JSON.stringify(notebook, null, 1), "\n"], { type: "application/x-ipynb+json" }));
  h("a", { href: url, download: `${topic}.ipynb` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return carried ? `Downloaded ${topic}.ipynb with ${carried} cell${carried === 1 ? "" : "s"} of yours in it.` : `Downloaded ${topic}.ipynb; you have not changed any of its cells yet.`;
}
