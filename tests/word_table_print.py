"""Prints invented tables of words as a word processor does: wrapped lines, cell by cell, over pages."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np

from juesuan.reading.page import Line, Role

NO_START = "，。、；：？！）》”%"
NO_END = "（《“"
WORDS = (
    "组织开展推进落实完善加强建设服务企业项目管理监督检查培训宣传群众社区安全生产环境治理改造提升工程道路绿化"
    "养老托育文化教育卫生健康就业创业科技人才招商引资信访调解档案信息公开督办会议纪要方案制度机制平台数据"
)
SIZE = 10.5
PITCH = 15.6
LEFT, TOP, BOTTOM = 72.0, 80.0, 760.0


@dataclass
class Print:
    """A printed table: its lines, and the cells that must come back."""

    lines: list[Line]
    rows: list[list[str]]


@dataclass
class Table:
    """What is to be printed: `widths` in wide characters, cell texts by row."""

    header: list[str]
    widths: list[int]
    rows: list[list[str]]
    middle: set[int] = field(default_factory=set)
    """Columns whose cells are centred vertically (0 is the sequence)."""


def sentence(rng: random.Random, length: int, closed: bool) -> str:
    """About `length` characters of invented words, numbers and marks."""
    out: list[str] = []
    while len(out) < length:
        out += rng.choice(WORDS) + rng.choice(WORDS)
        roll = rng.random()
        if roll < 0.09:
            out += "，"
        elif roll < 0.12:
            out += "、"
        elif roll < 0.15:
            out += "；"
        elif roll < 0.165:
            out += "。"
        elif roll < 0.18:
            out += ["“", *rng.sample(WORDS, 4), "”"]
        elif roll < 0.19:
            out += ["（", *rng.sample(WORDS, 2), "）"]
        elif roll < 0.25:
            out += [str(rng.randint(2, 2999)), rng.choice("个次家件场人")]
    text = "".join(out).rstrip("，、；。")
    return text + ("。" if closed else "")


def units(text: str) -> list[str]:
    """What can not be broken: numbers, and characters with the marks that cling to them."""
    out: list[str] = []
    for c in text:
        clings = out and (c in NO_START or out[-1][-1] in NO_END or (c.isascii() and out[-1][-1].isascii()))
        if clings:
            out[-1] += c
        else:
            out.append(c)
    return out


def breadth(text: str) -> int:
    return sum(1 if c.isascii() else 2 for c in text)


def wrap(text: str, width: int) -> list[str]:
    """The text on lines of `width` wide characters, broken as late as possible."""
    lines: list[str] = []
    for unit in units(text):
        if lines and breadth(lines[-1] + unit) <= 2 * width:
            lines[-1] += unit
        else:
            lines.append(unit)
    return lines


def as_text(table: Table, page_lines: int, start: int = 0) -> Print:
    """The table line by line without layout: cell by cell, a new block at every page break."""
    texts: list[tuple[str, int, Role]] = [(" ".join(table.header), 0, Role.BODY)]
    page, free = 0, page_lines - start - 1
    for number, row in enumerate(table.rows, 1):
        cells = [[str(number)]] + [wrap(c, w) for c, w in zip(row, table.widths, strict=True)]
        if free <= 0:
            texts.append((str(page + 40), page, Role.FURNITURE))
            page, free = page + 1, page_lines
        while any(cells):
            height = max(map(len, cells))
            for cell in cells:
                texts += [(line, page, Role.BODY) for line in cell[:free]]
            cells = [cell[free:] for cell in cells]
            if any(cells):
                texts.append((str(page + 40), page, Role.FURNITURE))
                page, free = page + 1, page_lines
            else:
                free -= height
    return Print([Line(t, i, b, role=r) for i, (t, b, r) in enumerate(texts, 1)], table.rows)


def as_page(table: Table, page_lines: int, *, merged: bool, repeat: bool) -> Print:
    """The table with layout. `merged`: pieces on one baseline share a line, as pdfium puts them."""
    widths = [3, *table.widths]
    lefts = [LEFT + sum(w * SIZE + 10.8 for w in widths[:k]) for k in range(len(widths))]
    heads = [wrap(h, w) for h, w in zip(table.header, widths, strict=True)]
    placed: list[tuple[int, float, float, str]] = []
    page, free = 0, page_lines

    def put(cells: list[list[str]], middle: set[int]) -> None:
        nonlocal free
        height = max(map(len, cells))
        top = TOP + (page_lines - free) * PITCH
        for k, cell in enumerate(cells):
            shift = (height - len(cell)) / 2 if k in middle else 0
            placed.extend((page, top + (n + shift) * PITCH, lefts[k] + 5.4, t) for n, t in enumerate(cell))
        free -= height

    def turn() -> None:
        nonlocal page, free
        page, free = page + 1, page_lines
        if repeat:
            put(heads, set(range(len(heads))))

    put(heads, set(range(len(heads))))
    for number, row in enumerate(table.rows, 1):
        cells = [[str(number)]] + [wrap(c, w) for c, w in zip(row, table.widths, strict=True)]
        if free <= 0:
            turn()
        while any(cells):
            fits = max(map(len, cells)) <= free
            space = free
            put([cell[:space] for cell in cells], table.middle if fits else set())
            cells = [cell[space:] for cell in cells]
            if any(cells):
                turn()
    return Print(_lines(placed, merged=merged), table.rows)


def _lines(placed: list[tuple[int, float, float, str]], *, merged: bool) -> list[Line]:
    groups: list[list[tuple[int, float, float, str]]] = []
    for piece in sorted(placed, key=lambda p: (p[0], round(p[1], 1), p[2])) if merged else placed:
        head = groups[-1][0] if groups else None
        if merged and head and head[0] == piece[0] and abs(head[1] - piece[1]) < 1:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_line(group, n) for n, group in enumerate(groups, 1)]


def _line(group: list[tuple[int, float, float, str]], number: int) -> Line:
    text = ""
    boxes: list[tuple[float, float, float, float]] = []
    for _, top, left, piece in group:
        if text:
            boxes.append((boxes[-1][2], top, left, top + SIZE))
            text += " "
        x = left
        for c in piece:
            w = SIZE / 2 if c.isascii() else SIZE
            ink = 0.35 * w if c in "，。、；" else w
            boxes.append((x + 0.3, top + 0.5, x + ink - 0.3, top + SIZE - 0.5))
            x += w
        text += piece
    return Line(text, number, group[0][0], page=group[0][0] + 1, boxes=np.array(boxes, dtype=np.float32))


def invent(rng: random.Random, closing: float = 0.7) -> Table:
    """A key-work table of random texts and widths."""
    widths = [rng.randint(5, 9), rng.randint(8, 20), rng.randint(5, 20)]
    rows = [
        [
            sentence(rng, rng.choice((4, 8, 14, 22, 30)), False),
            sentence(rng, rng.choice((6, 20, 45, 80, 120, 160)), rng.random() < closing),
            sentence(rng, rng.choice((6, 12, 30, 60, 100)), rng.random() < closing),
        ]
        for _ in range(rng.randint(3, 12))
    ]
    return Table(
        ["序号", "重要事项", "工作内容及目标", "完成情况"], widths, rows, rng.choice(({0}, {0, 1}, set()))
    )
