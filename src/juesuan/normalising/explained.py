"""Explained differences: of which figure the words say in which direction it differs, and from what place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.extracting.figures import SectionFigures
from juesuan.extracting.sections import Section
from juesuan.normalising.facts import Place, place_of, section_ids
from juesuan.reading.page import Reading

BEFORE = 24
"""Characters in front of a reason that hold what it explains."""


@dataclass(frozen=True, slots=True)
class Explained:
    """大于年初预算数的主要原因是…: concept and item, the direction, and where it is said.

    `direction` is over, under, increase, decrease, unchanged or change; `char_start` counts in the section's text.
    """

    section_id: str
    concept: str
    item: str | None
    direction: str
    char_start: int
    place: Place
    quote: str


def explained_of(
    document_id: str, reading: Reading, sections: Sequence[Section], figures: Sequence[SectionFigures]
) -> list[Explained]:
    """All of a document in reading order; reasons of nothing known, or of no direction, are left out."""
    found = []
    for section_id, section, read in zip(section_ids(document_id, sections), sections, figures, strict=True):
        for reason in read.reasons:
            if reason.concept is None or reason.direction is None:
                continue
            quote = section.body.text[max(0, reason.start - BEFORE) : reason.start].replace("\n", "")
            place = place_of(reading, section.body, reason.start, reason.end)
            found.append(
                Explained(section_id, reason.concept, reason.item, reason.direction, reason.start, place, quote)
            )
    return found
