"""A new topic from the template in `nines/template`, which is itself a topic that keeps its contract."""

import keyword
import re
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

TEMPLATE = Path(__file__).resolve().parent.parent / "template"
SLUG, TITLE, EXERCISE, SECTION, REVIEWED = "topic_slug", "Topic title", "failed_share", "section", "2025-01-01"


class ScaffoldError(ValueError):
    """A topic that cannot be made; the message says why and what to do."""


def files(slug: str, section: str, exercise: str, title: str) -> dict[Path, str]:
    """Every file of the new topic by its path from the root."""
    words = {SLUG: slug, TITLE: title, EXERCISE: exercise, REVIEWED: date.today().isoformat()}
    pattern = re.compile("|".join(words))
    made = {}
    for path in sorted(TEMPLATE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix in (".py", ".md", ".toml", ".ipynb"):
            parts = [words.get(part, part) for part in path.relative_to(TEMPLATE).with_suffix("").parts]
            place = Path(*(section if parts[0] == "docs" and part == SECTION else part for part in parts))
            text = path.read_text(encoding="utf-8")
            made[place.with_suffix(path.suffix)] = pattern.sub(lambda found: words[found.group()], text)
    return made


def refuse(root: Path, slug: str, section: str, exercise: str, title: str) -> None:
    """Raise ScaffoldError for names that cannot be, and for topics that are already there."""
    for what, name in (("slug", slug), ("section", section), ("exercise", exercise)):
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or keyword.iskeyword(name):
            raise ScaffoldError(
                f"{name!r} cannot be a {what}: it takes lower-case words joined by _, such as disaster_recovery."
            )
    if exercise == slug or not title.strip() or "\n" in title:
        raise ScaffoldError("the exercise needs a name of its own, and the title is one line of text.")
    there = [*root.glob(f"docs/*/{slug}.md"), root / "notebooks" / f"{slug}.ipynb", root / "labs" / slug]
    for path in there:
        if path.exists():
            raise ScaffoldError(f"{path} is already there. Choose another slug, or remove it first.")
    for path in root.glob(f"labs/*/{exercise}"):
        raise ScaffoldError(f"{path} already has that exercise name. Choose another one with --exercise.")


def create(root: Path, slug: str, section: str, exercise: str, title: str) -> list[Path]:
    """Write the topic under a root and return its paths; a failure takes back what was written."""
    refuse(root, slug, section, exercise, title)
    made = files(slug, section, exercise, title)
    try:
        for path, text in made.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    except OSError as error:
        for path in made:
            with suppress(OSError):
                (root / path).unlink()
        shutil.rmtree(root / "labs" / slug, ignore_errors=True)
        raise ScaffoldError(f"cannot write in {root}: {error.strerror}. Nothing was left behind.") from error
    return list(made)


def navigate(config: Path, entry: str) -> bool:
    """Add `section/slug.md` to nav after its section's last article, or as a new section; False if it cannot be."""
    try:
        lines = config.read_text(encoding="utf-8").split("\n")
    except OSError:
        return False
    section = entry.partition("/")[0]
    start = next((number for number, line in enumerate(lines) if line.startswith("nav:")), None)
    if start is None:
        return False
    inside = [number for number in range(start + 1, len(lines)) if lines[number].startswith("  ")]
    block = [number for place, number in enumerate(inside) if number == start + 1 + place]
    same = [number for number in block if re.search(rf"- (.+: )?{section}/\w+\.md$", lines[number])]
    nested = [number for number in block if lines[number].startswith("      ")]
    if same:
        indent = lines[same[-1]].partition("-")[0]
        lines.insert(same[-1] + 1, f"{indent}- {entry}")
    elif block:
        after = (nested or block)[-1] + 1
        lines[after:after] = [f"  - {section.replace('_', ' ').capitalize()}:", f"      - {entry}"]
    else:
        return False
    config.write_text("\n".join(lines), encoding="utf-8")
    return True
