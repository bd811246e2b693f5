"""MkDocs, run in its own process so that it sees the code as it is now."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def make(root: Path, out: Path) -> None:
    """Build the pages strictly into `out`; what MkDocs reports goes to the terminal, and a failure ends the build."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    done = subprocess.run(
        command, cwd=root, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, stderr=subprocess.PIPE, text=True, check=False
    )
    told = [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
    if told:
        print("\n".join(told), file=sys.stderr)
    if done.returncode:
        raise SystemExit("nines: the pages could not be built; what is wrong is named above")
    # The theme's searches in other languages, under other licences: no page of an English site asks for them.
    shutil.rmtree(out / "assets" / "javascripts" / "lunr", ignore_errors=True)
