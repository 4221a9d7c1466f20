"""Stated reasons: what they explain, in which direction, and where they end."""

from __future__ import annotations

import regex

from juesuan.extracting.axes import Axes
from juesuan.extracting.figure import DIRECTIONS, Figure, Reason
from juesuan.extracting.lists import Wholes
from juesuan.extracting.matching import Named
from juesuan.extracting.sentences import Sentences
from juesuan.extracting.spoken import Spoken

AGAIN = (
    r"(?:与|和|同|比|较)(?:上年|去年|上一?年度?|(?:本年)?年初预算|全年预算|预算|(?:19|20)\d\d年)度?"
    r"(?:决算|支出|收入|预算)?(?:数|额)?(?:相比|比较)?，?"
)
PART = (
    r"(?:(?!增加|减少|新增|追加|下达|用于|安排|主要|[一二三四五]是)[^，。；：\d]){2,24}"
    r"(?:支出|费用?|经费|决算|预算|收入|合计)(?:数|额)?(?:共|为)?\d[\d,.]*(?:[百千]?万|亿|千)?元"
)
REASON_END = regex.compile(
    rf"[。！？\n]|；(?={AGAIN}|完成(?:年初|全年|调整后?)?(?:的)?预算|其中|{PART})|，(?={AGAIN}(?:各|均|略有|有所)?"
    r"(?:(?:增加|减少|增长|下降|降低|上升)了?\d[\d,.]*(?:[百千]?万|亿|千)?[元%]|(?:基本)?持平|无增减|没有变化))"
)
"""压减接待，与上年相比减少1.03万元: the comparison goes on about what was explained, and is no reason.

压减接待；公务接待费0.5万元, 人员增加；完成年初预算的108%: neither is the next part of a list, nor another measure.
"""


class Reasons:
    """Reads the reasons of a section; `figures` and `found` are what was read of it so far."""

    def __init__(
        self, index: int, sentences: Sentences, axes: Axes, wholes: Wholes, figures: list[Figure], found: list[Reason]
    ) -> None:
        self.index = index
        self.sentences = sentences
        self.axes = axes
        self.wholes = wholes
        self.figures = figures
        self.found = found
        self.lead = 0

    def read(self, match: regex.Match[str], now: Spoken) -> Spoken:
        """Keep the reason that a phrase leads in; the state behind it."""
        if match.start() < self.lead:
            return now  # 下降原因主要是由于: one lead, though 主要是由于 is one of its own elsewhere
        self.lead = match.end()
        text = self.sentences.text
        sentence, _ = self.sentences.start(match.start())
        named = (
            self.axes.find(match.start(), None, True, sentence, now.topic)
            or self.wholes.explained(match.start())
            or now.subject
        )
        stop = REASON_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        direction = match.groupdict().get("direction") or self._last_direction(named)
        if end > match.end():
            self.found.append(
                Reason(
                    self.index, named.concept if named else None, named.item if named else None,
                    DIRECTIONS.get(direction or "", direction), match.end(), end,
                )
            )  # fmt: skip
        # What a reason mentions is spoken of in its own right: nothing in it inherits the figure it explains.
        return Spoken(topic=now.topic, money_unit=now.money_unit, explained=(end, named) if named else None)

    def _last_direction(self, named: Named | None) -> str | None:
        """Which way the latest change went; of a whole, behind the changes of its parts in the same paragraph."""
        text = self.sentences.text
        for figure in reversed(self.figures):
            if figure.measure not in ("change", "growth_pct"):
                continue
            if named is None or figure.concept == named.concept:
                return "减少" if figure.negative else ("增加" if figure.number is not None else "持平")
            if "\n" in text[figure.start : self.lead]:
                return None
        return None
