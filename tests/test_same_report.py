"""Two files of one report are told; two reports that only look alike are not made one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from juesuan.writing.same_report import same_reports


def row(document: str, key: str | None, region: str | None = "420111", numbers: int = 90) -> dict[str, Any]:
    return {"document_id": document, "report_key": key, "region_code": region, "numbers_total": numbers}


REPORT = "武汉市洪山区水务局|2022||department"


def test_the_second_document_of_a_report_names_the_first() -> None:
    earlier = row("d", "武汉市洪山区水务局|2021||department")
    rows = [row("c", REPORT), row("a", REPORT, numbers=80), row("b", REPORT), earlier]
    assert same_reports(rows) == {"b": "a", "c": "a"}


def test_reports_without_a_name_or_a_year_are_nobody_s_copies() -> None:
    assert same_reports([row("a", None), row("b", None)]) == {}


def test_bodies_of_one_name_whose_division_is_unknown_need_the_same_numbers() -> None:
    key = "财政局|2022||department"
    rows = [row("a", key, None, 90), row("b", key, None, 91), row("c", key, None, 90), row("d", key, None, 0)]
    assert same_reports(rows) == {"c": "a"}


@given(st.permutations([row("a", REPORT), row("b", REPORT), row("c", REPORT, None), row("d", REPORT, "310107")]))
def test_the_order_of_files_does_not_matter(rows: list[dict[str, Any]]) -> None:
    assert same_reports(rows) == {"b": "a"}
