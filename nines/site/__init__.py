"""The site: lessons are executed, turned into pages, and MkDocs builds the rest."""

import os
import sys
from pathlib import Path
from types import ModuleType

from nines.lab import ROOT, LabError

__all__ = ["build", "serve"]

# nbformat brings jsonschema, which compiles this package's grammar of IRIs where it is installed: a second, as long as
# a lesson takes, for what no notebook has. An empty module is the same to it as none.
sys.modules.setdefault("rfc3987_syntax", ModuleType("rfc3987_syntax"))


def build(out: Path | None = None, root: Path = ROOT) -> None:
    """Build the whole site into `out` (default: site/ of the checkout), or exit with one message that says why not."""
    from nines.site import bundle, lessons, pages

    out = (out or root / "site").resolve()
    try:
        lessons.refresh(root)
        pages.make(root, out)
        bundle.bundle(out, root)
    except (LabError, lessons.LessonError) as error:
        raise SystemExit(f"nines: {error}") from None


def serve(port: int) -> None:
    """Build, serve at 127.0.0.1, and rebuild what changes until interrupted."""
    from nines.site.server import serve_at

    os.environ["NINES_SITE_URL"] = f"http://127.0.0.1:{port}/"
    serve_at(port)
