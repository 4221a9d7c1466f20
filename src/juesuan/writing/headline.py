"""Headlines: the figures of `summary`, each a concept and the axes that single out its total."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import default_directory, only_keys, read_toml
from juesuan.knowledge.vocabulary import Concept, load_vocabulary
from juesuan.writing.enumerations import enumerations

_MEASURE_OF = {"money": "actual", "count": "count", "headcount": "headcount", "score": "score"}
_TYPE_OF = {"money": "money", "count": "int64", "headcount": "int64", "score": "value"}
_KEYS = frozenset({"name", "concept", "also", "measure", "budget_kind", "items", "funds", "sides"})
_NAME = re.compile(r"[a-z][a-z0-9_]*(?<!_source)(?<!_prior)")


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure of `summary`.

    `concepts` are the ids that state it, its own first, joint ones after; `items` are the names that the
    total may bear as an item, the standard ones first; `funds`, if given, are the funds it may cover, the
    preferred first; `sides` are the totals of the tables that state it together, where they are equal. `type`
    is money (元), int64 (counts) or value (scores).
    """

    name: str
    concepts: tuple[str, ...]
    zh: str
    en: str
    type: str
    measure: str
    budget_kind: str | None = None
    items: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()

    @property
    def has_prior(self) -> bool:
        """Whether the year before's figure has a column: not for budgets and scores."""
        return self.measure in ("actual", "count", "headcount")

    @property
    def source_column(self) -> str:
        """The column that says where the figure was read."""
        return f"{self.name}_source"

    @property
    def prior_column(self) -> str:
        """The column of the year before's figure."""
        return f"{self.name}_prior"


def load_headlines(directory: Path, concepts: Mapping[str, Concept]) -> tuple[Headline, ...]:
    """The headlines of `summary.toml`, in its order.

    Raises:
        BadKnowledge: the file cannot be read, a record has an unknown key, concept or code, or two have one
            name; the message names file and record.
    """
    path = directory / "summary.toml"
    source = read_toml(path)
    records = source.get("headline")
    if set(source) != {"headline"} or not isinstance(records, list) or not all(map(_is_record, records)):
        raise BadKnowledge(f"{path}: must hold [[headline]] records and nothing else")
    headlines: dict[str, Headline] = {}
    for number, record in enumerate(records, 1):
        headline = _headline(f"{path}: headline {number} ({record.get('name')})", record, concepts)
        if headline.name in headlines:
            raise BadKnowledge(
                f"{path}: headline {number}: {headline.name} occurs twice; rename one of the two"
            )
        headlines[headline.name] = headline
    return tuple(headlines.values())


@cache
def shipped_headlines() -> tuple[Headline, ...]:
    """The headlines that ship with the program."""
    directory = default_directory()
    return load_headlines(directory, load_vocabulary(directory))


def _headline(where: str, record: Mapping[str, Any], concepts: Mapping[str, Concept]) -> Headline:
    only_keys(record, _KEYS, where)
    name, own = (_word(where, record, key) for key in ("name", "concept"))
    if not _NAME.fullmatch(name):
        raise BadKnowledge(f"{where}: name must be a-z, 0-9 and _, and not end in _source or _prior")
    ids = (own, *_words(where, record, "also"))
    sides = _words(where, record, "sides")
    for concept_id in (*ids, *sides):
        if concept_id not in concepts:
            raise BadKnowledge(f"{where}: unknown concept {concept_id}; use an id of concepts.csv")
    concept = concepts[own]
    if concept.kind not in _MEASURE_OF or any(concepts[i].kind != concept.kind for i in ids):
        raise BadKnowledge(f"{where}: a headline is money, a count or a score, all its concepts of one kind")
    measure = record.get("measure", _MEASURE_OF[concept.kind])
    if measure != _MEASURE_OF[concept.kind] and (concept.kind, measure) != ("money", "budget"):
        raise BadKnowledge(f"{where}: measure {measure!r} does not go with {own}, which is {concept.kind}")
    budget_kind = record.get("budget_kind")
    if (budget_kind is not None) != (measure == "budget"):
        raise BadKnowledge(f'{where}: budget_kind goes with measure = "budget", and only with it')
    zh, en = concept.zh, concept.en
    if measure == "budget":
        budget = _code(where, "budget_kind", budget_kind)
        zh, en = f"{zh}（{budget[0]}）", f"{en} ({budget[1]})"
    funds = _words(where, record, "funds")
    for fund in funds:
        _code(where, "fund", fund)
    items = (*(concepts[i].zh for i in ids), *_words(where, record, "items"))
    return Headline(name, ids, zh, en, _TYPE_OF[concept.kind], measure, budget_kind, items, funds, sides)


def _is_record(value: object) -> bool:
    return isinstance(value, dict)


def _word(where: str, record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise BadKnowledge(f"{where}: {key} is missing or not a string")
    return value


def _words(where: str, record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = record.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BadKnowledge(f"{where}: {key} must be a list of strings")
    return tuple(values)


def _code(where: str, kind: str, code: object) -> tuple[str, str]:
    """Chinese and English label of a code."""
    for known in enumerations()[kind].codes:
        if known.code == code:
            return known.zh, known.en
    raise BadKnowledge(f"{where}: unknown {kind} {code!r}; known are {', '.join(enumerations()[kind].names)}")
