"""Words: runs of a line's characters that stand together."""

from __future__ import annotations

from juesuan.reading.page import Box, Line, Word

GAP = 0.6
"""A gap wider than this share of the character's height parts two words, e.g. two cells of a table."""


def words_of(line: Line) -> tuple[Word, ...]:
    """The words of a line, in reading order; none for a line without boxes.

    A word ends at white space, at a gap of more than 0.6 of the height, and where the line steps back or
    leaves its baseline. Boxes are in PDF points from the top left of the page.
    """
    if line.boxes is None:
        return ()
    rows: list[list[float]] = line.boxes.tolist()
    words: list[Word] = []
    start: int | None = None
    for i, char in enumerate(line.text):
        if char.isspace():
            if start is not None:
                words.append(_word(line.text, rows, start, i))
            start = None
        elif start is None:
            start = i
        elif _apart(rows[i - 1], rows[i]):
            words.append(_word(line.text, rows, start, i))
            start = i
    if start is not None:
        words.append(_word(line.text, rows, start, len(line.text)))
    return tuple(words)


def _apart(before: list[float], here: list[float]) -> bool:
    """Whether two neighbouring characters belong to different words."""
    reach = GAP * max(before[3] - before[1], here[3] - here[1])
    ahead, down = here[0] - before[2], (here[1] + here[3] - before[1] - before[3]) / 2
    # Digits often sit a little off the baseline of the Chinese around them: only a real step parts words.
    return ahead > reach or here[2] < before[0] or abs(down) > reach


def _word(text: str, rows: list[list[float]], start: int, end: int) -> Word:
    part = rows[start:end]
    box = Box(
        min(r[0] for r in part), min(r[1] for r in part), max(r[2] for r in part), max(r[3] for r in part)
    )
    return Word(text[start:end], box)
