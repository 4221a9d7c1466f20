"""Facts built from hand-made records, for the tests of the validating room."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from juesuan.knowledge.files import default_directory
from juesuan.knowledge.vocabulary import load_vocabulary
from juesuan.normalising.fact import Bound, Fact
from juesuan.validating.example import MONEY
from juesuan.validating.identities import load_identities

PATTERNS = default_directory()
VOCABULARY = load_vocabulary(PATTERNS)
IDENTITIES = load_identities(PATTERNS, VOCABULARY)
GOLD = Path(__file__).resolve().parents[2] / "shared"


def gold_facts(name: str) -> list[Fact]:
    """The facts of a hand-made file; the test is skipped where it is not at hand."""
    path = GOLD / name
    if not path.is_file():
        pytest.skip(f"hand-made facts {name} are not beside this checkout")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [fact_of_record(record, order) for order, record in enumerate(records)]


def fact_of_record(record: dict[str, Any], order: int) -> Fact:
    """One record: its heading is its section."""
    value, unit = Decimal(record["value"]), record["unit"]
    section = f"{record['part']}/{record['heading']}"
    money = unit in MONEY
    bound: Bound = "at_least" if record["measure"] == "rate_pct" and "以上" in record["quote"] else "exact"
    if f"{record['value']}余" in record["quote"]:
        bound = "at_least"
    return Fact(
        fact_id=f"f{order + 1:03}", section_id=section, section_concept=None, part=str(record["part"]),
        heading=record["heading"], concept=record["concept"], label=VOCABULARY[record["concept"]].zh,
        item=record["item"], item_code=None, measure=record["measure"], budget_kind=record["budget_kind"],
        compared_to=record["compared_to"], base_concept=record["base_concept"], base_item=None, fund=None,
        fiscal_year=record["year"], value=value, unit=unit, unit_inferred=False,
        value_base=value * MONEY.get(unit, 1), decimals=max(0, -int(value.as_tuple().exponent)),
        amount=value * MONEY[unit] if money else None, value_text=record["value"] + unit, form="digits",
        bound=bound, page=record.get("page"), x0=None, y0=None, x1=None, y1=None, char_start=0, char_end=0,
        anchor=None, quote=record["quote"], source="text", ocr_confidence=None, pattern="gold",
        sentence=order, order=order,
    )  # fmt: skip
