"""Totals of the statutory tables, as the summary asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from juesuan.normalising.cells import LineItem
from juesuan.writing.headline import Headline

CLASSIFIED = frozenset({"class", "group", "item"})


@dataclass(frozen=True, slots=True)
class TableTotal:
    """What the tables state for a headline.

    `value` is that of the first table that prints it, in 元 (plain for counts), None if they disagree or one of
    the prints is contradicted; `half` is half its last place.
    """

    value: Decimal | None
    half: Decimal


class TableTotals:
    """The totals that the tables of one document print, by concept."""

    def __init__(self, items: Sequence[LineItem], contradicted: Set[str]) -> None:
        self._contradicted = contradicted
        self._printed: Mapping[str, list[LineItem]] = defaultdict(list)
        self._places: dict[str | None, int] = {}
        for item in items:
            if item.decimals is not None:
                self._places[item.unit] = max(item.decimals, self._places.get(item.unit, 0))
            if item.concept and item.level not in CLASSIFIED and item.print in ("number", "zero"):
                self._printed[item.concept].append(item)

    def of(self, headline: Headline, measure: str | None = None) -> TableTotal | None:
        """What the tables state; None where no table prints it. `measure` stands in for the headline's own."""
        found = self._of_concept(headline.concepts[0], headline, measure or headline.measure)
        sides = [self._of_concept(side, headline, measure or headline.measure) for side in headline.sides]
        printed = [side for side in sides if side is not None]
        if found is not None or len(printed) < max(len(sides), 1):
            return found
        first = printed[0]
        agree = all(side.value == first.value for side in printed)
        return first if agree else TableTotal(None, first.half)

    def _of_concept(self, concept: str, headline: Headline, measure: str) -> TableTotal | None:
        kind = headline.budget_kind if measure == "budget" else None
        prints = [
            item
            for item in self._printed.get(concept, ())
            if item.measure == measure and (measure != "budget" or item.budget_kind == kind)
        ]
        for fund in headline.funds:
            if named := [item for item in prints if item.fund == fund]:
                prints = named
                break
        if not prints:
            return None
        value, half = self._interval(prints[0])
        if any(item.cell_id in self._contradicted for item in prints):
            return TableTotal(None, half)
        for item in prints[1:]:
            other, slack = self._interval(item)
            if abs(other - value) > half + slack:
                return TableTotal(None, half)
        return TableTotal(value, half)

    def _interval(self, item: LineItem) -> tuple[Decimal, Decimal]:
        """The value in 元, or plain, and half the finest place that the tables print in its unit."""
        value = item.amount if item.amount is not None else item.value or Decimal(0)
        if item.amount is None or not item.value:
            return value, Decimal(0)
        return value, abs(value / item.value) * Decimal(5).scaleb(-self._places[item.unit] - 1)
