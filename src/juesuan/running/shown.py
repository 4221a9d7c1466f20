"""One report as it was understood, for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from juesuan.extracting.report import Report
from juesuan.normalising.fact import Fact
from juesuan.running.document import engine
from juesuan.validating.verdict import Verdicts


def shown(file: Path, patterns: Path | None, *, every_fact: bool) -> str:
    """What is understood of a file, as text. Raises `BadInput` if it cannot be read."""
    understood = engine(patterns).understand(file)
    report, facts, verdicts = understood.report, understood.facts, understood.verdicts
    return "\n".join([*_head(report, facts), *_tree(report, facts, every_fact), *_tables(report), *_checks(verdicts)])


def _head(report: Report, facts: Sequence[Fact]) -> Iterator[str]:
    head = report.masthead
    kind = {"unit": "单位", "department": "部门", None: ""}[head.unit_kind]
    yield f"{head.unit_name or '(unit unknown)'} {head.report_year or '(year unknown)'}年度{kind}决算"
    reading = report.reading
    printed = [f for f in facts if f.form == "digits"]
    generic = sum(f.pattern == "generic" for f in printed)
    none = sum(len(r.none) for r in report.figures)
    unclaimed = sum(len(r.unclaimed) for r in report.figures)
    pages = f"{len(reading.pages)} pages, " if reading.pages and reading.pages[0].number else ""
    yield f"{reading.media_type}, {pages}{len(reading.lines)} lines"
    yield f"numbers: {len(printed)} facts ({generic} by measure word only), {none} no quantities, {unclaimed} unclaimed"
    for note in reading.notes:
        yield f"note: {note}"


def _tree(report: Report, facts: Sequence[Fact], every_fact: bool) -> Iterator[str]:
    by_section: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        by_section.setdefault((fact.heading, fact.section_concept or ""), []).append(fact)
    yield ""
    for section, read in zip(report.sections, report.figures, strict=True):
        indent = "  " * section.level
        name = section.heading or "(before the first heading)"
        known = f" [{section.concept or section.part}]" if section.concept or section.level == 1 else ""
        count = f" — {len(read.figures)} facts" if read.figures else ""
        yield f"{indent}{name}{known}{count}"
        if every_fact:
            for fact in by_section.pop((section.heading, section.scope or ""), []):
                item = f" · {fact.item}" if fact.item else ""
                axes = " ".join(x for x in (fact.budget_kind, fact.compared_to, fact.base_concept) if x)
                yield f"{indent}    {fact.value_text} = {fact.label}{item} {fact.measure} {axes} ({fact.pattern})"
            for number in read.unclaimed:
                around = section.body.text[max(0, number.start - 15) : number.unit_end + 15].replace("\n", " ")
                yield f"{indent}    ? {number.text}: …{around}…"


def _tables(report: Report) -> Iterator[str]:
    lines = report.reading.lines
    if report.flow.tables:
        yield ""
    for table in report.flow.tables:
        first, last = lines[table.first_line].page, lines[table.last_line].page
        pages = f" p.{first}" + (f"–{last}" if last != first else "") if first else ""
        empty = f" (empty: {table.empty_reason})" if table.empty_reason else ""
        yield f"table {table.kind}: {table.title}{pages} {table.unit or ''}{empty}"


def _checks(verdicts: Verdicts) -> Iterator[str]:
    counts = Counter[str](c.outcome for c in verdicts.checks)
    outcomes = ("pass", "rounding", "fail", "not_evaluable")
    yield ""
    yield "checks: " + ", ".join(f"{counts[o]} {o.replace('_', ' ')}" for o in outcomes)
    for finding in verdicts.findings:
        yield f"  {finding.severity}: {finding.message}"
