"""Figures of two years told side by side: 2021年基本支出9万元，2020年基本支出8万元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import regex

from juesuan.extracting.figure import Figure

NAMED = regex.compile(r"(?r)(?:^|[^\d])(?P<year>(?:19|20)\d\d)年度?(?:本?(?:部门|单位)|全年)?(?:的)?")
"""The year right in front of a subject."""


def year_of_subject(text: str, start: int) -> int | None:
    """The year that stands right in front of a subject that begins at `start`: 2020年基本支出."""
    named = NAMED.match(text, 0, start)
    return int(named["year"]) if named else None


def settle_years(figures: Sequence[Figure]) -> list[Figure]:
    """Of a subject stated for two years the amount of the earlier one is that of the year before.

    A single year proves nothing: a template keeps last year's. What goes on in the sentence of an earlier
    amount, its parts and their shares, is of its year.
    """
    stated: dict[tuple[str, str | None], set[int]] = defaultdict(set)
    for figure in figures:
        if figure.named_year is not None:
            stated[figure.concept, figure.item].add(figure.named_year)
    settled: list[Figure] = []
    earlier: tuple[int, int] | None = None
    for figure in figures:
        year = figure.named_year
        if year is not None:
            before = year < max(stated[figure.concept, figure.item])
            earlier = (figure.sentence, year) if before else None
        if earlier is not None and earlier[0] == figure.sentence:
            if figure.measure == "actual":
                figure = replace(figure, measure="prior", year=earlier[1])
            elif figure.measure == "share_pct":
                figure = replace(figure, year=earlier[1])
        settled.append(figure)
    return settled
