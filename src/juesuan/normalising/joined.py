"""Joined tables: do the totals confirm that the pages they were joined from are all of the table, and no more?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from juesuan.normalising.cells import LineItem

HALVES = frozenset({"人员经费合计", "公用经费合计"})
"""Totals that add a table up together."""


def confirmed(items: Sequence[LineItem]) -> bool | None:
    """Whether the leaves of a joined table add up to its totals, in every column; None where it prints no total.

    `items` are the cells of one table. A printed amount is an interval of half its last place to both sides.
    """
    verdicts: list[bool] = []
    for column in {(i.side, i.column) for i in items}:
        cells = [i for i in items if (i.side, i.column) == column and i.value is not None]
        total = _total(cells)
        if total is None:
            continue
        leaves = [i for i in cells if i.is_leaf]
        finest = max((i.decimals or 0 for i in cells), default=0)
        rounding = Decimal(len(leaves) + 1) / 2 * Decimal(1).scaleb(-finest)
        verdicts.append(abs(sum((_value(i) for i in leaves), Decimal(0)) - total) <= rounding)
    return all(verdicts) if verdicts else None


def _total(cells: Sequence[LineItem]) -> Decimal | None:
    """The total of a column: 总计 over balances too, else 合计, else its two halves."""
    totals = [i for i in cells if i.level == "total" and i.label]
    for name in ("总计", "合计"):
        named = [i for i in totals if i.label and i.label.endswith(name) and i.label not in HALVES]
        if len(named) == 1:
            return _value(named[0])
    halves = [i for i in totals if i.label in HALVES]
    return sum((_value(i) for i in halves), Decimal(0)) if len(halves) == len(HALVES) else None


def _value(item: LineItem) -> Decimal:
    return item.value or Decimal(0)
