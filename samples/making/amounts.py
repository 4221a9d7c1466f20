"""Amounts as a report prints them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` with `places` decimals, halves rounded up as every finance office does."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Print:
    """The habits of one report in printing numbers.

    `trim` drops trailing zeros of amounts in sentences (5 beside 20.48); `thousands` groups digits; `gap`
    stands on both sides of a number in a sentence; `nothing` is what a table cell prints for zero;
    `places` are the decimals of a percentage.
    """

    places: int
    trim: bool = False
    thousands: bool = False
    gap: str = ""
    nothing: str = ""

    def money(self, value: Decimal) -> str:
        """An amount in a sentence, without its sign."""
        amount = rounded(abs(value), 2)
        if self.trim:
            amount = amount.normalize()
            amount = amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount
        return f"{amount:,f}" if self.thousands else f"{amount:f}"

    def percent(self, value: Decimal) -> str:
        """A percentage in a sentence, without its sign and without %."""
        return f"{rounded(abs(value), self.places):f}"

    def cell(self, value: Decimal) -> str:
        """An amount in a cell of a statutory table: two decimals, or what stands for nothing."""
        if not value:
            return self.nothing
        return f"{rounded(value, 2):,f}" if self.thousands else f"{rounded(value, 2):f}"


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """`part` in percent of `whole`, unrounded."""
    return part / whole * 100
