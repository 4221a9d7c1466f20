"""Codes of the rows of a table: printed, completed from the rows above, or resolved from the name and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from juesuan.extracting.tabling.tabled import Row, Tabled
from juesuan.knowledge.files import read_csv
from juesuan.knowledge.vocabulary import Concept
from juesuan.normalising.accounts import Accounts, load_accounts, plain_name

LEVELS: Mapping[str, Mapping[int, str]] = {
    "functional": {3: "class", 5: "group", 7: "item"},
    "economic": {3: "class", 5: "group"},
}
ECONOMIC = "economic"
Place = tuple[int, int]
"""Number and block of a row."""


@dataclass(frozen=True, slots=True)
class RowCode:
    """What the code of a row is, and what follows from it.

    `printed` are the digits as printed, joined; `resolved` the full code where none or an incomplete one is
    printed. `classified`: the row is a class, group or item of the classification `scheme`. `leaf`: safe to add up.
    """

    printed: str | None = None
    resolved: str | None = None
    level: str | None = None
    parent: str | None = None
    classified: bool = False
    leaf: bool | None = None
    scheme: str | None = None

    @property
    def full(self) -> str | None:
        """The full code, if known."""
        return self.resolved or self.printed


@dataclass(frozen=True)
class Codes:
    """The classifications by scheme, and the vocabulary for wholes and parts of fixed rows.

    `unsure` are classes by plain name whose code nobody has read in a document: only their place in a list makes
    them certain.
    """

    schemes: Mapping[str, Accounts]
    vocabulary: Mapping[str, Concept]
    unsure: Mapping[str, str]

    def of(self, table: Tabled, concepts: Mapping[Place, str]) -> Mapping[Place, RowCode]:
        """The codes of all rows of a table. `concepts` are those that fixed rows name by themselves."""
        found: dict[Place, RowCode] = {}
        for block in {row.block for row in table.rows}:
            rows = [row for row in table.rows if row.block == block]
            # 支出按经济分类, the third list of the older 收入支出决算总表.
            third = bool(table.form.sides) and block > 2 and ECONOMIC in table.form.rest
            found |= self._block(rows, ECONOMIC if third else table.form.scheme, concepts)
        return found

    def _block(
        self, rows: Sequence[Row], scheme: str | None, concepts: Mapping[Place, str]
    ) -> dict[Place, RowCode]:
        path: list[tuple[str, str]] = []
        parts: tuple[str, ...] = ()
        made: list[RowCode] = []
        for row in rows:
            printed, full, parts = _printed(row.codes, parts)
            listed = row.side != "income" and scheme is not None and row.fixed is None
            resolved = full if full != printed else None
            if listed and printed is None and row.label:
                resolved = self._resolved(row.label, scheme or "", [code for code, _ in path])
            code = resolved or printed
            level = LEVELS.get(scheme or "", {}).get(len(code or ""))
            # Rows like 二十六、… are a class of the list even where its code is not certain.
            counted = bool(row.ordinal and row.label and row.label.endswith("支出") and row.side == "expenditure")
            classified = listed and (level is not None or counted)
            parent = None
            if code and level:
                path = [p for p in path if code.startswith(p[0]) and code != p[0]]
                parent = path[-1][1] if path else None
                path.append((code, row.label or ""))
            elif counted and classified:
                level = "class"
            if row.fixed is not None and row.fixed.total:
                level = "total"
            made.append(RowCode(printed, resolved, level, parent, classified, scheme=scheme))
        if scheme == "functional":
            made = self._between(rows, made)
        return self._with_leaves(rows, made, concepts)

    def _between(self, rows: Sequence[Row], made: Sequence[RowCode]) -> list[RowCode]:
        """The classes of a list, those nobody is sure of coded where their place confirms them.

        The list runs in the order of the codes: 节能环保支出 between 卫生健康支出 (210) and 城乡社区支出 (212) is 211.
        """
        sure = [(k, c.full) for k, c in enumerate(made) if c.level == "class" and c.full]
        found, last = list(made), ""
        for k, (row, code) in enumerate(zip(rows, made, strict=True)):
            before = max((full for at, full in sure if at < k), default=None)
            after = min((full for at, full in sure if at > k), default=None)
            guess = self.unsure.get(plain_name(row.label or "")) if code.classified and not code.full else None
            if guess and before and after and max(before, last) < guess < after:
                found[k] = replace(code, resolved=guess, level="class")
                last = guess
        return found

    def _resolved(self, label: str, scheme: str, path: Sequence[str]) -> str | None:
        """The code of a name at its place: below the rows above it, or a class; None unless one alone fits."""
        children = self.schemes[scheme].children if scheme in self.schemes else {}
        name = plain_name(label)
        fits = {c for above in ("", *path) if (c := children.get(above, {}).get(name)) is not None}
        return fits.pop() if len(fits) == 1 else None

    def _with_leaves(
        self, rows: Sequence[Row], made: Sequence[RowCode], concepts: Mapping[Place, str]
    ) -> dict[Place, RowCode]:
        """Leaves: rows without a part in the same list. A total is none, nor a 其中 that lists parts in part."""
        parted = {full[:k] for c in made if (full := c.full) for k in range(1, len(full))}
        named = {concepts[r.number, r.block] for r in rows if (r.number, r.block) in concepts}
        wholes = {above for concept in named for above in self._above(concept)}
        found: dict[Place, RowCode] = {}
        for row, code in zip(rows, made, strict=True):
            leaf: bool | None = None
            if row.fixed is not None:
                leaf = row.fixed.leaf and concepts.get((row.number, row.block)) not in wholes
            elif code.full and code.level:
                leaf = code.full not in parted
            elif code.classified or row.sibling:
                leaf = True
            found[row.number, row.block] = replace(code, leaf=leaf)
        return found

    def _above(self, concept: str) -> set[str]:
        """The wholes of a concept that are of its own kind."""
        kind, found = self.vocabulary[concept].kind, set()
        parent = self.vocabulary[concept].parent
        while parent is not None and self.vocabulary[parent].kind == kind:
            found.add(parent)
            parent = self.vocabulary[parent].parent
        return found


def _printed(codes: Sequence[str], before: tuple[str, ...]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Digits as printed, the full code with the parts above filled in, and the parts for the next row."""
    if not codes:
        return None, None, before
    own = _joined([c for c in codes if c])
    first = next(i for i, c in enumerate(codes) if c)
    if first and len(codes[first]) == 2 and len(before) == len(codes):
        # The parts of the rows above are left out: 201 in its own row, 06 alone in the next.
        parts = (*before[:first], *codes[first:])
        return own, _joined([c for c in parts if c]), tuple(parts)
    return own, own, tuple(codes)


def _joined(parts: Sequence[str]) -> str:
    """201 and 06 as 20106; 201 and 20106 as 20106."""
    whole = ""
    for part in parts:
        whole = part if whole and part.startswith(whole) else whole + part
    return whole


def load_codes(directory: Path, vocabulary: Mapping[str, Concept]) -> Codes:
    """The functional and the economic classification of `codes/`."""
    economic: dict[str, dict[str, str]] = {}
    for row in read_csv(directory / "codes" / "economic_department.csv"):
        if row["confidence"] != "low":
            economic.setdefault(row["parent"], {})[plain_name(row["name"])] = row["code"]
    unsure = {
        plain_name(row["name"]): row["code"]
        for row in read_csv(directory / "codes" / "functional.csv")
        if row["confidence"] == "low" and len(row["code"]) == 3
    }
    return Codes({"functional": load_accounts(directory), "economic": Accounts(economic)}, vocabulary, unsure)
