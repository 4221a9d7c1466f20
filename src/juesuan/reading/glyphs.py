"""The characters of a PDF page in pdfium's order, each with its box, parted into lines."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from juesuan.reading.display import Display
from juesuan.reading.page import Boxes
from juesuan.reading.place import places
from juesuan.reading.styles import styles_of

DESCENT = 0.2
"""Share of the font size below the baseline."""
HYPHENS = "\x02\ufffe\xad"
"""What pdfium puts for a hyphen at the end of a line, which it then joins to the next; and a soft hyphen,
which a PDF draws like any other."""
_ODD = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The lines of a page: texts, and one box per character, in points of the displayed page.

    `hidden` counts the characters drawn without ink (the invisible layer of a scan), `guessed` those of
    text objects whose font does not say what it draws: pdfium then takes glyph numbers for characters.
    """

    lines: tuple[tuple[str, Boxes], ...]
    hidden: int
    guessed: int


def glyphs_of(page: Any, display: Display) -> Glyphs:
    """The lines of an open raw pdfium page as displayed, upright characters from their origin and size.

    Blank lines are left out. Spaces are characters; one that pdfium only inferred fills the gap. A glyph
    with neither a meaning nor ink is a space, one with ink U+FFFD. Hyphens that pdfium marks come back as
    `-`, and what it joined after one is parted again. Characters without width (zero-width, byte order
    mark) and controls are not printed and left out.
    """
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return Glyphs((), 0, 0)
    try:
        text = _text(textpage)
        boxes, hidden, guessed = _boxes(textpage, text, display)
        text, breaks = _meaning(textpage, text, boxes)
    finally:
        pdfium.FPDFText_ClosePage(textpage)
    return Glyphs(tuple(_lines(text, breaks, boxes)), hidden, guessed)


def _text(textpage: Any) -> str:
    """One character per index of pdfium's, U+0000 where it knows none.

    The bulk call leaves out what has no Unicode value; then, and only then, ask character by character.
    """
    n = pdfium.FPDFText_CountChars(textpage)
    if n <= 0:
        return ""
    units = (ctypes.c_ushort * (n + 1))()
    got = pdfium.FPDFText_GetText(textpage, 0, n, units)
    text = bytes(units)[: 2 * max(0, got - 1)].decode("utf-16-le", "surrogatepass")
    if got - 1 == n and len(text) == n:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(n))
    return "".join(chr(code) if code < 0x110000 else "\0" for code in codes)


def _boxes(textpage: Any, text: str, display: Display) -> tuple[npt.NDArray[np.float64], int, int]:
    """Boxes of all characters as displayed, shape (n, 4); how many have no ink; how many are guessed.

    pdfium's loose boxes reach from the font's descent to its ascent, for some fonts only around the ink:
    they give left and right, the baseline and the size of the text object give top and bottom.
    """
    n = len(text)
    if not n:
        return np.zeros((0, 4)), 0, 0
    corners, origins, owners = places(textpage, n)
    boxes = display.boxes(corners)
    base = display.points(origins)[:, 1]
    objects, first, member = np.unique(owners, return_index=True, return_inverse=True)
    styles = styles_of(textpage, objects, first, display)
    sizes = styles.sizes[member]
    hidden, guessed = int(styles.inkless[member].sum()), int(styles.mapless[member].sum())
    upright = sizes > 0
    # What pdfium inferred has a point for a box, and sometimes no object it belongs to.
    placed = (owners != 0) & np.any(corners[:, :2] != corners[:, 2:], axis=1)
    boxes[upright, 3] = base[upright] + DESCENT * sizes[upright]
    boxes[upright, 1] = boxes[upright, 3] - sizes[upright]
    _fill(boxes, placed)
    return boxes, hidden, guessed


def _fill(boxes: npt.NDArray[np.float64], placed: npt.NDArray[np.bool_]) -> None:
    """Give every character without a place the gap between its neighbours."""
    known, lost = np.flatnonzero(placed), np.flatnonzero(~placed)
    if not len(known) or not len(lost):
        return
    after = np.searchsorted(known, lost)
    left = boxes[known[np.maximum(after - 1, 0)]]
    right = boxes[known[np.minimum(after, len(known) - 1)]]
    boxes[lost] = left
    boxes[lost, 0] = left[:, 2]
    boxes[lost, 2] = np.maximum(left[:, 2], right[:, 0])


def _meaning(textpage: Any, text: str, boxes: npt.NDArray[np.float64]) -> tuple[str, list[int]]:
    """The text with its odd characters given a meaning, and where a line ends though pdfium went on.

    As long as before; U+0000 stands for what is not printed.
    """
    chars, breaks = list(text), []
    for found in _ODD.finditer(text):
        i = found.start()
        if chars[i] == "\0":
            chars[i] = "\ufffd" if _inked(textpage, i) else " "
        elif chars[i] == "\t":
            chars[i] = " "
        elif chars[i] in HYPHENS:
            chars[i] = "-"
            if i + 1 < len(chars) and boxes[i + 1, 1] > boxes[i, 1] + 0.5 * (boxes[i, 3] - boxes[i, 1]):
                breaks.append(i + 1)
        else:
            chars[i] = "\0"
    return "".join(chars), breaks


def _inked(textpage: Any, index: int) -> bool:
    """Whether the glyph leaves a mark."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(
        textpage, index, ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top)
    )
    return right.value > left.value and top.value > bottom.value


def _lines(text: str, breaks: list[int], boxes: npt.NDArray[np.float64]) -> Iterator[tuple[str, Boxes]]:
    """The lines that hold more than white space, with their boxes."""
    ends = sorted({*breaks, *(m.end() for m in re.finditer(r"\r\n?|\n", text)), len(text)})
    for start, end in pairwise((0, *ends)):
        part = text[start:end].rstrip("\r\n")
        rows = boxes[start : start + len(part)]
        if "\0" in part:
            rows = rows[[c != "\0" for c in part]]
            part = part.replace("\0", "")
        if part.strip():
            yield part, rows.astype(np.float32)
