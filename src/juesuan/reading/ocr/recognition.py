"""A page recognised: from an open page of a PDF to its lines and rulings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from juesuan.errors import OutputUnwritable
from juesuan.reading.ocr.cache import keep, kept, place_of
from juesuan.reading.ocr.engine import engine, engine_name
from juesuan.reading.ocr.ink import print_on, rulings_in, traced
from juesuan.reading.ocr.level import levelled
from juesuan.reading.ocr.lines import lines_of
from juesuan.reading.ocr.missed import marks_of, missed, widened
from juesuan.reading.ocr.original import Original
from juesuan.reading.ocr.quirks import load_quirks
from juesuan.reading.ocr.raster import grey, pixels_per_point, rendered, without_edges
from juesuan.reading.ocr.scan import Grey, Scan, Strip, Transform
from juesuan.reading.ocr.sheet import Sheet, moved
from juesuan.reading.ocr.streaks import without_streaks
from juesuan.reading.ocr.strips import covers, enough, recognised, type_size
from juesuan.reading.ocr.strokes import without_strokes
from juesuan.reading.ocr.upright import upright
from juesuan.reading.page import Box, Boxes, Ruling

DPI = 200
FINE_DPI = 300
"""For small print."""
SMALL = 16.0
"""Type size in pixels at `DPI` that is small print: less than 6 points on an A4 page."""

GLYPHS = 3
"""A page with fewer marks of the size of a character has nothing to read: specks, folds, shadows."""
LEAST = 14.0
"""Points: a page with a shorter side has no room for a line."""
CLEAR = 0.8
"""Mean certainty from which ink outside the detected boxes is text."""


def scanned(original: Original) -> Scan:
    """The whole page, recognised and straightened; without strips if nothing on it could be text.

    Raises `MissingEngine` when there is something to read and no engine.
    """
    return _remembered(original, None, lambda: _scan(original, None))


def pictured(original: Original, pictures: Sequence[Box], text: Boxes) -> Scan:
    """What the pictures on a page of text show; `text` are the boxes of its own characters, which are not read.

    The scan is of the straightened page, like that of `scanned`; `displayed` brings it back.
    """
    shown = ";".join(f"{b.x0:.0f},{b.y0:.0f},{b.x1:.0f},{b.y1:.0f}" for b in pictures)
    return _remembered(original, shown, lambda: _scan(original, (pictures, text)))


def printed(scan: Scan) -> list[list[Strip]]:
    """The printed lines of a scan, slips undone, one list for each page on the sheet."""
    halves = lines_of(scan)
    mended = load_quirks().mended([line for half in halves for line in half])
    ends = np.cumsum([len(half) for half in halves]).tolist()
    return [mended[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def displayed(boxes: Boxes, straightening: Transform) -> Boxes:
    """Boxes of the straightened page, shape (n, 4), as boxes around them on the page as displayed."""
    corners = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2)
    there = moved(corners, straightening)
    result: Boxes = np.hstack((there.min(axis=1), there.max(axis=1))).astype(np.float32)
    return result


def _remembered(original: Original, pictures: str | None, work: Any) -> Scan:
    """What is kept of the page, or else what work finds, which is then kept."""
    if original.cache is None:
        scan: Scan = work()
        return scan
    place = place_of(original.cache, original.sha256, original.number, f"{engine_name()}|{DPI}|{pictures or 'page'}")
    found = kept(place)
    if found is None:
        found = work()
        try:
            keep(place, found)
        except OSError as error:
            message = f"{place}: cannot keep what was recognised ({error.strerror or error}); name another folder"
            raise OutputUnwritable(message) from error
    return found


def _scan(original: Original, within: tuple[Sequence[Box], Boxes] | None) -> Scan:
    """The page, or only the pictures on it, at the resolution its print needs."""
    display = original.display
    if min(display.width, display.height) < LEAST:
        return Scan(display.width, display.height)
    sheet = _sheet(original, DPI, within)
    seen = print_on(sheet.picture, sheet.dpi)
    if len(seen.letters) < GLYPHS:
        # A blank row that spilled over to a page of its own still belongs to its table.
        level = levelled(sheet)
        rulings = rulings_in(traced(level.picture, level.scale), _boxes(()))
        return Scan(display.width, display.height, rulings=rulings, straightening=level.straightening())
    models = engine()
    dpi = enough(seen)
    straight, quads = upright(sheet, dpi, models)
    if len(quads) and type_size(quads) < SMALL:
        straight, quads = upright(_sheet(original, FINE_DPI, within), dpi, models)
    trace = traced(straight.picture, straight.scale)
    outside = marks_of(trace)
    quads = widened(quads, outside)
    strips, faint = recognised(straight, quads, models)
    # What was passed over counts only if it reads well; most of it is dirt.
    more, _ = recognised(straight, missed(quads, outside, type_size(quads)), models, legible=CLEAR)
    strips += tuple(strip for strip in more if not any(covers(known, strip) for known in strips))
    high, wide = (side / straight.scale for side in straight.picture.shape)
    rulings = without_strokes(rulings_in(trace, _boxes(strips)), strips)
    return Scan(wide, high, strips, rulings, straight.straightening(), faint)


def _boxes(strips: Sequence[Strip]) -> Boxes:
    """The boxes of all characters."""
    return np.concatenate([np.zeros((0, 4), np.float32), *(strip.boxes for strip in strips)])


def _sheet(original: Original, dpi: float, within: tuple[Sequence[Box], Boxes] | None) -> Sheet:
    scale = pixels_per_point(original.display, dpi)
    picture = grey(rendered(original.page, original.display, scale), 72 * scale)
    if within is not None:
        return Sheet.of(_only(picture, scale, *within), scale)
    return Sheet.of(without_edges(without_streaks(picture, 72 * scale), 72 * scale), scale)


def _only(picture: Grey, scale: float, pictures: Sequence[Box], text: Boxes) -> Grey:
    """The pictures alone, on white, without the characters of the text layer that stand over them."""
    shown = np.full_like(picture, 255)
    for box in pictures:
        part = _pixels((box.x0, box.y0, box.x1, box.y1), scale)
        shown[part] = picture[part]
    for x0, y0, x1, y1 in text.tolist():
        shown[_pixels((x0 - 0.5, y0 - 0.5, x1 + 0.5, y1 + 0.5), scale)] = 255
    return shown


def _pixels(box: tuple[float, float, float, float], scale: float) -> tuple[slice, slice]:
    x0, y0, x1, y1 = (max(0, round(v * scale)) for v in box)
    return slice(y0, y1), slice(x0, x1)


def displayed_rulings(rulings: Sequence[Ruling], straightening: Transform) -> tuple[Ruling, ...]:
    """Rulings of the straightened page on the page as displayed; those that are slanted there are boxes around."""
    if not rulings:
        return ()
    boxes = np.array([(r.box.x0, r.box.y0, r.box.x1, r.box.y1) for r in rulings], np.float32)
    there = displayed(boxes, straightening).tolist()
    return tuple(
        Ruling(bool((b[2] - b[0]) >= (b[3] - b[1])), Box(*b)) for b in there
    )
