"""The process that documents are made in: it starts once, then makes one after another until it is told to end."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, MutableSequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

import psutil

from juesuan.errors import JuesuanError
from juesuan.running.attempt import Attempt, Spot, Stage
from juesuan.running.ledger import Task
from juesuan.running.result import Result


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded all it needs."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The worker has the content of its document: its hash, and its size in bytes.

    `files` are those of a group, in the order of its task: `waiting`, or what is settled of them.
    """

    sha256: str
    size: int
    files: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class NoMemory:
    """The document wanted more memory than it may have; the worker ends."""


@dataclass(frozen=True, slots=True)
class Fatal:
    """What no other document would fare better with: the patterns are malformed, the output cannot be written."""

    error: JuesuanError


Opening = Callable[[Opened], None]
Work = Callable[[Task, Attempt, Opening], Result]


class Setup(Protocol):
    """What a worker is given to start with; it must survive the way to another process."""

    def start(self) -> Work:
        """Load what every document needs; what makes a document of a task."""


def serve(pipe: Connection, spot: MutableSequence[float], setup: Setup, memory: int, log: Path | None) -> None:
    """The life of a worker. `spot` is memory shared with the parent: stage, page, pages, and since when.

    `memory` is how many bytes it may take beyond what it starts with, `log` where its last words go.
    """
    # Ctrl-C reaches all processes of a terminal; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _last_words(log)
    threading.Thread(target=_die_with_parent, daemon=True).start()

    def tell(here: Spot) -> None:
        spot[:] = (here.stage, here.page, here.pages, time.monotonic())

    try:
        work = setup.start()
        _bound(memory)
        pipe.send(Ready())
        while (task := pipe.recv()) is not None:
            tell(Spot(Stage.OPENING))
            pipe.send(work(task, Attempt(tell, task.leave_out), pipe.send))
        # Everything is committed; to take down all that was loaded would only keep the parent waiting.
        os._exit(0)
    except JuesuanError as error:
        pipe.send(Fatal(error))
    except MemoryError:
        pipe.send(NoMemory())
    except (EOFError, BrokenPipeError):
        return


def _last_words(log: Path | None) -> None:
    """What libraries and a crash say goes to the log and not between the lines of the progress."""
    with contextlib.suppress(OSError):
        handle = os.open(log or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(handle, 2)
        os.close(handle)
    faulthandler.enable(sys.__stderr__ or 2)


def _die_with_parent() -> None:
    """A worker whose parent was killed must not hold the machine for a result that nobody waits for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _bound(memory: int) -> None:
    """Let the system refuse what goes beyond the bound at once; the parent's look every moment would come too late."""
    try:
        import resource

        used = psutil.Process().memory_info().data
        resource.setrlimit(resource.RLIMIT_DATA, (used + memory, resource.RLIM_INFINITY))
    except (ImportError, AttributeError, ValueError, OSError):
        # Not Linux: there the parent's look alone bounds it.
        return
