"""Account codes: names of the government classification to their codes, only where that is certain.

Names are not unique (行政运行 stands under some eighty groups), so an item is found below its group, a group below its
class; by itself only a name that a single account bears, whole. Codes that are known from memory alone (low confidence)
are not used, but they make a name that they bear uncertain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from juesuan.knowledge.files import read_csv


def plain_name(name: str) -> str:
    """A name without what is printed or left out at will."""
    return name.replace("“", "").replace("”", "").replace(" ", "").removesuffix("支出")


def whole_name(name: str) -> str:
    """A name without quotes and spaces; 支出 stays, for 教育支出 is a class and 教育 an item."""
    return name.replace("“", "").replace("”", "").replace(" ", "")


@dataclass(frozen=True)
class Accounts:
    """A classification: children of a code by plain name (the classes are the children of ''), and unique names.

    `alone` has the functional accounts whose whole name no other bears, `economic` the economic ones.
    """

    children: Mapping[str, Mapping[str, str]]
    alone: Mapping[str, str] = field(default_factory=dict)
    economic: Mapping[str, str] = field(default_factory=dict)

    def code_of(self, concept: str, item: str | None, path: Sequence[str]) -> str | None:
        """The code of an item of a concept, by its path where that is printed, else by its name alone."""
        found = self.code(path)
        if found is not None or len(path) > 1 or item is None:
            return found
        names = {"function": self.alone, "economic": self.economic}.get(concept.rpartition(".")[2])
        return names.get(whole_name(item)) if names else None

    def code(self, path: Sequence[str]) -> str | None:
        """The code of a class, a class and group, or a class, group and item; None if any name is not certain."""
        code = ""
        for name in path:
            found = self.children.get(code, {}).get(plain_name(name))
            if found is None:
                return None
            code = found
        return code or None


def load_accounts(directory: Path) -> Accounts:
    """The functional classification of `codes/functional.csv`, and the unique names of both classifications."""
    rows = read_csv(directory / "codes" / "functional.csv")
    children: dict[str, dict[str, str]] = {}
    dropped: set[tuple[str, str]] = set()
    for row in rows:
        if row["confidence"] == "low":
            continue
        parent, name, code = row["parent"], plain_name(row["name"]), row["code"]
        known = children.setdefault(parent, {})
        if known.get(name, code) != code:
            dropped.add((parent, name))
        known[name] = code
    for parent, name in dropped:
        del children[parent][name]
    economic = read_csv(directory / "codes" / "economic_department.csv")
    return Accounts(children, _alone(rows), _alone(economic))


def _alone(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Codes by whole name, of the names that one account alone bears and that are not known from memory only."""
    codes: dict[str, set[str]] = defaultdict(set)
    sure: set[str] = set()
    for row in rows:
        codes[whole_name(row["name"])].add(row["code"])
        if row["confidence"] != "low":
            sure.add(row["code"])
    return {name: min(found) for name, found in codes.items() if len(found) == 1 and found <= sure}
