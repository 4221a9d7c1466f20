"""The glossary: terms with their definitions, and entries for accounts of the functional classification."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from juesuan.extracting.numbering import Kind, numbering_of
from juesuan.extracting.sections import Section
from juesuan.reading.paragraphs import Paragraph

LONGEST_TERM = 60
COLON = regex.compile(r"[：:]")
MEANS = regex.compile(r"(?:，)?(?:是指|主要指|指的是|指)")
ACCOUNT = regex.compile(
    r"(?P<class>[^（），。：]{2,30})（类）[-、，]?(?:(?P<group>[^（），。：]{2,40})（款）)?[-、，]?"
    r"(?:(?P<item>.{2,50}?)（项）)?(?=[：:。，])"
)
CODE = regex.compile(r"（?(?P<code>2\d{2}(?:\d{2}){0,2})）?")


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its definition; for an account the names of its class, group and item. `place` is where it starts."""

    sequence: int
    term: str
    definition: str | None
    class_name: str | None
    group_name: str | None
    item_name: str | None
    place: Paragraph


def terms_of(section: Section) -> list[Term]:
    """The terms of a glossary section, in order."""
    groups = _grouped(section.paragraphs)
    terms: list[Term] = []
    for kind, head, rest in groups:
        term = _term(len(terms) + 1, kind, head, rest)
        if term is None:
            continue
        terms.append(term)
        for paragraph in rest:
            account = _account(len(terms) + 1, paragraph)
            if account is not None:
                terms.append(account)
    return terms


def _grouped(paragraphs: list[Paragraph]) -> list[tuple[Kind | None, Paragraph, list[Paragraph]]]:
    """Paragraphs of the outermost numbering, each with those below it."""
    numbered = [(p, numbering_of(p.folded, p.text)) for p in paragraphs]
    kinds = [n.kind for _, n in numbered if n is not None]
    outer = min(kinds) if kinds else None
    groups: list[tuple[Kind | None, Paragraph, list[Paragraph]]] = []
    for paragraph, number in numbered:
        kind = number.kind if number else None
        starts = kind == outer if outer is not None else bool(COLON.search(paragraph.folded, 0, LONGEST_TERM))
        if starts or not groups:
            groups.append((kind, paragraph, []))
        else:
            groups[-1][2].append(paragraph)
    return groups


def _bare(paragraph: Paragraph) -> Paragraph:
    number = numbering_of(paragraph.folded, paragraph.text)
    return paragraph.slice(number.end, len(paragraph)) if number else paragraph


def _term(sequence: int, kind: Kind | None, head: Paragraph, rest: list[Paragraph]) -> Term | None:
    account = _account(sequence, head)
    if account is not None:
        return account
    bare = _bare(head)
    match = COLON.search(bare.folded, 0, LONGEST_TERM) or MEANS.search(bare.folded, 2, LONGEST_TERM)
    below = "\n".join(p.text for p in rest)
    if match is None:
        if kind is None or len(bare.text) > LONGEST_TERM:
            return None  # a sentence that leads in, not a term
        return Term(sequence, bare.text.strip("。"), below or None, None, None, None, bare)
    after = match.end() if match[0] in "：:" else match.start()
    definition = bare.text[after:].lstrip("，, ") + (f"\n{below}" if below else "")
    return Term(sequence, bare.text[: match.start()].strip(), definition.strip() or None, None, None, None, bare)


def _account(sequence: int, paragraph: Paragraph) -> Term | None:
    bare = _bare(paragraph)
    match = ACCOUNT.match(bare.folded)
    if match is None:
        return None
    code = CODE.match(match["class"])
    name = match["class"][code.end() :] if code else match["class"]
    definition = bare.text[match.end() :].lstrip("：:。，")
    return Term(
        sequence, bare.text[: match.end()], definition or None, name, match["group"], match["item"], bare
    )
