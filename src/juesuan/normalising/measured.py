"""What a cell measures: its concept, which one of several it is of, and its fund."""

from __future__ import annotations

from juesuan.extracting.tabling.tabled import Column, Row, Tabled
from juesuan.knowledge.table_forms import plain
from juesuan.normalising.coding import RowCode
from juesuan.normalising.facts import FUNDS

TOTALS = frozenset({"合计", "总计"})
"""Rows that add up whatever their column holds."""
SUMS = frozenset({"合计", "小计"})
"""Ends of a header that add up what the cell above them names."""


def concept_of(table: Tabled, row: Row, column: Column, code: RowCode) -> str | None:
    """What a cell measures: what its row is, in the fund of its column; else what its column is."""
    known = column.form
    fund = (known.fund if known else None) or table.form.fund or ""
    if row.fixed is not None:
        if known and known.facet:
            return row.fixed.concept.get(known.facet)
        if known and known.concept and row.label in TOTALS:
            # 合计 over units: what is added up is what the column says, not the table's one total.
            return known.concept
        if row.fixed.concept:
            return row.fixed.concept.get(fund) or row.fixed.concept.get("")
        return known.concept if known and row.fixed.total else None
    if row.measure is not None or row.sibling:
        return known.concept if known else None
    if code.classified:
        rest = table.form.rest.get(row.side or "" if code.scheme == table.form.scheme else code.scheme or "")
        if rest is not None:
            return rest.get(fund) or rest.get("")
        return known.items if known else None
    # Without names of rows, the one row is the table's.
    nameless = row.label is None and not any(c.role in ("label", "code") for c in table.columns)
    return known.concept if known and nameless else None


def item_of(table: Tabled, row: Row, column: Column, code: RowCode) -> str | None:
    """Which one of several a cell is of: its row's, or its column's where the header names siblings."""
    if column.form is not None and column.form.item:
        parts = [p for p in column.name.split("/") if plain(p) not in SUMS]
        return parts[-1] if parts else None
    # The one unit of a table is nobody's sibling.
    several = row.sibling and table.body_rows > 1
    return row.label if code.classified or several or (row.fixed is not None and row.fixed.item) else None


def fund_of(table: Tabled, column: Column, concept: str | None) -> str | None:
    """The fund of a cell: its column's, its title's, else its concept's or its table's."""
    if column.form is not None and column.form.fund:
        return column.form.fund
    if table.form.general_title is not None:
        return "general" if table.form.general_title.search(plain(table.title or "")) else table.form.fund
    named = next((fund for prefix, fund in FUNDS if concept and concept.startswith(prefix)), None)
    return named or table.form.fund
