"""A seal leaves nothing behind, and what stands under it stays."""

import itertools

import cv2
import numpy as np

from juesuan.reading.ocr.raster import grey
from juesuan.reading.ocr.scan import Strip
from juesuan.reading.ocr.strips import covers

RED = (70, 60, 215)


def sealed() -> np.ndarray:
    """A white page of 200 dpi with a black word, and a red ring with a star-like cross over it."""
    page = np.full((900, 900, 3), 255, np.uint8)
    cv2.putText(page, "3.20", (330, 480), cv2.FONT_HERSHEY_SIMPLEX, 3, (0, 0, 0), 8)
    seal = page.copy()
    cv2.circle(seal, (450, 450), 260, RED, 12)
    cv2.line(seal, (350, 450), (550, 450), RED, 20)
    return np.minimum(page, seal)


def test_a_red_seal_is_white_and_the_figures_under_it_are_black() -> None:
    clean = grey(sealed(), 200)
    ring = np.zeros((900, 900), np.uint8)
    cv2.circle(ring, (450, 450), 260, 1, 8)
    assert (clean[ring > 0] > 240).all()
    bare = np.full((900, 900, 3), 255, np.uint8)
    cv2.putText(bare, "3.20", (330, 480), cv2.FONT_HERSHEY_SIMPLEX, 3, (0, 0, 0), 4)
    assert (clean[bare[:, :, 0] == 0] < 60).all()


def strip(text: str, x0: float, y0: float, x1: float, y1: float) -> Strip:
    edges = np.linspace(x0, x1, len(text) + 1)
    boxes = np.array([(a, y0, b, y1) for a, b in itertools.pairwise(edges)], np.float32)
    return Strip(text, boxes, np.ones(len(text), np.float32))


def test_what_hangs_out_of_a_line_that_was_read_is_not_read_again() -> None:
    line = strip("收入6.20万元，占0.21%", 72, 283, 197, 296)
    assert covers(line, strip("元，", 123, 277, 142, 291))
    assert not covers(line, strip("-", 250, 285, 256, 293)), "a dash of another column"
    assert not covers(line, strip("支出合计", 72, 298, 130, 311)), "the next line"
