"""A report of several files through all rooms: one document, and what became of each file."""

from __future__ import annotations

from pathlib import Path

from juesuan.errors import BadInput
from juesuan.reading.content import Content
from juesuan.reading.group import Bundle, read_bundle
from juesuan.reading.page import Reading
from juesuan.running.attempt import UNWATCHED, Attempt, Spot, Stage
from juesuan.running.document import Outcome, engine, outcome_of, pages_of, unread, watch_of, without_name


def process_bundle(
    bundle: Bundle, patterns: Path | None = None, ocr_cache: Path | None = None, attempt: Attempt = UNWATCHED
) -> tuple[Outcome, list[Outcome]]:
    """Understand the files of one report: the document's outcome, and one for each file in the order given.

    A file that cannot be read fails alone: the document is made of the others, and a note of it says so.
    """
    loaded = engine(patterns)
    attempt.tell(Spot(Stage.READING))
    reading, parts = read_bundle(bundle, rulings=True, ocr_cache=ocr_cache, watch=watch_of(attempt))
    failures = [part for part in parts if isinstance(part, BadInput)]
    if reading is None:
        first = failures[0]
        whole = Outcome("failed", first.code, first.message, bundle.sha256, bundle.size)
    else:
        try:
            # Asked of each file's own notes: a file may be called page.html.
            notes = [f"{part.file_name}: {n}" for part in parts if isinstance(part, Reading) for n in unread(part)]
            whole = outcome_of(loaded.understood(reading, attempt), loaded.headlines, notes)
        except BadInput as error:
            words = without_name(error.message, bundle.name)
            whole = Outcome("failed", error.code, words, bundle.sha256, bundle.size)
    return whole, [_of(content, part, whole) for content, part in zip(bundle.contents, parts, strict=True)]


def _of(content: Content, part: Reading | BadInput, whole: Outcome) -> Outcome:
    """What became of one file: its own failure, or what became of the document."""
    if isinstance(part, BadInput):
        words = without_name(part.message, content.name)
        return Outcome("failed", part.code, words, content.sha256, len(content.data))
    pages, recognised = pages_of(part)
    return Outcome(
        whole.status, whole.error_code, whole.error_message, content.sha256, len(content.data), part.media_type,
        whole.document_id, pages, recognised,
    )  # fmt: skip
