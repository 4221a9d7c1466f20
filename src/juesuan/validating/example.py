"""Examples: figures in a short notation, so that an identity carries its own proof.

`concept[item=code] measure/axis number unit`, one figure per line; item, code and axis may be missing. The
axis is the budget kind, what is compared to, or the base of a share. A `+`, `-` or `~` after the number makes
it a bound (以上, 以内, 左右); 持平 is an implied zero. The words around a number may follow in 「」. `。` begins a
new sentence, `§` a new section.

`表 kind` begins a table: what follows are its cells, from the left; `行` begins its next row. A cell may also be
空 (blank), － (a dash) or ？ (unreadable). The columns of a table are the places in its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import get_args

from juesuan.errors import BadKnowledge
from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Bound, Fact, Measure

MONEY = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}
MEASURES: frozenset[str] = frozenset(get_args(Measure))
_LINE = re.compile(
    r"(?P<concept>[a-z_.]+)(\[(?P<item>[^\]=]+)(=(?P<code>\d+))?\])?"
    r"\s+(?P<measure>[a-z_]+)(/(?P<axis>[a-z_.]+))?"
    r"\s+((?P<number>-?\d+(\.(?P<places>\d+))?)(?P<bound>[-+~]?)|(?P<level>持平)|(?P<empty>[空－？]))"
    r"\s*(?P<unit>[^\s「]+)(\s*「(?P<words>[^」]*)」)?"
)
_TABLE, _ROW = "表 ", "行"
_PRINTS = {"空": "blank", "－": "dash", "？": "unreadable"}
_LEVELS = {3: "class", 5: "group", 7: "item"}
_BOUNDS: dict[str, Bound] = {"": "exact", "+": "at_least", "-": "at_most", "~": "about"}


def facts_of(figures: Sequence[str], where: str) -> tuple[Fact, ...]:
    """The facts that an example states, in reading order.

    Raises:
        BadKnowledge: a line is not in the notation; `where` names file and record.
    """
    facts: list[Fact] = []
    section = sentence = 0
    in_table = False
    for line in figures:
        if line in ("。", "§"):
            sentence += 1
            section += line == "§"
            in_table = False
        elif line.startswith(_TABLE):
            in_table = True
        elif not in_table:
            facts.append(_fact(_parsed(line, where), len(facts), section, sentence))
    return tuple(facts)


def cells_of(figures: Sequence[str], where: str) -> tuple[LineItem, ...]:
    """The cells of the tables of an example, in reading order.

    Raises:
        BadKnowledge: a line is not in the notation; `where` names file and record.
    """
    cells: list[LineItem] = []
    table: str | None = None
    tables = row = column = 0
    for line in figures:
        if line in ("。", "§"):
            table = None
        elif line.startswith(_TABLE):
            table, row, column = line.removeprefix(_TABLE), 1, 0
            tables += 1
        elif line == _ROW:
            row, column = row + 1, 0
        elif table is not None:
            column += 1
            cells.append(_cell(_parsed(line, where), table, tables, row, column))
    return tuple(cells)


def _parsed(line: str, where: str) -> re.Match[str]:
    match = _LINE.fullmatch(line)
    if match is None or match["measure"] not in MEASURES:
        raise BadKnowledge(
            f"{where}: example {line!r} is not `concept[item] measure/axis number unit`; "
            f"measures are {', '.join(sorted(MEASURES))}"
        )
    return match


def concepts_in(figures: Sequence[str]) -> set[str]:
    """The concepts an example speaks of, for the loader to look up."""
    return {match["concept"] for line in figures if (match := _LINE.fullmatch(line))}


def _fact(match: re.Match[str], order: int, section: int, sentence: int) -> Fact:
    value = Decimal(match["number"] or 0)
    unit, axis = match["unit"], match["axis"]
    measure: Measure = match["measure"]  # type: ignore[assignment]  # facts_of has looked it up
    money = unit in MONEY
    return Fact(
        fact_id=f"f{order:03}", section_id=f"s{section}", section_concept=None, part="narrative",
        heading=f"例{section}", concept=match["concept"], label=match["concept"], item=match["item"],
        item_code=match["code"], measure=measure,
        budget_kind=axis if measure in ("budget", "completion_pct") else None,
        compared_to=axis if measure in ("change", "growth_pct") else None,
        base_concept=axis if measure == "share_pct" else None, base_item=None, fund=None, fiscal_year=None,
        value=value, unit=unit, unit_inferred=False, value_base=value * MONEY.get(unit, 1),
        decimals=len(match["places"] or ""), amount=value * MONEY[unit] if money else None,
        value_text=match["number"] or match["level"], form="implied" if match["level"] else "digits",
        bound=_BOUNDS[match["bound"] or ""], page=None, x0=None, y0=None, x1=None, y1=None, char_start=0,
        char_end=0, anchor=None, quote=match["words"] or match[0], source="text", ocr_confidence=None,
        pattern="example", sentence=sentence, order=order,
    )  # fmt: skip


def _cell(match: re.Match[str], table: str, tables: int, row: int, column: int) -> LineItem:
    value = None if match["empty"] else Decimal(match["number"])
    unit, money, code = match["unit"], MONEY.get(match["unit"]), match["code"]
    level = _LEVELS.get(len(code or ""), "class") if match["item"] else "total"
    return LineItem(
        table_id=f"t{tables}", table=table, cell_id=f"c{tables}.{row}.{column}", row=row, column_index=column,
        side=None, block=1, label=match["item"], parent_label=None, code=code, code_resolved=None,
        code_scheme="functional", level=level, is_leaf=None, column=match["concept"], concept=match["concept"],
        item=match["item"], measure=match["measure"], budget_kind=match["axis"], fund=None,
        print=_PRINTS.get(match["empty"] or "", "number" if value else "zero"), value=value, unit=unit,
        decimals=None if value is None else len(match["places"] or ""),
        amount=None if value is None or money is None else value * money, value_text=match["number"], page=1,
        x0=0.0, y0=0.0, x1=0.0, y1=0.0, anchor=None, source="text", ocr_confidence=None,
    )  # fmt: skip
