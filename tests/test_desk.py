"""The analyst's desk: exact sums everywhere, forms as printed, and nothing that a report says is followed."""

from __future__ import annotations

import copy
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from conftest import REPORTS, SAMPLES

import juesuan
from juesuan.desk import extras
from juesuan.desk.dataset import Dataset
from juesuan.desk.forms import kinds
from juesuan.desk.report import Report
from juesuan.desk.workbook import write_workbook
from juesuan.errors import BadInput, ExitCode, MissingExtra, UsageError

TOWNSHIP = SAMPLES / "township-report.txt"
MONEY = {
    "facts": ("amount",), "line_items": ("amount",), "projects": ("budget_amount", "executed_amount"),
    "checks": ("difference_amount",), "summary": ("expenditure_total", "three_public", "income_total_prior"),
}  # fmt: skip


@pytest.fixture(scope="module")
def dataset(samples_dataset: Path) -> Dataset:
    return juesuan.open(samples_dataset)


@pytest.fixture(scope="module")
def report() -> Report:
    return juesuan.extract(SAMPLES / "item-level-report.pdf")


@pytest.mark.parametrize("table", MONEY)
def test_sums_are_equal_to_the_cent_in_every_library(table: str, dataset: Dataset) -> None:
    for column in MONEY[table]:
        printed = pq.read_table(dataset.path / f"{table}.parquet")[column].to_pylist()
        whole = sum((value for value in printed if value is not None), Decimal(0))
        assert any(value for value in printed if value), f"{column} holds nothing to add up"
        sums = {
            "pandas": dataset.pandas(table)[column].sum(),
            "pandas, read by itself": pd.read_parquet(
                dataset.path / f"{table}.parquet", dtype_backend="pyarrow"
            )[column].sum(),
            "polars": dataset.polars(table)[column].sum(),
            "DuckDB": dataset.sql(f'select sum("{column}") from "{table}"').fetchall()[0][0],
            "DuckDB relation": dataset.duckdb(table).aggregate(f'sum("{column}")').fetchall()[0][0],
            "Arrow": pc.sum(dataset.arrow(table)[column]).as_py(),
        }
        assert {name: (type(value), value) for name, value in sums.items()} == {
            name: (Decimal, whole) for name in sums
        }


def test_every_table_is_there_in_every_frame(dataset: Dataset) -> None:
    for name in dataset.names:
        rows = len(dataset.arrow(name))
        assert rows == len(getattr(dataset, name)) == len(dataset.polars(name))
        assert dataset.sql(f'select count(*) from "{name}"').fetchall() == [(rows,)]
        assert name in dir(dataset)
    assert all(isinstance(kind, pd.ArrowDtype) for kind in dataset.facts.dtypes)


def test_money_is_float_only_where_it_is_asked_for(dataset: Dataset) -> None:
    floats = juesuan.open(dataset.path, money="float")
    assert pa.types.is_float64(floats.arrow("facts").schema.field("amount").type)
    assert str(floats.facts.value.dtype) == "double[pyarrow]"
    assert floats.sql("select typeof(amount) from facts limit 1").fetchall() == [("DOUBLE",)]
    assert str(floats.form("expenditure")["基本支出"].dtype) == "double[pyarrow]"
    assert str(floats.panel("three_public").value.dtype) == "double[pyarrow]"
    assert dataset.arrow("facts").schema.field("amount").type == pa.decimal128(18, 2)
    with pytest.raises(UsageError, match="'decimal', 'float'"):
        juesuan.open(dataset.path, money="double")  # type: ignore[arg-type]


def test_a_report_has_the_tables_of_the_dataset(report: Report, dataset: Dataset) -> None:
    assert (report.unit_name, report.report_year, report.status) == ("澜川市民政局", 2022, "ok")
    assert set(report.names) == set(dataset.names) - {"inputs"}
    for name in ("facts", "line_items", "projects", "checks", "findings", "sections"):
        mine = dataset.arrow(name)
        mine = mine.filter(pc.equal(mine["document_id"], report.documents.document_id[0]))
        assert report.arrow(name).equals(mine), name
    assert report.sql("select count(*) from contradictions").fetchall() == [(3,)]
    assert "3 contradictions" in repr(report)


def test_a_notebook_is_shown_headline_figures_and_findings(report: Report, dataset: Dataset) -> None:
    html = report._repr_html_()
    for words in ("澜川市民政局 2022年度部门决算", "55,532,300.00", "97.7161%", "本年支出合计"):
        assert words in html
    assert "Every quantity stated in words." in dataset._repr_html_()
    assert "8 documents" in repr(dataset)


def test_a_report_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text("下周一上午九点开会。", encoding="utf-8")
    with pytest.raises(BadInput, match=r"memo\.txt: no heading"):
        juesuan.extract(tmp_path / "memo.txt")
    with pytest.raises(BadInput, match="nowhere"):
        juesuan.extract(tmp_path / "nowhere.pdf")


def test_a_folder_without_a_dataset_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="juesuan extract REPORTS -o"):
        juesuan.open(tmp_path)


def test_names_that_are_not_there_are_told_with_those_that_are(dataset: Dataset) -> None:
    with pytest.raises(AttributeError, match="line_items"):
        _ = dataset.cells
    with pytest.raises(UsageError, match="line_items"):
        dataset.pandas("cells")
    with pytest.raises(UsageError, match="expenditure_by_function"):
        dataset.sql("select nothing from nowhere")
    with pytest.raises(UsageError, match="three_public"):
        dataset.form("三公")


def test_a_damaged_table_is_named(tmp_path: Path, dataset: Dataset) -> None:
    for path in dataset.path.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "facts.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(UsageError, match=r"facts\.parquet: this is no table"):
        _ = juesuan.open(tmp_path).facts


def test_a_table_in_parts_is_opened_by_the_same_name(tmp_path: Path, dataset: Dataset) -> None:
    for path in dataset.path.glob("*.parquet"):
        if path.name != "facts.parquet":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    folder = tmp_path / "facts.parquet"
    folder.mkdir()
    facts = dataset.arrow("facts")
    pq.write_table(facts.slice(0, 700), folder / "part-00000.parquet")
    pq.write_table(facts.slice(700), folder / "part-00001.parquet")
    parted = juesuan.open(tmp_path)
    assert parted.arrow("facts").equals(facts)
    assert parted.sql("select count(*), sum(amount) from facts").fetchall() == [
        (len(facts), dataset.facts.amount.sum())
    ]
    assert parted.explain(facts["fact_id"][900].as_py()).figure["value_text"] == facts["value_text"][900].as_py()


def test_import_loads_nothing_and_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import juesuan, sys; print(sorted({'pandas', 'pyarrow', 'duckdb', 'polars', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    with pytest.raises(MissingExtra, match=r"polars.*juesuan\[desk\]"):
        extras.needed("polars", "a polars frame")
    with pytest.raises(MissingExtra, match=r"matplotlib.*juesuan\[notebooks\]"):
        extras.needed("matplotlib", "a chart", extras.NOTEBOOKS)


def test_the_plain_installation_does_all_but_what_the_extra_brings(
    monkeypatch: pytest.MonkeyPatch, dataset: Dataset, tmp_path: Path
) -> None:
    for name in ("duckdb", "polars", "openpyxl", "matplotlib"):
        monkeypatch.setitem(sys.modules, name, None)
    plain = juesuan.open(dataset.path)
    assert len(plain.facts) and len(plain.form("income")) and len(plain.panel("three_public"))
    fact = plain.facts[plain.facts.x0.notna()].iloc[0]
    assert plain.explain(fact).figure and plain.source(fact).page
    for asks in (lambda: plain.sql("select 1"), lambda: plain.polars("facts"), lambda: plain.duckdb("facts"),
                 lambda: write_workbook(plain, tmp_path / "book.xlsx")):  # fmt: skip
        with pytest.raises(MissingExtra, match=r"pip install 'juesuan\[desk\]'"):
            asks()
    assert MissingExtra.exit_code is ExitCode.MISSING_ENGINE


def test_a_desk_can_be_copied(report: Report) -> None:
    assert copy.copy(report).unit_name == report.unit_name


def test_a_form_is_as_printed(dataset: Dataset) -> None:
    form = dataset.form("expenditure")
    assert list(form.columns[-6:]) == [
        "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出",
    ]  # fmt: skip
    whole = form[form.level == "total"].set_index("unit_name")["本年支出合计"]
    leaves = form[form.is_leaf].groupby("unit_name")["本年支出合计"].sum()
    assert whole.to_dict() == {"澜川市民政局": Decimal("55532300.00"), "云溪市青禾区图书馆": Decimal("9250000.00")}
    assert leaves.to_dict() == whole.to_dict()
    assert form["本年支出合计"].dtype == pd.ArrowDtype(pa.decimal128(18, 2))
    copies = dataset.documents.same_report_as.notna().sum()
    assert copies and form.document_id.nunique() == 2, "copies of a report are left out"


def test_forms_of_other_provinces_stand_below_each_other(dataset: Dataset) -> None:
    """One report prints 预算数 above the names of the expenses, the other below them."""
    form = dataset.form("three_public").set_index("unit_name")
    assert form["公务接待费/决算数"].to_dict() == {
        "澜川市民政局": Decimal("23800.00"), "云溪市青禾区图书馆": Decimal("4200.00"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", kinds())
def test_no_cell_is_lost_in_a_form(kind: str, dataset: Dataset) -> None:
    documents = dataset.documents
    originals = set(documents[documents.same_report_as.isna()].document_id)
    cells = dataset.line_items
    cells = cells[(cells.table == kind) & cells.document_id.isin(originals) & cells.value.notna()]
    form = dataset.form(kind)
    numbers = form.drop(columns=list(form.columns[:14]))
    assert int(numbers.notna().to_numpy().sum()) == len(cells)
    if len(cells):
        assert sum(numbers.sum()) == cells.amount.sum()


@pytest.mark.parametrize("view", ["reports", "figures", "expenditure_by_function", "three_public_expenses",
                                  "project_completion", "contradictions"])  # fmt: skip
def test_views_hold_one_report_for_each_unit_and_year(view: str, dataset: Dataset) -> None:
    found = dataset.duckdb(view).to_arrow_table()
    assert len(found)
    of_unit = {(row["unit_name"], row["document_id"]) for row in found.to_pylist()}
    assert len(of_unit) == len({unit for unit, _ in of_unit})


def test_the_samples_are_those_of_the_folder(dataset: Dataset) -> None:
    assert set(dataset.inputs.source) == {path.name for path in REPORTS}
