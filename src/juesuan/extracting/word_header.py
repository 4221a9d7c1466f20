"""The header of a table of words: `序号` and the names of the other columns, on one line or on several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.word_cell import Piece
from juesuan.extracting.word_names import ColumnRole, WordTableNames, default_names
from juesuan.reading.folding import fold
from juesuan.reading.page import Line, Role

LONGEST = 14
"""No header takes more lines than this, not even one name to a line, each wrapped."""
WRAPPED = 4
"""With layout, the lines that the names of one header are wrapped to."""
KNOWN_COLUMNS = 2
FIRST_ROW = regex.compile(r"\s*[（(]?1[）)]?(?:\s*[.、．]?\s*$|\s*[.、．]\s*\D|\s+\S)")

Char = tuple[int, int]
"""Index of a line and of a character in it."""


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A column's name as printed, without white space; its role; its places."""

    name: str
    role: ColumnRole
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The cells of a header, the sequence column first, and how many lines it takes."""

    cells: tuple[HeaderCell, ...]
    lines_used: int

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(cell.name for cell in self.cells)


def is_header(line: Line, following: Sequence[Line] = (), *, names: WordTableNames | None = None) -> bool:
    """Whether a table of words starts here: `序号` and at least two other columns that such tables have.

    A header that is spread over several short lines is seen only if the `following` lines are given.
    """
    return read_header([line, *following[:LONGEST]], names=names) is not None


def read_header(lines: Sequence[Line], *, names: WordTableNames | None = None) -> Header | None:
    """The header that starts at `lines[0]`; None if none does, or a line before row 1 is unexplained."""
    names = names or default_names()
    if not lines or not _starts_like_header(lines[0].text, names):
        return None
    used = _lines_before_first_row(lines)
    one_line = _accepted(_spaced_cells(lines, names), 1, names)
    if len(used) <= 1:
        return one_line
    total = used[-1] + 1
    chars = [(i, j) for i in used for j, c in enumerate(lines[i].text) if not c.isspace()]
    spread = _segmented(lines, chars, names.roles)
    if spread is not None:
        return _accepted(spread, total, names)
    if any(lines[i].boxes is None for i in used):
        return None
    # the lines before number 1 may be cells of row 1: it stands in the middle of its row
    for count in range(min(len(used), WRAPPED), 1, -1):
        group = [c for c in chars if c[0] in used[:count]]
        cells = [_cell(lines, column, names.roles) for column in _overlapping(lines, group)]
        if all(fold(cell.name) in names.roles for cell in cells):
            return _accepted(cells, used[count - 1] + 1, names)
    return one_line


def repeated_header(lines: Sequence[Line], start: int, header: Header) -> int:
    """How many lines from `start` on repeat the header, as at the top of a page; 0 if they do not.

    A header over row 1 is no repetition: it begins another table.
    """
    wanted = "".join(header.names)
    found = ""
    for i in range(start, min(start + LONGEST, len(lines))):
        if lines[i].role is not Role.FURNITURE:
            found += "".join(lines[i].text.split())
        if len(found) >= len(wanted):
            body = (x.text for x in lines[i + 1 :] if x.role is not Role.FURNITURE and x.text.strip())
            same = sorted(found) == sorted(wanted) and found[:1] == wanted[:1]
            return 0 if not same or is_first_row(next(body, "")) else i + 1 - start
    return 0


def is_first_row(text: str) -> bool:
    """Whether a line may be the start of row 1."""
    return FIRST_ROW.match(fold(text)) is not None


def _starts_like_header(text: str, names: WordTableNames) -> bool:
    bare = "".join(fold(text).split())
    return any(bare.startswith(n) for n, role in names.roles.items() if role is ColumnRole.SEQUENCE)


def _lines_before_first_row(lines: Sequence[Line]) -> list[int]:
    used: list[int] = []
    for i, line in enumerate(lines[: LONGEST + 1]):
        if line.role is Role.FURNITURE or not line.text.strip():
            continue
        if is_first_row(line.text):
            return used
        used.append(i)
    return used[:1] if lines[0].boxes is None else used


def _accepted(cells: list[HeaderCell] | None, lines_used: int, names: WordTableNames) -> Header | None:
    """A header if the sequence column comes first, two others are known, and at most one is not."""
    if not cells or cells[0].role is not ColumnRole.SEQUENCE:
        return None
    known = [c.role for c in cells[1:] if fold(c.name) in names.roles]
    if len(known) < KNOWN_COLUMNS or len(cells) - 1 - len(known) > 1 or set(known) == {ColumnRole.OTHER}:
        return None
    return Header(tuple(cells), lines_used)


def _spaced_cells(lines: Sequence[Line], names: WordTableNames) -> list[HeaderCell] | None:
    """The cells of one line: names with white space between them, or run together if all are known."""
    text = lines[0].text
    cells: list[HeaderCell] = []
    for match in regex.finditer(r"\S+", text):
        chars = [(0, j) for j in range(*match.span())]
        cells += _segmented(lines, chars, names.roles) or [_cell(lines, chars, names.roles)]
    if any(c.role is ColumnRole.OTHER and fold(c.name) not in names.roles for c in cells):
        # justified names are printed with spaces inside: 序 号, 备 注
        return _segmented(lines, [(0, j) for j, c in enumerate(text) if not c.isspace()], names.roles)
    return cells


def _segmented(
    lines: Sequence[Line], chars: Sequence[Char], roles: Mapping[str, ColumnRole]
) -> list[HeaderCell] | None:
    """The characters cut into known names, as few as possible; None if that can not be done."""
    text = fold("".join(lines[i].text[j] for i, j in chars))
    best: list[tuple[int, int] | None] = [(0, 0)] + [None] * len(text)
    longest = max(map(len, roles))
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - longest), end):
            before = best[start]
            if before is not None and text[start:end] in roles:
                candidate = (before[0] + 1, start)
                current = best[end]
                best[end] = candidate if current is None or candidate < current else current
    if not text or best[-1] is None:
        return None
    cells: list[HeaderCell] = []
    end = len(text)
    while end > 0:
        step = best[end]
        assert step is not None
        cells.append(_cell(lines, chars[step[1] : end], roles))
        end = step[1]
    return cells[::-1]


def _overlapping(lines: Sequence[Line], chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters grouped into columns: those of a column overlap in x, or nearly touch."""

    def span(char: Char) -> tuple[float, float]:
        boxes = lines[char[0]].boxes
        assert boxes is not None
        return float(boxes[char[1], 0]), float(boxes[char[1], 2])

    ordered = sorted(chars, key=span)
    group: list[Char] = []
    right = 0.0
    for char in ordered:
        left, end = span(char)
        if group and left - right > 0.6 * (end - left):
            yield sorted(group)
            group = []
        right = max(right, end) if group else end
        group.append(char)
    if group:
        yield sorted(group)


def _cell(lines: Sequence[Line], chars: Sequence[Char], roles: Mapping[str, ColumnRole]) -> HeaderCell:
    name = "".join(lines[i].text[j] for i, j in chars)
    pieces: list[Piece] = []
    for i, j in chars:
        if pieces and pieces[-1][0] == i and pieces[-1][2] == j:
            pieces[-1] = (i, pieces[-1][1], j + 1)
        else:
            pieces.append((i, j, j + 1))
    return HeaderCell(name, roles.get(fold(name), ColumnRole.OTHER), tuple(pieces))
