"""Damaged and hostile files: each has an outcome that names what is wrong, and none stops the others.

The whole set of hundreds, with bombs, is  python benchmarks/faults.py  (also: pytest -m slow tests/test_hostile.py)
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

import hostile
import pytest

from juesuan.reading.content import Content
from juesuan.running.document import process
from juesuan.running.limits import Limits
from juesuan.running.run import run

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ITEM = (SAMPLES / "item-level-report.pdf").read_bytes()


def few() -> Iterable[hostile.Named]:
    """What takes no more than a moment each."""
    quick = chain(
        hostile.boxes(), hostile.nested(), hostile.texts(), hostile.encrypted(),
        hostile.truncated(ITEM, 6), hostile.fuzzed(ITEM, 4, 3),
    )  # fmt: skip
    slow = {"one-line.txt", "box-huge.pdf"}
    return (named for named in quick if named[0] not in slow)


def test_every_hostile_file_has_an_outcome_and_the_good_one_its_rows(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, data in few():
        (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "in" / "good.pdf").write_bytes(ITEM)
    summary = run([tmp_path / "in"], tmp_path / "out", workers=2, limits=Limits(seconds=60, memory=1 << 30))
    alone = run([tmp_path / "in" / "good.pdf"], tmp_path / "alone")
    assert summary.counts.total() == len(list((tmp_path / "in").iterdir()))
    assert not {"internal_error", "worker_died", "out_of_time", "out_of_memory"} & set(summary.errors), summary.troubles
    import pyarrow.parquet as pq

    for name in ("facts", "line_items", "checks"):
        among = pq.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist()
        good = pq.read_table(tmp_path / "alone" / f"{name}.parquet").to_pylist()
        document = {row["document_id"] for row in good}
        assert [row for row in among if row["document_id"] in document] == good
    assert alone.counts == {"ok": 1}


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (hostile.encrypted(), "encrypted"),
        (islice(hostile.many_pages(5), 1, 2), "too_large"),
        (islice(hostile.truncated(ITEM, 9), 1), "truncated"),
    ],
)
def test_an_error_says_what_is_wrong_and_what_to_do(files: Iterable[hostile.Named], code: str) -> None:
    ((name, data),) = files
    outcome = process(Content(name, data))
    assert (outcome.status, outcome.error_code) == ("failed", code)
    assert name not in str(outcome.error_message), "copies under other names share the outcome"
    assert any(word in str(outcome.error_message) for word in ("get it again", "split", "print it"))


@pytest.mark.slow
def test_hundreds_of_damaged_files_among_good_ones(tmp_path: Path) -> None:
    script = SAMPLES.parent / "benchmarks" / "faults.py"
    command = [sys.executable, str(script), "--bad", "400", "--good", "50", "--keep", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(SAMPLES.parent / "src")}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "internal_error" not in done.stdout


@pytest.mark.slow
def test_a_changed_pattern_repeats_no_recognition(tmp_path: Path) -> None:
    import shutil

    from juesuan.knowledge.pattern_set import load_pattern_set

    shutil.copytree(SAMPLES.parent / "patterns", patterns := tmp_path / "patterns")
    given, out = [SAMPLES / "six-part-report-scanned.pdf"], tmp_path / "out"
    log = out / ".juesuan" / "run.log"

    def seconds() -> float:
        from juesuan.running.log import RunLog

        with RunLog(log) as watcher:
            run(given, out, patterns=patterns, watchers=[watcher])
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        (last,) = [line for line in lines if line["event"] == "done"][-1:]
        assert "reused" not in last
        return float(last["seconds"])

    first = seconds()
    with (patterns / "narrative" / "staff.toml").open("a", encoding="utf-8") as file:
        file.write("\n# edited\n")
    load_pattern_set.cache_clear()
    assert seconds() < 0.05 * first
