"""A site: where a figure stands, for people who look it up and for the columns that lead there."""

from __future__ import annotations

from dataclasses import dataclass

from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Fact
from juesuan.validating.figure import Figure


@dataclass(frozen=True, slots=True)
class Site:
    """The place of one printed figure; boxes in PDF points from the top left.

    `where` is the shortest name of the place (第21页, 第112行, 「heading」), `location` adds the heading, or title,
    row and column of a table. `evidence` is the clause, or the row and column with the print.
    """

    where: str
    location: str
    evidence: str
    fact_id: str | None = None
    cell_id: str | None = None
    page: int | None = None
    x0: float | None = None
    y0: float | None = None
    x1: float | None = None
    y1: float | None = None
    char_start: int | None = None
    char_end: int | None = None
    anchor: str | None = None


def site_of(figure: Figure) -> Site | None:
    """Where a figure stands, None for one that nobody printed."""
    if isinstance(figure.source, Fact):
        return _of_fact(figure, figure.source)
    if isinstance(figure.source, LineItem):
        return _of_cell(figure, figure.source)
    return None


def location_of(figure: Figure) -> str | None:
    """The place with its heading, or title, row and column; None for a figure that nobody printed."""
    source = figure.source
    if isinstance(source, Fact):
        shortest, heading = _where_fact(source), f"「{source.heading}」"
        return shortest if shortest == heading else shortest + heading
    return None if source is None else where(figure) + row_and_column(source)


def where(figure: Figure) -> str:
    """The shortest name of the place, empty for a figure that nobody printed."""
    source = figure.source
    if isinstance(source, Fact):
        return _where_fact(source)
    if source is None:
        return ""
    return f"「{figure.heading}」" if source.page is None else f"第{source.page}页「{figure.heading}」"


def row_and_column(cell: LineItem) -> str:
    """The row of a cell by its label, or number where it has none, and its column."""
    row = f"“{cell.label}”行" if cell.label else f"第{cell.row}行"
    return f"{row}“{cell.column}”列" if cell.column else row


def _where_fact(fact: Fact) -> str:
    if fact.page is not None:
        return f"第{fact.page}页"
    if fact.anchor:
        line = fact.anchor.removeprefix("line ")
        return f"第{line}行" if line.isdigit() else fact.anchor
    return f"「{fact.heading}」"


def _of_fact(figure: Figure, fact: Fact) -> Site:
    return Site(
        where=where(figure),
        location=location_of(figure) or "",
        evidence=fact.quote,
        fact_id=fact.fact_id,
        page=fact.page,
        x0=fact.x0,
        y0=fact.y0,
        x1=fact.x1,
        y1=fact.y1,
        char_start=fact.char_start,
        char_end=fact.char_end,
        anchor=fact.anchor,
    )


def _of_cell(figure: Figure, cell: LineItem) -> Site:
    return Site(
        where=where(figure),
        location=location_of(figure) or "",
        evidence=f"{row_and_column(cell)}：{cell.value_text or ''}",
        cell_id=cell.cell_id,
        page=cell.page,
        x0=cell.x0,
        y0=cell.y0,
        x1=cell.x1,
        y1=cell.y1,
        anchor=cell.anchor,
    )
