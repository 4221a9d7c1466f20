"""The run log: what happened, when and where, a line of JSON each; times and paths of the machine are only here."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from juesuan import __version__
from juesuan.running.attempt import Stage
from juesuan.running.events import Began, Ended, Event, Lost, Tick


class RunLog:
    """Writes `run.log`, one run after another; a context manager. A line has document, page and stage where known."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._file: IO[str] | None = None

    def __enter__(self) -> RunLog:
        """Open it with the first line, not before: the output may not be there yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say how the run ended."""
        if self._file is not None:
            self.say("end", **({"error": f"{kind.__name__}: {error}"} if kind else {}))
            self._file.close()

    def planned(self, documents: int, settled: int) -> None:
        """The run begins."""
        machine = {"version": __version__, "host": platform.node(), "pid": os.getpid()}
        self.say("begin", documents=documents, settled=settled, **machine)

    def saw(self, event: Event) -> None:
        """Note it, unless only time has passed."""
        if isinstance(event, Tick):
            return
        task = event.task
        about: dict[str, Any] = {"document": task.source, "location": task.files[0].location, "attempt": task.attempt}
        if isinstance(event, Began):
            self.say("document", **about, **({"leave_out": sorted(task.leave_out)} if task.leave_out else {}))
        elif isinstance(event, Lost):
            spot = event.loss.spot
            place = {"stage": spot.stage.name.lower(), "page": spot.page if spot.stage is Stage.READING else None}
            self.say("lost", **about, **place, code=event.loss.code, why=event.loss.words)
        elif isinstance(event, Ended):
            result = event.result
            outcome = {"status": result.status, "code": result.error_code, "why": result.error_message}
            self.say("done", **about, **outcome, seconds=round(event.seconds, 3), reused=result.reused or None)

    def say(self, what: str, **about: Any) -> None:
        """Write a line; what is not known is left out."""
        if self._file is None:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._place.open("a", encoding="utf-8", buffering=1, errors="backslashreplace")
        known = {key: value for key, value in about.items() if value is not None}
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": what, **known}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
