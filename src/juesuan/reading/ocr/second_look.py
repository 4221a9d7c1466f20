"""A number that reads badly is read again, cut closer and larger, before it is given up or believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from juesuan.reading.ocr.ctc import Decoded
from juesuan.reading.ocr.engine import Engine
from juesuan.reading.ocr.scan import Grey

DOUBT = 0.9
"""Lowest certainty of a character below which a number is read again."""
MOST = 40
"""Numbers of a page that are read again at most, the worst first: a page with more is hopeless."""
MARGIN = 0.3
"""White around a crop that is cut close, in heights of its ink."""
LARGER = 1.5
DISAGREED = 0.85
"""What a digit is worth at most that two readings do not agree on: nobody may take it for sure."""


def reread(crops: Sequence[Grey], readings: Sequence[Decoded], engine: Engine) -> list[Decoded]:
    """The readings of crops, doubtful numbers looked at twice more.

    Of several readings the surest is kept. Where another one says something else, its certainty is capped, so that the
    number counts as doubtful whatever the recogniser thinks of it.
    """
    found = list(readings)
    doubtful = [i for i, reading in enumerate(found) if _number(reading) and min(reading.confidences) < DOUBT]
    for i in sorted(doubtful, key=lambda i: min(found[i].confidences))[:MOST]:
        views = [view for view in (_close(crops[i]), _large(crops[i])) if view is not None]
        again = [r for r in engine.recognise(views) if _number(r)]
        best = max([found[i], *again], key=lambda r: min(r.confidences))
        if any(r.text != best.text for r in [found[i], *again]):
            best = replace(best, confidences=tuple(min(c, DISAGREED) for c in best.confidences))
        # Places are counted in pixels of the first look.
        found[i] = replace(best, middles=_places(best, found[i]))
    return found


def _number(reading: Decoded) -> bool:
    """Whether a text is mostly digits."""
    return sum(c.isdigit() for c in reading.text) * 2 > len(reading.text)


def _close(crop: Grey) -> Grey | None:
    """The crop cut to its ink, on white; None without ink."""
    dark = crop < (int(crop.min()) + int(np.median(crop))) / 2
    ys, xs = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(ys):
        return None
    ink = crop[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
    room = max(2, round(MARGIN * ink.shape[0]))
    view: Grey = cv2.copyMakeBorder(ink, room, room, room, room, cv2.BORDER_CONSTANT, value=int(np.median(crop)))
    return view


def _large(crop: Grey) -> Grey:
    """The crop smoothed and larger: dirt and steps fade before strokes do."""
    smooth = cv2.GaussianBlur(crop, (3, 3), 0)
    view: Grey = cv2.resize(smooth, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC)
    return view


def _places(reading: Decoded, first: Decoded) -> tuple[float, ...]:
    """Places for the characters of a reading: those of the first look, or evenly between its ends."""
    if len(reading.text) == len(first.text):
        return first.middles
    return tuple(np.linspace(first.middles[0], first.middles[-1], len(reading.text)).tolist())
