"""What a file is, told from its content; and the errors that say what to do."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.errors import BadInput
from juesuan.reading.encoding import NotText, decode
from juesuan.reading.file import read
from juesuan.reading.sniff import Form, form_of

REPORT = "第一部分 某某局概况\n一、主要职责\n本年收入合计 12.50 万元。\n"


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return out.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)


FORMS = [
    (b"%PDF-1.7\n", Form.PDF),
    (b"HTTP junk of a download\r\n" * 10 + b"%PDF-1.4\n", Form.PDF),
    (b"\xef\xbb\xbf%PDF-1.4\n", Form.PDF),
    (b"x" * 2000 + b"%PDF-1.4\n", Form.TEXT),
    (REPORT.encode(), Form.TEXT),
    (b"\r\n <!DOCTYPE html><html>", Form.HTML),
    ("\ufeff<html><body>".encode("utf-16"), Form.HTML),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<html>", Form.MHTML),
    (zipped("[Content_Types].xml", "word/document.xml"), Form.WORD),
    (zipped("[Content_Types].xml", "xl/workbook.xml"), Form.EXCEL),
    (zipped("OFD.xml", "Doc_0/Document.xml"), Form.OFD),
    (zipped("a.pdf"), Form.ARCHIVE),
    (ole("WordDocument"), Form.WORD_97),
    (ole("EncryptedPackage"), Form.LOCKED),
    (ole("Book\0"), Form.EXCEL_97),
    (b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n", Form.MHTML),
    (b"<div class='article'><p>x</p></div>", Form.HTML),
    (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", Form.XML),
    (ole("Workbook"), Form.EXCEL_97),
    (ole("Contents"), Form.OLE),
    (b"{\\rtf1\\ansi", Form.RTF),
    (b"\x89PNG\r\n\x1a\n", Form.IMAGE),
    (b"\xff\xd8\xff\xe0", Form.IMAGE),
    (b"II*\x00", Form.IMAGE),
    ("BM局的报告".encode(), Form.TEXT),
    (b"Rar!\x1a\x07", Form.ARCHIVE),
]


@pytest.mark.parametrize(("data", "form"), FORMS)
def test_a_form_is_known_by_its_content(data: bytes, form: Form) -> None:
    assert form_of(data) is form


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_a_text_is_read_in_every_encoding_in_use(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT.encode(encoding))
    reading = read(path)
    assert reading.media_type == "text/plain"
    assert [line.text for line in reading.lines] == REPORT.splitlines()


@given(st.text("本年度收入支出决算总计万元与上相比增加减少，。0123456789.%（）\n ", min_size=1))
def test_decoding_undoes_encoding(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    "data",
    [
        "本單位收入支出決算總表說明，與上年度相比減少".encode("big5"),
        b"\x89\x50\x00\x01\x02\x03\x80\xff",
        b"plain \x01 control",
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf\xff",
    ],
)
def test_bytes_of_no_known_encoding_are_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


ERRORS = [
    (b"", "empty_file", "get it again"),
    (b" \r\n\t\n", "empty_file", "get it again"),
    ("\u3000\n".encode(), "empty_file", "white space"),
    (b"\x00\x01\x02\x80 nothing known \xfe\xff", "not_a_report_file", "UTF-8"),
    (b"<html><script>2023</script></html>", "no_text", "attachment"),
    (zipped("word/document.xml"), "truncated", "get it again"),
    (zipped("OFD.xml"), "unsupported_type", "PDF"),
    (zipped("a.pdf"), "unsupported_type", "unpack"),
    (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w/>", "unsupported_type", "docx"),
    (b"\x89PNG\r\n\x1a\n", "unsupported_type", "PDF"),
    (b"%PDF-1.4\nnothing behind it", "truncated", "get it again"),
]


@pytest.mark.parametrize(("data", "code", "says"), ERRORS)
def test_an_error_names_the_file_and_says_what_to_do(
    tmp_path: Path, data: bytes, code: str, says: str
) -> None:
    path = tmp_path / "2023年度部门决算公开.pdf"
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        read(path)
    assert caught.value.code == code
    assert path.name in caught.value.message
    assert says in caught.value.message


@pytest.mark.parametrize("name", ["", "missing.pdf"])
def test_what_cannot_be_opened_is_unreadable(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path / name)
    assert caught.value.code == "unreadable"


def test_a_reading_knows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "决算.txt"
    path.write_bytes(REPORT.encode())
    reading = read(path)
    assert (reading.file_name, reading.size_bytes) == ("决算.txt", len(REPORT.encode()))
    assert reading.sha256.startswith(reading.document_id)
