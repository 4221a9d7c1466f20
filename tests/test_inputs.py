"""What a run is given: files, folders, patterns, lists and addresses; each file once, whatever it is called."""

import os
from pathlib import Path
from unicodedata import category

import hostile
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.errors import UsageError
from juesuan.running.inputs import Input, inputs_of, listed, spelled
from juesuan.running.ledger import STATUSES, Ledger
from juesuan.running.making import content_of
from juesuan.running.progress import printable
from juesuan.running.result import Result
from juesuan.running.run import run
from juesuan.writing.storage import is_url

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TEXT = SAMPLES / "township-report.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """甲/a.txt, 乙/a.txt, b.pdf, notes.json, a hidden file, a link out, a link to a folder, a pipe."""
    place = tmp_path / "in"
    for name in ("甲/a.txt", "乙/a.txt", "b.pdf", "notes.json", ".hidden.txt"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(name, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not in the folder")
    (place / "out.txt").symlink_to(tmp_path / "secret.txt")
    (place / "loop").symlink_to(place)
    os.mkfifo(place / "pipe.txt")
    return place


def told(items: list[Input]) -> dict[str, str]:
    return {i.source: (i.settled.error_code or "") if i.settled else "to do" for i in items}


def test_a_folder_is_looked_through_and_what_is_no_file_of_it_is_told(folder: Path) -> None:
    assert told(inputs_of([folder])) == {
        "b.pdf": "to do", "loop": "link_not_followed", "notes.json": "other_form", "out.txt": "link_not_followed",
        "pipe.txt": "not_a_file", "乙/a.txt": "to do", "甲/a.txt": "to do",
    }  # fmt: skip


def test_files_of_one_name_in_two_folders_are_told_apart(folder: Path) -> None:
    assert sorted(told(inputs_of([folder / "甲", folder / "乙"]))) == ["乙/a.txt", "甲/a.txt"]


def test_a_pattern_stands_for_the_files_that_fit(folder: Path) -> None:
    assert [i.location for i in inputs_of([str(folder / "**" / "a.txt")])] == [
        str(folder / "乙" / "a.txt"), str(folder / "甲" / "a.txt"),
    ]  # fmt: skip
    (item,) = inputs_of([str(folder / "*.docx")])
    assert item.settled is not None
    assert (item.settled.status, item.settled.error_code) == ("failed", "missing")
    with pytest.raises(UsageError, match="no pattern of file names"):
        inputs_of([str(folder / "**.txt")])


def test_a_file_given_twice_is_one_input_and_naming_it_counts(folder: Path) -> None:
    items = inputs_of([folder, folder / "notes.json", folder / "甲" / ".." / "b.pdf"])
    assert told(items)["notes.json"] == "to do"
    assert sum(item.source.endswith("b.pdf") for item in items) == 1


def test_a_list_has_a_name_a_line_or_names_with_line_breaks_between_zero_bytes(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("\ufeffa.pdf\n\ns3://bucket/b.pdf\r\n", encoding="utf-8")
    assert listed(tmp_path / "list") == ["a.pdf", "s3://bucket/b.pdf"]
    (tmp_path / "list").write_bytes(b"a\nb.pdf\0c.pdf\0")
    assert listed(tmp_path / "list") == ["a\nb.pdf", "c.pdf"]
    with pytest.raises(UsageError, match="cannot be read"):
        listed(tmp_path / "nowhere")


def test_addresses_are_listed_and_read(folder: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe({"/bucket/2023/a.txt": b"one", "/bucket/2023/x/b.pdf": b"two", "/bucket/2023/c.json": b"{}"})
    items = inputs_of(["memory://bucket/2023"])
    assert told(items) == {"a.txt": "to do", "c.json": "other_form", "x/b.pdf": "to do"}
    assert content_of(items[0]).data == b"one"
    assert told(inputs_of(["memory://bucket/2023/a.txt"])) == {"a.txt": "to do"}
    assert told(inputs_of(["memory://bucket/2023/**/*.pdf"])) == {"memory:///bucket/2023/x/b.pdf": "to do"}
    assert told(inputs_of(["memory://elsewhere/"])) == {"memory://elsewhere/": "missing"}
    with pytest.raises(UsageError, match=r"juesuan\[oss\]"):
        inputs_of(["oss://bucket/a.pdf"])


@pytest.mark.parametrize("place", ["a.pdf", "/a/b.pdf", r"C:\reports\a.pdf", "C:/a.pdf", "部门:a.pdf"])
def test_a_path_is_no_address(place: str) -> None:
    assert not is_url(place)


def test_a_dataset_behind_an_address_is_the_one_of_this_machine(tmp_path: Path) -> None:
    run([TEXT], tmp_path / "local")
    place = (tmp_path / "remote").as_uri()
    run([TEXT.as_uri()], place)
    local = {p.name: p.read_bytes() for p in (tmp_path / "local").glob("*.parquet")}
    remote = {p.name: p.read_bytes() for p in (tmp_path / "remote").glob("*.parquet")}
    assert remote == local
    assert (tmp_path / "remote" / ".juesuan" / "documents").is_dir()


def test_names_may_be_anything(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from juesuan.running.progress import Form, Progress

    (tmp_path / "in").mkdir()
    names = hostile.odd_names(tmp_path / "in", "二、名词解释\n".encode())
    with Progress(Form.LINES) as progress:
        run([tmp_path / "in"], tmp_path / "out", watchers=[progress])
    inputs = pd.read_parquet(tmp_path / "out" / "inputs.parquet")
    assert sorted(inputs.file_name) == sorted(names)
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == len(names), "a name with a line break is one line"
    assert not any(c in line for line in lines for c in "\x1b\u202e")


@given(st.text())
def test_what_is_shown_of_a_name_stays_on_its_line(name: str) -> None:
    shown = {category(c) for c in printable(name)}
    assert not shown & {"Cc", "Cf", "Zl", "Zp"}, "no control characters, no marks of direction, no line breaks"
    assert len(printable(name).splitlines()) <= 1


def test_bytes_that_are_no_text_are_spelled_out() -> None:
    assert spelled(os.fsdecode(b"\xff.pdf")) == r"\xff.pdf"


RESULTS = st.builds(
    Result,
    st.sampled_from(["ok", "partial", "failed"]),
    sha256=st.sampled_from(["a", "b", "c", None]),
    passing=st.booleans(),
)


@given(st.lists(RESULTS | st.none(), max_size=12))
def test_every_input_has_one_row_and_one_status(results: list[Result | None]) -> None:
    settled = Result("skipped", "other_form", "no report")
    ledger = Ledger([Input(f"{n}", f"{n % 3}", True, settled=None if r else settled) for n, r in enumerate(results)])
    for task in ledger.tasks():
        result = results[task.number]
        assert result is not None
        ledger.settle(task.number, result)
    counts = ledger.close()
    assert sum(counts[s] for s in STATUSES) == len(results)
    rows = list(ledger.rows())
    assert len({row["input_id"] for row in rows}) == len(results)
    contents = {r.sha256 for r in results if r and r.sha256}
    assert counts["duplicate"] == sum(1 for r in results if r and r.sha256) - len(contents)


def test_a_result_owed_to_the_run_gives_way_to_one_that_follows_from_the_content() -> None:
    ledger = Ledger([Input("1", "1", True), Input("2", "2", True), Input("3", "3", True)])
    ledger.settle(1, Result("ok", sha256="a", document_id="a"))
    ledger.settle(0, Result("failed", "out_of_time", "slow", sha256="a", passing=True))
    ledger.settle(2, Result("failed", "out_of_time", "slow", sha256="a", passing=True))
    assert [row["status"] for row in ledger.rows()] == ["ok", "duplicate", "duplicate"]
    assert len(ledger.documents()) == 1
