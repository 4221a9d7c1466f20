"""Slips: in what way a printed number may have become another one, by a hand, a type or a recogniser."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_PAIRS = ("83", "17", "06", "08", "68", "35", "56", "58", "27", "49", "09", "69", "89", "47", "14")
ALIKE = frozenset(map(frozenset, _PAIRS))
"""Digits that look alike in print."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What may have happened, in Chinese, and how much it says: one digit for another happens by chance too."""

    says: str
    strength: int


def slip(printed: Decimal, closing: Decimal, decimals: int) -> Slip | None:
    """The slip that makes `closing` into `printed` (both in the printed unit); None if none does.

    `decimals` are the places the number is printed with.
    """
    if not printed or not closing or printed == closing:
        return None
    if printed == -closing:
        return Slip("漏了负号" if printed > 0 else "多了负号", 3)
    if (printed < 0) != (closing < 0):
        return None
    here, there = _digits(printed, decimals), _digits(closing, decimals)
    if here.strip("0") == there.strip("0"):
        return Slip("小数点错位", 3)
    if len(here) == len(there):
        return _one_or_two(here, there)
    if len(here) + 1 == len(there) and (lost := _one_more(there, here)) is not None:
        return Slip(f"漏了一位“{lost}”", 2)
    if len(here) == len(there) + 1 and (extra := _one_more(here, there)) is not None:
        return Slip(f"多了一位“{extra}”", 2)
    return None


def shifted(printed: Decimal) -> list[Decimal]:
    """The numbers that differ from a printed one by the place of the point alone."""
    return [printed.scaleb(places) for places in (-1, 1, -2, 2, -3, 3)]


def exchanged(printed: Decimal, decimals: int) -> list[Decimal]:
    """The numbers that a printed one becomes if two neighbouring digits change places."""
    digits = _digits(printed, decimals)
    turned = [
        digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        for i in range(len(digits) - 1)
        if digits[i] != digits[i + 1]
    ]
    places = max(decimals, -_exponent(printed))
    return [Decimal(number).scaleb(-places).copy_sign(printed) for number in turned]


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _digits(value: Decimal, decimals: int) -> str:
    places = max(decimals, -_exponent(value))
    return format(abs(value), f".{places}f").replace(".", "")


def _one_or_two(here: str, there: str) -> Slip | None:
    at = [number for number, (a, b) in enumerate(zip(here, there, strict=True)) if a != b]
    if len(at) == 1:
        a, b = here[at[0]], there[at[0]]
        alike = frozenset((a, b)) in ALIKE
        return Slip(f"“{b}”与“{a}”形近", 2) if alike else Slip(f"一位数字“{b}”成了“{a}”", 1)
    if len(at) == 2 and at[1] == at[0] + 1 and here[at[0]] == there[at[1]] and here[at[1]] == there[at[0]]:
        return Slip("相邻两位颠倒", 3)
    return None


def _one_more(longer: str, shorter: str) -> str | None:
    """The digit that the longer number has and the shorter lacks."""
    for number, digit in enumerate(longer):
        if longer[:number] + longer[number + 1 :] == shorter:
            return digit
    return None
