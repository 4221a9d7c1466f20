"""One attempt at a document: how far it is, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum


class Stage(IntEnum):
    """What is being done with a document; a number, so that a worker can leave it in shared memory."""

    OPENING = 0
    READING = 1
    EXTRACTING = 2
    CHECKING = 3
    COMMITTING = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """How far a worker is: the stage, and while reading the page of so many (0: not known)."""

    stage: Stage = Stage.OPENING
    page: int = 0
    pages: int = 0

    def __str__(self) -> str:
        """In words, for messages."""
        if self.stage is Stage.READING and self.page:
            return f"reading page {self.page} of {self.pages}"
        return self.stage.name.lower()


@dataclass(frozen=True)
class Attempt:
    """`tell` hears how far it is; pages in `leave_out` are not read, because an earlier attempt ended on them."""

    tell: Callable[[Spot], None] = lambda spot: None
    leave_out: frozenset[int] = frozenset()


UNWATCHED = Attempt()
