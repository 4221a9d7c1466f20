"""The rows and columns of a table in Word: cells that span, edges drawn twice, rows that begin further in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.reading.forms.blocks import Entry
from juesuan.reading.forms.office_xml import Element, child, children, named, number, value

WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple"})
"""Elements that hold what they hold as if they were not there."""
SEAM = 100
"""Twentieths of a point within which two column edges are one that was drawn twice."""


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table."""
    for element in table:
        if named(element) == "tr":
            yield element
        elif named(element) in WRAPPERS:
            yield from rows_of(element)


def cells_of(row: Element) -> list[tuple[int, int, Element]]:
    """The cells of a row with the grid columns they begin in and end before; one merged to the left is part of it."""
    at = number(child(row, "trPr", "gridBefore")) or 0
    found: list[tuple[int, int, Element]] = []
    for element in _inside(row):
        properties = child(element, "tcPr")
        end = at + min(max(number(child(properties, "gridSpan")) or 1, 1), 1000)
        merge = child(properties, "hMerge")
        if merge is not None and (value(merge) or "continue") == "continue" and found:
            found[-1] = (found[-1][0], end, found[-1][2])
        else:
            found.append((at, end, element))
        at = end
    return found


def _inside(row: Element) -> Iterator[Element]:
    for element in row:
        if named(element) == "tc":
            yield element
        elif named(element) in WRAPPERS:
            yield from _inside(element)


def snapped(table: Element, cells: Sequence[tuple[int, int, Element]]) -> dict[int, int]:
    """For every edge of the grid the edge it is drawn for: those that rows drew a hair apart are one."""
    widths = [number(column, "w") or 0 for column in children(child(table, "tblGrid"), "gridCol")]
    slim = {(first, last) for first, last, _ in cells}
    edges = {0: 0}
    begin, across = 0, 0
    for at, width in enumerate(widths, start=1):
        across += width
        alone = any((edge, at) in slim for edge in range(begin, at))
        if across >= SEAM or alone or not width:
            begin, across = at, 0
        edges[at] = begin
    return edges


def filled(rows: Sequence[Sequence[tuple[int, Entry]]]) -> list[list[Entry]]:
    """The rows with blank cells where a row begins further in than the cells before it end."""
    taken: dict[int, int] = {}
    filled: list[list[Entry]] = []
    for top, row in enumerate(rows):
        made: list[Entry] = []
        at = 0
        for left, entry in row:
            while at < left:
                if taken.get(at, 0) <= top:
                    made.append(Entry((), 1, 1))
                at += 1
            made.append(entry)
            taken.update((column, top + entry.rows) for column in range(left, left + entry.columns))
            at = left + entry.columns
        filled.append(made)
    return filled
