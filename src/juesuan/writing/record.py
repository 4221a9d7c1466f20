"""The fields of a value as a row."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from juesuan.validating.verdict import Verification

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@lru_cache(maxsize=64)
def _names(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def record_of(value: DataclassInstance) -> dict[str, Any]:
    """The fields of a dataclass by name. Nothing is copied, unlike `dataclasses.asdict`: values are immutable."""
    return {name: getattr(value, name) for name in _names(type(value))}


def verification_columns(verification: Verification) -> dict[str, str | None]:
    """What the identities say of a figure, as the columns of its row."""
    return {
        "verification": verification.status,
        "verified_by": " ".join(verification.verified_by) or None,
        "contradicted_by": " ".join(verification.contradicted_by) or None,
    }
