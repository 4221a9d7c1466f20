"""Directions: what the words say of over, under, more and less, against the figures that stand before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from juesuan.normalising.explained import Explained
from juesuan.normalising.fact import Fact
from juesuan.validating.figure import Figure
from juesuan.validating.report import identify
from juesuan.validating.verdict import Finding
from juesuan.validating.wording import amount, title

SAID = {"over": "大于预算", "under": "小于预算", "increase": "增加", "decrease": "减少", "unchanged": "没有变化"}
WANTED = {"over": 1, "under": -1, "increase": 1, "decrease": -1}
CODE = "wording_contradicts_figures"


def direction_findings(
    document_id: str, explained: Sequence[Explained], figures: Sequence[Figure]
) -> Iterator[Finding]:
    """A finding for each direction that the figures before it, in the same section, deny.

    What is equal to the last printed place goes with any direction: 99.996 is less than 100, and prints alike.
    """
    by_section: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures if explained else ():
        by_section[figure.section].append(figure)
    for said in explained:
        wanted = WANTED.get(said.direction)
        if wanted is None:
            continue
        told = by_section.get(said.section_id, ())
        before = [figure for figure in told if figure.concept == said.concept and _is_of(figure, said)]
        found = _budget(before) if said.direction in ("over", "under") else _change(before)
        if found is not None and _sign(found) == -wanted:
            yield _finding(document_id, said, found)


def _is_of(figure: Figure, said: Explained) -> bool:
    """Whether a figure of the concept that a direction is said of stands before it and is of the same item."""
    source = figure.source
    if not isinstance(source, Fact) or source.char_end > said.char_start or figure.interval.bound != "exact":
        return False
    return source.item == said.item or (said.item is None and figure.key is None)


def _budget(before: Sequence[Figure]) -> tuple[Figure, ...] | None:
    """The last budget and what was spent of it, printed after one another."""
    budgets = [f for f in before if f.measure == "budget" and f.budget_kind != "supplementary"]
    spent = [f for f in before if f.measure == "actual"]
    return (budgets[-1], spent[-1]) if budgets and spent else None


def _change(before: Sequence[Figure]) -> tuple[Figure, ...] | None:
    changes = [f for f in before if f.measure in ("change", "growth_pct")]
    return (changes[-1],) if changes else None


def _sign(figures: tuple[Figure, ...]) -> int:
    """Which way the figures go, beyond what rounding may hide."""
    first, last = figures[0], figures[-1]
    gap = last.value - (first.value if len(figures) == 2 else 0)
    slack = last.interval.slack + (first.interval.slack if len(figures) == 2 else 0)
    return 0 if abs(gap) <= slack else 1 if gap > 0 else -1


def _finding(document_id: str, said: Explained, figures: tuple[Figure, ...]) -> Finding:
    shown = "，".join(f"{title(figure)}{amount(figure)}" for figure in figures)
    fact = figures[-1].source
    assert isinstance(fact, Fact)
    box = said.place.box
    return Finding(
        document_id=document_id, finding_id=identify(CODE, document_id, said.section_id, said.char_start), code=CODE,
        severity="warning", message=f"文字说“{SAID[said.direction]}”，而{shown}：…{said.quote}", fact_id=fact.fact_id,
        cell_id=None, check_id=None, page=said.place.page, x0=box.x0 if box else None, y0=box.y0 if box else None,
        x1=box.x1 if box else None, y1=box.y1 if box else None, char_start=said.char_start, char_end=None,
        anchor=said.place.anchor, evidence=said.quote,
    )  # fmt: skip
