"""Numbers written in Chinese: 十五, 一百二十, 二〇二一, 两, 三万五千."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
CHARACTERS = frozenset(DIGITS) | frozenset(PLACES) | frozenset(MYRIADS)


def chinese_integer(text: str) -> int | None:
    """The value of a Chinese integer; None if the text is not one."""
    if not text or any(c not in CHARACTERS for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in PLACES:
            # 十五 is 15: a place without a digit before it counts once.
            section += (digit or (1 if section == 0 else 0)) * PLACES[c]
            digit = 0
        else:
            # 一亿二千万: 万 counts what stands between it and 亿; 三万亿: 亿 counts all before it.
            whole = total if c == "万" else 0
            total = whole + (total - whole + section + digit) * MYRIADS[c]
            section = digit = 0
    return total + section + digit


def decimal_of(text: str) -> tuple[Decimal, int] | None:
    """Value and number of decimals of digits as printed, grouping commas allowed; None if it is no number."""
    plain = text.replace(",", "")
    if not plain or any(c not in "0123456789.-" for c in plain) or plain in {".", "-"}:
        return None
    if plain.count(".") > 1:
        return None
    return Decimal(plain), len(plain.partition(".")[2])
