"""A panel over units and years: each headline figure in its year, beside what the next year's report makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from juesuan.desk.chosen import chosen
from juesuan.desk.precision import Half, halves
from juesuan.errors import UsageError
from juesuan.writing.headline import Headline, shipped_headlines

NUMBER = pa.decimal128(28, 6)
SCHEMA = pa.schema(
    [
        ("unit_name", pa.string()), ("unit_kind", pa.string()), ("scope", pa.string()), ("year", pa.int32()),
        ("figure", pa.string()), ("label", pa.string()), ("unit", pa.string()), ("value", NUMBER),
        ("origin", pa.string()), ("document_id", pa.string()), ("stated_later", NUMBER),
        ("later_document_id", pa.string()), ("difference", NUMBER), ("agrees", pa.bool_()),
    ]
)  # fmt: skip
UNITS = {"money": "元", "int64": "个", "value": "分"}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What one report says of a body: its row of `summary`, the row of `documents`, and how finely it prints money."""

    document: Row
    summary: Row
    half: Half


def panel(
    documents: pa.Table, summary: pa.Table, facts: pa.Table, line_items: pa.Table, names: Sequence[str]
) -> pa.Table:
    """The panel of a dataset; see `Dataset.panel`. Reports of no known unit or year are left out: they have no place.

    Raises:
        UsageError: a name that is no headline figure of `summary`.
    """
    headlines = _headlines(names, summary.schema.names)
    rows_of = {row["document_id"]: row for row in summary.to_pylist()}
    finest = halves(facts, line_items)
    bodies: dict[tuple[str, ...], dict[int, Told]] = {}
    for row in chosen(documents).to_pylist():
        if row["report_key"] is not None:
            name, year, *rest = row["report_key"].split("|")
            told = Told(row, rows_of[row["document_id"]], finest.get(row["document_id"], Half()))
            bodies.setdefault((name, *rest), {})[int(year)] = told
    found = [
        record
        for _, years in sorted(bodies.items())
        for headline in headlines
        for record in _of_body(years, headline)
    ]
    return pa.Table.from_pylist(found, SCHEMA)


def _of_body(years: Mapping[int, Told], headline: Headline) -> Iterable[dict[str, Any]]:
    """The rows of one figure of one body, year by year: those it reports, and those its next report tells of."""
    for year in sorted({*years, *(y - 1 for y in years)}):
        own, later = years.get(year), years.get(year + 1)
        value = None if own is None else own.summary[headline.name]
        has_prior = later is not None and headline.has_prior
        stated = later.summary[headline.prior_column] if later is not None and has_prior else None
        if value is None and stated is None:
            continue
        teller = own if value is not None else later
        assert teller is not None
        difference = stated - value if value is not None and stated is not None else None
        yield {
            "unit_name": teller.document["unit_name"], "unit_kind": teller.document["unit_kind"],
            "scope": teller.document["scope"], "year": year, "figure": headline.name, "label": headline.zh,
            "unit": UNITS[headline.type], "value": _number(stated if value is None else value),
            "origin": "next_report" if value is None else "report", "document_id": teller.document["document_id"],
            "stated_later": _number(stated),
            "later_document_id": None if later is None or stated is None else later.document["document_id"],
            "difference": _number(difference), "agrees": _agree(difference, own, later, headline),
        }  # fmt: skip


def _agree(difference: Decimal | int | None, own: Told | None, later: Told | None, headline: Headline) -> bool | None:
    """Whether two reports can mean the same number: a year before is implied by two printed numbers of the later."""
    if difference is None or own is None or later is None:
        return None
    reach = own.half.money + 2 * later.half.money if headline.type == "money" else Decimal(0)
    return abs(Decimal(difference)) <= reach


def _number(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _headlines(names: Sequence[str], columns: Sequence[str]) -> list[Headline]:
    known = {h.name: h for h in shipped_headlines() if h.name in columns}
    if strange := [name for name in names if name not in known]:
        raise UsageError(f"{', '.join(strange)}: no headline figure of summary; there are {', '.join(known)}")
    return [known[name] for name in names] if names else list(known.values())
