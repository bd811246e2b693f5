"""The site: lessons are executed, turned into pages, and MkDocs builds the rest."""

import os
from pathlib import Path

from nines.lab import ROOT, LabError

__all__ = ["build", "serve"]


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
