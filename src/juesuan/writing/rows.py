"""Rows of the dataset from what one document says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from juesuan import SCHEMA_VERSION, __version__
from juesuan.extracting.report import Report
from juesuan.knowledge.structure import Structure
from juesuan.knowledge.vocabulary import Concept
from juesuan.normalising.accounts import Accounts
from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Fact
from juesuan.normalising.facts import place_of
from juesuan.normalising.keys import key
from juesuan.normalising.regions import Region
from juesuan.validating.verdict import Verdicts
from juesuan.writing.cell_rows import line_item_rows, table_rows
from juesuan.writing.headline import Headline
from juesuan.writing.notices import notices
from juesuan.writing.operand_rows import operand_rows
from juesuan.writing.project_rows import project_rows
from juesuan.writing.record import record_of, verification_columns
from juesuan.writing.structure_notices import structure_notices
from juesuan.writing.summary import summarise

Row = dict[str, Any]
INTERNAL = frozenset({"sentence", "order"})
"""Fields of a fact that only the checks read."""
SUMMARISED = ("document_id", "unit_name", "unit_kind", "scope", "report_year", "region_code", "region_name")
AMOUNT_UNITS = {
    "元": "yuan",
    "千元": "thousand_yuan",
    "万元": "ten_thousand_yuan",
    "百万元": "million_yuan",
    "亿元": "hundred_million_yuan",
}


@dataclass(frozen=True)
class Understood:
    """One document, read, understood and checked. `section_ids` has one key per section of the report."""

    document_id: str
    report: Report
    section_ids: Sequence[str]
    facts: Sequence[Fact]
    items: Sequence[LineItem]
    verdicts: Verdicts
    accounts: Accounts
    region: Region
    structure: Structure
    vocabulary: Mapping[str, Concept]
    patterns_hash: str


def rows_of(doc: Understood, headlines: Sequence[Headline]) -> dict[str, list[Row]]:
    """All rows of a document, by table, in reading order."""
    standing = doc.verdicts.verification
    contradicted = {i for i, v in standing.items() if v.status == "contradicted"}
    ids = doc.section_ids
    head = doc.report.masthead
    document = _document(doc)
    summary = {k: document[k] for k in SUMMARISED}
    summary |= summarise(doc.facts, headlines, contradicted, items=doc.items, report_year=head.report_year)
    return {
        "documents": [document],
        "sections": _sections(doc, ids),
        "facts": [_fact(doc, fact) for fact in doc.facts],
        "tables": table_rows(doc.document_id, doc.report.reading, doc.report.tables, doc.items),
        "line_items": line_item_rows(doc.document_id, head.unit_name, head.report_year, doc.items, standing),
        "projects": project_rows(doc.document_id, doc.report, doc.facts, doc.verdicts),
        "key_work": _key_work(doc),
        "terms": _terms(doc),
        "reasons": _reasons(doc, ids),
        "checks": [check._asdict() for check in doc.verdicts.checks],
        "check_operands": operand_rows(doc.document_id, doc.verdicts),
        "findings": [record_of(f) for f in doc.verdicts.findings]
        + notices(doc.document_id, doc.report, doc.facts, doc.vocabulary.values())
        + structure_notices(doc.document_id, doc.report, doc.structure),
        "summary": [summary],
    }


def _document(doc: Understood) -> Row:
    head = doc.report.masthead
    outcomes = Counter[str](c.outcome for c in doc.verdicts.checks)
    read = doc.report.figures
    printed = [f for f in doc.facts if f.form == "digits"]
    none = sum(len(r.none) for r in read)
    generic = sum(1 for f in printed if f.pattern == "generic")
    units = [f.unit for f in doc.facts if f.amount is not None and not f.unit_inferred]
    usual = max(sorted(set(units)), key=units.count) if units else None
    parts: list[str] = []
    for section in doc.report.sections[1:]:
        if section.part not in parts:
            parts.append(section.part)
    return {
        "document_id": doc.document_id,
        "report_key": head.report_key,
        "same_report_as": None,
        "unit_name": head.unit_name,
        "unit_kind": head.unit_kind,
        "scope": head.scope,
        "report_year": head.report_year,
        "region_code": doc.region.code,
        "region_name": doc.region.name,
        "region_certainty": doc.region.certainty,
        "amount_unit": AMOUNT_UNITS.get(usual) if usual else None,
        "parts": ">".join(parts),
        "numbers_total": len(printed) + none + sum(len(r.unclaimed) for r in read),
        "numbers_claimed": len(printed),
        "numbers_generic": generic,
        "numbers_none": none,
        "checks_pass": outcomes["pass"],
        "checks_rounding": outcomes["rounding"],
        "checks_fail": outcomes["fail"],
        "checks_not_evaluable": outcomes["not_evaluable"],
        "schema_version": SCHEMA_VERSION,
        "juesuan_version": __version__,
        "patterns_hash": doc.patterns_hash,
    }


def _sections(doc: Understood, ids: Sequence[str]) -> list[Row]:
    lines = doc.report.reading.lines
    rows = []
    for section, section_id in zip(doc.report.sections, ids, strict=True):
        body, title = section.body, section.title_place
        places = [p for p in (title, body) if p is not None and len(p)]
        pages = [lines[int(i)].page for p in places for i in (p.line_of[0], p.line_of[-1])]
        known = [p for p in pages if p is not None]
        rows.append(
            {
                "document_id": doc.document_id,
                "section_id": section_id,
                "parent_id": ids[section.parent] if section.parent is not None else None,
                "sequence": section.index,
                "level": section.level,
                "part": section.part,
                "part_number": section.part_number,
                "number": section.number or None,
                "title": section.title,
                "concept": section.concept,
                "page_first": min(known) if known else None,
                "page_last": max(known) if known else None,
                "text": body.text,
            }
        )
    return rows


def _fact(doc: Understood, fact: Fact) -> Row:
    head = doc.report.masthead
    return (
        {name: value for name, value in record_of(fact).items() if name not in INTERNAL}
        | {"document_id": doc.document_id, "unit_name": head.unit_name, "report_year": head.report_year}
        | verification_columns(doc.verdicts.verification[fact.fact_id])
    )


def _key_work(doc: Understood) -> list[Row]:
    rows = []
    for work in doc.report.key_work:
        place = place_of(doc.report.reading, work.place, 0, 1) if work.place is not None else None
        rows.append(
            {
                "document_id": doc.document_id,
                "key_work_id": key(doc.document_id, "key_work", work.sequence),
                "sequence": work.sequence,
                "matter": work.matter,
                "goal": work.goal,
                "result": work.result,
                "heading": work.heading,
                "text": work.text,
                "page": place.page if place else None,
                "anchor": place.anchor if place else None,
            }
        )
    return rows


def _terms(doc: Understood) -> list[Row]:
    rows = []
    for order, term in enumerate(doc.report.terms, 1):
        place = place_of(doc.report.reading, term.place, 0, 1)
        path = tuple(n for n in (term.class_name, term.group_name, term.item_name) if n)
        rows.append(
            {
                "document_id": doc.document_id,
                "term_id": key(doc.document_id, "term", order),
                "sequence": order,
                "term": term.term,
                "definition": term.definition,
                "class_name": term.class_name,
                "group_name": term.group_name,
                "item_name": term.item_name,
                "code": doc.accounts.code(path) if path else None,
                "page": place.page,
                "anchor": place.anchor,
            }
        )
    return rows


def _reasons(doc: Understood, ids: Sequence[str]) -> list[Row]:
    rows = []
    for section, read in zip(doc.report.sections, doc.report.figures, strict=True):
        for reason in read.reasons:
            place = place_of(doc.report.reading, section.body, reason.start, reason.end)
            rows.append(
                {
                    "document_id": doc.document_id,
                    "reason_id": key(doc.document_id, ids[section.index], "reason", reason.start),
                    "section_id": ids[section.index],
                    "concept": reason.concept,
                    "item": reason.item,
                    "direction": reason.direction,
                    "text": section.body.text[reason.start : reason.end],
                    "page": place.page,
                    "anchor": place.anchor,
                }
            )
    return rows


def merged(parts: Sequence[Mapping[str, Sequence[Row]]]) -> dict[str, list[Row]]:
    """The rows of several documents as one."""
    rows: dict[str, list[Row]] = {}
    for part in parts:
        for table, found in part.items():
            rows.setdefault(table, []).extend(found)
    return rows
