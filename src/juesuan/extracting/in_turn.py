"""Numbers told in one breath of things named before: A费5万元、B费7万元，分别减少1万元和2万元，下降17%和22%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.matching import Named, Related
from juesuan.extracting.numbers import Number

LINK = regex.compile(r"[、和及与]|以及")
IN_TURN = regex.compile(r"分别|依次")


@dataclass(frozen=True, slots=True)
class Breath:
    """What the numbers of a run say, and of what: `starts` are their places, in the order of `names`."""

    starts: tuple[int, ...]
    names: tuple[Named, ...]
    related: Related

    def of(self, start: int) -> Named | None:
        """What the number at a place is about, None of a number outside the run."""
        return self.names[self.starts.index(start)] if start in self.starts else None


class Turns:
    """The runs of numbers of a text that nothing but 、 or 和 parts."""

    def __init__(self, text: str, numbers: Sequence[Number]) -> None:
        runs: list[list[Number]] = []
        for number in numbers:
            last = runs[-1][-1] if runs else None
            if last is not None and last.kind == number.kind and LINK.fullmatch(text, last.unit_end, number.start):
                runs[-1].append(number)
            else:
                runs.append([number])
        self._runs = {run[0].start: tuple(number.start for number in run) for run in runs if len(run) > 1}

    def breath(self, start: int, related: Related, told: Sequence[tuple[int, Named]]) -> Breath | None:
        """The run that begins at a place, if it is told of as many things in turn; `told` are those of its sentence.

        The words say so (分别), or the last run did: it is of the same things.
        """
        starts = self._runs.get(start)
        if starts is None or len(told) < len(starts):
            return None
        places = tuple(place for place, _ in told[-len(starts) :])
        names = tuple(named for _, named in told[-len(starts) :])
        if len({(named.concept, named.item) for named in names}) < len(names):
            return None
        if IN_TURN.search(related.match[0]) or self._runs.get(places[0]) == places:
            return Breath(starts, names, related)
        return None
