"""What every test may use: components that only some machines have, asked for by name."""

import os
import shutil
from collections.abc import Callable
from functools import partial

import pytest

from nines.lab import ROOT
from nines.systems.registry import COMPONENTS


def component_path(name: str) -> str | None:
    """Where a real component's first program is; None where the component is not ready."""
    component = COMPONENTS[name]
    return None if component.problem else str(component.find()[0].path)


PROGRAMS: dict[str, tuple[Callable[[], str | None], str]] = {
    "chromium": (
        lambda: os.environ.get("NINES_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome"),
        "install Debian's package `chromium`, or set NINES_CHROMIUM to a Chromium or Chrome",
    ),
    "firefox": (
        lambda: os.environ.get("NINES_FIREFOX"),
        "set NINES_FIREFOX to a Firefox that Playwright can drive",
    ),
}
PROGRAMS |= {name: (partial(component_path, name), each.remedy) for name, each in COMPONENTS.items()}
OPTIONAL = {"firefox"} | {name for name, each in COMPONENTS.items() if each.optional}


def require(program: str) -> str:
    """The path of a program; without it the test is skipped, or fails where NINES_REQUIRE=all (as in CI)."""
    find, remedy = PROGRAMS[program]
    if path := find():
        return path
    message = f"{program} is not here: {remedy}"
    if os.environ.get("NINES_REQUIRE") == "all" and program not in OPTIONAL:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def root():
    """The checkout under test."""
    return ROOT
