"""Which subject and which predicate a number has: the phrases left (and right) of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from juesuan.extracting.numbers import Number
from juesuan.knowledge.narrative import Narrative, Predicate, Subject
from juesuan.knowledge.vocabulary import Concept
from juesuan.normalising.fact import Form

TIMEOUT = 0.5
"""Seconds a single match may take; adversarial text must not hang a run."""

FILLER = regex.compile(
    r"(?r)(?:（(?![类款项]）)[^（）\d]{1,40}）)?(?:财政拨款)?(?:安排的?)?(?:(?:支出|收入)?决算(?:支出|收入)?(?:数|总?额)?|(?:共|总共|一共|合计|总)?支出(?:数|金?额|总额)?|金额|总额|数额)?(?:分别为|各是|为|共|共计|合计|均|各|约|：|较|是|有|达)*"
)
COPULA = regex.compile(r"(?r)(?:（(?![类款项]）)[^（）\d]{1,40}）)?(?:分别为|为|共|共计|合计|均|各|约|：|是|有|达)+")
"""The least that may stand between: 支出 in front of 为 may be the subject itself."""
OPEN = frozenset({"item", "class", "group"})
"""Groups that match any name; `kind` and `name` are known words, and count as such."""
RELATIVE = frozenset({"change", "growth_pct", "share_pct", "completion_pct", "rate_pct"})


@dataclass(frozen=True, slots=True)
class Named:
    """A subject found in the text: what a figure is about. `start` is where its phrase begins."""

    concept: str
    item: str | None
    base: str | None
    fund: str | None
    id: str
    start: int
    end: int
    length: int
    subject: Subject | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A predicate found left of a number, and where its phrase begins."""

    predicate: Predicate
    match: regex.Match[str]

    @property
    def start(self) -> int:
        """Where its phrase begins."""
        return int(self.match.start())

    def group(self, name: str) -> str | None:
        """A group of its phrase, None where the pattern has none of that name."""
        found = self.match.groupdict().get(name)
        return found if found else None


def in_scope(scope: str | None, part: str, wanted: Sequence[str]) -> int:
    """How narrowly a pattern is limited to this place: -1 not for it, 0 for any place, more for narrower."""
    if not wanted:
        return 0
    best = -1
    for name in wanted:
        if name == f"part:{part}":
            best = max(best, 1)
        elif scope is not None and (scope == name or scope.startswith(name + ".")):
            best = max(best, 1 + name.count(".") + 1)
    return best


class Matcher:
    """Matches the patterns of the narrative at a place of a text."""

    def __init__(self, narrative: Narrative, vocabulary: Mapping[str, Concept]) -> None:
        self.narrative = narrative
        self.vocabulary: dict[str, Concept] = dict(vocabulary)
        self._predicates: dict[str, list[Predicate]] = {}
        for predicate in narrative.predicates:
            for kind in predicate.kinds:
                self._predicates.setdefault(kind, []).append(predicate)
        self._subjects_here = lru_cache(maxsize=512)(self._in_scope)
        self._admitted_here = lru_cache(maxsize=8192)(self._admitted)
        self._ending_here = lru_cache(maxsize=131072)(self._ending)
        self._predicates_here = lru_cache(maxsize=16384)(self._predicates_ending)

    def _in_scope(self, scope: str | None, part: str) -> tuple[tuple[int, Subject], ...]:
        scored = [(in_scope(scope, part, s.scope), s) for s in self.narrative.subjects]
        return tuple((score, s) for score, s in scored if score >= 0)

    def _admitted(
        self, scope: str | None, part: str, kind: str | None, unit: str | None, form: Form, relative: bool
    ) -> tuple[tuple[int, Subject], ...]:
        return tuple((n, s) for n, s in self._subjects_here(scope, part) if _admits(s, kind, unit, form, relative))

    def _ending(
        self, scope: str | None, part: str, kind: str | None, unit: str | None, form: Form, relative: bool, last: str
    ) -> tuple[tuple[int, Subject], ...]:
        admitted = self._admitted_here(scope, part, kind, unit, form, relative)
        return tuple((score, subject) for score, subject in admitted if _may_end(subject.before, last))

    def _subjects(
        self, scope: str | None, part: str, number: Number | None, relative: bool, last: str
    ) -> tuple[tuple[int, Subject], ...]:
        """The subjects of a place that a number of this kind may have behind a character: many numbers, few answers."""
        if number is None:
            return self._ending_here(scope, part, None, None, "digits", relative, last)
        unit = number.unit.name if number.unit else None
        return self._ending_here(scope, part, number.kind, unit, number.form, relative, last)

    def _predicates_ending(self, kind: str, last: str) -> tuple[Predicate, ...]:
        return tuple(p for p in self._predicates.get(kind, ()) if _may_end(p.before, last))

    def predicate(self, text: str, start: int, number: Number) -> Related | None:
        """The longest predicate that ends at the number."""
        best: Related | None = None
        for predicate in self._predicates_here(number.kind, text[max(0, number.start - 1) : number.start]):
            match = predicate.before.match(text, start, number.start, timeout=TIMEOUT)
            if match is None or (predicate.after and not predicate.after.match(text, number.unit_end, timeout=TIMEOUT)):
                continue
            if best is None or match.start() < best.start:
                best = Related(predicate, match)
        return best

    def named(
        self, text: str, start: int, end: int, scope: str | None, part: str, *, number: Number | None,
        relative: bool, topic: str | None,
    ) -> list[Named]:  # fmt: skip
        """Subjects whose phrase ends at `end`, best first: more literal words, a narrower scope, a longer phrase.

        `relative` says that the figure is one about the subject (a share, a change), so that the kind of unit
        need not be the subject's own.
        """
        found: list[tuple[int, int, int, int, Named]] = []
        candidates = self._subjects(scope, part, number, relative, text[max(0, end - 1) : end])
        for order, (score, subject) in enumerate(candidates):
            match = subject.before.match(text, start, end, timeout=TIMEOUT)
            if match is None:
                continue
            matches = [match]
            if subject.after is not None:
                if number is None:
                    continue
                matches.append(subject.after.match(text, number.unit_end, timeout=TIMEOUT))
            if subject.context is not None:
                matches.append(subject.context.search(text, start, end, timeout=TIMEOUT))
            if any(m is None for m in matches):
                continue
            groups = {name: value for m in matches for name, value in m.groupdict().items()}
            length = sum(m.end() - m.start() for m in matches[: 2 if subject.after is not None else 1])
            if length == 0:
                continue
            literal = length - sum(len(v) for m in matches[:2] for n, v in m.groupdict().items() if v and n in OPEN)
            if subject.context is not None:
                literal += 1 + 2 * bool(matches[-1].groupdict())
            item = fill(subject.item, groups) or (topic if subject.topic_item else None)
            named = Named(
                subject.concept, item, subject.base, subject.fund, subject.id, match.start(), match.end(), length,
                subject, path_of(groups),
            )  # fmt: skip
            found.append((-literal, -score, -length, order, named))
        return [f[-1] for f in sorted(found, key=lambda f: f[:4])]

    def subject(
        self, text: str, start: int, end: int, scope: str | None, part: str, *, number: Number | None,
        relative: bool, topic: str | None,
    ) -> Named | None:  # fmt: skip
        """The best subject that ends at `end`, or before words that say nothing (支出决算数为)."""
        found = self.named(text, start, end, scope, part, number=number, relative=relative, topic=topic)
        if found:
            return found[0]
        for words in (COPULA, FILLER):
            skipped = words.match(text, start, end)
            if skipped and skipped.start() < end:
                found = self.named(
                    text, start, skipped.start(), scope, part, number=number, relative=relative, topic=topic
                )
                if found:
                    return found[0]
        return None


def _may_end(pattern: regex.Pattern[str], last: str) -> bool:
    """Whether a pattern matched leftwards can have a match that ends in this character.

    A partial match is one that more text on the left could complete; without one the pattern need not be tried.
    """
    return pattern.match(last, partial=True, timeout=TIMEOUT) is not None


def _admits(subject: Subject, kind: str | None, unit: str | None, form: Form, relative: bool) -> bool:
    """Whether a number of this kind may have the subject; kind None: no number, only what is spoken of."""
    if kind is None:
        return subject.after is None and not subject.units
    if form == "chinese" and not subject.chinese:
        return False
    if relative:
        # A share or a change speaks of sums; a pattern for counts is anchored to its own number.
        if subject.units and subject.after is None:
            return kind in subject.kinds and unit in subject.units
        if subject.units or subject.after is not None:
            return kind in subject.kinds and not subject.units
        return kind != "money" or "money" in subject.kinds
    return kind in subject.kinds and (not subject.units or unit in subject.units)


def fill(template: str | None, groups: dict[str, str | None]) -> str | None:
    """An item from its template and the groups; None if a group it needs did not take part."""
    if template is None:
        return None
    names = regex.findall(r"\{(\w+)\}", template)
    if any(groups.get(n) is None for n in names):
        return None
    text = template
    for name in names:
        text = text.replace("{" + name + "}", groups[name] or "")
    return tidy(text)


def path_of(groups: dict[str, str | None]) -> tuple[str, ...]:
    """The names of an account from the groups of its phrase: class, group, item, as far as they are there."""
    return tuple(tidy(v) for v in (groups.get("class"), groups.get("group"), groups.get("item")) if v)


def tidy(item: str) -> str:
    """A name without what misprints double and what does not belong to it."""
    item = item.strip("，。；：、·-“ ").removeprefix("的").strip()
    if item.count("“") % 2:
        # “河道清淤”项目 lost the quote in front: a name keeps both quotes or none.
        item = item.replace("“", "")
    while "支出支出" in item:
        item = item.replace("支出支出", "支出")
    return item


def first(values: Iterable[str | None]) -> str | None:
    """The first that is not None."""
    return next((v for v in values if v is not None), None)
