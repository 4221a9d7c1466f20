"""One document through all rooms: a pure function of its content and the patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from juesuan.errors import BadInput
from juesuan.extracting.report import Extractor
from juesuan.knowledge.pattern_set import PatternSet, load_pattern_set
from juesuan.normalising.accounts import Accounts, load_accounts
from juesuan.normalising.cells import CellMaker, table_ids
from juesuan.normalising.coding import Codes, load_codes
from juesuan.normalising.explained import explained_of
from juesuan.normalising.facts import FactMaker, section_ids
from juesuan.normalising.regions import Regions, load_regions
from juesuan.reading.content import Content, Watch
from juesuan.reading.file import read
from juesuan.reading.page import Reading, Source
from juesuan.running.attempt import UNWATCHED, Attempt, Spot, Stage
from juesuan.running.result import Fate
from juesuan.validating.check import check
from juesuan.validating.identities import load_identities
from juesuan.validating.identity import Identity
from juesuan.writing.headline import Headline, load_headlines
from juesuan.writing.rows import Understood, rows_of


@dataclass(frozen=True)
class Engine:
    """Everything that is loaded once per process: patterns, identities, accounts, and the extractor on them."""

    patterns: PatternSet
    extractor: Extractor
    identities: Sequence[Identity]
    accounts: Accounts
    codes: Codes
    regions: Regions
    headlines: Sequence[Headline]

    def understand(
        self, source: Path | Content, *, ocr_cache: Path | None = None, attempt: Attempt = UNWATCHED
    ) -> Understood:
        """Read, extract, normalise and check one file; `BadInput` if it cannot be read as a report."""
        content = source if isinstance(source, Content) else Content.of(source)
        attempt.tell(Spot(Stage.READING))
        reading = read(content, rulings=True, ocr_cache=ocr_cache, watch=watch_of(attempt))
        return self.understood(reading, attempt)

    def understood(self, reading: Reading, attempt: Attempt = UNWATCHED) -> Understood:
        """Extract, normalise and check what was read; `BadInput` if it is no report."""
        attempt.tell(Spot(Stage.EXTRACTING))
        report = self.extractor.extract(reading)
        told = any(s.concept or s.part != "other" for s in report.sections)
        if not told and not any(t.source is not None and t.cells for t in report.tables):
            raise BadInput(
                "no_known_heading",
                f"{reading.file_name}: no heading of a final-accounts report is in it (概况, 决算表, 决算情况说明 …); "
                "check that it is the report itself and not a notice or an index page",
            )
        attempt.tell(Spot(Stage.CHECKING))
        document_id, known = reading.document_id, self.patterns
        ids = section_ids(document_id, report.sections)
        maker = FactMaker(
            document_id=document_id,
            reading=reading,
            report_year=report.masthead.report_year,
            vocabulary=known.vocabulary,
            units=known.units,
            accounts=self.accounts,
        )
        facts = maker.facts(report.sections, report.figures, ids)
        cells = CellMaker(document_id, reading, known.vocabulary, known.units, self.codes)
        items = cells.items(report.tables)
        of_tables = table_ids(document_id, report.tables)
        verdicts = check(
            facts,
            self.identities,
            document_id=document_id,
            items=items,
            titles={table_id: table.title for table_id, table in zip(of_tables, report.tables, strict=True)},
            explained=explained_of(document_id, reading, report.sections, report.figures),
            labels={concept.id: concept.zh for concept in known.vocabulary.values()},
        )
        return Understood(
            document_id=document_id,
            report=report,
            section_ids=ids,
            facts=facts,
            items=items,
            verdicts=verdicts,
            accounts=self.accounts,
            region=self.regions.of_report(report),
            structure=known.structure,
            vocabulary=known.vocabulary,
            patterns_hash=known.hash,
        )


def watch_of(attempt: Attempt) -> Watch:
    """The watch of an attempt over the reading of its pages."""
    return Watch(lambda page, pages: attempt.tell(Spot(Stage.READING, page, pages)), attempt.leave_out)


@lru_cache(maxsize=2)
def engine(patterns: Path | None = None) -> Engine:
    """The engine of a pattern directory (None: the shipped patterns); malformed patterns are `BadKnowledge`."""
    loaded = load_pattern_set(patterns)
    return Engine(
        patterns=loaded,
        extractor=Extractor(loaded),
        identities=load_identities(loaded.directory, loaded.vocabulary),
        accounts=load_accounts(loaded.directory),
        codes=load_codes(loaded.directory, loaded.vocabulary),
        regions=load_regions(loaded.directory),
        headlines=load_headlines(loaded.directory, loaded.vocabulary),
    )


@dataclass(frozen=True)
class Outcome(Fate):
    """What became of one file: status, error, and the rows of its document (none if it failed)."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def process(
    source: Path | Content,
    patterns: Path | None = None,
    ocr_cache: Path | None = None,
    attempt: Attempt = UNWATCHED,
) -> Outcome:
    """Understand one file. A file that cannot be read is an outcome, not an exception.

    The outcome follows from the content alone: its messages do not begin with the file's name, which copies of it
    do not share. `ocr_cache` keeps recognised pages, so that a change of patterns never repeats the recognition.
    """
    loaded = engine(patterns)
    try:
        content = source if isinstance(source, Content) else Content.of(source)
    except BadInput as error:
        return Outcome("failed", error.code, without_name(error.message, source.name))
    try:
        understood = loaded.understand(content, ocr_cache=ocr_cache, attempt=attempt)
    except BadInput as error:
        return Outcome(
            "failed", error.code, without_name(error.message, content.name), content.sha256, len(content.data)
        )
    return outcome_of(understood, loaded.headlines, unread(understood.report.reading))


def outcome_of(understood: Understood, headlines: Sequence[Headline], unread: Sequence[str]) -> Outcome:
    """The outcome of a document that was understood: in part, where pages are `unread` or a pattern ran out of time."""
    report = understood.report
    reading = report.reading
    pages, recognised = pages_of(reading)
    partial = any(r.timed_out for r in report.figures)
    return Outcome(
        status="partial" if partial or unread else "ok",
        error_code="pattern_timeout" if partial else "pages_unread" if unread else None,
        error_message="; ".join(unread) or ("a pattern ran out of time, see findings" if partial else None),
        sha256=reading.sha256,
        size_bytes=reading.size_bytes,
        media_type=reading.media_type,
        document_id=reading.document_id,
        pages=pages,
        pages_ocr=recognised,
        rows=rows_of(understood, headlines),
    )


def unread(reading: Reading) -> list[str]:
    """The notes of a reading that tell of pages it could not read."""
    return [note for note in reading.notes if "page" in note]


def pages_of(reading: Reading) -> tuple[int | None, int]:
    """How many pages a reading has, None for a form without; and how many of them were recognised."""
    recognised = sum(1 for p in reading.pages if any(line.source is Source.OCR for line in p.lines))
    return len(reading.pages) if reading.pages and reading.pages[0].number is not None else None, recognised


def without_name(message: str, name: str) -> str:
    """A message without the name of the file it begins with."""
    return message.removeprefix(f"{name}: ")
