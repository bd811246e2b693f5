"""Predictions: a choice and a confidence committed before the truth is shown, and how well they were calibrated."""

import html
from collections.abc import Callable, Iterable
from typing import Any

from nines.notebook import display, records
from nines.notebook.show import PAPER, is_spec
from nines.notebook.show import bundle as chart_bundle

CONFIDENCES = {"a guess": 25, "50 %": 50, "70 %": 70, "90 %": 90, "certain": 99}
ENOUGH = 5  # predictions before their calibration says anything


class Prediction:
    """One question with its options, their explanations, the right one and what is revealed."""

    def __init__(self, name: str, question: str, options: dict[str, str], answer: str | int, reveal: Any):
        texts = list(options)
        if isinstance(answer, str) and answer in texts:
            answer = texts.index(answer)
        if not isinstance(answer, int) or not 0 <= answer < len(texts):
            raise ValueError(f"predict({name!r}): the answer {answer!r} is not one of its options: {', '.join(texts)}.")
        self.name = name
        self.question = question
        self.options: list[dict[str, Any]] = [
            {"text": text, **explanation(name, given)} for text, given in options.items()
        ]
        self.answer = answer
        self.reveal = revealed(reveal)

    def commit(self, choice: int, confidence: int) -> list[display.Display]:
        """Record a choice with its confidence in percent; what to show for it."""
        option = self.options[choice]
        right = choice == self.answer
        event: dict[str, Any] = {"kind": "predict", "prediction": self.name, "status": "right" if right else "wrong"}
        event |= {"misconception": option["misconception"], "choice": option["text"], "confidence": confidence}
        records.record(event)
        return [said(self.answered(choice)), *self.reveal, *calibrated()]

    def answered(self, choice: int) -> str:
        """The words for one choice."""
        option = self.options[choice]
        if choice == self.answer:
            return f"✓ Right: {option['text']}. {option['why']}"
        truth = self.options[self.answer]["text"]
        return f"✗ You said {option['text']}; it is {truth}. {option['why']}"

    def bundle(self) -> display.Bundle:
        """The question as data for pages and as text for readers without widgets."""
        data: dict[str, Any] = {
            "name": self.name,
            "question": self.question,
            "options": self.options,
            "answer": self.answer,
        }
        data["reveal"] = self.reveal[0].bundle if self.reveal else None
        lines = [self.question, *(f"  {number}. {each['text']}" for number, each in enumerate(self.options, 1))]
        return {"text/plain": "\n".join(lines), display.PREDICT: data}


def predict(name: str, question: str, options: dict[str, str], answer: str | int, reveal: Any = None) -> None:
    """Ask for a prediction; each option maps to its explanation, or to the name of the misconception it shows."""
    prediction = Prediction(name, question, options, answer, reveal)
    bundle = prediction.bundle()
    if display.has_widgets():
        from nines.notebook import widgets

        texts = [option["text"] for option in prediction.options]
        bundle |= widgets.view(widgets.question(question, texts, CONFIDENCES, prediction.commit))
    display.publish(bundle, prediction)


def explanation(prediction: str, given: str) -> dict[str, str | None]:
    """What to say about an option: the given sentence, or what the misconception of that name says."""
    if not given.isidentifier():
        return {"why": given, "misconception": None}
    from nines.lab import lab, labs

    topic = prediction.partition(".")[0]
    for each in [lab(topic)] if "." in prediction else labs().values():
        for exercise in each.exercises:
            if given in exercise.misconceptions:
                title, _, text = exercise.misconceptions[given].strip().partition("\n")
                return {"why": " ".join(text.split()) or title, "misconception": given}
    raise ValueError(
        f"predict({prediction!r}): no exercise has a misconception {given!r}; name one, or write a sentence."
    )


def revealed(reveal: Callable[[], Any] | dict[str, Any] | str | None) -> list[display.Display]:
    """What is shown after the choice: a specification, text, or whatever a function shows or returns."""
    with display.captured() as shown:
        value: Any = reveal() if callable(reveal) else reveal
    if is_spec(value):
        shown.append(display.Display(chart_bundle(value), value, PAPER))
    elif value is not None:
        shown.append(said(str(value)))
    return shown


def said(words: str) -> display.Display:
    """A paragraph."""
    return display.Display({"text/plain": words, "text/html": f'<p class="nines-say">{html.escape(words)}</p>'})


def calibration(events: Iterable[dict[str, Any]] | None = None) -> str:
    """For each confidence, how often the learner's first predictions were right."""
    first: dict[str, dict[str, Any]] = {}
    for event in records.events() if events is None else events:
        if event.get("kind") == "predict" and "confidence" in event:
            first.setdefault(str(event.get("prediction")), event)
    if len(first) < ENOUGH:
        return f"After {ENOUGH} predictions this says how well your confidence fits; so far there are {len(first)}."
    lines = ["How sure you were, and how often you were right:"]
    for words, confidence in CONFIDENCES.items():
        answers = [event["status"] == "right" for event in first.values() if event["confidence"] == confidence]
        if answers:
            lines.append(
                f"  {words}: {sum(answers)} of {len(answers)} right ({100 * sum(answers) / len(answers):.0f} %)"
            )
    return "\n".join(lines)


def calibrated() -> list[display.Display]:
    """The calibration, once there is enough to judge by."""
    words = calibration()
    if not words.startswith("How"):
        return []
    return [display.Display({"text/plain": words, "text/html": f'<pre class="nines-say">{html.escape(words)}</pre>'})]
