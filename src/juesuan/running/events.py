"""What happens in a run, for those who watch it: progress, the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from juesuan.running.attempt import Spot
from juesuan.running.ledger import Task
from juesuan.running.limits import Loss
from juesuan.running.result import Result


@dataclass(frozen=True, slots=True)
class Began:
    """An attempt at a document has begun."""

    task: Task


@dataclass(frozen=True, slots=True)
class Ended:
    """A document has its result, after so many seconds of the last attempt."""

    task: Task
    result: Result
    seconds: float


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker ended by force at a document."""

    task: Task
    loss: Loss


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed: what is under way, how far, for how many seconds."""

    active: tuple[tuple[Task, Spot, float], ...]


Event = Began | Ended | Lost | Tick


class Watcher(Protocol):
    """One who watches a run."""

    def planned(self, documents: int, settled: int) -> None:
        """So many documents will be made; of so many inputs it is known already what becomes of them."""

    def saw(self, event: Event) -> None:
        """Something happened."""
