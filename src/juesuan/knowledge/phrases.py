"""Named parts of patterns: `${year}` in a pattern stands for the part `year` of `parts.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import regex

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import read_toml
from juesuan.reading.folding import fold

NAME = regex.compile(r"\$\{(\w+)\}")
DEPTH = 20


class Phrases:
    """Expands and compiles patterns. A pattern is written in folded text (see `reading.folding`)."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self.parts = dict(parts)

    @classmethod
    def load(cls, directory: Path) -> Phrases:
        """The parts of `parts.toml`."""
        path = directory / "parts.toml"
        parts = read_toml(path).get("parts", {})
        if not all(isinstance(v, str) for v in parts.values()):
            raise BadKnowledge(f"{path}: every part is a string")
        return cls(parts)

    def expand(self, pattern: str, where: str) -> str:
        """The pattern with every named part put in; an unknown name or a loop is an error naming `where`."""
        text = pattern
        for _ in range(DEPTH):
            names = set(NAME.findall(text))
            if not names:
                return text
            unknown = names - set(self.parts)
            if unknown:
                raise BadKnowledge(f"{where}: no part named {', '.join(sorted(unknown))} in parts.toml")
            text = NAME.sub(lambda m: f"(?:{self.parts[m[1]]})", text)
        raise BadKnowledge(f"{where}: its parts contain each other")

    def compile(self, pattern: str, where: str, *, leftwards: bool = False) -> regex.Pattern[str]:
        """Compile; `leftwards` gives a pattern that is matched from its end towards its start."""
        try:
            return regex.compile(("(?r)" if leftwards else "") + fold_pattern(self.expand(pattern, where)))
        except regex.error as error:
            raise BadKnowledge(f"{where}: {error}: {pattern}") from error


def fold_pattern(pattern: str) -> str:
    """Fold the characters of a pattern that mean themselves, so that authors may write “三公” as printed."""
    return "".join(fold(c) if ord(c) > 127 else c for c in pattern)
