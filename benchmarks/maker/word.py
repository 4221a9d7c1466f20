"""A made report as a Word document: paragraphs with or without heading styles, tables with merged heads."""

from __future__ import annotations

from pathlib import Path
from random import Random

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH

from maker.plain import titled
from maker.statutory import Statutory
from maker.telling import Made


def docx(made: Made, path: Path, rng: Random) -> None:
    """Write the report; numbers of headings are typed, as most offices do."""
    document = Document()
    styled = rng.random() < 0.5
    cover = document.add_paragraph(titled(made))
    cover.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for i, block in enumerate(made.blocks):
        if i == made.at and made.at:
            _tables(document, made)
        style = f"Heading {block.level + 1}" if styled and block.level is not None else None
        document.add_paragraph(block.text, style=style)
    if not 0 < made.at < len(made.blocks):
        _tables(document, made)
    document.save(str(path))


def _tables(document: Doc, made: Made) -> None:
    for table in made.tables:
        _table(document, table)


def _table(document: Doc, table: Statutory) -> None:
    document.add_paragraph(table.title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if table.form:
        document.add_paragraph(table.form).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(f"编制单位：{table.agency}　　单位：{table.unit}")
    grid = document.add_table(rows=table.depth + len(table.rows), cols=len(table.paths), style="Table Grid")
    for head in table.heads():
        first, last = grid.cell(head.top, head.left), grid.cell(head.bottom - 1, head.right - 1)
        (first if first == last else first.merge(last)).text = head.text
    for row, texts in zip(grid.rows[table.depth :], table.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph(table.note)
