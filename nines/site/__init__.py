"""The site: lessons are executed, turned into pages, and MkDocs builds the rest."""

import os
from importlib.util import find_spec
from pathlib import Path

from nines.lab import ROOT

__all__ = ["build", "serve"]


def build(out: Path | None = None, root: Path = ROOT) -> None:
    """Build the whole site into `out` (default: site/ of the checkout), or exit with one message that says why not."""
    from nines.site import lessons, pages

    out = (out or root / "site").resolve()
    try:
        lessons.refresh(root)
    except lessons.LessonError as error:
        raise SystemExit(f"nines: {error}") from None
    pages.make(root, out)
    if find_spec("nines.site.bundle"):
        from nines.site.bundle import bundle

        bundle(out)


def serve(port: int) -> None:
    """Build, serve at 127.0.0.1, and rebuild what changes until interrupted."""
    from nines.site.serve import serve_at

    os.environ["NINES_SITE_URL"] = f"http://127.0.0.1:{port}/"
    serve_at(port)
