"""Units that the print lost: 下降13.95。 without %, 0.39万 without 元."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import regex

from juesuan.extracting.numbers import Number
from juesuan.knowledge.units import Unit

STOP = regex.compile(r"[，。；、）\n]|,(?=(?:19|20)\d\d年)|$")
"""Where a number ends; between digits a full-width comma is folded to a plain one: 年初预算为0，2022年决算为3万元."""
WAN = regex.compile(r"万(?=[，。；、（）\n]|$)")
TOWARDS = regex.compile(r"(?r)(?:增长|上升|上涨|提高|下降|降低|减低|增幅|降幅|减幅)[^\d，。；]{0,4}")
"""Words that stand in front of percentages alone; 增加 and 减少 stand in front of amounts as often."""


def supplied(text: str, number: Number, units: Mapping[str, Unit]) -> Number | None:
    """The number with the unit that it may have lost, None if what follows it is no such loss."""
    # 占2 0.65；: digits before it stand apart from it, so it is not the whole number.
    parted = text[number.start - 1 : number.start] == " " and text[number.start - 2 : number.start - 1].isdigit()
    if number.unit is not None or number.form != "digits" or parted:
        return None
    wan = WAN.match(text, number.end)
    if wan:
        return replace(number, unit=units["万元"], unit_end=wan.end(), borrowed=True)
    if STOP.match(text, number.end):
        return replace(number, unit=units["%"], unit_end=number.end, borrowed=True)
    return None
