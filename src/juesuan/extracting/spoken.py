"""What a text is speaking of: the subjects named so far in a paragraph, and which of them a later figure inherits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from juesuan.extracting.matching import Named
from juesuan.knowledge.vocabulary import Concept

BESIDE = ("其中", "其中，")
JOINT = "income_expenditure"
"""In a concept's id: one figure for both sides. Two figures are one of `income` and one of `expenditure`."""


@dataclass(slots=True)
class Spoken:
    """The state of a paragraph: subjects with the place of their figures, the topic, the comparison."""

    subject: Named | None = None
    compared_to: str | None = None
    compared_year: int | None = None
    topic: str | None = None
    money_unit: str | None = None
    explained: tuple[int, Named] | None = None
    """Where a reason ended, and what it explained: a later sentence may speak of that again."""
    titled: int | None = None
    """Where a phrase ended that named the subject without a figure: a line of its own is a title."""
    nameless: int | None = None
    """Where a sum stands whose words no subject knows: what is said of it next is said of nothing known."""
    history: list[tuple[int, Named]] = field(default_factory=list)

    def say(self, place: int, named: Named) -> None:
        """The text speaks of this from here on."""
        self.subject = named
        self.titled = None
        self.nameless = None
        self.history.append((place, named))

    def at(self, text: str, position: int) -> Named | None:
        """The subject last named before a place; what stands in brackets is not spoken of behind them.

        财政拨款收入9万元（其中，一般公共预算8万元），占90%: the share is that of the whole.
        """
        for place, named in reversed(self.history):
            if place < position and not _closed(text, place, position):
                return named
        return None

    def whole_of(self, text: str, named: Named) -> Named:
        """What moved, after an aside: 收入总计9万元，其中年初结转和结余1万元，较上年增加2万元 speaks of the total."""
        if named.subject is None or not named.subject.aside or not text[: named.start].endswith(BESIDE):
            return named
        before = (n for place, n in reversed(self.history) if place < named.start)
        return next(before, named)

    def money(self, named: Named, vocabulary: Mapping[str, Concept]) -> Named | None:
        """Whose money it is, said of a count or a score: 团组0个，支出0万元; 自评得分96分。预算数250万元.

        What the count belongs to; of a score the fund that was scored; else what money was last spoken of.
        """
        concept = vocabulary[named.concept]
        if concept.kind == "money":
            return named
        parent = concept.parent
        while parent is not None and vocabulary[parent].kind != "money":
            parent = vocabulary[parent].parent
        if parent is not None:
            return replace(named, concept=parent, item=None, base=None, subject=None)
        fund = vocabulary.get(named.concept.rpartition(".")[0] + ".fund")
        if fund is not None and fund.kind == "money":
            return replace(named, concept=fund.id, base=None, subject=None)
        return next((n for _, n in reversed(self.history) if vocabulary[n.concept].kind == "money"), None)


def _closed(text: str, place: int, position: int) -> bool:
    """Whether a bracket around the place has closed before the position."""
    depth = 0
    for char in text[place:position]:
        depth += (char == "（") - (char == "）")
        if depth < 0:
            return True
    return False


def sides(concept: str) -> tuple[str, str] | None:
    """The income and the expenditure side of a joint concept, None of any other."""
    if JOINT not in concept:
        return None
    return concept.replace(JOINT, "income"), concept.replace(JOINT, "expenditure")


def joint_of(income: str, expenditure: str) -> str | None:
    """The joint concept of two sides (收入总计 and 支出总计), None if they are not two sides of one."""
    if not expenditure.endswith("expenditure.grand_total"):
        return None
    joint = expenditure.removesuffix("expenditure.grand_total") + JOINT + ".grand_total"
    return joint if sides(joint) == (income, expenditure) else None
