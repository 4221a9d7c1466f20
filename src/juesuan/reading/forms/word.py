"""Word documents (.docx): paragraphs, tables, text boxes and pictures in the order they are read.

The parts are read themselves, with lxml: generated numbers, tracked changes, text boxes and merged cells are in none
of the models that libraries make of a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from juesuan.errors import BadInput
from juesuan.reading.forms.blocks import Block, Entry, Picture, Table, Text
from juesuan.reading.forms.embedded import table_in
from juesuan.reading.forms.layout_tables import table_of
from juesuan.reading.forms.office_xml import Element, child, children, is_on, named, number, value
from juesuan.reading.forms.word_grid import WRAPPERS, cells_of, filled, rows_of, snapped
from juesuan.reading.forms.word_numbering import Numbering, numbering_of
from juesuan.reading.forms.zipped import Parts

UNSAID = frozenset({"del", "moveFrom", "pPr", "rPr", "sdtPr", "tcPr", "trPr", "tblPr", "rt", "instrText", "delText"})
"""Elements whose words are not printed."""
SMALLEST = (100.0, 30.0)
"""Points in width and height from which a picture may hold words of the report."""
EMU = 12700.0


def blocks_of(data: bytes, name: str) -> tuple[list[Block], list[str]]:
    """What a Word document says, and notes on what is left out. `name` is the file's, for messages.

    Deleted and hidden text is no text. Raises `BadInput`: truncated, too_large.
    """
    parts = Parts(data, name)
    main = next((p for p in parts.related("").values() if p.endswith(".xml") and "/document" in p), "word/document.xml")
    if main not in parts:
        raise BadInput("truncated", f"{name}: the part with its text is missing; get it again from its source")
    links = parts.related(main)
    tree = parts.tree_of(main)
    lists, styles, footnotes = (
        next((parts.tree_of(p) for p in links.values() if p.rpartition("/")[2] == part and p in parts), None)
        for part in ("numbering.xml", "styles.xml", "footnotes.xml")
    )
    reader = _Reader(parts, links, numbering_of(lists, styles))
    blocks = list(reader.flow(child(tree, "body")))
    if footnotes is not None:
        for note in children(footnotes, "footnote"):
            if value(note, "type") is None:
                words = "\n".join(b.text for b in reader.flow(note) if isinstance(b, Text))
                blocks.append(Text(words, aside=True))
    return blocks, reader.notes


@dataclass
class _Inline:
    """A paragraph as it is put together: its text, and what hangs in it."""

    text: list[str] = field(default_factory=list)
    hanging: list[Block] = field(default_factory=list)
    turns: bool = False


@dataclass
class _Reader:
    parts: Parts
    links: dict[str, str]
    numbering: Numbering
    notes: list[str] = field(default_factory=list)
    kept: str = ""
    """Text of a paragraph whose end was deleted: it goes on in the next."""
    turning: bool = False

    def flow(self, container: Element | None) -> Iterator[Block]:
        """The blocks of a body, a cell or a text box."""
        for element in container if container is not None else ():
            name = named(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                table = self._table(element)
                if table is not None:
                    yield table
            elif name == "AlternateContent":
                yield from self.flow(_chosen(element))
            elif name in WRAPPERS:
                yield from self.flow(element)
            elif name == "altChunk":
                self.notes.append("a page of another form inside the document is not read; print the document to PDF")

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        inline = _Inline(turns=self.turning or is_on(child(properties, "pageBreakBefore")))
        self.turning = child(properties, "sectPr") is not None
        self._gather(element, inline)
        text = self.kept + "".join(inline.text)
        if child(properties, "rPr", "del") is not None:
            self.kept = text
            return
        self.kept = ""
        # A paragraph without words is printed with its number too: the first column of many a table is made so.
        text = self.numbering.before(properties) + text
        if text.strip() or inline.turns:
            yield Text(text, turns=inline.turns)
        yield from inline.hanging

    def _gather(self, element: Element, into: _Inline) -> None:
        """Add the words of an element to a paragraph."""
        for inner in element:
            name = named(inner)
            if name in UNSAID:
                continue
            if name == "r":
                if not is_on(child(inner, "rPr", "vanish")):
                    self._gather(inner, into)
            elif name == "t":
                into.text.append(inner.text or "")
            elif name in ("tab", "ptab"):
                into.text.append(" ")
            elif name in ("br", "cr", "lastRenderedPageBreak"):
                self._break(inner, name, into)
            elif name == "noBreakHyphen":
                into.text.append("-")
            elif name == "sym":
                into.text.append(_symbol(inner))
            elif name in ("drawing", "pict", "object"):
                table = self._embedded(inner)
                into.hanging += [table] if table is not None else self._hanging(inner)
            elif name == "AlternateContent":
                chosen = _chosen(inner)
                if chosen is not None:
                    self._gather(chosen, into)
            elif name in ("txbxContent", "footnoteReference", "endnoteReference", "commentReference"):
                continue
            else:
                self._gather(inner, into)

    def _break(self, element: Element, name: str, into: _Inline) -> None:
        if name == "lastRenderedPageBreak" or value(element, "type") == "page":
            if "".join(into.text).strip():
                # The rest of the paragraph is on the next page; the paragraph is one.
                self.turning = name == "br"
            else:
                into.turns = True
        else:
            into.text.append("\n")

    def _hanging(self, drawing: Element, element: Element | None = None) -> Iterator[Block]:
        """Text boxes and pictures of a drawing."""
        for inner in element if element is not None else drawing:
            name = named(inner)
            if name == "txbxContent":
                yield from self.flow(inner)
            elif name in ("blip", "imagedata"):
                picture = self._picture(inner, drawing)
                if picture is not None:
                    yield picture
            elif name == "AlternateContent":
                chosen = _chosen(inner)
                if chosen is not None:
                    yield from self._hanging(drawing, chosen)
            else:
                yield from self._hanging(drawing, inner)

    def _embedded(self, element: Element) -> Table | None:
        """The table of an embedded workbook; it is shown as a picture, often of a kind that is not read."""
        linked = next((e for e in element if named(e) == "OLEObject"), None)
        part = self.links.get(value(linked, "id") or "", "")
        return table_in(self.parts.bytes_of(part), self.parts.file) if part in self.parts else None

    def _picture(self, blip: Element, drawing: Element) -> Picture | None:
        part = self.links.get(value(blip, "embed") or value(blip, "id") or "")
        width, height = _size(drawing)
        if part is None or part not in self.parts or width < SMALLEST[0] or height < SMALLEST[1]:
            return None
        return Picture(self.parts.bytes_of(part))

    def _table(self, element: Element) -> Table | None:
        """A table; None if it has no row that was not deleted."""
        kept = [row for row in rows_of(element) if child(row, "trPr", "del") is None]
        edges = [cells_of(row) for row in kept]
        columns = snapped(element, [e for row in edges for e in row])
        starts: dict[int, tuple[int, int]] = {}
        made: list[list[tuple[int, Entry]]] = []
        for at, row in enumerate(edges):
            here: list[tuple[int, Entry]] = []
            for first, last, cell in row:
                left, right = columns.get(first, first), columns.get(last, last)
                properties = child(cell, "tcPr")
                merge = child(properties, "vMerge")
                blocks = tuple(self.flow(cell))
                if merge is not None and (value(merge) or "continue") == "continue" and left in starts:
                    top, index = starts[left]
                    where, above = made[top][index]
                    joined = (*above.blocks, *(b for b in blocks if not isinstance(b, Text) or b.text.strip()))
                    made[top][index] = (where, Entry(joined, at - top + 1, above.columns))
                    continue
                if child(properties, "cellDel") is not None:
                    blocks = ()
                starts.pop(left, None)
                if merge is not None:
                    starts[left] = (at, len(here))
                here.append((left, Entry(blocks, 1, max(right - left, 1))))
            made.append(here)
        if not any(made):
            return None
        return table_of(filled(made))


def _chosen(alternatives: Element) -> Element | None:
    """What a reader of today takes of alternatives: the first that holds anything."""
    return next((e for e in alternatives if len(e)), None)


def _symbol(element: Element) -> str:
    """A sign of a symbol font: boxes of forms are told, others are bullets."""
    code = (value(element, "char") or "").upper()
    return {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0D6": "×", "F0B4": "×"}.get(code, "·")


def _size(drawing: Element) -> tuple[float, float]:
    """Width and height in points that a picture is shown in; without end where its form does not say."""
    for element in drawing.iter():
        if named(element) == "extent":
            across, down = number(element, "cx"), number(element, "cy")
            if across is not None and down is not None:
                return across / EMU, down / EMU
        if named(element) == "shape":
            style = dict(p.split(":", 1) for p in (value(element, "style") or "").split(";") if ":" in p)
            found = [_points(style.get(k, "")) for k in ("width", "height")]
            if found[0] is not None and found[1] is not None:
                return found[0], found[1]
    return float("inf"), float("inf")


def _points(length: str) -> float | None:
    text = length.strip().removesuffix("pt")
    return float(text) if text.replace(".", "", 1).isdigit() and length.strip().endswith("pt") else None
