"""What is read of a section: figures, reasons, and the numbers that are none, or nobody's."""

from __future__ import annotations

from dataclasses import dataclass, field

from juesuan.extracting.matching import Named
from juesuan.extracting.numbers import Number
from juesuan.normalising.fact import Measure


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as printed: start..end of the digits (or of 持平) in the section's text, and what it states."""

    section: int
    start: int
    end: int
    number: Number | None
    concept: str
    item: str | None
    measure: Measure
    negative: bool
    budget_kind: str | None
    compared_to: str | None
    base_concept: str | None
    base_item: str | None
    fund: str | None
    pattern: str
    sentence: int
    quote: tuple[int, int]
    unit_name: str | None = None
    path: tuple[str, ...] = ()
    """Names of class, group and item of the account, as far as the text gives them."""
    leftover: bool = False
    """The template left its direction open (增加（减少）): the sign is that of its companion, or plus."""
    year: int | None = None
    """The year that the words name: of an amount of another year, or of what a change is against."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A stated reason: what it explains, in which direction, and where its text stands in the section."""

    section: int
    concept: str | None
    item: str | None
    direction: str | None
    start: int
    end: int


@dataclass
class SectionFigures:
    """What was read of one section: figures and reasons, and the numbers that are none, or nobody's."""

    figures: list[Figure] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    none: list[Number] = field(default_factory=list)
    unclaimed: list[Number] = field(default_factory=list)
    topics: list[tuple[int, int, Named]] = field(default_factory=list)
    timed_out: bool = False
    """A pattern ran out of time on this text: nothing was read of it."""


DIRECTIONS = {
    "增加": "increase", "增长": "increase", "上升": "increase", "大于": "over", "高于": "over", "超过": "over",
    "超出": "over", "超": "over", "减少": "decrease", "下降": "decrease", "降低": "decrease", "小于": "under",
    "低于": "under", "少于": "under", "未完成": "under", "持平": "unchanged", "没有变化": "unchanged",
    "变化": "change", "变动": "change", "差异": "change", "增减": "change",
}  # fmt: skip


def plain_measure(kind: str) -> Measure:
    """The measure of a plain statement about a concept of this kind."""
    plain: dict[str, Measure] = {
        "money": "actual", "count": "count", "headcount": "headcount", "quantity": "quantity",
        "percent": "rate_pct", "score": "score",
    }  # fmt: skip
    return plain[kind]
