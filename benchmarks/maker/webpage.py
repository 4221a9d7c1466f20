"""A made report as a page of a government site: the article amid menus, tables with spans."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from random import Random

from maker.plain import titled
from maker.statutory import Statutory
from maker.telling import Made

MENU = ("首页", "走进水城", "政务公开", "政务服务", "互动交流", "数据开放")
CHARSETS = ("utf-8", "utf-8", "gb18030")


def html(made: Made, path: Path, rng: Random) -> None:
    """Write the page."""
    charset = rng.choice(CHARSETS)
    path.write_bytes("\n".join(_page(made, rng, charset)).encode(charset))


def _page(made: Made, rng: Random, charset: str) -> Iterator[str]:
    title = titled(made)
    yield f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{escape(title)}</title></head><body>'
    yield f'<div class="nav"><ul>{"".join(f"<li><a href=/>{word}</a></li>" for word in MENU)}</ul></div>'
    yield f'<div class="article"><h1>{escape(title)}</h1>'
    yield f'<div class="info">发布时间：{made.year + 1}-09-20　来源：{escape(made.unit)}　浏览次数：</div><div class="content">'
    indent, bold = rng.choice(("", "\u3000\u3000", "&nbsp;&nbsp;&nbsp;&nbsp;")), rng.random() < 0.5
    for i, block in enumerate(made.blocks):
        if i == made.at and made.at:
            yield from (line for table in made.tables for line in _table(table))
        text = escape(block.text)
        yield f"<p>{indent}<strong>{text}</strong></p>" if bold and block.level is not None else f"<p>{indent}{text}</p>"
    if not 0 < made.at < len(made.blocks):
        yield from (line for table in made.tables for line in _table(table))
    yield '</div></div><div class="footer">主办：某某人民政府办公室　网站标识码：3300000001</div></body></html>'


def _table(table: Statutory) -> Iterator[str]:
    yield f'<p style="text-align:center">{escape(table.title)}</p>'
    if table.form:
        yield f'<p style="text-align:right">{escape(table.form)}</p>'
    yield f"<p>编制单位：{escape(table.agency)}　　单位：{escape(table.unit)}</p>"
    yield '<table border="1">'
    heads = sorted(table.heads(), key=lambda head: (head.top, head.left))
    for level in range(table.depth):
        cells = (
            f'<td rowspan="{h.bottom - h.top}" colspan="{h.right - h.left}">{escape(h.text)}</td>'
            for h in heads
            if h.top == level
        )
        yield f"<tr>{''.join(cells)}</tr>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>"
    yield f"</table><p>{escape(table.note)}</p>"
