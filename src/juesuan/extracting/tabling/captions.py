"""Captions: the header cells of a table without rulings, from its words alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from juesuan.extracting.tabling.filling import Span
from juesuan.extracting.tabling.printed_words import PrintedWord

TIGHT = 0.45
"""Share of the height of a word that lines of one header cell stand apart at most."""


@dataclass
class Caption:
    """Words of one header cell, one below the other, and the columns it stands over."""

    words: list[PrintedWord]
    line: int
    left: int
    right: int

    @property
    def text(self) -> str:
        """Its words joined."""
        return "".join(w.text for w in self.words)


def caption_spans(
    header: Sequence[Sequence[PrintedWord]], xs: Sequence[float], names: Callable[[str], bool]
) -> list[Span]:
    """The cells of header lines over columns with these edges; `names` knows the words of headers.

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
    for caption in captions:
        _widen(caption, captions, xs)
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
        if k == centre or min(word.x1, xs[k + 1]) - max(word.x0, xs[k]) > 0.5 * (xs[k + 1] - xs[k])
    ]  # fmt: skip
    return over[0], over[-1] + 1


def _widen(caption: Caption, captions: Sequence[Caption], xs: Sequence[float]) -> None:
    """Let a parent reach over the columns around it that have names below its line but none at or above it."""
    if not _below(caption, captions):
        return
    free = set(range(len(xs) - 1))
    for other in captions:
        if other is not caption and other.line <= caption.line:
            free -= set(range(other.left, other.right))
    left, right = caption.left, caption.right
    while left - 1 in free:
        left -= 1
    while right in free:
        right += 1
    centre = sum(w.centre for w in caption.words) / len(caption.words)
    best = (float("inf"), 0, caption.left, caption.right)
    for a in range(left, caption.left + 1):
        for b in range(caption.right, right + 1):
            away = abs((xs[a] + xs[b]) / 2 - centre)
            # A few points make no difference: the widest reach that is centred is meant.
            best = min(best, (round(away / 12), a - b, a, b))
    caption.left, caption.right = best[2], best[3]
