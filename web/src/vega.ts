/** Vega-Lite without generated code, as a strict Content-Security-Policy wants it; loaded when a chart first changes. */

import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";

/** A chart as an SVG element as wide as it needs and no wider than its place. */
export async function svg(spec: object): Promise<SVGElement> {
  const view = new vega.View(vega.parse(compile(spec as TopLevelSpec).spec, undefined, { ast: true }), {
    expr: expressionInterpreter, renderer: "none", logLevel: vega.Error, loader: closed(),
  } as vega.ViewOptions);
  const parsed = new DOMParser().parseFromString(await view.toSVG(), "image/svg+xml");
  view.finalize();
  // The picture has one text alternative, its finding; Vega's own, a word for each mark, would hide it.
  for (const part of parsed.querySelectorAll("[role], [aria-label], [aria-roledescription]")) {
    for (const name of ["role", "aria-label", "aria-roledescription"]) part.removeAttribute(name);
  }
  return document.importNode(parsed.documentElement, true) as unknown as SVGElement;
}

/** A chart's data is in it: nothing is fetched for a picture. */
function closed(): vega.Loader {
  const loader = vega.loader();
  loader.load = () => Promise.reject(new Error("charts load nothing"));
  return loader;
}
