"""Texts of reports made harmless for spreadsheets, which run what begins like a formula."""

from __future__ import annotations

import re

STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula, or strips before it looks for one."""
LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might run a text, at once or when someone edits its cell."""
    return text.lstrip(" \u3000\ufeff").startswith(STARTERS) or text.startswith(STARTERS)


def for_csv(text: str) -> str:
    """A text for a CSV file: with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if is_formula_like(text) else text


def for_cell(text: str) -> str:
    """A text for a cell of a workbook: what XML cannot hold is shown as �, and a text too long says it was cut."""
    clean = _FORBIDDEN.sub("\ufffd", text)
    if len(clean) <= LONGEST:
        return clean
    note = f"… (cut: {len(clean):,} characters; the dataset has all)"
    return clean[: LONGEST - len(note)] + note
