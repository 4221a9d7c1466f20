"""The schema is the contract with analysts: names are pinned here, the documentation follows the schema."""

import re
from collections import Counter
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import get_args

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.knowledge.structure import PARTS
from juesuan.knowledge.vocabulary import KINDS
from juesuan.normalising import fact as fact_module
from juesuan.writing.column import Column, SchemaError
from juesuan.writing.dictionary import COMMAND, INDEX, pages
from juesuan.writing.enumerations import enumerations, label_rows
from juesuan.writing.headline import shipped_headlines
from juesuan.writing.schema import tables

PLACES = "page x0 y0 x1 y1 char_start char_end anchor"
CONTRACT = {
    "inputs": (
        "input_id file_name source sha256 size_bytes media_type status error_code error_message "
        "document_id pages pages_ocr"
    ),
    "documents": (
        "document_id report_key same_report_as unit_name unit_kind scope report_year region_code "
        "region_name region_certainty amount_unit parts numbers_total numbers_claimed numbers_generic "
        "numbers_none checks_pass checks_rounding checks_fail checks_not_evaluable schema_version "
        "juesuan_version patterns_hash"
    ),
    "sections": (
        "document_id section_id parent_id sequence level part part_number number title concept "
        "page_first page_last text"
    ),
    "facts": (
        "document_id unit_name report_year fact_id section_id section_concept part heading concept "
        "label item item_code measure budget_kind compared_to base_concept base_item fund fiscal_year "
        f"value unit unit_inferred value_base decimals amount value_text form bound {PLACES} quote "
        "source ocr_confidence pattern verification verified_by contradicted_by"
    ),
    "tables": (
        "document_id table_id table title number unit page_first page_last body_rows number_columns "
        "numbers note empty empty_reason method merged_from merge_confirmed"
    ),
    "line_items": (
        "document_id unit_name report_year table_id table cell_id row column_index side block label "
        "parent_label code code_resolved code_scheme level is_leaf column concept item measure "
        "budget_kind fund print value unit decimals amount value_text page x0 y0 x1 y1 anchor source "
        "ocr_confidence verification verified_by contradicted_by"
    ),
    "projects": (
        "document_id project_id name sequence budget_kind budget executed completion_pct budget_amount "
        "executed_amount results deviation_reason improvement page anchor verification"
    ),
    "key_work": "document_id key_work_id sequence matter goal result heading text page anchor",
    "terms": "document_id term_id sequence term definition class_name group_name item_name code page anchor",
    "reasons": "document_id reason_id section_id concept item direction text page anchor",
    "checks": (
        "document_id check_id identity says location unit expected actual difference difference_amount "
        "tolerance outcome reason severity"
    ),
    "check_operands": "document_id operand_id check_id kind ref_id weight value",
    "findings": f"document_id finding_id code severity message fact_id cell_id check_id {PLACES} evidence",
    "summary": "document_id unit_name unit_kind scope report_year region_code region_name",
    "concepts": "concept zh en kind parent notes",
    "labels": "label_id kind code zh en",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_table_has_the_columns_analysts_build_on(name):
    assert tables(())[name].names == tuple(CONTRACT[name].split())


def test_there_is_no_table_beside_the_contract():
    assert list(tables(())) == list(CONTRACT)


@pytest.mark.parametrize("table", tables(shipped_headlines()).values(), ids=lambda table: table.name)
def test_a_table_is_whole(table):
    columns = {column.name: column for column in table.columns}
    assert len(columns) == len(table.columns)
    assert not columns[table.key].nullable
    for column, target in table.references.items():
        key = tables(())[target]
        assert columns[column].type == next(c for c in key.columns if c.name == key.key).type
    assert set(table.ties) <= set(columns)
    assert all(column.says.endswith(".") for column in table.columns)


def test_money_is_decimal_and_never_float():
    for table in tables(shipped_headlines()).values():
        for field in table.arrow:
            if field.name.endswith("amount"):
                assert field.type == pa.decimal128(18, 2), (table.name, field.name)
            if pa.types.is_floating(field.type):
                assert field.name in {"x0", "y0", "x1", "y1", "ocr_confidence"}, (table.name, field.name)


def test_a_fact_fills_its_row():
    of_the_checks_only = {"sentence", "order"}
    assert {f.name for f in fields(fact_module.Fact)} - of_the_checks_only <= set(tables(())["facts"].names)


@pytest.mark.parametrize("name", ["measure", "form", "bound"])
def test_a_fact_and_the_schema_know_the_same_codes(name):
    assert enumerations()[name].names == get_args(getattr(fact_module, name.capitalize()))


def test_every_enumeration_is_of_some_column():
    used = {
        c.enumeration.name for t in tables(shipped_headlines()).values() for c in t.columns if c.enumeration
    }
    assert used == set(enumerations())


def test_the_kinds_of_concepts_are_those_of_the_vocabulary():
    assert set(enumerations()["concept_kind"].names) == KINDS


def test_the_parts_are_those_of_the_structure():
    assert enumerations()["part"].names == PARTS


def test_a_label_tells_codes_apart():
    rows = label_rows()
    for column in ("zh", "en"):
        assert max(Counter((row["kind"], row[column]) for row in rows).values()) == 1
    assert all(re.fullmatch("[a-z_]+", str(row["code"])) for row in rows)


def test_labels_travel_with_the_column():
    field = tables(())["facts"].arrow.field("form")
    assert "阿拉伯数字" in field.metadata[b"labels"].decode()
    assert field.metadata[b"description"]


def test_the_dictionary_is_current():
    """A page for each table and no other, each what the schema says."""
    docs = Path(__file__).parents[1] / "docs"
    written = {f"tables/{path.name}" for path in (docs / "tables").iterdir()}
    assert written | {INDEX} == set(pages())
    for path, words in pages().items():
        assert (docs / path).read_text(encoding="utf-8") == words, f"docs/{path} is not current; run  {COMMAND}"


ENUM = enumerations()["side"]


@pytest.mark.parametrize(
    ("kind", "given_value", "stored"),
    [
        ("money", Decimal("8102100"), Decimal("8102100.00")),
        ("money", Decimal("8.1021E+6"), Decimal("8102100.00")),
        ("money", Decimal("-0"), Decimal("0.00")),
        ("money", 5, Decimal("5.00")),
        ("value", Decimal("28861.938591"), Decimal("28861.938591")),
        ("wide", Decimal("1.5E+12"), Decimal("1500000000000.000000")),
        ("rounded", np.float32(12.3456), 12.35),
        ("rounded", -0.001, 0.0),
        ("int32", 2023, 2023),
        ("bool", False, False),
        ("string", "决算", "决算"),
    ],
)
def test_a_value_enters_its_column(kind, given_value, stored):
    array = Column("c", kind, "A column.").array([given_value, None])
    assert array.to_pylist() == [pytest.approx(stored) if kind == "rounded" else stored, None]
    assert not str(array[0].as_py()).startswith("-0")


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        ("money", Decimal("0.005")),
        ("money", 0.5),
        ("money", True),
        ("money", Decimal("NaN")),
        ("money", Decimal(10) ** 16),
        ("value", Decimal("0.0000001")),
        ("value", Decimal("1.5E+12")),
        ("value", "12"),
        ("rounded", float("nan")),
        ("rounded", Decimal("0.5")),
        ("int32", 2**31),
        ("int32", True),
        ("int32", 1.0),
        ("bool", 1),
        ("string", 7),
        ("string", "\ud800"),
    ],
)
def test_a_value_that_would_be_changed_is_refused(kind, bad):
    with pytest.raises(SchemaError):
        Column("c", kind, "A column.").array([bad])


def test_a_code_must_be_known_and_a_null_allowed():
    column = Column("side", "string", "A side.", nullable=False, enumeration=ENUM)
    assert column.array(["income"]).to_pylist() == ["income"]
    for bad in ("收入", None):
        with pytest.raises(SchemaError):
            column.array([bad])


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_money_is_stored_exactly_or_refused(amount):
    column = Column("amount", "money", "Money.")
    if amount == round(amount, 2):
        assert column.array([amount]).to_pylist() == [amount]
    else:
        with pytest.raises(SchemaError):
            column.array([amount])
