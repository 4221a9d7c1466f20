"""The cells of the statutory tables as operands: what confirms them, what contradicts them, what decides nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from validating_gold import IDENTITIES

from juesuan.normalising.cells import LineItem
from juesuan.running.document import engine
from juesuan.validating.check import check
from juesuan.validating.example import cells_of, facts_of
from juesuan.validating.interval import Outcome
from juesuan.validating.verdict import Check, Verdicts
from juesuan.writing.operand_rows import operand_rows

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
DOCUMENTS = Path(__file__).resolve().parents[2] / "shared" / "documents"

TREE = (
    "表 expenditure",
    "expenditure.total actual 30.00 万元", "expenditure.basic actual 20.00 万元",
    "expenditure.project actual 10.00 万元",
    "行",
    "expenditure.function[教育支出=205] actual 18.00 万元", "expenditure.basic[教育支出=205] actual 13.00 万元",
    "expenditure.project[教育支出=205] actual 5.00 万元",
    "行",
    "expenditure.function[普通教育=20502] actual 18.00 万元", "expenditure.basic[普通教育=20502] actual 13.00 万元",
    "expenditure.project[普通教育=20502] actual 5.00 万元",
    "行",
    "expenditure.function[卫生健康支出=210] actual 12.00 万元", "expenditure.basic[卫生健康支出=210] actual 7.00 万元",
    "expenditure.project[卫生健康支出=210] actual 5.00 万元",
)  # fmt: skip


def tried(*figures: str) -> Verdicts:
    facts, items = facts_of(figures, "test"), cells_of(figures, "test")
    return check(facts, IDENTITIES, document_id="0123456789abcdef", items=items, titles={"t1": "支出决算表"})


def outcomes(verdicts: Verdicts, outcome: Outcome) -> list[Check]:
    return [row for row in verdicts.checks if row.outcome is outcome]


def read(path: Path) -> tuple[Verdicts, list[LineItem]]:
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside this checkout")
    understood = engine().understand(path)
    items, verdicts = understood.items, understood.verdicts
    return verdicts, items


def test_a_table_that_adds_up_confirms_every_cell() -> None:
    verdicts = tried(*TREE)
    assert outcomes(verdicts, Outcome.FAIL) == []
    assert {v.status for v in verdicts.verification.values()} == {"verified"}
    assert {o["kind"] for o in operand_rows("test", verdicts)} == {"cell"}


def test_a_wrong_cell_is_contradicted_and_its_neighbours_are_not() -> None:
    wrong = [line.replace("=210] actual 7.00", "=210] actual 1.00") for line in TREE]
    verdicts = tried(*wrong)
    assert {row.identity for row in outcomes(verdicts, Outcome.FAIL)} == {
        "expenditure_kinds_by_function", "total_of_classes.expenditure.basic",
    }  # fmt: skip
    assert [i for i, v in verdicts.verification.items() if v.status == "contradicted"] == ["c1.4.2"]


def test_a_check_of_cells_says_table_row_and_column() -> None:
    (row,) = [r for r in tried(*TREE).checks if r.identity == "total_of_classes.expenditure.basic"]
    assert row.location == "第1页「支出决算表」第1行“expenditure.basic”列"
    assert row.unit == "万元"
    (row, *_) = [r for r in tried(*TREE).checks if r.identity == "classification_tree"]
    assert row.location == "第1页「支出决算表」“教育支出”行“expenditure.function”列"


def test_a_row_that_was_not_read_decides_nothing() -> None:
    """Without the row of 210 all columns fall short together; one wrong figure opens one gap."""
    verdicts = tried(*TREE[:-4])
    assert outcomes(verdicts, Outcome.FAIL) == []
    assert {row.reason for row in outcomes(verdicts, Outcome.NOT_EVALUABLE)} >= {"missing_row"}
    assert verdicts.verification["c1.1.1"].status == "verified", "the row of the total adds up by itself"


def lost(*, row: int, column: int, source: str = "ocr") -> Verdicts:
    """The table with one number not read."""
    items = [replace(item, source=source) for item in cells_of(TREE, "test")]
    blank = {"print": "blank", "value": None, "amount": None, "decimals": None, "value_text": None}
    items = [replace(i, **blank) if (i.row, i.column_index) == (row, column) else i for i in items]
    return check((), IDENTITIES, document_id="d", items=items, titles={"t1": "支出决算表"})


def test_a_number_that_was_not_read_is_missed_by_the_sums_around_it() -> None:
    verdicts = lost(row=4, column=2)
    assert len(outcomes(verdicts, Outcome.FAIL)) == 2
    assert [i for i, v in verdicts.verification.items() if v.status == "contradicted"] == ["c1.4.2"]
    (finding,) = (f for f in verdicts.findings if f.code == "suspect_figure")
    assert finding.cell_id == "c1.4.2"
    assert "（空白）可能有误：改为7万元" in finding.message and "可能漏识了数字" in finding.message


def test_a_total_that_is_blank_over_figures_is_reported_and_decides_nothing() -> None:
    verdicts = lost(row=1, column=1)
    assert outcomes(verdicts, Outcome.FAIL) == []
    (finding,) = verdicts.findings
    assert finding.code == "blank_cell" and finding.cell_id == "c1.1.1"
    assert "空白，而合计与所属各项中另一方有数" in finding.message


def test_a_number_in_an_unknown_row_excuses_a_sum() -> None:
    figures = (
        "表 income_expenditure", "income.total actual 30.00 万元", "行", "income.other actual 10.00 万元",
        "行", "fiscal.income actual 15.00 万元",
    )  # fmt: skip
    items = list(cells_of(figures, "test"))
    stray = replace(items[-1], cell_id="stray", row=4, concept=None, level=None, amount=Decimal(50000))
    for extra, outcome in (([], Outcome.FAIL), ([stray], Outcome.NOT_EVALUABLE)):
        verdicts = check((), IDENTITIES, document_id="d", items=[*items, *extra])
        (row,) = [row for row in verdicts.checks if row.identity == "income_sources.actual"]
        assert row.outcome is outcome


def test_a_set_of_tables_that_is_printed_twice_is_compared_within_itself() -> None:
    twice = (*TREE, *(line.replace("0.00 万元", "1.00 万元") for line in TREE))
    assert all(row.identity != "restated_in_tables" for row in outcomes(tried(*twice), Outcome.FAIL))


def test_an_item_beside_groups_may_have_a_misread_code_and_decides_nothing() -> None:
    """2050203 read as 2050303: an item of a group that is not there, beside the groups that are."""
    figures = (
        "表 income",
        "income.total[教育支出=205] actual 30.00 万元",
        "行",
        "income.total[普通教育=20502] actual 20.00 万元",
        "行",
        "income.total[小学教育=2050202] actual 20.00 万元",
        "行",
        "income.total[初中教育=2050303] actual 9.00 万元",
    )
    verdicts = tried(*figures)
    assert outcomes(verdicts, Outcome.FAIL) == []
    assert [row.reason for row in outcomes(verdicts, Outcome.NOT_EVALUABLE)] == ["mixed_levels"]


def test_a_table_without_a_unit_adds_up_and_is_compared_with_nothing() -> None:
    items = [replace(item, unit=None, amount=None) for item in cells_of(TREE, "test")]
    verdicts = check(facts_of(("expenditure.total actual 55.00 万元",), "t"), IDENTITIES, document_id="d", items=items)
    assert outcomes(verdicts, Outcome.FAIL) == []
    assert verdicts.verification["c1.1.1"].status == "verified"


@pytest.mark.parametrize("name", ["item-level-report.pdf", "six-part-report.pdf"])
def test_no_cell_of_a_sample_is_contradicted(name: str) -> None:
    verdicts, items = read(SAMPLES / name)
    states = {verdicts.verification[item.cell_id].status for item in items if item.print == "number"}
    assert states == {"verified"}
    failing = {row.identity for row in outcomes(verdicts, Outcome.FAIL)}
    assert failing <= {"completion", "share", "general_budget_functions.share_pct"}


def test_the_tables_of_a_real_report_hold_and_its_rounded_cells_are_told_apart() -> None:
    verdicts, items = read(DOCUMENTS / "上海市普陀区财政局2024年度部门决算.pdf")
    states = {verdicts.verification[item.cell_id].status for item in items if item.print == "number"}
    assert states == {"verified", "consistent"}
    rounded = [row for row in outcomes(verdicts, Outcome.ROUNDING) if row.identity == "restated_in_tables"]
    assert len(rounded) == 2 and all(row.says.startswith("社会保障和就业支出326.72万元") for row in rounded)
    failed = {row.identity: row.says for row in outcomes(verdicts, Outcome.FAIL)}
    assert "71.73%" in failed.pop("share") and "100.07%" in failed.pop("general_budget_functions.share_pct")
    assert failed and all("财政拨款收、支总计0.3万元" in says for says in failed.values())


def test_an_official_form_is_said_to_be_empty_and_nothing_else() -> None:
    verdicts, items = read(DOCUMENTS / "附件2：部门决算模板.pdf")
    assert items and verdicts.checks == verdicts.trials == ()
    (finding,) = verdicts.findings
    assert finding.code == "nothing_filled_in"
    assert {v.status for v in verdicts.verification.values()} == {"unchecked"}


WHOLE = (
    "表 income_expenditure", "income.total actual 326.71 万元", "行", "expenditure.total actual 300.50 万元",
)  # fmt: skip


def test_a_table_in_the_wrong_unit_is_one_finding_and_no_flood() -> None:
    """The second table is in 万元 and was read in 元: its totals are a ten-thousandth of those of the first."""
    wrong = ("表 income", "income.total actual 326.71 元", "表 expenditure", "expenditure.total actual 300.50 万元")
    more = ("expenditure.basic actual 200.50 万元", "expenditure.project actual 100.00 万元")
    one = tried(*WHOLE, *wrong, *more)
    assert "table_unit_contradicted" not in {f.code for f in one.findings}, "one figure may be wrong by itself"
    rows = ("表 expenditure", "expenditure.total actual 300.50 元", "expenditure.basic actual 200.50 元")
    words = ("expenditure.basic actual 200.50 万元", "expenditure.project actual 100.00 万元")
    verdicts = tried(*words, *WHOLE, *rows, "expenditure.project actual 100.00 元")
    (told,) = [f for f in verdicts.findings if f.code == "table_unit_contradicted"]
    assert "按“元”计，有3个数比文字或其他表所印的小一万倍" in told.message
    assert not [c for c in verdicts.checks if c.outcome is Outcome.FAIL]
    assert {c.reason for c in verdicts.checks if c.outcome is Outcome.NOT_EVALUABLE} >= {"table_unit_contradicted"}
    assert [c.outcome for c in verdicts.checks if c.identity == "expenditure_kinds.actual"].count(Outcome.PASS) >= 1
    states = {ref: v.status for ref, v in verdicts.verification.items()}
    assert [status for ref, status in states.items() if status == "contradicted"] == ["contradicted"] * 3


def test_all_tables_in_the_wrong_unit_are_contradicted_by_the_words() -> None:
    words = ("income.total actual 326.71 万元", "expenditure.total actual 300.50 万元")
    rows = ("表 expenditure", "expenditure.total actual 300.50 元", "expenditure.basic actual 200.50 元")
    parts = ("expenditure.basic actual 200.50 万元", "expenditure.project actual 100.00 万元")
    tables = [figure.replace("万元", "元") for figure in (*WHOLE, *rows)]
    verdicts = tried(*words, *parts, *tables, "expenditure.project actual 100.00 元")
    assert [f.code for f in verdicts.findings] == ["table_unit_contradicted"] * 2
    assert not outcomes(verdicts, Outcome.FAIL)
