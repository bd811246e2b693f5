// Compiles what a page's Python loads, with that very Python, so that no page has to: node pack.mjs STDLIB OURS TO_STDLIB TO_OURS
// Modules that a check loads become .pyc; the others stay source, which is a quarter of the size.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const COMPILE = `
import importlib.util, sys, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def load():
    """Import what a check does, and what labs usually do."""
    sys.path.insert(0, "/ours.zip")
    import bisect, collections, copy, dataclasses, datetime, decimal, enum, fractions, functools, heapq, itertools, json, math
    import operator, random, re, statistics, string, textwrap, tempfile, typing
    import simpy, nines.page
    from nines.check import rehearsal
    assert rehearsal.run(), "the page's Python does not judge rightly"
    return {name for name in sys.modules}

def module(path):
    name = path.removesuffix(".py").replace("/", ".")
    return name.removesuffix(".__init__")

def pack(source, target, loaded):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name.endswith(".py") and (module(name) in loaded or name.startswith(("nines/", "simpy/"))):
                code = compile(content, name, "exec", dont_inherit=True)
                content = bytes(_code_to_hash_pyc(code, importlib.util.source_hash(content), checked=False))
                name += "c"
            if not name.endswith("/"):
                new.writestr(zipfile.ZipInfo(name), content)

loaded = load()
for name in ("stdlib", "ours"):
    pack(f"/{name}.zip", f"/{name}.packed", loaded)
`;

const [stdlib, ours, toStdlib, toOurs] = process.argv.slice(2);
const python = await loadPyodide({ stdout: () => {}, env: { NINES_PATH: "" } });
python.FS.writeFile("/stdlib.zip", new Uint8Array(readFileSync(stdlib)));
python.FS.writeFile("/ours.zip", new Uint8Array(readFileSync(ours)));
python.runPython(COMPILE);
writeFileSync(toStdlib, python.FS.readFile("/stdlib.packed"));
writeFileSync(toOurs, python.FS.readFile("/ours.packed"));
