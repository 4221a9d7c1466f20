"""The summary of a document: its headline figures, each stated once or agreed on."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence, Set
from decimal import Decimal

from juesuan.normalising.fact import Fact
from juesuan.writing.headline import Headline

_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』《》")


def summarise(
    facts: Sequence[Fact],
    headlines: Sequence[Headline],
    contradicted: Set[str],
    *,
    report_year: int | None = None,
) -> dict[str, object]:
    """The headline columns of one row of `summary`.

    Money is in 元 (Decimal), counts are int, scores Decimal. A figure is None when it is not stated, when two
    different values are stated for it, when a fact that states it is in `contradicted` (fact ids), when only
    a bound of it is stated, and when a count is not a whole number. The year before's figure is the one
    stated, else the figure minus its stated change against the year before. With `report_year`, facts of
    other years are left aside.
    """
    places = _finest_places(facts)
    stated: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.bound == "exact" and _in_year(fact, report_year):
            stated.setdefault(fact.concept, []).append(fact)
    row: dict[str, object] = {}
    for headline in headlines:
        of_concept = [fact for concept in headline.concepts for fact in stated.get(concept, ())]
        total = [fact for fact in of_concept if _is_total(fact, headline)]
        figure = _agreed(_measured(total, headline), headline, contradicted, places)
        row[headline.name] = figure
        row[headline.source_column] = None if figure is None else "words"
        if headline.has_prior:
            row[headline.prior_column] = _prior(figure, total, headline, contradicted, places)
    return row


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
) -> Decimal | int | None:
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
    if headline.type != "int64":
        return best
    return int(best) if best == best.to_integral_value() else None


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
