"""What a pattern set holds, a line for each record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from juesuan.knowledge.files import default_directory
from juesuan.workshop.records import Record, records

PHRASES = ("before", "phrase", "title", "number", "after", "says")


def listed(directory: Path | None, word: str | None) -> list[str]:
    """The records of a pattern set, or those with a word in id, file, concept or phrase; then how many.

    Raises:
        BadKnowledge: a file cannot be read.
    """
    found = [record for record in records(directory) if word is None or word in _searched(record)]
    return [*map(_line, found), f"{len(found)} records; the shipped ones lie in {default_directory()}"]


def _line(record: Record) -> str:
    concept = f" → {record.concept}" if record.concept else ""
    count = len(record.examples)
    return f"{record.kind} {record.id}{concept} ({record.file}, {count} example{'' if count == 1 else 's'})"


def _searched(record: Record) -> str:
    return "\n".join([record.kind, record.id, record.file, record.concept or "", *_phrases(record)])


def _phrases(record: Record) -> Iterator[str]:
    return (str(record.says[key]) for key in PHRASES if key in record.says)
