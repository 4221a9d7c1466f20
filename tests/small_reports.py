"""Small reports for the tests: a text as it would be printed, carried through the rooms."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache

from juesuan.extracting.figures import SectionFigures
from juesuan.extracting.report import Extractor, Report
from juesuan.extracting.sections import Section
from juesuan.normalising.fact import Fact
from juesuan.normalising.facts import FactMaker, section_ids
from juesuan.reading import contents, furniture
from juesuan.reading.mending import mended
from juesuan.reading.page import Reading
from juesuan.reading.plaintext import pages_of
from juesuan.reading.relining import relined
from juesuan.running.document import engine

GAP = "　　"


@cache
def extractor() -> Extractor:
    return engine().extractor


def reading_of(text: str) -> Reading:
    """The reading of a plain text."""
    data = text.encode()
    return Reading(
        file_name="small.txt",
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        media_type="text/plain",
        pages=contents.mark(furniture.mark(relined(mended(pages_of(text))))),
    )


def printed(*lines: str) -> str:
    """A text of one paragraph a line, each indented as reports print it."""
    return "\n".join(GAP + line for line in lines)


def report_of(text: str) -> Report:
    return extractor().extract(reading_of(text))


def facts_of(report: Report) -> list[Fact]:
    loaded = engine()
    maker = FactMaker(
        document_id=report.reading.document_id,
        reading=report.reading,
        report_year=report.masthead.report_year,
        vocabulary=loaded.patterns.vocabulary,
        units=loaded.patterns.units,
        accounts=loaded.accounts,
    )
    return maker.facts(report.sections, report.figures, section_ids(maker.document_id, report.sections))


def outline(sections: Sequence[Section]) -> list[tuple[int, str, str, str | None]]:
    """Level, part, heading and canonical heading of every section below the report itself."""
    return [(s.level, s.part, s.heading, s.concept) for s in sections[1:]]


def unclaimed(figures: Sequence[SectionFigures]) -> list[str]:
    return [n.text for read in figures for n in read.unclaimed]
