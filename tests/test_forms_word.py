"""Word documents: numbers that are generated, changes that are tracked, boxes, merged cells, pictures, other forms."""

from __future__ import annotations

import stat
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from forms import book, packed_as, reading, rows, told, word
from hypothesis import given
from hypothesis import strategies as st

from juesuan.errors import BadInput
from juesuan.normalising.numerals import chinese_integer
from juesuan.reading.forms.word_numerals import chinese, numeral
from juesuan.reading.page import Role

RUN = "<w:r><w:t>{}</w:t></w:r>"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs in XML."""
    body = "".join(run if run.startswith("<") else RUN.format(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{body}</w:p>"


def numbered(text: str, level: int, of: int = 70) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>')


def levels(*forms: tuple[str, str], start: int = 1) -> str:
    told = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(forms)
    )
    return (
        f'<w:abstractNum w:abstractNumId="70">{told}</w:abstractNum>'
        '<w:num w:numId="70"><w:abstractNumId w:val="70"/></w:num>'
    )


HEADINGS = levels(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def test_the_numbers_that_word_generates_are_printed() -> None:
    inside = (
        numbered("主要职责", 0) + numbered("机构设置", 0) + numbered("内设机构", 1) + numbered("下属单位", 1)
        + numbered("第一家", 2) + numbered("第二家", 2) + numbered("人员情况", 0) + numbered("在职", 1)
    )  # fmt: skip
    found = [line.replace(" ", "") for line in told(reading(word(inside=inside, numbering=HEADINGS)))]
    assert found == ["一、主要职责", "二、机构设置", "（一）内设机构", "（二）下属单位", "1.第一家", "2.第二家",
                     "三、人员情况", "（一）在职"]  # fmt: skip


def test_a_level_names_the_levels_above_it() -> None:
    inside = numbered("总", 0) + numbered("分", 1) + numbered("分", 1)
    found = told(reading(word(inside=inside, numbering=levels(("decimal", "%1"), ("decimal", "%1.%2")))))
    assert [line.split()[0] for line in found] == ["1", "1.1", "1.2"]


def test_a_list_may_start_anew_or_elsewhere() -> None:
    again = '<w:num w:numId="71"><w:abstractNumId w:val="70"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    lists = levels(("decimal", "%1、"), start=3) + again + "</w:lvlOverride></w:num>"
    inside = numbered("甲", 0) + numbered("乙", 0) + numbered("丙", 0, 71) + numbered("丁", 0, 71)
    found = told(reading(word(inside=inside, numbering=lists)))
    assert [line.split()[0] for line in found] == ["3、", "4、", "1、", "2、"]


def test_bullets_and_paragraphs_out_of_the_list_have_no_number() -> None:
    lists = levels(("bullet", "\uf0b7"))
    inside = numbered("甲", 0) + numbered("乙", 0, 0) + p("丙")
    assert told(reading(word(inside=inside, numbering=lists))) == ["甲", "乙", "丙"]


def test_a_style_may_give_the_number() -> None:
    document = Document()
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    out = BytesIO()
    document.save(out)
    assert [line.split()[0] for line in told(reading(out.getvalue()))] == ["1.", "2."]


NUMERALS = [
    (1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"),
    (20, "chineseCounting", "二十"), (105, "chineseCountingThousand", "一百〇五"), (3, "decimalEnclosedCircle", "③"),
    (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"), (2, "ideographTraditional", "乙"),
    (7, "decimalFullWidth", "７"), (12, "chineseLegalSimplified", "壹拾贰"), (5, "notInvented", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "form", "printed"), NUMERALS)
def test_numerals_are_those_of_word(value: int, form: str, printed: str) -> None:
    assert numeral(value, form) == printed


@given(st.integers(1, 99))
def test_chinese_numerals_are_read_back(value: int) -> None:
    assert chinese_integer(chinese(value)) == value


def test_what_was_deleted_moved_or_hidden_is_no_text() -> None:
    inside = (
        p("预算", "<w:del><w:r><w:delText>100</w:delText></w:r></w:del>", f"<w:ins>{RUN.format(90)}</w:ins>", "万元。")
        + p("<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>", "留下")
        + p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>", "看得见")
    )
    assert told(reading(word(inside=inside))) == ["预算90万元。", "留下", "看得见"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    inside = p("本年支出", properties="<w:rPr><w:del/></w:rPr>") + p("合计10万元。")
    assert told(reading(word(inside=inside))) == ["本年支出合计10万元。"]


def test_fields_show_their_result_and_breaks_their_lines() -> None:
    field = '<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>'
    inside = p("第一部分", "<w:r><w:tab/></w:r>", field, "3") + p("上行", "<w:r><w:br/></w:r>", "下行")
    assert told(reading(word(inside=inside))) == ["第一部分 3", "上行", "下行"]


BOX = "<w:txbxContent><w:p><w:r><w:t>框中的话</w:t></w:r></w:p></w:txbxContent>"


def test_a_text_box_is_read_once() -> None:
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>' + BOX + "</wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox>" + BOX + "</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert told(reading(word(inside=p("正文", drawing)))) == ["正文", "框中的话"]


def test_footnotes_are_kept_beside_the_report() -> None:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = '<w:footnote w:type="separator"><w:p/></w:footnote>' + f"<w:footnote>{p('含上年结转。')}</w:footnote>"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="footnotes" Target="footnotes.xml"/></Relationships>'
    )
    found = reading(packed_as({
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{p("正文。")}</w:body></w:document>'.encode(),
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{main}">{note}</w:footnotes>'.encode(),
        "word/_rels/document.xml.rels": links.encode(),
    }))  # fmt: skip
    assert [(line.text, line.role) for line in found.lines] == [
        ("正文。", Role.BODY), ("含上年结转。", Role.FURNITURE),
    ]  # fmt: skip


def test_cells_that_are_merged_both_ways() -> None:
    document = Document()
    table = document.add_table(3, 4)
    for i, row in enumerate(table.rows):
        for j, cell in enumerate(row.cells):
            cell.text = f"{i}{j}"
    for corner, other in (((0, 0), (1, 0)), ((0, 1), (0, 3)), ((1, 2), (2, 2))):
        first, last = table.cell(*corner), table.cell(*other)
        for row in range(corner[0], other[0] + 1):
            for column in range(corner[1], other[1] + 1):
                table.cell(row, column).text = f"{corner[0]}{corner[1]}" if (row, column) == corner else ""
        first.merge(last)
    out = BytesIO()
    document.save(out)
    assert rows(reading(out.getvalue())) == [
        ["00", "01", "<", "<"], ["^", "11", "12", "13"], ["20", "21", "^", "23"],
    ]  # fmt: skip


def tc(text: str, width: int, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{p(text)}</w:tc>'


def test_edges_that_rows_drew_a_hair_apart_are_one() -> None:
    """The second row's border stands half a millimetre to the right: the grid has a column no cell is in."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in (2000, 30, 1970))
    span = '<w:gridSpan w:val="2"/>'
    inside = (
        f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{tc('项目', 2000)}{tc('决算数', 2000, span)}</w:tr>"
        f"<w:tr>{tc('合计', 2030, span)}{tc('10.00', 1970)}</w:tr></w:tbl>"
    )
    assert rows(reading(word(inside=inside))) == [["项目", "决算数"], ["合计", "10.00"]]


def test_a_deleted_row_is_no_row_and_a_numbered_cell_shows_its_number() -> None:
    one = numbered("", 0).replace("<w:r><w:t></w:t></w:r>", "")
    inside = (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        f"<w:tr><w:tc>{p('序号')}</w:tc><w:tc>{p('事项')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('删')}</w:tc><w:tc>{p('去')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{one}</w:tc><w:tc>{p('办展')}</w:tc></w:tr></w:tbl>"
    )
    found = rows(reading(word(inside=inside, numbering=levels(("decimal", "%1")))))
    assert [[cell.strip() for cell in row] for row in found] == [["序号", "事项"], ["1", "办展"]]


def test_paragraphs_and_cells_say_where_they_stand() -> None:
    document = Document()
    document.add_paragraph("第一段")
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), "甲乙丙丁", strict=True):
        cell.text = text
    document.add_paragraph("第二段")
    out = BytesIO()
    document.save(out)
    assert [line.anchor for line in reading(out.getvalue()).lines] == [
        "paragraph 1", "table 1!A1", "table 1!B1", "table 1!A2", "table 1!B2", "paragraph 2",
    ]  # fmt: skip


def picture(width: float) -> bytes:
    """A document with a picture of words, shown that many points wide."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (600, 200), 255)
    ImageDraw.Draw(image).text((20, 60), "2023 1234.56", fill=0, font_size=60)
    file, out = BytesIO(), BytesIO()
    image.save(file, "PNG")
    document = Document()
    document.add_paragraph("前")
    document.add_picture(BytesIO(file.getvalue()), width=Pt(width))
    document.add_paragraph("后")
    document.save(out)
    return out.getvalue()


def test_a_picture_of_words_is_recognised_where_it_stands() -> None:
    found = reading(picture(400))
    assert (found.lines[0].text, found.lines[-1].text) == ("前", "后")
    (seen,) = (line for line in found.lines if line.confidences is not None)
    assert "1234.56" in seen.text
    assert (seen.anchor, seen.page) == ("picture 1", None)


def test_an_ornament_is_not_looked_at() -> None:
    assert [line.text for line in reading(picture(50)).lines] == ["前", "后"]


def test_a_workbook_that_was_pasted_is_a_table() -> None:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    thing = f'<w:r><w:object><o:OLEObject xmlns:o="o" xmlns:r="{kind}" r:id="r1"/></w:object></w:r>'
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="package" Target="embeddings/book.xlsx"/></Relationships>'
    )
    body = f'<w:document xmlns:w="{main}"><w:body>{p("收入决算表", thing)}</w:body></w:document>'
    found = reading(packed_as({
        "word/document.xml": body.encode(),
        "word/embeddings/book.xlsx": book(表=[["项目", "决算数"], ["合计", (10, "0.00")]]),
        "word/_rels/document.xml.rels": links.encode(),
    }))  # fmt: skip
    assert told(found) == ["收入决算表"]
    assert rows(found) == [["项目", "决算数"], ["合计", "10.00"]]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(64)


def test_a_binary_document_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BadInput) as caught:
        reading(OLE)
    assert caught.value.code == "missing_engine"
    assert "LibreOffice" in caught.value.message and "apt-get install" in caught.value.message


@pytest.mark.parametrize(("content", "first"), [(OLE, "决算一句。"), (b"{\\rtf1 x}", "决算一句。")])
def test_a_binary_document_is_read_where_an_office_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, first: str
) -> None:
    (tmp_path / "made.docx").write_bytes(word(first))
    office = tmp_path / "soffice"
    office.write_text(f'#!/bin/sh\nfor last; do :; done\n/bin/cp "{tmp_path}/made.docx" "${{last%.doc}}.docx"\n')
    office.chmod(office.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert told(reading(content)) == [first]


def test_an_office_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\necho source file could not be loaded >&2\nexit 1\n")
    office.chmod(office.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadInput) as caught:
        reading(OLE)
    assert caught.value.code == "conversion_failed"
    assert "could not be loaded" in caught.value.message


DAMAGED = [
    packed_as({"word/document.xml": b"<w:document xmlns:w='x'><w:body>"}),
    packed_as({"word/document.xml": b"not xml at all"}),
    word("决算")[:-300],
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_document_is_an_error_that_names_it(content: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        reading(content, "某局.docx")
    assert caught.value.code == "truncated"
    assert caught.value.message.startswith("某局.docx: ")


def test_entities_of_outside_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    xml = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>前&e;&b;后</w:t></w:r></w:p></w:body></w:document>"
    )
    found = "".join(line.text for line in reading(packed_as({"word/document.xml": xml.encode()})).lines)
    assert "机密" not in found and "前" in found


def test_a_part_that_unpacks_to_the_world_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        reading(packed_as({"word/document.xml": b" " * (80 << 20)}))
    assert caught.value.code == "too_large"
