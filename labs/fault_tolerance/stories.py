"""Histories of replicas in words and as sequence diagrams."""

from itertools import groupby

from labs.fault_tolerance.replicas import History, Setting, Step, backwards, read_by, stale, wrote
from nines.notebook.chart import Spec
from nines.notebook.sequence import sequence


def told(history: History | None) -> str:
    """A history in a sentence."""
    parts = []
    for who, steps in groupby(history or [], key=lambda step: step.thread):
        parts.append(f"the {who}: {', '.join(said(step) for step in steps)}")
    return "; ".join(parts)


def said(step: Step) -> str:
    """One message in words."""
    return f"{step.action} on {step.object}" + ("" if step.result == "True" else f" ({step.result})")


def drawn(history: History, title: str) -> Spec:
    """A history as a sequence diagram."""
    rows = [step._asdict() | {"step": number} for number, step in enumerate(history, start=1)]
    return sequence(rows, title=title, description=f"{title}. {told(history)}.")


def worst(setting: Setting, replicas: int, failures: int) -> Spec:
    """The history that a setting should not allow, or how a read meets a write where it allows none."""
    if found := stale(setting, replicas, failures):
        return drawn(found, "The write was confirmed, and the read misses it")
    if found := backwards(setting, replicas, failures):
        return drawn(found, "A write stops halfway: one read sees it, the next does not")
    holders = "abcdefg"[: setting.write]
    heard = "gfedcba"[7 - replicas :][: setting.read]
    return drawn(
        wrote("writer", tuple(holders)) + read_by("reader", tuple(heard), holders),
        f"No history is stale: any {setting.read} and any {setting.write} of {replicas} meet",
    )
