"""A report as a web page with a site around it, and the same page saved as one file under the name of a document."""

from __future__ import annotations

import quopri
from html import escape

from making.report import Heading, Report, WordTable
from making.ruled import RuledTable
from making.spans import Span, spans_of

LINKS = ("首页", "政务公开", "政策文件", "财政信息", "部门决算", "办事服务", "互动交流", "数据发布")
PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}" />
<title>{title}_云溪区人民政府门户网站</title>
<style>td {{ border: 1px solid #000 }}</style><script>var views = "本年支出合计 999999.99 万元";</script></head>
<body>
<div class="top"><ul>{nav}</ul><form action="/search"><input type="text" value="请输入关键词" /></form></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 部门决算</div>
<table class="layout" width="1000"><tr><td width="220"><ul>{nav}</ul></td><td>
<h1>{title}</h1>
<p class="info">来源：云溪区图书馆 &nbsp; 发布时间：2024-09-20 10:30
 &nbsp; 浏览次数：<span>1024</span> 【字体：大 中 小】</p>
<div class="article">
{body}
</div>
<p class="links">附件：<a href="/files/2024/20240920.pdf">{title}.pdf</a></p>
<div>【<a href="javascript:print()">打印本页</a>】【<a href="javascript:close()">关闭窗口</a>】</div>
</td></tr></table>
<div style="display: none">隐藏的内容：预算 88888.88 万元。</div>
<div class="foot"><p>主办单位：云溪区人民政府办公室　承办单位：云溪区大数据中心　联系电话：0000-12345678</p>
<p>版权所有：云溪区人民政府　网站标识码：4200000000　云公网安备 42000000000000号</p></div>
</body></html>
"""


def article(report: Report, *, tables: bool = True) -> str:
    """The report in HTML, as an editor pastes it: spans round numbers, hard blanks, breaks inside of cells."""
    lines: list[str] = []
    for block in report.blocks:
        if isinstance(block, Heading):
            lines.append(f"<p><strong><span>{_told(block.speech.text)}</span></strong></p>")
        elif isinstance(block, RuledTable):
            if tables:
                lines += _ruled(block)
        elif isinstance(block, WordTable):
            lines += [f'<p align="center">{_told(block.title.text)}</p>', *_table(spans_of(block))]
        else:
            style = ' style="text-align:center"' if block.centred else ' style="text-indent: 2em"'
            lead = "" if block.centred else "&nbsp;&nbsp;&nbsp; "
            lines.append(f"<p{style}>{lead}<span lang=EN-US>{_told(block.speech.text)}</span></p>")
    return "\n".join(lines)


def page(report: Report, *, charset: str = "gb2312", tables: bool = True) -> str:
    """The whole page, with the navigation, the notices and the footer of a site."""
    title = f"{report.unit}{report.year}年度单位决算公开"
    nav = "".join(f'<li><a href="/{i}/">{name}</a></li>' for i, name in enumerate(LINKS))
    return PAGE.format(charset=charset, title=title, nav=nav, body=article(report, tables=tables))


def saved(report: Report) -> bytes:
    """The page as Word saves it in one file: quoted-printable, every character an entity, entities broken by lines."""
    body = article(report)
    entities = "".join(c if c.isascii() else f"&#{ord(c)};" for c in f"<html><body>{body}</body></html>")
    head = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_NextPart_01\"\r\n\r\n"
        "此文档是“单个文件网页”，也称为“Web 档案”文件。\r\n\r\n------=_NextPart_01\r\n"
        "Content-Location: file:///C:/report.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        'Content-Type: text/html; charset="us-ascii"\r\n\r\n'
    )
    content = quopri.encodestring(entities.encode("ascii")).replace(b"\n", b"\r\n")
    return head.encode("utf-8") + content + b"\r\n------=_NextPart_01--\r\n"


def _told(text: str) -> str:
    return escape(text, quote=False)


def _ruled(table: RuledTable) -> list[str]:
    lines = [f'<p align="center"><b>{_told(table.title)}</b></p>', f'<p align="right">{table.form}</p>']
    lines.append(f"<p>部门：{table.agency}&nbsp;&nbsp;&nbsp;单位：{table.unit}</p>")
    lines += _table(spans_of(table))
    return lines + [f"<p>{_told(note)}</p>" for note in table.notes]


def _table(rows: list[list[Span]]) -> list[str]:
    """A table inside of a table of one cell, as pages are laid out."""
    lines = ["<table><tbody><tr><td><table border=1 cellspacing=0>"]
    for row in rows:
        cells = []
        for span in row:
            name = "th" if span.head else "td"
            rowspan = f' rowspan="{span.rows}"' if span.rows > 1 else ""
            colspan = f" colspan={span.columns}" if span.columns > 1 else ""
            text = _told(span.text) or "&nbsp;"
            half = len(text) // 2
            if span.head and span.text and half > 3:
                text = text[:half] + "<br/>" + text[half:]
            cells.append(f"<{name}{rowspan}{colspan}><p>{text}</p></{name}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [*lines, "</table></td></tr></tbody></table>"]
