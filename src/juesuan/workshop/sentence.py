"""How one sentence is read, number by number."""

from __future__ import annotations

from pathlib import Path

from juesuan.errors import UsageError
from juesuan.extracting.examples import Examples, claim_of, section_for
from juesuan.extracting.figure import Figure
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.workshop.records import read_by


def explained(text: str, scope: str | None, directory: Path | None) -> list[str]:
    """Lines that say how a sentence is read below a heading (`scope`), as `juesuan patterns explain` prints them.

    For every number the claim in the notation of examples, then the records that read it with their files; numbers
    that state nothing with the rule that says so; numbers that nobody claims.

    Raises:
        BadKnowledge: the patterns are malformed.
        UsageError: `scope` is no canonical heading.
    """
    patterns = load_pattern_set(directory)
    known = {heading.id for heading in patterns.structure.headings}
    parts = {f"part:{part.id}" for part in patterns.structure.parts}
    fits = scope is None or scope in known | parts or any(name.startswith(f"{scope}.") for name in known)
    if not fits:
        raise UsageError(f"--scope {scope}: no canonical heading; see juesuan patterns list headings.toml")
    reader = Examples(patterns).reader
    section = section_for("".join(text.split()), scope)
    folded = section.body.folded
    result = reader.read(section)
    told: list[tuple[int, list[str]]] = [(f.start, _figure(f, folded, directory)) for f in result.figures]
    for number in result.none:
        rule = reader.none_rule(folded, number)
        told.append((number.start, [f"{number.text}: states no quantity (none {rule})"]))
    for number in result.unclaimed:
        told.append((number.start, [f"{number.text}: nobody claims it"]))
    for reason in result.reasons:
        told.append((reason.start, [f"reason of {reason.concept or '?'}: {folded[reason.start : reason.end]}"]))
    if not told:
        return ["no number and no reason in it"]
    return [line for _, lines in sorted(told, key=lambda item: item[0]) for line in lines]


def _figure(figure: Figure, text: str, directory: Path | None) -> list[str]:
    """A figure as a claim, and what read it."""
    said = text[figure.start : figure.end]
    if figure.number is None:
        claim = f"{figure.concept}{f'/{figure.item}' if figure.item else ''} {figure.measure} (implied)"
    else:
        said, claim = figure.number.text, claim_of(figure)
    return [f"{said}: {claim}", *(f"    {line}" for line in read_by(figure.pattern, directory))]
