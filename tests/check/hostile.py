"""Answers to `budget_left(good, valid, slo)` that a checker must survive: name -> (source, possible statuses, note).

Every front end runs the same list. The statuses are those any of them may give; none is ever "passed".
"""

from typing import NamedTuple


class Hostile(NamedTuple):
    """An answer, the statuses that its verdict may have, and what makes it hostile."""

    source: str
    statuses: tuple[str, ...]
    note: str


FAILED, BROKEN, STOPPED = ("failed",), ("broken",), ("stopped",)
ANY = (*FAILED, *BROKEN, *STOPPED)
EQUAL = "class Same:\n    def __eq__(self, other):\n        return True\n    def __hash__(self):\n        return 0\n\n"


def body(*lines: str, before: str = "") -> str:
    """An answer whose function has this body, which is `before` module-level text."""
    return before + "def budget_left(good, valid, slo):\n" + "".join(f"    {line}\n" for line in lines)


RIGHT = body("return 1 - (valid - good) / (valid * (1 - slo)) if valid else 1.0")

HOSTILE: dict[str, Hostile] = {
    "empty": Hostile("", BROKEN, "nothing was written"),
    "syntax_error": Hostile("def budget_left(good, valid, slo)\n    return 1\n", BROKEN, "a colon is missing"),
    "unbalanced": Hostile("budget_left = lambda good, valid, slo: ((1\n", BROKEN, "a bracket is missing"),
    "null_byte": Hostile("x = '\0'\n" + RIGHT, ANY, "a character that Python refuses"),
    "lone_surrogate": Hostile("x = '\ud800'\n" + body("return 0"), ANY, "text that is not valid Unicode"),
    "deeply_nested_source": Hostile("x = " + "(" * 5000 + ")" * 5000 + "\n" + RIGHT, ANY, "too deep for the parser"),
    "notebook_command": Hostile("%timeit 1\n" + RIGHT, BROKEN, "a magic is no Python"),
    "raises_at_import": Hostile("1 / 0\n" + RIGHT, BROKEN, "an exception before any check"),
    "missing_import": Hostile("import no_such_module\n" + RIGHT, BROKEN, "an import that is not there"),
    "missing_name": Hostile(RIGHT.replace("budget_left", "budgetleft"), BROKEN, "the wrong name"),
    "not_a_function": Hostile("budget_left = 3\n", BROKEN, "a number in place of a function"),
    "wrong_arguments": Hostile("def budget_left(good):\n    return 1\n", FAILED, "too few parameters"),
    "wrong_type": Hostile(body("return 'a lot'"), FAILED, "text in place of a number"),
    "returns_none": Hostile(body("print(good)"), FAILED, "prints the result"),
    "coroutine": Hostile("async " + RIGHT, FAILED, "returns a coroutine that nobody awaits"),
    "raises_its_own": Hostile(
        body("raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})"), FAILED, "bad text"
    ),
    "own_assertion": Hostile(body("assert False"), FAILED, "an AssertionError that no check made"),
    "not_implemented": Hostile(body("raise NotImplementedError"), FAILED, "the starter"),
    "infinite_loop": Hostile(body("while True:", "    pass"), STOPPED, "never returns"),
    "infinite_loop_at_import": Hostile("while True:\n    pass\n" + RIGHT, STOPPED, "never gets to the checks"),
    "swallows_interrupts": Hostile(
        body(
            "while True:",
            "    try:",
            "        while True:",
            "            pass",
            "    except BaseException:",
            "        pass",
        ),
        STOPPED,
        "catches whatever would stop it",
    ),
    "infinite_output": Hostile(body("while True:", "    print('x' * 1000)"), STOPPED, "prints forever"),
    "sleeps": Hostile(body("import time", "time.sleep(1000)"), STOPPED, "waits forever"),
    "huge_allocation": Hostile(body("return [0] * 10**10"), (*FAILED, *STOPPED), "asks for 80 GB at once"),
    "growing_allocation": Hostile(
        body("x = []", "while True:", "    x.append(bytearray(10**7))"),
        (*FAILED, *STOPPED),
        "takes memory until none is left",
    ),
    "huge_number": Hostile(body("return len(str(10 ** (10 ** 9)))"), ANY, "arithmetic that never ends"),
    "deep_recursion": Hostile(body("return budget_left(good, valid, slo)"), FAILED, "calls itself forever"),
    "recursion_limit": Hostile(
        body("return budget_left(good, valid, slo)", before="import sys\nsys.setrecursionlimit(10**9)\n"),
        (*FAILED, *STOPPED),
        "calls itself forever, with a limit past the stack's",
    ),
    "nested_result": Hostile(
        body("x = []", "for _ in range(100_000):", "    x = [x]", "return x"), FAILED, "a list too deep for repr"
    ),
    "endless_result": Hostile(body("x = []", "x.append(x)", "return x"), FAILED, "a list that contains itself"),
    "bad_repr": Hostile(
        body("return Bad()", before="class Bad:\n    def __repr__(self):\n        raise SystemExit\n\n"),
        (*FAILED, *STOPPED),
        "a repr that ends the program",
    ),
    "exit": Hostile(body("exit()"), STOPPED, "ends the program during a check"),
    "exit_at_import": Hostile("import sys\nsys.exit(0)\n" + RIGHT, STOPPED, "ends the program before the checks"),
    "os_exit": Hostile(body("import os", "os._exit(0)"), STOPPED, "ends the process without cleaning up"),
    "os_exit_at_import": Hostile("import os\nos._exit(0)\n" + RIGHT, STOPPED, "the same, before the checks"),
    "keyboard_interrupt": Hostile(body("raise KeyboardInterrupt"), STOPPED, "pretends that somebody pressed Ctrl-C"),
    "pytest_exit": Hostile(
        body("import pytest", "pytest.exit('done', returncode=0)"), STOPPED, "pytest would exit with 0"
    ),
    "pytest_skip": Hostile(body("import pytest", "pytest.skip('not today')"), FAILED, "pytest would call it skipped"),
    "pytest_skip_at_import": Hostile("import pytest\npytest.skip('no', allow_module_level=True)\n", BROKEN, "the same"),
    "pytest_xfail": Hostile(
        body("import pytest", "pytest.xfail('as planned')"), FAILED, "pytest would call it expected"
    ),
    "equals_everything": Hostile(EQUAL + body("return Same()"), (*FAILED, *BROKEN), "an object that equals everything"),
    "number_that_equals_everything": Hostile(
        EQUAL.replace("class Same:", "class Same(float):") + body("return Same(0)"), (*FAILED, *BROKEN), "as a float"
    ),
    "equal_in_a_list": Hostile(EQUAL + body("return [Same()]"), (*FAILED, *BROKEN), "hidden in a list"),
    "mock_any": Hostile(body("from unittest.mock import ANY", "return ANY"), FAILED, "the standard library's own"),
    "approx": Hostile(body("import pytest", "return pytest.approx(0, abs=1e99)"), FAILED, "equals every number"),
    "clears_modules": Hostile(
        body("import sys", "sys.modules.clear()", "return 1"), (*FAILED, *BROKEN), "nothing can be imported"
    ),
    "clears_modules_at_import": Hostile("import sys\nsys.modules.clear()\n" + RIGHT, (*FAILED, *BROKEN), "the same"),
    "replaces_builtins": Hostile("import builtins\nbuiltins.abs = lambda x: 0\n" + RIGHT, BROKEN, "abs is always 0"),
    "removes_builtins": Hostile(
        "import builtins\nfor name in list(vars(builtins)):\n    if name != '__import__':\n"
        "        delattr(builtins, name)\n" + RIGHT,
        (*BROKEN, *STOPPED),
        "no builtins are left",
    ),
    "replaces_isclose": Hostile(
        "import math\nmath.isclose = lambda *a, **k: True\n" + RIGHT, BROKEN, "everything is close"
    ),
    "replaces_approx": Hostile(
        "import pytest\nclass Same:\n    __eq__ = lambda self, other: True\npytest.approx = lambda *a, **k: Same()\n"
        + RIGHT,
        BROKEN,
        "every approximation holds",
    ),
    "replaces_runtest": Hostile(
        "import _pytest.python\n_pytest.python.Function.runtest = lambda self: None\n" + body("return 0"),
        BROKEN,
        "pytest runs no check",
    ),
    "replaces_reports": Hostile(
        "import _pytest.reports\n_pytest.reports.TestReport.outcome = 'passed'\n" + body("return 0"),
        ANY,
        "all reports pass",
    ),
    "replaces_code": Hostile(
        "import nines.check.plugin as p\np.Checks.one.__code__ = (lambda self, a, b, c: True).__code__\n"
        + body("return 0"),
        BROKEN,
        "the engine's own function does nothing",
    ),
    "replaces_checks": Hostile(
        "import sys\nm = sys.modules['checks']\nfor n in [n for n in vars(m) if n.startswith('test_')]:\n"
        "    setattr(m, n, lambda: None)\n" + body("return 0"),
        ANY,
        "the checks' module is emptied",
    ),
    "closes_stdout": Hostile(
        "import os, sys\nsys.stdout.close()\nos.close(1)\nos.close(2)\n" + body("return 0"), FAILED, "no output"
    ),
    "closes_every_file": Hostile(
        "import os\nos.closerange(0, 9999)\n" + body("return 0"), (*FAILED, *STOPPED), "no pipe is left"
    ),
    "replaces_stdout": Hostile(
        "import sys\nsys.stdout = sys.stderr = None\n" + body("print(1)", "return 0"), FAILED, "no stdout"
    ),
    "leaves_a_child": Hostile(
        body("import subprocess", "subprocess.Popen(['sleep', '4242'], start_new_session=True)", "return 0"),
        FAILED,
        "a process in a session of its own is left running",
    ),
    "forks": Hostile("import os\nos.fork()\n" + body("return 0"), FAILED, "two processes run the checks"),
    "outlived_by_its_parent": Hostile(
        "import os\nif os.fork():\n    os.wait()\n" + body("return 0"),
        FAILED,
        "a second process comes to the end of the checks before the first begins them",
    ),
    "leaves_a_thread": Hostile(
        body("import threading, time", "threading.Thread(target=time.sleep, args=(1000,)).start()", "return 0"),
        FAILED,
        "a thread is left running",
    ),
    "kills_its_parent": Hostile(
        "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(1000)\n" + RIGHT,
        STOPPED,
        "the server is gone",
    ),
    "kills_itself": Hostile(
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n" + RIGHT, STOPPED, "the child is gone"
    ),
    "segfaults": Hostile("import ctypes\nctypes.string_at(0)\n" + RIGHT, ANY, "the interpreter crashes"),
    "fills_the_disk": Hostile(
        body("with open('big', 'wb') as f:", "    while True:", "        f.write(bytes(10**7))"),
        FAILED,
        "a file without end",
    ),
    "reads_stdin": Hostile(body("return float(input())"), FAILED, "waits for an answer that nobody types"),
    "traces": Hostile(
        "import sys\nsys.settrace(lambda *a: 1 / 0)\n" + body("return 0"),
        ANY,
        "a trace function that raises everywhere",
    ),
}

# What has no meaning in a page, where there are no processes, or would only cost a restart of its worker.
MACHINE = {
    "leaves_a_child",
    "forks",
    "outlived_by_its_parent",
    "leaves_a_thread",
    "kills_its_parent",
    "kills_itself",
    "segfaults",
    "closes_every_file",
}
