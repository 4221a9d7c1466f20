"""The enumerations of the dataset: English codes with their Chinese and English labels."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """One code of an enumeration with its labels."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A closed set of codes; `says` is what they tell apart."""

    name: str
    says: str
    codes: tuple[Code, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The codes alone, in their order."""
        return tuple(code.code for code in self.codes)


@cache
def enumerations() -> Mapping[str, Enumeration]:
    """Every enumeration by its name, in the order of `enumerations.toml`."""
    source = tomllib.loads(files(__package__).joinpath("enumerations.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            name: Enumeration(name, record["says"], tuple(Code(*code) for code in record["codes"]))
            for name, record in source.items()
        }
    )


def label_rows() -> list[dict[str, object]]:
    """The rows of the `labels` table."""
    return [
        {"label_id": f"{e.name}.{c.code}", "kind": e.name, "code": c.code, "zh": c.zh, "en": c.en}
        for e in enumerations().values()
        for c in e.codes
    ]
