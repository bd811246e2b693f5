"""Predictions: committed before the truth is shown, explained, recorded, and summed up as calibration."""

import json

import pytest

from nines.notebook import calibration, display, predict
from nines.notebook.predict import Prediction
from nines.workspace import progress

OPTIONS = {"6": "3 + 3 is 6.", "9": "squared", "5": "That adds two."}
CELL = """
from nines.notebook import predict
from nines.notebook.chart import line

def truth():
    return line([{"x": 3, "y": 6}], "x", "y", description="Twice 3 is 6.")

predict("tiny.twice_three", "What is twice 3 <now>?", {"6": "3 + 3 is 6.", "9": "squared"}, answer="6", reveal=truth)
"""


def made(**changes) -> Prediction:
    """The prediction of these tests."""
    given = {
        "name": "tiny.twice_three",
        "question": "What is twice 3?",
        "options": OPTIONS,
        "answer": "6",
        "reveal": None,
    }
    return Prediction(**(given | changes))


def test_the_bundle_holds_all_that_a_page_asks_with(tiny):
    """The data names the options with why each is tempting, the right one, and what is revealed, as plain JSON."""
    with display.captured() as shown:
        predict("tiny.twice_three", "What is twice 3?", OPTIONS, "6", reveal=lambda: "Six")
    data = shown[0].bundle[display.PREDICT]
    assert json.loads(json.dumps(data)) == data
    assert data["answer"] == 0
    assert data["options"][1] == {
        "text": "9",
        "why": "Doubling adds a number to itself once.",
        "misconception": "squared",
    }
    assert data["reveal"]["text/plain"] == "Six"
    assert shown[0].bundle["text/plain"].splitlines() == ["What is twice 3?", "  1. 6", "  2. 9", "  3. 5"]


def test_the_answer_is_given_as_text_or_index(tiny):
    """Both name the same option; one that does not exist is refused."""
    assert made(answer=2).answer == made(answer="5").answer == 2
    with pytest.raises(ValueError, match="answer '7' is not one of its options"):
        made(answer="7")
    with pytest.raises(ValueError, match="answer 3 is not one of its options"):
        made(answer=3)


def test_an_unknown_misconception_is_refused(tiny):
    """A typing error in a misconception's name is named, rather than shown to the learner."""
    with pytest.raises(ValueError, match="no exercise has a misconception 'sqared'"):
        made(options={"6": "sqared"})


def test_a_choice_is_recorded_and_explained(tiny):
    """Right and wrong choices are told apart in words, with the explanation of that choice, and kept."""
    right, wrong = made().commit(0, 90), made().commit(1, 50)
    assert right[0].bundle["text/plain"] == "✓ Right: 6. 3 + 3 is 6."
    assert wrong[0].bundle["text/plain"] == "✗ You said 9; it is 6. Doubling adds a number to itself once."
    kept = [
        {key: event[key] for key in ("status", "choice", "confidence", "misconception")} for event in progress.events()
    ]
    assert kept == [
        {"status": "right", "choice": "6", "confidence": 90, "misconception": None},
        {"status": "wrong", "choice": "9", "confidence": 50, "misconception": "squared"},
    ]


def test_calibration_counts_first_predictions_only(tiny):
    """From five predictions on it says of each confidence how many were right; a second try knows the truth."""
    assert "so far there are 0" in calibration()
    for number in range(5):
        shown = made(name=f"tiny.number_{number}").commit(0 if number < 3 else 1, 90 if number < 4 else 50)
        made(name=f"tiny.number_{number}").commit(0, 99)
    assert [each.bundle["text/plain"].startswith("How sure") for each in shown] == [False, True]
    assert calibration().splitlines()[1:] == ["  50 %: 0 of 1 right (0 %)", "  90 %: 3 of 4 right (75 %)"]


def test_a_full_disk_does_not_stop_a_prediction(tiny, monkeypatch):
    """When the choice cannot be saved it is explained all the same."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(progress, "append", full)
    assert "Right" in made().commit(0, 90)[0].bundle["text/plain"]


def test_the_truth_appears_after_the_commit_in_a_kernel(kernel):
    """In Jupyter the button waits for choice and confidence; then explanation and figure appear."""
    ran = kernel.run(CELL)
    assert not ran.error, ran.error
    (bundle,) = ran.bundles
    assert {display.WIDGET, display.PREDICT, "text/plain"} <= bundle.keys()
    probe = f"""
import ipywidgets
from nines.workspace import progress
box = ipywidgets.widgets.widget._instances[{bundle[display.WIDGET]["model_id"]!r}]
heading, choice, sure, button, place = box.children
print(heading.value, button.disabled, len(place.outputs), len(progress.events()))
choice.value = 1
print(button.disabled)
sure.value = 90
print(button.disabled)
button.click()
print([each["data"]["text/plain"] for each in place.outputs])
print(choice.disabled, [(each["status"], each["confidence"]) for each in progress.events()])
"""
    clicked = kernel.run(probe)
    assert not clicked.error, clicked.error
    assert clicked.printed.splitlines() == [
        "<strong>What is twice 3 &lt;now&gt;?</strong> True 0 0",
        "True",
        "False",
        "['✗ You said 9; it is 6. Doubling adds a number to itself once.', 'Twice 3 is 6.']",
        "True [('wrong', 90)]",
    ]
