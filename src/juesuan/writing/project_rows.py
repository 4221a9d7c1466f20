"""Rows of the `projects` table: a project's words joined with its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from juesuan.extracting.report import Report
from juesuan.normalising.fact import Fact
from juesuan.normalising.facts import place_of
from juesuan.normalising.keys import key
from juesuan.validating.verdict import Verdicts

WORST_FIRST = ("contradicted", "unchecked", "consistent", "verified")
CONCEPTS = ("performance.project.fund", "general_budget.expenditure.project", "expenditure.project")


def project_rows(document_id: str, report: Report, facts: Sequence[Fact], verdicts: Verdicts) -> list[dict[str, Any]]:
    """A row per project named in the words, in reading order; its verification is the weakest of its figures'.

    A name of which nothing is said, no figure and no word, leads the projects in (反映所有项目自评结果): it is none.
    """
    by_item: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.item is not None and fact.concept in CONCEPTS:
            by_item.setdefault((fact.concept, fact.item), []).append(fact)
    items = {fact.item for fact in facts}
    projects = [
        w for w in report.projects if w.name in items or w.results or w.deviation_reason or w.improvement
    ]
    rows = []
    for order, words in enumerate(projects, 1):
        own = next((by_item[c, words.name] for c in CONCEPTS if (c, words.name) in by_item), [])
        budget = next((f for f in own if f.measure == "budget"), None)
        executed = next((f for f in own if f.measure == "actual"), None)
        completion = next((f for f in own if f.measure == "completion_pct"), None)
        states = {verdicts.verification[f.fact_id].status for f in (budget, executed, completion) if f is not None}
        place = place_of(report.reading, report.sections[words.section].body, words.start, words.start + 1)
        rows.append(
            {
                "document_id": document_id,
                "project_id": key(document_id, "project", words.name, order),
                "name": words.name,
                "sequence": order,
                "budget_kind": budget.budget_kind if budget else None,
                "budget": budget.value if budget else None,
                "executed": executed.value if executed else None,
                "completion_pct": completion.value if completion else None,
                "budget_amount": budget.amount if budget else None,
                "executed_amount": executed.amount if executed else None,
                "results": words.results,
                "deviation_reason": words.deviation_reason,
                "improvement": words.improvement,
                "page": place.page,
                "anchor": place.anchor,
                "verification": next((s for s in WORST_FIRST if s in states), "unchecked"),
            }
        )
    return rows
