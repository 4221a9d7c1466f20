"""Gathering: which pages and which grids belong to which statutory table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from juesuan.extracting.statutory import StatutoryTable
from juesuan.extracting.tabling.ink import Ink
from juesuan.reading.page import Box, Page, Reading, Role


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a page that a table takes: from its title (or the top) to the next title (or the bottom).

    `head` is the box of its title on this page, None on the pages after it. `index` counts the tables of the report,
    `page` is the page's index.
    """

    index: int
    page: int
    head: Box | None


def pages_of(reading: Reading, tables: Sequence[StatutoryTable]) -> Mapping[int, list[Stretch]]:
    """The stretches of every page that tables take, by the page's index, in the order of their titles.

    After the last line of a table come the pages without a line of their own: a row that spilled over, blank.
    """
    ends = list(accumulate(len(page.lines) for page in reading.pages))
    firsts = [bisect_right(ends, table.first_line) for table in tables]
    found: dict[int, list[Stretch]] = {}
    for i, table in enumerate(tables):
        first, last = firsts[i], bisect_right(ends, table.last_line)
        following = [f for f in firsts if f > first]
        end = min(following, default=len(reading.pages))
        after = last + 1
        while after < end and _silent(reading.pages[after]):
            after += 1
        title = reading.lines[table.first_line].box
        for page in range(first, after):
            head = title if page == first else None
            found.setdefault(page, []).append(Stretch(i, page, head))
    return found


def _silent(page: Page) -> bool:
    """Whether a page has nothing to say but may have rulings: not a page of words."""
    return bool(page.rulings) and not any(line.role is Role.BODY and line.text.strip() for line in page.lines)


def owner(stretches: Sequence[Stretch], ink: Ink, x0: float, x1: float, middle: float) -> Stretch | None:
    """The table that a grid belongs to, from its sides and its middle height: that of the nearest title above it."""
    best: Stretch | None = None
    rank: tuple[bool, float] = (False, 0.0)
    for stretch in stretches:
        head = ink.turn.there(stretch.head) if stretch.head is not None else None
        if head is None:
            here = (False, -1.0)
        elif head.y0 < middle:
            # Two tables side by side: the title stands over its own.
            here = (x0 - 1 <= (head.x0 + head.x1) / 2 <= x1 + 1, head.y0)
        else:
            continue
        if best is None or here > rank:
            best, rank = stretch, here
    return best


