"""Checking: every identity tried on every figure of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Context, localcontext

from juesuan.normalising.fact import Fact
from juesuan.validating.completion import try_completion
from juesuan.validating.figure import figures_of
from juesuan.validating.growth import try_change, try_growth
from juesuan.validating.identity import Identity, Kind
from juesuan.validating.index import Index
from juesuan.validating.lists import try_list
from juesuan.validating.ratios import try_ratio, try_share
from juesuan.validating.report import check_id_of, check_of, finding_of, operand_rows
from juesuan.validating.restated import try_count, try_restated
from juesuan.validating.standing import standing
from juesuan.validating.sums import try_sum
from juesuan.validating.trial import Trial
from juesuan.validating.verdict import Check, Finding, Operand, Verdicts

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
    "count": try_count,
}


def check(facts: Sequence[Fact], identities: Sequence[Identity], *, document_id: str) -> Verdicts:
    """Try the identities on the facts of one document.

    Money is compared in 元, an amount being an interval of ± half the finest place the document prints in
    that unit; a percentage ± half its last place; counts and a printed zero are exact. An identity none of
    whose operands occur gives no row; one that lacks an operand gives a `not_evaluable` row with its reason.
    """
    with localcontext(EXACT):
        wholes = identities[0].wholes if identities else {}
        index = Index(figures_of(facts, wholes))
        trials: dict[str, Trial] = {}
        for identity in identities:
            for trial in _TRY[identity.kind](identity, index):
                trials.setdefault(check_id_of(trial, document_id), trial)
        checks: list[Check] = []
        operands: list[Operand] = []
        findings: list[Finding] = []
        for check_id, trial in trials.items():
            row = check_of(trial, document_id, check_id)
            checks.append(row)
            operands.extend(operand_rows(trial, row))
            finding = finding_of(trial, row)
            if finding is not None:
                findings.append(finding)
        verification = standing(tuple(trials.values()), [fact.fact_id for fact in facts])
    return Verdicts(tuple(checks), tuple(operands), tuple(findings), verification)
