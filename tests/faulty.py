"""Work that goes wrong on purpose, for workers of the tests: what a file's name says happens."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from juesuan.errors import OutputUnwritable
from juesuan.running.attempt import Attempt, Spot, Stage
from juesuan.running.ledger import Task
from juesuan.running.result import Result
from juesuan.running.worker import Opened, Opening, Work


@dataclass(frozen=True)
class Faulty:
    """Makes nothing of a file but what its name asks for; `marks` is a folder to remember earlier attempts in."""

    marks: Path

    def start(self) -> Work:
        return self.work

    def work(self, task: Task, attempt: Attempt, opened: Opening) -> Result:
        name = task.source
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        opened(Opened(sha256, 1))
        for page in range(1, 4):
            attempt.tell(Spot(Stage.READING, page, 3))
            if page == 2 and page not in attempt.leave_out:
                self.go_wrong(name)
        words = f"left out {sorted(attempt.leave_out)}" if attempt.leave_out else None
        return Result("partial" if words else "ok", error_message=words, sha256=sha256, size_bytes=os.getpid())

    def go_wrong(self, name: str) -> None:
        before = self.marks / name
        first = not before.exists()
        before.touch()
        if name.startswith("segfault") or (name.startswith("once") and first):
            os.kill(os.getpid(), signal.SIGSEGV)
        elif name.startswith("exit"):
            os._exit(3)
        elif name.startswith("hang"):
            time.sleep(60)
        elif name.startswith("helper"):
            helper = subprocess.Popen(["sleep", "60"])
            before.write_text(str(helper.pid))
            helper.wait()
        elif name.startswith("grow"):
            hoard = [bytearray(8 << 20) for _ in range(10_000)]
            assert hoard
        elif name.startswith("full"):
            raise OutputUnwritable("the disk is full")


@dataclass(frozen=True)
class Stillborn:
    """Never starts."""

    def start(self) -> Work:
        os._exit(1)
