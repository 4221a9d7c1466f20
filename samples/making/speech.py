"""Sentences that know which quantities they state, so that print and answers cannot diverge."""

from __future__ import annotations

import re
from dataclasses import dataclass

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
STOPS = "，。；："


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One quantity as the answers name it; `value` is signed and has no separators, `print` is on paper."""

    concept: str
    measure: str
    value: str
    print: str
    unit: str
    item: str | None = None
    budget_kind: str | None = None
    compared_to: str | None = None
    base_concept: str | None = None
    year: int
    core: bool


@dataclass(frozen=True)
class Speech:
    """Printed text and the (start, end, quantity) spans in it; `serial` tells equal texts apart."""

    serial: int
    text: str
    marks: tuple[tuple[int, int, Quantity], ...] = ()


def spoken(serial: int, marked: str, quantities: list[Quantity], gap: str) -> Speech:
    """Replace every mark by its printed number, with `gap` on both sides of it."""
    text, marks, last = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        quantity = quantities[int(found[1])]
        if text and text[-1] not in "，。；：（“":
            text += gap
        start = len(text)
        text += quantity.print
        marks.append((start, len(text), quantity))
        last = found.end()
        if marked[last : last + 1] not in ("", "%", *STOPS):
            text += gap
    return Speech(serial, text + marked[last:], tuple(marks))


def clause(text: str, start: int, end: int) -> str:
    """The clause around text[start:end] without white space; a short one takes in the clause before it."""
    right = next((i for i in range(end, len(text)) if text[i] in STOPS), len(text))
    left = start
    while True:
        left = next((i + 1 for i in range(left - 2, -1, -1) if text[i] in STOPS), 0)
        quote = "".join(text[left:right].split())
        if left == 0 or len(quote) >= 10:
            return quote
