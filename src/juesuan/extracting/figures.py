"""Figures: every number of a section read as subject + predicate + number, or counted as what it is not."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace

import regex

from juesuan.extracting.matching import RELATIVE, TIMEOUT, Matcher, Named, Related, in_scope, path_of, tidy
from juesuan.extracting.numbers import Lexer, Number
from juesuan.extracting.sections import Section
from juesuan.knowledge.narrative import Measure, Narrative, NoQuantity, Topic
from juesuan.knowledge.structure import Structure

SENTENCE = regex.compile(r"[。！？\n]")
CLAUSE = regex.compile(r"[，。；！？\n]")
LONGEST_QUOTE = 280
LEAD = 140


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as printed: start..end of the digits (or of 持平) in the section's text, and what it states."""

    section: int
    start: int
    end: int
    number: Number | None
    concept: str
    item: str | None
    measure: Measure
    negative: bool
    budget_kind: str | None
    compared_to: str | None
    base_concept: str | None
    base_item: str | None
    fund: str | None
    pattern: str
    sentence: int
    quote: tuple[int, int]
    unit_name: str | None = None
    path: tuple[str, ...] = ()
    """Names of class, group and item of the account, as far as the text gives them."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A stated reason: what it explains, in which direction, and where its text stands in the section."""

    section: int
    concept: str | None
    item: str | None
    direction: str | None
    start: int
    end: int


@dataclass
class SectionFigures:
    """What was read of one section: figures and reasons, and the numbers that are none, or nobody's."""

    figures: list[Figure] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    none: list[Number] = field(default_factory=list)
    unclaimed: list[Number] = field(default_factory=list)
    topics: list[tuple[int, int, Named]] = field(default_factory=list)
    timed_out: bool = False
    """A pattern ran out of time on this text: nothing was read of it."""


@dataclass(slots=True)
class _Current:
    """What the text is speaking of: the subject last named, the topic of the paragraph."""

    subject: Named | None = None
    compared_to: str | None = None
    topic: str | None = None
    money_unit: str | None = None
    explained: tuple[int, Named] | None = None
    """Where a reason ended, and what it explained: a later sentence may speak of that again."""


class FigureReader:
    """Reads the figures of sections with the patterns of the narrative."""

    def __init__(self, narrative: Narrative, structure: Structure, lexer: Lexer, matcher: Matcher) -> None:
        self.narrative = narrative
        self.lexer = lexer
        self.matcher = matcher
        self.speaks_of = {h.id: h.speaks_of for h in structure.headings if h.speaks_of is not None}

    def read(self, section: Section) -> SectionFigures:
        """All figures and reasons of a section, in reading order."""
        return _Walk(self, section).run()

    def none_rule(self, text: str, number: Number) -> str | None:
        """The rule by which a number states no quantity (a date, an ordinal, a threshold …), None if it may."""
        return next((rule.id for rule in self.narrative.none if states_nothing(rule, text, number)), None)


def states_nothing(rule: NoQuantity, text: str, number: Number) -> bool:
    """Whether a rule says of a number that it states no quantity."""
    if rule.number is not None and not rule.number.fullmatch(text, number.start, number.unit_end):
        return False
    if rule.before is not None and not rule.before.match(text, 0, number.start, timeout=TIMEOUT):
        return False
    return rule.after is None or rule.after.match(text, number.end, timeout=TIMEOUT) is not None


class _Walk:
    """One pass over the text of a section."""

    def __init__(self, reader: FigureReader, section: Section) -> None:
        self.reader = reader
        self.narrative = reader.narrative
        self.matcher = reader.matcher
        self.section = section
        self.text = section.body.folded
        self.result = SectionFigures()
        self.now = _Current()
        self.quantities: list[int] = []
        self.stops = [0, *(m.end() for m in SENTENCE.finditer(self.text))]
        self.paragraphs = [0, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]

    def run(self) -> SectionFigures:
        text = self.text
        events: list[tuple[int, int, str, object]] = []
        digits = self.reader.lexer.numbers(text)
        taken = {n.start for n in digits}
        for number in digits:
            if self.reader.none_rule(text, number) is not None:
                self.result.none.append(number)
            else:
                self.quantities.append(number.start)
                events.append((number.start, 3, "number", number))
        events += [(n.start, 3, "number", n) for n in self.reader.lexer.chinese(text) if n.start not in taken]
        for topic in self.narrative.topics:
            if in_scope(self.section.scope, self.section.part, topic.scope) >= 0:
                events += [(m.start(), 1, "topic", (topic, m)) for m in topic.phrase.finditer(text, timeout=TIMEOUT)]
        for kind, phrases in (("reason", self.narrative.reasons), ("unchanged", self.narrative.unchanged)):
            for phrase in phrases:
                found = phrase.phrase.finditer(text, timeout=TIMEOUT)
                events += [(m.start(), 2, kind, (phrase, m)) for m in found]
        paragraph = -1
        for start, _, kind, event in sorted(events, key=lambda e: (e[0], e[1])):
            here = bisect_right(self.paragraphs, start)
            if here != paragraph:
                paragraph = here
                self.now = _Current(money_unit=self.now.money_unit)
            if kind == "number":
                self._number(event)  # type: ignore[arg-type]
            elif kind == "topic":
                self._topic(*event)  # type: ignore[misc]
            elif kind == "reason":
                self._reason(*event)  # type: ignore[misc]
            else:
                self._unchanged(*event)  # type: ignore[misc]
        return self.result

    def _sentence(self, position: int) -> tuple[int, int]:
        """Start of the sentence a position is in, and its number within the section."""
        at = bisect_right(self.stops, position) - 1
        return self.stops[at], at

    def _topic(self, topic: Topic, match: regex.Match[str]) -> None:
        item = topic.item
        for name, value in match.groupdict().items():
            item = item.replace("{" + name + "}", value or "")
        item = tidy(item)
        if topic.concept is not None:
            named = Named(
                topic.concept, item, None, None, topic.id, match.start(), match.end(), match.end() - match.start(),
                path=path_of(match.groupdict()),
            )  # fmt: skip
            self.now.subject = named
            self.result.topics.append((match.start(), match.end(), named))
        self.now.topic = item

    def _find(self, end: int, number: Number | None, relative: bool, start: int) -> Named | None:
        return self.matcher.subject(
            self.text, start, end, self.section.scope, self.section.part,
            number=number, relative=relative, topic=self.now.topic,
        )  # fmt: skip

    def _number(self, number: Number) -> None:
        sentence, at = self._sentence(number.start)
        related = self.matcher.predicate(self.text, sentence, number)
        subject = None
        if related is not None:
            subject = self._find(related.start, number, related.predicate.measure in RELATIVE, sentence)
        direct = self._find(number.start, number, False, sentence)
        spoken_of = self._spoken_of(number.start)
        if subject is None and related is not None and related.predicate.inherits and number.form == "digits":
            if direct is None or (spoken_of is not None and direct.subject is not None and direct.subject.weak):
                subject = spoken_of
        if direct is not None and (subject is None or (subject is not spoken_of and direct.start <= subject.start)):
            related, subject = None, direct
        if subject is None:
            self._generic(number, at)
            return
        self._claim(number, subject, related, at)

    def _spoken_of(self, position: int) -> Named | None:
        """The subject last named; behind a reason, the one that it explains; at first, what the heading names."""
        if self.now.subject is not None:
            return self.now.subject
        if self.now.explained is not None:
            return self.now.explained[1] if position > self.now.explained[0] else None
        concept = self.reader.speaks_of.get(self.section.scope or "")
        return Named(concept, None, None, None, "heading", position, position, 0) if concept else None

    def _claim(self, number: Number, subject: Named, related: Related | None, at: int) -> None:
        concept_kind = self.matcher.vocabulary[subject.concept].kind
        own = subject.subject.measure if subject.subject else None
        if related is not None:
            measure: Measure = related.predicate.measure
            pattern = f"{subject.id}+{related.predicate.id}"
        else:
            measure = own or _measure_of(concept_kind)
            pattern = subject.id
        if measure == "actual" and concept_kind != "money":
            measure = own or _measure_of(concept_kind)
        if measure in ("actual", "budget") and own in ("other_amount", "prior"):
            measure = own
        compared = self._compared(number.start, related) if measure in ("change", "growth_pct") else None
        base_concept, base_item = self._base(subject, related, measure)
        self.result.figures.append(
            Figure(
                section=self.section.index,
                start=number.start,
                end=number.end,
                number=number,
                concept=subject.concept,
                item=subject.item,
                measure=measure,
                negative=bool(related and related.group("down")),
                budget_kind=self._budget_kind(subject, related, measure),
                compared_to=compared,
                base_concept=base_concept,
                base_item=base_item,
                fund=subject.fund,
                pattern=pattern,
                sentence=at,
                quote=self._quote(number.start, number.unit_end),
                path=subject.path if subject.concept.endswith(".function") else (),
            )
        )
        self.now.subject = subject
        if compared:
            self.now.compared_to = compared
        if subject.subject is not None and subject.subject.opens_topic and subject.item:
            self.now.topic = subject.item
        if number.kind == "money" and number.unit is not None:
            self.now.money_unit = number.unit.name

    def _generic(self, number: Number, at: int) -> None:
        """A number with a measure word and no known phrase: kept, and counted apart from the known ones."""
        if number.form != "digits":
            return
        if number.unit is None:
            self.result.unclaimed.append(number)
            return
        found = self.narrative.generic.get(number.unit.name) or self.narrative.generic.get(f"kind:{number.kind}")
        if found is None:
            self.result.unclaimed.append(number)
            return
        concept, measure = found
        self.result.figures.append(
            Figure(
                section=self.section.index, start=number.start, end=number.end, number=number, concept=concept,
                item=self.now.topic, measure=measure, negative=False, budget_kind=None, compared_to=None,
                base_concept=None, base_item=None, fund=None, pattern="generic", sentence=at,
                quote=self._quote(number.start, number.unit_end),
            )
        )  # fmt: skip

    def _budget_kind(self, subject: Named, related: Related | None, measure: Measure) -> str | None:
        if measure not in ("budget", "completion_pct"):
            return None
        kind = related.predicate.budget_kind if related else None
        lead = self.text[max(0, subject.start - 3) : subject.start]
        if measure == "budget" and ("追加" in lead or "追加" in self.text[subject.start : subject.end]):
            return "supplementary"
        word = related.group("kind") if related else None
        if word:
            kind = {"年初": "initial", "全年": "full_year", "调整": "adjusted", "调整后": "adjusted"}.get(word, kind)
        return kind or "unspecified"

    def _compared(self, position: int, related: Related | None) -> str | None:
        """What a change is against: the nearest comparison before it, else the one that is being spoken of."""
        if related is not None and related.predicate.compared_to:
            return related.predicate.compared_to
        sentence, _ = self._sentence(position)
        best: tuple[int, str] | None = None
        for phrase in self.narrative.comparisons:
            for match in phrase.phrase.finditer(self.text, sentence, position, timeout=TIMEOUT):
                if best is None or match.end() > best[0]:
                    best = (match.end(), phrase.value)
        return best[1] if best else self.now.compared_to

    def _base(self, subject: Named, related: Related | None, measure: Measure) -> tuple[str | None, str | None]:
        if measure == "completion_pct":
            return subject.concept, None
        if measure != "share_pct" or related is None:
            return None, None
        words = related.group("base")
        if words:
            end = related.match.end("base")
            start = related.match.start("base")
            while end > start and self.text[end - 1] == "的":
                end -= 1
            found = self._find(end, None, True, start)
            if found is not None:
                return found.concept, found.item
        return subject.base, None

    def _quote(self, start: int, end: int) -> tuple[int, int]:
        """What a figure was read from: its sentence up to the next figure; of a long one, the nearer clauses."""
        at = bisect_right(self.stops, start)
        begin = self.stops[at - 1]
        finish = self.stops[at] if at < len(self.stops) else len(self.text)
        following = bisect_right(self.quantities, start)
        if following < len(self.quantities):
            finish = max(end, min(finish, self.quantities[following]))
        if start - begin > LEAD:
            cuts = [m.end() for m in CLAUSE.finditer(self.text, start - LEAD, start)]
            begin = cuts[0] if cuts else start - LEAD
        if finish - begin > LONGEST_QUOTE:
            stops = [m.end() for m in CLAUSE.finditer(self.text, end, begin + LONGEST_QUOTE)]
            finish = stops[-1] if stops else begin + LONGEST_QUOTE
        return begin, max(finish, end)

    def _reason(self, phrase: object, match: regex.Match[str]) -> None:
        sentence, _ = self._sentence(match.start())
        named = self._find(match.start(), None, True, sentence) or self.now.subject
        stop = SENTENCE.search(self.text, match.end())
        end = stop.start() if stop else len(self.text)
        direction = match.groupdict().get("direction") or self._last_direction(named)
        if end > match.end():
            self.result.reasons.append(
                Reason(
                    self.section.index, named.concept if named else None, named.item if named else None,
                    _DIRECTIONS.get(direction or "", direction), match.end(), end,
                )
            )  # fmt: skip
        # What a reason mentions is spoken of in its own right: nothing in it inherits the figure it explains.
        self.now = _Current(
            topic=self.now.topic, money_unit=self.now.money_unit, explained=(end, named) if named else None
        )

    def _last_direction(self, named: Named | None) -> str | None:
        for figure in reversed(self.result.figures):
            if figure.measure in ("change", "growth_pct"):
                if named is None or figure.concept == named.concept:
                    return "减少" if figure.negative else ("增加" if figure.number is not None else "持平")
                return None
        return None

    def _unchanged(self, phrase: object, match: regex.Match[str]) -> None:
        sentence, at = self._sentence(match.start())
        subject = self._find(match.start(), None, True, sentence) or self.now.subject
        if subject is None:
            return
        compared = self._compared(match.end(), None)
        start, end = match.span("same") if "same" in match.groupdict() else match.span()
        figure = Figure(
            section=self.section.index, start=start, end=end, number=None, concept=subject.concept, item=subject.item,
            measure="change", negative=False, budget_kind=None, compared_to=compared, base_concept=None,
            base_item=None, fund=subject.fund, pattern=f"{subject.id}+unchanged", sentence=at,
            quote=self._quote(start, end), unit_name=self.now.money_unit or "万元",
        )  # fmt: skip
        if self.matcher.vocabulary[subject.concept].kind == "money":
            self.result.figures.append(figure)
        self.now.subject = replace(subject)
        self.now.compared_to = compared


_DIRECTIONS = {
    "增加": "increase", "增长": "increase", "上升": "increase", "大于": "over", "高于": "over", "超过": "over",
    "超出": "over", "超": "over", "减少": "decrease", "下降": "decrease", "降低": "decrease", "小于": "under",
    "低于": "under", "少于": "under", "未完成": "under", "持平": "unchanged", "没有变化": "unchanged",
    "变化": "change", "变动": "change", "差异": "change", "增减": "change",
}  # fmt: skip


def _measure_of(kind: str) -> Measure:
    """The measure of a plain statement about a concept of this kind."""
    plain: dict[str, Measure] = {
        "money": "actual", "count": "count", "headcount": "headcount", "quantity": "quantity",
        "percent": "rate_pct", "score": "score",
    }  # fmt: skip
    return plain[kind]
