"""The law of forms: whatever form a report is published in, it says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from forms import SAMPLES, html
from making import web
from making.library import library

from juesuan.running.document import Outcome

SAID: Mapping[str, tuple[str, ...]] = {
    "sections": ("number", "title", "part", "level", "concept"),
    "facts": ("concept", "item", "measure", "value", "unit", "budget_kind", "compared_to", "base_concept", "heading",
              "verification"),
    "projects": ("name", "budget", "executed", "completion_pct", "results", "deviation_reason"),
    "key_work": ("matter", "goal", "result", "heading", "text"),
    "terms": ("term", "definition"),
    "tables": ("table", "title", "number", "unit", "body_rows", "number_columns", "numbers", "note", "empty"),
    "line_items": ("table", "row", "side", "block", "label", "parent_label", "code", "level", "column", "concept",
                   "measure", "print", "value", "unit", "amount"),
}  # fmt: skip


def said(outcome: Outcome) -> dict[str, list[tuple[str, ...]]]:
    """What a document says, wherever it says it. Where a figure stands may order facts of one place differently."""
    found = {t: [tuple(str(row[c]) for c in columns) for row in outcome.rows[t]] for t, columns in SAID.items()}
    return found | {"facts": sorted(found["facts"])}


@pytest.fixture(scope="module")
def printed(processed: Callable[[Path], Outcome]) -> dict[str, list[tuple[str, ...]]]:
    return said(processed(SAMPLES / "six-part-report.pdf"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms that are not among the samples: the saved page, and the text and the tables apart."""
    room, report = tmp_path_factory.mktemp("forms"), library()
    (room / "六部分报告.doc").write_bytes(web.saved(report))
    (room / "big5.htm").write_bytes(html(web.article(report)))
    return room


@pytest.mark.parametrize("name", ["six-part-report.docx", "six-part-report.html"])
def test_word_and_web_say_what_the_pdf_says(
    name: str, printed: dict[str, list[tuple[str, ...]]], processed: Callable[[Path], Outcome]
) -> None:
    outcome = processed(SAMPLES / name)
    assert outcome.status == "ok"
    found = said(outcome)
    for table in SAID:
        assert found[table] == printed[table], table


def test_a_saved_page_called_a_document_says_what_the_pdf_says(
    written: Path, printed: dict[str, list[tuple[str, ...]]], processed: Callable[[Path], Outcome]
) -> None:
    found = said(processed(written / "六部分报告.doc"))
    for table in SAID:
        assert found[table] == printed[table], table
