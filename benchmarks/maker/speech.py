"""Text that knows which quantities it states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """What a printed number states, in the terms of the dataset; `value` is signed, in the printed unit.

    `also` are further concepts that are as right: a joint total of a sentence may be read as either side.
    """

    concept: str
    measure: str
    value: Decimal
    unit: str
    item: str | None = None
    budget_kind: str | None = None
    compared_to: str | None = None
    base_concept: str | None = None
    also: tuple[str, ...] = ()
    free: bool = False
    """Said in passing: it may be read as anything that is no account of the body, or be kept as generic."""
    implied: bool = False
    """Said in words alone: 与上年持平 is a change of nothing."""


@dataclass(frozen=True)
class Said:
    """A quantity and the sentence that states it."""

    quantity: Quantity
    sentence: str
    printed: str


@dataclass(frozen=True)
class Block:
    """A piece of running text: a heading (`level` 0 is a part) or a paragraph (`level` None)."""

    text: str
    level: int | None = None
    said: tuple[Said, ...] = ()
