"""From a straight sheet to strips of text: where text stands, what it says, and where each character is."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

import cv2
import numpy as np

from juesuan.reading.ocr.ctc import Decoded
from juesuan.reading.ocr.engine import Engine
from juesuan.reading.ocr.ink import Print
from juesuan.reading.ocr.scan import Grey, Quads, Strip
from juesuan.reading.ocr.second_look import readings_of
from juesuan.reading.ocr.sheet import Sheet

SIDE = 1280
"""Pixels of the longer side of the copy that text is looked for on, at most; of A4 at 110 dpi."""
LETTER = 12.0
"""Pixels in height of a mark on that copy, a digit or a character, that are enough to find it."""
SMALLER = 0.25
"""Share of the marks that may be lower than that: there are small tables below large print."""
LEAST_DPI = 80.0
"""Resolution of that copy at least: beside large print there are page numbers."""
FINE_SIDE = 1920
"""The same where characters are small."""
SMALL = 9.0
"""Height of characters on that copy, in pixels, from which on they are small."""
HEIGHT_OF_BOX = 1.27
"""A detected box is this much higher than the type size of what it holds."""
LEGIBLE = 0.5
"""Mean certainty below which a place that looks like text (a seal's edge, a signature) is not."""
TALL = 2.2
"""Height to width from which a box holds several characters: turned, or one below the other."""


def enough(seen: Print) -> float:
    """The resolution in dpi at which the text of a sheet is found, infinite if only the best is good enough.

    Dirt is told from print by its details.
    """
    return math.inf if seen.dirty else max(LEAST_DPI, LETTER * 72 / float(np.quantile(seen.letters, SMALLER)))


def detected(sheet: Sheet, dpi: float, engine: Engine) -> Quads:
    """Where text stands on the sheet, in its pixels, looked for at this resolution or the best there is."""
    longest = max(sheet.picture.shape)
    quads = _looked_for(sheet.picture, engine, min(1.0, SIDE / longest, dpi / sheet.dpi))
    if type_size(quads) * min(1.0, SIDE / longest) < SMALL and len(quads):
        quads = _looked_for(sheet.picture, engine, min(1.0, FINE_SIDE / longest))
    return quads


def type_size(quads: Quads) -> float:
    """The usual type size among the boxes, in pixels; 0 if there are none."""
    if not len(quads):
        return 0.0
    return float(np.median(np.minimum(_wide(quads), _high(quads)))) / HEIGHT_OF_BOX


def sideways(quads: Quads) -> bool:
    """Whether most text runs up or down the sheet."""
    wide, high = _wide(quads), _high(quads)
    run = np.maximum(wide, high)
    # Short boxes, of one or two characters, say nothing.
    long = run > 2.5 * np.minimum(wide, high)
    return bool(run[long & (high > wide)].sum() > 2 * run[long & (wide >= high)].sum())


def crops_of(picture: Grey, quads: Quads) -> list[Grey]:
    """The boxes cut out, each drawn level."""
    crops: list[Grey] = []
    for quad, wide, high in zip(quads, _wide(quads), _high(quads), strict=True):
        size = max(2, round(float(wide))), max(2, round(float(high)))
        level = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
        warp = cv2.getPerspectiveTransform(quad.astype(np.float32), level)
        crops.append(
            cv2.warpPerspective(picture, warp, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        )
    return crops


def recognised(
    sheet: Sheet, quads: Quads, engine: Engine, legible: float = LEGIBLE
) -> tuple[tuple[Strip, ...], int]:
    """The strips at these boxes, in points of the sheet, and how many could not be read."""
    stacked = _high(quads) > TALL * _wide(quads) if len(quads) else np.zeros(0, bool)
    level, tall = quads[~stacked], quads[stacked]
    crops = crops_of(sheet.picture, level)
    readings = list(zip(level, readings_of(crops, engine), strict=True))
    found = [_strip(quad, text, sheet.scale) for quad, text in readings if _legible(text, legible)]
    faint = sum(not _legible(text, legible) for _, text in readings)
    for quad in tall:
        strip = _upright(sheet, quad, engine)
        faint += strip is None
        found.extend([strip] if strip else [])
    return tuple(found), faint


def covers(known: Strip, found: Strip) -> bool:
    """Whether a strip has been read already: the foot of 元， that hangs out of its line's box is no new text."""
    if not len(known.boxes) or not len(found.boxes):
        return False
    (ax0, ay0), (ax1, ay1) = known.boxes[:, :2].min(axis=0), known.boxes[:, 2:].max(axis=0)
    (bx0, by0), (bx1, by1) = found.boxes[:, :2].min(axis=0), found.boxes[:, 2:].max(axis=0)
    wide, high = min(ax1, bx1) - max(ax0, bx0), min(ay1, by1) - max(ay0, by0)
    return bool(wide > 0.5 * (bx1 - bx0) and high > 0.25 * (by1 - by0))


def _looked_for(picture: Grey, engine: Engine, factor: float) -> Quads:
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else picture
    quads: Quads = (engine.detect(small) / factor).astype(np.float32)
    return quads


def _upright(sheet: Sheet, quad: Quads, engine: Engine) -> Strip | None:
    """A tall box: characters one below the other, or a line that runs up or down; whichever reads better."""
    crop = crops_of(sheet.picture, quad[None])[0]
    count = max(2, round(crop.shape[0] / crop.shape[1] * HEIGHT_OF_BOX * 0.8))
    pieces = [p for p in np.array_split(crop, count) if p.shape[0] > 1]
    turned = [np.ascontiguousarray(np.rot90(crop, k)) for k in (1, 3)]
    *along, below = (
        *engine.recognise(turned),
        _stacked(engine.recognise(pieces), crop.shape[0] / count),
    )
    best = max((*along, below), key=lambda d: d.score)
    if not _legible(best):
        return None
    middles = np.array(best.middles)
    if best is along[0]:
        middles = crop.shape[0] - middles
    x = np.full(len(middles), float(quad[:, 0].mean()))
    y = float(quad[:, 1].min()) + middles
    half = crop.shape[1] / HEIGHT_OF_BOX / 2
    boxes = np.column_stack((x - half, y - half, x + half, y + half)) / sheet.scale
    return Strip(best.text, boxes.astype(np.float32), np.array(best.confidences, np.float32))


def _stacked(pieces: Sequence[Decoded], step: float) -> Decoded:
    """Characters one below the other as one text; positions from the top."""
    found = [(c, i, s) for i, p in enumerate(pieces) for c, s in zip(p.text, p.confidences, strict=True)]
    return Decoded(
        "".join(c for c, _, _ in found), tuple((i + 0.5) * step for _, i, _ in found), tuple(s for _, _, s in found)
    )


def _strip(quad: Quads, text: Decoded, scale: float) -> Strip:
    """Characters at their places: each as wide as its kind is printed, unless its neighbours are closer."""
    along, down = quad[1] - quad[0], quad[3] - quad[0]
    length, high = float(np.linalg.norm(along)), float(np.linalg.norm(down))
    middles = np.array(text.middles)
    shares = np.array([0.5 if narrow(c) else 1.0 for c in text.text])
    size = _size(middles, shares, high)
    left, right = middles - shares * size / 2, middles + shares * size / 2
    gaps, parts = np.diff(middles), shares[:-1] + shares[1:]
    border = middles[:-1] + gaps * shares[:-1] / parts
    crowded = right[:-1] > left[1:]
    right[:-1] = np.where(crowded, border, right[:-1])
    left[1:] = np.where(crowded, border, left[1:])
    left, right = np.clip(left, 0, length), np.clip(right, 0, length)
    x = quad[0, 0] + down[0] / 2
    y = quad[0, 1] + down[1] / 2 + middles * along[1] / max(length, 1.0)
    cos = along[0] / max(length, 1.0)
    boxes = np.column_stack((x + left * cos, y - size / 2, x + right * cos, y + size / 2)) / scale
    return Strip(text.text, boxes.astype(np.float32), np.array(text.confidences, np.float32))


def _size(middles: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
          shares: np.ndarray[tuple[int, ...], np.dtype[np.float64]], high: float) -> float:  # fmt: skip
    """The type size in pixels: what neighbouring characters are apart, or from the height of the box."""
    usual = high / HEIGHT_OF_BOX
    if len(middles) < 4:
        return usual
    pitch = float(np.median(np.diff(middles) / ((shares[:-1] + shares[1:]) / 2)))
    # Spaced names and tight Latin print have another pitch than their size.
    return float(np.clip(pitch, 0.85 * usual, 1.15 * usual))


def narrow(char: str) -> bool:
    """Whether it is printed half as wide as a Chinese character."""
    return unicodedata.east_asian_width(char) not in ("W", "F", "A") or char == "·"


def _legible(text: Decoded, least: float = LEGIBLE) -> bool:
    return bool(text.text.strip()) and text.score >= least


def _wide(quads: Quads) -> Quads:
    wide: Quads = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    return wide


def _high(quads: Quads) -> Quads:
    high: Quads = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return high
