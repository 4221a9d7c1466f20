"""HTML for notebooks. Everything that a report says is text: what looks like markup in it is shown, never followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def text(value: object) -> str:
    """A value as HTML text; nothing for None."""
    return "" if value is None else escape(str(value), quote=True)


def grid(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; without a head row if all heads are empty."""
    head = "".join(f"<th style='text-align:left'>{text(h)}</th>" for h in heads)
    body = "".join(
        f"<tr>{''.join(f'<td style=text-align:left>{text(value)}</td>' for value in row)}</tr>" for row in rows
    )
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if any(heads) else ''}<tbody>{body}</tbody></table>"
