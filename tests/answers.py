"""Hand-made answers compared with what a document's rows say: found, right on every axis, nothing invented."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
AXES = ("concept", "budget_kind", "compared_to", "base_concept")
UNITS = {"百分比": "%", "台(套)": "台", "台套": "台"}


def plain(text: object) -> str:
    """Without white space, width and quotes, for comparing quotes and names."""
    kept = unicodedata.normalize("NFKC", str(text or ""))
    return "".join(c for c in kept if c not in "“”\"'‘’「」《》" and not c.isspace())


def unit_of(text: object) -> str:
    return UNITS.get(plain(text), plain(text))


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def shared_run(one: str, two: str) -> int:
    """Length of the longest run of characters that both have."""
    if one in two or two in one:
        return min(len(one), len(two))
    best, row = 0, [0] * (len(two) + 1)
    for a in one:
        new = [0] * (len(two) + 1)
        for j, b in enumerate(two, 1):
            if a == b:
                new[j] = row[j - 1] + 1
                best = max(best, new[j])
        row = new
    return best


def same_item(answer: Row, fact: Row) -> bool:
    """The item, or the standard name where the thing measured is itself the item."""
    want, name, item, label = (plain(x) for x in (answer["item"], answer["label"], fact["item"], fact["label"]))
    if item:
        return (want in item and len(item) <= 3 * len(want) + 20) or (len(item) > 1 and (item in want or item in name))
    return bool(label) and (want in label or label in want or want in name)


@dataclass
class Comparison:
    """Answers and facts paired; `problems` is one line for every answer missed or got wrong."""

    pairs: list[tuple[Row, Row]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    extra: list[Row] = field(default_factory=list)
    """Facts that no answer speaks of."""

    @property
    def invented(self) -> list[str]:
        """Extra facts in digits: the answers hold every number in digits."""
        return [f"{f['concept']} {f['value_text']}: {f['quote']}" for f in self.extra if f["form"] == "digits"]


def compare(answers: Sequence[Row], facts: Sequence[Row]) -> Comparison:
    """Pair each answer with the fact of its value, unit and quote; the longest shared quote first."""
    by_value: dict[tuple[Decimal, str], list[int]] = {}
    for i, fact in enumerate(facts):
        by_value.setdefault((abs(fact["value"]).normalize(), unit_of(fact["unit"])), []).append(i)
    ranked = []
    for g, answer in enumerate(answers):
        quote = plain(answer["quote"])
        for i in by_value.get((abs(Decimal(answer["value"])).normalize(), unit_of(answer["unit"])), []):
            run = shared_run(quote, plain(facts[i]["quote"]))
            if run >= min(6, len(quote)):
                item = bool(answer.get("item")) and same_item(answer, facts[i])
                score = run + 4 * item + 2 * (facts[i]["measure"] == answer["measure"])
                # The same words on two pages: each answer takes the one of its page.
                ranked.append((-score, facts[i]["page"] != answer.get("page"), g, i))
    taken: dict[int, int] = {}
    for *_, g, i in sorted(ranked):
        if g not in taken and i not in taken.values():
            taken[g] = i
    found = Comparison()
    for g, answer in enumerate(answers):
        where = f"{answer['heading']} | {answer['label']} | {answer['item']} | {answer['value']}{answer['unit']}"
        if g not in taken:
            found.problems.append(f"missing: {where} | {answer['quote']}")
            continue
        fact = facts[taken[g]]
        found.pairs.append((answer, fact))
        found.problems += [f"{wrong}: {where}" for wrong in _wrong(answer, fact)]
    found.extra = [f for i, f in enumerate(facts) if i not in taken.values()]
    return found


def _wrong(answer: Row, fact: Row) -> list[str]:
    wrong = []
    if fact["measure"] not in (answer["measure"], *answer.get("measure_also", ())):
        wrong.append(f"measure {fact['measure']}, not {answer['measure']}")
    if answer["measure"] in ("change", "growth_pct") and fact["value"] != Decimal(answer["value"]):
        wrong.append(f"sign of {fact['value']}")
    if not answer["core"]:
        return wrong
    if answer["item"] and not same_item(answer, fact):
        wrong.append(f"item {fact['item']}, not {answer['item']}")
    for axis in AXES:
        allowed = (answer.get(axis), *answer.get(f"{axis}_also", ()))
        if answer.get(axis) is not None and fact[axis] not in allowed:
            wrong.append(f"{axis} {fact[axis]}, not {answer[axis]}")
    return wrong
