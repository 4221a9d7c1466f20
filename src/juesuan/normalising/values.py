"""Printed numbers to values: sign, unit, and what it is in 元 or in the plain measure word."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from juesuan.knowledge.units import Unit
from juesuan.normalising.numerals import chinese_integer, decimal_of

PLACES = 6
WHOLE = 12
"""Digits before the point that the dataset holds of a printed number."""
MOST = Decimal(10) ** 16
"""What it holds of an amount in 元, and of a number without 万 and 亿, ends below this."""
FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Value:
    """A value in its printed unit, with the places printed; `amount` is 元, None if it is not money.

    `exact` is False where the print is finer than the dataset holds (6 places, 0.01 元) and was rounded to it.
    """

    value: Decimal
    decimals: int
    base: Decimal
    amount: Decimal | None
    exact: bool


def value_of(text: str, unit: Unit | None, *, negative: bool) -> Value | None:
    """The value of digits or of a Chinese numeral; None if the text is no number, or one that no budget could be."""
    parsed = decimal_of(text)
    if parsed is None:
        integer = chinese_integer(text)
        if integer is None:
            return None
        parsed = Decimal(integer), 0
    value, decimals = parsed
    if value.adjusted() >= WHOLE or abs(value) * (unit.factor if unit else 1) >= MOST:
        return None
    if negative:
        value = -abs(value)
    exact = decimals <= PLACES
    if not exact:
        value = value.quantize(Decimal(1).scaleb(-PLACES), ROUND_HALF_EVEN)
    factor = unit.factor if unit else Decimal(1)
    base = value * factor
    amount = None
    if unit is not None and unit.kind == "money":
        amount = base.quantize(FEN, ROUND_HALF_EVEN)
        exact = exact and amount == base
    return Value(value, decimals, base, amount, exact)
