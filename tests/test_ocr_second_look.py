"""What reads badly is read again, numbers twice more; what two looks do not agree on is never sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

pytest.importorskip("cv2", reason="part of the engine")

from juesuan.reading.ocr.ctc import Decoded
from juesuan.reading.ocr.engine import Engine
from juesuan.reading.ocr.second_look import DISAGREED, MOST, readings_of, reread


def said(text: str, sure: float) -> Decoded:
    return Decoded(text, tuple(10.0 * i for i in range(len(text))), (sure,) * len(text))


class Recogniser(Engine):
    """Says the same of every crop it is shown, and counts them."""

    def __init__(self, answer: Decoded) -> None:
        object.__setattr__(self, "answer", answer)
        object.__setattr__(self, "shown", [])

    def recognise(self, crops: Sequence[Any]) -> list[Decoded]:
        seen: list[Any] = self.shown  # type: ignore[attr-defined]
        seen.extend(crops)
        return [self.answer] * len(crops)  # type: ignore[attr-defined]


def crop() -> Any:
    picture = np.full((40, 120), 250, np.uint8)
    picture[10:30, 20:100] = 20
    return picture


def looked(first: Decoded, second: Decoded) -> Decoded:
    (found,) = reread([crop()], [first], Recogniser(second))
    return found


def test_the_surer_reading_of_a_number_is_kept_and_stays_doubtful_if_they_differ() -> None:
    found = looked(said("1,234.5", 0.6), said("1,234.56", 0.99))
    assert found.text == "1,234.56"
    assert max(found.confidences) == DISAGREED
    assert (found.middles[0], found.middles[-1]) == (0.0, 60.0)
    assert len(found.middles) == len(found.text)


def test_two_looks_that_agree_are_surer_than_one() -> None:
    found = looked(said("58.64", 0.6), said("58.64", 0.97))
    assert (found.text, min(found.confidences)) == ("58.64", 0.97)
    assert found.middles == said("58.64", 0.6).middles


def test_a_worse_second_look_makes_the_first_doubtful() -> None:
    found = looked(said("58.64", 0.89), said("58.84", 0.5))
    assert found.text == "58.64"
    assert max(found.confidences) == DISAGREED


def test_words_and_sure_numbers_are_read_once_and_a_hopeless_page_has_a_limit() -> None:
    engine = Recogniser(said("9", 0.99))
    readings = [said("行政运行", 0.5), said("58.64", 0.99)]
    assert reread([crop(), crop()], readings, engine) == readings
    assert not engine.shown  # type: ignore[attr-defined]
    reread([crop()] * 200, [said("58.64", 0.4)] * 200, engine)
    assert len(engine.shown) == 2 * MOST  # type: ignore[attr-defined]


class ByWidth(Engine):
    """Says one thing of crops as wide as the print, another of narrower ones, and remembers the widths."""

    def __init__(self, narrow: Decoded, whole: Decoded) -> None:
        object.__setattr__(self, "answers", (narrow, whole))
        object.__setattr__(self, "widths_seen", [])

    def recognise(self, crops: Sequence[Any]) -> list[Decoded]:
        widths = [c.shape[1] for c in crops]
        self.widths_seen.extend(widths)  # type: ignore[attr-defined]
        return [self.answers[w >= 120] for w in widths]  # type: ignore[attr-defined]


def test_a_line_is_read_narrow_and_its_places_are_those_of_the_whole() -> None:
    engine = ByWidth(said("行政运行", 0.95), said("行改运行", 0.99))
    (found,) = readings_of([crop()], engine)
    assert (found.text, engine.widths_seen) == ("行政运行", [90])  # type: ignore[attr-defined]
    assert found.middles == pytest.approx((0.0, 40 / 3, 80 / 3, 40.0))


def test_a_doubtful_line_is_read_in_its_whole_width() -> None:
    engine = ByWidth(said("行改运行", 0.7), said("行政运行", 0.8))
    (found,) = readings_of([crop()], engine)
    assert found.text == "行政运行"
    assert found.middles == said("行政运行", 0.8).middles


def test_words_are_as_certain_as_both_looks_make_them() -> None:
    wavering = Decoded("购量费", (0.0, 10.0, 20.0), (1.0, 0.7, 1.0))
    (found,) = readings_of([crop()], ByWidth(wavering, said("购量费", 0.98)))
    assert found.confidences == pytest.approx((0.99, 0.84, 0.99))
    (found,) = readings_of([crop()], ByWidth(wavering, said("购置费用", 0.98)))
    assert (found.text, found.confidences) == ("购置费用", pytest.approx((0.99, DISAGREED, 0.99, DISAGREED)))


def test_a_lone_character_is_not_made_narrower() -> None:
    engine = ByWidth(said("7", 0.95), said("1", 0.95))
    readings_of([np.full((40, 50), 250, np.uint8)], engine)
    assert engine.widths_seen == [50]  # type: ignore[attr-defined]


@pytest.mark.parametrize("narrow", ["93326", "2,90.05", "21:43"])
def test_a_number_that_may_have_lost_its_point_is_read_in_its_whole_width(narrow: str) -> None:
    engine = ByWidth(said(narrow, 0.99), said("933.26", 0.95))
    (found,) = readings_of([crop()], engine)
    assert found.text == "933.26"


def test_a_model_without_memory_is_out_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(_: Any) -> Any:
        raise OSError("[ONNXRuntimeError] : 6 : Status Message: std::bad_alloc")

    with pytest.raises(MemoryError):
        Engine("", starved, None, None).detect(crop())
