"""The year's key work: its headed paragraphs and the rows of its table, joined where they speak of the same matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.flow import WordRow
from juesuan.extracting.numbering import Kind
from juesuan.extracting.sections import Section
from juesuan.reading.paragraphs import Paragraph

SIGNS = regex.compile(r"[\p{P}\s]")


@dataclass(frozen=True, slots=True)
class KeyWork:
    """A matter of key work: its row of the table, its heading and text, None where there is no such."""

    sequence: int
    matter: str | None
    goal: str | None
    result: str | None
    heading: str | None
    text: str | None
    place: Paragraph | None


def _plain(text: str | None) -> str:
    return str(SIGNS.sub("", text or ""))


def key_work_of(sections: Sequence[Section], rows: Sequence[WordRow]) -> list[KeyWork]:
    """The matters of the key-work part, in order of the headings, then rows that no heading names."""
    headed = [s for s in sections if s.part == "key_work" and s.kind in (Kind.CJK, Kind.CJK_PAREN)]
    outermost = min((s.level for s in headed), default=0)
    headed = [s for s in headed if s.level == outermost]
    table = [row for row in rows if "matter" in row.roles and {"goal", "result"} & set(row.roles)]
    cells = {row.sequence: dict(zip(row.roles, row.cells, strict=True)) for row in table}
    of_rows = {id(cell) for row in table for cell in row.cells}
    free = dict(cells)
    found: list[KeyWork] = []
    for section in headed:
        row = next((n for n, c in free.items() if _plain(c["matter"].text) == _plain(section.title)), None)
        cell = free.pop(row) if row is not None else {}
        own = [p.text for p in section.paragraphs if id(p) not in of_rows]
        found.append(
            KeyWork(
                len(found) + 1,
                _text(cell, "matter"), _text(cell, "goal"), _text(cell, "result"),
                section.heading, "\n".join(own) or None, section.title_place,
            )
        )  # fmt: skip
    for cell in free.values():
        place = cell["matter"] if cell["matter"].text else None
        found.append(
            KeyWork(
                len(found) + 1, _text(cell, "matter"), _text(cell, "goal"), _text(cell, "result"), None, None, place
            )
        )
    return found


def _text(cells: dict[str, Paragraph], role: str) -> str | None:
    cell = cells.get(role)
    return cell.text or None if cell is not None else None
