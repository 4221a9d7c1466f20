"""The columns of a table: what each holds, which list it belongs to, and what the form says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from juesuan.extracting.tabling.grid import Grid, GridCell
from juesuan.extracting.tabling.header import LABELS, NUMBER, Header
from juesuan.extracting.tabling.tabled import Column
from juesuan.knowledge.table_forms import Form, FormColumn, HeaderWords, Name, plain

CODE = regex.compile(r"\d{3}|\d{5}|\d{7}")
NOTHING = frozenset("-—–－/／…")
"""What stands for no number."""
SAYS_NOTHING = frozenset({"收入", "支出", "项目"})
"""Header cells that name a side or the list, and are no part of a column's name."""


def columns_of(grid: Grid, header: Header, form: Form, words: HeaderWords, title: str) -> tuple[Column, ...]:
    """The columns of a grid with its header. `title` is the table's, as printed."""
    roles = [_role(grid, header, i, form, words) for i in range(grid.columns)]
    if not any(role in LABELS for role in roles):
        # Words before the first number are what the rows are called, whatever their header says.
        for i in range(roles.index("number") if "number" in roles else 0):
            roles[i] = "label"
    blocks = _blocks(roles)
    sides = _sides(header, words, form, blocks)
    made = []
    for i, role in enumerate(roles):
        path = header.paths[i]
        column = Column(i, role, blocks[i], sides[i], _name(path, roles, title), path[-1].text if path else "")
        if role == "number":
            known, measure = _known(path, roles, form, words, sides[i])
            column = replace(column, form=known, measure=measure)
        made.append(column)
    return tuple(made)


def _role(grid: Grid, header: Header, column: int, form: Form, words: HeaderWords) -> str:
    """What a column holds, by its header; by its cells where no form knows the header."""
    path = [plain(c.text) for c in header.paths[column]]
    role = words.role(path[-1], "".join(path)) if path else None
    if role is not None:
        return role
    if path and (words.measure(path[-1]) or any(c.name.fullmatch(path[-1]) for c in form.columns)):
        return "number"
    texts = [c.text for c in _below(grid, header, column) if c.text]
    if texts and not column and all(CODE.fullmatch(t) for t in texts):
        return "code"
    numbers = sum(1 for t in texts if NUMBER.fullmatch(t) or set(t) <= NOTHING)
    if form.id == "other":
        return "text" if texts and not numbers else "number"
    return "text" if len(texts) > 2 * numbers and texts else "number"


def _below(grid: Grid, header: Header, column: int) -> list[GridCell]:
    """The cells of a column's body that are not merged with its neighbours."""
    cells = [grid.places[row][column] for row in range(header.end, grid.rows)]
    return [c for c in cells if c.right - c.left == 1]


def _blocks(roles: Sequence[str]) -> list[int]:
    """The number of the list each column belongs to: a list ends with its numbers."""
    block, blocks, full = 1, [], False
    for role in roles:
        if role in LABELS and full:
            block, full = block + 1, False
        full = full or role == "number"
        blocks.append(block)
    return blocks


def _sides(header: Header, words: HeaderWords, form: Form, blocks: Sequence[int]) -> list[str | None]:
    """The side of each column: what its topmost header cells name, else its list's place in the form."""
    if not form.sides:
        return [None] * len(blocks)
    by_block: dict[int, str] = {}
    for path, block in zip(header.paths, blocks, strict=True):
        named = next((s for cell in path[:-1] if (s := words.side(plain(cell.text)))), None)
        if named:
            by_block.setdefault(block, named)
    return [by_block.get(b) or form.sides[min(b, len(form.sides)) - 1] for b in blocks]


def _own(path: Sequence[GridCell], roles: Sequence[str]) -> list[str]:
    """The header cells that name a column: one that reaches over the names of the rows names the whole list."""
    return [c.text for c in path if not any(roles[k] in LABELS for k in range(c.left, c.right))]


def _name(path: Sequence[GridCell], roles: Sequence[str], title: str) -> str:
    texts = _own(path, roles)
    kept = [t for t in texts if t not in SAYS_NOTHING and plain(t) != plain(title)]
    return "/".join(kept or texts[-1:])


def _known(
    path: Sequence[GridCell], roles: Sequence[str], form: Form, words: HeaderWords, side: str | None
) -> tuple[FormColumn | None, Name | None]:
    """What the form and the measures say of a number column."""
    parts = [plain(t) for t in _own(path, roles) if t not in SAYS_NOTHING]
    measure = next((m for p in reversed(parts) if (m := words.measure(p))), None)
    things = [p for p in parts if not words.measure(p)]
    known = form.column("/".join(things), side)
    if known is None and parts and not things:
        known = form.column(parts[-1], side)
    return known, measure
