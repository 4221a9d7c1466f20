"""What the words say and nothing supports: a rate without its budget, an amount no table holds, another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from juesuan.normalising.accounts import plain_name
from juesuan.normalising.fact import Fact
from juesuan.validating.figure import Figure
from juesuan.validating.report import identify
from juesuan.validating.sheets import Axis, Sheets
from juesuan.validating.site import where
from juesuan.validating.trial import Trial
from juesuan.validating.verdict import Check, Finding
from juesuan.validating.wording import amount, title

ACTUAL: Axis = ("actual", None)
SHOWN = 3
"""Rates of a section that are told of by name."""


def unsupported(
    document_id: str, trials: Sequence[Trial], checks: Sequence[Check], figures: Sequence[Figure], sheets: Sheets
) -> Iterator[Finding]:
    """All findings of these kinds; `checks` are the rows of the trials."""
    yield from _rates_without_budget(document_id, trials, checks)
    if sheets.sheets:
        yield from _amounts_and_names(document_id, figures, sheets)


def _rates_without_budget(document_id: str, trials: Sequence[Trial], checks: Sequence[Check]) -> Iterator[Finding]:
    """A finding for each section with completion rates of amounts of money whose budgets are printed nowhere."""
    sections: dict[str, list[tuple[Figure, Check]]] = defaultdict(list)
    for trial, check in zip(trials, checks, strict=True):
        reason, rate = trial.reason or "", trial.printed
        if trial.identity.kind != "completion" or rate is None or not _lacks_budget(reason):
            continue
        spent = [figure for _, figure in trial.parts if figure.money]
        # 0 % of nothing spent says nothing, with a budget or without.
        if spent and spent[0].section == rate.section and (rate.value or spent[0].value):
            sections[rate.section].append((rate, check))
    for rates in sections.values():
        first, check = rates[0]
        names = "、".join(title(rate) + amount(rate) for rate, _ in rates[:SHOWN])
        more = f"等{len(rates)}个" if len(rates) > SHOWN else ""
        words = f"{where(first)}：{names}{more}，而所完成的预算没有写出，无从核对。"
        yield _finding(document_id, "rate_without_budget", words, first, check.check_id)


def _lacks_budget(reason: str) -> bool:
    return reason.startswith("missing_operand:") and reason.endswith(".budget")


def _amounts_and_names(document_id: str, figures: Sequence[Figure], sheets: Sheets) -> Iterator[Finding]:
    """Amounts of the words for which the tables have a place and no number, and names that the tables print otherwise.

    Only concepts that the tables print are asked for, and items only at the level (类, 款, 项) that they list. An
    item that no row is called like, but that one row and no other item of the words has the amount of, is that row
    under another name.
    """
    latest = max((figure.year for figure in figures if figure.year is not None), default=None)
    told: dict[tuple[str, str | None], Figure] = {}
    for figure in figures:
        firm = figure.measure == "actual" and figure.money and figure.value and figure.interval.bound == "exact"
        if firm and figure.fund is None and figure.year in (None, latest) and isinstance(figure.source, Fact):
            told.setdefault((figure.concept, figure.key), figure)
    for figure in told.values():
        rows = sheets.stated(figure.concept, ACTUAL, figure.key, figure.name)
        if rows:
            if figure.code and (called := _called_otherwise(figure, rows)) is not None:
                words = f"{where(figure)}称“{figure.name}”，{where(called)}编码{figure.code}称“{_label(called)}”。"
                yield _finding(document_id, "account_name_differs", words, figure)
            continue
        if figure.key is None:
            lacking = sheets.is_blank(figure.concept, ACTUAL)
        else:
            listed = sheets.keyed(figure.concept, ACTUAL)
            other = _of_the_same_amount(figure, listed, told)
            if other is not None:
                words = (
                    f"{where(figure)}的“{figure.name}”{amount(figure)}，表中没有这个名称；"
                    f"{where(other)}“{_label(other)}”与之同数。"
                )
                yield _finding(document_id, "account_name_differs", words, figure)
                continue
            level = len(figure.code or "")
            lacking = bool(level) and any(len(row.code or "") == level for row in listed)
        if lacking:
            words = f"{where(figure)}：{title(figure)}{amount(figure)}，决算表中没有这个数。"
            yield _finding(document_id, "amount_not_in_tables", words, figure)


def _called_otherwise(figure: Figure, rows: Sequence[Figure]) -> Figure | None:
    """The row of the same code that is called otherwise, if none is called like the figure."""
    if not rows or any(_same_name(figure.name, _label(row)) for row in rows):
        return None
    return rows[0] if rows[0].code == figure.code else None


def _of_the_same_amount(
    figure: Figure, listed: Sequence[Figure], told: dict[tuple[str, str | None], Figure]
) -> Figure | None:
    """The one row of the figure's amount that no item of the words names."""
    names = {plain_name(other.name) for (concept, key), other in told.items() if concept == figure.concept and key}
    alike = {
        row.key: row
        for row in listed
        if row.value == figure.value
        and (row.concept, row.key) not in told
        and plain_name(_label(row)) not in names
        and (not figure.code or len(figure.code) == len(row.code or ""))
    }
    return next(iter(alike.values())) if len(alike) == 1 else None


def _label(row: Figure) -> str:
    return getattr(row.source, "label", None) or row.name


def _same_name(first: str, second: str) -> bool:
    one, other = plain_name(first), plain_name(second)
    return one in other or other in one


def _finding(document_id: str, code: str, words: str, figure: Figure, check_id: str | None = None) -> Finding:
    fact = figure.source
    assert isinstance(fact, Fact)
    return Finding(
        document_id=document_id, finding_id=identify(code, document_id, fact.fact_id), code=code, severity="info",
        message=words, fact_id=fact.fact_id, cell_id=None, check_id=check_id, page=fact.page, x0=fact.x0, y0=fact.y0,
        x1=fact.x1, y1=fact.y1, char_start=fact.char_start, char_end=fact.char_end, anchor=fact.anchor,
        evidence=fact.quote,
    )  # fmt: skip
