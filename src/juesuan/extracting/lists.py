"""Lists of parts behind 其中: what the parts take from their whole, and when the text speaks of the whole again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from juesuan.extracting.figure import Figure, Reason
from juesuan.extracting.matching import Named
from juesuan.extracting.numbers import Number
from juesuan.extracting.sentences import Sentences

MARK = regex.compile(r"其中|包括")
BUDGET_SAID = regex.compile(r"预算(?:安排)?(?:支出)?中[，：]")
SPENT = regex.compile(r"决算|执行|实际|已")
OPENING = regex.compile(r"(?:(?:19|20)\d\d年度?|全年|本年度?|当年)?(?:支出|收入)?(?:数|额)?(?:，)?")
"""What may stand at the start of a sentence in front of a predicate that says no subject."""
STATED = frozenset({"actual", "budget", "prior"})
FUND = regex.compile(
    r"(?r)(?P<fund>一般公共预算|政府性基金|国有资本经营)(?:预算|财政拨款|拨款|资金|安排|的)*(?:支出|收入)?"
    r"(?:决算|预算)?(?:数|额)?(?:为|共|：)*"
)
FUNDS = {"一般公共预算": "general", "政府性基金": "government_fund", "国有资本经营": "state_capital"}
OF_FUND = "+fund"
"""Ends the pattern of a figure that is only one fund's part of the figure before it."""
NAMED_BY_FUND = frozenset(
    {"income", "expenditure", "income_expenditure", "fiscal", "general_budget", "government_fund", "state_capital",
     "carryover"}
)  # fmt: skip
"""Families whose concepts say which fund they are of: a part of another fund is a concept of its own there."""


def same_of_fund(text: str, number: Number, figures: list[Figure]) -> Figure | None:
    """支出预算1.5万元（其中：一般公共预算支出1.5万元；政府性基金预算支出0万元）: the amount before, by funds."""
    if number.kind != "money":
        return None
    words = FUND.match(text, max(0, number.start - 40), number.start)
    bracket = _open_bracket(text, number.start)
    if words is None or bracket is None or words.start() <= bracket:
        return None
    whole = next((f for f in reversed(figures) if f.number is not None and f.number.unit_end == bracket), None)
    if whole is None or whole.measure not in STATED or whole.concept.partition(".")[0] in NAMED_BY_FUND:
        return None
    return replace(
        whole, start=number.start, end=number.end, number=number, fund=FUNDS[words["fund"]],
        pattern=whole.pattern.removesuffix(OF_FUND) + OF_FUND,
    )  # fmt: skip


def _open_bracket(text: str, position: int) -> int | None:
    """Where the bracket opens that a place stands in, None outside of brackets."""
    depth = 0
    for at in range(position - 1, max(-1, position - 200), -1):
        if text[at] == "）":
            depth += 1
        elif text[at] == "（":
            if depth == 0:
                return at
            depth -= 1
        elif text[at] in "。\n":
            return None
    return None


def budget_of_list(sentences: Sentences, figures: list[Figure], subject: Named) -> str | None:
    """预算安排10万元，其中：A费3万元、B费7万元: the budget (its kind) that the parts are of; None of anything else."""
    start, at = sentences.start(subject.start)
    marks = list(MARK.finditer(sentences.text, start, subject.start))
    said = BUDGET_SAID.search(sentences.text, start, subject.start)
    if marks and not sentences.text[start : marks[-1].start()].strip("，：（") and at:
        start = sentences.stops[at - 1]
    lead = said.end() if said else (marks[-1].end() if marks else None)
    if lead is None or SPENT.search(sentences.text, lead, subject.end):
        return None
    if said:
        return "unspecified"
    stated = [f for f in figures if start <= f.start < marks[-1].start() and f.measure in STATED]
    # 支出8万元，预算10万元，其中：A费3万元 is the spending of A: only where nothing was spent the parts are planned.
    return stated[-1].budget_kind if stated and all(f.measure == "budget" for f in stated) else None


@dataclass(frozen=True, slots=True)
class _List:
    """A list of parts: its whole, how many parts, where its first sentence starts, what was said of the whole."""

    whole: Named
    parts: int
    start: int
    said: tuple[Figure, ...]


class Wholes:
    """Finds the whole that a sentence behind a list speaks of; `figures` and `reasons` are those read so far."""

    def __init__(self, sentences: Sentences, figures: list[Figure], reasons: list[Reason]) -> None:
        self.sentences = sentences
        self.figures = figures
        self.reasons = reasons

    def spoken_of(self, position: int, measure: str) -> Named | None:
        """What a predicate that opens a sentence speaks of: the whole, unless that was said of it already."""
        found = self._list_before(position)
        if found is None or any(f.measure == measure for f in found.said):
            return None
        return found.whole

    def explained(self, position: int) -> Named | None:
        """What a reason that opens a sentence explains: the whole, if it changed, has parts and no reason yet."""
        found = self._list_before(position)
        if found is None or found.parts < 2:
            return None
        told = any(r.concept == found.whole.concept and r.start >= found.start for r in self.reasons)
        moved = any(f.measure in ("change", "growth_pct", "completion_pct") for f in found.said)
        return found.whole if moved and not told else None

    def _list_before(self, position: int) -> _List | None:
        """The list in the sentence before, for a place that opens a sentence."""
        text = self.sentences.text
        sentence, at = self.sentences.start(position)
        if at == 0 or text[sentence - 1] == "\n" or not OPENING.fullmatch(text, sentence, position):
            return None
        first = self.sentences.stops[at - 1]
        mark = MARK.search(text, first, sentence)
        if mark is None:
            return None
        if at > 1 and not text[first : mark.start()].strip("，：（") and text[first - 1] != "\n":
            # 支出合计9万元。其中：…: the whole stands in the sentence before.
            first = self.sentences.stops[at - 2]
        before = [f for f in self.figures if first <= f.start < mark.start() and f.pattern != "generic"]
        if not before:
            return None
        last = before[-1]
        whole = Named(
            last.concept, last.item, None, last.fund, last.pattern.partition("+")[0], last.start, last.end, 0, None,
            last.path,
        )  # fmt: skip
        behind = {(f.concept, f.item) for f in self.figures if mark.start() < f.start < sentence}
        parts = len(behind - {(last.concept, last.item)})
        said = tuple(f for f in before if (f.concept, f.item) == (last.concept, last.item))
        return _List(whole, parts, first, said) if parts else None
