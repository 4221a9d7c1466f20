"""What a document says of its own figures: which of them a failing check names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SURE = 0.9
"""From this confidence on a wrong figure that no failing check names is a silent one."""


def contradicted(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[str]:
    """Ids of the facts and cells that a failing check names."""
    failing = {check["check_id"] for check in rows["checks"] if check["outcome"] == "fail"}
    return {o["ref_id"] for o in rows["check_operands"] if o["check_id"] in failing and o["ref_id"]}
