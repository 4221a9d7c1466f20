"""The law of wrapped lines: a line ends where the next unbreakable unit of its cell no longer fits.

Widths are in half characters: 2 for a wide character, 1 for a Latin one, a half for the thin space that
word processors put between the two. Costs are roughly negative log-likelihoods: 0 is what a word processor
does, 10 is what it never does.
"""

from __future__ import annotations

import itertools
from functools import lru_cache

import regex

NO_START = frozenset("，。、；：？！）》”’】〉」』〕％%,.;:?!)]}…")
NO_END = frozenset("（《“‘【〈「『〔([{")
MARKS = NO_START | NO_END
PAIRS = {"（": 1, "(": 1, "《": 1, "“": 1, "【": 1, "）": -1, ")": -1, "》": -1, "”": -1, "】": -1}
LATIN_RUN = regex.compile(r"[A-Za-z0-9][A-Za-z0-9.,%/+-]*")
LIST_MARK = regex.compile(
    r"\d{1,2}\s?[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}(?:是|、)"
)
SENTENCE_ENDS = "。！？!?"
PAUSES = "，、：,:"
LEANING = frozenset("的和及与或在对为将把被以从向并于等")
"""Characters that seldom stand at the end of a cell."""

NEVER = 10.0


def is_wide(char: str) -> bool:
    """Whether it takes a full character's width in print."""
    return ord(char) >= 0x2E80 or char in "“”‘’—…·×"


@lru_cache(maxsize=8192)
def print_width(text: str) -> float:
    """Half characters the text takes, its outer white space apart."""
    return sum(2.0 if is_wide(c) else 0.5 if c.isspace() else 1.0 for c in text.strip())


@lru_cache(maxsize=8192)
def first_unit(text: str) -> str:
    """What can not be broken at the start of a line: brackets, a character or number, closing marks."""
    text = text.strip()
    end = 0
    while end < len(text) - 1 and text[end] in NO_END:
        end += 1
    run = LATIN_RUN.match(text, end)
    end = run.end() if run else end + 1
    while end < len(text) and text[end] in NO_START:
        end += 1
    return text[:end]


@lru_cache(maxsize=8192)
def _doubt(text: str) -> float:
    """How far the print may be wider than `print_width`: thin spaces that the text layer left out."""
    return 0.5 * sum(
        is_wide(a) != is_wide(b) and not (a.isspace() or b.isspace() or a in MARKS or b in MARKS)
        for a, b in itertools.pairwise(text)
    )


def overflow_cost(text: str, width: float) -> float:
    """The cost of printing a line in a column of `width`.

    Word processors squeeze wide punctuation a little, and let the last mark of a line hang over the edge.
    """
    over = print_width(text) - width
    if over <= 0:
        return 0.0
    marks = sum(c in MARKS for c in text if is_wide(c))
    hanging = 1.0 if text.rstrip()[-1:] in NO_START else 0.0
    excess = over - min(2.0, float(marks)) - hanging
    return 0.3 * over if excess <= 0 else min(0.5 + 3.0 * excess, NEVER)


@lru_cache(maxsize=8192)
def wrap_cost(line: str, following: str, width: float) -> float:
    """The cost of `following` being the next line of the cell that `line` stands in."""
    slack = width - print_width(line) - print_width(first_unit(following)) - _doubt(line.strip())
    closed = line.rstrip().endswith(tuple(SENTENCE_ENDS))
    if slack < 0:
        return 1.0 if closed else 0.0
    if closed or line.rstrip().endswith(("；", ";", "：", ":")):
        # a paragraph may end inside a cell, above all before the next item of a list
        return 1.5 if LIST_MARK.match(following.strip()) else 5.0
    return min(3.0 + slack, NEVER)


def start_cost(text: str) -> float:
    """The cost of a cell beginning with this line."""
    text = text.strip()
    return NEVER if text[:1] in NO_START else 2.0 if text[:1] in "的了等" else 0.0


def end_cost(text: str, width: float, closed: float) -> float:
    """The cost of a cell ending with this line; `closed` is the cost of a cell that ends in a full stop."""
    text = text.strip()
    filled = 0.8 if width - print_width(text) < 2 else 0.0
    if text.endswith(tuple(SENTENCE_ENDS)):
        return filled + closed
    if text[-1:] in PAUSES or text[-1:] in NO_END:
        return filled + 4.0
    return filled + (1.5 if text[-1:] in LEANING else 0.0)


@lru_cache(maxsize=8192)
def depth_change(text: str) -> int:
    """Opening brackets and quotes less closing ones."""
    return sum(PAIRS.get(c, 0) for c in text)
