"""Documents over the machines of a Ray cluster: actors that each watch one worker, replaced when they are lost.

An actor gets the path or address of a document, never its bytes, and gives back its line of the ledger; what is made
it commits itself. So inputs, output and patterns must be at the same place for every machine.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from juesuan.errors import JuesuanError, UsageError
from juesuan.running.attempt import Spot
from juesuan.running.events import Began, Ended, Event, Lost, Tick
from juesuan.running.ledger import Task
from juesuan.running.limits import DIED, Limits, Loss, after
from juesuan.running.queue import Queue
from juesuan.running.supervisor import LOOK, MOST_STILLBORN, Supervisor
from juesuan.running.worker import Setup


class Carrier:
    """What runs in an actor: one watched worker, which stays, with what it has loaded."""

    def __init__(self, setup: Setup, limits: Limits) -> None:
        self._supervisor = Supervisor(1, setup, limits)

    def make(self, task: Task) -> list[Event]:
        """Make a document; what happened on the way, and its result at last."""
        return [e for e in self._supervisor.run(Queue([task])) if isinstance(e, Lost | Ended)]

    def ready(self) -> int:
        """The process that the actor is."""
        return os.getpid()


@dataclass
class Cluster:
    """So many actors; a context manager, so that none is left behind."""

    setup: Setup
    limits: Limits
    count: int
    _actors: list[Any] = field(default_factory=list)
    _under_way: dict[Any, tuple[Any, Task | None, float]] = field(default_factory=dict)
    """What an actor was asked: to be ready (no task), or to make a document; since when."""
    _stillborn: int = 0

    def __enter__(self) -> Cluster:
        """Join the cluster that `RAY_ADDRESS` names, else one of this machine alone. `UsageError` without Ray."""
        try:
            import ray
        except ImportError as error:
            raise UsageError("--engine ray needs Ray: pip install 'juesuan[ray]'") from error
        self._began = not ray.is_initialized()
        if self._began:
            ray.init(log_to_driver=False, include_dashboard=False)
        self._ray: Any = ray
        self._kind: Any = ray.remote(num_cpus=1)(Carrier)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the actors go."""
        for actor in self._actors:
            self._ray.kill(actor)
        if self._began:
            self._ray.shutdown()

    def run(self, queue: Queue, stop: Callable[[], bool] = lambda: False) -> Iterator[Event]:
        """Make the documents of the queue; what happens, as it happens. After `stop` nothing new is begun."""
        for _ in range(min(self.count, len(queue))):
            self._add()
        idle: list[Any] = []
        while True:
            while idle and not stop() and (task := queue.take()) is not None:
                actor = idle.pop()
                self._under_way[actor.make.remote(task)] = (actor, task, time.monotonic())
                yield Began(task)
            busy = [(task, since) for _, task, since in self._under_way.values() if task is not None]
            if not busy and (stop() or not queue):
                return
            told, _ = self._ray.wait(list(self._under_way), timeout=LOOK)
            for reference in told:
                actor, task, since = self._under_way.pop(reference)
                try:
                    events = self._ray.get(reference)
                except self._ray.exceptions.RayActorError:
                    yield from self._lost(actor, task, since, queue)
                    continue
                except self._ray.exceptions.RayTaskError as error:
                    if isinstance(error.cause, JuesuanError):
                        raise error.cause from None
                    raise
                idle.append(actor)
                self._stillborn = 0
                if task is not None:
                    queue.done(task)
                    yield from events
            yield Tick(tuple((task, Spot(), time.monotonic() - since) for task, since in busy))

    def _add(self) -> None:
        actor: Any = self._kind.options(scheduling_strategy="SPREAD").remote(self.setup, self.limits)
        self._actors.append(actor)
        self._under_way[actor.ready.remote()] = (actor, None, time.monotonic())

    def _lost(self, actor: Any, task: Task | None, since: float, queue: Queue) -> Iterator[Event]:
        """An actor is gone, perhaps with its machine: another takes its place, and its document is tried again."""
        self._actors.remove(actor)
        self._stillborn += task is None
        if self._stillborn >= MOST_STILLBORN:
            raise JuesuanError("the actors of the Ray cluster end as they start; see its logs")
        self._add()
        if task is None:
            return
        loss = Loss(DIED, "its actor on the cluster was lost", Spot())
        following = after(task, loss, self.limits)
        yield Lost(task, loss)
        if isinstance(following, Task):
            queue.again(following)
        else:
            queue.done(task)
            yield Ended(task, following, time.monotonic() - since)


def cluster(setup: Any, workers: int, log: Path | None) -> Cluster:
    """The engine of `--engine ray`; what its workers say is in the logs of the cluster."""
    return Cluster(setup, setup.limits, workers)
