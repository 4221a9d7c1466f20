"""The forms of the statutory tables: what their columns and rows are called, and what their cells measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import regex

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import only_keys, read_toml, toml_files
from juesuan.knowledge.phrases import Phrases
from juesuan.knowledge.vocabulary import Concept
from juesuan.reading.folding import fold

HEADERS = "headers.toml"
FORM_KEYS = frozenset(
    {
        "id", "zh", "table", "scheme", "sides", "fund", "general_title", "listed", "includes", "instead", "marks",
        "rest", "column", "row",
    }
)  # fmt: skip
COLUMN_KEYS = frozenset({"name", "side", "concept", "items", "item", "facet", "fund", "examples"})
ROW_KEYS = frozenset({"label", "side", "concept", "item", "after", "total", "leaf", "examples"})
NAME_KEYS = frozenset({"id", "name", "any", "leaf", "budget_kind", "examples"})
WORD_KEYS = frozenset({"lanes", "lane", "sub", "body", "frame", "key", "sibling", "again", "note", "total"})
SIDES = frozenset({"income", "expenditure"})
SCHEMES = frozenset({"functional", "economic"})

Concepts = Mapping[str, str]
"""Concept by the fund or the facet (value) of the column; the empty name stands for any."""


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A name of a table as the forms are written: folded, without white space and quotes."""
    return "".join(fold("".join(text.split())).split()).replace("“", "")


@dataclass(frozen=True, slots=True)
class Name:
    """What a header cell says: a role, a side or a measure. `leaf` is matched whole, `any` is searched."""

    id: str
    leaf: regex.Pattern[str] | None
    any: regex.Pattern[str] | None
    budget_kind: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A number column: its concept in the total and in the rows of a classification (`items`, empty for none).

    `item`: its lowest header names one of several siblings (工资福利支出 among the economic classes).
    """

    name: regex.Pattern[str]
    side: str | None
    concept: str | None
    items: str | None
    item: bool
    facet: str | None
    fund: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """A fixed row. `after` is the row it belongs under, `total` rows add up, `leaf` rows are parts.

    `item`: it is one of several siblings (机要通信用车 among the vehicles), named by its label.
    """

    label: regex.Pattern[str]
    side: str | None
    concept: Concepts
    item: bool
    after: regex.Pattern[str] | None
    total: bool
    leaf: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One table: `rest` are the concepts of the rows of the classification where the columns name none, by side.

    `table` is what the dataset calls it, `other` for those beyond the nine. `listed`: rows that nothing else knows are
    siblings (units, projects). A table whose header has a cell that another form's `marks` knows, of the forms that
    `instead` names, is of that form whatever its title.
    """

    id: str
    zh: str
    table: str
    scheme: str | None
    sides: tuple[str, ...]
    fund: str | None
    general_title: regex.Pattern[str] | None
    listed: bool
    includes: tuple[str, ...]
    instead: tuple[str, ...]
    marks: regex.Pattern[str] | None
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    rest: Mapping[str, Concepts]

    def column(self, name: str, side: str | None) -> FormColumn | None:
        """The column of a plain name, its parents joined by /."""
        return next((c for c in self.columns if c.side in (None, side) and c.name.fullmatch(name)), None)

    def row(self, label: str, side: str | None, above: Sequence[str]) -> FormRow | None:
        """The fixed row of a plain label; `above` are the labels above it in its list."""
        for row in self.rows:
            if row.side not in (None, side) or not row.label.fullmatch(label):
                continue
            if row.after is None or any(row.after.fullmatch(a) for a in above):
                return row
        return None


@dataclass(frozen=True)
class HeaderWords:
    """What header cells say in every table, and the words that tell header, frame, body and notes apart."""

    roles: tuple[Name, ...]
    sides: tuple[Name, ...]
    measures: tuple[Name, ...]
    words: Mapping[str, regex.Pattern[str]]

    def role(self, leaf: str, path: str) -> str | None:
        """The role of a column by its lowest header cell and all of them together; None for numbers."""
        for name in self.roles:
            if (name.leaf and name.leaf.fullmatch(leaf)) or (name.any and name.any.search(path)):
                return name.id
        return None

    def side(self, text: str) -> str | None:
        """The side that a header cell names."""
        return next((n.id for n in self.sides if n.leaf and n.leaf.fullmatch(text)), None)

    def measure(self, text: str) -> Name | None:
        """The measure that a header cell names."""
        return next((n for n in self.measures if n.leaf and n.leaf.fullmatch(text)), None)

    def says(self, word: str, text: str) -> bool:
        """Whether a plain text is wholly one of the words of a kind."""
        return self.words[word].fullmatch(text) is not None


@dataclass(frozen=True)
class TableForms:
    """All forms, and the words of their headers."""

    headers: HeaderWords
    forms: tuple[Form, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Form]:
        """Forms by their id."""
        return {form.id: form for form in self.forms}

    def by_header(self, form: Form, texts: Sequence[str]) -> Form:
        """The form that plain header cells tell, where the title fits several tables; else the given one."""
        for other in (self.by_id[name] for name in form.instead):
            if other.marks is not None and any(other.marks.fullmatch(text) for text in texts):
                return other
        return form


def load_table_forms(
    directory: Path, phrases: Phrases, vocabulary: Mapping[str, Concept]
) -> TableForms:
    """The forms of `tables/*.toml`; a record that is malformed or names no known concept is `BadKnowledge`."""
    headers: HeaderWords | None = None
    forms: list[Form] = []
    for path in toml_files(directory, "tables"):
        data = read_toml(path)
        if path.name == HEADERS:
            headers = _headers(data, path, phrases)
        else:
            forms.append(_form(data, path, phrases, vocabulary))
    if headers is None:
        raise BadKnowledge(f"{directory / 'tables'}: {HEADERS} is missing; --patterns must name a whole pattern set")
    by_id = {form.id: form for form in forms}
    for form in forms:
        if unknown := {*form.includes, *form.instead} - by_id.keys():
            raise BadKnowledge(f"{directory / 'tables'}: {form.id} names no form: {', '.join(sorted(unknown))}")
    whole = [replace(f, rows=(*f.rows, *(r for i in f.includes for r in by_id[i].rows))) for f in forms]
    return TableForms(headers, tuple(whole))


def _headers(data: Mapping[str, Any], path: Path, phrases: Phrases) -> HeaderWords:
    words = data.get("words", {})
    if set(words) != WORD_KEYS:
        raise BadKnowledge(f"{path}: [words] needs exactly {', '.join(sorted(WORD_KEYS))}")
    return HeaderWords(
        roles=tuple(_name(r, path, phrases) for r in data.get("role", [])),
        sides=tuple(_name(r, path, phrases) for r in data.get("side", [])),
        measures=tuple(_name(r, path, phrases) for r in data.get("measure", [])),
        words={k: phrases.compile(v, f"{path}: {k}") for k, v in words.items()},
    )


def _name(record: dict[str, Any], path: Path, phrases: Phrases) -> Name:
    where = f"{path}: {record.get('id', '(no id)')}"
    only_keys(record, NAME_KEYS, where)
    leaf = record.get("leaf", record.get("name"))
    return Name(
        id=record["id"],
        leaf=phrases.compile(leaf, where) if leaf else None,
        any=phrases.compile(record["any"], where) if "any" in record else None,
        budget_kind=record.get("budget_kind"),
        examples=_examples(record, where),
    )


def _form(data: dict[str, Any], path: Path, phrases: Phrases, vocabulary: Mapping[str, Concept]) -> Form:
    only_keys(data, FORM_KEYS, str(path))
    if data.get("scheme") not in {None, *SCHEMES} or not set(data.get("sides", ())) <= SIDES:
        raise BadKnowledge(f"{path}: scheme is functional or economic, sides are income and expenditure")

    def known(concept: str | None, where: str) -> str | None:
        if concept is not None and concept not in vocabulary:
            raise BadKnowledge(f"{where}: no concept {concept} in concepts.csv")
        return concept

    def concepts(given: str | Mapping[str, str] | None, where: str) -> Concepts:
        found = {"": given} if isinstance(given, str) else dict(given or {})
        for concept in found.values():
            known(concept, where)
        return found

    columns: list[FormColumn] = []
    for record in data.get("column", []):
        where = f"{path}: {record.get('name', '(no name)')}"
        only_keys(record, COLUMN_KEYS, where)
        concept = known(record.get("concept"), where)
        columns.append(
            FormColumn(
                name=phrases.compile(record["name"], where),
                side=record.get("side"),
                concept=concept,
                items=known(record.get("items", concept) or None, where),
                item=bool(record.get("item", False)),
                facet=record.get("facet"),
                fund=record.get("fund"),
                examples=_examples(record, where),
            )
        )
    rows: list[FormRow] = []
    for record in data.get("row", []):
        where = f"{path}: {record.get('label', '(no label)')}"
        only_keys(record, ROW_KEYS, where)
        total = bool(record.get("total", False))
        rows.append(
            FormRow(
                label=phrases.compile(record["label"], where),
                side=record.get("side"),
                concept=concepts(record.get("concept"), where),
                item=bool(record.get("item", False)),
                after=phrases.compile(record["after"], where) if "after" in record else None,
                total=total,
                leaf=bool(record.get("leaf", not total)),
                examples=_examples(record, where),
            )
        )
    title, marks = data.get("general_title"), data.get("marks")
    return Form(
        id=data["id"],
        zh=data["zh"],
        table=data.get("table", data["id"]),
        scheme=data.get("scheme"),
        sides=tuple(data.get("sides", ())),
        fund=data.get("fund"),
        general_title=phrases.compile(title, str(path)) if title else None,
        listed=bool(data.get("listed", False)),
        includes=tuple(data.get("includes", ())),
        instead=tuple(data.get("instead", ())),
        marks=phrases.compile(marks, str(path)) if marks else None,
        columns=tuple(columns),
        rows=tuple(rows),
        rest={side: concepts(given, str(path)) for side, given in data.get("rest", {}).items()},
    )


def _examples(record: Mapping[str, Any], where: str) -> tuple[str, ...]:
    if not record.get("examples"):
        raise BadKnowledge(f"{where}: a record without examples does not load")
    return tuple(record["examples"])
