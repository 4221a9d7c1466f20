"""The table of contents: lines that repeat the headings and are not the sections themselves."""

from __future__ import annotations

import re
from dataclasses import replace

from juesuan.reading.entry import Entry, entry_of
from juesuan.reading.page import Line, Page, Role

_NUMBER = re.compile(r"(?:第?[一二三四五六七八九十\d]+部分|[一二三四五六七八九十]+)[、.,:]*")
FEWEST = 3
"""A table of contents has at least this many entries."""
LONGEST = 400
"""Lines after which a table of contents must have ended."""
AHEAD = 4
"""Lines behind a sentence: where two of them lead to a page number, it is an entry that lost its own in the scan."""
PREAMBLE = 12
"""Lines that may stand between the contents and the first heading."""


def mark(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The same pages, the lines of the table of contents marked `Role.CONTENTS`; furniture stays furniture.

    The contents begin at 目录 or, where that word is missing, at the first heading before any sentence of
    the report, and end where the headings start over. What stands before (a cover) and the real headings
    stay body. A report without contents comes back as it was.
    """
    places = [
        (p, i, line) for p, page in enumerate(pages) for i, line in enumerate(page.lines)
        if line.role is Role.BODY
    ]  # fmt: skip
    inside = _contents([line for _, _, line in places])
    chosen = {(places[k][0], places[k][1]) for k in inside}
    if not chosen:
        return pages
    return tuple(
        replace(
            page,
            lines=tuple(
                line.as_(Role.CONTENTS) if (p, i) in chosen else line for i, line in enumerate(page.lines)
            ),
        )
        for p, page in enumerate(pages)
    )


def _contents(lines: list[Line]) -> range | list[int]:
    """Indices of the lines of the contents, empty when there are none."""
    entries = [entry_of(line.text) for line in lines]
    early = max(60, len(lines) // 3)
    title = next((i for i, e in enumerate(entries[:early]) if e.is_title), None)
    start = 0 if title is None else title + 1
    end = _first_sentence(entries, start)
    if title is not None:
        # Mirrors print the contents twice.
        start = max(i for i in range(title, end) if entries[i].is_title) + 1
    first = next((i for i in range(start, end) if title is not None or entries[i].heading), None)
    again = None if first is None else _start_over(entries, first, end)
    if first is not None and again is None and title is not None:
        again = _after_preamble(entries, first, end)
    if first is not None and again is not None:
        again = _top(lines, entries, first, again)
        if title is not None:
            return range(title, again)
        headings = sum(e.heading for e in entries[first:again])
        if headings >= max(FEWEST, 0.6 * (again - first)):
            return range(first, again)
    led = [i for i in range(start, end) if entries[i].led]
    if title is not None:
        return [title, *_sure(entries, start, end, led)]
    return range(led[0], led[-1] + 1) if len(led) >= FEWEST else range(0)


def _first_sentence(entries: list[Entry], start: int) -> int:
    """The end of the lines from `start` that may all be headings."""
    last = min(len(entries), start + LONGEST)
    return next((i for i in range(start, last) if entries[i].is_body and not _among_led(entries, i)), last)


def _among_led(entries: list[Entry], i: int) -> bool:
    """Whether entries that lead to a page number follow."""
    return sum(entry.led for entry in entries[i + 1 : i + 1 + AHEAD]) > 1


def _start_over(entries: list[Entry], first: int, end: int) -> int | None:
    """Where, before `end`, the headings that began at `first` begin again; None if they do not.

    The heading itself comes again, or the numbers of the parts stop rising: the wording may differ
    (部门基本情况, 部门概况), or the contents lack the first part. Without parts 一、 itself must come again.
    """
    begin, highest = entries[first], entries[first].part
    if highest is None and begin.ordinal == 1:
        # 一、 may number the parts and what is below them alike: the very heading tells more.
        exact = next((i for i in range(first + 1, end) if entries[i].key == begin.key and not entries[i].led), None)
        if exact is not None and all(e.part is None for e in entries[first:exact]):
            return exact
    for i in range(first + 1, end):
        here = entries[i]
        if here.led:
            highest = here.part or highest
            continue
        if here.key == begin.key or (begin.part == here.ordinal == 1 and _title(here) == _title(begin)):
            # 第一部分 某局概况 in the contents may be 一、某局概况 below.
            return i
        if here.part is not None:
            if highest is not None and here.part <= highest:
                return i
            highest = here.part
        elif highest is None and begin.ordinal == 1 and here.ordinal == 1:
            return i
    return None


def _title(entry: Entry) -> str:
    """The words of a heading without its number."""
    return _NUMBER.sub("", entry.key)


def _after_preamble(entries: list[Entry], first: int, end: int) -> int | None:
    """Where the headings of the contents begin again behind a few sentences; the end of the contents, None if nowhere.

    The contents, 根据…现将…公开如下。, and then the report.
    """
    headings = sum(e.heading for e in entries[first:end])
    if headings < max(FEWEST, 0.8 * (end - first)):
        return None
    last = min(len(entries), end + PREAMBLE)
    begin, highest = entries[first], max((e.part or 0 for e in entries[first:end]), default=0)
    for here in entries[end:last]:
        if here.key == begin.key or (here.part is not None and here.part <= highest):
            return end
        if here.heading:
            return None
    return None


def _top(lines: list[Line], entries: list[Entry], first: int, again: int) -> int:
    """The start of the body: the top of the page of its first heading, if only a title stands above it."""
    top = again
    while top > first and lines[top - 1].block == lines[again].block:
        top -= 1
        if entries[top].heading or entries[top].key.isdigit():
            return again
    return top if top > first else again


def _sure(entries: list[Entry], start: int, end: int, led: list[int]) -> list[int]:
    """Of headings that do not start over, the lines that surely are contents.

    Those up to the last that ends in a page number, and those that come again later as a heading.
    """
    later = {e.key for e in entries[end:]}
    again = (i for i in range(start, end) if entries[i].heading and entries[i].key in later)
    return sorted({*range(start, led[-1] + 1 if led else start), *again})
