"""A report as a Word document: numbers that Word generates, merged cells, a text box, changes that were tracked."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph

from making.report import Heading, Report, WordTable
from making.ruled import RuledTable
from making.spans import Span, spans_of, width_of
from making.two_sided import ordinal

NUMBERED = (
    re.compile(r"第[一二三四五六七八九十]+部分 "),
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"（[一二三四五六七八九十]+）"),
)
LEVELS = (("第%1部分", "space"), ("%2、", "nothing"), ("（%3）", "nothing"))
WHEN = (1980, 1, 1, 0, 0, 0)


def document(report: Report) -> bytes:
    """The report as a .docx file; the same bytes each time."""
    word = Document()
    _list(word)
    word.core_properties.author = "juesuan"
    for text in (report.unit, f"{report.year}年度部门决算公开"):
        word.add_paragraph(text)
    word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    word.add_paragraph("目  录")
    headings = [b for b in report.blocks if isinstance(b, Heading) and b.level < 2]
    for number, heading in enumerate(headings, start=3):
        word.add_paragraph(f"{heading.speech.text}\t{number}")
    counts = [0, 0, 0]
    for block in report.blocks:
        if isinstance(block, Heading):
            _heading(word, block, counts)
        elif isinstance(block, RuledTable):
            _box(word.add_paragraph(), block.title)
            word.add_paragraph(block.form)
            word.add_paragraph(f"部门：{block.agency}\t单位：{block.unit}")
            _table(word, spans_of(block))
            for note in block.notes:
                word.add_paragraph(note)
        elif isinstance(block, WordTable):
            word.add_paragraph(block.title.text)
            _table(word, spans_of(block))
        else:
            _changed(word.add_paragraph(), block.speech.text)
    out = BytesIO()
    word.save(out)
    return _dated(out.getvalue())


def _list(word: Document) -> None:
    """A list of three levels: 第一部分, 一、, （一）."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="{after}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (text, after) in enumerate(LEVELS)
    )
    numbering = word.part.numbering_part.element
    kind = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, kind)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def _heading(word: Document, heading: Heading, counts: list[int]) -> None:
    """A heading with the number that the list gives it; one that is out of step has its number in the text."""
    text = heading.speech.text
    level = heading.level
    found = NUMBERED[level].match(text) if level < len(NUMBERED) else None
    paragraph = word.add_paragraph()
    if level == 0:
        paragraph.paragraph_format.page_break_before = True
    told = ordinal(counts[level] + 1) if found else ""
    if found is None or found[0].strip("第部分、（） ") != told:
        paragraph.add_run(text)
        return
    counts[level] += 1
    counts[level + 1 :] = [0] * (len(counts) - level - 1)
    paragraph.add_run(text[found.end() :])
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
    ))  # fmt: skip


def _changed(paragraph: WordParagraph, text: str) -> None:
    """A paragraph whose last words were put in, and others taken out, with the changes tracked; cut into runs."""
    half = len(text) // 2
    for piece in (text[: half // 2], text[half // 2 : half]):
        paragraph.add_run(piece)
    last = text[half:].replace("&", "&amp;").replace("<", "&lt;")
    who = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
    for change in (
        f'<w:del {nsdecls("w")} {who}><w:r><w:delText>原稿 77.77 万元</w:delText></w:r></w:del>',
        f'<w:ins {nsdecls("w")} {who}><w:r><w:t xml:space="preserve">{last}</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(change))


def _box(paragraph: WordParagraph, text: str) -> None:
    """The words in a text box, as new and old readers see it."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp>'
        f"<wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ))  # fmt: skip


def _table(word: Document, rows: list[list[Span]]) -> None:
    table = word.add_table(len(rows), width_of(rows))
    taken: set[tuple[int, int]] = set()
    grid = [list(row.cells) for row in table.rows]
    merges = []
    for top, row in enumerate(rows):
        left = 0
        for span in row:
            while (top, left) in taken:
                left += 1
            grid[top][left].paragraphs[0].text = span.text
            if span.rows > 1 or span.columns > 1:
                merges.append((top, left, top + span.rows - 1, left + span.columns - 1))
            taken.update((top + i, left + j) for i in range(span.rows) for j in range(span.columns))
            left += span.columns
    for top, left, bottom, right in merges:
        grid[top][left].merge(grid[bottom][right])
    for cell in table._tbl.iter(qn("w:tcW")):
        cell.getparent().remove(cell)


def _dated(content: bytes) -> bytes:
    """The archive with every part of one time."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = zipfile.ZipInfo(info.filename, WHEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(info))
    return out.getvalue()
