"""Runs: the order of files and the number of workers leave no trace, and a second run does only what is new."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from juesuan.errors import OutputUnwritable
from juesuan.running import making
from juesuan.running.attempt import UNWATCHED
from juesuan.running.commits import Commits
from juesuan.running.events import Began, Ended, Event, Lost
from juesuan.running.inputs import Input
from juesuan.running.ledger import Task
from juesuan.running.making import Choice, Making, Redo
from juesuan.running.recognised import recognised
from juesuan.running.result import Result
from juesuan.running.run import run
from juesuan.writing.storage import LocalStorage

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PATTERNS = SAMPLES.parent / "patterns"
REPORTS = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".pdf"} and "scanned" not in p.stem)
TEXT = SAMPLES / "township-report.txt"


def tables(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.is_file()}


class Seen:
    """Watches a run: which documents were made and which taken over."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def planned(self, documents: int, settled: int) -> None: ...

    def saw(self, event: Event) -> None:
        self.events.append(event)

    @property
    def made(self) -> list[str]:
        return sorted(e.task.source for e in self.events if isinstance(e, Ended) and not e.result.reused)


def made(given: list[Path], out: Path, **options: object) -> list[str]:
    """The sources that a run makes."""
    run(given, out, watchers=[seen := Seen()], **options)  # type: ignore[arg-type]
    return seen.made


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    run(REPORTS, out, workers=1)
    return tables(out)


def test_order_of_files_and_number_of_workers_leave_no_trace(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    run(list(reversed(REPORTS)), tmp_path, workers=2)
    assert tables(tmp_path) == undisturbed


def test_a_folder_gives_the_same_documents_as_its_files(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    (tmp_path / "in").mkdir()
    for path in REPORTS:
        shutil.copy(path, tmp_path / "in")
    run([tmp_path / "in"], tmp_path / "folder")
    assert tables(tmp_path / "folder") == undisturbed


def test_a_second_run_makes_only_what_is_new(tmp_path: Path) -> None:
    assert made([TEXT], tmp_path) == [TEXT.name]
    assert made([TEXT], tmp_path) == []
    changed = tmp_path / "changed.txt"
    changed.write_text(TEXT.read_text(encoding="utf-8") + "\n另行说明。\n", encoding="utf-8")
    assert made([TEXT, changed], tmp_path) == ["changed.txt"]


def test_a_copy_under_another_name_is_not_made_again(tmp_path: Path) -> None:
    shutil.copy(TEXT, copy := tmp_path / "a copy.txt")
    assert len(made([TEXT, copy], tmp_path / "out", workers=2)) == 1
    inputs = pd.read_parquet(tmp_path / "out" / "inputs.parquet")
    assert inputs.status.to_list() == ["ok", "duplicate"]
    assert inputs.document_id.nunique() == 1
    assert inputs.error_message[1] == "same content as a copy.txt"


def test_a_changed_pattern_makes_documents_again_and_a_bare_repetition_does_not(tmp_path: Path) -> None:
    shutil.copytree(PATTERNS, patterns := tmp_path / "patterns")
    out = tmp_path / "out"
    assert made([TEXT], out, patterns=patterns) == [TEXT.name]
    assert made([TEXT], out, patterns=patterns) == []
    with next((patterns / "narrative").glob("*.toml")).open("a", encoding="utf-8") as file:
        file.write("\n# another word\n")
    from juesuan.knowledge.pattern_set import load_pattern_set

    load_pattern_set.cache_clear()
    assert made([TEXT], out, patterns=patterns) == [TEXT.name]


def test_what_failed_is_tried_again_on_request_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text("下周一上午九点开会。", encoding="utf-8")
    given, out = [TEXT, tmp_path / "memo.txt"], tmp_path / "out"
    assert len(made(given, out)) == 2
    assert made(given, out) == [], "a failure that follows from the content is kept too"
    given.append(SAMPLES / "six-part-report.txt")
    only = Choice(only_failed=True)
    run(given, out, choice=only, watchers=[seen := Seen()])
    assert seen.made == ["memo.txt", "six-part-report.txt"]
    status = pd.read_parquet(out / "inputs.parquet").set_index("source").error_code.fillna("").to_dict()
    assert status == {"memo.txt": "no_known_heading", "six-part-report.txt": "not_selected", TEXT.name: ""}
    assert made(given, out, choice=Choice(redo=Redo.EXTRACTING)) == sorted(p.name for p in given)


def test_a_damaged_commit_is_made_again(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    run(REPORTS, tmp_path)
    places = sorted((tmp_path / ".juesuan" / "documents").rglob("*"))
    first, second, third = (p for p in places if p.is_file() and p.stat().st_size > 70_000)
    first.write_bytes(first.read_bytes()[:-100])
    second.write_bytes(b"juesuan1" + second.read_bytes()[8:].replace(b"sha256", b"sha257", 1))
    third.write_bytes(b"")
    assert len(made(REPORTS, tmp_path)) == 3
    assert tables(tmp_path) == undisturbed


def test_an_error_nobody_foresaw_is_the_documents_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(making, "process", broken)
    work = Making(str(tmp_path)).start()
    result = work(Task(0, (Input(str(TEXT), TEXT.name, True),)), UNWATCHED, lambda _: None)
    assert (result.status, result.error_code) == ("failed", "internal_error")
    assert "ZeroDivisionError: a bug (test_running.py:" in str(result.error_message)
    assert str(Path.home()) not in str(result.error_message), "no paths of this machine"


def test_a_second_run_into_one_folder_waits_its_turn(tmp_path: Path) -> None:
    import fcntl

    (tmp_path / ".juesuan").mkdir()
    with (tmp_path / ".juesuan" / "lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(OutputUnwritable, match="another run is writing there"):
            run([TEXT], tmp_path)
    run([TEXT], tmp_path)


class Killer(Seen):
    """Kills the worker of the first document as it begins."""

    def saw(self, event: Event) -> None:
        super().saw(event)
        if isinstance(event, Began) and event.task.attempt == 1 and event.task.number == 0:
            import psutil

            for child in psutil.Process().children():
                if "spawn_main" in " ".join(child.cmdline()):
                    child.kill()


def test_a_worker_that_is_killed_leaves_no_trace_in_the_tables(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    run(REPORTS, tmp_path, watchers=[killer := Killer()])
    assert [type(e.loss.code) for e in killer.events if isinstance(e, Lost)] == [str]
    assert tables(tmp_path) == undisturbed


PROGRAM = "from juesuan.cli import main; main()"


def started(out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, "extract", *map(str, REPORTS), "-o", str(out), "-j", "1"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


def lines(process: subprocess.Popen[bytes]) -> Iterator[str]:
    assert process.stderr is not None
    for line in process.stderr:
        yield line.decode()


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    process = started(tmp_path)
    next(lines(process))
    process.kill()
    process.communicate()
    assert not (tmp_path / "facts.parquet").exists()
    assert len(made(REPORTS, tmp_path)) < len(REPORTS)
    assert tables(tmp_path) == undisturbed


def test_an_interrupt_finishes_what_is_under_way_and_keeps_it(tmp_path: Path) -> None:
    process = started(tmp_path)
    next(lines(process))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command to go on" in err.decode()
    log = [json.loads(line) for line in (tmp_path / ".juesuan" / "run.log").read_text().splitlines()]
    done = [line["document"] for line in log if line["event"] == "done"]
    assert done == [line["document"] for line in log if line["event"] == "document"], "what was begun was finished"
    assert made(REPORTS, tmp_path) == sorted({p.name for p in REPORTS} - set(done))


def test_workers_do_not_outlive_a_run_that_is_killed(tmp_path: Path) -> None:
    import psutil

    process = started(tmp_path)
    next(lines(process))
    workers = [child for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())]
    assert workers
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    end = time.monotonic() + 10
    while any(worker.is_running() for worker in workers) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(worker.is_running() for worker in workers)


def test_what_is_committed_comes_back_as_it_was(tmp_path: Path) -> None:
    import pyarrow as pa

    commits = Commits(LocalStorage(tmp_path))
    table = pa.table({"text": ["一", "=cmd|' /C calc'!A0", "<script>", "\u202e"], "n": [1, 2, 3, None]})
    put = commits.put("ab" * 32, Result("ok", sha256="ab" * 32, document_id="x"), {"program": "1"}, {"facts": table})
    found = commits.find("ab" * 32)
    assert found is not None
    assert found[1] == {"program": "1"}
    assert found[0].layout == put.layout
    assert next(commits.rows(iter([found[0]]), "facts")).equals(table)
    assert commits.find("cd" * 32) is None


def test_two_files_of_one_report_are_told(tmp_path: Path) -> None:
    """A copy with another last line is another document that holds the same report."""
    text = TEXT.read_text(encoding="utf-8")
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text(text + "\n\n", encoding="utf-8")
    run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out")
    documents = pd.read_parquet(tmp_path / "out" / "documents.parquet").set_index("document_id").sort_index()
    first, second = documents.index
    assert documents.same_report_as.fillna("").to_dict() == {first: "", second: first}


def test_the_modules_that_change_nothing_in_a_document_are_there() -> None:
    import juesuan
    from juesuan.running.recipe import CARRIERS

    root = Path(juesuan.__file__).parent
    assert all((root / name).is_file() for name in CARRIERS), "a renamed module would count as another program"


def keep(folder: Path, content: bytes) -> None:
    (folder / "ab").mkdir(parents=True, exist_ok=True)
    (folder / "ab" / "page.npz").write_bytes(content)


def test_recognised_anew_the_pages_replace_those_that_were_kept(tmp_path: Path) -> None:
    keep(tmp_path / ".ocr", b"old")
    with Making(str(tmp_path), choice=Choice(redo=Redo.READING))._kept_pages("c0") as folder:
        assert not list(folder.iterdir()), "nothing that was recognised before is seen"
        assert (tmp_path / ".ocr" / "ab" / "page.npz").read_bytes() == b"old", "until all is done the old ones stay"
        keep(folder, b"new")
    assert [p.read_bytes() for p in tmp_path.rglob("*.npz")] == [b"new"]


def test_behind_an_address_recognised_pages_lie_beside_the_dataset(tmp_path: Path) -> None:
    output = (tmp_path / "out").as_uri()
    with recognised(output, None, "c0ffee") as folder:
        keep(folder, b"one")
    assert not folder.exists()
    with recognised(output, None, "c0ffee") as folder:
        assert (folder / "ab" / "page.npz").read_bytes() == b"one"
    with recognised(output, None, "beef") as folder:
        assert not list(folder.iterdir()), "those of another document"
