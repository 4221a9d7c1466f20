"""Workbooks: what sheets show, hidden things, several tables, formats of numbers, sizes that no report has."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from forms import book, packed_as, reading, rows, saved
from hypothesis import given
from hypothesis import strategies as st
from old_workbook import OLD_WORKBOOK
from openpyxl import Workbook

from juesuan.errors import BadInput
from juesuan.reading.a1 import a1, row_column
from juesuan.reading.forms.number_format import shown
from juesuan.reading.page import Role

MONEY = "#,##0.00"
ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '

SHOWN = [
    ("1234.5", MONEY, "1,234.50"), ("1234.5", "General", "1234.5"), ("1234.5", "0", "1235"), ("0", MONEY, "0.00"),
    ("0", "General", "0"), ("-1234.5", MONEY, "-1,234.50"), ("-5", "0.00;(0.00)", "(5.00)"),
    ("5", "0.00;(0.00)", "5.00"), ("45199", "[$-804]yyyy-mm-dd", "2023-09-30"),
    ("0", ACCOUNTING, "-"), ("12.5", ACCOUNTING, "12.50"), ("-12.5", ACCOUNTING, "-12.50"), ("0", "0.00;-0.00;", ""),
    ("0.967", "0.0%", "96.7%"), ("1", "0%", "100%"), ("12345678.9", "#,##0,", "12,346"), ("7", "000", "007"),
    ("2080505", "0", "2080505"), ("0.1", "0.##", "0.1"), ("3", '0"人"', "3人"), ("3", '[Red]0"辆"', "3辆"),
    ("1234.5", '[$¥-804]#,##0.00', "¥1,234.50"), ("0.30000000000000004", "General", "0.3"),
    ("45199", "yyyy/m/d", "2023/9/30"), ("45199", 'yyyy"年"m"月"d"日"', "2023年9月30日"),
    ("1234567.891234", "General", "1234567.891"), ("1e-7", "General", "0.0000001"), ("12", "# ?/?", "12"),
    ("12", "[>10]0.0;0", "12"), ("1.005", "0.00", "1.01"), ("2.5", "@", "2.5"), ("5", "G/通用格式", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("stored", "code", "printed"), SHOWN)
def test_a_number_is_shown_in_its_format(stored: str, code: str, printed: str) -> None:
    assert shown(Decimal(stored), code) == printed


@given(st.decimals("-99999999", "99999999", places=2))
def test_an_amount_shown_in_full_is_read_back(amount: Decimal) -> None:
    printed = shown(Decimal(repr(float(amount))), MONEY)
    assert Decimal(printed.replace(",", "")) == amount
    assert Decimal(shown(amount, "General")) == amount


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_the_name_of_a_cell_leads_back(row: int, column: int) -> None:
    assert row_column(a1(row, column)) == (row, column)


def test_zero_blank_and_dash_are_three_things() -> None:
    cells = [["甲", "乙"], [(0, MONEY), None], [(0, ACCOUNTING), "-"], [(1234.5, MONEY), (3, "0")]]
    assert rows(reading(book(表=cells))) == [["甲", "乙"], ["0.00", "·"], ["-", "-"], ["1,234.50", "3"]]


def test_what_is_hidden_is_not_read_and_hidden_sheets_are_told() -> None:
    made = Workbook()
    sheet = made.active
    sheet.title = "收入"
    for row in (["项目", "旧", "决算数"], ["甲", 1, 10], ["乙", 2, 20], ["丙", 3, 30]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    made.create_sheet("参数").append(["本年收入合计", 99])
    made["参数"].sheet_state = "hidden"
    found = reading(saved(made))
    assert rows(found) == [["项目", "决算数"], ["甲", "10"], ["丙", "30"]]
    assert found.notes == ("hidden sheets are not read: 参数",)
    assert [line.anchor for line in found.lines if line.text == "30"] == ["收入!C4"]


def test_merged_cells_show_what_their_first_place_holds() -> None:
    made = Workbook()
    sheet = made.active
    for row in (["收入支出决算总表", None, None], ["项目", "决算数", None], [None, "基本", "项目"], ["甲", 1, 2]):
        sheet.append(row)
    for place in ("A1:C1", "A2:A3", "B2:C2"):
        sheet.merge_cells(place)
    assert rows(reading(saved(made))) == [
        ["收入支出决算总表", "<", "<"], ["项目", "决算数", "<"], ["^", "基本", "项目"], ["甲", "1", "2"],
    ]  # fmt: skip


def test_every_sheet_is_a_page_under_its_name() -> None:
    found = reading(book(封面=[["某某局"], ["2023年度部门决算"]], 公开01表=[["项目", "决算数"], ["合计", 1]]))
    assert [line.text for line in found.lines if line.role is Role.NAME] == ["封面", "公开01表"]
    assert [len(page.grids) for page in found.pages] == [0, 1]
    assert all(page.apart and page.number is None for page in found.pages)


def test_dates_words_of_several_lines_and_booleans() -> None:
    found = reading(book(表=[["甲", (date(2023, 9, 30), "yyyy/m/d")], ["上行\n下行", True]]))
    assert rows(found) == [["甲", "2023/9/30"], ["上行下行", "TRUE"]]


def test_pictures_on_a_sheet_are_told() -> None:
    from openpyxl.drawing.image import Image as SheetImage
    from PIL import Image

    made = Workbook()
    made.active.append(["甲", "乙"])
    Image.new("L", (40, 40)).save(file := BytesIO(), "PNG")
    made.active.add_image(SheetImage(file), "C3")
    assert "1 pictures on the sheets" in reading(saved(made)).notes[0]


def test_a_formula_without_a_value_is_told() -> None:
    found = reading(book(表=[["甲", "乙"], ["合计", "=SUM(A1:A2)"]]))
    assert "1 formulas have no stored value" in found.notes[0]


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def workbook(content: str, view: str = "") -> bytes:
    """A workbook of one sheet, its parts written by hand: no names of cells, no styles."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed_as({
        "xl/workbook.xml": (
            f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{kind}">'
            '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r1" Type="worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": SHEET.format(f"{view}<sheetData>{content}</sheetData>").encode(),
    })  # fmt: skip


def test_parts_as_other_programs_write_them() -> None:
    text = '<c t="inlineStr"><is><r><t>本年</t></r><r><t>收入</t></r></is></c>'
    found = reading(workbook(f"<row>{text}<c><v>12.5</v></c></row><row>{text}<c t='e'><v>#DIV/0!</v></c></row>"))
    assert rows(found) == [["本年收入", "12.5"], ["本年收入", "#DIV/0!"]]


def test_cells_and_merges_whose_names_are_none() -> None:
    cells = '<row r="0"><c r="0"><v>1</v></c><c r="-1"><v>2</v></c></row><row r="-5"><c r="B9"><v>3</v></c></row>'
    broken = cells + '</sheetData><mergeCells><mergeCell ref="B0:zz"/></mergeCells><sheetData>'
    assert rows(reading(workbook(broken))) == [["1", "3"]]


def test_a_sheet_that_shows_no_zeros_shows_none() -> None:
    view = '<sheetViews><sheetView showZeros="0"/></sheetViews>'
    cells = '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>0</v></c><c><v>3</v></c></row>'
    assert rows(reading(workbook(cells, view))) == [["1", "2"], ["·", "3"]]


def test_a_merge_of_the_whole_sheet_costs_nothing() -> None:
    merge = '</sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells><sheetData>'
    cells = f"<row><c><v>1</v></c><c><v>2</v></c></row>{merge}"
    assert rows(reading(workbook(cells))) == [["1", "2"]]


def test_many_cells_are_read_and_too_many_refused() -> None:
    row = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    assert reading(workbook(row * 1000)).pages[0].grids[0].rows == 1000
    with pytest.raises(BadInput) as caught:
        reading(workbook(row * 4100))
    assert caught.value.code == "too_large"


def test_cells_far_apart_are_a_small_table() -> None:
    first = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    cells = f'{first}<row r="1048576"><c r="A1048576"><v>3</v></c></row>'
    assert rows(reading(workbook(cells))) == [["1", "2"], ["3", "·"]]


def test_a_damaged_workbook_is_an_error_that_names_it() -> None:
    for data in (book(表=[["甲", "乙"]])[:-200], workbook("<row><c>")):
        with pytest.raises(BadInput) as caught:
            reading(data, "附表.xlsx")
        assert caught.value.code == "truncated"
        assert caught.value.message.startswith("附表.xlsx: ")


def test_a_binary_workbook_shows_the_same() -> None:
    found = reading(OLD_WORKBOOK, "附表.doc")
    assert found.media_type == "application/vnd.ms-excel"
    assert found.notes == ("hidden sheets are not read: 参数",)
    assert rows(found)[3:] == [
        ["科目编码", "科目名称", "本年收入合计", "财政拨款收入"], ["·", "合计", "1,234.50", "1,234.50"],
        ["2080505", "机关事业单位基本养老保险缴费支出", "34.50", "34.50"],
        ["2010301", "行政运行", "1,200.00", "1,200.00"],
    ]  # fmt: skip


def test_a_binary_workbook_that_is_cut_off_is_an_error() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le") + bytes(600)
    with pytest.raises(BadInput) as caught:
        reading(data, "附表.xls")
    assert caught.value.code == "truncated"


def test_an_encrypted_workbook_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    with pytest.raises(BadInput) as caught:
        reading(data)
    assert caught.value.code == "encrypted"


def test_an_office_file_inside_an_archive_does_not_make_the_archive_one() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("附表.xlsx", book(表=[["甲", "乙"]]))
    with pytest.raises(BadInput) as caught:
        reading(out.getvalue())
    assert caught.value.code == "unsupported_type"
    assert "archive" in caught.value.message
