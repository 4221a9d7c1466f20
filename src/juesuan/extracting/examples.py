"""The examples of patterns, run: each pattern reads its examples, and each example is read by one pattern only.

An example of a subject or a predicate is `[@scope ]text => claims`; a claim is
`concept[/item] measure[{budget_kind}] value+unit[ vs compared_to][ of base_concept]`, claims are joined by `; `.
An example without claims only has to be matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from juesuan.extracting.figures import Figure, FigureReader, states_nothing
from juesuan.extracting.headings import bare, canonical
from juesuan.extracting.matching import Matcher
from juesuan.extracting.numbering import Kind, numbering_of
from juesuan.extracting.numbers import Lexer
from juesuan.extracting.projects import split_leads
from juesuan.extracting.sections import Section
from juesuan.extracting.statutory import table_titled
from juesuan.knowledge.narrative import Phrase, Predicate, Subject, Topic
from juesuan.knowledge.pattern_set import PatternSet
from juesuan.knowledge.structure import Titled
from juesuan.normalising.values import value_of
from juesuan.reading.folding import fold
from juesuan.reading.paragraphs import paragraph_of

EXAMPLE = regex.compile(r"(?:@(?P<scope>[\w.:]+)\s+)?(?P<text>.*?)(?:\s*=>\s*(?P<claims>.*))?", regex.DOTALL)
CLAIM = regex.compile(
    r"(?P<concept>[a-z_.]+)(?:/(?P<item>[^ ]+))? (?P<measure>\w+)(?:\{(?P<kind>\w+)\})? "
    r"(?P<value>-?[\d.,]+)(?P<unit>\S*)"
    r"(?: vs (?P<vs>\w+))?(?: of (?P<base>[a-z_.]+))?"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that is not read as it says: the pattern, the example, what is wrong."""

    pattern: str
    example: str
    problem: str

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.pattern}: {self.problem}\n    {self.example}"


def section_for(text: str, scope: str | None) -> Section:
    """A section that holds a text, below a canonical heading (or in a part: `part:annex`)."""
    part = "narrative"
    if scope is not None and scope.startswith("part:"):
        part, scope = scope.removeprefix("part:"), None
    elif scope is not None and scope.startswith("overview"):
        part = "overview"
    section = Section(0, None, 1, Kind.CJK, 1, part, None, "一、", "", scope, scope, None)
    section.paragraphs.append(paragraph_of([(0, text, 0)]))
    return section


def claim_of(figure: Figure) -> str:
    """A figure as a claim is written."""
    number = figure.number
    assert number is not None
    value = value_of(number.text, number.unit, negative=figure.negative)
    text = number.text.replace(",", "") if value is None else str(value.value)
    unit = number.unit.name if number.unit else ("分" if figure.measure == "score" else "")
    parts = [
        figure.concept + (f"/{figure.item}" if figure.item else ""),
        figure.measure + (f"{{{figure.budget_kind}}}" if figure.measure == "budget" or figure.budget_kind else ""),
        f"{text}{unit}",
    ]
    if figure.compared_to:
        parts += ["vs", figure.compared_to]
    if figure.base_concept and figure.measure == "share_pct":
        parts += ["of", figure.base_concept]
    return " ".join(parts)


class Examples:
    """Runs the examples of a pattern set."""

    def __init__(self, patterns: PatternSet) -> None:
        self.patterns = patterns
        self.matcher = Matcher(patterns.narrative, patterns.vocabulary)
        self.lexer = Lexer(patterns.units)
        self.reader = FigureReader(patterns.narrative, patterns.structure, self.lexer, self.matcher)

    def run(self) -> tuple[int, list[Failure]]:
        """How many examples there are, and those that fail."""
        failures: list[Failure] = []
        count = 0
        for checker in (self._figures, self._phrases, self._none, self._titles, self._projects):
            for found in checker():
                count += 1
                if found is not None:
                    failures.append(found)
        return count, failures

    def read(self, example: str) -> list[Figure]:
        """The figures of an example's text."""
        match = EXAMPLE.fullmatch(example)
        assert match is not None
        return self.reader.read(section_for(match["text"], match["scope"])).figures

    def _figures(self) -> Iterator[Failure | None]:
        narrative = self.patterns.narrative
        records: Sequence[Subject | Predicate] = (*narrative.subjects, *narrative.predicates)
        for record in records:
            mentioned = False
            for example in record.examples:
                match = EXAMPLE.fullmatch(example)
                assert match is not None
                result = self.reader.read(section_for(match["text"], match["scope"]))
                figures = [f for f in result.figures if f.number is not None]
                mentioned = mentioned or any(
                    record.id in f.pattern.split("+") or f.base_concept == getattr(record, "concept", "")
                    for f in figures
                )
                yield self._compare(record.id, example, match["claims"], figures, len(result.unclaimed))
            if not mentioned:
                yield Failure(record.id, record.examples[0], "none of its examples is read by it")

    def _compare(
        self, pattern: str, example: str, claims: str | None, figures: list[Figure], unclaimed: int
    ) -> Failure | None:
        if not claims or not claims.strip(" ;"):
            return None
        wanted = [_normal(c) for c in claims.split("; ") if c.strip()]
        got = [_normal(claim_of(f)) for f in figures]
        if len(wanted) != len(got) or any(not _says(w, g) for w, g in zip(wanted, got, strict=True)):
            return Failure(pattern, example, f"reads {'; '.join(got)}")
        if unclaimed:
            return Failure(pattern, example, f"{unclaimed} numbers are not read")
        return None

    def _phrases(self) -> Iterator[Failure | None]:
        narrative = self.patterns.narrative
        records: Sequence[Topic | Phrase] = (
            *narrative.topics,
            *narrative.comparisons,
            *narrative.reasons,
            *narrative.unchanged,
        )
        for record in records:
            for example in record.examples:
                found = record.phrase.search(fold("".join(example.split())))
                yield None if found else Failure(record.id, example, "does not match its example")

    def _none(self) -> Iterator[Failure | None]:
        for record in self.patterns.narrative.none:
            for example in record.examples:
                folded = fold("".join(example.split()))
                numbers = self.lexer.numbers(folded)
                own = any(states_nothing(record, folded, n) for n in numbers)
                yield None if own else Failure(record.id, example, "claims no number of its example")

    def _titles(self) -> Iterator[Failure | None]:
        structure = self.patterns.structure
        for group in (structure.parts, structure.headings):
            for record in group:
                for example in record.examples:
                    yield self._title(record, example, group)
        for record in structure.tables:
            for example in record.examples:
                found = table_titled(fold("".join(example.split())), structure)
                good = found is not None and found[0] is record
                yield None if good else Failure(record.id, example, f"is read as {found[0].id if found else None}")

    @staticmethod
    def _title(record: Titled, example: str, group: tuple[Titled, ...]) -> Failure | None:
        folded = fold("".join(example.split()))
        number = numbering_of(folded, folded)
        found = canonical(bare(folded[number.end :] if number else folded), group)
        if found is record:
            return None
        return Failure(record.id, example, f"is read as {found.id if found else None}")

    def _projects(self) -> Iterator[Failure | None]:
        leads = self.patterns.project_leads
        for example in leads.examples:
            said = split_leads(example["text"], fold(example["text"]), leads)
            wrong = [k for k, v in said.items() if example.get(k) != v]
            yield Failure("project leads", example["text"], f"wrong: {', '.join(wrong)}") if wrong else None


def _says(wanted: str, got: str) -> bool:
    """Whether a figure is as claimed; a claim that names no item is content with any."""
    if "/" not in wanted.partition(" ")[0]:
        head, _, rest = got.partition(" ")
        got = f"{head.partition('/')[0]} {rest}"
    return wanted == got


def _normal(claim: str) -> str:
    """A claim with its number in one form, so that 1,200.50 and 1200.5 are the same."""
    match = CLAIM.fullmatch(claim.strip())
    if match is None:
        return f"unreadable claim: {claim}"
    value = Decimal(match["value"].replace(",", "")).normalize()
    parts = [match["concept"] + (f"/{match['item']}" if match["item"] else ""), match["measure"]]
    if match["measure"] in ("budget", "completion_pct"):
        parts[-1] += f"{{{match['kind'] or 'unspecified'}}}"
    parts.append(f"{value:f}{match['unit']}")
    if match["vs"]:
        parts.append(f"vs {match['vs']}")
    if match["base"]:
        parts.append(f"of {match['base']}")
    return " ".join(parts)
