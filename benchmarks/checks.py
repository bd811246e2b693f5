"""A Check outside the page: in a live kernel and on save, beside pytest run the ways people run it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.table import Row, median_ms
from nines.lab import exercise

NAME = "error_budgets.budget_left"


def peer_folder(folder: Path) -> Path:
    """The same checks as a plain pytest folder: the answer in a file, a conftest that hands it out."""
    target = exercise(NAME)
    (folder / "answer.py").write_text(target.solution)
    (folder / "test_answer.py").write_text((target.folder / "checks.py").read_text())
    (folder / "conftest.py").write_text(
        f"import answer, pytest\n\n@pytest.fixture\ndef {target.name}():\n    return answer.{target.name}\n"
    )
    return folder


def in_kernel(folder: Path) -> Row:
    """From execute request to idle in one real kernel: our check, `!pytest`, and pytest.main in the process."""
    from jupyter_client.manager import start_new_kernel

    target = exercise(NAME)
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))

    def execute(code: str) -> dict[str, Any]:
        reply: dict[str, Any] = client.execute_interactive(code, timeout=60, output_hook=lambda message: None)
        assert reply["content"]["status"] == "ok", reply["content"]
        return reply

    try:
        execute("from nines.notebook import check\nimport pytest, sys, os\nsys.path.insert(0, os.getcwd())")
        execute(target.solution)
        ours = median_ms(lambda: execute(f"check({target.name})"))
        shell = median_ms(lambda: execute("!{sys.executable} -m pytest -q -p no:cacheprovider test_answer.py"))
        inside = median_ms(lambda: execute("pytest.main(['-q', '-p', 'no:cacheprovider', 'test_answer.py'])"))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return Row("Check in a live kernel", "ms", ours, {"!pytest": shell, "pytest.main in process": inside}, aim=100)


def on_save(folder: Path) -> Row:
    """From a save to the verdict of a warm `nines check --watch`, beside a fresh `pytest -q`."""
    answer = folder / "watched.py"
    source = exercise(NAME).solution
    answer.write_text(source)
    command = [sys.executable, "-m", "nines.cli", "check", NAME, str(answer), "--watch"]
    watcher = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert watcher.stdout
    lines = iter(watcher.stdout.readline, "")

    def verdict() -> None:
        next(line for line in lines if "passed" in line.lower())

    count = 0

    def save() -> None:
        nonlocal count
        count += 1
        answer.write_text(f"{source}\n# {count}\n")
        verdict()

    try:
        verdict()
        ours = median_ms(save)
    finally:
        watcher.terminate()
        watcher.wait()
    peer = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_answer.py"]
    fresh = median_ms(lambda: subprocess.run(peer, cwd=folder, check=True, capture_output=True))
    return Row("save → verdict, --watch, warm", "ms", ours, {"pytest -q": fresh}, aim=150)


def rows() -> list[Row]:
    """The two rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = peer_folder(Path(name))
        return [in_kernel(folder), on_save(folder)]
