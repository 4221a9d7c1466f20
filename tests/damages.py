"""What happens to reports on their way: mirrors in traditional characters, with pinyin put in."""

from __future__ import annotations

import re

TRADITIONAL = str.maketrans(
    "决务职责设机构总体财拨说关预经费业办县长区乡镇发检单位执门概况岁图广电队结余运维购资产绩评价应时为与单",
    "決務職責設機構總體財撥說關預經費業辦縣長區鄉鎮發檢單位執門概況歲圖廣電隊結餘運維購資產績評價應時為與單",
)
READINGS = {"務": "wù", "職": "zhí", "財": "cái", "預": "yù", "經": "jīng", "縣": "xiàn", "為": "wéi", "說": "shuō"}


def traditional(text: str) -> str:
    """The same in traditional characters."""
    return text.translate(TRADITIONAL)


def pinyin(text: str) -> str:
    """In traditional characters, the first of some characters on a line followed by its reading."""
    lines = []
    for line in traditional(text).split("\n"):
        for char, reading in READINGS.items():
            line = re.sub(char, f"{char}({reading})", line, count=1)
        lines.append(line)
    return "\n".join(lines)
