"""What the command line asks for, done: the order of a person becomes a run."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from juesuan.errors import ExitCode, UsageError
from juesuan.running.events import Watcher
from juesuan.running.groups import Grouping
from juesuan.running.inputs import listed
from juesuan.running.limits import Limits
from juesuan.running.log import RunLog
from juesuan.running.making import Choice, Making, Redo
from juesuan.running.planning import planned
from juesuan.running.progress import Form, Progress, printable
from juesuan.running.run import EngineMaker, local, run
from juesuan.running.told import told
from juesuan.writing.storage import is_url


@dataclass(frozen=True)
class Order:
    """The options of `juesuan extract`, as given."""

    inputs: tuple[str, ...]
    output: str
    listed: Path | None
    workers: int
    seconds: float
    megabytes: int
    only_failed: bool
    redo: str | None
    ray: bool
    patterns: Path | None
    ocr_cache: Path | None
    progress: str
    strict: bool
    dry_run: bool
    by_folder: bool = False
    manifest: Path | None = None


def extracted(order: Order) -> tuple[str, ExitCode]:
    """Do it; what to tell, and what to end with. Raises what `run` does."""
    given = [*order.inputs, *(listed(order.listed) if order.listed else ())]
    grouping = Grouping(order.by_folder, order.manifest)
    if not given and order.manifest is None:
        raise UsageError("nothing to read: name files, folders, patterns or addresses, or a list of them with --list")
    limits = Limits(seconds=order.seconds, memory=order.megabytes << 20)
    choice = Choice(Redo(order.redo) if order.redo else Redo.NOTHING, order.only_failed)
    if order.dry_run:
        making = Making(order.output, order.patterns, order.ocr_cache, limits, choice)
        return _plan(given, making, grouping), ExitCode.OK
    with ExitStack() as stack:
        watchers: list[Watcher] = [stack.enter_context(Progress(Form(order.progress)))]
        if not is_url(order.output):
            watchers.append(stack.enter_context(RunLog(Path(order.output) / ".juesuan" / "run.log")))
        summary = run(
            given,
            order.output,
            workers=order.workers,
            patterns=order.patterns,
            ocr_cache=order.ocr_cache,
            limits=limits,
            choice=choice,
            grouping=grouping,
            engine=_engine(order),
            watchers=watchers,
        )
    code = summary.exit_code
    if order.strict and code is ExitCode.OK and summary.totals.contradicting:
        code = ExitCode.CONTRADICTIONS
    return told(summary, order.output), code


def _engine(order: Order) -> EngineMaker:
    if not order.ray:
        return local
    from juesuan.running.cluster import cluster

    return cluster


def _plan(given: list[str], making: Making, grouping: Grouping) -> str:
    lines, counts = [], Counter[str]()
    for item, what in planned(given, making, grouping):
        counts[what.partition(":")[0]] += 1
        lines.append(f"{printable(item.source)}: {printable(what)}")
    return "\n".join([*lines, f"{counts.total()} files: " + ", ".join(f"{n} {what}" for what, n in counts.items())])
