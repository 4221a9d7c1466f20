"""How a report prints its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WAN = Decimal(10000)


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` with `places` decimals, halves rounded up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def trimmed(value: Decimal) -> Decimal:
    """`value` without trailing zeros of its decimals."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral() else short


@dataclass(frozen=True)
class Habits:
    """The habits of one report.

    `places` are the decimals of money in `unit`, `rates` those of percentages; `trim` and `trim_rates` drop
    trailing zeros; `gap` stands around numbers; `nothing` is what an empty table cell shows.
    """

    unit: str = "万元"
    places: int = 2
    rates: int = 2
    trim: bool = False
    trim_rates: bool = False
    thousands: bool = False
    gap: str = ""
    nothing: str = ""

    def value(self, amount: Decimal) -> Decimal:
        """An amount of 元 as it will be printed, with its sign."""
        return rounded(amount / WAN if self.unit == "万元" else amount, self.places)

    def money(self, amount: Decimal) -> str:
        """An amount of 元 in a sentence, without sign and unit."""
        value = abs(self.value(amount))
        if self.trim:
            value = trimmed(value)
        return f"{value:,f}" if self.thousands else f"{value:f}"

    def rate(self, value: Decimal) -> str:
        """A percentage, without sign and %."""
        shown = rounded(abs(value), self.rates)
        return f"{trimmed(shown) if self.trim_rates else shown:f}"

    def cell(self, amount: Decimal) -> str:
        """An amount of 元 in a table cell."""
        value = self.value(amount)
        if not value:
            return self.nothing
        return f"{value:,f}" if self.thousands else f"{value:f}"
