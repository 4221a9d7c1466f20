"""Origins: the numbers that may have been meant where another one is printed, near what the other figures make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from juesuan.validating.figure import Figure
from juesuan.validating.slips import Slip, exchanged, shifted, slip

NEAR = 10
"""So many last places around a closing value are looked at for a slip of digits: a sum of rounded figures is off by
a few, and a wider reach finds a slip for anything."""
REACH = Decimal("0.1")
"""A closing value that is less certain than this part of itself says of digits only where the point is."""
DIGITS = 3
"""Fewer digits are exchanged by chance."""
PLAIN = 3
"""The strength of a slip that hardly happens by chance."""
SIGNED = frozenset({"change", "growth_pct"})


@dataclass(frozen=True, slots=True)
class Origin:
    """A number that may have been meant (base units), the places it has then, and the slip that spoilt it."""

    value: Decimal
    decimals: int
    slip: Slip | None


def origins(figure: Figure, closing: Decimal, half: Decimal) -> Iterator[Origin]:
    """What may have been meant by a figure that the others make `closing` ± `half` (base units).

    The first is `closing`, as the document prints such figures if `half` allows. Then, if any, the number of which
    the printed one is the best slip.
    """
    scale = figure.scale
    printed, centre, reach = figure.value / scale, closing / scale, half / scale
    places = max(figure.decimals, figure.places)
    place = Decimal(1).scaleb(-places)
    rounded = centre.quantize(place, rounding=ROUND_HALF_UP)
    if abs(rounded - centre) <= reach:
        centre = rounded
    first = slip(printed, centre, figure.decimals)
    yield Origin(centre * scale, places, first)
    if not reach or not printed:
        return
    best: tuple[int, Decimal] = (first.strength if first else 0, Decimal(0))
    found: Origin | None = None
    for value in _meant(printed, figure.decimals, centre, reach, place):
        made = slip(printed, value, figure.decimals)
        if made is not None and (made.strength, -abs(value - centre)) > best:
            best = made.strength, -abs(value - centre)
            exponent = value.as_tuple().exponent
            found = Origin(value * scale, max(places, -exponent if isinstance(exponent, int) else 0), made)
    if found is not None:
        yield found


def _meant(
    printed: Decimal, decimals: int, centre: Decimal, reach: Decimal, place: Decimal
) -> Iterator[Decimal]:
    """The numbers within `reach` of `centre` of which the printed one may be a slip."""
    low, high = centre - reach, centre + reach
    # A percentage that lost its point is too coarse to say anything but by its digits.
    yield from (value for value in shifted(printed) if low <= value <= high)
    if reach > abs(centre) * REACH:
        return
    yield from (value for value in (*exchanged(printed, decimals), -printed) if low <= value <= high)
    for step in range(1, min(NEAR, int(reach / place)) + 1):
        yield centre - step * place
        yield centre + step * place


def possible(figure: Figure, closing: Decimal) -> bool:
    """Whether such a figure can have a value: only changes are negative, and half a person is nobody."""
    if closing < 0 <= figure.value and figure.measure not in SIGNED:
        return False
    return figure.money or bool(figure.interval.slack) or closing == closing.to_integral_value()


def misprints(figure: Figure, closing: Decimal, half: Decimal) -> bool:
    """Whether the figure is plainly another number misprinted: its point moved, or two of its digits exchanged.

    Where figures may legitimately differ, a difference says nothing; one that is such a slip of three digits or more
    is hardly anything else.
    """
    if len(format(closing / figure.scale, "f").replace(".", "").strip("0-")) < DIGITS or figure.value == -closing:
        return False
    return any(origin.slip is not None and origin.slip.strength >= PLAIN for origin in origins(figure, closing, half))
