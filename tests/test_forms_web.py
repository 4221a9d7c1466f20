"""Web pages: what a browser shows, the report told from the site around it, encodings, saved pages."""

from __future__ import annotations

import base64
import quopri

import pytest
from forms import html, reading, rows, told
from hypothesis import given
from hypothesis import strategies as st

from juesuan.errors import BadInput
from juesuan.reading.forms.charset import decoded
from juesuan.reading.forms.mhtml import mended
from juesuan.reading.page import Role

REPORT = "第一部分 某某局概况\n一、主要职责\n本年收入合计 12.50 万元，比上年增加 1.20 万元。"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_words_are_read_as_they_are_shown() -> None:
    body = (
        "<p>&nbsp;&nbsp;&nbsp; 本年&#25910;入<span>合计</span>\n <b>12.50</b>&nbsp;万元。</p>"
        "<div>上行<br>下行<!-- 注 --></div><script>var x = '万元';</script><p style='display: none'>看不见</p>"
        "<p hidden>看不见</p><ruby>决<rp>(</rp><rt>jué</rt><rp>)</rp>算</ruby><textarea>草稿</textarea>"
    )
    assert told(reading(html(body))) == ["本年收入合计 12.50 万元。", "上行", "下行", "决算"]


STARTS = ["<!DOCTYPE html><html>", "<meta charset=gbk>", "<div class=x>", "\ufeff<html>", "<?xml version='1.0'?><html>"]


@pytest.mark.parametrize("start", STARTS)
def test_a_page_is_known_by_its_content_wherever_it_begins(start: str) -> None:
    assert told(reading(f"{start}<p>第一部分</p></div></html>".encode(), "决算.pdf")) == ["第一部分"]


ENCODINGS = [
    ("utf-8", "gb2312"), ("gbk", "utf-8"), ("gb18030", ""), ("big5", "gb2312"), ("big5", ""), ("utf-16", ""),
    ("utf-8", "iso-8859-1"), ("gb2312", "windows-1252"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "declared"), ENCODINGS)
def test_the_bytes_decide_the_encoding_not_what_is_declared(encoding: str, declared: str) -> None:
    text = "本单位收入支出决算总表说明，与上年度相比减少。" * 3
    if encoding == "big5":
        text = "本單位收入支出決算總表說明，與上年度相比減少。" * 3
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert told(reading(html(paragraphs(text), head, encoding))) == [text]


def test_a_damaged_character_costs_only_itself_and_is_told() -> None:
    data = html(paragraphs("收入支出决算总表说明" * 9 + "尾。"), charset="gb18030")
    found = reading(data.replace("尾".encode("gb18030"), b"\xff"))
    assert told(found)[0].endswith("说明\ufffd。")
    assert "1 characters are damaged" in found.notes[0]


@given(st.text("本年度收入支出决算总计万元与上相比增加减少，。0123456789.%（）", min_size=20))
def test_decoding_a_page_undoes_encoding_it(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert decoded(text.encode(encoding), "iso-8859-1")[0] == text


def test_cells_that_span_rows_and_columns() -> None:
    body = (
        "<table><tr><th rowspan=2>项目<th colspan='2'>决算数</tr><tr><td>基本<br>支出</td><td>项目支出</td></tr>"
        "<tr><td>合计</td><td><p>&nbsp;1,234.50</p></td><td>&nbsp;</td></tr></table>"
    )
    assert rows(reading(html(body))) == [
        ["项目", "决算数", "<"], ["^", "基本支出", "项目支出"], ["合计", "1,234.50", ""],
    ]  # fmt: skip


def test_a_colspan_that_claims_more_than_there_is() -> None:
    body = "<tr><td colspan=9>收入支出决算总表</td></tr><tr><td>项目<td>决算数</tr><tr><td>合计<td>1</tr>"
    found = rows(reading(html(f"<table>{body}</table>")))
    assert found == [["收入支出决算总表", "<"], ["项目", "决算数"], ["合计", "1"]]


def test_a_table_that_holds_the_page_together_is_no_table() -> None:
    data = "<table><tr><td>项目<td>决算数</tr><tr><td>合计<td>10.00</tr></table>"
    inner = f"<table><tr><td><table><tr><td>{data}</td></tr></table></td></tr></table>"
    frame = f"<table><tr><td>栏目<td><p>一、收入。</p>{inner}<p>二、支出。</p></tr></table>"
    found = reading(html(frame))
    assert [len(page.grids) for page in found.pages] == [1]
    assert rows(found) == [["项目", "决算数"], ["合计", "10.00"]]
    assert told(found) == ["栏目", "一、收入。", "二、支出。"]


def test_an_article_in_one_cell_flows() -> None:
    lines = [f"（{n}）本年支出 {n} 万元。" for n in "一二三四五六七八九十"] + ["一、收入", "二、支出"]
    frame = f"<table><tr><td><a href='/x'>首页</a></td><td>{paragraphs(*lines)}</td></tr></table>"
    assert told(reading(html(frame))) == lines


SITE = (
    "<div><ul><li><a href='/a'>首页</a></li><li><a href='/b'>部门决算</a></li></ul></div>"
    "<div>当前位置：<a href='/'>首页</a> &gt; 正文</div><h1>某某局2023年度部门决算公开</h1>"
    "<p>来源：某某局　发布时间：2024-09-20　浏览次数：123</p><div class=content>{}</div>"
    "<div>【打印本页】【关闭窗口】</div><p>附件：<a href='x.pdf'>决算.pdf</a></p>"
    "<footer><p>联系电话：12345678</p></footer><div>版权所有：某某人民政府　京ICP备00000001号</div>"
)


def test_the_report_is_told_from_the_site_around_it() -> None:
    found = reading(html(SITE.format(paragraphs(*REPORT.split("\n") * 9))))
    assert told(found) == ["某某局2023年度部门决算公开", *REPORT.split("\n") * 9]
    aside = "".join(line.text for line in found.lines if line.role is Role.FURNITURE)
    assert all(words in aside for words in ("首页", "浏览次数：123", "版权所有", "12345678"))


def test_no_word_of_the_report_is_lost_however_the_page_parts_it() -> None:
    """The text in one container, a table in another, the last section beside both: all of it is the report."""
    table = "<table><tr><td>项目<td>决算数</tr><tr><td>合计<td>10.00</tr></table>"
    body = (
        f"<div id=a>{paragraphs(*REPORT.split(chr(10)) * 9)}</div><div id=b>{table}</div>"
        "<div id=c><p>第四部分 名词解释</p><p>财政拨款收入：指单位从本级财政取得的资金。</p></div>"
    )
    found = reading(html(body))
    assert told(found)[-2:] == ["第四部分 名词解释", "财政拨款收入：指单位从本级财政取得的资金。"]
    assert rows(found) == [["项目", "决算数"], ["合计", "10.00"]]


def test_a_link_that_nobody_closed_hides_no_report() -> None:
    body = "<a href='/top'>" + "".join(f"<span>{line}</span><br>" for line in REPORT.split("\n") * 3)
    assert told(reading(html(body))) == REPORT.split("\n") * 3


def test_a_title_that_only_the_head_has_begins_the_report() -> None:
    head = "<title>某某局2023年度部门决算_某某市人民政府</title>"
    assert told(reading(html(paragraphs(*REPORT.split("\n")), head)))[0] == "某某局2023年度部门决算"


def test_a_list_shows_its_numbers_unless_the_words_do() -> None:
    body = "<ol><li>办展</li><li>2、讲座</li><li>送书</li></ol><ul><li>其他</li></ul>"
    assert told(reading(html(body))) == ["1. 办展", "2、讲座", "3. 送书", "其他"]


def test_paragraphs_are_paragraphs_unless_they_are_lines() -> None:
    whole = ["本单位本年度收入决算数为 10 万元，支出决算数为 9 万元。", "本单位没有政府性基金收入，也没有支出。"]
    assert all(line.opens for line in reading(html(paragraphs(*whole))).lines)
    broken = ["本单位本年度收入决算数为 10 万元，支出决", "算数为 9 万元，主要是人员经费和公用经费，比上", "年增加。"]
    assert not any(line.opens for line in reading(html(paragraphs(*broken))).lines)


def test_a_page_that_scripts_would_fill_says_so() -> None:
    with pytest.raises(BadInput) as caught:
        reading(html("<div id=app></div><script>render()</script>"))
    assert caught.value.code == "no_text"
    assert "attachment" in caught.value.message


def mht(page: bytes, encoding: str, extra: str = "", charset: str = "utf-8", kind: str = "multipart/related") -> bytes:
    head = (
        f'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: {kind}; boundary="B"\r\n\r\n'
        f'--B\r\nContent-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: {encoding}\r\n'
        "Content-Location: file:///C:/x.htm\r\n\r\n"
    )
    return head.encode() + page + f"\r\n{extra}--B--\r\n".encode()


PAGE = html(paragraphs(*REPORT.split("\n")))


@pytest.mark.parametrize(
    "data",
    [
        mht(base64.encodebytes(PAGE), "base64"),
        mht(quopri.encodestring(PAGE), "quoted-printable"),
        mht(quopri.encodestring(PAGE + b"<a href='a=b&c=d'>" * 9), "8bit"),
        mht(html(paragraphs(*REPORT.split("\n")), charset="gb18030"), "8bit", charset="us-ascii"),
        mht(PAGE, "8bit", kind="multipart/alternative"),
    ],
)
def test_a_saved_page_under_any_name(data: bytes) -> None:
    found = reading(data, "部门决算.doc")
    assert told(found)[:3] == REPORT.split("\n")
    assert found.media_type == "multipart/related"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (b"&#209\r\n15;", b"&#20915;"), (b"&nb\nsp;", b"&nbsp;"), (b"&#2\n0915;", b"&#20915;"),
        (b"a&b\nc;", b"a&b\nc;"), (b"&#20915;\n&#31639;", b"&#20915;\n&#31639;"),
    ],
)  # fmt: skip
def test_an_entity_that_a_line_break_parts_is_mended(broken: bytes, whole: bytes) -> None:
    assert mended(broken) == whole


def test_a_picture_of_a_saved_page_is_looked_at_and_one_elsewhere_is_told() -> None:
    from io import BytesIO

    from PIL import Image, ImageDraw

    image = Image.new("L", (600, 200), 255)
    ImageDraw.Draw(image).text((20, 60), "2023 1234.56", fill=0, font_size=60)
    file = BytesIO()
    image.save(file, "PNG")
    inside = base64.encodebytes(file.getvalue()).decode()
    head = "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <p1>\r\n\r\n"
    part = f"{head}{inside}\r\n"
    found = reading(mht(html("<p>前</p><img src='cid:p1'><img src='http://x.example/y.png'><p>后</p>"), "8bit", part))
    assert any("1234.56" in line.text for line in found.lines if line.confidences is not None)
    assert found.notes == ("1 pictures are not in the file and are not looked at",)


DEEP = 60_000


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ol><li", "font"])
def test_a_page_that_nests_without_end_is_an_error_not_a_crash(tag: str) -> None:
    with pytest.raises(BadInput) as caught:
        reading(html(f"<{tag}>" * DEEP + "决算"))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li"])
def test_a_page_that_nests_deep_is_read(tag: str) -> None:
    opened = f"<{tag}>" * 300
    assert told(reading(html(f"{opened}本年支出决算"))) == ["本年支出决算"]


def test_a_table_that_claims_a_million_columns_is_small_or_refused() -> None:
    wide = "<tr>" + "<td colspan=1000>甲" * 3 + "</tr>"
    assert rows(reading(html(f"<table>{wide * 2}</table>"))) == [["甲"] * 3] * 2
    with pytest.raises(BadInput) as caught:
        reading(html("<table>" + ("<tr>" + "<td rowspan=1000 colspan=1000>甲" * 40 + "</tr>") * 30 + "</table>"))
    assert caught.value.code == "too_large"
