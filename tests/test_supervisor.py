"""Workers that crash, hang and swell: each costs its own document, and the others are made as if nothing had been."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from faulty import Faulty, Stillborn

from juesuan.errors import JuesuanError, OutputUnwritable
from juesuan.running.attempt import Spot, Stage
from juesuan.running.events import Ended, Lost
from juesuan.running.inputs import Input
from juesuan.running.ledger import Task
from juesuan.running.limits import DIED, MEMORY, TIME, Limits, Loss, after
from juesuan.running.queue import Queue
from juesuan.running.result import Result
from juesuan.running.supervisor import Supervisor

LIMITS = Limits(seconds=3, memory=200 << 20)


def tasks(names: Sequence[str], sizes: Sequence[int | None] | None = None) -> list[Task]:
    sizes = sizes or [None] * len(names)
    return [Task(n, (Input(name, name, True, size=s),)) for n, (name, s) in enumerate(zip(names, sizes, strict=True))]


def carried(
    names: Sequence[str], marks: Path, workers: int = 2, limits: Limits = LIMITS
) -> tuple[dict[str, Result], list[Lost]]:
    results: dict[str, Result] = {}
    lost = []
    with Supervisor(workers, Faulty(marks), limits) as supervisor:
        for event in supervisor.run(Queue(tasks(names))):
            if isinstance(event, Ended):
                assert event.task.source not in results, "one outcome"
                results[event.task.source] = event.result
            elif isinstance(event, Lost):
                lost.append(event)
    return results, lost


def test_every_document_has_its_outcome_whatever_its_neighbours_do(tmp_path: Path) -> None:
    good = [f"good {n}" for n in range(8)]
    names = ["segfault", *good[:3], "exit", *good[3:5], "hang", "grow", "once", *good[5:]]
    results, lost = carried(names, tmp_path)
    assert sorted(results) == sorted(names)
    assert all(results[name].status == "ok" for name in [*good, "once"])
    # The page it happened on is left out, and the rest of the report is read.
    for name in ("segfault", "exit", "hang", "grow"):
        assert (results[name].status, results[name].error_message) == ("partial", "left out [2]")
    causes = {event.task.source: event.loss.code for event in lost}
    assert causes == {"segfault": DIED, "exit": DIED, "hang": TIME, "grow": MEMORY, "once": DIED}
    assert all(event.loss.spot == Spot(Stage.READING, 2, 3) for event in lost)
    assert all(event.loss.sha256 for event in lost)


def test_what_a_worker_has_started_ends_with_it(tmp_path: Path) -> None:
    results, _ = carried(["helper"], tmp_path, workers=1, limits=Limits(seconds=1))
    assert results["helper"].status == "partial"
    helper = int((tmp_path / "helper").read_text())
    assert not psutil.pid_exists(helper) or psutil.Process(helper).status() == psutil.STATUS_ZOMBIE


def test_what_no_other_document_fares_better_with_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="the disk is full"):
        carried(["good", "full", *map(str, range(20))], tmp_path)


def test_workers_that_cannot_start_end_the_run() -> None:
    with Supervisor(2, Stillborn(), LIMITS) as supervisor, pytest.raises(JuesuanError, match="end as they start"):
        list(supervisor.run(Queue(tasks(["a", "b"]))))


def test_workers_are_replaced_after_so_many_documents(tmp_path: Path) -> None:
    results, _ = carried([str(n) for n in range(6)], tmp_path, workers=1, limits=Limits(documents=2))
    assert len({result.size_bytes for result in results.values()}) == 3, "each result has its worker's number"


def test_after_a_stop_what_is_under_way_is_finished_and_nothing_begun(tmp_path: Path) -> None:
    ended: list[str] = []
    with Supervisor(1, Faulty(tmp_path), LIMITS) as supervisor:
        for event in supervisor.run(queue := Queue(tasks(list("abcdef"))), lambda: len(ended) >= 2):
            if isinstance(event, Ended):
                ended.append(event.task.source)
    assert ended == ["a", "b"]
    assert len(queue) == 4


def test_files_of_one_size_go_one_after_the_other() -> None:
    queue = Queue(tasks(list("abcde"), [7, 7, 8, 7, None]))
    first = [queue.take(), queue.take(), queue.take()]
    assert [task.source for task in first if task] == ["a", "c", "e"]
    assert queue.take() is None
    queue.done(first[0])  # type: ignore[arg-type]
    second = queue.take()
    assert second is not None and second.source == "b"
    assert queue.take() is None
    queue.again(second)
    assert queue.take() == second
    queue.done(second)
    third = queue.take()
    assert third is not None and third.source == "d"
    queue.done(third)
    assert len(queue) == 0


READING = Spot(Stage.READING, 5, 9)


@pytest.mark.parametrize(
    ("loss", "attempts"),
    [
        # Once more as it is, then without the page, then no more.
        (Loss(DIED, "", READING), [(), (5,), None]),
        (Loss(DIED, "", Spot(Stage.EXTRACTING)), [(), None]),
        (Loss(MEMORY, "", READING), [(5,), None]),
        (Loss(MEMORY, "", Spot(Stage.CHECKING)), [(), None]),
        # A page that took most of the time is to blame; of a long scan no page is.
        (Loss(TIME, "", READING, lingered=400), [(5,), None]),
        (Loss(TIME, "", READING, lingered=2), [(), None]),
    ],
)
def test_a_document_is_tried_again_more_gently_and_not_for_ever(
    loss: Loss, attempts: list[tuple[int, ...] | None]
) -> None:
    (task,) = tasks(["report"])
    for expected in attempts:
        following = after(task, loss, Limits())
        if expected is None:
            assert isinstance(following, Result)
            assert (following.status, following.error_code, following.passing) == ("failed", loss.code, True)
        else:
            assert isinstance(following, Task)
            assert tuple(following.leave_out) == expected
            task = following
