"""Excel workbooks (.xlsx): the sheets as they are shown, their numbers in the formats they are printed in.

The parts are read themselves, a row at a time: libraries give the stored number without its format, or hold every
merged place of a sheet in memory, or refuse the style sheets that other programs write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from io import BytesIO

from lxml import etree

from juesuan.errors import BadInput
from juesuan.reading.a1 import row_column
from juesuan.reading.forms.number_format import BUILT_IN, GENERAL, shown
from juesuan.reading.forms.office_xml import Element, child, children, named, number, value
from juesuan.reading.forms.sheets import Sheet
from juesuan.reading.forms.zipped import Parts

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
HIDDEN = ("hidden", "veryHidden")
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14


def sheets_of(data: bytes, name: str) -> tuple[list[Sheet], list[str]]:
    """The sheets of a workbook that are not hidden, and notes on what is not shown. `name` is the file's.

    Raises `BadInput`: truncated, too_large.
    """
    parts = Parts(data, name)
    main = next((p for p in parts.related("").values() if p.endswith("workbook.xml")), "xl/workbook.xml")
    if main not in parts:
        raise BadInput("unsupported_type", f"{name}: a binary Excel workbook (.xlsb); save it as .xlsx or PDF")
    links = parts.related(main)
    book = parts.tree_of(main)
    looks = _Looks(value(child(book, "workbookPr"), "date1904") in ("1", "true"))
    for part in links.values():
        if part.endswith("styles.xml") and part in parts:
            looks.read(parts.tree_of(part))
        elif part.endswith("sharedStrings.xml") and part in parts:
            looks.strings = list(_strings(parts, part))
    found, unseen, notes = [], [], []
    bare = pictures = 0
    for entry in children(child(book, "sheets"), "sheet"):
        title = value(entry, "name") or ""
        if value(entry, "state") in HIDDEN:
            unseen.append(title)
            continue
        part = links.get(value(entry, "id") or "", "")
        if part not in parts:
            notes.append(f"sheet {title} is missing from the file; get it again from its source")
        elif "worksheet" in part:
            sheet, without = _sheet(parts, part, title, looks)
            found.append(sheet)
            bare += without
            pictures += _pictures(parts, part)
    if unseen:
        notes.insert(0, f"hidden sheets are not read: {', '.join(unseen)}")
    if pictures:
        notes.append(f"{pictures} pictures on the sheets are not looked at; print sheets that show tables so to PDF")
    if bare:
        notes.append(f"{bare} formulas have no stored value and are taken for blank; open and save it in Excel")
    return found, notes


@dataclass
class _Looks:
    """How cells look: the format of every style, the shared strings, how days are counted."""

    from_1904: bool
    formats: list[str] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)

    def read(self, styles: Element) -> None:
        """Take the formats of a styles part."""
        own = {
            number(f, "numFmtId"): value(f, "formatCode") or GENERAL
            for f in children(child(styles, "numFmts"), "numFmt")
        }
        for look in children(child(styles, "cellXfs"), "xf"):
            known = number(look, "numFmtId") or 0
            self.formats.append(own.get(known) or BUILT_IN.get(known, GENERAL))

    def of(self, style: int | None) -> str:
        """The format of a style."""
        return self.formats[style] if style is not None and 0 <= style < len(self.formats) else GENERAL


def _pictures(parts: Parts, part: str) -> int:
    """How many pictures lie on a sheet."""
    drawings = [p for p in parts.related(part).values() if "/drawings/drawing" in p and p in parts]
    return sum("/media/" in p for drawing in drawings for p in parts.related(drawing).values())


def _walk(parts: Parts, part: str, *tags: str) -> Iterator[Element]:
    """The elements of these names as they end; each is forgotten when the next is asked for."""
    source = BytesIO(parts.bytes_of(part))
    try:
        for _, element in etree.iterparse(
            source, events=("end",), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        ):
            if named(element) in tags:
                yield element
                element.clear(keep_tail=False)
                before = element.getprevious()
                if before is not None and (above := element.getparent()) is not None:
                    above.remove(before)
    except etree.XMLSyntaxError as error:
        raise parts.damaged(f"{part}: {error}") from error


def _strings(parts: Parts, part: str) -> Iterator[str]:
    for item in _walk(parts, part, "si"):
        yield _told(item)


def _told(item: Element) -> str:
    """The text of a string, runs joined, reading aids left out."""
    texts = []
    for inner in item:
        if named(inner) == "t":
            texts.append(inner.text or "")
        elif named(inner) == "r":
            texts += [t.text or "" for t in children(inner, "t")]
    return ESCAPE.sub(lambda m: chr(int(m[1], 16)), "".join(texts)).replace("\r\n", "\n").replace("\r", "\n")


def _sheet(parts: Parts, part: str, title: str, looks: _Looks) -> tuple[Sheet, int]:
    """A sheet, and how many of its formulas have no value."""
    sheet, bare, zeros, row = Sheet(title), 0, True, -1
    for element in _walk(parts, part, "sheetView", "col", "row", "mergeCell"):
        kind = named(element)
        if kind == "sheetView":
            zeros = value(element, "showZeros") not in ("0", "false")
        elif kind == "col" and value(element, "hidden") in ("1", "true"):
            first, last = number(element, "min") or 1, min(number(element, "max") or 1, LAST_COLUMN)
            sheet.hidden_columns.update(range(first - 1, last))
        elif kind == "mergeCell":
            corners = (value(element, "ref") or "").split(":")
            first_place, last_place = row_column(corners[0]), row_column(corners[-1])
            if first_place is not None and last_place is not None:
                sheet.merged.append((*first_place, last_place[0] + 1, last_place[1] + 1))
        elif kind == "row":
            row = min(max(number(element, "r") or row + 2, 1) - 1, LAST_ROW)
            if value(element, "hidden") in ("1", "true"):
                sheet.hidden_rows.add(row)
            column = -1
            for cell in children(element, "c"):
                place = row_column(value(cell, "r") or "")
                # Some programs name no cells: each then follows the one before it.
                column = min(place[1] if place is not None else column + 1, LAST_COLUMN)
                text = _shown(cell, looks, zeros)
                if text is None:
                    bare += 1
                else:
                    sheet.put(row, column, text)
    return sheet, bare


def _shown(cell: Element, looks: _Looks, zeros: bool) -> str | None:
    """What a cell shows; None for a formula without a stored value."""
    kind = value(cell, "t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return _told(inline) if inline is not None else ""
    stored = child(cell, "v")
    text = (stored.text or "").strip() if stored is not None else ""
    if not text:
        return None if child(cell, "f") is not None and kind == "n" else ""
    if kind == "s":
        at = int(text) if text.isdigit() else -1
        return looks.strings[at] if 0 <= at < len(looks.strings) else "#REF!"
    if kind == "n":
        try:
            stored_value = Decimal(text)
        except InvalidOperation:
            return text
        if not zeros and not stored_value:
            return ""
        return shown(stored_value, looks.of(number(cell, "s")), from_1904=looks.from_1904)
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    return text
