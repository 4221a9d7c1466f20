"""The schema of the dataset: every table and column, read from `tables.toml`, the one source of all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from juesuan import SCHEMA_VERSION
from juesuan.writing.column import Column
from juesuan.writing.enumerations import enumerations
from juesuan.writing.headline import Headline


@dataclass(frozen=True)
class Table:
    """A table: its columns in order, its key, and the tables its other keys lead to.

    `references` maps a column to the table whose key it holds. `ties` are columns that order rows of the same
    document; without them the given order stays.
    """

    name: str
    says: str
    key: str
    columns: tuple[Column, ...]
    references: Mapping[str, str]
    ties: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, with the table's meaning and the schema version in its metadata."""
        metadata = {"description": self.says, "juesuan.schema_version": SCHEMA_VERSION}
        return pa.schema([column.field for column in self.columns], metadata)


def tables(headlines: Sequence[Headline]) -> dict[str, Table]:
    """Every table of the dataset by its name; `summary` has the columns of `headlines`."""
    made = dict(_fixed())
    summary = made["summary"]
    extra = tuple(column for headline in headlines for column in headline_columns(headline))
    made["summary"] = replace(summary, columns=(*summary.columns, *extra))
    return made


def headline_columns(headline: Headline) -> tuple[Column, ...]:
    """The columns of one headline in `summary`: the figure, where it was read, and the year before's."""
    meaning = f"{headline.zh}: {headline.en}."
    figure = Column(headline.name, headline.type, meaning)
    source = Column(
        headline.source_column, "string", f"Where {headline.name} was read; null when it is null.",
        enumeration=enumerations()["headline_source"],
    )  # fmt: skip
    if not headline.has_prior:
        return figure, source
    prior = f"{headline.name} of the year before: as stated, or implied by the stated change."
    return figure, source, Column(headline.prior_column, headline.type, prior)


@cache
def _fixed() -> Mapping[str, Table]:
    source = tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))
    groups: dict[str, list[list[str]]] = source["groups"]
    return MappingProxyType({record["name"]: _table(record, groups) for record in source["table"]})


def _table(record: Mapping[str, Any], groups: Mapping[str, list[list[str]]]) -> Table:
    return Table(
        name=record["name"],
        says=record["says"],
        key=record["key"],
        columns=tuple(_columns(record["columns"], groups)),
        references=record.get("references", {}),
        ties=tuple(record.get("ties", ())),
    )


def _columns(records: list[Any], groups: Mapping[str, list[list[str]]]) -> Iterable[Column]:
    for record in records:
        if isinstance(record, str):
            yield from _columns(groups[record], groups)
            continue
        name, kind, says = record
        nullable, kind = kind.endswith("?"), kind.removesuffix("?")
        enumeration = enumerations()[kind.removeprefix("enum:")] if kind.startswith("enum:") else None
        yield Column(name, "string" if enumeration else kind, says, nullable, enumeration)
