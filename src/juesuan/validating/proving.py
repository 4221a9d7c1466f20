"""Proving: every example of every identity must give the outcomes it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.validating.check import check
from juesuan.validating.example import cells_of, facts_of
from juesuan.validating.identity import Identity


@dataclass(frozen=True, slots=True)
class Proof:
    """One example: the outcomes it must give, and those it gives."""

    record: str
    number: int
    wanted: tuple[str, ...]
    given: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether it is as it says, in any order."""
        return sorted(self.wanted) == sorted(self.given)

    def __str__(self) -> str:
        wanted, given = (", ".join(sorted(outcomes)) or "nothing" for outcomes in (self.wanted, self.given))
        return f"identity {self.record}, example {self.number + 1}: gives {given}, not {wanted}"


def proofs(identities: Sequence[Identity]) -> Iterator[Proof]:
    """All examples, in the order of the records."""
    families: dict[str, list[Identity]] = {}
    for identity in identities:
        families.setdefault(identity.record, []).append(identity)
    for record, family in families.items():
        for number, example in enumerate(family[0].examples):
            facts, cells = facts_of(example.figures, record), cells_of(example.figures, record)
            verdicts = check(facts, family, document_id="example", items=cells)
            given = tuple(f"{c.outcome}:{c.reason}" if c.reason else str(c.outcome) for c in verdicts.checks)
            yield Proof(record, number, example.outcomes, given)
