"""A run: files in, a dataset out, nothing missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from juesuan.errors import ExitCode, JuesuanError
from juesuan.knowledge.overlay import laid_over
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.running import dataset
from juesuan.running.commits import Commits
from juesuan.running.dataset import Totals
from juesuan.running.events import Ended, Event, Watcher
from juesuan.running.groups import Grouping, gathered
from juesuan.running.interrupt import Interrupt
from juesuan.running.ledger import Ledger
from juesuan.running.limits import Limits
from juesuan.running.lock import locked
from juesuan.running.making import Choice, Making
from juesuan.running.queue import Queue
from juesuan.running.recipe import recipe_of
from juesuan.running.result import Result
from juesuan.running.supervisor import Supervisor
from juesuan.writing.headline import load_headlines
from juesuan.writing.schema import tables as schema_tables
from juesuan.writing.storage import Storage, is_url, storage_of

MOST_TROUBLES = 10


class Interrupted(JuesuanError):
    """The run was asked to stop before it had made every document."""

    exit_code = ExitCode.INTERRUPTED


class Engine(Protocol):
    """What carries the documents of a queue through workers: of this machine, or of many."""

    def run(self, queue: Queue, stop: Callable[[], bool]) -> Iterator[Event]:
        """Make the documents; what happens, as it happens. After `stop` nothing new is begun."""


EngineMaker = Callable[[Making, int, Path | None], AbstractContextManager[Engine]]
"""An engine for what is to be made, with so many workers, whose last words go to a file."""


def local(making: Making, workers: int, log: Path | None) -> Supervisor:
    """Worker processes of this machine."""
    if making.patterns is not None:
        # Laid over once, here: workers that end by force could not put their own copy away.
        making = replace(making, patterns=laid_over(making.patterns))
    return Supervisor(workers, making, making.limits, log)


@dataclass(frozen=True)
class RunSummary:
    """What a run came to: inputs by status and by error, the first of those in trouble, what the documents hold."""

    counts: Counter[str]
    errors: Counter[str]
    troubles: Sequence[dict[str, Any]]
    totals: Totals
    reused: int

    @property
    def exit_code(self) -> ExitCode:
        """What the command ends with."""
        if self.errors["missing_engine"]:
            return ExitCode.MISSING_ENGINE
        if self.counts["failed"] or self.counts["partial"]:
            return ExitCode.SOME_FAILED
        if not self.counts["ok"]:
            return ExitCode.NOTHING_TO_DO
        return ExitCode.OK


def run(
    given: Sequence[str | Path],
    out: str | Path,
    *,
    workers: int = 1,
    patterns: Path | None = None,
    ocr_cache: Path | None = None,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    choice: Choice = Choice(),  # noqa: B008 (frozen)
    grouping: Grouping = Grouping(),  # noqa: B008 (frozen)
    engine: EngineMaker = local,
    watchers: Sequence[Watcher] = (),
) -> RunSummary:
    """Extract files and folders into a dataset; paths or addresses.

    What an earlier run into the same place committed is taken over if its content and recipe are the same.
    `grouping` says which files make one report. `ocr_cache` is where recognised pages are kept from run to run,
    within `out` by default. `watchers` see what happens. A file that cannot be read is a row of `inputs`; only the
    whole run's own troubles raise: `BadKnowledge`, `OutputUnwritable`, `UsageError`, `Interrupted`.
    """
    loaded = load_pattern_set(patterns)
    tables = schema_tables(load_headlines(loaded.directory, loaded.vocabulary))
    ledger = Ledger(gathered(given, grouping))
    storage = storage_of(str(out))
    making = Making(str(out), patterns, ocr_cache, limits, choice)
    with locked(str(out)):
        storage.write(".juesuan/ledger.jsonl", ledger.planned())
        reused = _make(ledger, making, workers, engine, watchers, storage, recipe_of(loaded, tables))
        counts = ledger.close()
        totals = dataset.write(ledger, Commits(storage), loaded, tables)
    troubles: list[dict[str, Any]] = []
    errors = Counter[str]()
    for row in ledger.rows():
        if row["error_code"]:
            errors[row["error_code"]] += 1
        if row["status"] in ("failed", "partial") and len(troubles) < MOST_TROUBLES:
            troubles.append(row)
    return RunSummary(counts, errors, troubles, totals, reused)


def _make(
    ledger: Ledger,
    making: Making,
    workers: int,
    engine: EngineMaker,
    watchers: Sequence[Watcher],
    storage: Storage,
    recipe: dict[str, str],
) -> int:
    """Make the ledger's documents; how many were taken over from earlier runs. Raises `Interrupted`."""
    tasks = ledger.tasks()
    for watcher in watchers:
        watcher.planned(len(tasks), len(ledger.inputs) - len(tasks))
    queue, reused, done = Queue(tasks), 0, 0
    commits = Commits(storage)
    log = None if is_url(making.output) else Path(making.output) / ".juesuan" / "workers.log"
    with Interrupt() as interrupt, engine(making, workers, log) as carrier:
        for event in carrier.run(queue, interrupt):
            if isinstance(event, Ended):
                result = event.result
                # A worker that ended by force could not commit what became of its document.
                if result.passing and result.sha256 and not result.reused and result.status == "failed":
                    result = _kept(result, recipe, commits)
                ledger.settle(event.task.number, result)
                reused, done = reused + result.reused, done + 1
            for watcher in watchers:
                watcher.saw(event)
    if done < len(tasks):
        raise Interrupted(
            f"stopped: {done} of {len(tasks)} documents are made and kept; run the same command to go on. "
            "The tables are as they were before"
        )
    return reused


def _kept(result: Result, recipe: dict[str, str], commits: Commits) -> Result:
    """Commit a failure that is owed to this run, unless the same recipe did better before."""
    assert result.sha256 is not None
    known = commits.find(result.sha256)
    if known is not None and known[1] == recipe and not known[0].passing:
        return result
    return commits.put(result.sha256, result, recipe, {})
