"""From the recogniser's steps to characters, each with its place and its certainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of one crop: text, horizontal middle of each in pixels of the crop, certainty of each (0 to 1)."""

    text: str
    middles: tuple[float, ...]
    confidences: tuple[float, ...]

    @property
    def score(self) -> float:
        """The mean certainty, 0 for no text."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


FULL_WIDTH = range(0xFF01, 0xFF5F)
"""Characters of Unicode that are those of ASCII, drawn as wide as a Chinese one."""


def other_widths(characters: Sequence[str]) -> dict[int, int]:
    """For the index of a character that there is in two widths, such as （ and (, the index of the other one."""
    place = {character: i for i, character in enumerate(characters)}
    pairs = [(place.get(chr(code)), place.get(chr(code - 0xFEE0))) for code in FULL_WIDTH]
    known = [(full, half) for full, half in pairs if full is not None and half is not None]
    return dict(known) | {half: full for full, half in known}


def decoded(
    steps: npt.NDArray[np.floating], characters: Sequence[str], widths: Mapping[int, int], step: float
) -> Decoded:
    """The best character of every step, repeated ones once, blanks (index 0) left out.

    `steps` has shape (steps, characters), probabilities; `step` is the width of one in pixels. A character's
    certainty is the highest among its steps; whether it is （ or (, as told by `widths` of `other_widths`, is no
    doubt. White space stays only between Latin letters or digits.
    """
    best = steps.argmax(axis=1)
    sure = steps[np.arange(len(steps)), best].tolist()
    for i, index in enumerate(best.tolist()):
        if index in widths:
            sure[i] += float(steps[i, widths[index]])
    text: list[str] = []
    middles: list[float] = []
    confidences: list[float] = []
    position = 0
    for index, group in groupby(best.tolist()):
        end = position + len(list(group))
        if index:
            weights = sure[position:end]
            middle = sum((i + 0.5) * weight for i, weight in enumerate(weights, start=position)) / sum(weights)
            for char in characters[index]:
                text.append(char)
                middles.append(middle * step)
                confidences.append(min(1.0, max(weights)))
        position = end
    kept = [i for i, c in enumerate(text) if not c.isspace() or _parts_words(text, i)]
    return Decoded(
        "".join(" " if text[i].isspace() else text[i] for i in kept),
        tuple(middles[i] for i in kept),
        tuple(confidences[i] for i in kept),
    )


def _parts_words(text: list[str], i: int) -> bool:
    """Whether the white space at i stands between two Latin letters or digits."""
    near = text[i - 1 : i] + text[i + 1 : i + 2] if i else []
    return len(near) == 2 and all(c.isascii() and c.isalnum() for c in near)
