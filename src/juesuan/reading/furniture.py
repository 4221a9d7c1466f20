"""Furniture: page numbers, and heads and feet that run through the pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from juesuan.reading.margin import Spot, spots
from juesuan.reading.page import Line, Page, Role
from juesuan.reading.page_number import PageNumber, Style, page_number
from juesuan.reading.plaintext import usual_gap

LEVEL = 8.0
"""Points by which the height of a running line may differ from page to page."""
_CAPTION = re.compile(
    r"表[\d一二三四五六七八九十]*$|^附?表|公开\d+|单位[:：].{0,6}元|^(编制)?(部门|单位)(名称)?[:：]"
)
"""What stands above a table, again on each page where the table goes on. It belongs to the table."""

Place = tuple[int, int]
"""A line: the index of its page, and the line's identity (its boxes make it unfit for a key)."""


def mark(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The same pages, the lines that are furniture marked `Role.FURNITURE`.

    On pages (of a PDF, or between form feeds) the outermost rows: numbers that keep step with the pages,
    and text that many pages repeat at the same height. In a text without pages: lone numbers set off by a
    wider gap than usual; the lines after one are in the next block, for a page ends there.
    """
    if len(pages) == 1 and pages[0].number is None:
        return (replace(pages[0], lines=_mark_unpaged(pages[0].lines)),)
    marked = _marked(pages, _numbers(pages))
    marked = _marked(marked, _running(marked))
    # A page number may stand further in than a running foot.
    return _marked(marked, _numbers(marked))


def _marked(pages: tuple[Page, ...], furniture: Collection[Place]) -> tuple[Page, ...]:
    """The pages with the lines at these places marked."""
    if not furniture:
        return pages
    return tuple(
        replace(
            page,
            lines=tuple(
                line.as_(Role.FURNITURE) if (index, id(line)) in furniture else line for line in page.lines
            ),
        )
        for index, page in enumerate(pages)
    )


def _numbers(pages: tuple[Page, ...]) -> set[Place]:
    """Page numbers of the outermost rows that keep a constant offset to the page's index."""
    groups: dict[tuple[bool, Style, int], list[tuple[Spot, Line, PageNumber]]] = defaultdict(list)
    for spot in spots(pages, 2):
        for line in spot.lines:
            if printed := page_number(line.text):
                groups[spot.top, printed.style, printed.value - spot.page].append((spot, line, printed))
    found: set[Place] = set()
    filled = sum(bool(page.lines) for page in pages)
    for (top, style, offset), group in list(groups.items()):
        # Parts of a report may count afresh: a sequence needs only a few pages, at one height.
        level = _level([spot.distance for spot, _, _ in group])
        same = sum(abs(spot.distance - level) <= LEVEL for spot, _, _ in group)
        # -17 among - 16 - and - 18 - is one of them that lost a dash in the scan.
        among_marked = len(groups.get((top, Style.MARKED, offset), ())) >= 2
        if style is Style.MARKED or among_marked or same >= min(3, max(2, filled)):
            found.update((spot.page, id(line)) for spot, line, _ in group)
    return found


def _running(pages: tuple[Page, ...]) -> set[Place]:
    """Rows repeated at the same height on many pages; none at an edge where the head of a table repeats."""
    enough = max(3, round(0.3 * sum(bool(page.lines) for page in pages)))
    repeated: dict[tuple[bool, str], list[Spot]] = defaultdict(list)
    for spot in spots(pages, 3):
        for key in _keys(spot):
            repeated[spot.top, key].append(spot)
    steady: dict[tuple[int, bool], dict[int, Spot]] = defaultdict(dict)
    for group in repeated.values():
        level = _level([spot.distance for spot in group])
        same = [spot for spot in group if abs(spot.distance - level) <= LEVEL]
        if len({spot.page for spot in same}) >= enough:
            for spot in same:
                steady[spot.page, spot.top][spot.depth] = spot
    return {
        (spot.page, id(line))
        for rows in steady.values()
        # Three repeated rows are the head of a table that goes on, not a running head.
        if 0 in rows and len(rows) < 3
        for spot in rows.values()
        if spot.depth == 0 or spot.depth - 1 in rows
        if not any(_CAPTION.search("".join(line.text.split())) for line in spot.lines)
        for line in spot.lines
    }


def _keys(spot: Spot) -> set[str]:
    """The row's text without white space, and without a number that keeps step with the pages."""
    text = "".join("".join(line.text.split()) for line in spot.lines)
    keys = {text}
    if (found := re.fullmatch(r"(\d{1,4})(\D.*)", text)) and len(found[2]) > 1:
        keys.add(f"{int(found[1]) - spot.page}|{found[2]}")
    if (found := re.fullmatch(r"(.*\D)(\d{1,4})(\D{0,3})", text)) and len(found[1]) > 1:
        keys.add(f"{found[1]}|{int(found[2]) - spot.page}|{found[3]}")
    return keys


def _level(distances: list[float]) -> float:
    """The median."""
    return sorted(distances)[len(distances) // 2]


def _mark_unpaged(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lone page numbers of a text without pages marked; a new block begins after each."""
    ends = _lone_numbers(lines)
    marked, block = [], 0
    for i, line in enumerate(lines):
        role = Role.FURNITURE if i in ends else line.role
        marked.append(replace(line, block=line.block + block, role=role))
        # The hint of a page break that may follow the number is the same break.
        hinted = i + 1 < len(lines) and lines[i + 1].block > line.block
        block += i in ends and not hinted
    return tuple(marked)


def _lone_numbers(lines: tuple[Line, ...]) -> set[int]:
    """Indices of the lone page numbers in a text without pages.

    The number of a row in a table of words has an ordinary gap before it, a page number a wider one. In
    text without blank lines any gap is wide, so there the numbers must also come a page of lines apart.
    """
    usual = usual_gap(lines)
    found: set[int] = set()
    bare: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        printed = page_number(line.text)
        if printed is None:
            continue
        if printed.style is Style.MARKED:
            found.add(i)
        elif printed.style is Style.BARE and line.gap_before > usual:
            bare.append((i, printed.value))
    apart = 5 if usual else 15
    steps = [(j - i, n - m) for (i, m), (j, n) in pairwise(bare)]
    paced = all(up > 0 and far >= apart * up for far, up in steps)
    if paced and (usual or len(bare) > 2):
        found.update(i for i, _ in bare)
    return found
