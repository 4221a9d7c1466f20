"""What a file is, told from its first bytes and never from its name."""

from __future__ import annotations

from enum import StrEnum

HEAD = 1024
"""A PDF may carry this many bytes of junk before its header."""


class Form(StrEnum):
    """The forms disclosures are published in."""

    PDF = "pdf"
    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    RTF = "rtf"
    WORD = "word"
    WORD_97 = "word97"
    EXCEL = "excel"
    EXCEL_97 = "excel97"
    OFD = "ofd"
    OLE = "ole"
    IMAGE = "image"
    ARCHIVE = "archive"


_MAGIC: tuple[tuple[bytes, Form], ...] = (
    (b"{\\rtf", Form.RTF),
    (b"\x89PNG\r\n\x1a\n", Form.IMAGE),
    (b"\xff\xd8\xff", Form.IMAGE),
    (b"GIF8", Form.IMAGE),
    (b"II*\x00", Form.IMAGE),
    (b"MM\x00*", Form.IMAGE),
    (b"Rar!\x1a", Form.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Form.ARCHIVE),
    (b"\x1f\x8b", Form.ARCHIVE),
)
_ZIPPED: tuple[tuple[bytes, Form], ...] = (
    (b"word/document.xml", Form.WORD),
    (b"xl/workbook.", Form.EXCEL),
    (b"OFD.xml", Form.OFD),
)

ADVICE: dict[Form, tuple[str, str]] = {
    Form.HTML: ("a web page", "save the page's text as .txt, or print it to PDF"),
    Form.MHTML: ("a web page saved as one file (MHTML)", "print it to PDF, or save its text as .txt"),
    Form.RTF: ("an RTF document", "save it as PDF"),
    Form.WORD: ("a Word document", "save it as PDF"),
    Form.WORD_97: ("a Word 97-2003 document", "save it as PDF"),
    Form.EXCEL: ("an Excel workbook", "print it to PDF"),
    Form.EXCEL_97: ("an Excel 97-2003 workbook", "print it to PDF"),
    Form.OFD: ("an OFD document", "convert it to PDF"),
    Form.OLE: ("a binary Office or WPS document", "save it as PDF"),
    Form.IMAGE: ("a picture", "put the pictures of a report into one PDF"),
    Form.ARCHIVE: ("an archive", "unpack it and give the files inside"),
}
"""What each form that is not read yet is, and what to do with it."""


def form_of(data: bytes) -> Form:
    """The form of a file's content; `Form.TEXT` for whatever has no known mark.

    Marks at the very start come first: an archive or a saved web page may hold a PDF in its first kilobyte.
    """
    for mark, form in _MAGIC:
        if data.startswith(mark):
            return form
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Form.IMAGE
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data):
        return Form.IMAGE
    if data.startswith(b"PK\x03\x04"):
        return next((form for name, form in _ZIPPED if name in data), Form.ARCHIVE)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    head = data[:HEAD]
    # Without its zero bytes UTF-16 shows the same marks as ASCII.
    markup = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if markup.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<meta")):
        return Form.HTML
    if markup.startswith((b"<?xml", b"<!--")) and b"<html" in markup:
        return Form.HTML
    if b"mime-version:" in markup and b"multipart/related" in markup:
        return Form.MHTML
    return Form.PDF if b"%PDF-" in head else Form.TEXT


def _ole(data: bytes) -> Form:
    """Which binary Office document it is, from the name of the stream that holds its text."""
    if "WordDocument".encode("utf-16-le") in data:
        return Form.WORD_97
    if "Workbook".encode("utf-16-le") in data:
        return Form.EXCEL_97
    return Form.OLE
