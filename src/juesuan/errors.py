"""Exit codes and the errors that carry them; every message says what to do next."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command ends with. Public: scripts rely on the numbers, tests pin them."""

    OK = 0
    CRASH = 1
    USAGE = 2
    SOME_FAILED = 3
    CONTRADICTIONS = 4
    NOTHING_TO_DO = 5
    MISSING_ENGINE = 6
    BAD_KNOWLEDGE = 7
    OUTPUT_UNWRITABLE = 8
    INTERRUPTED = 130


class JuesuanError(Exception):
    """An error a user can act on. `exit_code` is what the command ends with."""

    exit_code = ExitCode.CRASH


class BadInput(JuesuanError):
    """One input cannot be read. The run goes on; `code` lands in `inputs.error_code`."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[BadInput], tuple[str, str]]:
        """Two arguments survive the way back from a worker process."""
        return type(self), (self.code, self.message)


class BadKnowledge(JuesuanError):
    """A file of `patterns/` is malformed; the message names file and record."""

    exit_code = ExitCode.BAD_KNOWLEDGE


class OutputUnwritable(JuesuanError):
    """The dataset cannot be written where it was asked for."""

    exit_code = ExitCode.OUTPUT_UNWRITABLE


class UsageError(JuesuanError):
    """The command was called in a way that cannot work."""

    exit_code = ExitCode.USAGE


class MissingExtra(JuesuanError):
    """A library is missing that comes with an extra of juesuan; the message names the extra."""

    exit_code = ExitCode.MISSING_ENGINE
