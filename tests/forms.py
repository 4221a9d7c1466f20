"""Small files of other forms for the tests: made by other programs' libraries, or by hand where those do not go."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from juesuan.reading.file import read
from juesuan.reading.page import Reading, Role

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
sys.path.insert(0, str(SAMPLES))


def reading(data: bytes, name: str = "2023年度部门决算公开.pdf") -> Reading:
    """A content, read through a file whose name says nothing true."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as room:
        path = Path(room) / name
        path.write_bytes(data)
        return read(path)


def told(found: Reading) -> list[str]:
    """The lines of the report itself, cells and sheets' names left out."""
    cells = {i + first for page, first in zip(found.pages, found.firsts, strict=True)
             for grid in page.grids for cell in grid.cells for i in cell.lines}  # fmt: skip
    return [line.text for i, line in enumerate(found.lines) if line.role is Role.BODY and i not in cells]


def rows(found: Reading, which: int = 0) -> list[list[str]]:
    """The rows of a grid: what each place shows, a merged cell in its first place, the others None."""
    at = [(page, grid) for page in found.pages for grid in page.grids]
    page, grid = at[which]
    shown: list[list[str]] = [["·"] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.top, cell.bottom):
            for column in range(cell.left, cell.right):
                shown[row][column] = "^" if row > cell.top else "<"
        shown[cell.top][cell.left] = "".join(page.lines[i].text for i in cell.lines)
    return shown


def html(body: str, head: str = "", charset: str = "utf-8") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode(charset)


def word(*paragraphs: str, inside: str = "", numbering: str = "") -> bytes:
    """A Word document of plain paragraphs, then XML as it stands, with definitions of lists."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if inside:
        namespaces = nsdecls("w", "wp", "a", "r", "pic") + (
            ' xmlns:v="urn:schemas-microsoft-com:vml"'
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        )
        for element in list(parse_xml(f"<w:body {namespaces}>{inside}</w:body>")):
            document.element.body.insert(len(document.element.body) - 1, element)
    if numbering:
        part = document.part.numbering_part.element
        for element in reversed(list(parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"))):
            part.insert(0, element) if element.tag.endswith("abstractNum") else part.append(element)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def book(**sheets: list[list[object]]) -> bytes:
    """A workbook; a cell may be a pair of a value and its number format."""
    made = Workbook()
    made.remove(made.active)
    for name, content in sheets.items():
        sheet = made.create_sheet(name)
        for i, row in enumerate(content, start=1):
            for j, value in enumerate(row, start=1):
                cell = sheet.cell(i, j)
                if isinstance(value, tuple):
                    cell.value, cell.number_format = value
                elif value is not None:
                    cell.value = value
    return saved(made)


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    return packed_as(members)


def packed_as(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
