"""The identities of `patterns/identities/`: loaded, expanded over their measures, refused if malformed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import only_keys, read_toml, toml_files
from juesuan.validating.example import MEASURES, cells_of, concepts_in, facts_of
from juesuan.validating.identity import Example, Identity, Kind, Selector, Severity
from juesuan.validating.interval import Outcome, Relation
from juesuan.validating.wording import FIELDS, template_fields

ROOM = "identities"
_KEYS = frozenset(
    {
        "id", "kind", "says", "severity", "examples", "total", "terms", "relation", "omitted", "differing",
        "scope", "per_item", "measures", "factor", "stand_in", "loose", "closed_by", "counted_by",
        "among",
        "columns", "unlike", "limit", "nouns", "leads",
    }
)  # fmt: skip
_TERM_KEYS = frozenset(
    {
        "of", "measure", "either", "budget_kind", "compared_to", "parts", "within", "share_of",
    }
)  # fmt: skip
_TERM = re.compile(r"(?P<sign>-?)(?P<concept>[a-z_.]+)(\[(?P<items>[^\]]+)\])?(?P<optional>\??)")
_TERM_COUNT = {"sum": (1, 99), "list": (1, 99), "ratio": (2, 2), "count": (1, 1), "mean": (1, 1), "limit": (0, 0)}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "severity": get_args(Severity),
    "relation": get_args(Relation),
    "omitted": ("zero", "unknown"),
    "differing": ("fail", "unknown"),
    "scope": ("section", "document"),
}


def load_identities(directory: Path, concepts: Container[str]) -> tuple[Identity, ...]:
    """All identities of a pattern set, in the order of its files.

    `directory` is the pattern set (it holds `identities/`), `concepts` the ids of the vocabulary.

    Raises:
        BadKnowledge: a record is malformed, names an unknown concept, or has no examples; file and record
            are named.
    """
    wholes: dict[str, frozenset[str]] = {}
    records: list[tuple[str, dict[str, Any]]] = []
    for path in toml_files(directory, ROOM):
        content = read_toml(path)
        only_keys(content, frozenset({"identity", "itemised"}), str(path))
        for record in content.get("itemised", ()):
            where = f"{path}: itemised {record.get('concept')}"
            only_keys(record, frozenset({"concept", "whole"}), where)
            wholes[_concept(record.get("concept"), concepts, where)] = frozenset(record.get("whole", ()))
        for record in content.get("identity", ()):
            records.append((f"{path}: {record.get('id', 'record without id')}", record))
    loaded: list[Identity] = []
    for where, record in records:
        loaded.extend(_expanded(record, concepts, wholes, where))
    seen: set[str] = set()
    for identity in loaded:
        if identity.id in seen:
            raise BadKnowledge(f"{directory / ROOM}: {identity.id}: defined twice")
        seen.add(identity.id)
    return tuple(loaded)


def _expanded(
    record: Mapping[str, Any], concepts: Container[str], wholes: Mapping[str, frozenset[str]], where: str
) -> Iterator[Identity]:
    only_keys(record, _KEYS, where)
    for key in ("id", "kind", "says"):
        if not isinstance(record.get(key), str) or not record[key]:
            raise BadKnowledge(f"{where}: {key} must be a text")
    for key, choices in _CHOICES.items():
        if key in record and record[key] not in choices:
            raise BadKnowledge(f"{where}: {key} {record[key]!r} is none of {', '.join(choices)}")
    _check_template(record["says"], where)
    total = None if "total" not in record else _selector(record["total"], concepts, where)
    terms = tuple(_selector(term, concepts, where) for term in record.get("terms", ()))
    kind: Kind = record["kind"]
    least, most = _TERM_COUNT.get(kind, (0, 0))
    if "columns" in record:
        if kind != "list" or total is not None or terms:
            raise BadKnowledge(f"{where}: columns are the totals and the items of a list, which names no other")
    elif not least <= len(terms) <= most or (kind in _TERM_COUNT) != (total is not None):
        wanted = f"a total and {least} to {most} terms" if kind in _TERM_COUNT else "neither total nor terms"
        raise BadKnowledge(f"{where}: kind {kind} takes {wanted}")
    identity = Identity(
        id=record["id"],
        record=record["id"],
        kind=kind,
        says=record["says"],
        severity=record.get("severity", "error"),
        examples=tuple(_examples(record, concepts, where)),
        wholes=wholes,
        total=total,
        terms=terms,
        relation=record.get("relation", "="),
        omitted=record.get("omitted", "zero"),
        differing=record.get("differing", "fail"),
        scope=record.get("scope", "section"),
        per_item=record.get("per_item", False),
        factor=record.get("factor", 100),
        stand_in={
            _concept(name, concepts, where): tuple(_concept(c, concepts, where) for c in others)
            for name, others in record.get("stand_in", {}).items()
        },
        closed_by=tuple(record.get("closed_by", ())),
        counted_by=tuple(_concept(name, concepts, where) for name in record.get("counted_by", ())),
        among=_places(record, where),
        loose=tuple(_pattern(name, concepts, where) for name in record.get("loose", ())),
        unlike=record.get("unlike", False),
        limit=record.get("limit", 0),
        nouns=tuple(record.get("nouns", ())),
        leads=tuple(record.get("leads", ())),
    )
    if identity.total is not None and not identity.is_tabular:
        identity = replace(identity, among=tuple(place for place in identity.among if place == "words"))
    measures = tuple(record.get("measures", ()))
    for measure in measures:
        _measure(measure, where)
        if total is None:
            raise BadKnowledge(f"{where}: measures need a total")
        yield replace(
            identity,
            id=f"{identity.id}.{measure}",
            total=replace(total, measure=measure),
            terms=tuple(replace(term, measure=measure) for term in terms),
            family=measures,
        )
    for concept in record.get("columns", ()):
        named = _concept(concept, concepts, where)
        yield replace(
            identity,
            id=f"{identity.id}.{named}",
            total=Selector(named),
            terms=(Selector(named, each=True),),
        )
    if not measures and "columns" not in record:
        yield identity


def _places(record: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """Where an identity is tried: `words`, `tables`, or both if the record does not say."""
    places = tuple(record.get("among", ("words", "tables")))
    if not places or not set(places) <= {"words", "tables"}:
        raise BadKnowledge(f"{where}: among {places!r} is not of words and tables")
    return places


def _check_template(template: str, where: str) -> None:
    try:
        unknown = sorted(template_fields(template) - FIELDS)
    except ValueError as error:
        raise BadKnowledge(f"{where}: says: {error}") from error
    if unknown:
        raise BadKnowledge(f"{where}: says names {', '.join(unknown)}; known are {', '.join(sorted(FIELDS))}")


def _selector(record: object, concepts: Container[str], where: str) -> Selector:
    """A term: `-concept[item|other name]?` or a table with `of` and more."""
    table: Mapping[str, Any] = record if isinstance(record, dict) else {"of": record}
    only_keys(table, _TERM_KEYS, where)
    match = _TERM.fullmatch(table["of"]) if isinstance(table.get("of"), str) else None
    if match is None:
        raise BadKnowledge(f"{where}: term {record!r} is not `concept`, `-concept`, `concept[item]?`")
    items = match["items"]
    within, share_of = table.get("within"), table.get("share_of")
    return Selector(
        concept=_concept(match["concept"], concepts, where),
        measure=_measure(table.get("measure", "actual"), where),
        items=tuple(items.split("|")) if items and items != "*" else (),
        each=items == "*",
        weight=Decimal(-1 if match["sign"] else 1),
        optional=bool(match["optional"]),
        either=bool(table.get("either", False)),
        budget_kind=table.get("budget_kind"),
        compared_to=table.get("compared_to"),
        parts=tuple(_concept(part, concepts, where) for part in table.get("parts", ())),
        within=None if within is None else _concept(within, concepts, where),
        share_of=None if share_of is None else _concept(share_of, concepts, where),
    )


def _examples(record: Mapping[str, Any], concepts: Container[str], where: str) -> Iterator[Example]:
    examples = record.get("examples", ())
    if not examples:
        raise BadKnowledge(f"{where}: no examples; an identity without examples is not loaded")
    for example in examples:
        only_keys(example, frozenset({"figures", "outcomes"}), where)
        figures, outcomes = tuple(example.get("figures", ())), tuple(example.get("outcomes", ()))
        facts_of(figures, where)
        cells_of(figures, where)
        for concept in sorted(concepts_in(figures)):
            _concept(concept, concepts, where)
        for outcome in outcomes:
            if outcome.partition(":")[0] not in {str(known) for known in Outcome}:
                raise BadKnowledge(f"{where}: example outcome {outcome!r} is no outcome")
        yield Example(figures, outcomes)


def _concept(name: object, concepts: Container[str], where: str) -> str:
    if not isinstance(name, str) or name not in concepts:
        raise BadKnowledge(f"{where}: concept {name!r} is not in the vocabulary (concepts.csv)")
    return name


def _measure(name: object, where: str) -> str:
    if not isinstance(name, str) or name not in MEASURES:
        raise BadKnowledge(f"{where}: measure {name!r} is none of {', '.join(sorted(MEASURES))}")
    return name


def _pattern(name: str, concepts: Container[str], where: str) -> str:
    """A concept id or `prefix.*`, with a `=` at the end if only the concept's whole is meant."""
    bare = name.removesuffix("=")
    if not bare.endswith(".*"):
        _concept(bare, concepts, where)
    return name
