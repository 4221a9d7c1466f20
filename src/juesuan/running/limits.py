"""The bounds of a document's worker, and what is done when one ends by force."""

from __future__ import annotations

from dataclasses import dataclass, replace

from juesuan.running.attempt import Spot, Stage
from juesuan.running.ledger import Task
from juesuan.running.result import WAITING, Result

DIED = "worker_died"
TIME = "out_of_time"
MEMORY = "out_of_memory"
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What one attempt at a document may take: seconds, and bytes of memory of its process."""

    seconds: float = 600.0
    memory: int = 2 << 30
    documents: int = 500
    """After so many a worker is replaced, so that what libraries leak stays small."""

    def __str__(self) -> str:
        """As it is kept beside a result that ran into a bound."""
        return f"{self.seconds:g} s, {self.memory} bytes"


@dataclass(frozen=True, slots=True)
class Loss:
    """A worker that ended by force: why (a code), in words, how far it was, and for how many seconds there."""

    code: str
    words: str
    spot: Spot
    lingered: float = 0.0
    sha256: str | None = None
    size: int | None = None
    files: tuple[Result, ...] = ()


def after(task: Task, loss: Loss, limits: Limits) -> Task | Result:
    """The next attempt at a document whose worker ended by force, or its failure.

    A worker that died is replaced and the document tried as it is: the cause may lie outside (the system ran out of
    memory). What ended on a page once more, or held or filled the worker there, is tried once without that page.
    A long scan that ran out of time goes on where it was: its recognised pages are kept.
    """
    page = loss.spot.page if loss.spot.stage is Stage.READING else 0
    to_blame = {
        DIED: task.attempt > 1,
        MEMORY: True,
        TIME: loss.lingered > limits.seconds / 2,
    }[loss.code]
    gently = bool(page) and to_blame and not task.leave_out
    if gently:
        attempt, bounds = task.attempt + 1, _bounds(loss.code, limits)
        return replace(task, attempt=attempt, leave_out=frozenset({page}), code=loss.code, bounds=bounds)
    if task.attempt < (2 if not task.leave_out else 1):
        return replace(task, attempt=task.attempt + 1)
    advice = {
        DIED: "the file may be damaged, or the machine out of memory; open it and print it to a new PDF",
        MEMORY: "allow more with --memory, or split the file",
        TIME: "allow more with --timeout, or split the file",
    }[loss.code]
    words = f"{loss.words} {loss.spot}, {task.attempt} attempts; {advice}"
    failure = Result(
        "failed", loss.code, words, sha256=loss.sha256, size_bytes=loss.size, passing=True,
        bounds=_bounds(loss.code, limits),
    )  # fmt: skip
    parts = (
        replace(failure, sha256=file.sha256, size_bytes=file.size_bytes) if file.status == WAITING else file
        for file in loss.files
    )
    return replace(failure, parts=tuple(parts))


def _bounds(code: str, limits: Limits) -> str:
    """What must be different for a later run to try again; of a worker that died nobody knows, so always."""
    return "none" if code == DIED else str(limits)
