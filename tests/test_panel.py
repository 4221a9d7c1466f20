"""The panel: one report for each unit, year and scope, and what two years' reports make of one year."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import juesuan
from juesuan.desk.dataset import Dataset
from juesuan.errors import UsageError
from juesuan.running.run import run

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
REPORT = """{body}
{year}年度{kind}决算情况说明
　　一、部门基本情况
　　{body}内设机构4个。
　　二、部门决算收支情况说明
　　（一）收入支出总体情况说明
　　{year}年度收入总计{total}万元，支出总计{total}万元。收支较上年决算数增加{change}万元。
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The invented bodies of the notebook: five, three years each, one year told otherwise by the next report."""
    sys.path.insert(0, str(NOTEBOOKS))
    try:
        import made_reports
    finally:
        sys.path.remove(str(NOTEBOOKS))
    folder = tmp_path_factory.mktemp("made")
    made_reports.write(folder / "reports")
    run([folder / "reports"], folder / "output")
    return juesuan.open(folder / "output")


def written(folder: Path, name: str, **says: object) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(REPORT.format(**({"kind": "部门"} | says)), encoding="utf-8")


def opened(folder: Path) -> Dataset:
    run([folder / "in"], folder / "out")
    return juesuan.open(folder / "out")


def test_every_year_has_one_row_and_the_year_before_the_first_is_implied(made: Dataset) -> None:
    panel = made.panel("three_public")
    assert len(panel) == 20
    assert not panel.duplicated(["unit_name", "scope", "year", "figure"]).any()
    first = panel[panel.year == 2020]
    assert set(first.origin) == {"next_report"} and set(panel[panel.year > 2020].origin) == {"report"}
    hall = panel[panel.unit_name == "云溪市青禾区文化馆"].set_index("year").value
    assert (hall[2020], hall[2021]) == (Decimal("82000"), Decimal("72200"))


def test_a_disagreement_of_two_years_is_told(made: Dataset) -> None:
    panel = made.panel("three_public", "expenditure_total")
    (wrong,) = panel[panel.agrees.eq(False).fillna(False)].itertuples()
    assert (wrong.unit_name, wrong.year, wrong.figure) == ("岚江市农业技术推广站", 2022, "three_public")
    assert wrong.difference == wrong.stated_later - wrong.value == Decimal("15000")
    assert wrong.document_id != wrong.later_document_id
    assert panel.agrees.eq(True).fillna(False).sum() == 2 * 5 * 2 - 1


def test_what_rounding_explains_agrees(tmp_path: Path) -> None:
    """The change is rounded, too: a hundredth off is no disagreement, two are one."""
    for body, total in (("澜川市水务局", "100.01"), ("澜川市林业局", "100.02")):
        written(tmp_path / "in", f"{body}1.txt", body=body, year=2021, total=total, change="1.00")
        written(tmp_path / "in", f"{body}2.txt", body=body, year=2022, total="110.00", change="10.00")
    panel = opened(tmp_path).panel("income_grand_total")
    told = panel[panel.year == 2021].set_index("unit_name")
    assert told.difference.to_dict() == {"澜川市水务局": Decimal("-100"), "澜川市林业局": Decimal("-200")}
    assert told.agrees.to_dict() == {"澜川市水务局": True, "澜川市林业局": False}


def test_consolidated_and_own_accounts_are_never_added(tmp_path: Path) -> None:
    written(tmp_path / "in", "a.txt", body="澜川市水务局（本级）", year=2022, total="40.00", change="1.00")
    written(tmp_path / "in", "b.txt", body="澜川市水务局（汇总）", year=2022, total="100.00", change="5.00")
    dataset = opened(tmp_path)
    panel = dataset.panel("income_grand_total")
    now = panel[panel.year == 2022]
    assert sorted(now.value) == [Decimal("400000"), Decimal("1000000")]
    assert len(dataset.duckdb("reports").to_arrow_table()) == 2
    assert set(dataset.documents.scope.dropna()) == {"own", "consolidated"}


def test_of_two_versions_of_a_report_one_counts(tmp_path: Path) -> None:
    written(tmp_path / "in", "a.txt", body="澜川市水务局", year=2022, total="40.00", change="1.00")
    written(tmp_path / "in", "b.txt", body="澜川市水务局", year=2022, total="41.00", change="2.00")
    dataset = opened(tmp_path)
    assert len(dataset.documents) == 2
    panel = dataset.panel("income_grand_total")
    assert list(panel.year) == [2021, 2022]
    assert len(set(panel.document_id)) == 1


def test_counts_and_scores_are_told_with_their_unit(samples_dataset: Path) -> None:
    panel = juesuan.open(samples_dataset).panel()
    assert panel.groupby("unit").figure.nunique().to_dict().keys() == {"元", "个", "分"}
    assert isinstance(panel, pd.DataFrame)
    assert {"label", "difference", "agrees"} <= set(panel.columns)


def test_a_figure_that_is_no_headline_is_refused(samples_dataset: Path) -> None:
    with pytest.raises(UsageError, match=r"spending: no headline figure.*three_public"):
        juesuan.open(samples_dataset).panel("spending")
