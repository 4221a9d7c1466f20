"""The index of a document's figures, and the rule by which an identity finds its operands in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from juesuan.validating.figure import Figure, all_equal
from juesuan.validating.interval import Outcome, judge
from juesuan.validating.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Missing:
    """No operand was found; `reason` is the machine code that says why."""

    reason: str


@cache
def missing(concept: str, measure: str = "actual") -> Missing:
    """An operand that the document does not print."""
    return Missing(f"missing_operand:{concept}" + ("" if measure == "actual" else f".{measure}"))


def ambiguous(concept: str) -> Missing:
    """An operand printed with several values, none of them nearer than the others."""
    return Missing(f"ambiguous_operand:{concept}")


class Axes(NamedTuple):
    """What an operand must agree with beside concept, measure and key; None asks for nothing."""

    budget_kind: str | None = None
    compared_to: str | None = None
    base_concept: str | None = None

    def admit(self, figure: Figure) -> bool:
        """Whether a figure has these axes."""
        return (
            self.budget_kind in (None, figure.budget_kind)
            and self.compared_to in (None, figure.compared_to)
            and self.base_concept in (None, figure.base_concept)
        )


ANY = Axes()


class Index:
    """A document's figures by concept, measure and key, in reading order; behind them its tables."""

    def __init__(self, figures: Sequence[Figure], sheets: Sheets | None = None) -> None:
        self.sheets = sheets or Sheets()
        self.figures = tuple(figures)
        self._of_measure: dict[str, list[Figure]] = defaultdict(list)
        self._measured: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        self._keyed: dict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
        self._wholes: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._orders = [figure.order for figure in self.figures]
        self.alike: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        """The figures that state the same, by what they state."""
        for figure in self.figures:
            concept, measure, key = figure.concept, figure.measure, figure.key
            self.alike[figure.what].append(figure)
            self._of_measure[measure].append(figure)
            self._measured[concept, measure].append(figure)
            self._keyed[concept, measure, key].append(figure)
            if key is None:
                self._wholes[concept, figure.section].append(figure.order)
        self.spoken_of: Set[tuple[str, str]] = frozenset(self._measured)
        """Concept and measure of everything the words state."""

    def measured(self, measure: str) -> Sequence[Figure]:
        """All figures of one measure."""
        return self._of_measure.get(measure, ())

    def before(self, figure: Figure) -> Figure | None:
        """The figure printed right before another."""
        at = bisect_left(self._orders, figure.order)
        return self.figures[at - 1] if at else None

    def of(self, concept: str, measure: str, axes: Axes = ANY) -> Sequence[Figure]:
        """All figures of a concept, whole and items."""
        return _admitted(self._measured.get((concept, measure), ()), axes)

    def keyed(self, concept: str, measure: str, key: str | None, axes: Axes = ANY) -> Sequence[Figure]:
        """The figures of one item (None: of the whole)."""
        return _admitted(self._keyed.get((concept, measure, key), ()), axes)

    def speaks_of(self, concept: str, section: str) -> bool:
        """Whether the whole of a concept is spoken of in a section."""
        return (concept, section) in self._wholes

    def whole_between(self, concept: str, section: str, first: int, last: int) -> bool:
        """Whether the whole of a concept is spoken of between two places of a section."""
        orders = self._wholes.get((concept, section), [])
        at = bisect_left(orders, first)
        return at < len(orders) and orders[at] < last

    def find(
        self, concept: str, measure: str, key: str | None, near: Figure, axes: Axes = ANY
    ) -> Figure | Missing:
        """The operand that a figure is to be compared with.

        The nearest one: before it in its sentence, after it there, before it in its section, after it there.
        From the rest of the document only a figure that is printed with one value. What the words do not
        print is looked up in the tables.
        """
        printed = self._keyed.get((concept, measure, key))
        found = nearest(_admitted(printed, axes), near) if printed else None
        return found or self._in_tables(concept, measure, key, near, axes) or missing(concept, measure)

    def _in_tables(
        self, concept: str, measure: str, key: str | None, near: Figure, axes: Axes
    ) -> Figure | Missing | None:
        """A figure that the tables print, and all of them alike but for rounding."""
        if not self.sheets.sheets or axes.compared_to is not None or axes.base_concept is not None:
            return None
        if near.kind == "cell":
            return None
        stated = [
            figure
            for figure in self.sheets.stated(concept, (measure, axes.budget_kind), key)
            if figure.goes_with(near)
        ]
        if not stated:
            return None
        first = stated[0]
        if all(judge(first.interval, other.interval)[0] is not Outcome.FAIL for other in stated[1:]):
            return first
        return ambiguous(concept)


def _admitted(figures: Sequence[Figure], axes: Axes) -> Sequence[Figure]:
    return figures if axes == ANY else [figure for figure in figures if axes.admit(figure)]


def nearest(candidates: Iterable[Figure], near: Figure) -> Figure | Missing | None:
    """The nearest of several figures, ambiguous when only distant ones differ, None without any."""
    best: Figure | None = None
    best_rank = (5, 0)
    rest: list[Figure] = []
    for figure in candidates:
        if figure is near or not figure.goes_with(near):
            continue
        rest.append(figure)
        if figure.section != near.section:
            continue
        distance = near.order - figure.order
        tier = (1 if figure.sentence == near.sentence else 3) + (distance < 0)
        rank = (tier, abs(distance))
        if rank < best_rank:
            best, best_rank = figure, rank
    if best is not None or not rest:
        return best
    return rest[0] if all_equal(rest) else ambiguous(rest[0].concept)
