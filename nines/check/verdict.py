"""What a check of an answer finds, as plain data that every front end renders."""

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

STATUSES = ("passed", "failed", "broken", "stopped")
OUTPUT = 64 * 1024


@dataclass(frozen=True)
class Verdict:
    """One answer's result: passed, failed (a check said no), broken (it does not run) or stopped (time, memory, exit).

    `checks` holds {name, says, status: passed | failed | not_run, message, trace}; `misconception` {name, title, text,
    link, certain} or None; `evidence` a Vega-Lite specification or None; `answer` the SHA-256 of the answer's text.
    """

    exercise: str
    status: str
    message: str
    answer: str
    checks: list[dict[str, Any]] = field(default_factory=list)
    misconception: dict[str, Any] | None = None
    evidence: dict[str, Any] | None = None
    output: str = ""
    trace: str = ""

    @property
    def passed(self) -> bool:
        return self.status == "passed"

    def to_dict(self) -> dict[str, Any]:
        """The verdict as JSON-plain data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Verdict":
        """The verdict that `to_dict` made this data of."""
        return cls(**data)


def canonical(source: str) -> str:
    """An answer's text as it is judged: a cell and a file that differ in their last newline are the same answer."""
    return source.replace("\r\n", "\n").rstrip() + "\n"


def digest(source: str) -> str:
    """The SHA-256 of an answer's text."""
    return hashlib.sha256(canonical(source).encode("utf-8", "surrogatepass")).hexdigest()


def bounded(text: str, limit: int = OUTPUT) -> str:
    """The beginning of what an answer printed, with a note where it was cut."""
    return text if len(text) <= limit else text[:limit] + f"\n… cut here: only the first {limit // 1024} KiB are kept"
