"""The report of a trial: its rows in `checks`, `check_operands` and `findings`."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from juesuan.normalising.fact import Fact
from juesuan.validating.figure import Figure
from juesuan.validating.interval import ZERO, Outcome
from juesuan.validating.trial import ONE, Trial
from juesuan.validating.verdict import Check, Finding, Operand
from juesuan.validating.wording import fact_of, message, place, rounded, says

PLACES = 6
"""Decimal places of the numbers of a check."""
CENT = Decimal("0.01")


def identify(*names: object) -> str:
    """A key: 16 hex digits of the hash of what it names."""
    return hashlib.sha256("|".join(map(str, names)).encode()).hexdigest()[:16]


def operands_of(trial: Trial) -> tuple[tuple[Decimal, Figure], ...]:
    """Every figure of a trial with its weight."""
    printed = () if trial.printed is None else ((-ONE, trial.printed),)
    return (*printed, *trial.parts, *((ZERO, figure) for figure in trial.hidden))


def check_id_of(trial: Trial, document_id: str) -> str:
    """The key of a trial: document, identity and the figures it was tried on."""
    figures = sorted(figure.ref_id or figure.kind for _, figure in operands_of(trial))
    return identify(document_id, trial.identity.id, *figures)


def check_of(trial: Trial, document_id: str, check_id: str) -> Check:
    """The row of `checks`."""
    printed = trial.printed
    shown = printed or (trial.parts[0][1] if trial.parts else None)
    scale = shown.scale if shown else ONE
    fact = fact_of(trial)
    expected = actual = difference = stake = None
    if printed is not None and printed.interval.bound != "about":
        actual = _number(printed.value, scale)
        if trial.recomputed is not None:
            expected = _number(trial.recomputed, scale)
            difference = actual - expected
            if printed.money:
                stake = (difference * scale).quantize(CENT)
    return Check(
        document_id=document_id,
        check_id=check_id,
        identity=trial.identity.id,
        says=says(trial),
        location=_location(fact),
        unit=shown.unit if shown else None,
        expected=expected,
        actual=actual,
        difference=difference,
        difference_amount=stake,
        tolerance=None if trial.tolerance is None else _number(trial.tolerance, scale),
        outcome=trial.outcome,
        reason=trial.reason,
        severity=trial.identity.severity,
    )


def _location(fact: Fact | None) -> str | None:
    if fact is None:
        return None
    where, heading = place(fact), f"「{fact.heading}」"
    return where if where == heading else where + heading


def _number(value: Decimal, scale: Decimal) -> Decimal:
    return rounded(value / scale, PLACES)


def operand_rows(trial: Trial, check: Check) -> list[Operand]:
    """The rows of `check_operands`."""
    rows = []
    scale = trial.printed.scale if trial.printed else None
    for number, (weight, figure) in enumerate(operands_of(trial)):
        linear = scale is not None and trial.printed is not None and figure.money == trial.printed.money
        rows.append(
            Operand(
                document_id=check.document_id,
                operand_id=f"{check.check_id}.{number}",
                check_id=check.check_id,
                kind=figure.kind,
                ref_id=figure.ref_id,
                weight=weight,
                value=_number(figure.value, scale if linear and scale is not None else figure.scale),
            )
        )
    return rows


def finding_of(trial: Trial, check: Check) -> Finding | None:
    """The row of `findings` for a failing trial, None for any other."""
    if trial.outcome is not Outcome.FAIL:
        return None
    fact = fact_of(trial)
    return Finding(
        document_id=check.document_id,
        finding_id=identify("identity_failed", check.check_id),
        code="identity_failed",
        severity=check.severity,
        message=message(trial, check.says, check.difference, check.unit),
        fact_id=fact.fact_id if fact else None,
        cell_id=None,
        check_id=check.check_id,
        page=fact.page if fact else None,
        x0=fact.x0 if fact else None,
        y0=fact.y0 if fact else None,
        x1=fact.x1 if fact else None,
        y1=fact.y1 if fact else None,
        char_start=fact.char_start if fact else None,
        char_end=fact.char_end if fact else None,
        anchor=fact.anchor if fact else None,
        evidence=fact.quote if fact else None,
    )
