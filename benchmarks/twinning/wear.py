"""Wear: what scanners, copiers, fax machines and cameras do to a sheet. Lengths are those of a 200 dpi picture."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from twinning.sheet import Sheet, in_colour

WHITE = (255, 255, 255)


def none(sheet: Sheet) -> Sheet:
    """A scanner without faults."""
    return sheet


def skew(sheet: Sheet) -> Sheet:
    """The sheet lay askew: by one degree, a third more or less, to either side."""
    return askew(sheet, float(sheet.rng.choice([-1.0, 1.0]) * sheet.rng.uniform(0.7, 1.3)))


def askew(sheet: Sheet, degrees: float) -> Sheet:
    """The sheet turned about its middle, counter-clockwise; what it leaves bare is white."""
    high, wide = sheet.picture.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    turned = cv2.warpAffine(sheet.picture, turn, (wide, high), flags=cv2.INTER_LINEAR, borderValue=WHITE)
    return sheet.worn(turned)


def noise(sheet: Sheet) -> Sheet:
    """An old office copier: grain all over, white and black pixels, and dust of two or three pixels."""
    rng, picture = sheet.rng, sheet.picture.astype(np.float32)
    high, wide = picture.shape[:2]
    grain = rng.normal(0.0, 14.0, (high, wide)).astype(np.float32)
    picture += grain if picture.ndim == 2 else grain[:, :, None]
    chance = rng.random((high, wide), dtype=np.float32)
    picture[chance < 0.0015] = 0
    picture[chance > 0.998] = 255
    for x, y, size in zip(
        rng.integers(0, wide, 80), rng.integers(0, high, 80), rng.integers(2, 4, 80), strict=True
    ):  # fmt: skip
        picture[y : y + size, x : x + size] = rng.uniform(20, 120)
    return sheet.worn(picture)


def streak(sheet: Sheet) -> Sheet:
    """A speck of dust on the glass of the feeder: a grey line over the whole length of the sheet."""
    picture = sheet.picture.astype(np.float32)
    wide = picture.shape[1]
    x, width = int(wide * sheet.rng.uniform(0.15, 0.85)), int(sheet.rng.integers(2, 5))
    picture[:, x : x + width] *= sheet.rng.uniform(0.45, 0.75)
    return sheet.worn(picture)


def blur(sheet: Sheet) -> Sheet:
    """Out of focus: a Gaussian of 1.2 pixels at 200 dpi."""
    return sheet.worn(cv2.GaussianBlur(sheet.picture, (0, 0), 1.2 * sheet.dpi / 200))


def fax(sheet: Sheet) -> Sheet:
    """Sent by fax: half the lines (200 × 100 to the inch), noise on the line, black and white only."""
    grey = sheet.picture if sheet.picture.ndim == 2 else cv2.cvtColor(sheet.picture, cv2.COLOR_RGB2GRAY)
    high, wide = grey.shape
    half = cv2.resize(grey, (wide, high // 2), interpolation=cv2.INTER_AREA).astype(np.float32)
    half += sheet.rng.normal(0.0, 22.0, (high // 2, wide)).astype(np.float32)
    lines = cv2.resize(half, (wide, high), interpolation=cv2.INTER_LINEAR)
    bits = np.where(lines < 165, 0, 255)
    bits[sheet.rng.random((high, wide), dtype=np.float32) < 0.0008] = 0
    return sheet.worn(bits)


def perspective(sheet: Sheet) -> Sheet:
    """Taken by hand: each corner is up to 1.5 % of the sheet away from its place."""
    high, wide = sheet.picture.shape[:2]
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    share = sheet.rng.uniform(0.0, 0.015, (4, 2)).astype(np.float32)
    # One corner is pulled all the way, so that every page is distorted.
    share[sheet.rng.integers(0, 4)] = 0.015
    moved = (corners + inward * share * np.array([wide, high], np.float32)).astype(np.float32)
    map_ = cv2.getPerspectiveTransform(corners, moved)
    return sheet.worn(cv2.warpPerspective(sheet.picture, map_, (wide, high), flags=cv2.INTER_LINEAR, borderValue=WHITE))


def shading(sheet: Sheet) -> Sheet:
    """Light from one side, and the dark edge of a bound volume on the left or the right."""
    high, wide = sheet.picture.shape[:2]
    x = np.arange(wide, dtype=np.float32)[None, :] / wide
    y = np.arange(high, dtype=np.float32)[:, None] / high
    angle = sheet.rng.uniform(0, 2 * np.pi)
    along = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle)
    light = 0.86 + 0.2 * along
    edge = x if sheet.rng.random() < 0.5 else 1 - x
    light *= 1 - 0.6 * np.exp(-edge / 0.025)
    return sheet.worn(_times(sheet.picture, light))


def turned(sheet: Sheet) -> Sheet:
    """Fed the wrong way round: landscape pages a quarter turn either way, portrait pages upside down."""
    wide, high = sheet.size
    quarters = int(sheet.rng.choice([1, 3])) if wide > high else 2
    size = (high, wide) if quarters % 2 else (wide, high)
    return replace(sheet, picture=np.ascontiguousarray(np.rot90(sheet.picture, quarters)), size=size)


def spread(left: Sheet, right: Sheet) -> Sheet:
    """Two sheets side by side on one, tops level, both in the resolution of the left one."""
    pictures = [left.picture, right.picture]
    if pictures[0].ndim != pictures[1].ndim:
        pictures = [in_colour(p) for p in pictures]
    high = max(p.shape[0] for p in pictures)
    filled = [np.pad(p, ((0, high - p.shape[0]), *((0, 0),) * (p.ndim - 1)), constant_values=255) for p in pictures]
    picture = np.ascontiguousarray(np.hstack(filled))
    return replace(left, picture=picture, size=(left.size[0] + right.size[0], max(left.size[1], right.size[1])))


def pairs(sheets: list[Sheet]) -> list[Sheet]:
    """Portrait sheets in pairs, in order; a landscape sheet and one left over stay alone."""
    made: list[Sheet] = []
    taken = False
    for sheet, following in pairwise([*sheets, None]):
        if taken or sheet is None:
            taken = False
            continue
        taken = following is not None and all(s.size[0] < s.size[1] for s in (sheet, following))
        made.append(spread(sheet, following) if taken and following else sheet)
    return made


def _times(picture: npt.NDArray[Any], light: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The picture under a light of 0 to 1 per pixel."""
    bright = picture.astype(np.float32)
    product: npt.NDArray[np.float32] = bright * (light if picture.ndim == 2 else light[:, :, None])
    return product
