"""Triage: whether a page's text layer can be read, and if not, why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff\xc0-\xd6\xd8-\xf6\xf8-\u024f]")


class Layer(StrEnum):
    """What the text layer of a page is worth."""

    USABLE = "usable"
    BLANK = "blank"
    """Nothing on the page: nothing to read, nothing lost."""
    SCANNED = "scanned"
    """A picture and no text."""
    SPARSE = "sparse"
    """A picture of most of the page and a few characters, often a page number stamped on a scan."""
    HIDDEN = "hidden"
    """A picture with an invisible layer: somebody else's OCR, of unknown quality."""
    GARBLED = "garbled"
    """The fonts do not say which characters they draw."""
    OUTLINED = "outlined"
    """Characters drawn as shapes."""


REASONS: dict[Layer, str] = {
    Layer.SCANNED: "a scanned picture without text; scanned pages are not read yet",
    Layer.SPARSE: "mostly a picture, which is not read yet; only the few characters beside it were",
    Layer.HIDDEN: "a scanned picture with an invisible text layer, which is not trusted; not read yet",
    Layer.GARBLED: "its fonts do not say which characters they draw; not read yet",
    Layer.OUTLINED: "its characters are drawn as shapes; not read yet",
}
"""What to tell a person about a page that could not be read in full."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a page before its text is believed.

    Counts of visible characters, of those without a meaning, of those drawn without ink; the share of the
    page under pictures (0 to 1); the number of paths drawn.
    """

    characters: int
    unmapped: int = 0
    hidden: int = 0
    pictures: float = 0.0
    paths: int = 0


def triage(page: Evidence) -> Layer:
    """What the page's text layer is worth; the thresholds err towards reading it."""
    if not page.characters:
        # A spilled row of a table has rulings and no text; a page of outlines has a path per glyph.
        if page.paths > 200:
            return Layer.OUTLINED
        return Layer.SCANNED if page.pictures > 0.05 else Layer.BLANK
    if page.unmapped > 0.3 * page.characters:
        return Layer.GARBLED
    if page.pictures > 0.5:
        if page.hidden > 0.5 * page.characters:
            return Layer.HIDDEN
        if page.characters < 40:
            return Layer.SPARSE
    return Layer.USABLE


def unmapped(text: str) -> int:
    """How many characters have no meaning: unknown, of private use, or accented Latin letters.

    Reports in Chinese have no accented letters; a font with a wrong map gives many.
    """
    return len(_UNMAPPED.findall(text))
