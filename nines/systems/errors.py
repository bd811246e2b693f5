"""What can go wrong with a real program, said once and in words that a learner can act on."""


class SystemsError(RuntimeError):
    """A real component could not do what was asked; the message says what happened and what to do."""


class MissingProgram(SystemsError):
    """A component's program is not on this machine, or only in a version that is too old."""


class ConfigError(SystemsError):
    """A configuration that the real program refused, with what the program said about it."""


def tail(text: str, lines: int = 12) -> str:
    """The last lines of a log, indented for a message."""
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-lines:])
