"""Ctrl-C once: what is under way is finished and committed. Twice: stop."""

from __future__ import annotations

import signal
import sys
from types import FrameType, TracebackType
from typing import Any


class Interrupt:
    """Says whether to begin nothing new; a context manager that takes the signals while it lasts.

    A request to end (SIGTERM) is like the first Ctrl-C.
    """

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __call__(self) -> bool:
        """Whether the run was asked to stop."""
        return self.asked

    def __enter__(self) -> Interrupt:
        """Take the signals; outside the main thread, where Python has none, they stay as they are."""
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                self._before[number] = signal.signal(number, self._heard)
            except ValueError:
                break
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        print("finishing what is under way; once more stops at once", file=sys.stderr, flush=True)
