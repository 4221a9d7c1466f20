"""Figures: every number of a section read as subject + predicate + number, or counted as what it is not."""

from __future__ import annotations

from dataclasses import replace

import regex

from juesuan.extracting.axes import Axes, year_in
from juesuan.extracting.figure import Figure, Reason, SectionFigures, plain_measure
from juesuan.extracting.in_turn import Breath, Turns
from juesuan.extracting.lists import Wholes, budget_of_list, same_of_fund
from juesuan.extracting.matching import RELATIVE, TIMEOUT, Matcher, Named, Related, in_scope, path_of, tidy
from juesuan.extracting.numbers import Lexer, Number
from juesuan.extracting.pairs import joined, sides_of_pair
from juesuan.extracting.reasons import Reasons
from juesuan.extracting.sections import Section
from juesuan.extracting.sentences import SENTENCE, Sentences
from juesuan.extracting.spoken import Spoken
from juesuan.extracting.unprinted import TOWARDS, supplied
from juesuan.extracting.years import settle_years, year_of_subject
from juesuan.knowledge.narrative import Narrative, NoQuantity, Topic
from juesuan.knowledge.structure import Structure
from juesuan.normalising.fact import Measure

__all__ = ["SENTENCE", "Figure", "FigureReader", "Reason", "SectionFigures", "states_nothing"]

MOVING = frozenset({"change", "growth_pct", "prior"})
PLANNED: frozenset[Measure] = frozenset({"actual", "budget", "completion_pct"})
OTHER = "other"
"""A comparison with what the axes have no name for, such as the budget of the year before."""
HAN = regex.compile(r"\p{Han}")
AGAIN = regex.compile(r"相比，(?P<subject>[^，。；：\d]{2,24}?)(?:各|均|分别)?(?:增加|减少|增长|下降|上升|降低)")
BUDGETED = regex.compile(r"预算|执行")


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
        self.now = Spoken()
        self.breath: Breath | None = None
        self.sentences = Sentences(self.text)
        figures = self.result.figures
        self.axes = Axes(self.narrative, self.matcher, section, self.sentences, figures)
        self.wholes = Wholes(self.sentences, figures, self.result.reasons)
        self.reasons = Reasons(section.index, self.sentences, self.axes, self.wholes, figures, self.result.reasons)

    def run(self) -> SectionFigures:
        text = self.text
        events: list[tuple[int, int, str, object]] = []
        digits = self.reader.lexer.numbers(text)
        taken = {n.start for n in digits}
        quantities = []
        for number in digits:
            if self.reader.none_rule(text, number) is not None:
                self.result.none.append(number)
            else:
                quantities.append(number)
                self.sentences.quantities.append(number.start)
                events.append((number.start, 3, "number", number))
        self.turns = Turns(text, quantities)
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
            here = self.sentences.paragraph(start)
            if here != paragraph:
                titled = here == paragraph + 1 and self._titled(here)
                paragraph = here
                if not titled:
                    self.now = Spoken(money_unit=self.now.money_unit)
            if kind == "number":
                self._number(event)  # type: ignore[arg-type]
            elif kind == "topic":
                self._topic(*event)  # type: ignore[misc]
            elif kind == "reason":
                self.now = self.reasons.read(event[1], self.now)  # type: ignore[index]
            else:
                self._unchanged(*event)  # type: ignore[misc]
        self.axes.settle_signs()
        self.result.figures[:] = settle_years(self.result.figures)
        return self.result

    def _titled(self, paragraph: int) -> bool:
        """Whether all of the paragraph before this one was a name: what follows speaks of it."""
        if self.now.titled is None:
            return False
        return not self.text[self.now.titled : self.sentences.paragraphs[paragraph - 1]].strip("。：，；、\n0123456789")

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
            self.now.say(match.start(), named)
            self.now.titled = match.end()
            self.result.topics.append((match.start(), match.end(), named))
        self.now.topic = item

    def _number(self, number: Number) -> None:
        sentence, at = self.sentences.start(number.start)
        number = self._with_unit(number, sentence)
        quote = self.sentences.quote(number.start, number.unit_end)
        of_fund = same_of_fund(self.text, number, self.result.figures)
        if of_fund is not None:
            self.result.figures.append(replace(of_fund, sentence=at, quote=quote))
            return
        if self.breath is not None and (in_turn := self.breath.of(number.start)) is not None:
            self._claim(number, in_turn, self.breath.related, at)
            return
        related = self.matcher.predicate(self.text, sentence, number)
        subject = None
        if related is not None:
            subject = self._subject_of(related, number, sentence) or self._told_behind(related, number)
        direct = self.axes.find(number.start, number, False, sentence, self.now.topic)
        if (
            direct is not None and related is not None and related.predicate.measure in MOVING
            and number.kind != "money" and not HAN.search(self.text, direct.start, max(direct.start, related.start))
        ):  # fmt: skip
            # ，较上年增加35批次: what precedes the number is the predicate alone.
            direct = None
        named = direct is not None and not (direct.subject is not None and direct.subject.weak)
        if related is not None and subject is None and not named:
            told = [(place, one) for place, one in self.now.history if place >= sentence]
            self.breath = self.turns.breath(number.start, related, told)
            if self.breath is not None:
                self._claim(number, self.breath.names[0], related, at)
                return
        spoken_of = self._spoken_of(number, related)
        # 财政事务运行支出12万元，较上年减少2万元: what moved is not the account that was named before.
        nameless = self.now.nameless is not None and self.now.nameless >= sentence
        inherits = related is not None and related.predicate.inherits and not nameless
        if subject is None and related is not None and inherits and number.form == "digits":
            yields = direct is not None and direct.subject is not None and direct.subject.weak
            if direct is None or (yields and spoken_of is not None):
                subject = joined(spoken_of, related, self.now.history, sentence)
        if direct is not None and (subject is None or (subject is not spoken_of and direct.start <= subject.start)):
            related, subject = None, direct
        if subject is None:
            if not self._second_of_pair(number, at):
                self._generic(number, at)
            return
        self._claim(number, subject, related, at)

    def _with_unit(self, number: Number, sentence: int) -> Number:
        """The number, with the unit that its print lost where the sentence leaves no doubt of it."""
        full = supplied(self.text, number, self.reader.lexer.units)
        if full is None or self.axes.find(number.start, number, False, sentence, self.now.topic) is not None:
            return number
        related = self.matcher.predicate(self.text, sentence, full)
        if related is None and full.kind == "percent" and not number.text.strip("0."):
            # 年初预算为0，支出决算为5万元: nothing is nothing in any unit.
            nothing = replace(full, unit=self.reader.lexer.units[self.now.money_unit or "万元"])
            said = self.matcher.predicate(self.text, sentence, nothing)
            return nothing if said is not None and said.predicate.measure in ("budget", "actual") else number
        if related is None:
            plain = full.kind == "money" and self.axes.find(full.start, full, False, sentence, self.now.topic)
            return full if plain else number
        subject = self._subject_of(related, full, sentence) or self._spoken_of(full, related)
        if subject is None:
            return number
        measure = related.predicate.measure
        if full.kind == "money" or measure == "completion_pct":
            return full
        if measure == "share_pct":
            return full if self.axes.base(subject, related, measure, self.now.topic)[0] else number
        moved = any(
            f.measure == "change" and f.concept == subject.concept and f.start >= sentence for f in self.result.figures
        )
        return full if moved or TOWARDS.match(self.text, sentence, full.start) else number

    def _spoken_of(self, number: Number, related: Related | None) -> Named | None:
        """What a figure without a subject of its own is about; a sum is not a count that was spoken of last."""
        named = None
        if related is not None:
            named = self.wholes.spoken_of(related.start, related.predicate.measure)
        named = named or self._last_named(related.start if related is not None else number.start)
        if named is not None and related is not None and self._begins_anew(named, related):
            named = self._account(related.start) or self._headed(number.start) or named
        if named is not None and related is not None and related.predicate.measure in MOVING:
            named = self.now.whole_of(self.text, named)
        if (
            named is not None and related is not None and number.kind in ("count", "quantity")
            and self.matcher.vocabulary[named.concept].kind == "money"
        ):  # fmt: skip
            return None  # 人员经费25万元，比上年增加2人: persons are neither money nor a change of it
        budgeted = related is not None and BUDGETED.search(related.match[0]) is not None
        if related is not None and related.predicate.measure == "completion_pct" and not budgeted:
            last = self.result.figures[-1] if self.result.figures else None
            if last is not None and last.pattern == "generic" and last.start >= self.sentences.start(number.start)[0]:
                return None  # 清运垃圾1.2万吨，完成率100%: what was done is complete, not what was spent on it
        sums = number.kind == "money" or budgeted
        if named is None or not sums:
            return named
        found, headed = self.now.money(named, self.matcher.vocabulary), self._headed(number.start)
        if found is None or (headed is not None and headed.concept.startswith(found.concept + ".")):
            # 公务用车运行维护费。公务用车保有量3辆，预算9万元: of all that vehicles cost the heading names one.
            return headed
        return found

    def _begins_anew(self, named: Named, related: Related) -> bool:
        """年末结转和结余1万元。支出决算为8万元: what is left over is not spent, the sentence is about the heading.

        行政运行（项）。主要用于值班经费2万元。年初预算为9万元: nor is it about what the account was used for.
        """
        if named.subject is None or related.predicate.measure not in PLANNED:
            return False
        begins = related.start == self.sentences.start(related.start)[0]
        if named.subject.aside:
            return begins or related.match[0].startswith("支出")
        return begins and named.subject.opens_topic and self._account(related.start) is not None

    def _account(self, position: int) -> Named | None:
        """The account that a phrase without a figure named in the paragraph of a place."""
        paragraph = self.sentences.paragraphs[self.sentences.paragraph(position) - 1]
        return next((t for start, _, t in reversed(self.result.topics) if paragraph <= start < position), None)

    def _last_named(self, position: int) -> Named | None:
        """The subject last named; behind a reason, what it explains; at first, what the heading names."""
        if self.now.subject is not None:
            return self.now.at(self.text, position) or self.now.subject
        if self.now.explained is not None:
            return self.now.explained[1] if position > self.now.explained[0] else None
        return self._headed(position)

    def _headed(self, position: int) -> Named | None:
        concept = self.reader.speaks_of.get(self.section.scope or "")
        return Named(concept, None, None, None, "heading", position, position, 0) if concept else None

    def _subject_of(self, related: Related, number: Number, sentence: int) -> Named | None:
        """The subject left of a predicate; 支出 and 收入 in front of 决算数 may belong to either."""
        relative = related.predicate.measure in RELATIVE
        found = self.axes.find(related.start, number, relative, sentence, self.now.topic)
        named = related.start > sentence and self.text[related.start - 1] not in "，；："
        if found is None and named and self.text.startswith(("支出", "收入"), related.start):
            found = self.axes.find(related.start + 2, number, relative, sentence, self.now.topic)
        if found is not None and number.kind == "count" and not HAN.search(self.text, found.start, found.end):
            return None  # 20次，较上年增加4批次: a comma names nothing
        return found

    def _told_behind(self, related: Related, number: Number) -> Named | None:
        """与2020年40万元相比，财政拨款收、支总计各减少3万元: whose amount of the year before it is, said behind it."""
        told = AGAIN.match(self.text, number.unit_end) if related.predicate.measure == "prior" else None
        if told is None:
            return None
        start, end = told.span("subject")
        return self.axes.find(end, None, True, start, self.now.topic)

    def _second_of_pair(self, number: Number, at: int) -> bool:
        """收、支总计各是X,Y: the one is the income, the other the expenditure."""
        one = self.result.figures[-1] if self.result.figures else None
        if one is None or self.now.subject is None:
            return False
        both = sides_of_pair(self.text, one, self.now.subject, number)
        if both is None:
            return False
        self.result.figures[-1] = replace(one, concept=both[0])
        quote = self.sentences.quote(number.start, number.unit_end)
        two = replace(one, concept=both[1], start=number.start, end=number.end, number=number, sentence=at, quote=quote)
        self.result.figures.append(two)
        return True

    def _placed(self, subject: Named) -> Named:
        """An account told below its class and group, 教育支出（类）普通教育（款）, has its path from them."""
        for start, end, topic in reversed(self.result.topics):
            if end < subject.start:
                break
            if start <= subject.start and topic.item == subject.item and len(topic.path) > len(subject.path):
                return replace(subject, path=topic.path)
        return subject

    def _claim(self, number: Number, subject: Named, related: Related | None, at: int) -> None:
        subject = self._placed(subject)
        concept_kind = self.matcher.vocabulary[subject.concept].kind
        own = subject.subject.measure if subject.subject else None
        measure: Measure = related.predicate.measure if related is not None else own or plain_measure(concept_kind)
        pattern = f"{subject.id}+{related.predicate.id}" if related is not None else subject.id
        if measure == "prior" and related is not None and not self.axes.earlier(related, number.start):
            measure = "actual"
        if measure == "actual" and concept_kind != "money":
            measure = own or plain_measure(concept_kind)
        if measure in ("actual", "budget") and own in ("other_amount", "prior"):
            measure = own
        kind = self.axes.budget_kind(subject, related, measure)
        if measure == "actual" and (related is None or related.predicate.measure == "actual"):
            if self.axes.against(subject.start, number.unit_end):
                measure = "prior"
            elif related is None:
                kind = budget_of_list(self.sentences, self.result.figures, subject)
                measure = "budget" if kind else measure
        compared, year = None, None
        if measure in ("change", "growth_pct"):
            compared, year = self.axes.compared(number.start, related, subject.concept)
            if compared is None:
                compared, year = self.now.compared_to, self.now.compared_year
            if compared:
                self.now.compared_to, self.now.compared_year = compared, year
            compared = None if compared == OTHER else compared
        elif measure == "prior" and related is not None:
            year = year_in(self.text[related.start : number.start])
        base_concept, base_item = self.axes.base(subject, related, measure, self.now.topic)
        # 差值0.5万元 has no direction of its own.
        short = bool(related and related.group("apart")) and self.axes.falls_short(at, subject.concept, compared)
        self.result.figures.append(
            Figure(
                section=self.section.index,
                start=number.start,
                end=number.end,
                number=number,
                concept=subject.concept,
                item=self._matter(subject, number.start),
                measure=measure,
                negative=bool(related and related.group("down")) or short,
                budget_kind=kind,
                compared_to=compared,
                base_concept=base_concept,
                base_item=base_item,
                fund=subject.fund,
                pattern=pattern,
                sentence=at,
                quote=self.sentences.quote(number.start, number.unit_end),
                path=subject.path if subject.concept.endswith(".function") else (),
                leftover=bool(related and related.group("leftover")),
                year=year,
                named_year=year_of_subject(self.text, subject.start) if measure == "actual" else None,
            )
        )
        self.now.say(number.start, subject)
        if subject.subject is not None and subject.subject.opens_topic and subject.item:
            self.now.topic = subject.item
        if number.kind == "money" and number.unit is not None:
            self.now.money_unit = number.unit.name

    def _matter(self, subject: Named, position: int) -> str | None:
        """The item; told short or not at all, it is that of the matter: 排查一般隐患9起，整改隐患8起，整改率88.9%."""
        concept = subject.subject.item_of if subject.subject is not None else None
        for figure in reversed(self.result.figures):
            if concept is None or "\n" in self.text[figure.start : position]:
                break
            if figure.concept == concept and figure.item is not None:
                return figure.item if figure.item.endswith(subject.item or "") else subject.item
        return subject.item

    def _generic(self, number: Number, at: int) -> None:
        """A number with a measure word and no known phrase: kept, and counted apart from the known ones."""
        if number.form != "digits":
            return
        generic = self.narrative.generic
        found = (generic.get(number.unit.name) or generic.get(f"kind:{number.kind}")) if number.unit else None
        if found is None:
            self.result.unclaimed.append(number)
            return
        concept, measure = found
        if number.kind == "money":
            self.now.nameless = number.start
        self.result.figures.append(
            Figure(
                section=self.section.index, start=number.start, end=number.end, number=number, concept=concept,
                item=self.now.topic, measure=measure, negative=False, budget_kind=None, compared_to=None,
                base_concept=None, base_item=None, fund=None, pattern="generic", sentence=at,
                quote=self.sentences.quote(number.start, number.unit_end),
            )
        )  # fmt: skip

    def _unchanged(self, phrase: object, match: regex.Match[str]) -> None:
        sentence, at = self.sentences.start(match.start())
        subject = self.axes.find(match.start(), None, True, sentence, self.now.topic)
        if subject is None and self.text.startswith(("支出", "收入"), match.start()):
            # 财政拨款收入无变化: the word belongs to the name.
            subject = self.axes.find(match.start() + 2, None, True, sentence, self.now.topic)
        if subject is None:
            subject = self.wholes.spoken_of(match.start(), "change") or self._last_named(match.start())
        if subject is None:
            return
        subject = self.now.whole_of(self.text, subject)
        compared, year = self.axes.compared(match.end(), None, subject.concept)
        if compared is None:
            compared, year = self.now.compared_to, self.now.compared_year
        start, end = match.span("same") if "same" in match.groupdict() else match.span()
        figure = Figure(
            section=self.section.index, start=start, end=end, number=None, concept=subject.concept, item=subject.item,
            measure="change", negative=False, budget_kind=None, base_concept=None,
            compared_to=None if compared == OTHER else compared,
            base_item=None, fund=subject.fund, pattern=f"{subject.id}+unchanged", sentence=at,
            quote=self.sentences.quote(start, end), unit_name=self.now.money_unit or "万元", year=year,
        )  # fmt: skip
        if self.matcher.vocabulary[subject.concept].kind == "money":
            self.result.figures.append(figure)
        self.now.say(start, subject)
        self.now.compared_to, self.now.compared_year = compared, year
