"""Figures as printed become facts: typed values, names, units in 元, and their place on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.figures import Figure, SectionFigures
from juesuan.extracting.sections import Section
from juesuan.knowledge.units import Unit
from juesuan.knowledge.vocabulary import Concept
from juesuan.normalising.accounts import Accounts
from juesuan.normalising.fact import Fact
from juesuan.normalising.keys import key
from juesuan.normalising.values import value_of
from juesuan.reading.page import Box, Reading
from juesuan.reading.paragraphs import Paragraph

LONGEST_QUOTE = 300
NO_UNIT = str.maketrans("", "", "\n余多几.。，,·")
CLAUSE = regex.compile(r"[^，。；：！？、\d]*\Z")
"""The end of a text without a mark or a number in it."""
FUNDS = (
    ("general_budget.", "general"),
    ("government_fund.", "government_fund"),
    ("state_capital.", "state_capital"),
    ("fiscal.", "all_fiscal"),
    ("income_expenditure.", "all"),
    ("income.", "all"),
    ("expenditure.", "all"),
    ("carryover.", "all"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run of characters stands: page, box (None without layout), and an anchor where these do not say it."""

    page: int | None
    box: Box | None
    anchor: str | None


def place_of(reading: Reading, body: Paragraph, start: int, end: int) -> Place:
    """Where characters start..end of a text stand on the page as displayed; of several lines, the first."""
    if not len(body.line_of):
        return Place(None, None, None)
    start = min(start, len(body.line_of) - 1)
    at = int(body.line_of[start])
    line = reading.lines[at]
    if line.boxes is None:
        return Place(line.page, None, line.anchor or f"line {line.number}")
    same = [int(body.char_of[i]) for i in range(start, max(end, start + 1)) if int(body.line_of[i]) == at]
    boxes = line.boxes[same]
    around = Box(
        float(boxes[:, 0].min()), float(boxes[:, 1].min()), float(boxes[:, 2].max()), float(boxes[:, 3].max())
    )
    shown = reading.page_of(at).displayed(around)
    box = Box(round(shown.x0, 2), round(shown.y0, 2), round(shown.x1, 2), round(shown.y1, 2))
    return Place(line.page, box, line.anchor)


def confidence_of(reading: Reading, body: Paragraph, start: int, end: int) -> float | None:
    """The lowest confidence of characters start..end of a text, to 2 places; None if all are of a text layer."""
    lowest: float | None = None
    for i in range(start, min(end, len(body.line_of))):
        confidences = reading.lines[int(body.line_of[i])].confidences
        if confidences is not None:
            here = float(confidences[int(body.char_of[i])])
            lowest = here if lowest is None else min(lowest, here)
    return None if lowest is None else round(lowest, 2)


def section_ids(document_id: str, sections: Sequence[Section]) -> list[str]:
    """A key per section from its path of headings; a heading that occurs twice below one parent is counted."""
    ids: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for section in sections:
        parent = ids[section.parent] if section.parent is not None else ""
        name = f"{section.number}{section.title}"
        count = seen[parent, name] = seen.get((parent, name), 0) + 1
        ids.append(key(document_id, parent, name, count))
    return ids


@dataclass(frozen=True)
class FactMaker:
    """Makes the facts of one document."""

    document_id: str
    reading: Reading
    report_year: int | None
    vocabulary: Mapping[str, Concept]
    units: Mapping[str, Unit]
    accounts: Accounts

    def facts(
        self, sections: Sequence[Section], figures: Sequence[SectionFigures], ids: Sequence[str]
    ) -> list[Fact]:
        """All facts in reading order. Two that name the same place and concept would be one: the first stays.

        `figures` and `ids` (see `section_ids`) have one entry per section.
        """
        facts: dict[str, Fact] = {}
        sentences: dict[tuple[int, int], int] = {}
        for section, read in zip(sections, figures, strict=True):
            for figure in sorted(read.figures, key=lambda f: (f.start, f.end)):
                sentence = sentences.setdefault((section.index, figure.sentence), len(sentences))
                fact = self._fact(figure, section, ids[section.index], sentence, len(facts))
                if fact is not None:
                    facts.setdefault(fact.fact_id, fact)
        return list(facts.values())

    def _years(self, figure: Figure) -> tuple[int | None, str | None]:
        """The year of a figure, and what it is compared with: 比2019年减少 of a report for 2023 is no 比上年减少."""
        year, named = self.report_year, figure.year
        earlier = year is not None and named is not None and named < year - 1
        if figure.compared_to == "prior_year" and earlier:
            return year, "earlier_year"
        if year is not None and figure.measure == "prior":
            return named if earlier else year - 1, figure.compared_to
        if figure.measure == "share_pct" and named is not None:
            return named, figure.compared_to
        return year, figure.compared_to

    def _fact(self, figure: Figure, section: Section, section_id: str, sentence: int, order: int) -> Fact | None:
        number, body = figure.number, section.body
        concept = self.vocabulary[figure.concept]
        unit = number.unit if number else self.units[figure.unit_name or "万元"]
        text = number.text if number else "0"
        value = value_of(text, unit, negative=figure.negative)
        if value is None:
            return None
        end = number.unit_end if number else figure.end
        place = place_of(self.reading, body, figure.start, end)
        name = _unit_name(body, number.end, number.unit_end) if number and number.unit and not number.borrowed else None
        inferred = name is None
        if name is None:
            name = "分" if concept.kind == "score" else (unit.name if unit else "")
        confidence = confidence_of(self.reading, body, _clause_start(body.folded, *figure.quote, figure.start), end)
        quote = body.text[figure.quote[0] : figure.quote[1]].replace("\n", "")
        year, compared = self._years(figure)
        return Fact(
            fact_id=key(self.document_id, section_id, figure.start, figure.concept, figure.measure),
            section_id=section_id,
            section_concept=section.scope,
            part=section.part,
            heading=section.heading,
            concept=figure.concept,
            label=concept.zh,
            item=_printed_item(figure, body),
            item_code=self.accounts.code_of(figure.concept, figure.item, figure.path),
            measure=figure.measure,
            budget_kind=figure.budget_kind,
            compared_to=compared,
            base_concept=figure.base_concept,
            base_item=figure.base_item,
            fund=figure.fund or _fund(figure.concept, section),
            fiscal_year=year,
            value=value.value,
            unit=name,
            unit_inferred=inferred,
            value_base=value.base,
            decimals=value.decimals,
            amount=value.amount,
            value_text=body.text[figure.start : end].replace("\n", ""),
            form=number.form if number else "implied",
            bound=number.bound if number else "exact",
            page=place.page,
            x0=place.box.x0 if place.box else None,
            y0=place.box.y0 if place.box else None,
            x1=place.box.x1 if place.box else None,
            y1=place.box.y1 if place.box else None,
            char_start=figure.start,
            char_end=end,
            anchor=place.anchor,
            quote=quote[:LONGEST_QUOTE],
            source="text" if confidence is None else "ocr",
            ocr_confidence=confidence,
            pattern=figure.pattern,
            sentence=sentence,
            order=order,
        )


def _clause_start(folded: str, start: int, end: int, at: int) -> int:
    """Where the words begin that say what a number is of: behind the last mark or number before it, in its quote."""
    found = CLAUSE.search(folded, start, min(at, end))
    return found.start() if found else at


def _unit_name(body: Paragraph, start: int, end: int) -> str:
    """The unit as printed, in plain characters (％ is %, 萬元 is 万元).

    余 and 多 in it are no part of it, nor is a dot that a recogniser saw before it.
    """
    pairs = zip(body.text[start:end], body.folded[start:end], strict=True)
    return "".join(plain if plain == "%" or plain.isalpha() else char for char, plain in pairs).translate(NO_UNIT)


def _printed_item(figure: Figure, body: Paragraph) -> str | None:
    """An item with the quotes that the page prints: folding made them all one kind."""
    if figure.item is None or "“" not in figure.item:
        return figure.item
    at = body.folded.rfind(figure.item, 0, figure.end + 80)
    return body.text[at : at + len(figure.item)] if at >= 0 else figure.item


def _fund(concept: str, section: Section) -> str | None:
    if concept.startswith("three_public."):
        return "general" if "一般公共预算" in section.heading else "all_fiscal"
    return next((fund for prefix, fund in FUNDS if concept.startswith(prefix)), None)


