"""Captions: the header cells of a table without rulings, from its words alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from juesuan.extracting.tabling.filling import Span
from juesuan.extracting.tabling.printed_words import PrintedWord

TIGHT = 0.45
"""Share of the height of a word that lines of one header cell stand apart at most."""


MUCH = 0.45
"""Share of a column's width that a word takes where it stands over it too."""


@dataclass
class Caption:
    """Words of one header cell, one below the other, and the columns it stands over."""

    words: list[PrintedWord]
    line: int
    left: int
    right: int

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (min(w.y0 for w in self.words) + max(w.y1 for w in self.words)) / 2

    @property
    def centre(self) -> float:
        """Its middle from the left."""
        return (min(w.x0 for w in self.words) + max(w.x1 for w in self.words)) / 2

    @property
    def text(self) -> str:
        """Its words joined."""
        return "".join(w.text for w in self.words)


def caption_spans(
    header: Sequence[Sequence[PrintedWord]], xs: Sequence[float], names: Callable[[str], bool],
    lists: Callable[[str], bool],
) -> list[Span]:  # fmt: skip
    """The cells of header lines over columns with these edges.

    `names` knows the words of headers, `lists` those among them that name the rows.

    A word below another is the rest of its name, unless both are names: then the upper one is the parent, and
    stands in the middle of the columns that it is the parent of.
    """
    captions: list[Caption] = []
    for line, words in enumerate(header):
        for word in words:
            left, right = _columns(word, xs)
            above = next((c for c in reversed(captions) if c.left < right and left < c.right), None)
            alone = word.number or (
                names(word.text) and (above is None or (names(above.text) and not _goes_on(above, word, names)))
            )
            if above is not None and above.right - above.left == 1 == right - left and not alone:
                above.words.append(word)
            else:
                captions.append(Caption([word], line, left, right))
    numbered = {c.line for c in captions if c.words[0].number}
    named = [c for c in captions if c.line not in numbered]
    for line in range(len(header)):
        _widen(line, named, xs, lists)
    columns = len(xs) - 1
    spans: list[Span] = []
    for caption in captions:
        bottom = min((c.line for c in _below(caption, captions)), default=len(header))
        spans.append((caption.line, caption.left, bottom, caption.right))
    taken = [[False] * columns for _ in header]
    kept = []
    for span in sorted(spans):
        places = [(r, c) for r in range(span[0], span[2]) for c in range(span[1], span[3])]
        if not any(taken[r][c] for r, c in places):
            kept.append(span)
            for r, c in places:
                taken[r][c] = True
    return kept


def _goes_on(above: Caption, word: PrintedWord, names: Callable[[str], bool]) -> bool:
    """Whether a word is the rest of a name that would be whole without it: 对附属单位补助 / 支出, set close."""
    close = word.y0 - above.words[-1].y1 < TIGHT * (word.y1 - word.y0)
    return close and names(above.text + word.text)


def _below(caption: Caption, captions: Sequence[Caption]) -> list[Caption]:
    """The captions further down over any of its columns."""
    return [c for c in captions if c.line > caption.line and c.left < caption.right and caption.left < c.right]


def _columns(word: PrintedWord, xs: Sequence[float]) -> tuple[int, int]:
    """The columns a word stands over: all of whose width it takes a good part."""
    last = len(xs) - 2
    left = min(max(bisect_right(xs, word.x0) - 1, 0), last)
    right = min(max(bisect_right(xs, word.x1) - 1, 0), last)
    centre = min(max(bisect_right(xs, word.centre) - 1, 0), last)
    over = [
        k for k in range(left, right + 1)
        if k == centre or min(word.x1, xs[k + 1]) - max(word.x0, xs[k]) > MUCH * (xs[k + 1] - xs[k])
    ]  # fmt: skip
    return over[0], over[-1] + 1


def _widen(line: int, captions: Sequence[Caption], xs: Sequence[float], lists: Callable[[str], bool]) -> None:
    """Let the parents of a line reach over all columns around them that are under some parent there.

    Columns between parents go where all of them stand best in the middle.
    """
    parents = [c for c in captions if c.line == line and _below(c, captions)]
    columns = range(len(xs) - 1)
    above = [next((c for c in reversed(captions) if c.line < line and c.left <= k < c.right), None) for k in columns]
    owned = {k for c in parents for k in range(c.left, c.right)}
    free = _parented(line, captions, len(columns), lists)
    start = 0
    for k in (*columns, len(columns)):
        if k == len(columns) or not (free[k] or k in owned) or (k > start and above[k] is not above[k - 1]):
            _share(sorted((c for c in parents if start <= c.left < k), key=lambda c: c.left), start, k, xs)
            start = k if k < len(columns) and (free[k] or k in owned) else k + 1


def _share(parents: Sequence[Caption], start: int, end: int, xs: Sequence[float]) -> None:
    """Part the columns from `start` to before `end` among parents."""
    if not parents:
        return
    between = (range(a.right, max(a.right, b.left) + 1) for a, b in pairwise(parents))
    ways = ([start, *cuts, end] for cuts in product(*between))
    best = min(ways, key=lambda e: sum(_off(c, a, b, xs) for c, (a, b) in zip(parents, pairwise(e), strict=True)))
    for caption, (left, right) in zip(parents, pairwise(best), strict=True):
        caption.left, caption.right = min(caption.left, left), max(caption.right, right)


def _off(caption: Caption, left: int, right: int, xs: Sequence[float]) -> float:
    """How far a caption stands from the middle of some columns."""
    return abs((xs[left] + xs[right]) / 2 - caption.centre)


def _parented(
    line: int, captions: Sequence[Caption], columns: int, lists: Callable[[str], bool]
) -> list[bool]:
    """For every column whether a name on this line stands over it though none is printed right there.

    A cell that reaches from the top of the line's cells to the bottom of the header has its name in the middle: one
    that stands lower has something over it. What rows are called has not.
    """
    here = [c for c in captions if c.line == line and _below(c, captions)]
    middle = (min(c.words[0].y0 for c in here) + max(c.words[-1].y1 for c in captions)) / 2 if here else 0.0
    found = []
    for column in range(columns):
        own = [c for c in captions if c.left <= column < c.right]
        below = [c for c in own if c.line > line]
        if not below or any(c.line == line for c in own) or lists(below[-1].text):
            found.append(False)
            continue
        lower = below[0].middle > middle + TIGHT * (below[0].words[0].y1 - below[0].words[0].y0)
        found.append(lower or bool(_below(below[0], captions)))
    return found
