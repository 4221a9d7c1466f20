"""The rows of a table of words without layout: each starts where the next sequence number stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.word_header import Header, read_header, repeated_header
from juesuan.extracting.word_names import WordTableNames
from juesuan.extracting.word_wrap import print_width
from juesuan.reading.folding import fold
from juesuan.reading.page import Line, Role

NUMBER = regex.compile(r"\s*[（(]?(\d{1,3})[）)]?(?:\s*[.、．]?\s*$|\s*[.、．]\s*(?=[^\d\s])|\s+(?=\S))")
WIDE_GAP = regex.compile(r"(?<=[^\x00-\u2e7f])\s+(?=[^\x00-\u2e7f])")
"""White space between two wide characters: word processors put none there, so a cell may end."""
PARAGRAPH = 50.0
"""Half characters; body text runs wider than this, cells seldom do."""
WIDER = 1.4


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a line that lies in one cell. `glued`: it is not the first piece of its line."""

    text: str
    line: int
    start: int
    end: int
    block: int
    glued: bool


@dataclass(frozen=True, slots=True)
class RowLines:
    """A row's number, the line it stands on, and what follows it up to the next number, in reading order."""

    sequence: int
    line: int
    atoms: tuple[Atom, ...]


def find_rows(lines: Sequence[Line], header: Header, names: WordTableNames) -> list[RowLines]:
    """The rows after the header, numbered from 1 on; empty if row 1 does not follow at once."""
    columns = len(header.cells) - 1
    rows: list[tuple[int, int, list[Atom]]] = []
    inline = False
    i = header.lines_used
    while i < len(lines):
        line = lines[i]
        if line.role is Role.FURNITURE or not line.text.strip():
            i += 1
            continue
        if rows:
            again = repeated_header(lines, i, header)
            if again:
                i += again
                continue
            end = names.end_of(line.text)
            if (end and end.always) or read_header(lines[i:], names=names):
                break
        start = NUMBER.match(fold(line.text))
        if start and int(start[1]) == len(rows) + 1:
            rest = _atoms(line, i, start.end())
            inline = inline or (not rows and bool(rest))
            if not rest or inline or len(rest) == columns:
                rows.append((int(start[1]), i, rest))
                i += 1
                continue
        if not rows:
            return []
        rows[-1][2].extend(_atoms(line, i, 0))
        i += 1
    if rows:
        _drop_the_rest([atoms for _, _, atoms in rows], names)
    return [RowLines(number, line, tuple(atoms)) for number, line, atoms in rows]


def _atoms(line: Line, index: int, start: int) -> list[Atom]:
    """The line from `start` on, cut at wide gaps."""
    atoms: list[Atom] = []
    text = line.text
    gaps = [m.span() for m in WIDE_GAP.finditer(text, start)]
    for begin, end in zip([start] + [g[1] for g in gaps], [g[0] for g in gaps] + [len(text)], strict=True):
        piece = text[begin:end]
        if piece.strip():
            left = begin + len(piece) - len(piece.lstrip())
            atoms.append(Atom(piece.strip(), index, left, left + len(piece.strip()), line.block, bool(atoms)))
    return atoms


def _drop_the_rest(rows: list[list[Atom]], names: WordTableNames) -> None:
    """Cut what follows the table off its last row: headings, notes, paragraphs too wide for any cell."""
    last = rows[-1]
    earlier = [atom.text for atoms in rows[:-1] for atom in atoms]
    usual = {end.id for text in earlier if (end := names.end_of(text))}
    widest = max((print_width(text) for text in earlier), default=0.0)
    for k, atom in enumerate(last):
        end = names.end_of(atom.text)
        if (end and end.id not in usual) or (
            widest and print_width(atom.text) > max(PARAGRAPH, WIDER * widest)
        ):
            del last[k:]
            return
