"""The expected outputs, written from what the reports were made of and never from what was read back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from making.press import Places
from making.report import Report, Stated

VOCABULARY = Path(__file__).resolve().parents[2] / "patterns" / "concepts.csv"


def concept_names() -> dict[str, str]:
    """The standard Chinese name of every concept of the vocabulary."""
    with VOCABULARY.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["zh"] for row in csv.DictReader(lines)}


def fact(doc: str, said: Stated, names: dict[str, str], places: Places | None) -> dict[str, object]:
    """One fact of the answers; a concept outside the vocabulary is a KeyError."""
    q = said.quantity
    row: dict[str, object] = {
        "doc": doc, "part": said.part, "heading": said.heading, "label": names[q.concept], "item": q.item,
        "measure": q.measure, "value": q.value, "unit": q.unit, "year": q.year, "core": q.core,
        "quote": said.quote, "concept": q.concept, "budget_kind": q.budget_kind,
        "compared_to": q.compared_to, "base_concept": q.base_concept,
    }  # fmt: skip
    if places is not None:
        row["page"] = places.characters[said.serial][said.start]
    return row


def write(folder: Path, report: Report, places: Places | None) -> None:
    """Write the answers of one report; `places` is None for a report that is only text."""
    names = concept_names()
    rows = [fact(report.doc, said, names, places) for said in report.stated]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / f"{report.doc}.facts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    # A list of nothing but texts is a list of strings, the others are lists of records.
    lists = {
        name: [answer["text"] if list(answer) == ["text"] else answer for answer in answers]
        for name, answers in report.answers.items()
    }
    text = {"unit_name": report.unit, "report_year": report.year, **lists}
    _json(folder / f"{report.doc}.text.json", text)
    _json(folder / f"{report.doc}.checks.json", report.contradictions)
    if places is not None:
        _json(folder / f"{report.doc}.tables.json", [t.answers(pages) for t, pages in places.tables])


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
