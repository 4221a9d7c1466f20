"""The documents that wait, in order; of files that may be copies of each other only one is under way at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from juesuan.running.ledger import Task


class Queue:
    """Tasks in order. Copies are known by their content only when they are read, so equal sizes go one by one.

    The second then finds the first one's result instead of making it once more.
    """

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._waiting = deque(tasks)
        self._next: deque[Task] = deque()
        self._held: dict[int, deque[Task]] = {}
        self._left = len(self._waiting)

    def __len__(self) -> int:
        """How many tasks wait."""
        return self._left

    def take(self) -> Task | None:
        """The next task that may begin; None if there is none now."""
        while self._waiting and not self._next:
            task = self._waiting.popleft()
            if task.size is None:
                self._next.append(task)
            elif task.size in self._held:
                self._held[task.size].append(task)
            else:
                self._held[task.size] = deque()
                self._next.append(task)
        if not self._next:
            return None
        self._left -= 1
        return self._next.popleft()

    def again(self, task: Task) -> None:
        """A task is to be tried again, before all others."""
        self._next.appendleft(task)
        self._left += 1

    def done(self, task: Task) -> None:
        """A task is settled; one of the same size may begin."""
        if task.size is None:
            return
        if held := self._held[task.size]:
            self._next.append(held.popleft())
        else:
            del self._held[task.size]
