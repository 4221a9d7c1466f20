"""What is suspected, said in Chinese: which figure, what it should be, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from juesuan.validating.report import finding
from juesuan.validating.site import site_of
from juesuan.validating.suspects import Suspect, Suspicion
from juesuan.validating.verdict import Check, Finding
from juesuan.validating.wording import amount, plain, title

MOST = 3
"""More figures than this that would do equally well name nobody."""


def suspect_findings(suspected: Sequence[Suspicion], checks: Mapping[int, Check]) -> Iterator[Finding]:
    """A finding for every suspicion; `checks` has the row of every trial by its identity in memory."""
    for suspicion in suspected:
        first = suspicion.suspects[0]
        if suspicion.is_lost or len(suspicion.leading) > MOST:
            continue  # an empty cell is told of as such
        check = checks[id(suspicion.closes[0])]
        yield finding("suspect_figure", "warning", _message(suspicion), site_of(first.figure), check)


def _message(suspicion: Suspicion) -> str:
    first, *others = suspicion.leading
    closes = f"不成立的{len(suspicion.closes)}项勾稽关系即成立"
    rest = f"，另有{suspicion.leaves}项仍不成立" if suspicion.leaves else ""
    words = f"{_place(first)}可能有误：改为{_closing(first)}，{closes}{rest}{_support(first)}。"
    if others:
        words += "同样可能的是：" + "；".join(f"{_place(s)}改为{_closing(s)}{_support(s)}" for s in others) + "。"
    return words


def _place(suspect: Suspect) -> str:
    site = site_of(suspect.figure)
    where = f"{site.location}：" if site is not None else ""
    return f"{where}{title(suspect.figure)}{amount(suspect.figure)}"


def _closing(suspect: Suspect) -> str:
    return plain(suspect.closing / suspect.figure.scale) + suspect.figure.unit


def _support(suspect: Suspect) -> str:
    reasons = []
    if suspect.slip is not None:
        reasons.append(suspect.slip.says)
    elif suspect.copied is not None:
        reasons.append(f"与相邻的“{suspect.copied.name}”同数")
    if suspect.confidence is not None:
        reasons.append(f"识别置信度仅{suspect.confidence:.2f}")
    if suspect.unread:
        reasons.append("可能漏识了数字")
    return f"（{'，'.join(reasons)}）" if reasons else ""
