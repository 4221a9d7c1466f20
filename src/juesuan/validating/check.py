"""Checking: every identity tried on every figure of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Context, localcontext

from juesuan.normalising.cells import LineItem
from juesuan.normalising.explained import Explained
from juesuan.normalising.fact import Fact
from juesuan.validating.completion import try_completion
from juesuan.validating.counted import try_count, try_enumerated
from juesuan.validating.directions import direction_findings
from juesuan.validating.figure import figures_of
from juesuan.validating.growth import try_base, try_change, try_growth
from juesuan.validating.identity import Identity, Kind
from juesuan.validating.index import Index
from juesuan.validating.lists import try_list
from juesuan.validating.ratios import try_ratio, try_share
from juesuan.validating.report import (
    blank_cells,
    check_of,
    finding_of,
    identify,
    key_of,
    nothing_filled_in,
)
from juesuan.validating.restated import try_restated
from juesuan.validating.retold import try_retold
from juesuan.validating.scores import try_limit, try_mean
from juesuan.validating.sheets import Sheets
from juesuan.validating.standing import standing
from juesuan.validating.sums import try_sum
from juesuan.validating.suspected import suspect_findings
from juesuan.validating.suspects import fillings, suspicions
from juesuan.validating.table_lists import try_list_in_tables, try_tree_in_tables
from juesuan.validating.table_prints import try_tables, try_words_and_tables
from juesuan.validating.table_sums import try_sum_in_tables
from juesuan.validating.trial import Trial
from juesuan.validating.units import REASON, told_of_units, wrong_units
from juesuan.validating.unsupported import unsupported
from juesuan.validating.verdict import Check, Finding, Verdicts
from juesuan.validating.wording import Worded

EXACT = Context(prec=60)
"""Sums and products of printed figures are exact in 60 digits."""

_TRY: Mapping[Kind, Callable[[Identity, Index], Iterator[Trial]]] = {
    "sum": try_sum,
    "list": try_list,
    "ratio": try_ratio,
    "share": try_share,
    "growth": try_growth,
    "change": try_change,
    "completion": try_completion,
    "restated": try_restated,
    "retold": try_retold,
    "count": try_count,
    "enumerated": try_enumerated,
    "mean": try_mean,
    "limit": try_limit,
    "base": try_base,
    "restated_in_words_and_tables": try_words_and_tables,
}
_TRY_ON_TABLES: Mapping[Kind, Callable[[Identity, Sheets], Iterator[Trial]]] = {
    "tree": try_tree_in_tables,
    "restated_in_tables": try_tables,
}


def trials_of(index: Index, identities: Sequence[Identity]) -> Mapping[str, Trial]:
    """Every trial of the identities on the words and tables of one document, by a key of its figures.

    To be called in the context `EXACT`.
    """
    trials: dict[str, Trial] = {}
    for identity in identities:
        silent = bool(identity.spoken_of) and identity.spoken_of.isdisjoint(index.spoken_of)
        if not silent and "words" in identity.among and identity.kind in _TRY:
            for trial in _TRY[identity.kind](identity, index):
                trials.setdefault(key_of(trial), trial)
        if index.sheets.sheets:
            for trial in _trials_of_tables(identity, index):
                trials.setdefault(key_of(trial), trial)
    return trials


def _trials_of_tables(identity: Identity, index: Index) -> Iterator[Trial]:
    """All trials of an identity on the tables."""
    if identity.kind in _TRY_ON_TABLES:
        yield from _TRY_ON_TABLES[identity.kind](identity, index.sheets)
    elif "tables" in identity.among and identity.kind in ("sum", "list"):
        each = any(term.each for term in identity.terms)
        yield from (try_list_in_tables if each else try_sum_in_tables)(identity, index.sheets)


def check(
    facts: Sequence[Fact],
    identities: Sequence[Identity],
    *,
    document_id: str,
    items: Sequence[LineItem] = (),
    titles: Mapping[str, str | None] | None = None,
    labels: Mapping[str, str] | None = None,
    explained: Sequence[Explained] = (),
) -> Verdicts:
    """Try the identities on the facts and the table cells of one document.

    `titles` names the tables by table_id, `labels` the concepts; `explained` is what the words say of directions.
    Money is compared in 元, an amount being an
    interval of ± half the finest place that the words, or the tables, of the document print in that unit; a
    percentage ± half its last place; counts and a printed zero are exact. A blank cell states nothing and adds
    nothing to a sum; a table with a cell that cannot be read decides nothing that the cell is part of. An
    identity none of whose operands occur gives no row; one that lacks an operand gives a `not_evaluable` row
    with its reason.
    """
    with localcontext(EXACT):
        sheets = Sheets(items, titles, labels)
        index = Index(figures_of(facts, identities[0].wholes if identities else {}), sheets)
        trials = dict(trials_of(index, identities))
        misread = wrong_units(trials) if sheets.sheets else []
        for key in (key for unit in misread for key in unit.keys):
            trials[key] = trials[key].undecided(REASON)
        tried = tuple(trials.values())
        worded = Worded()
        checks: list[Check] = []
        findings: list[Finding] = []
        for key, trial in trials.items():
            row = check_of(trial, document_id, identify(document_id, key), worded)
            checks.append(row)
            finding = finding_of(trial, row)
            if finding is not None:
                findings.append(finding)
        findings.extend(told_of_units(misread, dict(zip(trials, checks, strict=True))))
        findings.extend(unsupported(document_id, tried, checks, index.figures, sheets))
        findings.extend(direction_findings(document_id, explained, index.figures))
        suspected = suspicions(tried)
        findings.extend(blank_cells(tried, checks, fillings(suspected)))
        findings.extend(suspect_findings(suspected, dict(zip(map(id, tried), checks, strict=True))))
        printed = [*(fact.fact_id for fact in facts), *(item.cell_id for item in items)]
        doubted = {unit.table for unit in misread}
        wrong = [item.cell_id for item in items if item.table_id in doubted and item.amount]
        verification = standing(tried, suspected, printed, wrong)
    if not facts and items and not sheets.sheets:
        findings.append(nothing_filled_in(document_id, items))
    return Verdicts(tuple(checks), tried, tuple(findings), verification)
