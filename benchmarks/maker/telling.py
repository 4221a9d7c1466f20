"""Makes a report: draws the books, tells them in a manner, and adds what stands around the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from maker.books import Books, make_books
from maker.habits import Habits
from maker.manners import MANNERS, Manner, Titles
from maker.sections import asides, basic, flows, funds, further, general, matters, overall, three_public
from maker.speech import Block, Said
from maker.statutory import Statutory, statutory
from maker.teller import Teller, numeral

FIRST: dict[str, dict[str, Callable[[Teller], None]]] = {
    "overall": overall.OVERALL, "income": flows.INCOME, "expenditure": flows.EXPENDITURE,
    "fiscal": overall.FISCAL_TOTAL, "general": general.BUDGETED, "basic": basic.BASICS,
    "three_public": three_public.THREE_PUBLIC, "government_fund": funds.GOVERNMENT_FUND,
    "state_capital": funds.STATE_CAPITAL, "running": matters.RUNNING_COST, "procurement": matters.PROCUREMENT,
    "assets": matters.ASSETS, "meetings": matters.MEETINGS, "performance": matters.PERFORMANCE,
}  # fmt: skip
WAYS = {key: {**ways, **further.FURTHER.get(key, {})} for key, ways in FIRST.items()}
"""Every way of telling, by heading."""
GROUPED = ("running", "procurement", "assets", "performance")
OTHER_WAY = 0.12
"""How often a heading is told in the way of another province."""
PARTS: dict[str, Titles] = {
    "overview": ("{unit}概况", "{body}概况", "{unit}基本情况"),
    "tables": ("{year}年度{body}决算表", "{unit}{year}年度{body}决算表", "{year}年{body}决算表"),
    "narrative": ("{year}年度{body}决算情况说明", "{unit}{year}年度{body}决算情况说明", "{year}年{body}决算情况说明"),
    "glossary": "名词解释",
    "annex": "附件",
}
TERMS = (
    ("财政拨款收入", "指本级财政当年拨付的资金"), ("事业收入", "指事业单位开展专业业务活动及辅助活动所取得的收入"),
    ("年初结转和结余", "指以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金"),
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出"),
    ("项目支出", "指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出"),
    ("“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费"),
    ("机关运行经费", "指为保障行政单位运行用于购买货物和服务的各项资金"),
)  # fmt: skip
DUTIES = ("贯彻执行国家有关法律法规和方针政策", "拟订本区域相关发展规划并组织实施", "承担行业指导、监督和服务工作",
          "负责有关统计分析和信息发布", "承办上级交办的其他事项")  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A made report: running text, statutory tables, and the answers of both. `at` is the block the tables follow."""

    name: str
    manner: str
    unit: str
    year: int
    blocks: tuple[Block, ...]
    at: int
    tables: tuple[Statutory, ...]
    habits: Habits
    broken: bool = True
    """Whether paragraphs begin on lines of their own, where the form is text."""

    @property
    def said(self) -> tuple[Said, ...]:
        """Every quantity that the running text states, in reading order."""
        return tuple(said for block in self.blocks for said in block.said)


class _Telling:
    def __init__(self, rng: Random, manner: Manner) -> None:
        self.rng, self.manner = rng, manner
        self.books: Books = make_books(rng)
        self.habits: Habits = rng.choice(manner.habits)
        self.teller = Teller(rng, self.books, self.habits, manner.body, manner.styles)
        if rng.random() < 0.5:
            self.teller.asides = asides.aside
        self.parts = 0
        self.at = 0

    def title(self, titles: Titles) -> str:
        chosen = titles if isinstance(titles, str) else self.rng.choice(titles)
        return chosen.format(unit=self.books.unit, year=self.books.year, body=self.manner.body)

    def part(self, key: str) -> None:
        self.parts += 1
        title = self.title(self.manner.titles.get(key, PARTS.get(key, "")))
        gap = self.rng.choice((" ", "　", "", " ", "  "))
        number = f"第{numeral(self.parts)}部分{gap}" if self.manner.numbered else f"{numeral(self.parts)}、"
        self.teller.part(number + title)
        getattr(self, key)()

    def overview(self) -> None:
        t = self.teller
        t.heading(1, t.pick(f"{t.body}职责", "主要职能", f"{t.body}主要职责", "主要职责"))
        for i, duty in enumerate(DUTIES, 1):
            t.say(f"{i}.{duty}。" if t.chance(0.7) else f"（{numeral(i)}）{duty}。")
        t.heading(1, t.pick("机构设置", "机构设置情况", f"{t.body}决算单位构成"))
        t.pick(matters.organisation, matters.organisation, asides.bodies)(t)
        if t.chance(0.7):
            t.heading(1, t.pick("人员构成情况", f"{t.body}人员构成", "人员情况"))
            t.pick(matters.staff, asides.establishment)(t)

    def tables(self) -> None:
        self.at = len(self.teller.blocks)

    def narrative(self) -> None:
        grouped = GROUPED if self.manner.matters else ()
        for key, title in self.manner.sections:
            if key not in grouped and key != "other":
                self.section(1, key, title)
            elif key == "other":
                self.teller.heading(1, self.title(title))
                for inner in GROUPED[:3]:
                    self.section(2, inner, dict(_all())[inner])

    def matters(self) -> None:
        for key, title in self.manner.sections:
            if key in GROUPED:
                self.section(1, key, title)

    def performance(self) -> None:
        WAYS["performance"][self.rng.choice(self.manner.ways["performance"])](self.teller)

    def section(self, level: int, key: str, title: Titles) -> None:
        self.teller.heading(level, self.title(title))
        ways = WAYS[key]
        chosen = self.rng.choice(self.manner.ways[key])
        if self.rng.random() < OTHER_WAY:
            chosen = self.rng.choice(sorted(ways))
        ways[chosen](self.teller)
        if key == "expenditure" and self.teller.chance(0.2):
            asides.projects(self.teller)
        if key == "performance" and self.teller.chance(0.25):
            asides.whole(self.teller)

    def glossary(self) -> None:
        t = self.teller
        for i, (term, meaning) in enumerate(TERMS, 1):
            t.say(t.pick(f"（{numeral(i)}）{term}：{meaning}。", f"{numeral(i)}、{term}：{meaning}。"))

    def annex(self) -> None:
        self.teller.say(self.teller.pick("无。", "详见附件。", "项目支出绩效自评表（另附）。"))


def _all() -> tuple[tuple[str, Titles], ...]:
    from maker.manners import N13

    return N13


def make(seed: int, manner: Manner | None = None) -> Made:
    """The report of a seed; the same seed and manner give the same report."""
    rng = Random(seed)
    chosen = manner or MANNERS[seed % len(MANNERS)]
    telling = _Telling(rng, chosen)
    for key in chosen.parts:
        telling.part(key)
    books = telling.books
    tables = statutory(books, telling.habits, chosen.tables, chosen.form, rng)
    return Made(
        name=f"made-{seed}", manner=chosen.name, unit=books.unit, year=books.year, blocks=tuple(telling.teller.blocks),
        at=telling.at, tables=tables, habits=telling.habits,
    )  # fmt: skip
