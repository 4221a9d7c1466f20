"""What is said of each project: results, reasons for a deviation, improvements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from juesuan.extracting.figures import SENTENCE, Figure
from juesuan.extracting.sections import Section
from juesuan.knowledge.project_leads import FIELDS, ProjectLeads
from juesuan.reading.paragraphs import Paragraph

BLAME = regex.compile(r"问题|原因|不足|改进|下一步")


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """A project as the words name it: the section, where its text begins, and its texts (None where unsaid)."""

    name: str
    section: int
    start: int
    results: str | None
    deviation_reason: str | None
    improvement: str | None


def split_leads(text: str, folded: str, leads: ProjectLeads) -> Mapping[str, str | None]:
    """The texts that follow the leads in a paragraph; printed text and folded text have the same places."""
    marks = sorted(
        (m.start(), m.end(), name) for name, lead in leads.leads.items() for m in lead.finditer(folded)
    )
    found: dict[str, str | None] = dict.fromkeys(FIELDS)
    for i, (_, begin, name) in enumerate(marks):
        if found[name] is not None:
            continue
        end = marks[i + 1][0] if i + 1 < len(marks) else len(folded)
        stop = leads.stop.search(folded, begin, end)
        end = stop.start() if stop else end
        found[name] = text[begin:end].lstrip("：:，, \n").strip() or None
    return found


def evaluated(section: Section, topics: Iterable[tuple[int, int, str]], leads: ProjectLeads) -> list[ProjectWords]:
    """Projects of a self-evaluation section: (start, end, name) of each, in order, its text up to the next one."""
    body: Paragraph = section.body
    places = sorted(topics)
    found: list[ProjectWords] = []
    for i, (start, end, name) in enumerate(places):
        until = places[i + 1][0] if i + 1 < len(places) else len(body.folded)
        said = split_leads(body.text[end:until], body.folded[end:until], leads)
        results = said["results"]
        if not any(said.values()):
            results = _plainly(body.text[end:until], body.folded[end:until], leads)
        found.append(ProjectWords(name, section.index, start, results, said["deviation_reason"], said["improvement"]))
    return found


def _plainly(text: str, folded: str, leads: ProjectLeads) -> str | None:
    """Results that no lead opens: the sentences of the paragraph behind the one with the figures."""
    paragraph = folded.partition("\n")[0]
    figures = SENTENCE.search(paragraph)
    if figures is None:
        return None
    stop = leads.stop.search(paragraph, figures.end())
    end = stop.start() if stop else len(paragraph)
    rest = text[figures.end() : end].strip()
    return rest if rest and not BLAME.search(rest) else None


def spent(section: Section, figures: Iterable[Figure], leads: ProjectLeads) -> list[ProjectWords]:
    """Projects named with their spending (某项目4.5万元，主要成效是…), the text of each up to the next one."""
    body = section.body
    named = [f for f in figures if f.item and f.measure == "actual" and f.concept.endswith("expenditure.project")]
    found: list[ProjectWords] = []
    for i, figure in enumerate(named):
        until = named[i + 1].start if i + 1 < len(named) else len(body.folded)
        said = split_leads(body.text[figure.end : until], body.folded[figure.end : until], leads)
        results = said["results"]
        if results and i + 1 < len(named):
            # The next project's name stands before its figure: what belongs to this one ends with its sentence.
            stops = [m.end() for m in SENTENCE.finditer(results)]
            results = results[: stops[-1]] if stops else results
        assert figure.item is not None
        found.append(ProjectWords(figure.item, section.index, figure.start, results, None, None))
    return found
