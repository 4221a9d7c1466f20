"""The summary of a document: its headline figures, each stated once or agreed on."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Fact
from juesuan.writing.headline import Headline
from juesuan.writing.table_totals import TableTotal, TableTotals

_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』《》")


def summarise(
    facts: Sequence[Fact],
    headlines: Sequence[Headline],
    contradicted: Set[str],
    *,
    items: Sequence[LineItem] = (),
    report_year: int | None = None,
) -> dict[str, object]:
    """The headline columns of one row of `summary`.

    Money is in 元 (Decimal), counts are int, scores Decimal. Each figure is that of the tables, else that of the
    words. It is None when it is not stated, when tables and words, or either among themselves, state different
    values, when a figure that states it is in `contradicted` (fact and cell ids), when only a bound of it is
    stated, and when a count is not a whole number. The year before's figure is the one stated, else the figure
    minus its stated change against the year before. With `report_year`, facts of other years are left aside.
    """
    places = _finest_places(facts)
    tables = TableTotals(items, contradicted)
    stated: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.bound == "exact" and _in_year(fact, report_year):
            stated.setdefault(fact.concept, []).append(fact)
    row: dict[str, object] = {}
    for headline in headlines:
        of_concept = [fact for concept in headline.concepts for fact in stated.get(concept, ())]
        total = [fact for fact in of_concept if _is_total(fact, headline)]
        said = _Said(_measured(total, headline), headline, contradicted, places)
        printed = tables.of(headline)
        figure = _either(printed, said)
        row[headline.name] = figure
        row[headline.source_column] = None if figure is None else "words" if printed is None else "table"
        if headline.has_prior:
            row[headline.prior_column] = _prior(figure, total, headline, contradicted, places, tables)
    return row


@dataclass(frozen=True)
class _Said:
    """What the words say of a headline: facts that state it, and how surely they are printed."""

    facts: Sequence[Fact]
    headline: Headline
    contradicted: Set[str]
    places: Mapping[str, int]

    @property
    def value(self) -> Decimal | int | None:
        """The one value they state."""
        return _agreed(self.facts, self.headline, self.contradicted, self.places)

    def agrees_with(self, table: Decimal, half: Decimal) -> bool:
        """Whether they say nothing, or what a table says."""
        if any(fact.fact_id in self.contradicted for fact in self.facts):
            return False
        value_of = _VALUE_OF[self.headline.type]
        for fact in self.facts:
            value = value_of(fact)
            if value is not None and abs(value - table) > half + _half_place(fact, value, self.places):
                return False
        return True


def _either(printed: TableTotal | None, said: _Said) -> Decimal | int | None:
    """The figure of the tables where the words do not contradict it, that of the words where no table has it."""
    if printed is None:
        return said.value
    if printed.value is None or not said.agrees_with(printed.value, printed.half):
        return None
    return _typed(printed.value, said.headline)


def _in_year(fact: Fact, report_year: int | None) -> bool:
    if report_year is None or fact.fiscal_year is None:
        return True
    return fact.fiscal_year == (report_year - 1 if fact.measure == "prior" else report_year)


def _measured(facts: Sequence[Fact], headline: Headline) -> list[Fact]:
    """The facts that state the headline itself, of the preferred fund where funds are distinguished."""
    of_measure = [
        fact
        for fact in facts
        # Only a budget headline names a budget: an actual figure may stand in a sentence that names one.
        if fact.measure == headline.measure and headline.budget_kind in (None, fact.budget_kind)
    ]
    return _of_fund(of_measure, headline)


def _of_fund(facts: list[Fact], headline: Headline) -> list[Fact]:
    if not headline.funds:
        return facts
    unnamed = [fact for fact in facts if fact.fund is None]
    for fund in headline.funds:
        if named := [fact for fact in facts if fact.fund == fund]:
            return [*named, *unnamed]
    return unnamed


def _prior(
    figure: Decimal | int | None,
    total: Sequence[Fact],
    headline: Headline,
    contradicted: Set[str],
    places: Mapping[str, int],
    tables: TableTotals,
) -> Decimal | int | None:
    if (printed := tables.of(headline, "prior")) is not None:
        return None if printed.value is None else _typed(printed.value, headline)
    stated = _of_fund([fact for fact in total if fact.measure == "prior"], headline)
    if stated:
        return _agreed(stated, headline, contradicted, places)
    changes = [fact for fact in total if fact.measure == "change" and fact.compared_to == "prior_year"]
    change = _agreed(_of_fund(changes, headline), headline, contradicted, places)
    if figure is None or change is None:
        return None
    return figure - change


def _agreed(
    facts: Sequence[Fact], headline: Headline, contradicted: Set[str], places: Mapping[str, int]
) -> Decimal | int | None:
    """The one value the facts state, from the finest print; None when there is none or they disagree."""
    value_of = _VALUE_OF[headline.type]
    prints = [(value, _half_place(fact, value, places), fact) for fact in facts
              if (value := value_of(fact)) is not None]  # fmt: skip
    if not prints or any(fact.fact_id in contradicted for fact in facts):
        return None
    best, narrowest, finest = min(prints, key=lambda p: (p[1], p[2].order))
    for value, half, fact in prints:
        # Prints of one unit must say the same; 1.23亿元 may stand for 12345.67万元.
        if abs(value - best) > (Decimal(0) if fact.unit == finest.unit else half + narrowest):
            return None
    return _typed(best, headline)


def _typed(value: Decimal, headline: Headline) -> Decimal | int | None:
    """A count as a whole number, None if it is not one; anything else as it is."""
    if headline.type != "int64":
        return value
    return int(value) if value == value.to_integral_value() else None


_VALUE_OF: dict[str, Callable[[Fact], Decimal | None]] = {
    "money": lambda fact: fact.amount,
    "int64": lambda fact: fact.value_base,
    "value": lambda fact: fact.value,
}


def _half_place(fact: Fact, value: Decimal, places: Mapping[str, int]) -> Decimal:
    """Half the finest place the document prints in the fact's unit, in 元; counts and zeros are exact."""
    if fact.amount is None or not fact.value:
        return Decimal(0)
    return abs(value / fact.value) * Decimal(5).scaleb(-places[fact.unit] - 1)


def _finest_places(facts: Sequence[Fact]) -> dict[str, int]:
    """The most decimal places printed, by unit: reports drop trailing zeros, so 5 may stand beside 20.48."""
    places: dict[str, int] = {}
    for fact in facts:
        places[fact.unit] = max(fact.decimals, places.get(fact.unit, 0))
    return places


def _is_total(fact: Fact, headline: Headline) -> bool:
    """Whether the fact is of the whole concept: no item, or an item that is only another name of it."""
    if fact.item is None:
        return True
    return _plain(fact.item) in {_plain(name) for name in headline.items}


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).translate(_QUOTES).split())
