"""Whole documents: every cell of the samples, and of a real report and the official template where they are."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from test_tabling_pages import forms, items_of

from juesuan.extracting.flow import flow_of
from juesuan.extracting.tabling.body import bare_label
from juesuan.extracting.tabling.tabled import Tabled
from juesuan.extracting.tabling.tables import TableReader
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.knowledge.table_forms import plain
from juesuan.normalising.cells import LineItem
from juesuan.reading.file import read
from juesuan.reading.page import Reading
from juesuan.validating.verdict import Verification
from juesuan.writing.cell_rows import line_item_rows, table_rows
from juesuan.writing.dataset import write_dataset

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "documents"
SAMPLES = {name: ROOT / "samples" / f"{name}.pdf" for name in ("six-part-report", "item-level-report")}
KINDS = [
    "income_expenditure", "income", "expenditure", "fiscal_income_expenditure", "general_budget_expenditure",
    "basic_expenditure", "three_public", "government_fund", "state_capital",
]  # fmt: skip
DOCUMENT = {
    "schema_version": "1", "juesuan_version": "1", "patterns_hash": "", "numbers_total": 0, "numbers_claimed": 0,
    "numbers_generic": 0, "numbers_none": 0, "checks_pass": 0, "checks_rounding": 0, "checks_fail": 0,
    "checks_not_evaluable": 0,
}  # fmt: skip


@cache
def understood(path: Path) -> tuple[Reading, list[Tabled], list[LineItem]]:
    reading = read(path, rulings=True)
    tables = TableReader(forms()).read(reading, flow_of(reading, load_pattern_set().structure).tables)
    return reading, tables, items_of(reading, tables)


def real(part: str) -> Path:
    found = sorted(p for p in SHARED.glob("*.pdf") if part in p.name) if SHARED.is_dir() else []
    if not found:
        pytest.skip(f"no document {part} beside the project")
    return found[0]


def answers(path: Path) -> Counter[tuple[str, str, str]]:
    """Kind, code or label, and print of every cell that shows something."""
    found: Counter[tuple[str, str, str]] = Counter()
    for table in json.loads(path.read_text(encoding="utf-8")):
        kind = KINDS[table["table"] - 1]
        for row in table["rows"]:
            name = "" if kind == "three_public" else row.get("code") or plain(row["label"])
            found.update((kind, name, value) for value in row["cells"].values() if value)
    return found


def made(items: list[LineItem]) -> Counter[tuple[str, str, str]]:
    return Counter(
        (i.table, "" if i.table == "three_public" else i.code or plain(i.label or ""), i.value_text)
        for i in items
        if i.value_text
    )


def bare(found: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str, str]]:
    """The answers with labels as the dataset has them, without their ordinals."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for (kind, name, value), n in found.items():
        counted[kind, bare_label(name)[0], value] += n
    return counted


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_the_samples(name: str) -> None:
    _, tables, items = understood(SAMPLES[name])
    assert sorted(t.kind for t in tables) == sorted(KINDS)
    assert made(items) == bare(answers(ROOT / "samples" / "expected" / f"{name}.tables.json"))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_number_of_the_statutory_tables_knows_what_it_measures(name: str) -> None:
    _, _, items = understood(SAMPLES[name])
    grand = [i for i in items if i.label == "总计" and i.table == "fiscal_income_expenditure"]
    # Only all funds together have a grand total in the vocabulary.
    nameless = [i for i in items if i.value is not None and i.concept is None and i not in grand]
    assert not nameless
    assert all(i.amount is not None for i in items if i.value is not None)


@pytest.mark.parametrize("name", SAMPLES)
def test_leaves_add_up_to_their_total(name: str) -> None:
    _, _, items = understood(SAMPLES[name])
    for kind in ("income", "expenditure", "general_budget_expenditure"):
        of_kind = [i for i in items if i.table == kind]
        for column in {i.column for i in of_kind}:
            cells = [i for i in of_kind if i.column == column and i.amount is not None]
            assert sum(i.amount for i in cells if i.is_leaf and i.amount is not None) == sum(
                i.amount for i in cells if i.level == "total" and i.amount is not None
            )


WideRow = tuple[str, tuple[str | None, ...]]


def wide(items: list[LineItem]) -> dict[str, list[WideRow]]:
    """Each table as it is printed: its lists row by row, code or label and every cell, blanks included."""
    rows: dict[tuple[str, int, int], list[LineItem]] = {}
    for item in items:
        rows.setdefault((item.table, item.block or 1, item.row), []).append(item)
    found: dict[str, list[WideRow]] = {}
    for (kind, _, _), cells in sorted(rows.items()):
        name = "" if kind == "three_public" else cells[0].code or plain(cells[0].label or "")
        printed = tuple(c.value_text for c in sorted(cells, key=lambda c: c.column_index))
        if name or any(printed):
            found.setdefault(kind, []).append((name, printed))
    return found


def wide_answers(path: Path) -> dict[str, list[WideRow]]:
    """The same from the answers, whose rows stand list by list or, line by line, with both lists of a line."""
    found: dict[str, list[WideRow]] = {}
    for table in json.loads(path.read_text(encoding="utf-8")):
        kind = KINDS[table["table"] - 1]
        for row in table["rows"]:
            name = "" if kind == "three_public" else row.get("code") or bare_label(plain(row["label"]))[0]
            printed = tuple(value or None for value in row["cells"].values())
            if name or any(printed):
                found.setdefault(kind, []).append((name, printed))
    return found


def same_wide_form(items: list[LineItem], path: Path) -> None:
    made, wanted = wide(items), wide_answers(path)
    assert made.keys() == wanted.keys()
    for kind, rows in wanted.items():
        by_list = kind in ("income_expenditure", "fiscal_income_expenditure", "basic_expenditure")
        assert (sorted(made[kind], key=str) if by_list else made[kind]) == (
            sorted(rows, key=str) if by_list else rows
        ), kind


@pytest.mark.parametrize("name", SAMPLES)
def test_the_tables_can_be_printed_again_from_their_cells(name: str) -> None:
    _, _, items = understood(SAMPLES[name])
    same_wide_form(items, ROOT / "samples" / "expected" / f"{name}.tables.json")


def test_the_tables_of_a_real_report_can_be_printed_again_from_their_cells() -> None:
    _, _, items = understood(real("普陀区财政局"))
    same_wide_form(items, SHARED / "putuo-finance-2024.tables.json")


def test_a_blank_row_alone_on_a_page_belongs_to_its_table() -> None:
    _, tables, items = understood(real("普陀区财政局"))
    (summary,) = [t for t in tables if t.kind == "fiscal_income_expenditure"]
    assert summary.pieces[-1] == "14.1"
    assert {i.print for i in items if i.page == 14} == {"blank"}


def rows_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    reading, tables, items = understood(path)
    unchecked = {item.cell_id: Verification("unchecked") for item in items}
    return {
        "documents": [{"document_id": reading.document_id, **DOCUMENT}],
        "line_items": line_item_rows(reading.document_id, "某单位", 2023, items, unchecked),
        "tables": table_rows(reading.document_id, reading, tables, items),
    }


def test_the_rows_are_those_of_the_dataset(tmp_path: Path) -> None:
    write_dataset(tmp_path, rows_of(SAMPLES["item-level-report"]), meta={})
    tables = pq.read_table(tmp_path / "tables.parquet").to_pylist()
    items = pq.read_table(tmp_path / "line_items.parquet").to_pylist()
    for table in tables:
        assert sum(i["table_id"] == table["table_id"] for i in items) == table["body_rows"] * table["number_columns"]
        assert table["empty"] is (table["table"] == "state_capital")
    joined = next(t for t in tables if t["table"] == "income")
    assert (joined["page_first"], joined["page_last"], joined["merged_from"]) == (6, 7, "6.1 7.1")
    assert joined["merge_confirmed"] is True
    assert next(t for t in tables if t["table"] == "state_capital")["empty_reason"].startswith("说明：")


def test_every_cell_of_a_real_report() -> None:
    _, tables, items = understood(real("普陀区财政局"))
    assert made(items) == bare(answers(SHARED / "putuo-finance-2024.tables.json"))
    assert [t.kind for t in tables] == KINDS


def test_the_official_template_gives_blank_cells_and_invents_nothing() -> None:
    _, tables, items = understood(real("附件2"))
    assert [t.kind for t in tables] == KINDS
    assert items and {i.print for i in items} == {"blank"}
