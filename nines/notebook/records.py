"""Progress as lessons see it: recorded where there is a workspace, never in the way of a verdict."""

from typing import Any

from nines.notebook import display


def record(event: dict[str, Any]) -> None:
    """Record an event; when that fails, say so in one line."""
    try:
        from nines.workspace import progress

        progress.record(event)
    except OSError as error:
        display.say(f"Your progress could not be saved: {error.strerror or error}.", "problem")


def events() -> list[dict[str, Any]]:
    """Every recorded event, oldest first; none where they cannot be read."""
    try:
        from nines.workspace import progress

        return progress.events()
    except OSError as error:
        display.say(f"Your progress could not be read: {error.strerror or error}.", "problem")
        return []
