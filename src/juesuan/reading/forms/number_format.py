"""Number formats: what a sheet shows of a number that it stores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-m-yy",
    22: "yyyy/m/d h:mm", 31: 'yyyy"年"m"月"d"日"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 49: "@", 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that files call by number alone."""
PRECISION = Context(prec=15, rounding=ROUND_HALF_UP)
"""Digits a sheet keeps of a number: 0.1 + 0.2 is 0.3."""
WIDEST = 11
"""Signs that a sheet shows of a number without a format."""
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]\-]*)[^\]]*\]|\[(?P<other>[^\]]*)\]|'
    r"(?P<general>General|G/通用格式|通用格式)|(?P<date>y+|m+|d+|h+|s+|e+(?![+\-])|AM/PM|上午/下午)|"
    r"(?P<number>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a format: its tokens (kind, text); whether it shows a date; a condition it has."""

    tokens: tuple[tuple[str, str], ...]
    dated: bool
    conditional: bool


def shown(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """What is printed of a number in a format; `from_1904` is how the workbook counts its days.

    A format that is not understood shows the number as without one: no digit is lost, none is made up.
    """
    value = PRECISION.plus(value)
    sections = _sections(code or GENERAL)
    if any(s.conditional for s in sections):
        return plainly(value)
    section, sign = sections[0], "-" if value < 0 else ""
    if value < 0 and len(sections) > 1:
        section, sign = sections[1], ""
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if section.dated:
        return _dated(value, section, from_1904)
    return _numbered(abs(value), section, sign)


def plainly(value: Decimal) -> str:
    """A number without a format: no more signs than a sheet shows, no zeros behind the last digit."""
    places = max(WIDEST - len(str(abs(int(value)))) - 1, 0)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if f"{value:f}".partition(".")[2] else value
    text = f"{rounded if rounded else Decimal(0):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    conditional = [False]
    for match in TOKEN.finditer(code):
        kind, text = match.lastgroup, match[0]
        if kind == "sign" and text == ";":
            parts.append([])
            conditional.append(False)
        elif kind in ("quoted", "escaped", "currency"):
            parts[-1].append(("literal", match[kind]))
        elif kind == "other":
            conditional[-1] = conditional[-1] or text[1:2] in ("<", ">", "=")
        elif kind is not None:
            parts[-1].append((kind, text))
    made = []
    for tokens, has_condition in zip(parts, conditional, strict=True):
        kinds = {kind for kind, _ in tokens}
        made.append(_Section(tuple(tokens), "date" in kinds and "general" not in kinds, has_condition))
    return tuple(made)


def _numbered(value: Decimal, section: _Section, sign: str) -> str:
    """A number that is not below zero in a section."""
    places = [text for kind, text in section.tokens if kind == "number"]
    texts = [text for kind, text in section.tokens if kind in ("sign", "literal")]
    if len(places) > 1 or any(t in "Ee/" for t in texts if len(t) == 1):
        # Fractions, powers of ten, and digits parted by words.
        return sign + plainly(value)
    percent = sum(text == "%" for kind, text in section.tokens if kind == "sign")
    digits = ""
    if places:
        digits = _digits(value * 100**percent, places[0])
        if not any(c in "123456789" for c in digits):
            sign = ""
    told = ""
    for kind, text in section.tokens:
        if kind == "number":
            told += digits
        elif kind == "general" or text == "@":
            told += plainly(value)
        elif kind in ("sign", "literal"):
            told += text
    return sign + told.strip() if told.strip() else ""


def _digits(value: Decimal, places: str) -> str:
    """The digits of a number in places like #,##0.00."""
    scaled = places.rstrip(",")
    value = value.scaleb(-3 * (len(places) - len(scaled)))
    whole, _, part = scaled.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    least = sum(c == "0" for c in whole)
    before = before.lstrip("0").rjust(least, "0")
    if "," in whole:
        before = f"{int(before):,}".rjust(least, "0") if before else ""
    kept = len(after)
    while kept and part[kept - 1] != "0" and after[kept - 1] == "0":
        kept -= 1
    return before + ("." + after[:kept] if kept or scaled.endswith(".") else "")


def _dated(value: Decimal, section: _Section, from_1904: bool) -> str:
    """A date or a time of day."""
    if not 0 <= value < 2_958_466:
        return plainly(value)
    moment = EPOCHS[from_1904] + timedelta(seconds=round(float(value) * 86400))
    told, clock = "", False
    for kind, text in section.tokens:
        if kind != "date":
            told += text if kind in ("sign", "literal") else ""
            continue
        sign, long = text[0].lower(), len(text) > 1
        number = {
            "y": moment.year if len(text) > 2 else moment.year % 100, "e": moment.year, "d": moment.day,
            "m": moment.minute if clock else moment.month, "h": moment.hour, "s": moment.second,
        }.get(sign)  # fmt: skip
        clock = sign == "h"
        if number is not None:
            told += f"{number:02d}" if long else str(number)
    return told.strip()
