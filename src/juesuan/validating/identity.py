"""An identity: a law of public accounts, written on concepts and their axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from juesuan.validating.interval import Relation

Kind = Literal[
    "sum", "list", "ratio", "share", "growth", "completion", "change", "restated", "count", "tree",
    "retold", "restated_in_tables", "restated_in_words_and_tables", "mean", "limit", "base", "enumerated",
]  # fmt: skip
Severity = Literal["error", "warning", "info"]
MONEY_MEASURES = frozenset({"actual", "budget", "prior", "change"})
"""Measures of money that add up."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Which figures an identity means.

    `items` names one sibling by any of its names; empty means the whole of the concept. `each` means every
    item of the concept. `optional` may be omitted by the report; `either` may or may not count (a 其中 that
    some reports print as a sibling); `parts` stand for it when it is not printed; it is dropped where the
    concept `within` is printed beside it. `share_of` lets it be derived from its share of that concept.
    """

    concept: str
    measure: str = "actual"
    items: tuple[str, ...] = ()
    each: bool = False
    weight: Decimal = Decimal(1)
    optional: bool = False
    either: bool = False
    budget_kind: str | None = None
    compared_to: str | None = None
    parts: tuple[str, ...] = ()
    within: str | None = None
    share_of: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Figures in the notation of `validating.example`, and the outcomes the identity must give on them."""

    figures: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """One law, for one measure.

    `record` is its id in the file; a record over several measures makes one identity for each (`family`).
    `omitted`: what a term the report leaves out stands for, zero by statute or unknown. `differing` is
    `unknown` where agreement confirms but disagreement may be legitimate. `closed_by` names the item that a
    complete list ends with, `counted_by` the concepts that may state how many items it has. `among` says where
    it is tried. `unlike`: the units of its counts may differ (批次 and 人次). `limit` is what no figure of a scale
    exceeds, in the printed unit; `nouns` are what enumerated names are called, `leads` the words before the first.
    `says` is a template, see wording.
    """

    id: str
    record: str
    kind: Kind
    says: str
    severity: Severity
    examples: tuple[Example, ...]
    wholes: Mapping[str, frozenset[str]] = field(repr=False)
    total: Selector | None = None
    terms: tuple[Selector, ...] = ()
    relation: Relation = "="
    omitted: Literal["zero", "unknown"] = "zero"
    differing: Literal["fail", "unknown"] = "fail"
    scope: Literal["section", "document"] = "section"
    per_item: bool = False
    family: tuple[str, ...] = ()
    factor: int = 100
    stand_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()
    counted_by: tuple[str, ...] = ()
    among: tuple[str, ...] = ("words", "tables")
    unlike: bool = False
    limit: int = 0
    nouns: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    spoken_of: frozenset[tuple[str, str]] = field(init=False, repr=False)
    """Concept and measure of the total and the terms: where none of them occurs there is nothing to try."""

    def __post_init__(self) -> None:
        selectors = self.terms if self.total is None else (self.total, *self.terms)
        object.__setattr__(self, "spoken_of", frozenset((s.concept, s.measure) for s in selectors))

    @property
    def is_tabular(self) -> bool:
        """Whether it can be tried on tables: a sum of amounts of one measure, whatever the budget."""
        if self.kind not in ("sum", "list") or self.total is None:
            return False
        selectors = (self.total, *self.terms)
        plain = not any(s.budget_kind or s.compared_to or s.share_of for s in selectors)
        measures = {selector.measure for selector in selectors}
        return plain and len(measures) == 1 and measures <= MONEY_MEASURES
