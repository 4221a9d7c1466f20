"""Account codes: names of the government classification to their codes, only where that is certain.

Names are not unique (行政运行 stands under some eighty groups), so an item is found only below its group, a group
only below its class. Codes that are known from memory alone (low confidence) are not used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.knowledge.files import read_csv


def plain_name(name: str) -> str:
    """A name without what is printed or left out at will."""
    return name.replace("“", "").replace("”", "").replace(" ", "").removesuffix("支出")


@dataclass(frozen=True)
class Accounts:
    """Functional classification: children of a code by plain name (the classes are the children of '')."""

    children: Mapping[str, Mapping[str, str]]

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
    """The functional classification of `codes/functional.csv`."""
    children: dict[str, dict[str, str]] = {}
    dropped: set[tuple[str, str]] = set()
    for row in read_csv(directory / "codes" / "functional.csv"):
        if row["confidence"] == "low":
            continue
        parent, name, code = row["parent"], plain_name(row["name"]), row["code"]
        known = children.setdefault(parent, {})
        if known.get(name, code) != code:
            dropped.add((parent, name))
        known[name] = code
    for parent, name in dropped:
        del children[parent][name]
    return Accounts(children)
