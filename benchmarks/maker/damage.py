"""What typists, converters and templates do to a report; what it states stays the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from maker.speech import Block
from maker.telling import Made

TRADITIONAL = str.maketrans(
    "万决财预机运经费务项类总计级业属单余减长关区与较为对执车购辆团际专设备资产货采结转补会训绩标价评书门户员职离",
    "萬決財預機運經費務項類總計級業屬單餘減長關區與較為對執車購輛團際專設備資產貨採結轉補會訓績標價評書門戶員職離",
)
FULL = str.maketrans("0123456789", "０１２３４５６７８９")
Damage = Callable[[Made, Random], Made]


def _blocks(made: Made, change: Callable[[Block], str]) -> Made:
    return replace(made, blocks=tuple(replace(b, text=change(b)) for b in made.blocks))


def _some(
    made: Made, rng: Random, pattern: str, new: str | Callable[[re.Match[str]], str], share: float = 0.15
) -> Made:
    """Replace a share of the places that match in paragraphs, at least one if there is one."""
    places = [(i, m) for i, b in enumerate(made.blocks) if b.level is None for m in re.finditer(pattern, b.text)]
    if not places:
        return made
    chosen = {(i, m.start()) for i, m in places if rng.random() < share} or {
        (lambda p: (p[0], p[1].start()))(rng.choice(places))
    }
    blocks = []
    for i, block in enumerate(made.blocks):

        def one(m: re.Match[str], i: int = i) -> str:
            if (i, m.start()) not in chosen:
                return m[0]
            return new if isinstance(new, str) else new(m)

        blocks.append(replace(block, text=re.sub(pattern, one, block.text)) if block.level is None else block)
    return replace(made, blocks=tuple(blocks))


def lost_yuan(made: Made, rng: Random) -> Made:
    """0.39万 without 元."""
    return _some(made, rng, r"(?<=[0-9])万元(?=[，。；、])", "万", 0.05)


def lost_percent(made: Made, rng: Random) -> Made:
    """增长13.95。 without %."""
    return _some(made, rng, r"(?<=[0-9])%(?=[，。；])", "", 0.05)


def doubled(made: Made, rng: Random) -> Made:
    """科学技术支出支出（类）."""
    return _some(made, rng, r"支出(?=（类）)", "支出支出", 0.3)


def full_width(made: Made, rng: Random) -> Made:
    """Digits of some paragraphs in full width."""
    return _blocks(made, lambda b: b.text.translate(FULL) if rng.random() < 0.2 else b.text)


def spaced(made: Made, rng: Random) -> Made:
    """Spaces around and inside numbers."""
    return _some(
        made, rng, r"[0-9]+\.[0-9]+", lambda m: f" {m[0][:1]} {m[0][1:]} " if len(m[0]) > 4 else f" {m[0]} ", 0.1
    )


def traditional(made: Made, rng: Random) -> Made:
    """A mirror in traditional characters."""
    return _blocks(made, lambda b: b.text.translate(TRADITIONAL))


def lost_numerals(made: Made, rng: Random) -> Made:
    """Headings without their numerals, or with the mark alone."""

    def change(b: Block) -> str:
        if b.level != 1 or rng.random() > 0.2:
            return b.text
        return re.sub(r"^([一二三四五六七八九十]+)、", rng.choice(("、", "")), b.text)

    return _blocks(made, change)


def eaten(made: Made, rng: Random) -> Made:
    """The first character of a heading's name is lost: 般公共预算, 政拨款收入."""

    def change(b: Block) -> str:
        if b.level != 1 or rng.random() > 0.15 or len(b.text) < 12:
            return b.text
        return re.sub(r"^([一二三四五六七八九十]+、)(一|财)", r"\1", b.text)

    return _blocks(made, change)


def wrong_year(made: Made, rng: Random) -> Made:
    """A part's heading keeps the year of the template."""
    old = rng.random() < 0.5

    def change(b: Block) -> str:
        if b.level != 0 or "情况" not in b.text:
            return b.text
        return b.text.replace(str(made.year), str(made.year - 1)) if old else b.text

    return _blocks(made, change)


def captions(made: Made, rng: Random) -> Made:
    """Captions of charts that did not come along."""
    blocks: list[Block] = []
    at, count = made.at, 0
    for i, block in enumerate(made.blocks):
        blocks.append(block)
        if block.said and block.level is None and "收" in block.text and rng.random() < 0.2:
            count += 1
            blocks.append(
                Block(
                    f"（图{count}：{rng.choice(('收、支决算总计变动情况图', '收入决算结构图', '支出决算结构图'))}）（饼状图）"
                )
            )
            at += i < made.at
    return replace(made, blocks=tuple(blocks), at=at)


def straight_quotes(made: Made, rng: Random) -> Made:
    """Straight quotes, or none."""
    mark = rng.choice(('"', ""))
    return _blocks(made, lambda b: b.text.replace("“", mark).replace("”", mark))


def half_width(made: Made, rng: Random) -> Made:
    """Half-width punctuation throughout."""
    table = str.maketrans("，；：（）", ",;:()")
    return _blocks(made, lambda b: b.text.translate(table))


def unbroken(made: Made, rng: Random) -> Made:
    """No line breaks, as some converters leave a text."""
    return replace(made, broken=False)


DAMAGES: tuple[Damage, ...] = (
    lost_yuan, lost_percent, doubled, full_width, spaced, traditional, lost_numerals, eaten, wrong_year, captions,
    straight_quotes, half_width,
)  # fmt: skip


def damaged(made: Made, rng: Random) -> tuple[Made, tuple[str, ...]]:
    """The report with none to three damages, and their names."""
    chosen = rng.sample(DAMAGES, rng.choice((0, 0, 1, 1, 2, 3)))
    for damage in chosen:
        made = damage(made, rng)
    return made, tuple(d.__name__ for d in chosen)
