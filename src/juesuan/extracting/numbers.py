"""Every number of a text, with its unit: what the patterns then have to account for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from juesuan.knowledge.units import Unit
from juesuan.normalising.fact import Bound, Form

BEFORE_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("不低于", "at_least"), ("不少于", "at_least"), ("不超过", "at_most"), ("不高于", "at_most"),
    ("超过", "at_least"), ("突破", "at_least"), ("高于", "at_least"),
    ("不足", "at_most"), ("低于", "at_most"), ("不到", "at_most"),
    ("大约", "about"), ("约", "about"), ("近", "about"),
)  # fmt: skip
"""The longer words first: 不超过 is no 超过."""
AFTER_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("以上", "at_least"), ("余", "at_least"), ("多", "at_least"), ("以内", "at_most"), ("以下", "at_most"),
    ("左右", "about"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number: digits at start..end of the folded text, its unit up to unit_end (None if it bears none).

    `borrowed` says that the unit is printed only after the next number (各减少78.05,91.9万元).
    """

    start: int
    end: int
    unit_end: int
    text: str
    unit: Unit | None
    form: Form
    bound: Bound
    borrowed: bool = False

    @property
    def kind(self) -> str:
        """Kind of the unit, `bare` without one."""
        return self.unit.kind if self.unit else "bare"


class Lexer:
    """Finds the numbers of folded texts."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self.units = units
        names = "|".join(regex.escape(n) for n in sorted(units, key=len, reverse=True))
        digits = (
            r"(?P<digits>(?:(?<=[\p{Han}：])-)?(?<![\d.A-Za-z])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])"
            r"|(?:(?<=[\p{Han}：])-)?(?<![\d.])\d+(?:\.\d+)?)"
        )
        self._number = regex.compile(
            rf"{digits}(?:\.(?=万?元|亿元))?"
            rf"(?:(?P<scale>[百千]?万|亿|千)(?P<among>余|多|几)(?P<thing>{names})|(?P<more>余|多|几)?(?P<unit>{names})?)"
            r"(?P<after>以上|余|多|以内|以下|左右)?"
        )
        measures = "|".join(
            regex.escape(n)
            for n in sorted((u.name for u in units.values() if u.kind == "count"), key=len, reverse=True)
        )
        self._chinese = regex.compile(
            rf"(?<![一二三四五六七八九十百千万第每\d])(?P<digits>[一二两三四五六七八九十百]{{1,6}}|零|"
            rf"[壹贰叁肆伍陆柒捌玖拾佰]{{1,5}})(?P<more>余|多)?(?P<unit>{measures})"
        )
        summed = (u.name for u in units.values() if u.kind in ("money", "percent", "score"))
        sums = "|".join(regex.escape(n) for n in sorted(summed, key=len, reverse=True))
        # 支出1 250.71万元: a converter parted the digits. Only behind a character of a sentence and before the
        # unit of a sum: in a row of a table the numbers beside each other are two.
        self._parted = regex.compile(
            r"(?<=[\p{Han}：，、（）“])(?:"
            rf"(?P<digits>\d[\d,.]*(?: [\d,.]*\d){{1,2}})(?P<unit>{sums})|(?P<digits>\d{{1,3}} \d+\.\d+)(?=[，。；）]))"
        )
        self._before = regex.compile("(?r)(?:" + "|".join(w for w, _ in BEFORE_BOUNDS) + ")")

    def numbers(self, folded: str) -> list[Number]:
        """All numbers in digits, in order."""
        parted = {m.start("digits"): m for m in self._parted.finditer(folded) if self._whole(m["digits"])}
        found: list[Number] = []
        done = 0
        for match in self._number.finditer(folded):
            if match.start("digits") < done:
                continue
            if match.start("digits") in parted:
                found.append(self._joined(folded, parted[match.start("digits")]))
                done = found[-1].end
                continue
            if "," in match["digits"] and not self._grouped(match["digits"]):
                continue
            found.append(self._made(folded, match, "digits"))
        return self._share_units(folded, found)

    def _joined(self, folded: str, match: regex.Match[str]) -> Number:
        """A number whose digits stand apart."""
        text, unit = match["digits"].replace(" ", ""), self.units[match["unit"]] if match["unit"] else None
        end = match.end("unit") if unit else match.end("digits")
        before = self._before.match(folded, max(0, match.start() - 3), match.start())
        bound = dict(BEFORE_BOUNDS)[before[0]] if before else "exact"
        return Number(match.start("digits"), match.end("digits"), end, text, unit, "digits", bound)

    def _whole(self, digits: str) -> bool:
        """Whether pieces make one number: one decimal point at most, and commas that group."""
        text = digits.replace(" ", "")
        plain = regex.fullmatch(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?", text) is not None
        return plain and all(piece.count(".") <= 1 for piece in digits.split(" "))

    def chinese(self, folded: str) -> list[Number]:
        """Counts in Chinese numerals (一辆, 十余所); only a pattern that asks for them makes facts of them."""
        return [self._made(folded, m, "chinese") for m in self._chinese.finditer(folded)]

    def _made(self, folded: str, match: regex.Match[str], form: Form) -> Number:
        groups = match.groupdict()
        # 20万余条: 余 stands within the unit 万条.
        name = groups["scale"] + groups["thing"] if groups.get("scale") else groups["unit"]
        unit = self.units.get(name) if name else None
        bound: Bound = "exact"
        start = match.start("digits")
        before = self._before.match(folded, max(0, start - 3), start)
        if before:
            bound = dict(BEFORE_BOUNDS)[before[0]]
        after = groups["more"] or groups.get("among") or groups.get("after")
        if after and after != "几":
            bound = dict(AFTER_BOUNDS)[after]
        unit_end = match.end("digits")
        if unit:
            unit_end = match.end("thing" if groups.get("scale") else "unit")
        return Number(start, match.end("digits"), unit_end, match["digits"], unit, form, bound)

    @staticmethod
    def _grouped(digits: str) -> bool:
        """Whether its commas group thousands: 1,234.5 does, and a run like 2,021 is read that way too."""
        head, *groups = digits.partition(".")[0].split(",")
        return 1 <= len(head) <= 3 and all(len(g) == 3 for g in groups)

    @staticmethod
    def _share_units(folded: str, numbers: list[Number]) -> list[Number]:
        """4125.49,4143.91万元: the comma joins two amounts, the unit stands behind the second."""
        for i in range(len(numbers) - 2, -1, -1):
            one, two = numbers[i], numbers[i + 1]
            joint = folded[one.end : two.start] in {",", "，", "、", "和", "/"}
            if (
                one.unit is None
                and two.unit is not None
                and joint
                and two.kind in {"money", "percent"}
                and ("." in one.text or "." in two.text)
            ):
                numbers[i] = Number(one.start, one.end, one.end, one.text, two.unit, one.form, one.bound, borrowed=True)
        return numbers
