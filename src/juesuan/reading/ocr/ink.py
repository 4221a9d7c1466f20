"""Ink on a grey picture: where it is, what of it are ruling lines, and which of it could be text."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from juesuan.reading.ocr.parts import parts_of
from juesuan.reading.ocr.scan import Grey
from juesuan.reading.page import Box, Boxes, Ruling

SHORTEST = 0.16
"""Inches from which on a stroke may be an upright line of a table: the height of a tight row."""
LONGER = 0.4
"""Inches from which on it is one surely, and no stroke of a large character."""
LEAN = 0.015
"""How far a ruling may lean, as a share of its length: what is left of a sheet's distortion, not the arc of a seal."""
GAP = 0.25
"""Inches that may be worn out of a level ruling between two long pieces of it."""
DRAWN = 0.5
"""Share of a broken line that is ink at least: of a faxed one nine tenths are, of dots in line by chance a third."""
FAR = 1.0
"""Inches from which on dots in line are no chance."""
RUNNING = 0.7
"""Share of a gap in a level ruling that must be ink for the ruling to go on there, behind the foot of a number."""
TALLER = 1.8
"""Type sizes up to which a mark is a character, or some that touch; what is taller has rulings in it."""


def inked(picture: Grey) -> Grey:
    """1 where ink is darker than its surroundings, 0 elsewhere."""
    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    mask: Grey = cv2.adaptiveThreshold(smooth, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    return mask


def ruled(ink: Grey, dpi: float, shortest: float = SHORTEST) -> tuple[Grey, Grey]:
    """The level and the upright lines in a mask of ink, two masks of the same shape. Broken ones are lost.

    `shortest` is the length in inches from which on a stroke is an upright line.
    """
    short = max(18, round(dpi * shortest))
    level = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, round(short * 1.6)), np.uint8)
    )
    upright = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((short, 1), np.uint8)
    )
    return (
        cv2.morphologyEx(level, cv2.MORPH_CLOSE, np.ones((1, 15), np.uint8)),
        cv2.morphologyEx(upright, cv2.MORPH_CLOSE, np.ones((15, 1), np.uint8)),
    )


@dataclass(frozen=True)
class Trace:
    """The ink of a sheet and the level and upright lines in it, three masks of one shape; `scale` pixels to a point."""

    ink: Grey
    level: Grey
    upright: Grey
    scale: float


def traced(picture: Grey, scale: float) -> Trace:
    """The ink of a picture of `scale` pixels to a point, traced once for all that looks at it."""
    ink = inked(picture)
    return Trace(ink, *ruled(ink, 72 * scale), scale)


@dataclass(frozen=True)
class Print:
    """What could be printed on a sheet.

    `letters` are the heights in points of the marks that could be characters or parts of them, shape (n,): of their
    size, no ruling lines. `specks` counts the marks that are smaller.
    """

    letters: npt.NDArray[np.float64]
    specks: int

    @property
    def dirty(self) -> bool:
        """Whether the sheet has more dirt than print."""
        return self.specks > len(self.letters)


def print_on(picture: Grey, dpi: float) -> Print:
    """What could be printed on a picture, seen at 100 dpi."""
    factor = min(1.0, 100 / dpi)
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else picture
    ink, dpi = inked(small), dpi * factor
    level, upright = ruled(ink, dpi, LONGER)
    ink[cv2.dilate(level | upright, np.ones((3, 3), np.uint8)) > 0] = 0
    marks = parts_of(ink)
    sized = (marks.high >= 0.03 * dpi) & (marks.high <= 0.8 * dpi) & (marks.wide <= 3 * dpi)
    small_area = marks.areas < (0.03 * dpi) ** 2
    return Print(marks.high[sized & ~small_area].astype(np.float64) * (72 / dpi), int(small_area.sum()))


def rulings_in(trace: Trace, text: Boxes) -> tuple[Ruling, ...]:
    """The ruling lines of a straight sheet; boxes in points.

    Strokes of characters are told apart by length, and by what they touch: an upright line of a table ends at
    level ones, a short level line meets upright ones. `text`, shape (n, 4) in points, are the boxes of its
    characters: outside them also lines that a fax or a copier broke into pieces are found.
    """
    scale = trace.scale
    dpi = 72 * scale
    pieces = _pieced(_without(trace.ink, text * scale), trace, dpi)
    level, upright = trace.level | pieces[0], trace.upright | pieces[1]
    near, thick = dpi * 0.06, max(12, round(dpi * 0.06))
    across = _mended(_run_on(_lines(level, True, thick, 0.16 * dpi), trace.ink, dpi), dpi)
    down = _lines(upright, False, thick, 0.11 * dpi)
    across = _reaching(across, down, near, dpi)
    down = _ended(down, across, near, dpi)
    across = across[(across[:, 2] - across[:, 0] >= dpi) | _meets(across, down, near).any(axis=1)]
    return tuple(
        Ruling(horizontal, Box(*(float(v) / scale for v in _thinned(row, horizontal))))
        for rows, horizontal in ((across, True), (down, False))
        for row in rows
    )


def _without(ink: Grey, text: Boxes) -> Grey:
    """The ink without characters, and without all of a mark of their height that is partly in one.

    `text` are their boxes in pixels.
    """
    if not len(text):
        return ink
    places = np.zeros_like(ink)
    for x0, y0, x1, y1 in text.round().astype(int).tolist():
        places[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 1
    marks = parts_of(ink)
    tall = marks.high > TALLER * float(np.median(text[:, 3] - text[:, 1]))
    rest = marks.drawn(~marks.within(places) | tall)
    rest[places > 0] = 0
    return rest


def _pieced(ink: Grey, trace: Trace, dpi: float) -> tuple[Grey, Grey]:
    """The level and the upright lines in a mask of ink without text, also those that are rows of dashes and dots."""
    gap, long = round(dpi * 0.05) | 1, round(dpi * 0.3)
    masks = []
    for wide, high, crossing in ((1, 0, trace.upright), (0, 1, trace.level)):
        thicker = cv2.dilate(ink, np.ones((1 + 2 * wide, 1 + 2 * high), np.uint8))
        joined = cv2.morphologyEx(thicker, cv2.MORPH_CLOSE, np.ones((1 + high * gap, 1 + wide * gap), np.uint8))
        lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1 + high * long, 1 + wide * long), np.uint8))
        masks.append(_drawn(lines, thicker, crossing, FAR * dpi))
    return masks[0], masks[1]


def _drawn(lines: Grey, ink: Grey, crossing: Grey, far: float) -> Grey:
    """The lines in a mask that somebody drew: a few dots of dirt between two rulings are in line by chance, too.

    `crossing` are the rulings of the other direction: their ink says nothing.
    """
    parts = parts_of(lines)
    lines = lines & (1 - cv2.dilate(crossing, np.ones((3, 3), np.uint8)))
    size, inked = (np.bincount(parts.labels[m > 0], minlength=len(parts) + 1)[1:] for m in (lines, lines & ink))
    return parts.drawn((inked >= DRAWN * size) | (np.maximum(parts.wide, parts.high) >= far))


def _lines(mask: Grey, horizontal: bool, thick: float, least: float) -> npt.NDArray[np.float64]:
    """Boxes of the lines in a mask, shape (n, 4), in pixels.

    At least `least` long and at most `thick` thick: one that leans a little is as thick as its ink, not as its box.
    """
    parts = parts_of(mask)
    length, across = (parts.wide, parts.high) if horizontal else (parts.high, parts.wide)
    kept = (length >= least) & (parts.areas <= thick * length) & (across <= thick + LEAN * length)
    return parts.boxes[kept].astype(np.float64)


def _run_on(across: npt.NDArray[np.float64], ink: Grey, dpi: float) -> npt.NDArray[np.float64]:
    """Level lines with the pieces joined between which ink goes on: a text's box takes dashes of the line below it."""
    found: list[list[float]] = []
    for x0, y0, x1, y1 in sorted(across.tolist()):
        for line in found:
            top, bottom = min(line[1], y0), max(line[3], y1)
            if x0 - line[2] >= 0 and abs(line[1] + line[3] - y0 - y1) <= 0.05 * dpi:
                between = ink[int(top) : int(bottom), int(line[2]) : int(x0)].any(axis=0)
                if x0 - line[2] <= 0.05 * dpi or between.mean() >= RUNNING:
                    line[1:] = top, x1, bottom
                    break
        else:
            found.append([x0, y0, x1, y1])
    return np.array(found, np.float64).reshape(-1, 4)


def _mended(across: npt.NDArray[np.float64], dpi: float) -> npt.NDArray[np.float64]:
    """Level lines with the pieces of one line joined; a cell is wider than the gaps that wear leaves."""
    long = across[:, 2] - across[:, 0] >= 0.5 * dpi
    found = across[~long].tolist()
    for x0, y0, x1, y1 in sorted(across[long].tolist()):
        near = [
            k for k, (_, b, c, d) in enumerate(found)
            if 0 <= x0 - c <= GAP * dpi and abs(b + d - y0 - y1) <= 0.05 * dpi and c - found[k][0] >= 0.5 * dpi
        ]  # fmt: skip
        if near:
            a, b, _, d = found.pop(max(near, key=lambda k: found[k][2]))
            x0, y0, y1 = a, min(b, y0), max(d, y1)
        found.append([x0, y0, x1, y1])
    return np.array(found, np.float64).reshape(-1, 4)


def _reaching(
    across: npt.NDArray[np.float64], down: npt.NDArray[np.float64], near: float, dpi: float
) -> npt.NDArray[np.float64]:
    """Level lines drawn on to the upright ones that end at their height: the end of a border wears off first.

    Only to an upright one that starts from another level line, and only what is most of a border already.
    """
    meets = _meets(across, down, near)
    x = (down[:, 0] + down[:, 2]) / 2
    drawn: npt.NDArray[np.float64] = across.copy()
    for i, (x0, y0, x1, y1) in enumerate(across):
        ends = (np.abs(down[:, [1, 3]] - (y0 + y1) / 2) <= near).any(axis=1)
        own = ends & (meets.sum(axis=0) - meets[i] > 0)
        if x1 - x0 < dpi or not own.any():
            continue
        low, high = min(x0, x[own].min()), max(x1, x[own].max())
        if x1 - x0 > 0.6 * (high - low):
            drawn[i, [0, 2]] = low, high
    return drawn


def _ended(
    down: npt.NDArray[np.float64], across: npt.NDArray[np.float64], near: float, dpi: float
) -> npt.NDArray[np.float64]:
    """The upright lines of tables: those that end at level ones, and long ones that cross several.

    Dirt can draw the end of a long one out: it then ends where it meets the last level line.
    """
    if not len(down) or not len(across):
        return down[:0]
    heights = (across[:, 1] + across[:, 3]) / 2
    meets = _meets(across, down, near)
    first = np.where(meets, heights[:, None], np.inf).min(axis=0)
    last = np.where(meets, heights[:, None], -np.inf).max(axis=0)
    over, under = first - down[:, 1], down[:, 3] - last
    long = (down[:, 3] - down[:, 1] >= 0.3 * dpi) & (last - first > near)
    kept = (np.maximum(over, under) <= near) | long
    ended: npt.NDArray[np.float64] = down.copy()
    ended[:, 1] = np.where((near < over) & (over < 0.25 * dpi), first, down[:, 1])
    ended[:, 3] = np.where((near < under) & (under < 0.25 * dpi), last, down[:, 3])
    tables: npt.NDArray[np.float64] = ended[kept]
    return tables


def _meets(across: npt.NDArray[np.float64], down: npt.NDArray[np.float64], near: float) -> npt.NDArray[np.bool_]:
    """Whether each level line crosses or ends at each upright one, shape (level lines, upright lines)."""
    x, y = (down[None, :, 0] + down[None, :, 2]) / 2, (across[:, 1, None] + across[:, 3, None]) / 2
    beside = (across[:, 0, None] - near <= x) & (x <= across[:, 2, None] + near)
    at = (down[None, :, 1] - near <= y) & (y <= down[None, :, 3] + near)
    met: npt.NDArray[np.bool_] = beside & at
    return met


def _thinned(row: npt.NDArray[np.float64], horizontal: bool) -> tuple[float, float, float, float]:
    """A line's box less the pixel that closing its gaps added on either side."""
    x0, y0, x1, y1 = row
    if horizontal:
        return (x0, y0 + 1, x1, max(y1 - 1, y0 + 2))
    return (x0 + 1, y0, max(x1 - 1, x0 + 2), y1)
