"""Who reports, for which year: told by the cover, the titles of the parts, the tables' 编制单位, and the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.numbering import Kind
from juesuan.extracting.sections import Section
from juesuan.reading.folding import fold
from juesuan.reading.page import Line, Role

YEAR = regex.compile(r"(?<!\d)((?:19|20)\d\d)\s?年(?!\s?\d{1,2}\s?月)度?")
CHINESE_YEAR = regex.compile(r"(二[〇○零0Oo][一二三四五六七八九〇○零]{2})年度?(?![一二三四五六七八九十]+月)")
CHINESE_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
REPORT_OF = regex.compile(
    r"^(?:关于)?(?P<unit>[^，。；：\d]{3,40}?)(?:关于)?(?:19|20)\d\d年度?[^，。；：\d]{0,24}?决算|"
    r"^(?:关于)?(?:19|20)\d\d年度?(?P<later>(?:(?!决算|部门|单位决|目录|部分)[^，。；：\d]){4,40}?)(?:部门|单位)?(?:整体)?(?:收支)?决算|"
    r"^(?P<bare>[^，。；：\d]{4,40}?)(?:部门|单位)?决算(?:信息)?公开(?:说明|报告|情况)?$"
)
BODY = regex.compile(
    r"[^，。；：、\d|\[\]]{2,28}(?:局|委|委员会|办|办公室|院|校|中心|站|所|队|处|会|政府|公司|集团|社|馆|团|部|厅|台|园|场|大学|学校|小学|"
    r"中学|银行|室|署|行|街道|镇|乡|联合会|工会|妇联|残联|党校|总站|支队|大队)(?:[（(](?:本级|汇总|机关|部门|汇总级|本部)[）)])?"
)
"""A line that names a body and nothing else."""
COMPARED = regex.compile(r"(?:与|和|同|比|较|跟)(?:(?:19|20)\d\d)年")
TITLE_WORDS = regex.compile(
    r"(?:(?:19|20)\d\d年度?.*|(?:部门|单位)?(?:基本)?(?:概况|概括|基本情况|情况)|(?:部门)?(?:（单位）)?决算.*|单位决算.*|决算.*|"
    r"名词解释|附件.*|(?:重点|其他)工?.*|绩效.*|（?公开）?)$"
)
FURNISHED = regex.compile(
    r"索引号|保密审查|审签|审查情况|发布(?:时间|日期|机构)|来源[：:]|浏览|点击|字号|首页|打印|关闭|下载|当前位置|有效性|文号|"
    r"主题(?:词|分类)|政务公开|信息公开(?:目录|指南)|(?:pdf|docx?|xlsx?)$|^\d+$|^欢迎|位置[：:]|版权所有|主办单位"
)
"""What a web page puts above a report: it names bodies that are not the one that reports."""
ATTACHED = regex.compile(r"^附件?[一二三四五六七八九十\d]*[：:]")
NOT_A_NAME = regex.compile(
    r"目录|决算|预算|收入|支出|经费|概况|公开|XX|××|某某|说明|^第.{1,3}部分|^附|情况$|^(?:部门|单位|本|我)|[|\[\]]"
)
NO_NAME = frozenset(
    {"", "部门", "单位", "本部门", "本单位", "部门（单位）", "单位（部门）", "我单位", "我部门", "XX部门"}
)
PREPARER = regex.compile(
    r"(?:编制|填报|公开|报送)?(?:部门|单位)(?:名称|（公章）|（盖章）)?[：:](?P<unit>[^：:，。；\d]{3,40}?)"
    r"(?=金额|单位[：:]|公开|$|(?:19|20)\d\d年|\d)"
)
TRAILING = regex.compile(r"(?:部门|单位)$")
SCOPE = regex.compile(r"[（(]?(?:本级|机关|本部|汇总|汇总级)[）)]?$")
OWN = regex.compile(r"[（(]?本级[）)]?$")
CONSOLIDATED = regex.compile(r"[（(]?汇总(?:级)?[）)]?$")
WITH_OTHERS = regex.compile(
    r"本级(?:决算)?(?:和|及|以及|、|与)[^。；]{0,24}(?:所属|下属|直属|二级)[^。；]{0,20}(?:单位|决算)|"
    r"决算包括[^。；]{0,30}本级[^。；]{0,30}(?:所属|下属|直属)"
)
COVER_LINES = 8
COVER = 2
"""Votes of the cover: it is written for this very report, titles are often left over from another."""
PREPARED = 3
"""Votes of 编制单位 at most, however many tables print it."""


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
        name = regex.sub(r"[\p{P}\s]", "", fold(self.unit_name))
        return f"{name}|{self.report_year}|{self.scope or ''}|{self.unit_kind or ''}"


def masthead_of(sections: Sequence[Section], lines: Sequence[Line] = ()) -> Masthead:
    """Read unit, kind, scope and year; names and years are taken by vote.

    `lines` are all lines of the reading: those above the tables say who prepared them.
    """
    cover = _cover(sections)
    titles = [fold(s.title) for s in sections if s.kind is Kind.PART or (s.kind is Kind.CJK and s.level == 1)]
    unit = _unit(cover, titles, lines)
    printed = _printed(unit, [*(p.text for p in sections[0].paragraphs), *(s.title for s in sections), *_texts(lines)])
    heads = "".join(cover) + "".join(titles)
    kinds = Counter({"department": heads.count("部门决算"), "unit": heads.count("单位决算")})
    kind, votes = kinds.most_common(1)[0]
    return Masthead(
        printed, kind if votes else None, _scope(unit, cover, titles, kind, sections), _year(cover, titles, sections)
    )


def _printed(unit: str | None, texts: Iterable[str]) -> str | None:
    """A folded name as it is printed where it first stands whole."""
    if unit is None:
        return None
    for text in texts:
        at = fold(text).find(unit)
        if at >= 0:
            return text[at : at + len(unit)]
    return unit


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    return ("".join(line.text.split()) for line in lines)


def _cover(sections: Sequence[Section]) -> list[str]:
    """The folded beginnings of the paragraphs above the first heading, without what a web page puts there."""
    lines = [ATTACHED.sub("", p.folded if len(p) < 80 else p.folded[:60]) for p in sections[0].paragraphs]
    return [line for line in lines if line and not FURNISHED.search(line)][:COVER_LINES]


def _unit(cover: Sequence[str], titles: Sequence[str], lines: Sequence[Line]) -> str | None:
    """The name with most votes; one that ends another (检察院, 清河县人民检察院) votes for the longer."""
    votes: Counter[str] = Counter()
    for name in dict.fromkeys(_on_cover(cover)):
        votes[name] += COVER
    for title in titles:
        votes[_cleaned(TITLE_WORDS.sub("", title))] += 1
    prepared = Counter(_cleaned(name) for name in _preparers(lines))
    for name, count in prepared.items():
        votes[name] += min(count, PREPARED)
    names = {name: count for name, count in votes.items() if _is_name(name)}
    if not names:
        return None
    order = list(names)

    def support(name: str) -> tuple[int, int, int]:
        """Votes for the body, then for this print of it, then who came first."""
        core = SCOPE.sub("", name)
        of_body = sum(n for other, n in names.items() if core.endswith(SCOPE.sub("", other)))
        return of_body, names[name], -order.index(name)

    return max(order, key=support)


def _on_cover(cover: Sequence[str]) -> Iterator[str]:
    """Names of bodies on the cover: in its title, over two lines too, or on a line of their own."""
    for start in range(min(len(cover), 4)):
        found = REPORT_OF.match("".join(cover[start:]))
        if found:
            yield _cleaned(found["unit"] or found["later"] or found["bare"])
            break
    for line in cover:
        if BODY.fullmatch(line):
            yield _cleaned(line)


def _preparers(lines: Sequence[Line]) -> Iterator[str]:
    """Whom the heads of the tables name behind 编制单位."""
    for line in lines:
        if line.role is not Role.CONTENTS and ("单位" in line.text or "部门" in line.text) and len(line.text) < 120:
            # 编制单位：清河县水务局    公开01表: columns of a caption are parted by gaps.
            for piece in regex.split(r"\s{2,}|\u3000", line.text):
                found = PREPARER.match(fold("".join(piece.split())))
                if found:
                    yield found["unit"]


def _cleaned(name: str) -> str:
    """A name without what is around it."""
    name = name.strip("：:、.·-《“ ").removeprefix("关于").strip()
    return TRAILING.sub("", name) if len(name) > 4 else name


def _is_name(name: str) -> bool:
    return name not in NO_NAME and 3 <= len(name) <= 40 and not NOT_A_NAME.search(name)


def _scope(
    unit: str | None, cover: Sequence[str], titles: Sequence[str], kind: str, sections: Sequence[Section]
) -> str | None:
    """The body alone or with others: from the names on cover and titles, else from what the report says of itself."""
    for name in (unit or "", *_on_cover(cover), *(TITLE_WORDS.sub("", title) for title in titles)):
        if OWN.search(name):
            return "own"
        if CONSOLIDATED.search(name):
            return "consolidated"
    overview = [s for s in sections if s.part == "overview"]
    if kind == "department" and any(WITH_OTHERS.search(s.body.folded) for s in overview):
        return "consolidated"
    return None


def _year(cover: Sequence[str], titles: Sequence[str], sections: Sequence[Section]) -> int | None:
    """The year of cover and parts; else of the headings; else the one that the text names most, comparisons apart."""
    years: Counter[int] = Counter()
    for text, weight in (*((line, COVER) for line in cover), *((title, 1) for title in titles)):
        for year in set(years_of(text)):
            years[year] += weight
    if not years:
        years = Counter(years_of("".join(fold(s.title) for s in sections)))
    if years:
        return years.most_common(1)[0][0]
    for section in sections:
        years.update(years_of(COMPARED.sub("", section.body.folded)))
    return max(years, key=lambda y: (years[y], y)) if years else None


def years_of(text: str) -> list[int]:
    """The years a text names, in digits or Chinese numerals; dates are none."""
    chinese = [year.translate(CHINESE_DIGITS) for year in CHINESE_YEAR.findall(text)]
    return [int(year) for year in (*YEAR.findall(text), *chinese)]
