"""Tells the books in a manner: numbers go into sentences through it, which is how the answers are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import TypeVar

from maker import catalogue
from maker.books import Books
from maker.habits import Habits, rounded
from maker.speech import CLOSE, MARK, OPEN, Block, Quantity, Said

T = TypeVar("T")
NUMERALS = "一二三四五六七八九十"
SIGNED = ("change", "growth_pct")


def numeral(n: int) -> str:
    """A Chinese numeral up to 39."""
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十") + (
        NUMERALS[ones - 1] if ones else ""
    )


class Teller:
    """One report being told. `styles` are the printed marks of the heading levels below a part."""

    def __init__(self, rng: Random, books: Books, habits: Habits, body: str, styles: Sequence[str]) -> None:
        self.rng, self.books, self.habits, self.body, self.styles = rng, books, habits, body, styles
        self.blocks: list[Block] = []
        self.year = books.year
        self.reasons = rng.random() < 0.8
        self.asides: Callable[[Teller], str] | None = None
        """Tells something with a number inside a reason."""
        self._quantities: list[tuple[Quantity, str]] = []
        self._numbers = [0] * (len(styles) + 1)

    # Chance.
    def pick(self, *options: T) -> T:
        """One of the options."""
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share

    # Names.
    @property
    def us(self) -> str:
        """The body as it calls itself, or nothing."""
        return self.pick("", f"本{self.body}", self.books.unit, f"我{self.body}")

    @property
    def this_year(self) -> str:
        """The year in one of its prints."""
        return self.pick(f"{self.year}年度", f"{self.year}年", f"{self.year}年度")

    @property
    def last_year(self) -> str:
        """The year before, or words for it."""
        return self.pick(f"{self.year - 1}年度", f"{self.year - 1}年", "上年", "上年度")

    # Numbers: each returns a mark with its unit, to be put into a sentence.
    def _mark(self, quantity: Quantity, printed: str, unit: str) -> str:
        self._quantities.append((quantity, printed))
        return f"{OPEN}{len(self._quantities) - 1}{CLOSE}{unit}"

    def money(
        self, amount: Decimal, concept: str, item: str | None = None, measure: str = "actual", *,
        kind: str | None = None, versus: str | None = None, also: tuple[str, ...] = (), unit: str | None = None,
        free: bool = False,
    ) -> str:  # fmt: skip
        """An amount of 元 as the report prints it; `unit` overrides what stands after the number."""
        printed = self.habits.money(amount)
        value = Decimal(printed.replace(",", ""))
        quantity = Quantity(
            concept=concept, measure=measure, value=-value if measure in SIGNED and amount < 0 else value,
            unit=self.habits.unit, item=item, budget_kind=kind, compared_to=versus, also=also, free=free,
        )  # fmt: skip
        return self._mark(quantity, printed, self.habits.unit if unit is None else unit)

    def rate(
        self, value: Decimal, concept: str, measure: str, item: str | None = None, *, kind: str | None = None,
        versus: str | None = None, base: str | None = None, also: tuple[str, ...] = (), unit: str = "%",
    ) -> str:  # fmt: skip
        """A percentage."""
        printed = self.habits.rate(value)
        number = Decimal(printed)
        quantity = Quantity(
            concept=concept, measure=measure, value=-number if measure in SIGNED and value < 0 else number,
            unit="%", item=item, budget_kind=kind, compared_to=versus, base_concept=base, also=also,
        )  # fmt: skip
        return self._mark(quantity, printed, unit)

    def share(self, part: Decimal, whole: Decimal, concept: str, base: str, item: str | None = None) -> str:
        """What `part` is in percent of `whole`."""
        return self.rate(part / whole * 100 if whole else Decimal(0), concept, "share_pct", item, base=base)

    def done(self, actual: Decimal, budget: Decimal, concept: str, kind: str, item: str | None = None) -> str:
        """The completion rate of a budget that is not zero."""
        return self.rate(actual / budget * 100, concept, "completion_pct", item, kind=kind, base=concept)

    def count(
        self, n: int, unit: str, concept: str, item: str | None = None, measure: str = "count", *,
        after: str | None = None, also: tuple[str, ...] = (), versus: str | None = None,
        free: bool = False,
    ) -> str:  # fmt: skip
        """Things, visits or persons."""
        quantity = Quantity(
            concept=concept, measure=measure, value=Decimal(n), unit=unit, item=item, compared_to=versus, also=also,
            free=free,
        )  # fmt: skip
        return self._mark(quantity, str(abs(n)), unit if after is None else after)

    def score(self, value: Decimal, concept: str, item: str | None = None, *, unit: str = "分") -> str:
        """A score; its unit may stay unprinted."""
        quantity = Quantity(concept=concept, measure="score", value=value, unit="分", item=item)
        return self._mark(quantity, f"{value:f}", unit)

    # Phrases.
    def moved(
        self, now: Decimal, before: Decimal, concept: str, item: str | None = None, *, each: str = "",
        versus: str = "prior_year", also: tuple[str, ...] = (), lead: bool = True, words: tuple[str, ...] | None = None,
    ) -> str:  # fmt: skip
        """How a figure moved, with its lead (比上年, 与上年相比，) when `lead`; without a base it says so."""
        than = "" if not lead else self.than(versus) if words is None else self.pick(*words)
        if len(each) > 2 and than and not than.endswith("，"):
            # 较上年，收、支总计各增加: a name after the lead wants a comma.
            than += "，"
        zero = self.habits.value(now) == self.habits.value(before)
        if zero:
            name = each.removesuffix("各").removesuffix("均")
            if len(name) > 2:
                than = f"{than.removesuffix('，')}，" if than else ""
                return f"{than}{name}{self.unmoved('')}{self.still(concept, item, versus=versus, also=also)}"
            return self.unmoved(than) + self.still(concept, item, versus=versus, also=also)
        up = now > before
        change = self.money(now - before, concept, item, "change", versus=versus, also=also)
        if not before:
            blank = self.pick("", "，上年无此项数据" if versus == "prior_year" else "，年初未安排预算", "，增长--", "")
            return f"{than}{each}增加{change}{blank}"
        pct = self.rate((now - before) / before * 100, concept, "growth_pct", item, versus=versus, also=also)
        prior = self.money(before, concept, item, "prior", also=also) if versus == "prior_year" else ""
        more, less = ("增加", "增长", "增长", "上升"), ("减少", "下降", "下降", "降低", "减低")
        word, rate = ("增加", self.pick(*more)) if up else ("减少", self.pick(*less))
        forms = [
            f"{than}{each}{word}{change}，{rate}{pct}",
            f"{than}{each}{word}{change}，{rate}{pct}",
            f"{than}{each}{word}{change}、{rate}{pct}",
            f"{than}{each}{word}{change}，{'增幅' if up else '降幅'}{self.pick('', '为', '达')}{pct}",
            f"{than}{each}{word}{change}（{rate}{pct}）",
            f"{than}{each}{word}{change}，{word}{pct}",
            f"{than}{each}{word}了{change}，{rate}{pct}",
        ]
        if lead and not each and prior and words is None:
            forms.append(f"{self.pick('较上年', '比上年', f'较{self.year - 1}年')}{prior}{word}{change}，{rate}{pct}")
            forms.append(f"同比{word}{change}，{self.pick('同比', '')}{rate}{pct}")
            forms.append(f"{than}{rate}{pct}")
        return self.pick(*forms)

    def still(
        self, concept: str, item: str | None = None, *, versus: str = "prior_year", also: tuple[str, ...] = ()
    ) -> str:  # fmt: skip
        """A mark without print, behind words that say that a figure did not move."""
        quantity = Quantity(
            concept=concept, measure="change", value=Decimal(0), unit=self.habits.unit, item=item, compared_to=versus,
            also=also, implied=True,
        )  # fmt: skip
        return self._mark(quantity, "", "")

    def than(self, versus: str = "prior_year") -> str:
        """What a change is measured against."""
        last, year = self.year - 1, self.year
        if versus == "prior_year":
            return self.pick(
                "比上年", "较上年", f"与{last}年度相比，", f"与{last}年相比，", f"比{last}年度", f"较{last}年", "与上年相比，",
                "较上年决算数", "比上年决算数", "与上年度相比，", "比上年同期", "与上年决算数相比，", f"与{last}年度决算数相比，",
            )  # fmt: skip
        if versus == "initial_budget":
            return self.pick(
                "比年初预算", "较年初预算数", "与年初预算相比，", "比年初预算数", f"与{year}年年初预算数相比，", f"比{year}年年初预算",
            )  # fmt: skip
        if versus == "full_year_budget":
            return self.pick("比全年预算", "较全年预算数", "比全年预算数")
        return self.pick("比预算", "较预算数", "与预算相比，", "比预算数")

    def unmoved(self, than: str) -> str:
        """Words for a figure that did not move."""
        if than.startswith("与") and than.endswith("，"):
            return than + self.pick("持平", "无增减变化", "没有变化", "无变化", "无增减")
        bare = than.removesuffix("，").removeprefix("比").removeprefix("较").removeprefix("与")
        if not bare:
            return self.pick("无变化", "保持不变")
        return self.pick(f"与{bare}持平", f"与{bare}相比无变化", f"较{bare}无变化", f"与{bare}一致")

    def reason(self, now: Decimal, before: Decimal, lead: str = "，") -> str:
        """Why a figure moved, or nothing; begins with `lead`."""
        if not self.reasons or self.chance(0.15):
            return ""
        if now == before:
            return lead + self.pick("主要原因是", "主要是") + self.pick(*catalogue.REASONS_SAME)
        why = self.pick(*(catalogue.REASONS_MORE if now > before else catalogue.REASONS_LESS))
        word = "增加" if now > before else "减少"
        if self.asides is not None and self.chance(0.2):
            why += self.pick("，", "、", "；二是") + self.asides(self)
        return lead + self.pick("主要原因是", "主要是", "原因是", f"{word}的主要原因是", "主要原因：", "主要系", f"主要原因：一是{why}；二是",
                                "变动原因是") + why  # fmt: skip

    def completion(self, actual: Decimal, budget: Decimal, concept: str, kind: str, item: str | None = None) -> str:
        """，完成年初预算的P%; nothing where there was no budget."""
        if not self.habits.value(budget):
            return self.pick("", "", "，年初未安排预算" if kind == "initial" else "")
        done = self.done(actual, budget, concept, kind, item)
        if kind == "initial":
            words = (
                "完成年初预算的",
                "完成年初预算",
                "完成年初预算数的",
                "占年初预算的",
                "为年初预算的",
                "预算完成率为",
            )
        elif kind == "full_year":
            words = ("完成全年预算的", "完成全年预算数的", "完成全年预算")
        elif kind == "adjusted":
            words = ("完成调整预算的", "完成调整预算数的", "为调整预算的")
        else:
            words = ("完成预算的", "完成预算", "完成预算数的", "预算完成率", "预算执行率为")
        word = self.pick(*words)
        if word == "占年初预算的":
            # The print does not tell a share of the budget from its completion.
            word = "完成年初预算的"
        if word.startswith("预算完成率为") and kind == "initial":
            word = "完成年初预算的"
        return f"，{word}{done}"

    # Blocks.
    def part(self, printed: str) -> None:
        """Begin a part."""
        self._numbers = [0] * len(self._numbers)
        self.blocks.append(Block(printed, 0))

    def heading(self, level: int, title: str) -> None:
        """A numbered heading of a level below the parts, from 1."""
        self.blocks.append(self._resolved(self.number(level) + title, level))

    def number(self, level: int) -> str:
        """The next number of a level; numbers of deeper levels begin again."""
        self._numbers[level] += 1
        for deeper in range(level + 1, len(self._numbers)):
            self._numbers[deeper] = 0
        n = self._numbers[level]
        return self.styles[level - 1].replace("N", numeral(n)).replace("9", str(n))

    def say(self, text: str) -> None:
        """A paragraph."""
        self.blocks.append(self._resolved(text, None))

    def _resolved(self, marked: str, level: int | None) -> Block:
        text, last = "", 0
        spans: list[tuple[int, int, Quantity, str]] = []
        gap = self.habits.gap
        for found in MARK.finditer(marked):
            text += marked[last : found.start()]
            quantity, printed = self._quantities[int(found[1])]
            if quantity.implied:
                spans.append((len(text), len(text), quantity, ""))
                last = found.end()
                continue
            text += gap if text and text[-1] not in "，。；：（“、" else ""
            spans.append((len(text), len(text) + len(printed), quantity, printed))
            text += printed
            last = found.end()
            text += gap if marked[last : last + 1] not in ("", "%", "，", "。", "；", "、") else ""
        text += marked[last:]
        said = []
        for start, end, quantity, printed in spans:
            left = max(text.rfind(stop, 0, start) for stop in "。；") + 1
            said.append(Said(quantity, text[left : end + 12], printed))
        return Block(text, level, tuple(said))

    def percent_of(self, part: Decimal, whole: Decimal) -> Decimal:
        """`part` in percent of `whole`, rounded as the report rounds."""
        return rounded(part / whole * 100, self.habits.rates) if whole else Decimal(0)
