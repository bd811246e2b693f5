// Bundles the page's TypeScript: node build.mjs OUT MANIFEST, where MANIFEST is what the worker loads, as JSON; prints the packages that went in.
import { basename } from "node:path";
import { build } from "esbuild";

const [outdir, manifest] = process.argv.slice(2);
const common = {
  bundle: true, format: "esm", target: "es2022", minify: true, metafile: true, outdir, charset: "utf8", legalComments: "none",
  loader: { ".css": "text" }, external: ["node:*", "ws", "./editor-*.js", "./vega-*.js"], logLevel: "warning",
};
const packages = new Set();

/** Builds one entry on its own, so that a page's first load is one file; gives its name. */
async function script(entry, define, entryNames = "[name]-[hash]") {
  const { metafile } = await build({ ...common, entryPoints: [`src/${entry}.ts`], entryNames, define });
  for (const path of Object.keys(metafile.inputs)) {
    const found = path.match(/(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1];
    if (found) packages.add(found);
  }
  return JSON.stringify(`./${basename(Object.keys(metafile.outputs)[0])}`);
}

const WORKER = await script("worker", { MANIFEST: manifest });
const [EDITOR, VEGA] = [await script("editor", {}), await script("vega", {})];
await script("nines", { WORKER, EDITOR, VEGA }, "[name]");
console.log(JSON.stringify([...packages].sort()));
