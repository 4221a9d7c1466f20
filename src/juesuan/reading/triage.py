"""Triage: whether a page's text layer can be read, and if not, why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff\xc0-\xd6\xd8-\xf6\xf8-\u024f]|\\(cid:\\d+\\)")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


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
    Layer.SCANNED: "a scanned picture without text",
    Layer.SPARSE: "mostly a picture, with a few characters beside it",
    Layer.HIDDEN: "a scanned picture with an invisible text layer, which is not trusted",
    Layer.GARBLED: "its fonts do not say which characters they draw",
    Layer.OUTLINED: "its characters are drawn as shapes",
}
"""Why a page is read by OCR and not from its text layer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a page before its text is believed.

    Counts of visible characters, of those without a meaning, of those that cannot be seen (drawn without ink or
    under a picture); the share of the page under pictures (0 to 1); the number of paths drawn; how many characters
    are Chinese, and how many of these are rare.
    """

    characters: int
    unmapped: int = 0
    hidden: int = 0
    pictures: float = 0.0
    paths: int = 0
    chinese: int = 0
    rare: int = 0


def triage(page: Evidence) -> Layer:
    """What the page's text layer is worth.

    A layer is given up for a tenth of characters without a meaning: they may be all the digits of the page. Bullets
    of private fonts are fewer. Where two fifths of the Chinese are rare, its font has a wrong map.
    """
    if not page.characters:
        # A spilled row of a table has rulings and no text; a page of outlines has a path per glyph.
        if page.paths > 200:
            return Layer.OUTLINED
        return Layer.SCANNED if page.pictures > 0.05 else Layer.BLANK
    if page.unmapped > max(2, 0.1 * page.characters) or (page.chinese >= 20 and page.rare > 0.4 * page.chinese):
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


def rare(text: str) -> tuple[int, int]:
    """How many characters are Chinese, and how many of these are rare.

    Common are the 3755 of GB 2312 and the 5401 of Big5: a third of all there are, nearly all that reports print.
    """
    chinese = _HAN.findall(text)
    return len(chinese), sum(not _common(c) for c in chinese)


@cache
def _common(char: str) -> bool:
    simplified, traditional = char.encode("gb2312", "ignore"), char.encode("big5", "ignore")
    return (len(simplified) == 2 and simplified[0] < 0xD8) or (len(traditional) == 2 and traditional[0] < 0xC7)
