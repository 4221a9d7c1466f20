"""The patterns for the narrative: subjects, predicates, topics, reasons, and numbers that state nothing.

A figure is read as  subject + predicate + number : “财政拨款收入” “占本年收入的” 12.5%. The subject says what it is
about (concept, item), the predicate how it relates (actual, budget, change, share …). Each is a record of
`narrative/*.toml` with examples; the two compose, so that a new phrase for one serves all of the other.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import regex

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import only_keys, read_toml, toml_files
from juesuan.knowledge.phrases import Phrases
from juesuan.knowledge.vocabulary import Concept
from juesuan.normalising.fact import Measure

MEASURES = frozenset(get_args(Measure))
KINDS_OF_UNIT = frozenset({"money", "percent", "count", "quantity", "score", "bare"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A phrase that says what a figure is about.

    `before` is matched leftwards from the predicate (or the number), `after` from the end of the number's unit,
    `context` is searched in the sentence before the subject. `item` is a template over their groups; with
    `topic_item` it is the item of the topic; `opens_topic` makes its item the topic of what follows.
    `item_of` is a concept whose last item it shares: 排查一般隐患9起，整改隐患8起 are of one matter.
    An `aside` said right behind 其中 (收入总计9万元，其中年初结转和结余1万元，较上年增加…) leaves what moved
    to its whole.
    `scope` names canonical headings (or `part:annex`) it is limited to. `chinese` admits 一辆 and the like; a
    `weak` subject gives way to a predicate that speaks of the subject last named.
    """

    id: str
    before: regex.Pattern[str]
    after: regex.Pattern[str] | None
    context: regex.Pattern[str] | None
    concept: str
    item: str | None
    topic_item: bool
    item_of: str | None
    base: str | None
    fund: str | None
    measure: Measure | None
    kinds: frozenset[str]
    units: frozenset[str]
    scope: tuple[str, ...]
    chinese: bool
    opens_topic: bool
    weak: bool
    aside: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A phrase between subject and number that says how the figure relates to the subject.

    Groups: `down` makes the value negative, `base` names the base of a share, `kind` the budget; `leftover` is
    a direction that the template left open (增加（减少）), `apart` a word without any (差值).
    `inherits` lets it speak of the subject last named.
    """

    id: str
    before: regex.Pattern[str]
    after: regex.Pattern[str] | None
    measure: Measure
    kinds: frozenset[str]
    budget_kind: str | None
    compared_to: str | None
    inherits: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase that names what the figures after it are about, without a figure of its own."""

    id: str
    phrase: regex.Pattern[str]
    concept: str | None
    item: str
    scope: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoQuantity:
    """Numbers that state no quantity: dates, ordinals, thresholds, document numbers."""

    id: str
    before: regex.Pattern[str] | None
    number: regex.Pattern[str] | None
    after: regex.Pattern[str] | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with an answer: a comparison (比上年 → prior_year), a direction, a lead-in of a reason."""

    id: str
    phrase: regex.Pattern[str]
    value: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrative:
    """All patterns for the narrative."""

    subjects: tuple[Subject, ...]
    predicates: tuple[Predicate, ...]
    topics: tuple[Topic, ...]
    none: tuple[NoQuantity, ...]
    comparisons: tuple[Phrase, ...]
    reasons: tuple[Phrase, ...]
    unchanged: tuple[Phrase, ...]
    generic: Mapping[str, tuple[str, Measure]]


class _Loader:
    def __init__(self, phrases: Phrases, vocabulary: Mapping[str, Concept], units: Container[str]) -> None:
        self.phrases = phrases
        self.vocabulary = vocabulary
        self.units = units
        self.seen: set[tuple[str, str]] = set()

    def record(self, record: dict[str, Any], allowed: str, path: Path) -> str:
        where = f"{path}: {record.get('id', '(no id)')}"
        only_keys(record, frozenset(allowed.split()) | {"id", "examples", "note"}, where)
        if "id" not in record:
            raise BadKnowledge(f"{where}: every record has an id")
        if (allowed, record["id"]) in self.seen:
            raise BadKnowledge(f"{where}: this id is used twice")
        self.seen.add((allowed, record["id"]))
        if not record.get("examples"):
            raise BadKnowledge(f"{where}: a pattern without examples does not load")
        return where

    def left(self, record: dict[str, Any], key: str, where: str) -> regex.Pattern[str] | None:
        return self.phrases.compile(record[key], where, leftwards=True) if key in record else None

    def right(self, record: dict[str, Any], key: str, where: str) -> regex.Pattern[str] | None:
        return self.phrases.compile(record[key], where) if key in record else None

    def concept(self, name: str, where: str) -> str:
        if name not in self.vocabulary:
            raise BadKnowledge(f"{where}: {name!r} is no concept of concepts.csv")
        return name

    def kinds(self, names: list[str], where: str) -> frozenset[str]:
        unknown = set(names) - KINDS_OF_UNIT
        if unknown:
            raise BadKnowledge(f"{where}: no kind of unit {', '.join(sorted(unknown))}")
        return frozenset(names)

    def measure(self, name: str | None, where: str) -> Any:
        if name is not None and name not in MEASURES:
            raise BadKnowledge(f"{where}: no measure {name!r}")
        return name

    def subject(self, record: dict[str, Any], path: Path) -> Subject:
        where = self.record(
            record,
            "before after context concept item topic_item item_of base fund measure kinds units scope chinese "
            "opens_topic weak aside",
            path,
        )
        concept = self.concept(record["concept"], where)
        before = self.left(record, "before", where)
        if before is None:
            raise BadKnowledge(f"{where}: a subject needs `before`")
        units = frozenset(record.get("units", ()))
        strange = [u for u in sorted(units) if u not in self.units]
        if strange:
            raise BadKnowledge(f"{where}: no unit {', '.join(strange)} in units.toml")
        own = {"money": "money", "score": "score", "quantity": "quantity", "percent": "percent"}
        kinds = record.get("kinds") or [own.get(self.vocabulary[concept].kind, "count")]
        if "score" in kinds:
            kinds = [*kinds, "bare"]
        if "base" in record:
            self.concept(record["base"], where)
        return Subject(
            id=record["id"],
            before=before,
            after=self.right(record, "after", where),
            context=self.right(record, "context", where),
            concept=concept,
            item=record.get("item"),
            topic_item=record.get("topic_item", False),
            item_of=self.concept(record["item_of"], where) if "item_of" in record else None,
            base=record.get("base"),
            fund=record.get("fund"),
            measure=self.measure(record.get("measure"), where),
            kinds=self.kinds(kinds, where),
            units=units,
            scope=tuple(record.get("scope", ())),
            chinese=record.get("chinese", False),
            opens_topic=record.get("opens_topic", False),
            weak=record.get("weak", False),
            aside=record.get("aside", False),
            examples=tuple(record["examples"]),
        )

    def predicate(self, record: dict[str, Any], path: Path) -> Predicate:
        where = self.record(record, "before after measure kinds budget_kind compared_to inherits", path)
        before = self.left(record, "before", where)
        if before is None:
            raise BadKnowledge(f"{where}: a predicate needs `before`")
        return Predicate(
            id=record["id"],
            before=before,
            after=self.right(record, "after", where),
            measure=self.measure(record["measure"], where),
            kinds=self.kinds(record["kinds"], where),
            budget_kind=record.get("budget_kind"),
            compared_to=record.get("compared_to"),
            inherits=record.get("inherits", True),
            examples=tuple(record["examples"]),
        )

    def topic(self, record: dict[str, Any], path: Path) -> Topic:
        where = self.record(record, "phrase concept item scope", path)
        if "concept" in record:
            self.concept(record["concept"], where)
        return Topic(
            id=record["id"],
            phrase=self.phrases.compile(record["phrase"], where),
            concept=record.get("concept"),
            item=record["item"],
            scope=tuple(record.get("scope", ())),
            examples=tuple(record["examples"]),
        )

    def none(self, record: dict[str, Any], path: Path) -> NoQuantity:
        where = self.record(record, "before number after", path)
        return NoQuantity(
            id=record["id"],
            before=self.left(record, "before", where),
            number=self.right(record, "number", where),
            after=self.right(record, "after", where),
            examples=tuple(record["examples"]),
        )

    def phrase(self, record: dict[str, Any], path: Path) -> Phrase:
        where = self.record(record, "phrase value", path)
        phrase = self.phrases.compile(record["phrase"], where)
        return Phrase(record["id"], phrase, record.get("value", ""), tuple(record["examples"]))


SECTIONS = frozenset({"subject", "predicate", "topic", "none", "comparison", "reason", "unchanged", "generic"})


def load_narrative(
    directory: Path, phrases: Phrases, vocabulary: Mapping[str, Concept], units: Container[str]
) -> Narrative:
    """All records of `narrative/*.toml`; a malformed one is an error that names file and record."""
    loader = _Loader(phrases, vocabulary, units)
    found: dict[str, list[Any]] = {s: [] for s in SECTIONS}
    generic: dict[str, tuple[str, Measure]] = {}
    makers = {
        "subject": loader.subject, "predicate": loader.predicate, "topic": loader.topic, "none": loader.none,
        "comparison": loader.phrase, "reason": loader.phrase, "unchanged": loader.phrase,
    }  # fmt: skip
    for path in toml_files(directory, "narrative"):
        data = read_toml(path)
        only_keys(data, SECTIONS, str(path))
        for name, make in makers.items():
            found[name] += [make(record, path) for record in data.get(name, [])]
        for unit, (concept, measure) in data.get("generic", {}).items():
            where = f"{path}: generic {unit}"
            generic[unit] = (loader.concept(concept, where), loader.measure(measure, where))
    return Narrative(
        subjects=tuple(found["subject"]),
        predicates=tuple(found["predicate"]),
        topics=tuple(found["topic"]),
        none=tuple(found["none"]),
        comparisons=tuple(found["comparison"]),
        reasons=tuple(found["reason"]),
        unchanged=tuple(found["unchanged"]),
        generic=generic,
    )
