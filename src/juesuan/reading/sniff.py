"""What a file is, told from its first bytes and never from its name."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO

HEAD = 1024
"""A PDF may carry this many bytes of junk before its header."""
LETTER_HEAD = 8192
"""The head of a saved web page may be this long: its title is a line of it."""


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
    LOCKED = "locked"
    XML = "xml"
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
_ZIPPED: tuple[tuple[str, Form], ...] = (
    ("word/document", Form.WORD),
    ("xl/workbook.", Form.EXCEL),
    ("OFD.xml", Form.OFD),
)
_OFFICE_XML = (b"mso-application", b"office/word/2003", b"urn:schemas-microsoft-com:office:spreadsheet")

ADVICE: dict[Form, tuple[str, str]] = {
    Form.RTF: ("an RTF document", "save it as PDF"),
    Form.WORD_97: ("a Word 97-2003 document", "save it as PDF"),
    Form.OLE: ("a binary Office or WPS document", "save it as PDF"),
    Form.OFD: ("an OFD document", "convert it to PDF"),
    Form.IMAGE: ("a picture", "put the pictures of a report into one PDF"),
    Form.ARCHIVE: ("an archive", "unpack it and give the files inside"),
    Form.XML: ("an Office document in a single XML file", "save it as .docx, .xlsx or PDF"),
}
"""What each form that is not read by itself is, and what to do with it."""


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
        return zip_form(BytesIO(data))
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    head = data[:HEAD]
    # Without its zero bytes UTF-16 shows the same marks as ASCII.
    markup = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if markup.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<meta")):
        return Form.HTML
    if markup.startswith((b"<?xml", b"<!--")):
        if b"<html" in markup:
            return Form.HTML
        if any(mark in markup for mark in _OFFICE_XML):
            return Form.XML
    letter = data[:LETTER_HEAD].lower()
    if b"mime-version:" in letter and (b"content-type: multipart/" in letter or b"content-type: text/html" in letter):
        return Form.MHTML
    if markup.startswith(_TAGS) and b"</" in data:
        # Pages cut out of a site begin anywhere.
        return Form.HTML
    return Form.PDF if b"%PDF-" in head else Form.TEXT


_TAGS = (b"<div", b"<table", b"<p>", b"<p ", b"<span", b"<title", b"<style", b"<script", b"<center", b"<meta", b"<!--",
         b"<h1", b"<h2", b"<article", b"<section")  # fmt: skip


def zip_form(file: BinaryIO) -> Form:
    """What is zipped, by the names of its parts; the parts of an archive may be Office files themselves."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name.replace("\\", "/").lstrip("/") for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError):
        # Cut off: the names of the parts still stand before them.
        file.seek(0)
        data = file.read()
        return next((form for name, form in _ZIPPED if name.encode() in data), Form.ARCHIVE)
    return next((form for mark, form in _ZIPPED if any(n.startswith(mark) for n in names)), Form.ARCHIVE)


def _ole(data: bytes) -> Form:
    """Which binary Office document it is, from the name of the stream that holds its text."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Form.LOCKED
    if "WordDocument".encode("utf-16-le") in data:
        return Form.WORD_97
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book\0")):
        return Form.EXCEL_97
    return Form.OLE
