"""Verdicts: the rows that validating hands on, with the contract's columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.validating.identity import Severity
from juesuan.validating.interval import Outcome
from juesuan.validating.trial import Trial

Status = Literal["verified", "consistent", "contradicted", "unchecked"]


class Check(NamedTuple):
    """One identity tried; a plain tuple, for a report has hundreds.

    Numbers are in `unit`; `difference_amount` is the money at stake in 元, None where there is none.
    """

    document_id: str
    check_id: str
    identity: str
    says: str
    location: str | None
    unit: str | None
    expected: Decimal | None
    actual: Decimal | None
    difference: Decimal | None
    difference_amount: Decimal | None
    tolerance: Decimal | None
    outcome: Outcome
    reason: str | None
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a person should look at; boxes in PDF points from the top left."""

    document_id: str
    finding_id: str
    code: str
    severity: Severity
    message: str
    fact_id: str | None
    cell_id: str | None
    check_id: str | None
    page: int | None
    x0: float | None
    y0: float | None
    x1: float | None
    y1: float | None
    char_start: int | None
    char_end: int | None
    anchor: str | None
    evidence: str | None


class Verification(NamedTuple):
    """What the identities say of one figure.

    `verified`: an equation holds to the printed digits. `consistent`: only within rounding, or only an
    inequality holds. `contradicted`: an equation fails and nothing else confirms the figure. `unchecked`:
    no identity could be evaluated on it.
    """

    status: Status
    verified_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All of one document; `verification` has every fact and every cell, by fact_id and cell_id.

    `trials` are those that the checks tell of, one by one: their figures become rows where rows are written.
    """

    checks: tuple[Check, ...]
    trials: tuple[Trial, ...]
    findings: tuple[Finding, ...]
    verification: Mapping[str, Verification]
