"""Rows of `check_operands` from the checks of one document."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

from juesuan.validating.check import EXACT
from juesuan.validating.figure import Figure
from juesuan.validating.report import in_unit
from juesuan.validating.verdict import Verdicts

Row = dict[str, Any]
NOTHING = Decimal("0.000000")


def operand_rows(document_id: str, verdicts: Verdicts) -> list[Row]:
    """The figures of every check, in the order of the checks.

    `weight` is the factor of a figure, -1 for the one under test, 0 for one that divides. Amounts are in the check's
    unit, percentages, counts and divisors in their own. `ref_id` is None for a derived operand, which stands behind
    the facts it was derived from (weight 0).
    """
    with localcontext(EXACT):
        return [
            {
                "document_id": document_id,
                "operand_id": f"{check.check_id}.{number}",
                "check_id": check.check_id,
                "kind": figure.kind,
                "ref_id": figure.ref_id,
                "weight": weight,
                "value": _value(figure, trial.printed),
            }
            for check, trial in zip(verdicts.checks, verdicts.trials, strict=True)
            for number, (weight, figure) in enumerate(trial.operands)
        ]


def _value(figure: Figure, tested: Figure | None) -> Decimal | None:
    value = figure.interval.value
    if value:
        like = tested if tested is not None and tested.money == figure.money else figure
        return in_unit(value, like.scale)
    return None if figure.is_blank else NOTHING
