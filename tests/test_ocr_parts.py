"""What hangs together in a mask: boxes and areas are those that OpenCV counts, pixel by pixel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

cv2 = pytest.importorskip("cv2", reason="part of the engine")

from juesuan.reading.ocr.ink import Print, print_on  # noqa: E402
from juesuan.reading.ocr.parts import parts_of  # noqa: E402
from juesuan.reading.ocr.strips import LEAST_DPI, enough  # noqa: E402

SHAPES = array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=24)
MASKS = arrays(np.uint8, SHAPES, elements=st.sampled_from((0, 1)))


@given(MASKS)
def test_parts_are_those_of_opencv(mask: np.ndarray) -> None:  # type: ignore[type-arg]
    parts = parts_of(mask)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    assert len(parts) == count - 1
    assert np.array_equal(parts.labels, labels)
    assert np.array_equal(parts.boxes[:, :2], stats[1:, :2])
    assert np.array_equal(np.column_stack((parts.wide, parts.high, parts.areas)), stats[1:, 2:])


@given(MASKS, st.data())
def test_a_choice_of_parts_is_a_mask_and_found_again(mask: np.ndarray, data: st.DataObject) -> None:  # type: ignore[type-arg]
    parts = parts_of(mask)
    chosen = np.array(data.draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts))), bool)
    drawn = parts.drawn(chosen)
    assert drawn.sum() == parts.areas[chosen].sum()
    assert np.array_equal(parts.within(drawn), chosen)


def test_print_is_measured_in_points_and_neither_lines_nor_specks_are_letters() -> None:
    page = np.full((800, 600), 255, np.uint8)
    cv2.line(page, (20, 100), (580, 100), 0, 3)
    page[300, 300] = 0
    for i, digit in enumerate("306859"):
        cv2.putText(page, digit, (60 + 40 * i, 500), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    seen = print_on(page, 200)
    assert seen.letters == pytest.approx(np.full(6, 24 * 0.36), abs=1.0)
    assert not seen.dirty
    page[400:800:10, ::10] = 0
    assert print_on(page, 200).dirty


def test_text_is_looked_for_as_finely_as_the_smaller_print_needs() -> None:
    large, small = np.full(60, 15.0), np.full(40, 5.0)
    assert enough(Print(large, 0)) == LEAST_DPI
    assert enough(Print(np.concatenate((large, small)), 0)) > 2 * LEAST_DPI
    assert enough(Print(large, 100)) == float("inf"), "dirt is told from print by its details"
