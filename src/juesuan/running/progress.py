"""Progress for a person, on stderr: a bar in a terminal, a line per file elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from juesuan.running.document import Outcome
from juesuan.running.ledger import Input

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """Tells what is being done; a context manager."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._count = 0
        self._ended = 0

    def __enter__(self) -> Progress:
        """Start; a bar only where somebody watches."""
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.stop()

    def planned(self, count: int) -> None:
        """So many files will be read."""
        self._count = count
        if self._bar is not None:
            self._task = self._bar.add_task("", total=count)

    def done(self, item: Input, outcome: Outcome) -> None:
        """A file has ended."""
        self._ended += 1
        what = f"{item.source}: {outcome.status}"
        if outcome.rows:
            what += f", {len(outcome.rows['facts'])} facts"
        if outcome.error_message and outcome.status == "failed":
            what += f" — {outcome.error_message.removeprefix(item.path.name + ': ')}"
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=item.source)
            if outcome.status != "ok":
                self._bar.console.print(what, highlight=False, markup=False)
        else:
            print(f"[{self._ended}/{self._count}] {what}", file=sys.stderr, flush=True)
