"""Several files that make one report, and files inside of archives: rows, documents, second runs."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from forms import SAMPLES, packed_as
from making import web
from making.book import workbook
from making.library import library
from test_forms_law import SAID
from test_running import made, tables

from juesuan.errors import UsageError
from juesuan.reading.content import Content
from juesuan.reading.group import Bundle, in_order
from juesuan.running.attempt import Spot
from juesuan.running.groups import Grouping, gathered
from juesuan.running.inputs import Input
from juesuan.running.ledger import STATUSES, Ledger
from juesuan.running.limits import MEMORY, Limits, Loss, after
from juesuan.running.result import WAITING, Result
from juesuan.running.run import run

TEXT = (SAMPLES / "township-report.txt").read_bytes()
FOLDERS = Grouping(by_folder=True)


@pytest.fixture(scope="module")
def parted() -> dict[str, bytes]:
    """The six-part report in two files: the text as a web page, the tables as a workbook."""
    report = library()
    page = web.page(report, charset="utf-8", tables=False).encode("gb18030")
    return {"2.附表.xlsx": workbook(report), "10.正文.html": page}


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def table(out: Path, name: str) -> list[dict[str, Any]]:
    return pd.read_parquet(out / f"{name}.parquet", dtype_backend="pyarrow").to_dict("records")  # type: ignore[no-any-return]


def said(out: Path) -> dict[str, list[tuple[str, ...]]]:
    return {
        name: sorted(tuple(str(row[c]) for c in columns) for row in table(out, name)) for name, columns in SAID.items()
    }


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, ...]]]:
    out = tmp_path_factory.mktemp("printed")
    run([SAMPLES / "six-part-report.pdf"], out)
    return said(out)


def test_the_files_of_a_folder_make_one_report_that_says_what_the_pdf_says(
    tmp_path: Path, parted: dict[str, bytes], printed: dict[str, list[tuple[str, ...]]]
) -> None:
    given = laid(tmp_path / "in", {f"某局/{name}": data for name, data in parted.items()} | {
        "别局/决算.txt": TEXT, "某局/坏.pdf": b"%PDF-1.4\ncut", "某局/copy.xlsx": parted["2.附表.xlsx"],
        "某局/data.json": b"{}",
    })  # fmt: skip
    out = tmp_path / "out"
    assert made([given], out, grouping=FOLDERS) == ["别局/决算.txt", "某局"]
    inputs = {row["source"]: row for row in table(out, "inputs")}
    assert {source: row["status"] for source, row in inputs.items()} == {
        "别局/决算.txt": "ok", "某局/2.附表.xlsx": "ok", "某局/10.正文.html": "ok", "某局/坏.pdf": "failed",
        "某局/copy.xlsx": "duplicate", "某局/data.json": "skipped",
    }  # fmt: skip
    document = inputs["某局/10.正文.html"]["document_id"]
    assert inputs["某局/2.附表.xlsx"]["document_id"] == inputs["某局/copy.xlsx"]["document_id"] == document
    assert inputs["某局/坏.pdf"]["error_code"] == "truncated"
    assert inputs["某局/2.附表.xlsx"]["media_type"].endswith("spreadsheetml.sheet")
    assert sorted(row["document_id"] for row in table(out, "documents")) == sorted(
        [document, inputs["别局/决算.txt"]["document_id"]]
    )
    found = {
        name: sorted(tuple(str(row[c]) for c in columns) for row in table(out, name) if row["document_id"] == document)
        for name, columns in SAID.items()
    }
    for name in SAID:
        assert found[name] == printed[name], name
    anchors = {row["anchor"].split("/")[0] for row in table(out, "line_items") if row["document_id"] == document}
    assert anchors == {"2.附表.xlsx"}
    assert made([given], out, grouping=FOLDERS) == []


def test_a_manifest_puts_files_together_wherever_they_are(tmp_path: Path, parted: dict[str, bytes]) -> None:
    laid(tmp_path, {"网页/正文.html": parted["10.正文.html"], "附件/表.xlsx": parted["2.附表.xlsx"], "决算.txt": TEXT})
    manifest = tmp_path / "reports.csv"
    manifest.write_text("report,file\n图书馆,网页/正文.html\n图书馆,附件/表.xlsx\n", encoding="gb18030")
    out = tmp_path / "out"
    assert made([tmp_path / "决算.txt"], out, grouping=Grouping(manifest=manifest)) == ["决算.txt", "图书馆"]
    (document,) = {row["document_id"] for row in table(out, "inputs") if row["source"] != "决算.txt"}
    ids = sorted(Content(name, data).sha256 for name, data in parted.items())
    bundle = Bundle("any", tuple(Content(name, data) for name, data in parted.items()))
    assert bundle.sha256 == Bundle("other", bundle.contents[::-1]).sha256
    assert document == bundle.sha256[:16] and len(ids) == 2


def test_the_members_of_an_archive_are_inputs(tmp_path: Path) -> None:
    data = packed_as({"某局/决算.txt": TEXT, "readme.json": b"{}", "内.zip": packed_as({"b.txt": TEXT + b"\n\n"})})
    laid(tmp_path, {"全部.zip": data, "bad.zip": data[:-40], "empty.zip": packed_as({".x": b""})})
    out = tmp_path / "out"
    run([tmp_path / name for name in ("全部.zip", "bad.zip", "empty.zip")], out)
    rows = {row["source"]: (row["status"], row["file_name"], row["error_code"]) for row in table(out, "inputs")}
    assert {s: (a, b) for s, (a, b, _) in rows.items()} == {
        "全部.zip/某局/决算.txt": ("ok", "决算.txt"), "全部.zip/内.zip/b.txt": ("ok", "b.txt"),
        "全部.zip/readme.json": ("skipped", "readme.json"), "bad.zip": ("failed", "bad.zip"),
        "empty.zip": ("skipped", "empty.zip"),
    }  # fmt: skip
    assert rows["bad.zip"][2] == "truncated"


def test_members_and_files_of_one_content_are_made_once_and_a_second_run_makes_nothing(tmp_path: Path) -> None:
    data = packed_as({"深/决算.txt": TEXT, "另.txt": TEXT + b"\n"})
    given = laid(tmp_path / "in", {"全部.zip": data, "copy.zip": data, "决算.txt": TEXT})
    out = tmp_path / "out"
    assert made([given], out) == ["copy.zip/另.txt", "copy.zip/深/决算.txt"]
    rows = {row["source"]: row for row in table(out, "inputs")}
    assert {source: row["status"] for source, row in rows.items()} == {
        "copy.zip/另.txt": "ok", "copy.zip/深/决算.txt": "ok", "全部.zip/另.txt": "duplicate",
        "全部.zip/深/决算.txt": "duplicate", "决算.txt": "duplicate",
    }  # fmt: skip
    assert rows["决算.txt"]["document_id"] == Content("", TEXT).sha256[:16]
    assert rows["决算.txt"]["error_message"] == "same content as copy.zip/深/决算.txt"
    before = tables(out)
    assert made([given], out) == []
    assert tables(out) == before


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    data = packed_as({"a.txt": b"x" * 40 + TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED)
    laid(tmp_path, {"全部.zip": data.replace(b"x" * 40, b"y" * 40)})
    out = tmp_path / "out"
    run([tmp_path / "全部.zip"], out)
    rows = {row["source"]: row for row in table(out, "inputs")}
    assert (rows["全部.zip/a.txt"]["status"], rows["全部.zip/a.txt"]["error_code"]) == ("failed", "truncated")
    assert rows["全部.zip/b.txt"]["status"] == "ok"


def test_archives_and_groups_leave_no_trace_of_workers_and_order(tmp_path: Path, parted: dict[str, bytes]) -> None:
    """And the sum holds: every file has one row, and every row a status."""
    files = {f"甲/{name}": data for name, data in parted.items()} | {"乙/坏.pdf": b"%PDF-1.4\ncut", "乙/决算.txt": TEXT}
    files |= {"全部.zip": packed_as(files), "再.zip": packed_as({"决算.txt": TEXT, "x.json": b""})}
    places = [laid(tmp_path / "in", files) / name for name in ("甲", "乙", "全部.zip", "再.zip")]
    run(places, tmp_path / "one", grouping=FOLDERS)
    run(places[::-1], tmp_path / "two", grouping=FOLDERS, workers=2)
    assert tables(tmp_path / "one") == tables(tmp_path / "two")
    statuses = Counter(row["status"] for row in table(tmp_path / "one", "inputs"))
    assert statuses.total() == sum(statuses[s] for s in STATUSES) == 10
    # What is in the archive is the same two groups; the text alone is a report of its own.
    assert statuses["duplicate"] == 4 and len(table(tmp_path / "one", "documents")) == 3


def test_a_group_of_the_same_contents_is_a_duplicate_file_by_file(tmp_path: Path, parted: dict[str, bytes]) -> None:
    given = laid(tmp_path / "in", {f"{place}/{name}": data for place in "ab" for name, data in parted.items()})
    out = tmp_path / "out"
    run([given], out, grouping=FOLDERS)
    rows = {row["source"]: row for row in table(out, "inputs")}
    assert [rows[f"a/{name}"]["status"] for name in parted] == ["ok", "ok"]
    assert [rows[f"b/{name}"]["status"] for name in parted] == ["duplicate", "duplicate"]
    assert rows["b/2.附表.xlsx"]["error_message"] == "same content as a/2.附表.xlsx"
    assert len({row["document_id"] for row in rows.values()}) == len(table(out, "documents")) == 1


def test_a_file_of_a_group_that_cannot_be_read_is_a_note_of_the_document(tmp_path: Path) -> None:
    given = laid(tmp_path / "in", {"决算.txt": TEXT, "page.pdf": b"%PDF-1.4\ncut"})
    out = tmp_path / "out"
    run([given], out, grouping=FOLDERS)
    assert {row["source"]: row["status"] for row in table(out, "inputs")} == {"决算.txt": "ok", "page.pdf": "failed"}
    (note,) = [row for row in table(out, "findings") if row["code"] == "reading_note"]
    assert "page.pdf" in note["message"]


def test_another_order_of_the_files_makes_the_report_again(tmp_path: Path, parted: dict[str, bytes]) -> None:
    laid(tmp_path, parted)
    manifest, out = tmp_path / "reports.csv", tmp_path / "out"
    for names, again in [(["10.正文.html", "2.附表.xlsx"], ["某局"]), (["2.附表.xlsx", "10.正文.html"], ["某局"])]:
        manifest.write_text("report,file\n" + "".join(f"某局,{name}\n" for name in names), encoding="utf-8")
        assert made([], out, grouping=Grouping(manifest=manifest)) == again
        assert made([], out, grouping=Grouping(manifest=manifest)) == []


def test_files_are_read_in_the_order_of_their_numbers_and_workbooks_last(parted: dict[str, bytes]) -> None:
    names = ["10.txt", "2.txt", "1.附表.xlsx", "封面.txt"]
    contents = [Content(name, parted["2.附表.xlsx"] if name.endswith("xlsx") else TEXT) for name in names]
    assert [c.name for c in in_order(contents)] == ["2.txt", "10.txt", "封面.txt", "1.附表.xlsx"]


def test_files_named_from_where_one_stands_are_of_that_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(laid(tmp_path / "某局", {"a.txt": TEXT, "b.txt": TEXT + b"x"}))
    assert [i.group for i in gathered(["a.txt", "b.txt"], FOLDERS)] == ["某局", "某局"]


BAD = [
    ("a.csv", "name;path\n", "report and file"), ("a.csv", "report,file\nx,\n", "line 2"),
    ("a.csv", "report,file\n", "no file"), ("a.toml", "report = ", "no TOML"),
    ("a.toml", "[[report]]\nname = 'x'\n", "files"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "says"), BAD)
def test_a_manifest_that_cannot_be_meant_says_where(tmp_path: Path, name: str, content: str, says: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        gathered([], Grouping(manifest=tmp_path / name))
    assert says in str(caught.value) and name in str(caught.value)


def test_a_toml_manifest_orders_the_files(tmp_path: Path) -> None:
    laid(tmp_path, {"b.txt": TEXT, "a.txt": TEXT + b"x", "c.txt": TEXT + b"y"})
    manifest = tmp_path / "reports.toml"
    manifest.write_text('[[report]]\nname = "某局"\nfiles = ["b.txt", "a.txt", "none.txt"]\n', encoding="utf-8")
    found = gathered([tmp_path], Grouping(manifest=manifest))
    assert [(i.source, i.group, i.settled.error_code if i.settled else None) for i in found if i.group] == [
        ("b.txt", "某局", None), ("a.txt", "某局", None), ("none.txt", "某局", "missing"),
    ]  # fmt: skip
    assert [i.source for i in found if not i.group] == ["c.txt", "reports.toml"]


def test_two_folders_of_one_name_are_two_groups(tmp_path: Path) -> None:
    folders = [laid(tmp_path / place / "决算", {"a.txt": TEXT, "b.txt": TEXT, "内/c.txt": TEXT}) for place in "xy"]
    found = gathered(folders, FOLDERS)
    assert sorted({(i.group, Path(i.location).parent.parent.name) for i in found if i.group}) == [
        ("决算", "x"), ("决算 (2)", "y"),
    ]  # fmt: skip
    named = gathered([folders[0] / "a.txt", folders[0] / "b.txt"], FOLDERS)
    assert [i.group for i in named] == ["决算", "决算"]


def test_a_group_whose_worker_ended_by_force_fails_file_by_file() -> None:
    first = Input("/a.txt", "a.txt", named=False, group="某局")
    ledger = Ledger([first, replace(first, location="/b.txt", source="b.txt")])
    (task,) = ledger.tasks()
    assert (task.source, len(task.files)) == ("某局", 2)
    ledger.settle(task.number, Result("failed", "timeout", "too long", sha256="ab", size_bytes=2))
    assert ledger.close()["failed"] == 2
    assert [(row["source"], row["sha256"]) for row in ledger.rows()] == [("a.txt", None), ("b.txt", None)]


def test_what_is_known_of_the_files_of_a_group_outlasts_its_worker() -> None:
    first = Input("/a.txt", "a.txt", named=False, group="某局")
    ledger = Ledger([first, *(replace(first, location=f"/{n}", source=n) for n in ("b.txt", "c.txt"))])
    (task,) = ledger.tasks()
    files = (Result(WAITING, sha256="a1", size_bytes=2), Result("failed", "unreadable", "no right"),
             Result("duplicate", None, "same content as a.txt", "a1", 2))  # fmt: skip
    failure = after(replace(task, attempt=2), Loss(MEMORY, "too much", Spot(), 0.0, "ab", 2, files), Limits())
    assert isinstance(failure, Result)
    ledger.settle(task.number, failure)
    assert [(r["status"], r["error_code"], r["sha256"]) for r in ledger.rows()] == [
        ("failed", MEMORY, "a1"), ("failed", "unreadable", None), ("duplicate", None, "a1"),
    ]  # fmt: skip
