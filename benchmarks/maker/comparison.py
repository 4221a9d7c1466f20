"""What was read against what was told: facts in reading order, cells by table, row and column."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from maker.speech import Said
from maker.statutory import Cell

Row = Mapping[str, Any]
UNITS = {"台(套)": "台", "台套": "台", "人次": "人", "次": "批", "批次": "批"}
SIDES = {"收入", "支出", "本年支出", "项目", "财政拨款三公经费", "一般公共预算财政拨款三公经费"}
ORDINAL = re.compile(r"^([一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、．])")


def plain(text: object) -> str:
    """Without white space, width and quotes."""
    kept = unicodedata.normalize("NFKC", str(text or ""))
    return "".join(c for c in kept if c not in "“”\"'‘’「」《》" and not c.isspace())


@dataclass
class Verdict:
    """One report compared. `wrong` and `missing` are lines for a person; `invented` are facts nobody told."""

    facts: int = 0
    right: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    still: int = 0
    """Figures said to have stayed the same, without a number."""
    still_read: int = 0
    unread: list[str] = field(default_factory=list)
    """Sentences of those that were not read."""
    cells: int = 0
    cells_right: int = 0
    cells_wrong: list[str] = field(default_factory=list)
    figures: int = 0
    """Money and percentages printed in the running text."""
    specific: int = 0
    """Of them, those that a specific pattern claims."""
    contradicted: list[str] = field(default_factory=list)
    """Checks that fail though the books are consistent."""

    def add(self, other: Verdict) -> None:
        """Sum up."""
        for name in ("facts", "right", "cells", "cells_right", "figures", "specific", "still", "still_read"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("missing", "wrong", "invented", "cells_wrong", "contradicted", "unread"):
            getattr(self, name).extend(getattr(other, name))


def _key(value: Decimal, unit: str) -> tuple[Decimal, str]:
    name = plain(unit)
    return abs(value).normalize(), UNITS.get(name, name)


def _aligned(one: Sequence[object], two: Sequence[object]) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs of places."""
    rows, columns = len(one), len(two)
    length = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            same = one[i] == two[j]
            length[i][j] = length[i + 1][j + 1] + 1 if same else max(length[i + 1][j], length[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if one[i] == two[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _same_item(want: str | None, fact: Row) -> bool:
    if want is None:
        return True
    name, item, label = plain(want), plain(fact["item"]), plain(fact["label"])
    if item:
        return name in item or (len(item) > 1 and item in name)
    return name in label or label in name


def _passing(fact: Row, said: Said) -> bool:
    free = ("activity.", "staff.", "performance.project", *said.quantity.also)
    return fact["pattern"] == "generic" or fact["concept"].startswith(free) or fact["measure"] in ("change", "other_amount")


def _faults(said: Said, fact: Row) -> list[str]:
    q, faults = said.quantity, []
    if fact["concept"] not in (q.concept, *q.also):
        faults.append(f"concept {fact['concept']}, not {q.concept}")
    if fact["measure"] != q.measure:
        faults.append(f"measure {fact['measure']}, not {q.measure}")
    if not _same_item(q.item, fact):
        faults.append(f"item {fact['item']}, not {q.item}")
    if fact["value"] != q.value:
        faults.append(f"value {fact['value']}, not {q.value}")
    for axis in ("budget_kind", "compared_to", "base_concept"):
        want = getattr(q, axis)
        if want is not None and fact[axis] != want and not (axis == "base_concept" and fact[axis] in q.also):
            faults.append(f"{axis} {fact[axis]}, not {want}")
    return faults


def compare(told: Sequence[Said], rows: Mapping[str, Sequence[Row]], cells: Sequence[Cell] | None) -> Verdict:
    """Compare a document's rows with what the report told; `cells` is None where the form has no tables."""
    facts = [f for f in rows["facts"] if f["form"] == "digits"]
    still, told = [s for s in told if s.quantity.implied], [s for s in told if not s.quantity.implied]
    verdict = Verdict(facts=len(told))
    _compare_still(still, [f for f in rows["facts"] if f["form"] == "implied"], verdict)
    pairs = _aligned(
        [_key(s.quantity.value, s.quantity.unit) for s in told], [_key(f["value"], f["unit"]) for f in facts]
    )
    taken = dict(pairs)
    loose = {i for i, said in enumerate(told) if said.quantity.free}
    verdict.facts -= len(loose)
    for i, said in enumerate(told):
        where = f"{said.quantity.concept}/{said.quantity.item or ''} {said.quantity.measure} {said.printed} | {said.sentence}"
        if i in loose:
            # In passing: what reads it as a figure of the accounts is wrong, anything else is well.
            if i in taken and not _passing(facts[taken[i]], said):
                verdict.wrong.append(f"in passing [{facts[taken[i]]['pattern']}] {facts[taken[i]]['concept']} | {where}")
            continue
        if i not in taken:
            verdict.missing.append(where)
            continue
        faults = _faults(said, facts[taken[i]])
        if faults:
            verdict.wrong.append(f"{'; '.join(faults)} [{facts[taken[i]]['pattern']}] | {where}")
        else:
            verdict.right += 1
        if said.quantity.unit in ("万元", "元", "%"):
            verdict.specific += facts[taken[i]]["pattern"] != "generic"
    verdict.figures = sum(1 for s in told if not s.quantity.free and s.quantity.unit in ("万元", "元", "%"))
    used = set(taken.values())
    verdict.invented += [
        f"{f['concept']}/{f['item'] or ''} {f['measure']} {f['value_text']} [{f['pattern']}] | {f['quote']}"
        for j, f in enumerate(facts)
        if j not in used
    ]
    verdict.contradicted = [f"{c['identity']}: {c['says']}" for c in rows["checks"] if c["outcome"] == "fail"]
    if cells is not None:
        _compare_cells(cells, rows["line_items"], verdict)
    return verdict


def _compare_still(told: Sequence[Said], facts: Sequence[Row], verdict: Verdict) -> None:
    """What did not move (持平): one that was told of something else is invented, one that is not read is silent."""
    verdict.still = len(told)
    names = [(s.quantity.concept, *s.quantity.also) for s in told]
    at = 0
    for fact in facts:
        found = next((i for i in range(at, len(names)) if fact["concept"] in names[i]), None)
        if found is None:
            verdict.invented.append(f"{fact['concept']} {fact['value_text']} [{fact['pattern']}] | {fact['quote']}")
            continue
        verdict.unread += [told[i].sentence for i in range(at, found)]
        at = found + 1
        verdict.still_read += 1
    verdict.unread += [said.sentence for said in told[at:]]


def _column(table: str, text: str) -> str:
    names = [p.replace("小计", "合计") for p in plain(text).split("/") if p]
    kept = [n for n in names if n not in SIDES] or names
    if table != "three_public":
        kept = [n for n in kept if n not in ("金额", "决算数")] or kept
    return "/".join(sorted(kept)) if table == "three_public" else "".join(kept[-1:])


def _compare_cells(cells: Sequence[Cell], items: Sequence[Row], verdict: Verdict) -> None:
    made: Counter[tuple[str, str, str, Decimal]] = Counter()
    for item in items:
        if item["value"] is None:
            continue
        label = ORDINAL.sub("", plain(item["label"]))
        row = plain(item["code"]) or ("" if item["table"] == "three_public" else label)
        made[item["table"], row, _column(item["table"], item["column"]), item["value"].normalize()] += 1
    for cell in cells:
        row = ORDINAL.sub("", plain(cell.row))
        key = (cell.table, row, _column(cell.table, cell.column), cell.value.normalize())
        verdict.cells += 1
        if made[key]:
            made[key] -= 1
            verdict.cells_right += 1
        else:
            verdict.cells_wrong.append(f"missing {key}")
    verdict.cells_wrong += [f"extra {key}" for key, n in made.items() if n]
