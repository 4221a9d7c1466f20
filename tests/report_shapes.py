"""Reports composed from facts about how real ones are built: order of the parts, template of the narrative, quirks.

`structures/reports.csv` has a line for every shape; names, figures and sentences are the tests' own.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from damages import pinyin, traditional

FOLDER = Path(__file__).parent / "structures"
NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
PARTS = {
    "O": ("overview", "{u}概况"),
    "T": ("tables", "{y}年度部门决算表"),
    "S": ("tables", "附表"),
    "N": ("narrative", "{y}年度部门决算情况说明"),
    "G": ("glossary", "名词解释"),
    "A": ("annex", "附件"),
    "P": ("performance", "预算绩效情况说明"),
    "K": ("key_work", "{y}年重点工作完成情况"),
    "X": ("other", "其他重要事项及相关口径情况说明"),
    "C": ("other", "决算公开联系方式及信息反馈渠道"),
    "Y": ("narrative", ""), "Z": ("narrative", ""), "V": ("narrative", ""), "F": ("narrative", ""),
    "R": ("narrative", ""),
}  # fmt: skip
FLAT = {
    "Y": "narrative.three_public", "Z": "narrative.operating_cost", "V": "narrative.procurement",
    "F": "narrative.government_fund", "R": "narrative.state_capital",
}  # fmt: skip
"""Parts of ten-part reports that are a heading of the narrative elsewhere."""
BELOW = {
    "O": ["主要职责 => overview.duties", "机构设置 => overview.composition"],
    "X": [
        "机关运行经费支出情况 => narrative.operating_cost", "国有资产占用情况 => narrative.assets",
        "政府采购支出情况 => narrative.procurement",
    ],
    "P": ["预算绩效管理工作开展情况 => performance"],
}  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A heading to print: depth below its part (0: the part itself), number, title, canonical heading."""

    depth: int
    number: str
    title: str
    concept: str | None

    @property
    def printed(self) -> str:
        return self.number + self.title


@dataclass(frozen=True)
class Shape:
    """A report to compose, and what is to be found in it."""

    row: int
    unit: str
    year: int
    parts: list[str]
    headings: list[list[Heading]]
    tables: list[str]
    text: str

    @property
    def concepts(self) -> list[str]:
        return [h.concept for part in self.headings for h in part if h.concept and h.depth]


@cache
def families() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / "families.toml").read_text(encoding="utf-8"))


def numbered(depth: int, at: int, style: str) -> str:
    if depth == 0:
        return NUMERALS[at - 1] + "、" if style == "一、" else style.replace("N", NUMERALS[at - 1])
    forms = ("一、", "（一）", "1.", "（1）")
    form = forms[depth - (style != "一、")]
    return form.replace("一", NUMERALS[at - 1]).replace("1", str(at))


def below(entries: list[str], style: str) -> list[Heading]:
    """Headings below a part, numbered at each depth afresh."""
    found: list[Heading] = []
    counts = [0, 0, 0]
    for entry in entries:
        depth = 1 + len(entry) - len(entry.lstrip(">"))
        title, _, concept = entry.lstrip(">").partition(" => ")
        counts[depth - 1] += 1
        counts[depth:] = [0] * (len(counts) - depth)
        found.append(Heading(depth, numbered(depth, counts[depth - 1], style), title, concept.strip("-") or None))
    return found


def sentence(year: int, heading: Heading) -> str:
    if heading.concept == "overview.duties":
        return "　　负责编制本行业发展规划，并组织实施。"
    if heading.concept == "overview.composition":
        return "　　内设综合科、业务科两个机构，均纳入决算编制范围。"
    return f"　　{year}年度该项合计12.50万元，比上年增加1.50万元，主要原因是业务量增加，按需安排。"


def printed_table(at: int, title: str) -> list[str]:
    return [title, f"公开{at:02}表", "单位：万元", "项目 决算数", "合计 12.50", "一、基本支出 8.00"]


def shape_of(record: dict[str, str]) -> Shape:
    unit, year, style = record["unit"], int(record["year"]), record["style"]
    tables = families()["tables"][record["tables"]]
    quirks = record["quirks"].split()
    headings: list[list[Heading]] = []
    letters: list[str] = []
    shift = 0
    for at, token in enumerate(re.split(r" (?=[A-Z](?:[ =:]|$))", record["parts"]), 1):
        letter, _, title = token.partition("=")
        letter, _, start = letter.partition(":")
        shift = int(start) - 1 if start else shift
        title = (title or PARTS[letter][1]).replace("{u}", unit).replace("{y}", str(year))
        top = Heading(0, numbered(0, at + shift, style), title, FLAT.get(letter))
        entries = families()["narrative"][record["narrative"]] if letter == "N" else BELOW.get(letter, [])
        headings.append([top, *below(entries, style)])
        letters.append(letter)
    body: list[str] = []
    listed: list[str] = []
    for letter, part in zip(letters, headings, strict=True):
        for heading in part:
            body.append(heading.printed)
            if heading.depth == 0 or not (letter == "N" and record["contents"] == "short"):
                listed.append(heading.printed)
            if heading.depth or letter in FLAT:
                body.append(sentence(year, heading))
        if letter in "TS":
            for at, title in enumerate(tables, 1):
                body += printed_table(at, title)
                listed.append(f"{NUMERALS[at - 1]}、{title}")
        if letter == "G":
            body.append("　　一、财政拨款收入：指本级财政当年拨付的资金。")
        if letter in "AKC":
            body.append("　　综合科负责解释本次公开的内容，并接受社会监督。")
    lines = [unit, f"{year}年度部门决算", *listing(record["contents"], listed), *body]
    text = "\n".join(lines)
    for quirk in quirks:
        name, *values = quirk.split(":")
        text = QUIRKS[name](text, *values)
    return Shape(
        row=int(record["row"]),
        unit=unit,
        year=year,
        parts=[PARTS[letter][0] for letter in letters],
        headings=headings,
        tables=tables if {"T", "S"} & set(letters) else [],
        text=text,
    )


def listing(kind: str, listed: list[str]) -> list[str]:
    """The contents page."""
    led: dict[str, Callable[[int, str], str]] = {
        "led": lambda at, entry: f"{entry}........{at}",
        "range": lambda at, entry: f"{entry}........({at}-{at + 3})",
        "empty": lambda at, entry: f"{entry}………………()",
        "fullwidth": lambda at, entry: f"{entry}……………（{at}）".translate(WIDE),
        "commas": lambda at, entry: f"{entry}..,,,..,{at}",
        "ones": lambda at, entry: f"{entry}........(1)",
        "glued2": lambda at, entry: f"{entry}{at}",
        "paged": lambda at, entry: f"{entry} {at}",
    }  # fmt: skip
    if kind == "none":
        return []
    if kind == "lost":
        return ["目录", "九、", "十二、"]
    if kind == "nofirst":
        return ["目录", *listed[1:]]
    if kind == "untitled":
        return listed
    if kind == "preamble":
        return ["目录", *listed, "　　根据有关要求，现将本单位决算公开如下，请予监督。"]
    if kind == "again":
        return ["目录", *listed, "清河市2021年度部门决算公开"]
    if kind == "twice":
        return ["目录", *listed, "目录", *listed]
    if kind in led:
        return ["目录", *(led[kind](at, entry) for at, entry in enumerate(listed, 1))]
    assert kind in ("plain", "short"), kind
    return ["目录", *listed]


def _unnumbered(text: str, *which: str) -> str:
    """八、九两条编号丢失: the numbers of two headings of the narrative are lost, in the contents and below."""
    for value in which:
        number = NUMERALS[int(value) - 1]
        text = re.sub(rf"(?m)^{number}、(?=.*情况|关于)", "", text)
    return text


def _spaced(text: str) -> str:
    """What a converter makes of a PDF: every line break a space."""
    return re.sub(r"\n[ \u3000]*", " ", text)


def _dropped(text: str) -> str:
    for whole, left in (
        ("第一部分", "一部分"), ("第四部分", "四部分"),
        ("一般公共预算财政拨款支出决算情况", "般公共预算财政拨款支出决算情况"),
        ("政府性基金预算财政拨款收入支出决算情况说明", "政性基金预算财政拨款收入支出决算情况说"),
        ("“三公”经费支出决算情况说明", "三公经费支出决算情况说"), ("其他重要事项的情况说明", "其他重要事的情况说明"),
    ):  # fmt: skip
        text = text.replace(whole, left)
    return text


def _eaten(text: str) -> str:
    """The number of a table eats the first character of its name: 三、出决算表."""
    for whole, left in (("三、支出", "三、出"), ("四、财政", "四、政"), ("六、一般", "六、般")):
        text = re.sub(rf"(?m)^{whole}(?=.*表$)", left, text)
    return text


def _body(text: str, old: str, new: str, count: int = 0) -> str:
    """A replacement below the contents only."""
    at = text.rfind("概况") if text.count("概况") > 1 else 0
    return text[:at] + re.sub(old, new, text[at:], count=count)


def _footers(text: str) -> str:
    """- 1 - of the foot of a page, amid the sentences."""
    lines, out = text.split("\n"), []
    page = 0
    for line in lines:
        if line.startswith("　　2"):
            page += 1
            line = line.replace("比上年", f"比 - {page} - 上年")
        out.append(line)
    return "\n".join(out)


def _head(*lines: str) -> Callable[[str], str]:
    return lambda text: "\n".join((*lines, text))


QUIRKS: dict[str, Callable[..., str]] = {
    "pageref": lambda text: re.sub(
        r"(?m)^(第.部分 .*|[一二三四]、.*(?:说明|表))$", r"\1 PAGEREF _Toc12345678 \\h 3", text, count=9
    ),
    "eaten": _eaten,
    "review": _head("保密审查情况：已审查", "部门主要负责人审签情况：已审签"),
    "index": _head("监督索引号53010200130201111"),
    "navigation": _head(
        "首页 政务公开 预决算公开 正文", "字号：大 中 小 打印 关闭", "发布时间：2022-09-14 10:20 浏览次数：17"
    ),
    "download": _head("下载Word 下载PDF", "来源：办公室"),
    "bars": _head("| 索引号 | 640522-2022-0001 | 发布日期 | 2022-09-14 |", "| 发布机构 | 清河县 | 有效性 | 有效 |"),
    "brackets": _head(*["[索引号] 11500000 [发文字号] [发布机构] 清河县"] * 2),
    "annexed": _head("附件2:"),
    "spaced": _spaced,
    "pinyin": pinyin,
    "traditional": traditional,
    "blank": lambda text: text.replace("\n", "\n\n\n"),
    "broken": lambda text: re.sub(r"(?m)^(第三部分.*决算)(情况说明)$", r"\1\n\2", text),
    "stops": lambda text: re.sub(r"(?m)^([一二三四五六七八]、.*(?:说明|表|职责|设置))$", r"\1。", text),
    "dots": lambda text: re.sub(r"(?m)^三、", "三.", text),
    "unnumbered": _unnumbered,
    "pause": lambda text: re.sub(r"(?m)^(\d)\.", r"\1、", text),
    "footers": _footers,
    "oldyear": lambda text: text.replace("关于预算绩效", "关2020年度预算绩效"),
    "numeral": lambda text: re.sub(r"(?m)^一、(收入支出)", r"、\1", text),
    "garbled": lambda text: text.replace("（一）", "。ㄒ唬﹥").replace("（二）", "。ǘ"),
    "dropped": _dropped,
    "reworded": lambda text: _body(text, "主要职责", "部门职能"),
    "paren": lambda text: text.replace("（二）机构设置", "）机构设置"),
    "nopart": lambda text: re.sub(r"(?m)^第.部分 ", "部分 ", text),
    "splitcontents": lambda text: text.replace("目录\n第一部分", "目\n第一部分", 1).replace("\n一、", "\n录\n一、", 1),
    "titlemarks": lambda text: re.sub(r"(?m)^(.、)?([^第\n]*决算.{0,2}表)$", r"\1《\2》", text),
    "running": lambda text: "\f".join(
        f"清河省2021年度部门决算公开说明\n{page}\n{at}" for at, page in enumerate(re.split(r"\n(?=第.部分)", text), 1)
    ),
    "bodyyear": lambda text: text.replace("　　2022年度", "　　2021年度"),
    "parens": lambda text: re.sub(r"(?m)^([一二三四五六七八九])、(?=.*情况)", r"（\1）", text),
    "typo": lambda text: text.replace("主要职责", "只要职责"),
    "shortduty": lambda text: text.replace("一、主要职责", "一、主要"),
    "twoaline": lambda text: text.replace("主要职责\n二、", "主要职责 二、", 1),
}  # fmt: skip


@cache
def shapes() -> dict[int, Shape]:
    with (FOLDER / "reports.csv").open(encoding="utf-8", newline="") as file:
        return {int(record["row"]): shape_of(record) for record in csv.DictReader(file)}
