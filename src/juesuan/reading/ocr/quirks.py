"""What recognisers get wrong in reports, undone; every character keeps its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import regex

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import default_directory, only_keys, read_toml
from juesuan.reading.ocr.scan import Strip

REPAIRED = 0.8
"""What is left of the certainty of a character that was repaired."""
RARE = 0.05
"""Share of a page's characters: more variants than this are no slips, the page is in traditional characters."""
_GROUPED = regex.compile(r"(?<![\d.,])\d{1,3}(?:[,，.．。、·]\d{3})+[,，.．。、·]\d{2}(?![\d.,])")
"""A number in groups of three with two decimals, whatever its marks were taken for."""
_POINT = regex.compile(
    r"(?<![\d.,])(?:\d+([．。·])\d{1,2}|\d{3,}([:：])\d{2})(?=\s|$|[万亿元%％）)])|(?<!\S)\d{1,3}(,)\d\d(?!\S)"
    r"|(?<![\d.,])\d{1,3}(,)\d{1,2}(?=[%％])"
)
"""A number with a point that was taken for a full stop, or for a colon, which would be no time of day;
or for a comma, if it stands alone or is a percentage, which has
no groups of two."""
_SPECK = regex.compile(
    r"(?<![一二三四五六七八九十\d])(?<=\p{Han})\.(?=[\p{Han}（(])|(?<=\d)\.(?=[万亿]?元|%)|^[·.,](?=\d{1,2}[.、]\D)"
    r"|(?<=\d\.\d\d)[.,·:](?=\s|$)|(?<!\S)[.,·:](?=\d+\.\d\d(?!\S))"
)
"""A speck of dirt taken for a full stop of Latin print, which Chinese print has only behind a number; or one around an
amount that stands alone."""
_ROW = regex.compile(r"(?<!\S)\d[\d,]*\.\d\d(?!\S)")
"""An amount that stands alone: its line is the row of a table."""
_CLOCK = regex.compile(r"(?<!\S)\d{1,2}([:：])\d\d(?!\S)")
"""What would be a time of day, but for the amounts beside it."""
_SPECK_IN_ROW = regex.compile(
    r"(?<!\S)[.,·:](?=(?:\d{5}|\d{7}|\p{Han}\S*)(?!\S))|(?<=(?<!\S)(?:\d{5}|\d{7}))[.,·:](?=\s\p{Han})"
    r"|(?<=\p{Han})[.,·](?!\S)"
)
"""Specks around the codes and names of a row: before them, between them, behind a name."""
_WIDTHS = str.maketrans("０１２３４５６７８９％", "0123456789%")
_HALF, _FULL = "(),:;?!", "（），：；？！"
_BESIDE_HAN = regex.compile(r"(?<=\p{Han})[(),:;?!]|[(),:;?!](?=\p{Han})")
"""Marks of Chinese print, which are a character wide whatever the recogniser makes of them."""

Repairs = Mapping[int, str]
"""New characters by position in a line."""


@dataclass(frozen=True)
class Quirks:
    """The data of `structure/ocr.toml`: characters for characters, by where they stand."""

    variants: Mapping[str, str]
    after_number: Mapping[str, str]
    in_number: Mapping[str, str]

    def mended(self, lines: Sequence[Strip]) -> list[Strip]:
        """The lines of a page with the slips undone, of the same length; repaired characters are less certain.

        Nothing is guessed: a mark is changed only where the groups of the number leave one reading.
        """
        text = "".join(line.text for line in lines)
        slips = sum(c in self.variants for c in text)
        variants = self.variants if slips <= max(2, RARE * len(text)) else {}
        return [self._mended(line, variants) for line in lines]

    def _mended(self, line: Strip, variants: Mapping[str, str]) -> Strip:
        text = line.text
        sure = line.confidences.copy()
        for repairs in (
            lambda t: {i: variants[c] for i, c in enumerate(t) if c in variants},
            self._digits,
            _marks,
            self._units,
            _dashes,
            _specks,
        ):
            changes: Repairs = repairs(text)
            if changes:
                text = "".join(changes.get(i, c) for i, c in enumerate(text))
                sure[list(changes)] = line.confidences[list(changes)] * np.float32(REPAIRED)
        # Width is a matter of print, not a slip.
        text = _BESIDE_HAN.sub(lambda m: _FULL[_HALF.index(m[0])], text.translate(_WIDTHS))
        return Strip(text, line.boxes, sure)

    def _digits(self, text: str) -> Repairs:
        """Letters and circles among the digits of a number."""
        odd = "".join(regex.escape(c) for c in self.in_number)
        between = rf"(?<=\d[.,]?)[{odd}]+(?=[.,]?\d|[.,]?[{odd}]*[.,]\d|%)|(?<![\w.,])[{odd}](?=\.\d\d(?!\d))"
        found = regex.finditer(between, text) if odd else ()
        return {i: self.in_number[text[i]] for m in found for i in range(m.start(), m.end())}

    def _units(self, text: str) -> Repairs:
        """A unit after a number that is no unit."""
        return {
            at + i: new
            for slip, unit in self.after_number.items()
            for at in _after_number(text, slip)
            for i, (old, new) in enumerate(zip(slip, unit, strict=True))
            if old != new
        }


def _after_number(text: str, slip: str) -> Iterator[int]:
    for found in regex.finditer(rf"(?<=\d\s?){regex.escape(slip)}", text):
        yield found.start()


def _marks(text: str) -> Repairs:
    """Commas and points of numbers, where the groups of digits tell which is which."""
    repairs: dict[int, str] = {}
    for found in _GROUPED.finditer(text):
        marks = [i for i in range(found.start(), found.end()) if not text[i].isdigit()]
        repairs.update({i: "," for i in marks[:-1] if text[i] != ","})
        if text[marks[-1]] != ".":
            repairs[marks[-1]] = "."
    for found in _POINT.finditer(text):
        repairs.setdefault(found.start(found.lastindex or 0), ".")
    if _ROW.search(text):
        repairs.update({found.start(1): "." for found in _CLOCK.finditer(text)})
    return repairs


def _dashes(text: str) -> Repairs:
    """A one that stands alone among the figures of a row: the dash of an empty cell."""
    if not any(c.isdigit() for c in text):
        return {}
    return {found.start(): "-" for found in regex.finditer(r"(?<!\S)一(?!\S)", text) if len(text) > 1}


def _specks(text: str) -> Repairs:
    """Specks between characters, or between a number and its unit: a space, so that no place is lost."""
    patterns = (_SPECK, _SPECK_IN_ROW) if _ROW.search(text) else (_SPECK,)
    return {found.start(): " " for pattern in patterns for found in pattern.finditer(text)}


@lru_cache(maxsize=4)
def load_quirks(directory: Path | None = None) -> Quirks:
    """The quirks of a pattern directory, the shipped one by default; a malformed file is `BadKnowledge`."""
    path = (directory or default_directory()) / "structure" / "ocr.toml"
    data = read_toml(path)
    only_keys(data, frozenset({"variants", "after_number", "in_number"}), str(path))
    quirks = Quirks(data.get("variants", {}), data.get("after_number", {}), data.get("in_number", {}))
    for table in (quirks.variants, quirks.after_number, quirks.in_number):
        for slip, right in table.items():
            if len(slip) != len(right):
                raise BadKnowledge(f"{path}: {slip} and {right} differ in length; places would be lost")
            if slip == right:
                raise BadKnowledge(f"{path}: {slip} stands for itself")
    return quirks
