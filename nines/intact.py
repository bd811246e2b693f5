"""Whether code that ran in this process left it as it was: modules, builtins, and the functions and classes in them."""

import builtins
import sys
import threading
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

KINDS = (FunctionType, BuiltinFunctionType, type)

_modules: dict[str, ModuleType] = {}
_parts: list[tuple[dict[str, Any], str, Any]] = []
_state: tuple[Any, ...] = ()


def remember() -> None:
    """Take the present state as the right one."""
    global _state
    _modules.update({name: module for name, module in sys.modules.items() if isinstance(module, ModuleType)})
    _parts[:] = [
        (vars(module), name, value)
        for module in {id(each): each for each in _modules.values()}.values()
        for name, value in vars(module).items()
        if isinstance(value, KINDS) or module is builtins
    ]
    _state = state()


def state() -> tuple[Any, ...]:
    """What code can change about the interpreter itself."""
    hooks = sys.gettrace(), sys.getprofile(), sys.excepthook, sys.displayhook, sys.meta_path[:], sys.path_hooks[:]
    return sys.getrecursionlimit(), sys.stdout, sys.stderr, threading.active_count(), *hooks


def check() -> bool:
    """Whether all that was remembered is still there and the same; it trusts no builtin and fails for nothing."""
    try:
        for name, module in _modules.items():
            if sys.modules.get(name) is not module:
                return False
        for home, name, part in _parts:
            if home.get(name) is not part:
                return False
        return state() == _state
    except BaseException:
        return False
