"""From what a recogniser finds to lines: steps to characters, slips undone, reading order. No model is loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

cv2 = pytest.importorskip("cv2", reason="part of the engine")

from ocr_scans import picture, skewed  # noqa: E402

from juesuan.errors import BadKnowledge  # noqa: E402
from juesuan.reading.ocr.ctc import decoded, other_widths  # noqa: E402
from juesuan.reading.ocr.level import levelled, skew  # noqa: E402
from juesuan.reading.ocr.lines import lines_of  # noqa: E402
from juesuan.reading.ocr.quirks import load_quirks  # noqa: E402
from juesuan.reading.ocr.raster import grey, without_edges  # noqa: E402
from juesuan.reading.ocr.scan import Scan, Strip  # noqa: E402
from juesuan.reading.ocr.sheet import Sheet  # noqa: E402
from juesuan.reading.ocr.streaks import without_streaks  # noqa: E402
from juesuan.reading.page import Box, Ruling  # noqa: E402
from juesuan.reading.triage import Evidence, Layer, rare, triage, unmapped  # noqa: E402


def strip(text: str, x: float, y: float, size: float = 10.0) -> Strip:
    """A strip of square characters, or half as wide for digits."""
    widths = np.array([size / 2 if c.isascii() else size for c in text])
    right = x + np.cumsum(widths)
    boxes = np.column_stack((right - widths, np.full(len(text), y), right, np.full(len(text), y + size)))
    return Strip(text, boxes.astype(np.float32), np.ones(len(text), np.float32))


def level(x0: float, x1: float, y: float) -> Ruling:
    return Ruling(True, Box(x0, y, x1, y))


def upright(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(False, Box(x, y0, x, y1))


def lines(strips: list[Strip], rulings: tuple[Ruling, ...] = (), wide: float = 600, high: float = 840) -> list[str]:
    return [line.text for half in lines_of(Scan(wide, high, tuple(strips), rulings)) for line in half]


MENDED = [
    ("支出決算總额", "支出决算总额"),
    ("收入120.50万无，", "收入120.50万元，"),
    ("收入120.50方元", "收入120.50万元"),
    ("地方元素", "地方元素"),
    ("273.723.09", "273,723.09"),
    ("1，234.56", "1,234.56"),
    ("1,234,567,89", "1,234,567.89"),
    ("12。50万元", "12.50万元"),
    ("各减少12,50万元", "各减少12,50万元"),
    ("2、345个", "2、345个"),
    ("1O.5O%", "10.50%"),
    ("2l5.l0", "215.10"),
    ("O.00", "0.00"),
    ("二〇二二年", "二〇二二年"),
    ("5个OA系统", "5个OA系统"),
    ("采购金额.（以合同签订为准）62.14.万元", "采购金额 （以合同签订为准）62.14 万元"),
    ("三.支出决算表", "三.支出决算表"),
    ("·3.运行项目", " 3.运行项目"),
    (".5万元", ".5万元"),
    ("办公费 58.64. 12.30", "办公费 58.64  12.30"),
    ("办公费 .58.64", "办公费  58.64"),
    ("完成年初预算的99,23%。", "完成年初预算的99.23%。"),
    ("大型修缮 0,00", "大型修缮 0.00"),
    ("社会福利 1106:75", "社会福利 1106.75"),
    ("于9:30开始，9:30", "于9:30开始，9:30"),
    ("其他收入 15:30 0.00", "其他收入 15.30 0.00"),
    ("开放时间 8:30 17:00", "开放时间 8:30 17:00"),
    ("行政运行 0.00 12：50", "行政运行 0.00 12.50"),
    (".20802 民政管理事务 263.96", " 20802 民政管理事务 263.96"),
    ("2081001. 儿童福利 318.60", "2081001  儿童福利 318.60"),
    ("2080299 ·其他支出 152.74 其中: 0.00", "2080299  其他支出 152.74 其中： 0.00"),
    ("人员经费合计. 588.21 2081001.", "人员经费合计  588.21 2081001."),
    ("·其他支出", "·其他支出"),
    ("１２．５万元", "12.5万元"),
    ("办公费 一 12.30 一", "办公费 - 12.30 -"),
    ("一 般 公 共", "一 般 公 共"),
    ("完成(三)项:如下", "完成（三）项：如下"),
]


@pytest.mark.parametrize(("read", "printed"), MENDED)
def test_slips_are_undone_and_cost_certainty(read: str, printed: str) -> None:
    before = strip("决算" * 40, 0, 0)
    _, after = load_quirks().mended([before, strip(read, 0, 20)])
    assert after.text == printed
    assert len(after.boxes) == len(after.confidences) == len(printed)
    for old, new, sure in zip(read, printed, after.confidences, strict=True):
        repaired = old != new and old not in "０１２３４５" and new not in "（）："
        assert sure == pytest.approx(0.8 if repaired else 1.0)


def test_a_page_in_traditional_characters_stays_so() -> None:
    (after,) = load_quirks().mended([strip("單位決算總計萬元財務預算執行", 0, 0)])
    assert after.text == "單位決算總計萬元財務預算執行"


def test_a_remedy_of_another_length_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "structure").mkdir()
    (tmp_path / "structure" / "ocr.toml").write_text('[after_number]\n"万无" = "元"\n', encoding="utf-8")
    with pytest.raises(BadKnowledge):
        load_quirks(tmp_path)


def test_steps_become_characters_with_places() -> None:
    steps = np.full((8, 5), 0.01)
    for at, (index, sure) in enumerate([(0, 0.9), (1, 0.8), (1, 0.6), (0, 0.9), (1, 0.7), (3, 0.9), (2, 0.5), (0, 1)]):
        steps[at, index] = sure
    found = decoded(steps, ["blank", "万", "元", " "], {}, 10.0)
    assert found.text == "万万元"
    assert found.middles == pytest.approx((19.3, 45.0, 65.0), abs=0.1)
    assert found.confidences == pytest.approx((0.8, 0.7, 0.5))


def test_the_width_of_a_bracket_is_no_doubt() -> None:
    characters = ["blank", "（", "(", "款", "²"]
    widths = other_widths([*characters, "2"])
    assert widths == {1: 2, 2: 1}, "² is no 2"
    steps = np.array([(0.05, 0.5, 0.45, 0, 0), (0.05, 0.05, 0.1, 0.8, 0)])
    found = decoded(steps, characters, widths, 10.0)
    assert (found.text, found.confidences) == ("（款", pytest.approx((0.95, 0.8)))


def test_a_line_of_prose_is_one_line() -> None:
    parts = [strip("本年收入合计", 70, 100), strip("5537.58", 134, 101), strip("万元", 180, 99.5)]
    parts.append(strip("其中", 70, 120))
    assert lines(parts) == ["本年收入合计5537.58 万元", "其中"]


def test_rows_of_a_table_are_lines_and_cells_keep_together() -> None:
    rulings = (
        *(level(50, 450, y) for y in (100, 120, 170)),
        *(upright(x, 100, 170) for x in (50, 150, 300, 450)),
    )
    strips = [
        strip("收入支出决算总表", 200, 60),
        strip("合计", 60, 105), strip("10.00", 268, 105), strip("20.00", 310, 105),
        strip("其他一般公共", 60, 125), strip("服务支出", 60, 145), strip("9.50", 160, 135), strip("8.25", 310, 135),
        strip("注：本表", 60, 190),
    ]  # fmt: skip
    assert lines(strips, rulings) == [
        "收入支出决算总表", "合计 10.00 20.00", "其他一般公共", "服务支出", "9.50 8.25", "注：本表",
    ]  # fmt: skip


def test_a_strip_across_a_ruling_is_two_words() -> None:
    rulings = (level(50, 250, 100), level(50, 250, 120), *(upright(x, 100, 120) for x in (50, 140, 250)))
    assert lines([strip("办公费12.30", 109, 105)], rulings) == ["办公费 12.30"]


def test_two_pages_on_a_sheet_are_read_one_after_the_other() -> None:
    left = [strip("左页的一行文字", 60, 40 + 20 * i) for i in range(10)]
    right = [strip("右页的一行文字", 480, 40 + 20 * i) for i in range(10)]
    assert lines([*left, *right], wide=842, high=595) == ["左页的一行文字"] * 10 + ["右页的一行文字"] * 10
    assert len(lines([*left, *right], (level(60, 780, 30),), wide=842, high=595)) == 10


def test_a_page_of_few_lines_on_a_sheet_is_one_if_its_margin_or_middle_is_that_of_a_page() -> None:
    right = [strip("右页的一行文字", 481, 40 + 20 * i) for i in range(10)]
    ending = [strip("左页的末尾", 60, 50), strip("两行", 72, 70)]
    assert lines([*ending, *right], wide=842, high=595)[:3] == ["左页的末尾", "两行", "右页的一行文字"]
    # A cover, whose title was cut in two.
    cover = [strip("某某市", 170, 215), strip("图书馆", 205, 215), strip("决算", 200, 245)]
    assert lines([*cover, *right], wide=842, high=595)[-1] == "右页的一行文字"
    elsewhere = [strip("单位", 330, 40), strip("名称", 342, 60)]
    assert len(lines([*elsewhere, *right], wide=842, high=595)) == 10


def test_a_crooked_sheet_is_levelled() -> None:
    image = cv2.cvtColor(np.asarray(skewed(picture(15), 1.5)), cv2.COLOR_RGB2GRAY)
    assert skew(image) == pytest.approx(-1.5, abs=0.1)
    assert abs(skew(levelled(Sheet.of(image, 200 / 72)).picture)) < 0.1
    prose = cv2.cvtColor(np.asarray(skewed(picture(21), -2)), cv2.COLOR_RGB2GRAY)
    assert skew(prose) == pytest.approx(2, abs=0.2)


def test_a_keystone_is_squared() -> None:
    image = cv2.cvtColor(np.asarray(picture(15)), cv2.COLOR_RGB2GRAY)
    high, wide = image.shape
    before = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    after = np.array([(0.012 * wide, 0), (0.988 * wide, 0), (wide, high), (0, high)], np.float32)
    bent = cv2.warpPerspective(image, cv2.getPerspectiveTransform(before, after), (wide, high), borderValue=255)
    sheet = levelled(Sheet.of(bent, 200 / 72))
    assert abs(sheet.straightening()[2]).max() > 1e-6


def test_seals_go_and_coloured_words_stay() -> None:
    page = np.full((800, 800, 3), 255, np.uint8)
    cv2.circle(page, (300, 300), 150, (40, 40, 225), 10)
    cv2.putText(page, "12.50", (230, 310), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    cv2.putText(page, "-3.20", (500, 700), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 220), 3)
    plain = grey(page, 200)
    assert plain[300, 150] > 200
    assert plain[270:320, 220:400].min() < 50
    assert plain[650:720, 480:700].min() < 120


def test_dark_edges_go() -> None:
    page = np.full((800, 600), 250, np.uint8)
    page[:, :30] = 20
    page[700:, 560:] = 10
    page[300:310, 200:400] = 0
    clean = without_edges(page, 200)
    assert clean[:, :30].min() == clean[720:, 570:].min() == 255
    assert clean[305, 300] == 0


def streaked() -> np.ndarray:  # type: ignore[type-arg]
    """A table of two columns, black on white, and a grey streak over the whole sheet through the second one."""
    page = np.full((800, 600), 250, np.uint8)
    page[200:602:40, 100:502] = page[200:602, 100:502:200] = 0
    page[:, 402:405] = np.minimum(page[:, 402:405], 120)
    return page


def test_streaks_go_and_rulings_stay() -> None:
    page = streaked()
    clean = without_streaks(page, 200)
    assert clean[:200, 400:408].min() == clean[205:235, 400:408].min() == 250
    assert clean[240, 380:420].max() == 0, "a ruling goes on across it"
    assert (np.delete(clean, range(400, 408), axis=1) == np.delete(page, range(400, 408), axis=1)).all()
    assert (without_streaks(np.ascontiguousarray(page.T), 200) == clean.T).all(), "a sheet that lies on its side"


def test_the_rulings_of_a_sheet_cut_to_its_table_are_no_streaks() -> None:
    table = streaked()[200:601, 100:501]
    assert (without_streaks(table, 200) == table).all()


def test_wrong_characters_are_told_from_right_ones() -> None:
    right = "一般公共预算财政拨款支出主要用于社会保障和就业支出窗洱"
    wrong = "".join(chr(0x4E00 + (ord(c) * 7919) % 20000) for c in right)
    traditional = "單位決算總計萬元財務預算執行情況說明及名詞解釋"
    for text, layer in ((right, Layer.USABLE), (traditional, Layer.USABLE), (wrong, Layer.GARBLED)):
        chinese, odd = rare(text)
        assert triage(Evidence(len(text), chinese=chinese, rare=odd)) is layer
    assert unmapped("(cid:12)(cid:7)收入") == 2
    assert triage(Evidence(200, unmapped=30)) is Layer.GARBLED
    assert triage(Evidence(200, unmapped=6)) is Layer.USABLE
