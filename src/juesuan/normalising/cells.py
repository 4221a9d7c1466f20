"""Cells as printed become line items: typed values, codes, levels, and what is measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from juesuan.extracting.tabling.tabled import Cell, Column, Row, Tabled
from juesuan.knowledge.units import Unit
from juesuan.knowledge.vocabulary import Concept
from juesuan.normalising.coding import Codes, RowCode
from juesuan.normalising.keys import key
from juesuan.normalising.measured import concept_of, fund_of, item_of
from juesuan.normalising.values import value_of
from juesuan.reading.folding import fold
from juesuan.reading.page import Reading, Source

NUMBER = regex.compile(
    r"(?P<open>（)?(?P<sign>[-+])?(?:￥|¥)?(?P<digits>\d{1,3}(?:,\d{3,4})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<close>）)?(?P<unit>\D{0,4})"
)
DASHES = frozenset("-/")
BRACKETED = regex.compile(r"（(?:单位：)?([^（）]{1,5})）$")
WIDEST = 12
"""Digits before the point that a value may have; what is longer is a number of something else."""
COUNTED = frozenset({"count", "headcount", "quantity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem:
    """One body cell of a number column: the columns of the `line_items` table, but for the document's and verdicts.

    `value` is in `unit` as printed, `amount` is 元 (None if it is no money); `print` is number, zero, dash, blank
    or unreadable. Boxes are PDF points from the top left of the displayed page.
    """

    table_id: str
    table: str
    cell_id: str
    row: int
    column_index: int
    side: str | None
    block: int | None
    label: str | None
    parent_label: str | None
    code: str | None
    code_resolved: str | None
    code_scheme: str | None
    level: str | None
    is_leaf: bool | None
    column: str
    concept: str | None
    item: str | None
    measure: str | None
    budget_kind: str | None
    fund: str | None
    print: str
    value: Decimal | None
    unit: str | None
    decimals: int | None
    amount: Decimal | None
    value_text: str | None
    page: int | None
    x0: float | None
    y0: float | None
    x1: float | None
    y1: float | None
    anchor: str | None
    source: str
    ocr_confidence: float | None


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell shows: its kind, and the number if it is one."""

    kind: str
    value: Decimal | None = None
    decimals: int | None = None
    amount: Decimal | None = None
    unit: str | None = None


def table_ids(document_id: str, tables: Sequence[Tabled]) -> list[str]:
    """A key per table: from its kind, title and order, or from its place where it has no title."""
    order = 0
    ids = []
    for table in tables:
        if table.source is not None:
            ids.append(key(document_id, table.kind, table.title, order))
            order += 1
        else:
            ids.append(key(document_id, "untitled", *table.pieces))
    return ids


def document_unit(tables: Sequence[Tabled]) -> str | None:
    """The unit of money that the tables of a document print; None if none does, or if they print several.

    Where some tables are in 元 and some in 万元, nobody knows what one without a unit is in.
    """
    units = {t.source.unit for t in tables if t.source is not None and t.source.unit}
    return units.pop() if len(units) == 1 else None


@dataclass(frozen=True)
class CellMaker:
    """Makes the line items of one document."""

    document_id: str
    reading: Reading
    vocabulary: Mapping[str, Concept]
    units: Mapping[str, Unit]
    codes: Codes

    def items(self, tables: Sequence[Tabled], *, unit: str | None = None) -> list[LineItem]:
        """The line items of all tables in reading order.

        `unit` is the unit of money for tables that print none; by default the one that all others print.
        """
        sources = {page.number: page.source for page in self.reading.pages}
        usual = unit or document_unit(tables)
        made: list[LineItem] = []
        for table, table_id in zip(tables, table_ids(self.document_id, tables), strict=True):
            own = table.source.unit if table.source is not None else None
            named = own or (usual if table.kind != "other" else None)
            coded = self.codes.of(table, self._concepts_of_rows(table))
            blocks = len({c.block for c in table.numbers})
            for cell in table.cells:
                code = coded[cell.row.number, cell.row.block]
                source = sources.get(cell.page, Source.TEXT)
                made.append(self._item(table, table_id, cell, code, named, blocks, source))
        return made

    def _concepts_of_rows(self, table: Tabled) -> Mapping[tuple[int, int], str]:
        """The concepts that fixed rows name by themselves, for the order of parts and wholes."""
        found = {}
        for row in table.rows:
            if row.fixed is not None and row.fixed.leaf and row.fixed.concept:
                concept = row.fixed.concept.get("") or next(iter(row.fixed.concept.values()))
                found[row.number, row.block] = concept
        return found

    def _item(
        self, table: Tabled, table_id: str, cell: Cell, code: RowCode, unit: str | None, blocks: int, source: Source
    ) -> LineItem:  # fmt: skip
        row, column = cell.row, cell.column
        concept = concept_of(table, row, column, code) if cell.blank_for is None else None
        measure, budget_kind = self._measure(table, row, column, concept)
        printed = self._printed(cell, self._unit(table, row, column, concept, measure, unit))
        box = cell.print.box
        text = cell.print.text if cell.blank_for is None else ""
        sure = cell.print.confidence
        # A page of text may hold a picture of a table: its characters know that they were recognised.
        recognised = sure is not None if text else source is Source.OCR
        return LineItem(
            table_id=table_id,
            table=table.kind,
            cell_id=key(self.document_id, table_id, row.number, column.index),
            row=row.number,
            column_index=column.index + 1,
            side=row.side,
            block=row.block if blocks > 1 else None,
            label=None if cell.blank_for == "merged" else row.label,
            parent_label=code.parent or (row.parents[-1] if row.parents else None),
            code=code.printed,
            code_resolved=code.resolved,
            code_scheme=code.scheme if code.printed or code.resolved else None,
            level=code.level,
            is_leaf=code.leaf if cell.blank_for is None else None,
            column=column.name,
            concept=concept,
            item=item_of(table, row, column, code) if concept is not None else None,
            measure=measure,
            budget_kind=budget_kind,
            fund=fund_of(table, column, concept),
            print=printed.kind,
            value=printed.value,
            unit=printed.unit,
            decimals=printed.decimals,
            amount=printed.amount,
            value_text=text or None,
            page=cell.page,
            x0=box.x0 if box is not None else None,
            y0=box.y0 if box is not None else None,
            x1=box.x1 if box is not None else None,
            y1=box.y1 if box is not None else None,
            anchor=cell.print.anchor,
            source=str(Source.OCR if recognised else Source.TEXT),
            ocr_confidence=sure if text else None,
        )

    def _measure(
        self, table: Tabled, row: Row, column: Column, concept: str | None
    ) -> tuple[str | None, str | None]:
        """Measure and kind of budget: by the header or the label, by the kind of quantity, else 决算数."""
        named = column.measure or row.measure
        measure = named.id if named else "actual" if table.kind != "other" or concept else None
        kind = self.vocabulary[concept].kind if concept else None
        if measure in ("actual", "budget") and kind in COUNTED:
            return kind, named.budget_kind if named else None
        return measure, named.budget_kind if named else None

    def _unit(
        self, table: Tabled, row: Row, column: Column, concept: str | None, measure: str | None, unit: str | None
    ) -> str | None:  # fmt: skip
        """The unit of a cell: in brackets behind its label or header, else that of its table if it is money.

        Beyond the statutory tables, what nobody knows is money only where its column prints decimals: a table of
        vehicles has 金额单位：万元 above it too.
        """
        for text in (row.label or "", *reversed(column.name.split("/"))):
            named = self._bracketed(text)
            # 车辆（辆） has its value beside its number: that is money, whatever stands in the brackets.
            if named is not None and (concept is None or self._fits(named, concept, measure)):
                return named.name
        if measure is not None and measure.endswith("_pct"):
            return "%"
        if measure == "score":
            return "分"
        if concept is None and table.kind == "other" and column.index not in table.decimal_columns:
            return None
        kind = self.vocabulary[concept].kind if concept else "money"
        return unit if kind == "money" else None

    def _bracketed(self, text: str) -> Unit | None:
        """The unit in brackets at the end of a name."""
        return self.units.get(_bracketed(text) or "")

    def _fits(self, unit: Unit, concept: str, measure: str | None) -> bool:
        """Whether a unit can be that of a concept: money of money, a measure word of what is counted."""
        if unit.kind == "percent" or (measure or "").endswith("_pct"):
            return unit.kind == "percent"
        return (unit.kind == "money") == (self.vocabulary[concept].kind == "money")

    def _printed(self, cell: Cell, name: str | None) -> Printed:
        """The number of a cell in the unit named, or why it is none."""
        text = fold(cell.print.text) if cell.blank_for is None else ""
        if not text:
            return Printed("blank", unit=name)
        if set(text) <= DASHES:
            return Printed("dash", unit=name)
        found = NUMBER.fullmatch(text)
        if found is None or bool(found["open"]) != bool(found["close"]):
            return Printed("unreadable", unit=name)
        if found["unit"]:
            if found["unit"] not in self.units:
                return Printed("unreadable", unit=name)
            name = found["unit"]
        digits = found["digits"]
        if len(digits.partition(".")[0].replace(",", "")) > WIDEST:
            return Printed("unreadable", unit=name)
        unit = self.units.get(name) if name else None
        value = value_of(digits, unit, negative=bool(found["open"]) or found["sign"] == "-")
        if value is None:
            return Printed("unreadable", unit=name)
        kind = "number" if value.value else "zero"
        return Printed(kind, value.value, value.decimals, value.amount, name)


@lru_cache(maxsize=4096)
def _bracketed(text: str) -> str | None:
    """What stands in brackets at the end of a name."""
    found = BRACKETED.search(fold(text))
    return found[1] if found else None
