"""A fact: one quantity stated in words, typed, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Measure = Literal[
    "actual", "budget", "prior", "change", "growth_pct", "share_pct", "completion_pct", "rate_pct",
    "count", "headcount", "quantity", "score", "other_amount",
]  # fmt: skip
Form = Literal["digits", "chinese", "implied"]
Bound = Literal["exact", "at_least", "at_most", "about"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One quantity stated in words: the columns of the `facts` table, and a few for the checks.

    `value` is signed and in `unit` as printed; `amount` is 元, None when it is not money; `decimals` are the
    places printed. Places are PDF points from the top left (None without layout); `char_start`/`char_end`
    count in the section's text. `section_concept` is the canonical heading of the section, `sentence` numbers
    the sentences of the document, `order` the facts in reading order.
    """

    fact_id: str
    section_id: str
    section_concept: str | None
    part: str
    heading: str
    concept: str
    label: str
    item: str | None
    item_code: str | None
    measure: Measure
    budget_kind: str | None
    compared_to: str | None
    base_concept: str | None
    base_item: str | None
    fund: str | None
    fiscal_year: int | None
    value: Decimal
    unit: str
    unit_inferred: bool
    value_base: Decimal
    decimals: int
    amount: Decimal | None
    value_text: str
    form: Form
    bound: Bound
    page: int | None
    x0: float | None
    y0: float | None
    x1: float | None
    y1: float | None
    char_start: int
    char_end: int
    anchor: str | None
    quote: str
    source: str
    ocr_confidence: float | None
    pattern: str
    sentence: int
    order: int
