"""Who made what the built site carries from others, with their licences."""

import json
from importlib import metadata
from pathlib import Path

HEAD = """Third-party notices

The built site contains the following works of others, each under its own licence.
"""
# The theme's part of the site, beside what the page's Python imports.
THEME = ["mkdocs-material"]


def write(target: Path, packages: list[Path], distributions: list[str], texts: Path) -> None:
    """Write the notices of packages and distributions; `texts` holds the licences that their packages leave out."""
    parts = [HEAD, *(npm(path, packages) for path in packages), *(python(name) for name in [*distributions, *THEME])]
    parts.append(
        part("Pyodide, and its source", "MPL-2.0", "https://github.com/pyodide/pyodide", read(texts / "MPL-2.0.txt"))
    )
    parts.append(
        part("CPython and its standard library", "PSF-2.0", "https://www.python.org", read(texts / "PSF-2.0.txt"))
    )
    parts += [read(texts / "theme.txt"), read(texts / "compiled.txt")]
    target.write_text("\n".join(parts), encoding="utf-8")


def npm(path: Path, packages: list[Path]) -> str:
    """The notice of an npm package; one without a text of its own has that of the same authors' packages."""
    facts = json.loads(read(path / "package.json"))
    author = facts.get("author", "")
    who = author.get("name", "") if isinstance(author, dict) else author
    home = facts.get("homepage") or facts.get("repository", "")
    home = home.get("url", "") if isinstance(home, dict) else home
    text = licence(path) or family(path, packages)
    return part(f"{facts['name']} {facts['version']}", facts["license"], f"{who}  {home}".strip(), text)


def family(path: Path, packages: list[Path]) -> str:
    """The licence text of a sister package: Vega's packages share one, which only some of them carry."""
    stem = path.name.partition("-")[0]
    return next((licence(other) for other in packages if other.name.startswith(stem) and licence(other)), "")


def licence(folder: Path) -> str:
    """The licence text in a package's folder."""
    found = sorted(path for path in folder.iterdir() if path.name.lower().startswith(("license", "licence")))
    return read(found[0]) if found else ""


def python(name: str) -> str:
    """The notice of a Python distribution."""
    found = metadata.distribution(name)
    texts = [Path(str(path.locate())) for path in found.files or [] if is_licence(path.as_posix())]
    kind = next(
        (found.metadata[key] for key in ("License-Expression", "License") if key in found.metadata), "see below"
    )
    return part(f"{name} {found.version}", kind, "", "\n\n".join(read(path) for path in texts))


def is_licence(name: str) -> bool:
    """Whether a distribution's file is a licence or a list of authors."""
    return ".dist-info/" in name and name.rpartition("/")[2].upper().startswith(
        ("LICENSE", "LICENCE", "COPYING", "AUTHORS")
    )


def part(name: str, kind: str, who: str, text: str) -> str:
    """One work."""
    return f"{'=' * 100}\n{name}\nLicence: {kind}\n{who}\n\n{text.strip()}\n"


def read(path: Path) -> str:
    """A text whatever its encoding's odd bytes."""
    return path.read_text(encoding="utf-8", errors="replace")
