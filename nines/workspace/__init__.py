"""The learner's own copies of the lessons and the record of what they did, in one folder."""

import os
from pathlib import Path


class WorkspaceError(Exception):
    """Something about the workspace that its owner has to know; the message says what happened and what to do."""


def folder() -> Path:
    """Where the workspace is: NINES_WORKSPACE, or `workspace` in the checkout."""
    from nines.lab import ROOT

    chosen = os.environ.get("NINES_WORKSPACE")
    return Path(chosen).expanduser().absolute() if chosen else ROOT / "workspace"
