// Bundles the page's TypeScript: node build.mjs OUT MANIFEST, where MANIFEST is what the worker loads, as JSON; prints the packages that went in.
import { basename } from "node:path";
import { build } from "esbuild";

const [outdir, manifest] = process.argv.slice(2);
const common = {
  bundle: true, format: "esm", target: "es2022", minify: true, metafile: true, outdir, charset: "utf8", legalComments: "none",
  loader: { ".css": "text" }, external: ["node:*", "ws"], logLevel: "warning",
};
const worker = await build({ ...common, entryPoints: ["src/worker.ts"], entryNames: "[name]-[hash]", define: { MANIFEST: manifest } });
const [script] = Object.keys(worker.metafile.outputs);
const page = await build({
  ...common, entryPoints: ["src/nines.ts"], splitting: true, chunkNames: "[name]-[hash]", define: { WORKER: JSON.stringify(basename(script)) },
});
const inputs = [...Object.keys(worker.metafile.inputs), ...Object.keys(page.metafile.inputs)];
const packages = inputs.map((path) => path.match(/(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean);
console.log(JSON.stringify([...new Set(packages)].sort()));
