"""Breaking Chinese text into lines: anywhere, but not inside a number and not before a closing mark."""

from __future__ import annotations

import re
from collections.abc import Callable

TOKEN = re.compile(r"[0-9A-Za-z.,%/+-]+|.", re.DOTALL)
NO_START = "，。；：、）”》？！%．"
NO_END = "（“《"


def wide(text: str) -> float:
    """Width in columns of a fixed-pitch print: 2 for a Chinese character, 1 for a Latin one."""
    return sum(1 if ord(c) < 0x2E80 and c not in "“”…" else 2 for c in text)


def wrapped(
    text: str, width: float, measure: Callable[[str], float], first: float = 0
) -> list[tuple[int, int]]:
    """(start, end) of each line of `text`.

    `width` and the indent `first` of the first line are in the units of `measure`. A closing mark that does
    not fit hangs over the margin, as word processors let it.
    """
    lines: list[tuple[int, int]] = []
    begin, used, last = 0, first, ""
    for found in TOKEN.finditer(text):
        token = found.group()
        size = measure(token)
        if used + size > width and found.start() > begin and token[0] not in NO_START:
            cut = found.start() - (1 if last in NO_END else 0)
            lines.append((begin, cut))
            begin, used = cut, measure(text[cut : found.start()])
        used += size
        last = token[-1]
    if begin < len(text):
        lines.append((begin, len(text)))
    return lines
