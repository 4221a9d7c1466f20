"""The numerals that Word writes in front of headings and items, by the name of their format."""

from __future__ import annotations

from collections.abc import Callable

ONES = "〇一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def chinese(value: int, ones: str = ONES, tens: str = "十百千") -> str:
    """A Chinese numeral: 十二, 一百〇三; digit by digit from ten thousand on."""
    if not 0 < value < 10_000:
        return "".join(ones[int(d)] for d in str(value))
    told, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if not digit:
            gap = gap or bool(told)
            continue
        told += (ones[0] if gap else "") + ones[digit] + (tens[power - 1] if power else "")
        gap = False
    # 十二, not 一十二; formal numerals keep the one.
    return told[1:] if tens[0] == "十" and 10 <= value < 20 else told


def _letters(value: int) -> str:
    # After z comes aa, then bb.
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    told = ""
    for worth, sign in ROMAN:
        told += sign * (value // worth)
        value %= worth
    return told


def _row(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow each other in the character set; plain digits beyond them."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)]


def _digits(value: int) -> str:
    return "".join(ONES[int(d)] for d in str(value))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
    "decimalFullWidth2": lambda value: str(value).translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "koreanCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": lambda value: chinese(value, FORMAL, "拾佰仟"),
    "ideographLegalTraditional": lambda value: chinese(value, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographEnclosedCircle": _row("㊀", 10),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "none": lambda value: "",
}
"""The numeral of a value from 1 in each format; a format that is not here is written in digits."""


def numeral(value: int, form: str) -> str:
    """The numeral of a value as Word prints it in a format."""
    if value < 1 and form not in ("decimal", "decimalZero"):
        return str(value)
    return FORMATS.get(form, str)(value)
