"""A report, understood: everything the words say, as printed, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.extracting.figures import FigureReader, SectionFigures
from juesuan.extracting.flaws import Flaw, flaws_of
from juesuan.extracting.flow import Flow, flow_of
from juesuan.extracting.glossary import Term, terms_of
from juesuan.extracting.key_work import KeyWork, key_work_of
from juesuan.extracting.masthead import Masthead, masthead_of
from juesuan.extracting.matching import Matcher
from juesuan.extracting.numbers import Lexer
from juesuan.extracting.owners import with_owners
from juesuan.extracting.projects import ProjectWords, evaluated, spent
from juesuan.extracting.sections import Section, build_sections
from juesuan.extracting.tabling.tabled import Tabled
from juesuan.extracting.tabling.tables import TableReader
from juesuan.knowledge.pattern_set import PatternSet
from juesuan.reading.page import Reading


@dataclass(frozen=True)
class Report:
    """What was understood of a reading. `figures` has one entry per section, in the same order."""

    reading: Reading
    masthead: Masthead
    flow: Flow
    tables: Sequence[Tabled]
    sections: Sequence[Section]
    figures: Sequence[SectionFigures]
    projects: Sequence[ProjectWords]
    key_work: Sequence[KeyWork]
    terms: Sequence[Term]
    flaws: Sequence[Flaw] = ()


class Extractor:
    """Extracts reports with one pattern set; make one per process."""

    def __init__(self, patterns: PatternSet) -> None:
        self.patterns = patterns
        self.tables = TableReader(patterns.table_forms)
        self.reader = FigureReader(
            patterns.narrative,
            patterns.structure,
            Lexer(patterns.units),
            Matcher(patterns.narrative, patterns.vocabulary),
        )

    def extract(self, reading: Reading) -> Report:
        """Understand a reading; never raises for what a report says."""
        flow = flow_of(reading, self.patterns.structure)
        sections = build_sections(flow.pieces, self.patterns.structure)
        figures = [self._read(section) for section in sections]
        masthead = with_owners(masthead_of(sections, reading.lines), reading, flow.tables)
        return Report(
            reading=reading,
            masthead=masthead,
            flow=flow,
            tables=self.tables.read(reading, flow.tables, flow.loose),
            sections=sections,
            figures=figures,
            projects=self._projects(sections, figures),
            key_work=key_work_of(sections, flow.rows),
            terms=[t for s in sections if s.part == "glossary" for t in terms_of(s)],
            flaws=list(flaws_of(sections, masthead, self.patterns.defects)),
        )

    def _read(self, section: Section) -> SectionFigures:
        try:
            return self.reader.read(section)
        except TimeoutError:
            return SectionFigures(timed_out=True)

    def _projects(self, sections: Sequence[Section], figures: Sequence[SectionFigures]) -> list[ProjectWords]:
        """Projects as evaluated; where a report evaluates none in words, as named with their spending."""
        found: list[ProjectWords] = []
        for section, read in zip(sections, figures, strict=True):
            topics = [
                (start, end, named.item or "")
                for start, end, named in read.topics
                if named.concept == "performance.project.fund"
            ]
            found += evaluated(section, topics, self.patterns.project_leads)
        if found:
            return found
        for section, read in zip(sections, figures, strict=True):
            found += spent(section, read.figures, self.patterns.project_leads)
        return found
