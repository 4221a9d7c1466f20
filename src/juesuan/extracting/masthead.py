"""Who reports, for which year: from the cover, the titles of the parts, and what the text keeps saying."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.numbering import Kind
from juesuan.extracting.sections import Section

YEAR = regex.compile(r"(?<!\d)((?:19|20)\d\d)\s?年度?")
REPORT_OF = regex.compile(
    r"^(?:关于)?(?P<unit>[^，。；：\d]{3,40}?)(?:关于)?(?:19|20)\d\d年度?[^，。；：\d]{0,24}?决算|"
    r"^(?:关于)?(?:19|20)\d\d年度?(?P<later>(?:(?!决算|部门|单位决|目录|部分)[^，。；：\d]){4,40}?)(?:部门|单位)?(?:整体)?(?:收支)?决算"
)
COMPARED = regex.compile(r"(?:与|和|同|比|较|跟)(?:(?:19|20)\d\d)年")
TITLE_WORDS = regex.compile(
    r"(?:(?:19|20)\d\d年度?.*|(?:部门|单位)?(?:基本)?(?:概况|概括|基本情况|情况)|部门决算.*|单位决算.*|决算.*|名词解释|附件.*|"
    r"(?:重点|其他)工?.*|（?公开）?)$"
)
NO_NAME = frozenset(
    {"", "部门", "单位", "本部门", "本单位", "部门（单位）", "单位（部门）", "我单位", "我部门", "XX部门"}
)
OWN = regex.compile(r"[（(]?本级[）)]?$")
CONSOLIDATED = regex.compile(r"[（(]?汇总(?:级)?[）)]?$")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The reporting body and the year of the accounts; None where the report does not say."""

    unit_name: str | None
    unit_kind: str | None
    scope: str | None
    report_year: int | None

    @property
    def report_key(self) -> str | None:
        """Unit, year and scope, normalised: the same for two copies of one report."""
        if self.unit_name is None or self.report_year is None:
            return None
        name = regex.sub(r"[\p{P}\s]", "", self.unit_name)
        return f"{name}|{self.report_year}|{self.scope or ''}|{self.unit_kind or ''}"


def masthead_of(sections: Sequence[Section]) -> Masthead:
    """Read unit, kind, scope and year; names and years are taken by vote, the cover first on a tie."""
    cover = "".join(p.text if len(p.text) < 80 else p.text[:60] for p in sections[0].paragraphs[:8])
    titles = [s.title for s in sections if s.kind is Kind.PART]
    names: Counter[str] = Counter()
    found = REPORT_OF.match(cover)
    if found:
        names[found["unit"] or found["later"]] += 1
    for title in titles:
        name = TITLE_WORDS.sub("", title).strip("：: ")
        if 3 <= len(name) <= 40:
            names[name] += 1
    for name in list(names):
        if name in NO_NAME:
            del names[name]
    unit = names.most_common(1)[0][0] if names else None
    heads = cover + "".join(titles)
    kinds = Counter({"department": heads.count("部门决算"), "unit": heads.count("单位决算")})
    kind, votes = kinds.most_common(1)[0]
    scope = None
    if unit is not None:
        scope = "own" if OWN.search(unit) else "consolidated" if CONSOLIDATED.search(unit) else None
    return Masthead(unit, kind if votes else None, scope, _year(heads, sections))


def _year(heads: str, sections: Sequence[Section]) -> int | None:
    """The year of cover and parts; else of the headings; else the one that the text names most, comparisons apart."""
    for text in (heads, "".join(s.title for s in sections)):
        years = Counter(YEAR.findall(text))
        if years:
            return int(years.most_common(1)[0][0])
    years = Counter()
    for section in sections:
        years.update(YEAR.findall(COMPARED.sub("", section.body.folded)))
    return int(max(years, key=lambda y: (years[y], y))) if years else None
