"""Text is read narrow first, as wide as it was scanned if that leaves a doubt, and a doubtful number twice more.

What the second look says counts; words are then as certain as both looks together.

Half of the time that a page takes goes with the width of its crops. What is narrower by a quarter reads as well:
crops are drawn out to the height that the recogniser wants, and are wider then than the print that was scanned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import cv2
import numpy as np
import regex

from juesuan.reading.ocr.ctc import Decoded
from juesuan.reading.ocr.engine import Engine
from juesuan.reading.ocr.scan import Grey

NARROW = 0.75
"""Share of its width in which a crop is read first."""
SHORT = 1.4
"""Heights of a crop up to which one is not made narrower: it holds a character or two."""
AMOUNT = regex.compile(r"[-－—]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{1,2}[%％]?|\d{1,2}")
"""What a number of a table looks like, or that of a row: anything else may have lost its point, or gained one."""
DOUBT = 0.9
"""Lowest certainty of a character below which a text is read again."""
MOST = 40
"""Numbers of a page that are read again at most, the worst first: a page with more is hopeless."""
MARGIN = 0.3
"""White around a crop that is cut close, in heights of its ink."""
LARGER = 1.5
DISAGREED = 0.85
"""What a character is worth at most that two readings do not agree on: nobody may take it for sure."""


def readings_of(crops: Sequence[Grey], engine: Engine) -> list[Decoded]:
    """What each crop of one printed line says; positions are pixels of the crop."""
    found = _narrow(crops, engine)
    doubtful = [i for i, reading in enumerate(found) if not _sure(reading)]
    for i, reading in zip(doubtful, engine.recognise([crops[i] for i in doubtful]), strict=True):
        found[i] = reading if _number(reading) else _weighed(found[i], reading)
    return reread(crops, found, engine)


def _narrow(crops: Sequence[Grey], engine: Engine) -> list[Decoded]:
    """The readings of crops that are made narrower before."""
    views = []
    for crop in crops:
        high, wide = crop.shape
        narrow = max(round(NARROW * wide), min(wide, round(SHORT * high)))
        views.append(cv2.resize(crop, (narrow, high), interpolation=cv2.INTER_AREA) if narrow < wide else crop)
    return [
        replace(reading, middles=tuple(middle * crop.shape[1] / view.shape[1] for middle in reading.middles))
        for crop, view, reading in zip(crops, views, engine.recognise(views), strict=True)
    ]


def _weighed(first: Decoded, second: Decoded) -> Decoded:
    """Words as read the second time, each character as certain as both looks make it.

    A recogniser that wavered between 购置 and 购量 may be sure of the wrong one when it looks again.
    """
    sure = [min(c, DISAGREED) for c in second.confidences]
    for block in SequenceMatcher(None, first.text, second.text, autojunk=False).get_matching_blocks():
        for i, k in zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True):
            sure[k] = (first.confidences[i] + second.confidences[k]) / 2
    return replace(second, confidences=tuple(sure))


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


def _sure(reading: Decoded) -> bool:
    """Whether all of its characters are certain, and a number is one; nothing at all is no reading."""
    if not reading.text or min(reading.confidences) < DOUBT:
        return False
    return not _number(reading) or AMOUNT.fullmatch(reading.text) is not None


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
