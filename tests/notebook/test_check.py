"""`check` and `hint` in lessons: the verdict is shown whatever else fails, and progress is kept."""

import json
import os
import subprocess
import sys

from nines.notebook import check, display, hint
from nines.workspace import lessons, progress

RIGHT = "def double(x):\n    return 2 * x"
SQUARED = "def double(x):\n    return x ** 2"
STARTER = 'def double(x):\n    raise NotImplementedError("double")'
IMPORT = "from nines.notebook import check, hint"


def texts(shown: list[display.Display]) -> list[str]:
    """What was shown, in words."""
    return [each.bundle["text/plain"] for each in shown]


def test_a_lesson_shows_verdict_and_evidence_in_a_kernel(kernel):
    """A wrong answer gets its verdict with the misconception as HTML and text, then the evidence as a chart."""
    ran = kernel.run(IMPORT, SQUARED, "check(double)")
    assert not ran.error, ran.error
    verdict, chart = ran.bundles[:2]
    assert verdict["text/plain"].startswith("✗ Not yet: tiny.double")
    assert "Squaring instead of doubling" in verdict["text/plain"]
    assert 'href="http://127.0.0.1:8000/section/tiny/#squared"' in verdict["text/html"]
    assert verdict[display.VERDICT]["misconception"]["name"] == "squared"
    assert chart[display.VEGALITE]["description"] == chart["text/plain"] == "Yours says 9; twice 3 is 6."
    assert len(ran.bundles) == 2
    passed = kernel.run(RIGHT, "check(double)")
    assert passed.text.startswith("✓ Passed: tiny.double")
    assert [(each["status"], each["misconception"]) for each in progress.events()] == [
        ("failed", "squared"),
        ("passed", None),
    ]


def test_the_cell_that_ran_is_what_counts(kernel):
    """A redefinition is checked by its new text, and every check of a cell is shown, not only the last."""
    ran = kernel.run(IMPORT, RIGHT, SQUARED, "check(double)\ncheck('double')\nNone")
    verdicts = [each[display.VERDICT]["status"] for each in ran.bundles if display.VERDICT in each]
    assert verdicts == ["failed", "failed"]
    later = kernel.run("view = check(double)", "view")
    assert [display.VERDICT in each for each in later.bundles] == [True, False]


def test_an_unwritten_answer_never_raises(kernel):
    """With the starter, check and hint show words: restart and run all goes through."""
    ran = kernel.run(IMPORT, STARTER, "check(double)\nhint(double)")
    assert not ran.error, ran.error
    assert "NotImplementedError" not in ran.text.split("What Python says")[0].splitlines()[0]
    assert "Hint 1 of 2" in ran.text


def test_a_name_from_another_cell_is_explained(kernel):
    """An answer that leans on another cell's helper is told that a check runs its cell alone."""
    ran = kernel.run(IMPORT, "def twice(x):\n    return 2 * x", "def double(x):\n    return twice(x)", "check(double)")
    assert "twice is defined in another cell" in ran.text


def test_a_full_disk_is_one_line_and_the_verdict_is_shown(tiny, monkeypatch):
    """When progress cannot be saved the verdict is there all the same, and the reason once."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(progress, "append", full)
    with display.captured() as shown:
        check("tiny.double", RIGHT)
    assert texts(shown)[0].startswith("✓ Passed")


def test_a_workspace_that_cannot_be_used_is_one_line(tiny, monkeypatch):
    """When even looking for the workspace fails, one line says so beside the verdict."""

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(progress, "record_verdict", refused)
    with display.captured() as shown:
        check("tiny.double", RIGHT)
    assert texts(shown)[0].startswith("✓ Passed")
    assert texts(shown)[-1] == "Your progress cannot be read or saved: [Errno 13] Permission denied."


def test_hints_come_one_at_a_time_and_fit_the_failing_check(tiny):
    """The first hint helps with the check that failed last, then come the others; the last says what else there is."""
    with display.captured() as shown:
        check("tiny.double", "def double(x):\n    return abs(2 * x)")
        hint("double")
        hint("tiny.double")
    said = [text for text in texts(shown) if text.startswith("Hint")]
    assert said == ["Hint 2 of 2\n\nKeep the sign.", "Hint 1 of 2\n\nAdd it to itself."]
    assert "opens after a pass or 2 more different answers" in texts(shown)[-1]
    assert [event["hint"] for event in progress.events() if event["kind"] == "hint"] == [2, 1]


def test_checks_newer_than_the_lesson_say_so(tiny):
    """After the checks changed, a check in the old lesson notes it beside the verdict."""
    from nines.lab import lab

    lessons.lay(lab("tiny"))
    checks = tiny / "labs/tiny/double/checks.py"
    checks.write_text(checks.read_text() + "\ndef test_zero_stays_zero(double):\n    assert double(0) == 0\n")
    with display.captured() as shown:
        check("tiny.double", RIGHT)
    assert "newer than your copy of the lesson" in texts(shown)[-1]


def test_mistakes_in_a_call_are_words(tiny):
    """What is no exercise, and a text without a name, are answered in words and not with a traceback."""
    with display.captured() as shown:
        assert check(3) is None
        assert check("tripel") is None
        hint("tripel")
        check(test_mistakes_in_a_call_are_words, "text")
    said = texts(shown)
    assert "not an int" in said[0]
    assert "no exercise `tripel`" in said[1]
    assert said[1] == said[2]
    assert 'check("topic.exercise", text)' in said[3]
    assert all("nines-problem" in each.bundle["text/html"] for each in shown)


def test_a_terminal_gets_the_text_once(tiny):
    """Without IPython a check prints its verdict with the evidence as a table, and nothing twice."""
    code = f"from nines.notebook import check\ncheck('tiny.double', {SQUARED!r})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert ran.stdout.count("Yours says 9; twice 3 is 6.") == 1
    assert ran.stdout.startswith("✗ Not yet: tiny.double")


def test_the_site_of_links_can_be_another(tiny, monkeypatch):
    """NINES_SITE says where articles are."""
    monkeypatch.setenv("NINES_SITE", "https://example.org/nines")
    with display.captured() as shown:
        check("tiny.double", SQUARED)
    assert 'href="https://example.org/nines/section/tiny/#squared"' in shown[0].bundle["text/html"]
    assert json.loads(json.dumps(shown[0].bundle)) == shown[0].bundle
