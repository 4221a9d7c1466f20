"""Rulings in bulk: a page of tables has hundreds, and those who look for grids want them as one array."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import numpy.typing as npt

from juesuan.reading.page import Box, Ruling


class Rulings(Collection[Ruling]):
    """The rulings of a page, each made when somebody asks for it.

    `level` says which are horizontal, shape (n,), `boxes` are theirs, shape (n, 4).
    """

    def __init__(self, level: npt.NDArray[np.bool_], boxes: npt.NDArray[np.float64]) -> None:
        self.level, self.boxes = level, boxes

    @classmethod
    def of(cls, rulings: Collection[Ruling]) -> Rulings:
        """These rulings in bulk."""
        if isinstance(rulings, Rulings):
            return rulings
        boxes = np.array([r.box for r in rulings], np.float64).reshape(-1, 4)
        return cls(np.array([r.horizontal for r in rulings], np.bool_), boxes)

    def __len__(self) -> int:
        return len(self.level)

    def __iter__(self) -> Iterator[Ruling]:
        for level, box in zip(self.level.tolist(), self.boxes.tolist(), strict=True):
            yield Ruling(level, Box(*box))

    def __contains__(self, ruling: object) -> bool:
        return any(ruling == own for own in self)
