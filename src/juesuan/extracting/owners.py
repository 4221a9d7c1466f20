"""Whose tables they are, and of which year: what their frames say, for files that hold tables and no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import regex

from juesuan.extracting.masthead import Masthead
from juesuan.extracting.statutory import StatutoryTable
from juesuan.reading.folding import fold
from juesuan.reading.page import Reading

FIRST = 16
"""Lines of a table among which its frame stands."""
OWNER = regex.compile(
    r"(?:编制|填报|公开|预算)?(?:单位|部门)(?:名称)?\s*：\s*(?P<name>[\p{Han}（）]{4,40}?)(?=\s|金额|单位：|(?:19|20)\d\d|$)"
)
YEAR = regex.compile(r"(?<!\d)((?:19|20)\d\d)\s?年")


def with_owners(masthead: Masthead, reading: Reading, tables: Sequence[StatutoryTable]) -> Masthead:
    """The masthead, its unit and year from the frames of the tables where the words do not say them."""
    if not tables or (masthead.unit_name is not None and masthead.report_year is not None):
        return masthead
    names, years = Counter[str](), Counter[str]()
    for table in tables:
        for line in table.lines[:FIRST]:
            folded = fold(reading.lines[line].text.strip())
            if owner := OWNER.search(folded):
                names[owner["name"]] += 1
            years.update(YEAR.findall(folded))
    name = masthead.unit_name or (names.most_common(1)[0][0] if names else None)
    year = masthead.report_year or (int(years.most_common(1)[0][0]) if years else None)
    return replace(masthead, unit_name=name, report_year=year)
