"""Which text is checked: that of the cell that defined the object, as it ran."""

import pytest

from nines.lab import LabError
from nines.notebook import answers
from nines.notebook.answers import AnswerError

SHOW = "from nines.notebook import answers\nprint(answers.find(double, None, None, globals())[1])"
PLAIN = "def double(x):\n    return 2 * x"
FOUND = {
    "function": [PLAIN],
    "lambda": ["double = lambda x: 2 * x"],
    "class": ["class double:\n    def run(self, x):\n        return 2 * x"],
    "class without methods": ["class double:\n    factor = 2"],
    "dataclass": ["from dataclasses import dataclass\n@dataclass\nclass double:\n    factor: int = 2"],
    "instance": ["class Doubler:\n    def __call__(self, x):\n        return 2 * x\ndouble = Doubler()"],
    "cached": ["import functools\n@functools.lru_cache\ndef double(x):\n    return 2 * x"],
    "partial": ["import functools\ndef times(n, x):\n    return n * x\ndouble = functools.partial(times, 2)"],
    "library decorator": ["import contextlib\n@contextlib.contextmanager\ndef double(x):\n    yield 2 * x"],
    "builtin": ["double = abs"],
    "in a branch": ["if True:\n    def double(x):\n        return 2 * x"],
    "decorator without wraps from another cell": [
        "def loud(f):\n    def inner(x):\n        return f(x)\n    return inner",
        "@loud\ndef double(x):\n    return 2 * x",
    ],
    "redefined": ["def double(x):\n    return x", PLAIN],
    "class without methods redefined": ["class double:\n    factor = 1", "class double:\n    factor = 2"],
    "redefined to what it was": [PLAIN, "def double(x):\n    return x", PLAIN],
    "text": ['def double():\n    return """\n%% 50 % and !important\n"""'],
}
REFUSED = {
    "imported": (["from textwrap import dedent as double"], "comes from the file"),
    "timed": (["%%time\ndef double(x):\n    return 2 * x"], "magics such as %%time"),
    "exec": (["exec('def double(x):\\n    return 2 * x')"], "exec()"),
    "alias of another cell's": (["def other(x):\n    return 2 * x", "double = other"], "another cell defines"),
    "with a command": (["!true\ndef double(x):\n    return 2 * x"], "take it out"),
}


@pytest.fixture(autouse=True)
def nothing_ran(monkeypatch):
    """What other tests of this process left in linecache are no cells of ours."""
    monkeypatch.setattr("linecache.cache", {})


def test_the_text_that_ran_is_the_text_that_is_checked(kernel):
    """Whatever kind of object an answer is, and however often it was redefined, its last cell's whole text is found."""
    wrong = {}
    for name, cells in FOUND.items():
        ran = kernel.run("%reset -f", *cells, SHOW)
        if ran.error or ran.printed.strip() != cells[-1].strip():
            wrong[name] = ran.error or ran.printed
    assert not wrong


def test_what_has_no_cell_text_is_refused_with_what_to_do(kernel):
    """An import, a magic, exec, an alias and a notebook command each get a message instead of a wrong text."""
    wrong = {}
    for name, (cells, words) in REFUSED.items():
        ran = kernel.run("%reset -f", *cells, "from nines.notebook import check\ncheck(double)")
        if ran.error or words not in ran.text:
            wrong[name] = ran.error or ran.text
    assert not wrong


def test_an_answer_in_a_file_is_sent_to_the_terminal(tiny, tmp_path):
    """A function from a module names its file and the command that checks files."""
    path = tmp_path / "mine.py"
    path.write_text("def double(x):\n    return 2 * x\n")
    namespace: dict = {}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    with pytest.raises(AnswerError, match=r"nines check tiny\.double .*mine\.py"):
        answers.find(namespace["double"], None, None, {})


def test_a_prompt_keeps_no_text(tiny):
    """A function typed at a prompt says that its text is not kept."""
    namespace: dict = {}
    exec(compile("def double(x): return x", "<stdin>", "exec"), namespace)
    with pytest.raises(AnswerError, match="keep no text"):
        answers.find(namespace["double"], None, None, namespace)


def test_a_text_can_be_given_by_name(tiny):
    """check("topic.exercise", text) takes the text as it is."""
    exercise, text = answers.find("tiny.double", "anything", None, {})
    assert (exercise.id, text) == ("tiny.double", "anything")


def test_what_is_no_exercise_says_which_there_are(tiny):
    """A close miss is told the right name; a number is told what check takes."""

    def doubel(x):
        return x

    with pytest.raises(LabError, match="did you mean double"):
        answers.find(doubel, None, None, {})
    with pytest.raises(AnswerError, match="not an int"):
        answers.find(3, None, None, {})
    with pytest.raises(AnswerError, match="run the cell that defines it"):
        answers.find("double", None, None, {})


def test_an_ambiguous_name_is_that_of_the_open_lesson(tiny, monkeypatch):
    """With two topics that have the name, the lesson that is open decides; without one both are named."""
    import shutil

    shutil.copytree(tiny / "labs/tiny", tiny / "labs/other")
    with pytest.raises(LabError, match=r"other\.double or tiny\.double"):
        answers.exercise_of("double", {})
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/someone/workspace/tiny.ipynb")
    assert answers.exercise_of("double", {}).id == "tiny.double"
