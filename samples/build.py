"""Write the sample reports and their expected outputs.

Run from anywhere:

    apt-get install fonts-wqy-microhei
    pip install -e '.[dev]'
    python samples/build.py

A second run gives the same bytes. The PDFs embed subsets of WenQuanYi Micro Hei (文泉驿微米黑), which is used
here under the Apache License 2.0 (it is also offered under GPL-3 with the font exception). Everything else in
this folder was written for this project; the bodies, places and figures are invented.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from making import web, word
from making.answers import write
from making.civil_affairs import civil_affairs
from making.library import library
from making.plain import paged, unpaged
from making.press import Places, Press
from making.report import Report
from making.scans import scan, scan_tables
from making.sheet import MissingFont, load_font
from making.township import township

HERE = Path(__file__).resolve().parent


def printed(report: Report) -> tuple[bytes, Places]:
    """The report as a PDF; printed twice, because the contents page needs the pages of the headings."""
    first = Press(report, BytesIO(), []).print()
    contents = [heading for heading in first.headings if heading[0] < 2]
    target = BytesIO()
    places = Press(report, target, contents).print()
    return target.getvalue(), places


def main() -> int:
    """Write every sample; the exit code."""
    try:
        load_font()
    except MissingFont as error:
        print(error, file=sys.stderr)
        return 1
    expected = HERE / "expected"
    expected.mkdir(exist_ok=True)
    for report in (library(), civil_affairs()):
        content, places = printed(report)
        (HERE / f"{report.doc}.pdf").write_bytes(content)
        write(expected, report, places)
    six_part = HERE / "six-part-report.pdf"
    scan_tables(six_part, six_part.with_stem(f"{six_part.stem}-tables-scanned"))
    scan(six_part, six_part.with_stem(f"{six_part.stem}-scanned"))
    six_parts = library()
    (HERE / f"{six_parts.doc}.docx").write_bytes(word.document(six_parts))
    (HERE / f"{six_parts.doc}.html").write_bytes(web.page(six_parts).encode("gb18030"))
    (HERE / "six-part-report.txt").write_text(paged(library()), encoding="utf-8")
    village = township()
    (HERE / f"{village.doc}.txt").write_text(unpaged(village), encoding="utf-8")
    write(expected, village, None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
