"""Runs every benchmark module of this folder, or the named ones, and prints one table each."""

import importlib
import pkgutil
import sys

import benchmarks
from benchmarks.table import show

SUPPORT = {"__main__", "table"}


def main(chosen: list[str]) -> None:
    """Run the chosen benchmarks, or all."""
    names = sorted({module.name for module in pkgutil.iter_modules(benchmarks.__path__)} - SUPPORT)
    if unknown := set(chosen) - set(names):
        sys.exit(f"no benchmark named {', '.join(sorted(unknown))}; there are: {', '.join(names)}")
    for name in chosen or names:
        print(f"\n{name}", flush=True)
        show(importlib.import_module(f"benchmarks.{name}").rows())


if __name__ == "__main__":
    main(sys.argv[1:])
