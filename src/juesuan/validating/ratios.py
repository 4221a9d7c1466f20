"""Ratios: shares, and rates made of two figures of the same item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.validating.figure import Figure
from juesuan.validating.identity import Identity, Selector
from juesuan.validating.index import ANY, Index, Missing, missing, nearest
from juesuan.validating.interval import total
from juesuan.validating.trial import DIVISOR, ONE, Trial, not_evaluable, quotient_trial, zero_base

AMOUNTS = ("actual", "count", "headcount", "quantity", "budget")
"""What a share may be a share of, in this order of preference."""


def try_share(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every printed share: part ÷ base, both the nearest figures of their concepts."""
    for share in index.measured("share_pct"):
        if share.base_concept is None:
            yield not_evaluable(identity, "missing_operand:base_concept", share)
            continue
        yield _try_share(identity, index, share, share.base_concept)


def _try_share(identity: Identity, index: Index, share: Figure, base_concept: str) -> Trial:
    part: Figure | Missing = missing(share.concept)
    base: Figure | Missing = missing(base_concept)
    for measure in AMOUNTS:
        if measure == "budget" and index.of(share.concept, "actual"):
            continue
        part = _amount(index, share, share.concept, share.key, measure)
        if isinstance(part, Figure):
            base = _amount(index, part, base_concept, share.base_key, measure)
            break
        if part.reason.startswith("ambiguous"):
            break
    else:
        part = _just_before(index, share) or missing(share.concept)
        if isinstance(part, Figure):
            base = _amount(index, part, base_concept, share.base_key, part.measure)
    if not isinstance(part, Figure):
        whole = _amount(index, share, base_concept, share.base_key, "actual")
        parts = ((DIVISOR, whole),) if isinstance(whole, Figure) else ()
        return not_evaluable(identity, part, share, parts)
    if not isinstance(base, Figure):
        return not_evaluable(identity, base, share, ((ONE, part),))
    return ratio_of(identity, share, part, base)


def _amount(index: Index, near: Figure, concept: str, key: str | None, measure: str) -> Figure | Missing:
    """The nearest amount before the share in its section, else by the general rule."""
    before = (
        figure
        for figure in index.keyed(concept, measure, key)
        if figure.section == near.section and figure.order < near.order
    )
    return nearest(before, near) or index.find(concept, measure, key, near, ANY)


def _just_before(index: Index, share: Figure) -> Figure | None:
    """The amount printed right before the share, if it is of its concept and one of the two names no item."""
    before = index.before(share)
    if before is None or before.concept != share.concept or before.section != share.section:
        return None
    sibling = before.key is not None and share.key is not None
    return None if sibling or before.measure not in AMOUNTS else before


def try_ratio(identity: Identity, index: Index) -> Iterator[Trial]:
    """A declared ratio: total = factor × first term ÷ second term, item by item."""
    result = identity.total
    assert result is not None
    over, under = identity.terms
    rates = index.of(result.concept, result.measure)
    if not rates:
        ends = [figure for term in identity.terms for figure in index.of(term.concept, term.measure)]
        if ends:
            yield not_evaluable(identity, missing(result.concept, result.measure), None, ((ONE, ends[0]),))
    for printed in rates:
        key = printed.key
        numerators = _ends(index, over, key, printed)
        denominators = _ends(index, under, key, printed)
        if isinstance(numerators, Missing):
            parts = () if isinstance(denominators, Missing) else tuple((DIVISOR, figure) for figure in denominators)
            yield not_evaluable(identity, numerators, printed, parts)
        elif isinstance(denominators, Missing):
            yield not_evaluable(identity, denominators, printed, tuple((ONE, figure) for figure in numerators))
        elif len(numerators) == len(denominators) == 1:
            yield ratio_of(identity, printed, numerators[0], denominators[0])
        else:
            yield _ratio_of_sums(identity, printed, numerators, denominators)


def _ends(index: Index, selector: Selector, key: str | None, printed: Figure) -> list[Figure] | Missing:
    """The figure of a term; if it is not printed, those of its parts that are."""
    found = index.find(selector.concept, selector.measure, key, printed)
    if isinstance(found, Figure):
        return [found]
    if found.reason.startswith("ambiguous"):
        return found
    parts = [index.find(part, selector.measure, key, printed) for part in selector.parts]
    return [part for part in parts if isinstance(part, Figure)] or found


def _ratio_of_sums(
    identity: Identity, printed: Figure, numerators: Sequence[Figure], denominators: Sequence[Figure]
) -> Trial:
    """Try printed = factor × Σ numerators ÷ Σ denominators, all of them of one unit on either side."""
    over, under = (tuple((ONE, figure) for figure in side) for side in (numerators, denominators))
    parts = (*over, *((DIVISOR, figure) for figure in denominators))
    if any(len({figure.unit for figure in side}) > 1 for side in (numerators, denominators)):
        return not_evaluable(identity, "different_unit", printed, parts)
    part, base = (total((weight, figure.behind) for weight, figure in side) for side in (over, under))
    if not base.value:
        return zero_base(identity, printed, parts, part, base)
    return quotient_trial(identity, printed, parts, part, base, factor=identity.factor, made_of=(over, under))


def ratio_of(identity: Identity, printed: Figure, part: Figure, base: Figure) -> Trial:
    """Try printed = factor × part ÷ base; nothing of nothing is 0 % or undefined, never a contradiction."""
    parts = ((ONE, part), (DIVISOR, base))
    if identity.factor == 100 and (part.money != base.money or (not part.money and part.unit != base.unit)):
        return not_evaluable(identity, "different_unit", printed, parts)
    if not base.value:
        return zero_base(identity, printed, parts, part.behind, base.behind)
    return quotient_trial(identity, printed, parts, part.behind, base.behind, factor=identity.factor)
