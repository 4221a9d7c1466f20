"""The heading tree: paragraphs become sections, each below its heading, each in its part of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from juesuan.extracting.glued import unglued
from juesuan.extracting.headings import Heading, bare, heading_of, known_as, unnumbered_heading
from juesuan.extracting.numbering import Kind
from juesuan.knowledge.structure import Structure
from juesuan.reading.folding import fold
from juesuan.reading.paragraphs import Paragraph, joined

LONGEST_TITLE = 80
TOTALS = frozenset({"narrative.total", "narrative.income", "narrative.expenditure"})
"""Headings that name no budget: they speak of all money, or of that of the heading above."""
PARTIAL = ("narrative.general_budget", "narrative.fiscal", "narrative.government_fund", "narrative.state_capital")
VIEWS = {"总体": "overall", "结构": "structure", "具体": "detail"}


@dataclass
class Section:
    """A heading and its own text; `scope` is its canonical heading, or the nearest one above it."""

    index: int
    parent: int | None
    level: int
    kind: Kind | None
    value: int | None
    part: str
    part_number: int | None
    number: str
    title: str
    concept: str | None
    scope: str | None
    title_place: Paragraph | None
    paragraphs: list[Paragraph] = field(default_factory=list)

    @cached_property
    def body(self) -> Paragraph:
        """The section's own text as one paragraph, a line feed between its paragraphs."""
        return joined(self.paragraphs)

    @property
    def heading(self) -> str:
        """Number and title as printed."""
        gap = " " if self.kind is Kind.PART else ""
        return f"{self.number}{gap}{self.title}"


@dataclass(frozen=True)
class Cell:
    """A cell of a table of words: a paragraph that is no heading, whatever it starts with."""

    paragraph: Paragraph


class _Builder:
    def __init__(self, structure: Structure, numbered_parts: bool) -> None:
        self.structure = structure
        self.numbered_parts = numbered_parts
        self.sections = [Section(0, None, 0, None, None, "other", None, "", "", None, None, None)]
        self.stack = [0]
        self.pending: Section | None = None

    @property
    def here(self) -> Section:
        return self.sections[self.stack[-1]]

    def add(self, paragraph: Paragraph, heading: Heading | None) -> None:
        heading = heading or self._unnumbered(paragraph)
        if heading is not None and self._accepts(heading):
            self._open(heading, paragraph)
            return
        if self.pending is not None and self._completes_title(paragraph):
            return
        self.pending = None
        self.here.paragraphs.append(paragraph)

    def add_cell(self, cell: Cell) -> None:
        self.pending = None
        self.here.paragraphs.append(cell.paragraph)

    def _completes_title(self, paragraph: Paragraph) -> bool:
        """第二部分 某局 / 2021年度部门决算表: a part's title goes on until it says which part it is."""
        section = self.pending
        assert section is not None
        longer = section.title + paragraph.text
        if len(longer) > LONGEST_TITLE or paragraph.folded[-1] in "。；，：":
            self.pending = None
            return False
        part = known_as(fold(longer), self.structure.parts)
        section.title = longer
        if part is not None:
            section.part = part.id
            self.pending = None
        return True

    def _unnumbered(self, paragraph: Paragraph) -> Heading | None:
        """A heading of the narrative that lost its number: a known title, not yet seen, beside numbered ones."""
        here = self.here
        if here.part != "narrative" or here.level == 0:
            return None
        top = next(self.sections[i] for i in self.stack if self.sections[i].level == 1)
        beside = [s for s in self.sections[top.index + 1 :] if s.parent == top.index] or (
            [top] if top.kind is not Kind.PART else []
        )
        kind = (beside[-1].kind if beside else None) or Kind.CJK
        value = (beside[-1].value or 0) + 1 if beside else 1
        heading = unnumbered_heading(paragraph, self.structure, kind, value)
        if heading is None or any(s.concept == heading.concept for s in self.sections[top.index :]):
            return None
        return heading

    def _accepts(self, heading: Heading) -> bool:
        kind, value = heading.numbering.kind, heading.numbering.value
        if kind is Kind.PART:
            return True
        here = self.here
        part_title = self._part_title(heading)
        if part_title is not None:
            return True
        if here.part == "glossary" and here.level > 0:
            return False
        same = next((self.sections[i] for i in reversed(self.stack) if self.sections[i].kind is kind), None)
        if value is None:
            return heading.certain
        in_sequence = value == ((same.value or 0) + 1 if same else 1)
        duties = here.scope == "overview.duties"
        if duties and (same is None or not in_sequence):
            return heading.certain and same is not None
        if heading.certain:
            return True
        return in_sequence and (here.level > 0 or kind is Kind.CJK)

    def _part_title(self, heading: Heading) -> str | None:
        """In a report without numbered parts, a first-level heading opens a part."""
        if self.numbered_parts or heading.numbering.kind is not Kind.CJK:
            return None
        opens = ("overview", "performance", "narrative.total", "narrative.other_matters")
        if heading.concept is not None and not heading.concept.startswith(opens):
            return None
        part = known_as(bare(fold(heading.title)), self.structure.parts)
        return part.id if part else None

    def _refined(self, concept: str, title: str, parent: Section) -> str:
        """收入情况 below 一般公共预算… is income of that budget, where the patterns know such a heading.

        总体情况 and 支出情况 there say nothing of another budget: they stand for the heading above.
        """
        if parent.scope is None or any(word in title for word in ("拨款", "预算", "经营")):
            return concept
        narrower = [concept.rpartition(".")[2], *(tail for word, tail in VIEWS.items() if word in title)]
        for tail in narrower:
            if any(h.id == f"{parent.scope}.{tail}" for h in self.structure.headings):
                return f"{parent.scope}.{tail}"
        return parent.scope if concept in TOTALS and parent.scope.startswith(PARTIAL) else concept

    def _next_part(self) -> int:
        """The number that a part bears whose own is lost."""
        return max((s.part_number or 0 for s in self.sections if s.kind is Kind.PART), default=0) + 1

    def _open(self, heading: Heading, paragraph: Paragraph) -> None:
        kind = heading.numbering.kind
        while len(self.stack) > 1 and (self.here.kind is None or self.here.kind >= kind):
            self.stack.pop()
        parent = self.here
        part, part_number = parent.part, parent.part_number
        opened = self._part_title(heading)
        if kind is Kind.PART:
            titled = known_as(fold(heading.title), self.structure.parts)
            part, part_number = (titled.id if titled else "other"), heading.numbering.value or self._next_part()
        elif opened is not None:
            part, part_number = opened, heading.numbering.value
        elif parent.level == 0 and heading.heading_part is not None:
            part = heading.heading_part
        concept = heading.concept
        if concept is not None and kind is not Kind.PART:
            concept = self._refined(concept, heading.title, parent)
        section = Section(
            index=len(self.sections),
            parent=parent.index,
            level=parent.level + 1,
            kind=kind,
            value=heading.numbering.value,
            part=part,
            part_number=part_number,
            number=heading.numbering.text.strip(),
            title=heading.title.strip(),
            concept=concept,
            scope=concept or (parent.scope if kind is not Kind.PART else None),
            title_place=paragraph.slice(0, max(heading.body_start, 1)),
        )
        self.sections.append(section)
        self.stack.append(section.index)
        rest = paragraph.slice(heading.body_start, len(paragraph))
        if rest.text:
            section.paragraphs.append(rest)
        self.pending = section if kind is Kind.PART and part == "other" else None


def build_sections(pieces: Iterable[Paragraph | Cell], structure: Structure) -> list[Section]:
    """The sections of a report in reading order; the first is the report itself (level 0, no heading)."""
    pieces = [q for p in pieces for q in ([p] if isinstance(p, Cell) else unglued(p, structure))]
    headings = [heading_of(p, structure) if isinstance(p, Paragraph) else None for p in pieces]
    numbered = any(h is not None and h.numbering.kind is Kind.PART for h in headings)
    builder = _Builder(structure, numbered)
    for piece, heading in zip(pieces, headings, strict=True):
        if isinstance(piece, Cell):
            builder.add_cell(piece)
        else:
            builder.add(piece, heading)
    return builder.sections
