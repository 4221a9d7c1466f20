"""Progress for a person, on stderr: a bar in a terminal, lines elsewhere, lines of JSON on request."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections import Counter
from enum import StrEnum
from types import TracebackType
from typing import TYPE_CHECKING, Any

from juesuan.running.events import Ended, Event, Lost, Tick

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

SLOW = 10.0
"""Seconds from which a document under way is named."""
EVERY = 30.0
"""Seconds between two lines that say how far the run is, where there is no terminal."""


class Form(StrEnum):
    """How progress is told."""

    AUTO = "auto"
    LINES = "lines"
    JSON = "json"
    QUIET = "quiet"


def printable(text: str) -> str:
    """Text on one line without characters that move the cursor or turn the writing direction around."""
    return "".join(c if _harmless(c) else c.encode("unicode_escape").decode() for c in text)


def _harmless(c: str) -> bool:
    # Python does not call the wide space of Chinese text printable.
    return c.isprintable() or unicodedata.category(c) == "Zs"


class Progress:
    """Tells what is being done; a context manager and a watcher of the run."""

    def __init__(self, form: Form = Form.AUTO) -> None:
        self._form = form
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._count = 0
        self._pages = 0
        self._counts = Counter[str]()
        self._start = self._told = time.monotonic()

    def __enter__(self) -> Progress:
        """Start; a bar only where somebody watches."""
        if self._form is Form.AUTO and sys.stderr.isatty():
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

    def planned(self, documents: int, settled: int) -> None:
        """So many documents will be made."""
        self._count = documents
        self._start = self._told = time.monotonic()
        if self._form is Form.JSON:
            self._json("begin", documents=documents, settled=settled)
        elif self._bar is not None:
            self._task = self._bar.add_task("", total=documents)

    def saw(self, event: Event) -> None:
        """Tell of it."""
        if isinstance(event, Ended):
            self._ended(event)
        elif isinstance(event, Lost):
            loss = event.loss
            if self._form is Form.JSON:
                self._json("lost", source=event.task.source, code=loss.code, at=str(loss.spot))
            else:
                self._line(f"{printable(event.task.source)}: {loss.words} {loss.spot}")
        elif isinstance(event, Tick):
            self._ticked(event)

    def _ended(self, event: Ended) -> None:
        result, source = event.result, printable(event.task.source)
        self._counts[result.status] += 1
        self._counts["ended"] += 1
        self._pages += result.pages or 0
        if self._form is Form.JSON:
            self._json(
                "done", source=event.task.source, status=result.status, code=result.error_code, pages=result.pages,
                facts=result.rows("facts"), seconds=round(event.seconds, 3), reused=result.reused,
            )  # fmt: skip
            return
        what = f"{source}: {result.status}"
        if result.reused:
            what += ", made before"
        elif result.document_id is not None:
            what += f", {result.rows('facts')} facts"
        if result.error_message and result.status != "ok":
            what += f" — {printable(result.error_message)[:300]}"
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=self._state())
            if result.status != "ok":
                self._line(what)
        else:
            self._line(f"[{self._counts['ended']}/{self._count}] {what}")

    def _ticked(self, event: Tick) -> None:
        slowest = max(event.active, key=lambda a: a[2], default=None)
        name = ""
        if slowest is not None and slowest[2] > SLOW:
            task, spot, seconds = slowest
            name = f"; slowest: {printable(task.source)}, {spot}, {seconds:.0f} s"
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=self._state() + name)
        elif time.monotonic() - self._told > EVERY:
            self._told = time.monotonic()
            if self._form is Form.JSON:
                self._json("state", ended=self._counts["ended"], pages=self._pages, seconds=self._seconds())
            else:
                self._line(f"[{self._counts['ended']}/{self._count}] {self._state()}{name}")

    def _state(self) -> str:
        """Pages, rate, time left, and what became of the documents so far."""
        ended, seconds = self._counts["ended"], self._seconds()
        rate = ended / seconds if seconds > 0 else 0.0
        left = f", {_span((self._count - ended) / rate)} left" if rate and self._bar is None else ""
        states = ", ".join(f"{self._counts[s]} {s}" for s in ("ok", "partial", "failed") if self._counts[s])
        return f"{self._pages} pages, {rate:.1f} documents/s{left}; {states or 'none ended'}"

    def _seconds(self) -> float:
        return round(time.monotonic() - self._start, 3)

    def _line(self, text: str) -> None:
        if self._form is Form.QUIET:
            return
        if self._bar is not None:
            self._bar.console.print(text, highlight=False, markup=False)
        else:
            print(text, file=sys.stderr, flush=True)

    @staticmethod
    def _json(what: str, **about: Any) -> None:
        print(json.dumps({"event": what, **about}, ensure_ascii=False), file=sys.stderr, flush=True)


def _span(seconds: float) -> str:
    """A span of time, in the two units that matter."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
