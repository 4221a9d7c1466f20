"""Workbooks, CSV files and answers to queries: figures equal the dataset's, and no text of a report is run."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import hostile_words
import openpyxl
import pyarrow as pa
import pytest
from conftest import SAMPLES
from typer.testing import CliRunner

import juesuan
from juesuan.cli import app
from juesuan.desk.dataset import Dataset
from juesuan.desk.harmless import LONGEST, for_cell, for_csv, is_formula_like
from juesuan.desk.workbook import FIRST, write_workbook
from juesuan.errors import ExitCode
from juesuan.running.run import run

runner = CliRunner()
SAVED_BY_LIBREOFFICE = {"=TRUE()": True, "=FALSE()": False}
SOFFICE = shutil.which("soffice")


def command(*arguments: object) -> str:
    done = runner.invoke(app, [*map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Two of the samples."""
    out = tmp_path_factory.mktemp("export") / "out"
    run([SAMPLES / "item-level-report.pdf", SAMPLES / "township-report.txt"], out)
    return juesuan.open(out)


@pytest.fixture(scope="module")
def workbook(dataset: Dataset) -> Path:
    path = dataset.path.parent / "book.xlsx"
    assert "17 sheets" in command("export", dataset.path, "--xlsx", path)
    return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("hostile")
    hostile_words.write(folder / "in")
    run([folder / "in"], folder / "out")
    return juesuan.open(folder / "out")


def cells(path: Path) -> Iterator[Any]:
    book = openpyxl.load_workbook(path)
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


def sheets_equal_tables(path: Path, dataset: Dataset) -> None:
    """Every figure of a workbook is the dataset's, every text the text."""
    book = openpyxl.load_workbook(path)
    for name in dataset.names:
        table = dataset.arrow(name)
        rows = list(book[name].iter_rows(values_only=True))
        assert len(rows) == len(table) + 1, name
        for place, field in enumerate(table.schema):
            given, written = table[field.name].to_pylist(), [row[place] for row in rows[1:]]
            if pa.types.is_decimal(field.type):
                written = [None if value is None else Decimal(str(value)) for value in written]
            elif pa.types.is_string(field.type):
                given = [value or None for value in given]
            elif pa.types.is_boolean(field.type):
                # LibreOffice saves what is true or false as a formula of its own.
                written = [SAVED_BY_LIBREOFFICE.get(value, value) for value in written]
            elif pa.types.is_floating(field.type):
                given, written = ([None if v is None else round(v, 2) for v in side] for side in (given, written))
            assert written == given, (name, field.name)


def test_the_figures_of_the_workbook_are_those_of_the_dataset(workbook: Path, dataset: Dataset) -> None:
    sheets_equal_tables(workbook, dataset)


def test_a_workbook_as_a_person_likes_it(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    assert book.sheetnames[: len(FIRST) + 1] == ["contents", *FIRST]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2", "head and key stay in sight"
        assert sheet["A1"].font.bold and sheet.auto_filter.ref
    facts = book["facts"]
    heads = {cell.value: cell for cell in facts[1]}
    assert {"amount (元)", "value", "unit", "x0 (pt)"} <= set(heads)
    amount = next(facts.cell(r, heads["amount (元)"].column) for r in range(2, 40)
                  if facts.cell(r, heads["amount (元)"].column).value)  # fmt: skip
    assert amount.number_format == "#,##0.00" and isinstance(amount.value, int | float)
    items = book["line_items"]
    code = {cell.value: cell.column for cell in items[1]}["code"]
    codes = [items.cell(row, code) for row in range(2, items.max_row + 1) if items.cell(row, code).value]
    assert codes and all(isinstance(cell.value, str) and cell.number_format == "@" for cell in codes)
    assert "completion_pct (%)" in [cell.value for cell in book["projects"][1]]


def test_a_number_that_a_spreadsheet_would_round_is_text(dataset: Dataset, tmp_path: Path) -> None:
    class Large(Dataset):
        def arrow(self, name: str) -> pa.Table:
            table = super().arrow(name)
            if name == "facts":
                amounts = pa.array([Decimal("1234567890123456.78")] * len(table), pa.decimal128(18, 2))
                table = table.set_column(table.schema.get_field_index("amount"), "amount", amounts)
            return table

    write_workbook(Large(dataset.path, "decimal", None), tmp_path / "large.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "large.xlsx")["facts"]
    column = next(cell.column for cell in sheet[1] if cell.value == "amount (元)")
    assert sheet.cell(2, column).value == "1234567890123456.78"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-calc")
@pytest.mark.parametrize("which", ["dataset", "hostile"])
def test_libreoffice_opens_the_workbook_and_reads_the_same(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Opened, computed and saved by LibreOffice, every cell is what the dataset has, and none is a formula."""
    assert SOFFICE is not None
    dataset: Dataset = request.getfixturevalue(which)
    write_workbook(dataset, tmp_path / "book.xlsx")
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path / "again"), str(tmp_path / "book.xlsx")],
        check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    again = tmp_path / "again" / "book.xlsx"
    sheets_equal_tables(again, dataset)
    run_by_it = [cell.value for cell in cells(again) if cell.data_type in ("f", "e")]
    assert set(run_by_it) <= set(SAVED_BY_LIBREOFFICE)


def test_no_text_of_a_report_is_run_by_a_workbook(hostile: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(hostile, path)
    dangerous = [cell for cell in cells(path) if isinstance(cell.value, str) and is_formula_like(cell.value)]
    assert {cell.value[0] for cell in dangerous} >= {"=", "+", "@", "<"} - {"<"}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)
    assert not [cell for cell in cells(path) if cell.data_type == "f"]
    assert any("<script>" in cell.value for cell in cells(path) if isinstance(cell.value, str)), "shown as it is"
    sheets_equal_tables(path, hostile)


def test_no_text_of_a_report_is_run_by_csv(hostile: Dataset, tmp_path: Path) -> None:
    assert "16 files" in command("export", hostile.path, "--csv", tmp_path)
    starts = set()
    for name in hostile.names:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        table = hostile.arrow(name)
        assert len(rows) == len(table) and len(head) == table.num_columns
        for place, field in enumerate(table.schema):
            for row, value in zip(rows, table[field.name].to_pylist(), strict=True):
                if isinstance(value, str):
                    assert not is_formula_like(row[place])
                    assert row[place].removeprefix("'") == value.removeprefix("'")
                    starts.add(row[place][:2])
                elif isinstance(value, Decimal):
                    assert Decimal(row[place]) == value
    assert {"'=", "'+", "'@"} <= starts
    assert (tmp_path / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")


class Tags(HTMLParser):
    """The tags that a browser would make of an HTML view."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_markup_in_a_report_is_text_in_every_html_view(hostile: Dataset, tmp_path: Path) -> None:
    name = hostile_words.NAMES[3]
    (tmp_path / name).write_text(hostile_words.REPORT, encoding="utf-8")
    report = juesuan.extract(tmp_path / name)
    reception = report.facts[report.facts.concept == "three_public.reception"].iloc[0]
    views = {
        "report": report._repr_html_(),
        "dataset": hostile._repr_html_(),
        "facts": report.facts._repr_html_(),
        "sections": report.sections._repr_html_(),
        "terms": report.polars("terms")._repr_html_(),
        "form": report.form("expenditure")._repr_html_(),
        "explanation": report.explain(reception)._repr_html_(),
        "finding": report.explain(report.facts.iloc[0])._repr_html_(),
    }
    assert "&lt;img src" in views["report"] and "&lt;img src" in views["explanation"]
    for view, html in views.items():
        tags = Tags()
        tags.feed(html)
        assert not tags.seen & {"img", "script", "a", "iframe"}, view
        assert not {name for name in tags.attributes if name.startswith("on")}, view


def test_texts_are_made_fit_for_a_cell() -> None:
    assert for_csv("=1") == "'=1" and for_csv("　@x") == "'　@x" and for_csv("a=1") == "a=1"
    assert for_cell("a\x00b") == "a\ufffdb"
    long = for_cell("长" * 40_000)
    assert len(long) == LONGEST and long.endswith("(cut: 40,000 characters; the dataset has all)")


def test_export_says_what_to_write(dataset: Dataset, tmp_path: Path) -> None:
    done = runner.invoke(app, ["export", str(dataset.path)])
    assert getattr(done.exception, "exit_code", None) is ExitCode.USAGE
    assert "--xlsx FILE.xlsx or --csv FOLDER" in str(done.exception)
    (tmp_path / "file").write_text("in the way")
    for option, place in (("--csv", tmp_path / "file"), ("--xlsx", tmp_path / "file" / "book.xlsx")):
        done = runner.invoke(app, ["export", str(dataset.path), option, str(place)])
        assert getattr(done.exception, "exit_code", None) is ExitCode.OUTPUT_UNWRITABLE
        assert "choose another" in str(done.exception)


def test_queries_answer_as_a_table_csv_and_json(dataset: Dataset) -> None:
    sql = "select unit_name, amount from expenditure_by_function where amount > 0 order by amount desc limit 2"
    assert command("query", dataset.path, sql).splitlines() == [
        "unit_name          amount", "澜川市民政局  52621700.00", "澜川市民政局   1684000.00",
    ]  # fmt: skip
    assert command("query", dataset.path, sql, "--format", "csv").splitlines()[1] == "澜川市民政局,52621700.00"
    told = json.loads(command("query", dataset.path, sql, "--format", "json"))
    assert told[0] == {"unit_name": "澜川市民政局", "amount": "52621700.00"}
    many = command("query", dataset.path, "select * from figures").splitlines()
    assert re.fullmatch(r"… and [\d,]+ more rows; --format csv has all", many[-1])
    listed = command("query", dataset.path)
    for name in (*dataset.names, "reports", "figures", "contradictions"):
        assert re.search(rf"^{name}\b", listed, re.MULTILINE)


def test_queries_that_cannot_be_answered_say_why(dataset: Dataset, tmp_path: Path) -> None:
    for sql, words in (("select luck from facts", "three_public_expenses"), ("", "ask with select")):
        done = runner.invoke(app, ["query", str(dataset.path), sql])
        assert getattr(done.exception, "exit_code", None) is ExitCode.USAGE
        assert words in str(done.exception)
    done = runner.invoke(app, ["query", str(tmp_path), "select 1"])
    assert "make the dataset first" in str(done.exception)


def test_brackets_in_a_report_are_no_markup_of_the_terminal(dataset: Dataset) -> None:
    assert command("query", dataset.path, "select '[bold]x[/bold]' as said").splitlines()[1] == "[bold]x[/bold]"


def test_frictionless_validates_the_package(hostile: Dataset, dataset: Dataset) -> None:
    """Both of them: with pages and tables, and with neither."""
    from frictionless import validate

    for one in (dataset, hostile):
        told = validate(str(one.path / "datapackage.json"))
        assert told.valid, told.flatten(["title", "fieldName", "message"])[:5]
        assert {task.name for task in told.tasks} == set(one.names)
