"""The units that reports print, and what they are worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from juesuan.knowledge.files import read_toml


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed (folded): its kind, and the factor to 元 or to the plain measure word."""

    name: str
    kind: str
    factor: Decimal


def load_units(directory: Path) -> Mapping[str, Unit]:
    """All units by their folded name, multiplied measure words (万人次) included."""
    data = read_toml(directory / "units.toml")
    units = {name: Unit(name, "money", Decimal(factor)) for name, factor in data["money"].items()}
    for name in data["percent"]["units"]:
        units[name] = Unit(name, "percent", Decimal(1))
    for kind in ("score", "quantity", "count"):
        for name in data[kind]["units"]:
            units.setdefault(name, Unit(name, kind, Decimal(1)))
            for prefix, factor in data["multiplier"].items():
                units.setdefault(prefix + name, Unit(prefix + name, kind, Decimal(factor)))
    return units
