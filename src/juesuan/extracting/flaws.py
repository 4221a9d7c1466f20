"""Flaws: places where the words of a report are misprinted, left over from a template, or speak of another body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.masthead import Masthead
from juesuan.extracting.sections import Section
from juesuan.knowledge.defects import Defect

SECONDS = 1.0
"""Time one phrase may take on one text."""
OF_A_BODY = regex.compile(r"^(?P<name>\p{Han}{4,30}?)(?:19|20)\d\d年度?(?:部门|单位)?决算")
"""A part's title that names the body: 某某市民政局2023年度部门决算表."""
MARKS = regex.compile(r"[\p{P}\s]")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One kind of flaw in one section: its first place in the text (None: in the heading) and how often it occurs."""

    code: str
    severity: str
    says: str
    section: int
    span: tuple[int, int] | None
    evidence: str
    count: int


def flaws_of(sections: Sequence[Section], masthead: Masthead, defects: Sequence[Defect]) -> Iterator[Flaw]:
    """The flaws of all sections, in reading order."""
    for section in sections:
        for defect in defects:
            try:
                spans = defect.found(section.body.folded, masthead.report_year, SECONDS)
            except TimeoutError:
                says = f"文字超出匹配时限，未能检查“{defect.says}”"
                yield Flaw("pattern_timeout", "warning", says, section.index, None, section.title, 1)
                continue
            if spans:
                start, end = spans[0]
                evidence = section.body.text[max(0, start - 15) : end + 15].replace("\n", "")
                yield Flaw(defect.id, defect.severity, defect.says, section.index, spans[0], evidence, len(spans))
        other = _other_body(section, masthead.unit_name)
        if other is not None:
            says = f"标题所写的“{other}”与报告单位“{masthead.unit_name}”不同"
            yield Flaw("other_unit", "warning", says, section.index, None, section.title, 1)


def _other_body(section: Section, unit_name: str | None) -> str | None:
    """The body that a title names, where neither name holds the other."""
    named = OF_A_BODY.match(section.title)
    if named is None or unit_name is None:
        return None
    name, own = MARKS.sub("", named["name"]), MARKS.sub("", unit_name)
    return None if name in own or own in name else named["name"]
