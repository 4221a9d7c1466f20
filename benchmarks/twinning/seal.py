"""The red round seal of an office, stamped over the figures of a page."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from twinning.sheet import Sheet, in_colour

Mask = npt.NDArray[np.float32]
"""Ink, 0 to 1 per pixel."""

DIAMETER = 119.0
"""Points: the 4.2 cm of a seal of an office."""
INK = np.array([205.0, 32.0, 42.0], np.float32)
"""RGB of red seal paste."""
RING_CHARACTERS = 11
FEWEST_FIGURES = 12
"""A page with fewer digits has no figures to stamp on."""


def sealed(sheet: Sheet) -> Sheet:
    """The sheet with a seal where its digits are densest; as it is if there are hardly any."""
    digits = _digits(sheet.page)
    if len(digits) < FEWEST_FIGURES:
        return sheet
    # Centres are tried at the digits themselves, a seal's radius counts.
    far = np.linalg.norm(digits[:, None, :] - digits[None, :, :], axis=2)
    crowd = (far < DIAMETER / 2).sum(axis=1)
    best = np.flatnonzero(crowd >= 0.9 * crowd.max())
    x, y = digits[int(sheet.rng.choice(best))] + sheet.rng.uniform(-8, 8, 2)
    return stamped(sheet, float(x), float(y))


def stamped(sheet: Sheet, x: float, y: float) -> Sheet:
    """The sheet with a seal around the point (points from the top left)."""
    scale = sheet.dpi / 72
    mask = _seal(sheet, round(DIAMETER * scale))
    side = mask.shape[0]
    picture = in_colour(sheet.picture).astype(np.float32)
    high, wide = picture.shape[:2]
    left, top = round(x * scale) - side // 2, round(y * scale) - side // 2
    x0, y0, x1, y1 = max(0, left), max(0, top), min(wide, left + side), min(high, top + side)
    ink = mask[y0 - top : y1 - top, x0 - left : x1 - left, None]
    below = picture[y0:y1, x0:x1]
    # Seal paste is a glaze: print stays black under it.
    picture[y0:y1, x0:x1] = below * (1 - ink) + below * (INK / 255) * ink
    return sheet.worn(picture)


def _seal(sheet: Sheet, side: int) -> Mask:
    """The print of the seal: rim, star, ring of characters, pressed unevenly and a little turned."""
    mask = np.zeros((side, side), np.float32)
    middle = (side // 2, side // 2)
    cv2.circle(mask, middle, round(0.47 * side), 1.0, max(2, round(0.028 * side)), cv2.LINE_AA)
    points = [
        (side / 2 + r * math.sin(k * math.pi / 5), side / 2 - r * math.cos(k * math.pi / 5))
        for k in range(10)
        for r in [0.15 * side if k % 2 == 0 else 0.057 * side]
    ]
    cv2.fillPoly(mask, [np.rint(points).astype(np.int32)], 1.0, cv2.LINE_AA)
    glyphs = _glyphs(sheet, round(0.13 * side))
    for k, glyph in enumerate(glyphs):
        angle = 250.0 * (k / max(1, len(glyphs) - 1) - 0.5)
        _place(mask, glyph, angle, 0.365 * side)
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), sheet.rng.uniform(-12, 12), 1.0)
    mask = cv2.warpAffine(mask, turn, (side, side)).astype(np.float32)
    coarse = sheet.rng.uniform(0.65, 1.0, (7, 7)).astype(np.float32)
    press = cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)
    grain = sheet.rng.uniform(0.85, 1.0, (side, side)).astype(np.float32)
    made: Mask = np.clip(mask * press * grain * 0.92, 0, 1).astype(np.float32)
    return made


def _place(mask: Mask, glyph: Mask, angle: float, radius: float) -> None:
    """Print a glyph on the ring, `angle` degrees clockwise from the top, its foot to the middle."""
    side, size = mask.shape[0], glyph.shape[0]
    turn = cv2.getRotationMatrix2D((size / 2, size / 2), -angle, 1.0)
    radians = math.radians(angle)
    turn[0, 2] += side / 2 + radius * math.sin(radians) - size / 2
    turn[1, 2] += side / 2 - radius * math.cos(radians) - size / 2
    np.maximum(mask, cv2.warpAffine(glyph, turn, (side, side)), out=mask)


def _glyphs(sheet: Sheet, size: int) -> list[Mask]:
    """Pictures of the Chinese characters of the page's first line, `size` pixels square: the ring needs no font."""
    text = sheet.page.get_textpage()
    said = text.get_text_range()
    first = len(said) - len(said.lstrip()) + len(said.lstrip().partition("\r")[0])
    wanted = [i for i, c in enumerate(said[:first]) if "一" <= c <= "鿿"][:RING_CHARACTERS]
    boxes = [b for i in wanted if (b := text.get_charbox(i, loose=True))[2] > b[0] and b[3] > b[1]]
    if not boxes:
        return []
    scale = 300 / 72
    drawn = sheet.page.render(scale=scale, grayscale=True).to_numpy()
    high = sheet.page.get_height()
    made = []
    for x0, y0, x1, y1 in boxes:
        cut = drawn[int((high - y1) * scale) : int((high - y0) * scale), int(x0 * scale) : int(x1 * scale)]
        if cut.size:
            ink = 1 - cv2.resize(np.ascontiguousarray(cut), (size, size), interpolation=cv2.INTER_AREA) / 255
            made.append(ink.astype(np.float32))
    return made


def _digits(page: Any) -> npt.NDArray[np.float64]:
    """Middles of the digits of a page, in points from the top left."""
    text = page.get_textpage()
    high = page.get_height()
    boxes = [text.get_charbox(i) for i, c in enumerate(text.get_text_range()) if c in "0123456789"]
    return np.array([((x0 + x1) / 2, high - (y0 + y1) / 2) for x0, y0, x1, y1 in boxes]).reshape(-1, 2)
