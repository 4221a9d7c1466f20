"""How finely the reports print money: what two of them may differ by and still mean the same number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True)
class Half:
    """Half the finest place of money that a report prints, in 元."""

    money: Decimal = Decimal("0.005")


def halves(facts: pa.Table, line_items: pa.Table) -> dict[str, Half]:
    """By document: half the finest place of the unit of money it prints most."""
    counted: dict[str, dict[str, list[int]]] = {}
    scale: dict[str, Decimal] = {}
    for table in (facts, line_items):
        some = table.filter(pc.and_(pc.is_valid(table["amount"]), pc.not_equal(table["value"], Decimal(0))))
        groups = some.select(["document_id", "unit", "decimals", "value", "amount"]).group_by(["document_id", "unit"])
        for row in groups.aggregate(
            [("decimals", "max"), ("decimals", "count"), ("value", "sum"), ("amount", "sum")]
        ).to_pylist():
            unit = row["unit"]
            if unit not in scale and row["value_sum"]:
                scale[unit] = (row["amount_sum"] / row["value_sum"]).quantize(Decimal(1))
            told = counted.setdefault(row["document_id"], {}).setdefault(unit, [0, 0])
            told[0], told[1] = told[0] + row["decimals_count"], max(told[1], row["decimals_max"])
    found: dict[str, Half] = {}
    for document, units in counted.items():
        unit, (_, places) = max(units.items(), key=lambda item: (item[1][0], item[0]))
        found[document] = Half(scale.get(unit, Decimal(1)) * Decimal(5).scaleb(-places - 1))
    return found
