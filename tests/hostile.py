"""Files that harm who reads them carelessly: damaged copies of a good report, and ones made to hurt."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

Named = tuple[str, bytes]

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(content: bytes, head: bytes = b"", *, packed: bool = True) -> bytes:
    data = zlib.compress(content, 9) if packed else content
    how = b"/Filter /FlateDecode" if packed else b""
    return b"<< %s %s /Length %d >>\nstream\n%s\nendstream" % (head, how, len(data), data)


def page(box: bytes = b"[0 0 595 842]", more: bytes = b"/Contents 4 0 R") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s %s >>" % (box, FONT, more)


def of_page(content: bytes, box: bytes = b"[0 0 595 842]") -> bytes:
    return pdf([CATALOG, PAGES, page(box), stream(content)])


WORDS = b"BT /F1 12 Tf 72 720 Td (2023) Tj ET\n"


def truncated(data: bytes, count: int) -> Iterator[Named]:
    """The file cut off at so many places."""
    for i in range(count):
        end = len(data) * (i + 1) // (count + 1)
        yield f"cut-{end}.pdf", data[:end]


def flipped(data: bytes, count: int, seed: int) -> Iterator[Named]:
    """The file with 1 to 64 bits turned over, at random."""
    chance = random.Random(seed)
    for i in range(count):
        made = bytearray(data)
        for _ in range(2 ** chance.randrange(7)):
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        yield f"flipped-{i}.pdf", bytes(made)


def fuzzed(data: bytes, count: int, seed: int) -> Iterator[Named]:
    """The file with numbers and names of its objects exchanged for others that do harm."""
    chance = random.Random(seed)
    tokens = [m.span() for m in re.finditer(rb"(?<=[ \[/])(?:\d{1,10}|[A-Z][A-Za-z]{2,12})(?=[ \]/>\r\n])", data)]
    harm = [b"-1", b"0", b"1", b"4294967295", b"2147483648", b"99999999999999999999", b"Pages", b"XObject", b"Null"]
    for i in range(count):
        made, moved = bytearray(data), 0
        for start, end in sorted(chance.sample(tokens, min(len(tokens), 2 ** chance.randrange(6)))):
            new = chance.choice(harm)
            made[start + moved : end + moved] = new
            moved += len(new) - (end - start)
        yield f"fuzzed-{i}.pdf", bytes(made)


def cycles() -> Iterator[Named]:
    """Objects that lead back to themselves."""
    yield "cycle-kids.pdf", pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"])
    yield "cycle-parent.pdf", pdf(
        [CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>", page(more=b"/Kids [2 0 R]")]
    )
    itself = b"/Resources << /XObject << /X 5 0 R >> >>"
    form = stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + itself)
    drawn = page(more=b"/Contents 4 0 R").replace(FONT, b"<< /XObject << /X 5 0 R >> >>")
    yield "cycle-form.pdf", pdf([CATALOG, PAGES, drawn, stream(b"/X Do"), form])
    yield "cycle-length.pdf", pdf([CATALOG, PAGES, page(), b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"])
    yield "cycle-contents.pdf", pdf([CATALOG, PAGES, page(more=b"/Contents [4 0 R 4 0 R]"), b"[4 0 R 4 0 R]"])
    doubling = [
        stream(b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
               b"/Resources << /XObject << /X %d 0 R >> >>" % (i + 6))
        for i in range(20)
    ]  # fmt: skip
    last = stream(WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    yield "forms-in-forms.pdf", pdf([CATALOG, PAGES, drawn, stream(b"/X Do"), *doubling, last])


def boxes() -> Iterator[Named]:
    """Pages of odd sizes."""
    for name, box in (
        ("huge", b"[0 0 1e9 1e9]"), ("vast", b"[0 0 200000 200000]"), ("empty", b"[0 0 0 0]"), ("thin", b"[0 0 1e6 1]"),
        ("negative", b"[100 100 -500 -900]"), ("nan", b"[0 0 NaN 842]"), ("far", b"[1e30 1e30 2e30 2e30]"),
    ):  # fmt: skip
        yield f"box-{name}.pdf", of_page(WORDS * 3, box)


def bombs(scale: int = 1) -> Iterator[Named]:
    """Small files that unpack to large ones; `scale` times 16 MB and more."""
    yield "bomb-spaces.pdf", of_page(b" " * (scale << 26))
    yield "bomb-words.pdf", of_page(WORDS * (scale << 14))
    yield "bomb-paths.pdf", of_page(b"0 0 m 9 9 l S\n" * (scale << 17))
    twice = zlib.compress(zlib.compress(b"\0" * (scale << 26), 9), 9)
    double = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream" % (len(twice), twice)
    yield "bomb-twice.pdf", pdf([CATALOG, PAGES, page(), double])
    side = 4000 * scale
    picture = stream(b"\0" * (side * side), b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
                     b"/ColorSpace /DeviceGray" % (side, side))  # fmt: skip
    shown = page().replace(FONT, b"<< /XObject << /X 5 0 R >> >>")
    yield "bomb-picture.pdf", pdf([CATALOG, PAGES, shown, stream(b"595 0 0 842 0 0 cm /X Do"), picture])
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("report.txt", b"0" * (scale << 26))
    yield "bomb.zip", sink.getvalue()
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"<w:t>" + b"0" * (scale << 26))
    yield "bomb.docx", sink.getvalue()
    laughs = b'<!DOCTYPE a [<!ENTITY l "ha">' + b"".join(
        b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10 if i else b"&l;" * 10) for i in range(9)
    ) + b"]><html><body>&l8;</body></html>"  # fmt: skip
    yield "laughs.html", b"<?xml version='1.0'?>" + laughs


def scans(megapixels: int = 100) -> Iterator[Named]:
    """Pictures of very many pixels."""
    side = round((megapixels * 1_000_000) ** 0.5)
    blank = io.BytesIO()
    Image.new("1", (side, side), 1).save(blank, "TIFF", compression="group4")
    yield f"scan-{megapixels}.tif", blank.getvalue()
    # A picture that says it is far larger than anything can hold.
    claims = bytearray(blank.getvalue())
    yield "claims.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\0\0\0\0\0\0\0"
    yield "claims.tif", bytes(claims[: len(claims) // 2])


def nested() -> Iterator[Named]:
    """Things in things in things."""
    yield "nested-arrays.pdf", pdf([CATALOG, PAGES, page(more=b"/Contents 4 0 R /X " + b"[" * 100_000), stream(WORDS)])
    yield "nested-dicts.pdf", pdf([CATALOG, PAGES, page(more=b"/X " + b"<< /X " * 50_000), stream(WORDS)])
    yield "nested-states.pdf", of_page(b"q " * 200_000 + WORDS)
    yield "nested.txt", ("一、" * 5000 + "（" * 20_000 + "1.1.1.1." * 5000).encode()
    yield "nested-tags.html", b"<html><body>" + b"<div>" * 100_000


def texts() -> Iterator[Named]:
    """Texts against patterns, spreadsheets and browsers."""
    head = "2023年度某某单位部门决算\n第三部分 决算情况说明\n一、收入支出决算总体情况说明\n"
    odd = '=HYPERLINK("http://x","y") +1 @SUM(A1) <script>alert(1)</script> \u202e\u2066 "引号" \x07\x1b[31m'
    yield "formulas.txt", f"{head}2023年度收入总计1204.56万元。{odd}\n".encode()
    yield "digits.txt", (head + "9" * 200_000 + "万元").encode()
    yield "one-line.txt", (head + "其中：基本支出1万元，占1%；" * 20_000).encode()
    yield "same-word.txt", (head + "增加减少" * 50_000 + "1万元").encode()
    yield "open.txt", (head + "（其中：" * 20_000 + "1万元").encode()
    yield "commas.txt", (head + "收入，支出，" * 30_000 + "1,1,1,1,1.1.1.1万元").encode()
    yield "surrogates.txt", (head + "收入1万元\n").encode("utf-16-le") + b"\x00\xd8\x00\xd8"
    yield "zeros.pdf", b"\0" * 100_000
    yield "only-head.pdf", b"%PDF-1.7\n"


def many_pages(count: int = 4000) -> Iterator[Named]:
    """A file of very many empty pages, and one of too many."""
    for name, pages in (("many", count), ("too-many", 6000)):
        kids = b" ".join(b"%d 0 R" % n for n in range(3, 3 + pages))
        empty = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages
        yield f"{name}-pages.pdf", pdf([CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages), *empty])


def encrypted() -> Iterator[Named]:
    """A report behind a password."""
    from reportlab.pdfgen.canvas import Canvas

    sink = io.BytesIO()
    canvas = Canvas(sink, encrypt="secret")
    canvas.drawString(72, 720, "2023")
    canvas.save()
    yield "encrypted.pdf", sink.getvalue()


NAMES = ("line\nbreak.txt", 'quo"te\'s.txt', "‮txt.fdp.txt", "=cmd.txt", "<b>bold.txt", "[red]x.txt", "é\x1b[31m.txt")


def made_to_hurt(scale: int = 1, megapixels: int = 100) -> Iterator[Named]:
    """One of everything that is not a damaged copy."""
    for some in (cycles(), boxes(), bombs(scale), scans(megapixels), nested(), texts(), many_pages(), encrypted()):
        yield from some


def odd_names(folder: Path, content: bytes) -> list[str]:
    """Copies of a content under names that file systems allow; each differs by a line, so that none is a duplicate."""
    for i, name in enumerate(NAMES):
        (folder / name).write_bytes(content + b"\n" * (i + 1))
    raw = folder.as_posix().encode() + b"/\xff\xfe.txt"
    with open(raw, "wb") as file:  # noqa: PTH123 (a name that is no text)
        file.write(content + b"\n" * 99)
    return [*NAMES, "\\xff\\xfe.txt"]
