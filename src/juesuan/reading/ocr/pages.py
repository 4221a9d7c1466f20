"""Recognised text put into the page model: whole pages, and the pictures on pages of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from juesuan.reading.ocr.original import Original
from juesuan.reading.ocr.recognition import displayed, displayed_rulings, pictured, printed, scanned
from juesuan.reading.ocr.scan import Scan, Transform
from juesuan.reading.page import Box, Line, Page, Source
from juesuan.reading.triage import REASONS, Layer


def recognised_page(original: Original, page: Page, layer: Layer, rulings: bool) -> Page:
    """The page, all of it read by OCR, straightened; blocks of its lines count from 0.

    `page` is the page with what it keeps beside what is recognised, `layer` says why its text is not enough.
    """
    scan = scanned(original)
    why = REASONS.get(layer, "no text layer")
    if not scan.strips:
        blank = "only its text layer is read" if page.lines else "blank"
        return replace(
            page,
            rulings=displayed_rulings(scan.rulings, scan.straightening) if rulings else (),
            remarks=(f"{blank}: {why}, and nothing on it that could be read", *_unclear(scan)),
        )
    straight = np.allclose(scan.straightening, np.eye(3), atol=1e-6)
    lines = _with_own(_lines(scan, original.number), page.lines, np.linalg.inv(scan.straightening).astype(np.float64))
    return replace(
        page,
        width=scan.width,
        height=scan.height,
        lines=tuple(replace(line, number=i) for i, line in enumerate(lines, start=1)),
        source=Source.OCR,
        rulings=scan.rulings if rulings else (),
        remarks=(f"read by OCR: {why}", *_unclear(scan)),
        straightening=None if straight else scan.straightening,
    )


def with_pictures(original: Original, page: Page, pictures: Sequence[Box], rulings: bool) -> Page:
    """A page of text with what its pictures say, each line where it is printed; its own text is kept as it is."""
    if not pictures:
        return page
    own = [line.boxes for line in page.lines if line.boxes is not None]
    scan = pictured(original, pictures, np.concatenate(own) if own else np.zeros((0, 4), np.float32))
    if not scan.strips:
        return replace(page, remarks=(*page.remarks, *_unclear(scan)))
    lines = list(page.lines)
    for line in _lines(scan, original.number):
        assert line.boxes is not None
        line = replace(line, block=0, boxes=displayed(line.boxes, scan.straightening))
        lines.insert(_position(lines, line), line)
    return replace(
        page,
        lines=tuple(replace(line, number=i) for i, line in enumerate(lines, start=1)),
        rulings=(*page.rulings, *displayed_rulings(scan.rulings, scan.straightening)) if rulings else page.rulings,
        remarks=(*page.remarks, f"pictures on it read by OCR, {page.pictures:.0%} of the page", *_unclear(scan)),
    )


def _lines(scan: Scan, number: int) -> list[Line]:
    """The lines of a scan in reading order, not numbered yet."""
    return [
        Line(strip.text, number=0, block=block, page=number, boxes=strip.boxes, confidences=strip.confidences)
        for block, half in enumerate(printed(scan))
        for strip in half
    ]


def _with_own(lines: list[Line], own: Sequence[Line], straightening: Transform) -> list[Line]:
    """The recognised lines with those of the text layer that no picture shows: a title typed above a scanned table.

    pdfium draws no character whose font is neither in the file nor on the machine.
    """
    made = list(lines)
    for line in own:
        assert line.boxes is not None
        line = replace(line, block=0, boxes=displayed(line.boxes, straightening))
        if not any(_over(line, known) for known in lines):
            made.insert(_position(made, line), line)
    return made


def _over(line: Line, known: Line) -> bool:
    """Whether a recognised line stands where another one does."""
    a, b = line.box, known.box
    if a is None or b is None:
        return False
    wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    return wide > 0.3 * (a.x1 - a.x0) and high > 0.3 * (a.y1 - a.y0)


def _position(lines: Sequence[Line], line: Line) -> int:
    """Where a line goes among others: with the fewest lower ones before it and higher ones after it."""
    below = np.array([_middle(other) > _middle(line) for other in lines], int)
    wrong = np.concatenate(([0], np.cumsum(below))) + np.concatenate((np.cumsum(1 - below[::-1])[::-1], [0]))
    # Of equal places the last: what was put there before stays before.
    return len(lines) - int(np.argmin(wrong[::-1]))


def _middle(line: Line) -> float:
    return (line.box.y0 + line.box.y1) / 2 if line.box else 0.0


def _unclear(scan: Scan) -> tuple[str, ...]:
    """What to say of marks that could not be made out."""
    return (f"{scan.faint} marks look like text and could not be made out",) if scan.faint else ()
