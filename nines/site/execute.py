"""One lesson, run from top to bottom in a kernel of its own that can touch nothing of the user's."""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async

from nines.site.freshness import absent
from nines.site.lessons import LessonError

CELL_SECONDS = 120
IMPORTED = """
import json as _json, sys as _sys
from pathlib import Path as _Path
print(_json.dumps(sorted({
    file for module in list(_sys.modules.values())
    if (file := getattr(module, "__file__", None)) and _Path(file).is_absolute()
    and any(_Path(file).is_relative_to(root) for root in %r)
    and not {".venv", "site-packages"} & set(_Path(file).parts)
})))
"""


async def execute(root: Path, notebook: Path, out: Path) -> list[str]:
    """Run a lesson and write the executed copy; returns the project files it imported. LessonError names the cell."""
    book = read(notebook)
    skipped = leave_out(book, absent(root, notebook.stem))
    with tempfile.TemporaryDirectory(prefix="nines-lesson-") as folder:
        client = NotebookClient(book, km=manager(folder), timeout=CELL_SECONDS, shutdown_kernel="immediate")
        client.resources["metadata"] = {"path": folder}
        try:
            started = {"env": environment(root, folder), "cwd": folder, "stderr": subprocess.DEVNULL}
            async with client.async_setup_kernel(cleanup_kc=True, **started):
                await run_cells(client, book, notebook.name)
                imported = await ask(client, IMPORTED % [str(root)])
        except DeadKernelError:
            raise LessonError(f"notebooks/{notebook.name}: the kernel died") from None
    for cell, source in skipped:
        cell["source"] = source
    out.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, out)
    return json.loads(imported)


def read(notebook: Path) -> Any:
    """The notebook, or LessonError where it isn't one."""
    try:
        return nbformat.read(notebook, as_version=4)
    except Exception as error:
        raise LessonError(f"notebooks/{notebook.name} is not a notebook: {error}") from None


async def run_cells(client: NotebookClient, book: Any, name: str) -> None:
    """Run every cell in order."""
    for index, cell in enumerate(book.cells):
        try:
            await client.async_execute_cell(cell, index)
        except CellExecutionError as error:
            raise LessonError(
                f"notebooks/{name}, cell {cell.get('id', index)!r} raises {error.ename}: {error.evalue}\n{plain(error)}"
            ) from None
        except CellTimeoutError:
            raise LessonError(
                f"notebooks/{name}, cell {cell.get('id', index)!r} takes longer than {CELL_SECONDS} s"
            ) from None


def plain(error: CellExecutionError) -> str:
    """The end of the traceback, without colors."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback)
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-12:])


async def ask(client: NotebookClient, code: str) -> str:
    """What a line of code prints in the kernel, outside the lesson."""
    kernel: Any = client.kc
    printed: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        if message["header"]["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    await ensure_async(kernel.execute_interactive(code, output_hook=hear, store_history=False, timeout=CELL_SECONDS))
    return "".join(printed)


def manager(folder: str) -> AsyncKernelManager:
    """A manager for a kernel of this very interpreter, whatever kernels the user has; it opens no port."""
    specs = KernelSpecManager(kernel_dirs=[])
    connection = os.path.join(folder, "kernel.json")
    return AsyncKernelManager(
        kernel_name="python3", kernel_spec_manager=specs, transport="ipc", connection_file=connection
    )


def environment(root: Path, folder: str) -> dict[str, str]:
    """The user's environment without their progress, their IPython settings or an interactive back end."""
    own = {"NINES_WORKSPACE": folder, "IPYTHONDIR": folder, "PYTHONHASHSEED": "0", "MPLBACKEND": "agg"}
    paths = [str(root), os.environ.get("PYTHONPATH", "")]
    return os.environ | own | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def leave_out(book: Any, missing: list[str]) -> list[tuple[Any, str]]:
    """Empty the machine cells when components are missing; the cells with their sources, to be put back."""
    left: list[tuple[Any, str]] = []
    for cell in book.cells:
        if missing and cell.cell_type == "code" and "machine" in cell.metadata.get("tags", []):
            left.append((cell, cell.source))
            cell.metadata["nines_absent"] = missing
            cell.source = ""
    return left
