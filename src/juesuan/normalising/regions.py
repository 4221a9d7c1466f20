"""Which administrative division a reporting body belongs to: read off its name, and never guessed.

A name is followed from its beginning down the tree of divisions (湖北省 → 武汉市 → 洪山区), the longest name first.
Names alone are often not enough: 普陀区 stands in 上海 and in 舟山, 鼓楼区 in four cities; such a name is ambiguous
unless the report itself names the city in front of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from juesuan.extracting.report import Report
from juesuan.knowledge.files import read_csv
from juesuan.reading.folding import fold

NATIONS = (
    "各族|壮族|回族|维吾尔|苗族|土家族|彝族|藏族|羌族|布依族|侗族|朝鲜族|满族|蒙古族|蒙古|哈尼族|白族|傣族|景颇族|傈僳族|哈萨克族|哈萨克|"
    "柯尔克孜族|柯尔克孜|瑶族|畲族|黎族|水族|仡佬族|佤族|拉祜族|纳西族|怒族|独龙族|布朗族|普米族|东乡族|土族|撒拉族|保安族|裕固族|"
    "锡伯|达斡尔族|鄂温克族|塔吉克|毛南族|仫佬族"
)
SUFFIX = regex.compile(
    rf"(?:省|市|地区|盟|特别行政区|(?:(?:{NATIONS})+)?自治(?:区|州|县|旗)|县|区|旗|林区)$"
)
PREFIX = regex.compile(
    r"^(?:中国共产党|中共|中国共产主义青年团|共青团|团(?=.{2,8}委)|中国国民党革命委员会|中国民主同盟|中国民主建国会|"
    r"中国民主促进会|中国农工民主党|中国致公党|九三学社|中国人民政治协商会议|政协|国家税务总局|国家统计局)"
)
LOCAL = regex.compile(r"^(?:.{0,2}(?:街道|路|镇|乡|社区|村|小学|中学|完小|幼儿园)|[县区旗])")
"""What follows a name that is no city's: 中山路街道, 朝阳小学, 大同镇 stand in many places."""
LONGEST_TEXT = 20_000
"""Characters of a report that are searched for the city of its body."""
SHORTEST = 2
INSIDE = 3
"""Characters of a full name that may be found inside a name; shorter ones (沙县, 城区) stand in other words."""


@dataclass(frozen=True, slots=True)
class Region:
    """A division: its code (GB/T 2260), its name, and how surely it is known; code and name None where it is not.

    An ambiguous one has the name that is printed and no code.
    """

    code: str | None
    name: str | None
    certainty: str


UNKNOWN = Region(None, None, "unknown")


@dataclass(frozen=True, slots=True)
class Division:
    """A division of the list; `until` is the last year it is known of where it is no more."""

    code: str
    name: str
    until: int | None

    @property
    def depth(self) -> int:
        """0 a province, 1 a prefecture, 2 a county."""
        return 0 if self.code.endswith("0000") else 1 if self.code.endswith("00") else 2

    @property
    def stem(self) -> str:
        """The code's digits that it shares with what lies in it."""
        return self.code[: 2 * self.depth + 2]

    def within(self, other: Division) -> bool:
        """Whether it lies in another one."""
        return other.depth < self.depth and self.code.startswith(other.stem)


@dataclass(frozen=True)
class Regions:
    """The divisions by full name (of autonomous ones also 彭水县) and by what they are called in short."""

    full: Mapping[str, Sequence[Division]]
    short: Mapping[str, Sequence[Division]]
    by_code: Mapping[str, Division]

    def of(self, unit_name: str | None, year: int | None, text: str = "") -> Region:
        """The division that the name of a body names. `text` is what its report says, for names that several bear."""
        if not unit_name:
            return UNKNOWN
        name = PREFIX.sub("", fold(unit_name).replace(" ", ""))
        chain, rest = self._first(name, year)
        if not chain:
            chain = self._inside(name, year)
            rest = ""
        if not chain:
            return self._before(name, year, fold(text))
        steps = 1
        while rest:
            below, rest = self._below(chain, rest, year)
            if not below:
                break
            chain, steps = below, steps + 1
        if len({d.code for d in chain}) > 1:
            told = self._told(chain, fold(text))
            if told is None:
                names = {d.name for d in chain}
                return Region(None, names.pop() if len(names) == 1 else None, "ambiguous")
            return Region(told.code, told.name, "stated")
        (found,) = chain[:1]
        whole = found.name in name and (steps > 1 or found.depth < 2)
        return Region(found.code, found.name, "stated" if whole else "inferred")

    def of_report(self, report: Report) -> Region:
        """The division of the body that reports."""
        head = report.masthead
        told = "\n".join(s.body.text for s in report.sections if s.part in ("other", "overview"))
        return self.of(head.unit_name, head.report_year, told[:LONGEST_TEXT])

    def _first(self, name: str, year: int | None) -> tuple[list[Division], str]:
        """The divisions that a name begins with, and the rest of it: full names first, the longest first."""
        for names in (self.full, self.short):
            for length in range(min(len(name), 14), SHORTEST - 1, -1):
                found = _valid(names.get(name[:length], ()), year)
                if names is self.short:
                    # Counties are called in short only below their city.
                    found = [d for d in found if d.depth < 2 and not LOCAL.match(name[length:])]
                if found:
                    return found, name[length:]
        return [], ""

    def _below(self, above: Sequence[Division], rest: str, year: int | None) -> tuple[list[Division], str]:
        """The divisions within others that the rest of a name begins with."""
        for names in (self.full, self.short):
            for length in range(min(len(rest), 14), SHORTEST - 1, -1):
                known = _valid(names.get(rest[:length], ()), year)
                found = [d for d in known if any(d.within(a) for a in above)]
                if found:
                    return found, rest[length:]
        return [], ""

    def _inside(self, name: str, year: int | None) -> list[Division]:
        """The divisions whose full name stands somewhere in a name, the longest, the first."""
        for length in range(min(len(name), 14), INSIDE - 1, -1):
            for start in range(1, len(name) - length + 1):
                if found := _valid(self.full.get(name[start : start + length], ()), year):
                    return found
        return []

    def _before(self, name: str, year: int | None, text: str) -> Region:
        """The one division that a report names right in front of a body whose own name has none."""
        found: set[Region] = set()
        for match in regex.finditer(rf"(?P<front>\p{{Han}}{{2,20}}?)(?={regex.escape(name)})", text):
            front = match["front"]
            for start in range(len(front) - SHORTEST + 1):
                chain, rest = self._first(front[start:], year)
                while chain and rest:
                    chain, rest = self._below(chain, rest, year)
                if len(chain) == 1 and chain[0].name in front:
                    found.add(Region(chain[0].code, chain[0].name, "stated"))
                    break
        return found.pop() if len(found) == 1 else UNKNOWN

    def _told(self, several: Sequence[Division], text: str) -> Division | None:
        """The one of several namesakes that the report names with its city or its province in front."""
        found = []
        for division in several:
            above = [self.by_code.get(division.code[:4] + "00"), self.by_code.get(division.code[:2] + "0000")]
            names = {n for d in above if d is not None and d != division for n in (d.name, SUFFIX.sub("", d.name))}
            if any(name + division.name in text for name in names):
                found.append(division)
        return found[0] if len(found) == 1 else None


def _valid(divisions: Sequence[Division], year: int | None) -> list[Division]:
    """Those that there were in a year; where there were none, those that there once were."""
    now = [d for d in divisions if d.until is None or (year is not None and year <= d.until)]
    return now or list(divisions)


def load_regions(directory: Path) -> Regions:
    """The divisions of `codes/regions.csv`."""
    full: dict[str, list[Division]] = defaultdict(list)
    short: dict[str, list[Division]] = defaultdict(list)
    by_code: dict[str, Division] = {}
    for row in read_csv(directory / "codes" / "regions.csv"):
        division = Division(row["code"], row["name"], int(row["until"]) if row["until"] else None)
        full[division.name].append(division)
        brief = SUFFIX.sub("", division.name)
        if len(brief) >= SHORTEST and brief != division.name:
            short[brief].append(division)
            if division.name[-3:-1] == "自治" and division.depth:
                # 彭水县 for 彭水苗族土家族自治县, 恩施州 for 恩施土家族苗族自治州.
                full[brief + division.name[-1]].append(division)
        if division.until is None or division.code not in by_code:
            by_code[division.code] = division
    return Regions(full, short, by_code)
