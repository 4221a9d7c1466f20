"""The axes of a figure: which budget, compared with what, a share of what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from juesuan.extracting.figure import Figure
from juesuan.extracting.matching import TIMEOUT, Matcher, Named, Related
from juesuan.extracting.numbers import Number
from juesuan.extracting.sections import Section
from juesuan.extracting.sentences import CLAUSE, Sentences
from juesuan.knowledge.narrative import Narrative
from juesuan.normalising.fact import Measure
from juesuan.normalising.values import value_of

YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
COMPARING = regex.compile(r"(?r)(?:比|较|与|和|同|跟)")
AGAINST = regex.compile(
    r"(?r)(?:与|和|较|比|同比)(?:上年|去年|上一?年度?|(?:19|20)\d\d年度?)(?:同期)?[^，。；：！？\d\n]{0,20}"
)
MOVED = regex.compile(r"(?:相比)?，?(?:各|均)?(?:增加|减少|增长|下降|上升|降低|提高|少|多)了?\d")
BASE_AMOUNT = regex.compile(r"(?:\d[\d,.]*(?:万|亿)?元)?的?$")


def year_in(words: str) -> int | None:
    """The year that words name: 较2019年决算数."""
    found = YEAR.search(words)
    return int(found[0]) if found else None


class Axes:
    """Finds subjects and axes in a section; `figures` are those already read of it."""

    def __init__(
        self, narrative: Narrative, matcher: Matcher, section: Section, sentences: Sentences, figures: list[Figure]
    ) -> None:
        self.narrative = narrative
        self.matcher = matcher
        self.section = section
        self.sentences = sentences
        self.figures = figures

    def find(self, end: int, number: Number | None, relative: bool, start: int, topic: str | None) -> Named | None:
        """The subject whose phrase ends at `end`."""
        return self.matcher.subject(
            self.sentences.text, start, end, self.section.scope, self.section.part,
            number=number, relative=relative, topic=topic,
        )  # fmt: skip

    def budget_kind(self, subject: Named, related: Related | None, measure: Measure) -> str | None:
        """Which budget a budget or a completion speaks of."""
        if measure not in ("budget", "completion_pct"):
            return None
        kind = related.predicate.budget_kind if related else None
        lead = CLAUSE.split(self.sentences.text[max(0, subject.start - 3) : subject.start])[-1]
        if measure == "budget" and ("追加" in lead or "追加" in self.sentences.text[subject.start : subject.end]):
            return "supplementary"
        word = related.group("kind") if related else None
        if word:
            kind = {"年初": "initial", "全年": "full_year", "调整": "adjusted", "调整后": "adjusted"}.get(word, kind)
        return kind or "unspecified"

    def compared(self, position: int, related: Related | None, concept: str) -> tuple[str | None, int | None]:
        """What a change is against and the year that the words name for it.

        The nearest comparison before it, else the figure that was printed beside it.
        """
        if related is not None and related.predicate.compared_to:
            return related.predicate.compared_to, None
        sentence, _ = self.sentences.start(position)
        best: tuple[int, str, int | None] | None = None
        for phrase in self.narrative.comparisons:
            for match in phrase.phrase.finditer(self.sentences.text, sentence, position, timeout=TIMEOUT):
                if best is None or match.end() > best[0]:
                    best = (match.end(), phrase.value, year_in(match[0]))
        if best is None:
            # 年初预算X万元，决算Y万元，增加Z万元: what was printed beside it is what it is compared with.
            for figure in reversed(self.figures):
                if figure.start < sentence:
                    break
                if figure.measure in ("prior", "budget") and figure.concept == concept:
                    kinds = {"initial": "initial_budget", "full_year": "full_year_budget"}
                    if figure.measure == "prior":
                        return "prior_year", figure.year
                    return kinds.get(figure.budget_kind or "", "budget"), None
        return (best[1], best[2]) if best else (None, None)

    def against(self, start: int, end: int) -> bool:
        """较2014年度经费合计16万元增加15万元: whether an amount is what another one is compared with."""
        text = self.sentences.text
        sentence, _ = self.sentences.start(start)
        return AGAINST.match(text, sentence, start) is not None and MOVED.match(text, end) is not None

    def settle_signs(self) -> None:
        """Give a change whose direction the template left open that of its companion in the sentence, if it has one."""
        for i, figure in enumerate(self.figures):
            if not figure.leftover:
                continue
            companions = [
                f
                for f in self.figures
                if f.sentence == figure.sentence and f.concept == figure.concept and f.compared_to == figure.compared_to
                and f.measure in ("change", "growth_pct") and f.number is not None and not f.leftover
            ]  # fmt: skip
            if companions:
                nearest = min(companions, key=lambda f: abs(f.start - figure.start))
                self.figures[i] = replace(figure, negative=nearest.negative)

    def falls_short(self, sentence: int, concept: str, compared_to: str | None) -> bool:
        """支出决算9万元，年初预算10万元，差值1万元: whether the first is less than what it is compared with."""
        against = "prior" if compared_to == "prior_year" else "budget"
        amounts: dict[str, Decimal] = {}
        for figure in self.figures:
            if figure.sentence == sentence and figure.concept == concept:
                number = figure.number
                value = None if number is None else value_of(number.text, number.unit, negative=False)
                if value is not None and value.amount is not None:
                    amounts[figure.measure] = value.amount
        return "actual" in amounts and against in amounts and amounts["actual"] < amounts[against]

    def earlier(self, related: Related, position: int) -> bool:
        """Whether a year named with a figure (2020年决算数为X) is not the one that its sentence is about."""
        year = related.group("year")
        if year is None:
            return True
        sentence, _ = self.sentences.start(position)
        finish = self.sentences.end(position)
        if COMPARING.match(self.sentences.text, sentence, related.start):
            return True
        return any(y[0] > year for y in YEAR.finditer(self.sentences.text, sentence, finish))

    def base(
        self, subject: Named, related: Related | None, measure: Measure, topic: str | None
    ) -> tuple[str | None, str | None]:
        """Concept and item that a share or a completion is a part of."""
        if measure == "completion_pct":
            return subject.concept, None
        if measure != "share_pct" or related is None:
            return None, None
        words = related.group("base")
        if words:
            end = related.match.end("base")
            start = related.match.start("base")
            amount = BASE_AMOUNT.search(self.sentences.text, start, end)
            end = amount.start() if amount else end
            found = self.find(end, None, True, start, topic)
            # A figure is no share of itself: below a heading the words of its total can mean either.
            if found is not None and (found.concept, found.item) != (subject.concept, subject.item):
                return found.concept, found.item
        return subject.base, None
