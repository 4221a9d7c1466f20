"""Where sentences, clauses and paragraphs of a section's text end, and what is quoted of them."""

from __future__ import annotations

from bisect import bisect_right

import regex

SENTENCE = regex.compile(r"[。！？\n]")
CLAUSE = regex.compile(r"[，。；！？\n]")
LONGEST_QUOTE = 280
LEAD = 140


class Sentences:
    """A text by its sentences and paragraphs; `quantities` are the places of its figures, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quantities: list[int] = []
        self.stops = [0, *(m.end() for m in SENTENCE.finditer(text))]
        self.paragraphs = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def start(self, position: int) -> tuple[int, int]:
        """Start of the sentence a position is in, and its number within the section."""
        at = bisect_right(self.stops, position) - 1
        return self.stops[at], at

    def end(self, position: int) -> int:
        """End of the sentence a position is in."""
        at = bisect_right(self.stops, position)
        return self.stops[at] if at < len(self.stops) else len(self.text)

    def paragraph(self, position: int) -> int:
        """The number of the paragraph a position is in, from 1."""
        return bisect_right(self.paragraphs, position)

    def quote(self, start: int, end: int) -> tuple[int, int]:
        """What a figure was read from: its sentence up to the next figure; of a long one, the nearer clauses."""
        at = bisect_right(self.stops, start)
        begin = self.stops[at - 1]
        finish = self.stops[at] if at < len(self.stops) else len(self.text)
        following = bisect_right(self.quantities, start)
        if following < len(self.quantities):
            finish = max(end, min(finish, self.quantities[following]))
        if start - begin > LEAD:
            cuts = [m.end() for m in CLAUSE.finditer(self.text, start - LEAD, start)]
            begin = cuts[0] if cuts else start - LEAD
        if finish - begin > LONGEST_QUOTE:
            stops = [m.end() for m in CLAUSE.finditer(self.text, end, begin + LONGEST_QUOTE)]
            finish = stops[-1] if stops else begin + LONGEST_QUOTE
        return begin, max(finish, end)
