"""Worker processes, watched: each document has its own bounds, and one that ends by force costs only itself."""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import signal
import time
from collections.abc import Callable, Iterator, MutableSequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil

from juesuan.errors import JuesuanError
from juesuan.running.attempt import Spot, Stage
from juesuan.running.events import Began, Ended, Event, Lost, Tick
from juesuan.running.ledger import Task
from juesuan.running.limits import DIED, MEMORY, TIME, Limits, Loss, after
from juesuan.running.queue import Queue
from juesuan.running.result import Result
from juesuan.running.worker import Fatal, NoMemory, Opened, Ready, Setup, serve

LOOK = 0.2
"""Seconds between two looks at the clock and the memory of the workers."""
GROWN = 0.75
"""Share of its bound from which a worker is replaced between two documents."""
MOST_STILLBORN = 5
"""Workers in a row that end before they are ready: then none ever will be."""


@dataclass
class _Worker:
    """A process, the pipe to it, what it has told, and the task it is at."""

    process: SpawnProcess
    pipe: Connection
    cells: MutableSequence[float]
    ready: bool = False
    task: Task | None = None
    since: float = 0.0
    done: int = 0
    opened: Opened | None = None
    highest: int = 0

    @property
    def spot(self) -> Spot:
        stage, page, pages, _ = self.cells[:]
        return Spot(Stage(int(stage)), int(page), int(pages))


@dataclass
class Supervisor:
    """So many workers; a context manager, so that none is left behind."""

    count: int
    setup: Setup
    limits: Limits
    log: Path | None = None
    _workers: list[_Worker] = field(default_factory=list)
    _stillborn: int = 0

    def __enter__(self) -> Supervisor:
        """Workers start with the first tasks."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers; after an error at once, whatever they are at."""
        idle = [worker for worker in self._workers if kind is None and worker.task is None]
        for worker in idle:
            self._dismiss(worker)
        for worker in self._workers:
            self._end(worker, kindly=worker in idle)
        self._workers.clear()

    def run(self, queue: Queue, stop: Callable[[], bool] = lambda: False) -> Iterator[Event]:
        """Make the documents of the queue; what happens, as it happens. After `stop` nothing new is begun.

        Raises what a worker calls fatal, and `JuesuanError` if workers cannot start.
        """
        looked = time.monotonic()
        while True:
            yield from self._employ(queue, stop())
            busy = [w for w in self._workers if w.task is not None]
            if not busy and (stop() or not queue):
                return
            told = multiprocessing.connection.wait(
                [x for w in self._workers for x in (w.pipe, w.process.sentinel)], timeout=LOOK
            )
            for worker in list(self._workers):
                if worker.pipe in told or worker.process.sentinel in told:
                    yield from self._heard(worker, queue)
            if time.monotonic() - looked < LOOK:
                continue
            looked = time.monotonic()
            for worker in [w for w in self._workers if w.task is not None]:
                yield from self._looked(worker, queue)
            yield Tick(tuple((w.task, w.spot, time.monotonic() - w.since) for w in self._workers if w.task))

    def _employ(self, queue: Queue, stopped: bool) -> Iterator[Event]:
        """Give idle workers their tasks, and start as many workers as there is work for."""
        if stopped:
            return
        for worker in self._workers:
            if worker.ready and worker.task is None and (task := queue.take()) is not None:
                worker.task, worker.since, worker.opened, worker.highest = task, time.monotonic(), None, 0
                worker.cells[:] = (Stage.OPENING, 0, 0, worker.since)
                try:
                    worker.pipe.send(task)
                except (BrokenPipeError, OSError):
                    # It died while it waited: the look at its sentinel sees to the task.
                    continue
                yield Began(task)
        idle = sum(1 for w in self._workers if w.task is None)
        for _ in range(min(self.count - len(self._workers), len(queue) - idle)):
            self._workers.append(self._started())

    def _started(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        cells: Any = context.RawArray("d", 4)
        arguments = (there, cells, self.setup, self.limits.memory, self.log)
        process = context.Process(target=serve, args=arguments, daemon=True)
        process.start()
        there.close()
        return _Worker(process, here, cells)

    def _heard(self, worker: _Worker, queue: Queue) -> Iterator[Event]:
        """Take what a worker sent, all of it, and notice its end."""
        try:
            while worker.pipe.poll():
                message = worker.pipe.recv()
                if isinstance(message, Fatal):
                    raise message.error
                if isinstance(message, Ready):
                    worker.ready, self._stillborn = True, 0
                elif isinstance(message, Opened):
                    worker.opened = message
                elif isinstance(message, NoMemory):
                    yield from self._lost(worker, MEMORY, "took more memory than it may have", queue)
                    return
                elif isinstance(message, Result):
                    yield from self._ended(worker, message, queue)
        except (EOFError, OSError):
            pass
        if worker in self._workers and not worker.process.is_alive():
            if not worker.ready:
                self._stillborn += 1
                if self._stillborn == MOST_STILLBORN:
                    raise JuesuanError(f"worker processes end as they start; their last words are in {self.log}")
            yield from self._lost(worker, DIED, f"the worker process {_how(worker.process)}", queue)

    def _ended(self, worker: _Worker, result: Result, queue: Queue) -> Iterator[Event]:
        assert worker.task is not None
        task, worker.task = worker.task, None
        worker.done += 1
        queue.done(task)
        # A worker that has grown is replaced while it has nothing to do.
        if worker.done >= self.limits.documents or _memory_of(worker.process) > self.limits.memory * GROWN:
            self._dismiss(worker)
            self._end(worker, kindly=True)
            self._workers.remove(worker)
        yield Ended(task, result, time.monotonic() - worker.since)

    def _looked(self, worker: _Worker, queue: Queue) -> Iterator[Event]:
        """Hold a worker to its bounds."""
        worker.highest = max(worker.highest, _memory_of(worker.process))
        if time.monotonic() - worker.since > self.limits.seconds:
            yield from self._lost(worker, TIME, f"took longer than {self.limits.seconds:g} s", queue)
        elif worker.highest > self.limits.memory:
            limit = f"{self.limits.memory / (1 << 20):.0f} MB"
            yield from self._lost(worker, MEMORY, f"took more memory than {limit}", queue)

    def _lost(self, worker: _Worker, code: str, words: str, queue: Queue) -> Iterator[Event]:
        """A worker is gone, or is made to go; its document is tried again or has failed."""
        now = time.monotonic()
        spot, lingered = worker.spot, now - worker.cells[3]
        self._end(worker, kindly=False)
        self._workers.remove(worker)
        if worker.task is None:
            return
        loss = Loss(code, words, spot, lingered)
        if (opened := worker.opened) is not None:
            loss = replace(loss, sha256=opened.sha256, size=opened.size, files=opened.files)
        following = after(worker.task, loss, self.limits)
        if isinstance(following, Task):
            queue.again(following)
            yield Lost(worker.task, loss)
        else:
            queue.done(worker.task)
            yield Lost(worker.task, loss)
            yield Ended(worker.task, following, now - worker.since)

    @staticmethod
    def _dismiss(worker: _Worker) -> None:
        """Tell a worker that nothing more is to be done; it may be gone already."""
        with contextlib.suppress(BrokenPipeError, OSError):
            worker.pipe.send(None)

    @staticmethod
    def _end(worker: _Worker, *, kindly: bool) -> None:
        if kindly:
            worker.process.join(2)
        if worker.process.is_alive():
            # LibreOffice, which old Word files are read through, is a process of the worker's.
            below = _below(worker.process)
            worker.process.kill()
            for process in below:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
        worker.process.join()
        worker.pipe.close()


def _below(process: SpawnProcess) -> list[psutil.Process]:
    """The processes that a worker has started."""
    try:
        return list(psutil.Process(process.pid).children(recursive=True))
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return []


def _memory_of(process: SpawnProcess) -> int:
    """Bytes of memory a process holds; 0 when it is gone."""
    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0


def _how(process: SpawnProcess) -> str:
    """How a process ended, in words."""
    process.join(1)
    code = process.exitcode
    if code is None or code >= 0:
        return f"ended by itself (code {code})"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
