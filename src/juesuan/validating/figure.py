"""A figure: one printed or derived number with its axes, as the identities see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Fact
from juesuan.validating.interval import ZERO, Interval

FigureKind = Literal["fact", "cell", "derived"]
EXACT_MEASURES = frozenset({"count", "headcount"})
FUND_SPLIT = "+fund"
ONE = Decimal(1)
OTHER_BUDGETS = frozenset({"government_fund", "state_capital"})


class Figure(NamedTuple):
    """One number and the axes that say what it measures; a plain tuple, for a report has a thousand.

    `key` tells siblings of a concept apart (classification code, else name); None is the concept's whole.
    `interval` is in base units; `scale` base units make one printed `unit`. `source` is the fact or the cell
    it was printed as, None for what was derived; `heading` the heading or the title of the table it stands
    under. The section of a cell is its table, its sentence the row.
    """

    kind: FigureKind
    ref_id: str | None
    concept: str
    name: str
    key: str | None
    code: str | None
    measure: str
    budget_kind: str | None
    compared_to: str | None
    base_concept: str | None
    base_key: str | None
    fund: str | None
    year: int | None
    section: str
    sentence: int
    order: int
    interval: Interval
    unit: str
    scale: Decimal
    decimals: int
    money: bool
    source: Fact | LineItem | None = None
    heading: str = ""

    @property
    def value(self) -> Decimal:
        """The value in base units (元 for money)."""
        return self.interval.value

    @property
    def what(self) -> tuple[object, ...]:
        """The axes that two prints of one figure share, the concept and the key first."""
        return (
            self.concept, self.key, self.measure, self.budget_kind, self.compared_to, self.base_concept,
            self.base_key, self.fund, self.year, "元" if self.money else self.unit,
        )  # fmt: skip

    @property
    def places(self) -> int:
        """The decimal places that the document prints such figures with, whatever zeros this one drops."""
        slack = self.interval.slack
        return self.decimals if not slack else max(self.decimals, -(slack / self.scale).adjusted() - 1)

    @property
    def behind(self) -> Interval:
        """What may stand behind its digits, which a ratio magnifies: 0.00 is up to half its last place, 0 nothing."""
        if self.interval.value or not self.money or not self.decimals or not self._prints_number:
            return self.interval
        return Interval(ZERO, half_place(self.decimals) * self.scale, self.interval.bound)

    @property
    def _prints_number(self) -> bool:
        if isinstance(self.source, Fact):
            return self.source.form == "digits"
        return self.source is not None and self.source.print in ("number", "zero")

    @property
    def is_blank(self) -> bool:
        """Whether it stands for a cell in which nothing is printed."""
        return isinstance(self.source, LineItem) and self.source.print == "blank"

    @property
    def around(self) -> tuple[str, str]:
        """The words of its quote before and behind its print; empty for what the words do not state."""
        source = self.source
        if not isinstance(source, Fact):
            return "", ""
        before, _, behind = source.quote.rpartition(source.value_text)
        return before, behind

    def goes_with(self, other: Figure) -> bool:
        """Whether both may be of the same year and fund; what is not stated does not separate them."""
        return (self.year == other.year or self.year is None or other.year is None) and (
            self.fund == other.fund or self.fund is None or other.fund is None
        )

    def is_above(self, other: Figure) -> bool:
        """Whether the other is a part of it by the codes: 210 is above 2101103."""
        return bool(self.code and other.code and self.code != other.code and other.code.startswith(self.code))


def derived(name: str, interval: Interval, like: Figure) -> Figure:
    """A figure nobody printed, with the unit and the place of `like`."""
    return Figure(
        kind="derived", ref_id=None, concept="", name=name, key=None, code=None, measure=like.measure,
        budget_kind=None, compared_to=None, base_concept=None, base_key=None, fund=None, year=like.year,
        section=like.section, sentence=like.sentence, order=like.order, interval=interval, unit=like.unit,
        scale=like.scale, decimals=like.decimals, money=like.money,
    )  # fmt: skip


def figures_of(facts: Sequence[Fact], wholes: Mapping[str, frozenset[str]]) -> tuple[Figure, ...]:
    """The facts as figures in reading order.

    `wholes` lists the concepts that have several items, each with the item names that mean the whole; an item
    of any other concept is only another name of its one total.
    """
    printed: dict[str, list[int]] = defaultdict(list)
    scales: dict[str, Decimal] = {}
    codes: dict[str, set[str]] = defaultdict(set)
    uncoded = _without_code(facts)
    for fact in facts:
        if fact.amount is not None and fact.form != "implied":
            printed[fact.unit].append(fact.decimals if fact.value else 0)
        if fact.value and fact.unit not in scales:
            scales[fact.unit] = (fact.value_base if fact.amount is None else fact.amount) / fact.value
        if fact.item and fact.item_code and fact.item not in uncoded:
            codes[fact.item].add(fact.item_code)

    finest = {unit: usual_places(places) for unit, places in printed.items()}

    def code_of(item: str | None, code: str | None) -> str | None:
        if code or not item:
            return code
        known = codes.get(item)
        return next(iter(known)) if known and len(known) == 1 else None

    def key_of(concept: str, label: str, item: str | None, code: str | None) -> str | None:
        names = wholes.get(concept)
        if names is None or item is None or item == label or item in names:
            return None
        return code or "".join(item.split())

    built = []
    for fact in sorted(facts, key=lambda fact: fact.order):
        if fact.pattern.endswith(FUND_SPLIT):
            continue  # 其中：一般公共预算X，政府性基金Y: parts of the figure before them, not that figure again
        scale = scales.get(fact.unit, ONE)
        code = code_of(fact.item, fact.item_code)
        key = key_of(fact.concept, fact.label, fact.item, code)
        base_item = fact.base_item
        built.append(
            Figure(
                "fact", fact.fact_id, fact.concept, fact.label if key is None else fact.item or fact.label, key, code,
                fact.measure, fact.budget_kind, fact.compared_to, fact.base_concept,
                base_item and key_of(fact.base_concept or "", "", base_item, code_of(base_item, None)),
                separate_fund(fact.fund, fact.concept), fact.fiscal_year, fact.section_id, fact.sentence, fact.order,
                _interval_of(fact, finest, scale), fact.unit, scale, fact.decimals, fact.amount is not None, fact,
                fact.heading,
            )
        )
    return tuple(built)


def _without_code(facts: Sequence[Fact]) -> set[str]:
    """Names that one section states twice, with a code and without, and with other values: they are two items.

    一般行政管理事务 stands under many 款, and the code of one of them may not be known.
    """
    coded: dict[tuple[object, ...], Decimal] = {}
    bare: list[tuple[tuple[object, ...], Fact]] = []
    known = {fact.item for fact in facts if fact.item_code}
    for fact in facts:
        if fact.item in known:
            place = (
                fact.item, fact.section_id, fact.concept, fact.measure, fact.budget_kind, fact.compared_to,
                fact.base_concept, fact.fiscal_year,
            )  # fmt: skip
            if fact.item_code:
                coded[place] = fact.value_base
            else:
                bare.append((place, fact))
    return {fact.item or "" for place, fact in bare if coded.get(place, fact.value_base) != fact.value_base}


@cache
def separate_fund(fund: str | None, concept: str) -> str | None:
    """The fund that sets a figure apart from its namesakes.

    Most concepts say of themselves which funds they cover, and their identities join funds; the general budget
    and all fiscal appropriation are named for each other. A figure of the other two budgets stands alone.
    """
    if fund is None or concept.startswith(f"{fund}."):
        return None
    return fund if fund in OTHER_BUDGETS else None


def _interval_of(fact: Fact, finest: Mapping[str, int], scale: Decimal) -> Interval:
    value = fact.value_base if fact.amount is None else fact.amount
    if fact.amount is not None:
        # 持平 says that two amounts print alike, not that they are equal to the last 分.
        exact = not fact.value and fact.form != "implied"
        slack = ZERO if exact else half_place(max(fact.decimals, finest.get(fact.unit, 0))) * scale
    elif fact.measure in EXACT_MEASURES and scale == 1 and not fact.decimals:
        slack = ZERO
    else:
        slack = half_place(fact.decimals) * scale
    return Interval(value, slack, fact.bound)


def usual_places(printed: Iterable[int]) -> int:
    """The decimal places that amounts of one unit have in a document, whatever trailing zeros are dropped.

    5 beside 20.48 is 5.00, so it is the finest place that counts; but where a few amounts are printed to the last
    分 (4895.574316万元), the others are rounded all the same. Up to two places a fifth of the amounts decide, so
    many are round; beyond, half of them.
    """
    places = list(printed)
    if not places:
        return 0
    shared = [d for d in range(max(places) + 1) if sum(p >= d for p in places) * (5 if d <= 2 else 2) >= len(places)]
    return shared[-1]


@cache
def half_place(decimals: int) -> Decimal:
    """Half of the last of so many decimal places."""
    return Decimal(5).scaleb(-decimals - 1)


def all_equal(figures: Iterable[Figure]) -> bool:
    """Whether they state one value."""
    return len({(figure.value, figure.interval.bound) for figure in figures}) <= 1
