"""Reports of invented bodies for the notebook `many-reports`: short, in words, three years each, and two bad files.

Every amount is invented. The three public expenses of one body in one year differ from what its next report says of
that year, on purpose; so does nothing else.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

BODIES = {
    "云溪市青禾区文化馆": ("612.40", "8.20"), "云溪市青禾区档案馆": ("388.15", "3.75"),
    "澜川市水务局": ("2406.90", "21.60"), "岚江市农业技术推广站": ("975.33", "12.90"),
    "岚江市松坪区司法局": ("1460.08", "16.44"),
}  # fmt: skip
"""Expenditure and the three public expenses of the first year, in 万元."""
YEARS = (2021, 2022, 2023)
GROWTH = (Decimal("1.031"), Decimal("0.982"), Decimal("1.054"))
SAVING = (Decimal("0.93"), Decimal("0.88"), Decimal("0.97"))
RESTATED = ("岚江市农业技术推广站", 2023)
"""The body and the year whose report tells another figure for the year before."""
CENT = Decimal("0.01")


def write(folder: Path) -> None:
    """Write the reports, a PDF that is cut off and a text that is no report."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, (body, (spent, public)) in enumerate(BODIES.items()):
        amounts = _years(Decimal(spent), Decimal(public), n)
        for year in YEARS:
            path = folder / str(year) / f"{body}{year}年度部门决算.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(_told(body, year, amounts), encoding="utf-8")
    (folder / "2023" / "澜川市交通运输局.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (folder / "2023" / "会议通知.txt").write_text("请各单位于下周一上午九点参加会议。", encoding="utf-8")


def _years(spent: Decimal, public: Decimal, n: int) -> dict[int, tuple[Decimal, Decimal]]:
    """Expenditure and the three public expenses by year, that before the first included."""
    found = {}
    for year in (YEARS[0] - 1, *YEARS):
        found[year] = (spent.quantize(CENT), public.quantize(CENT))
        spent, public = spent * GROWTH[(year + n) % 3], public * SAVING[(year + 2 * n) % 3]
    return found


def _told(body: str, year: int, amounts: dict[int, tuple[Decimal, Decimal]]) -> str:
    spent, public = amounts[year]
    spent_before, public_before = amounts[year - 1]
    if (body, year) == RESTATED:
        public_before += Decimal("1.50")
    basic = (spent * Decimal("0.62")).quantize(CENT)
    driving = (public * Decimal("0.7")).quantize(CENT)
    return f"""{body}
{year}年度部门决算情况说明
　　一、部门基本情况
　　{body}内设机构4个。
　　二、部门决算收支情况说明
　　（一）收入支出总体情况说明
　　1.总体情况。{year}年度收入总计{spent}万元，支出总计{spent}万元。收支较上年决算数{_moved(spent, spent_before)}。
　　2.支出情况。{year}年度支出合计{spent}万元，较上年决算数{_moved(spent, spent_before)}。其中：基本支出{basic}万元，\
占{_share(basic, spent)}%；项目支出{spent - basic}万元，占{_share(spent - basic, spent)}%。
　　三、“三公”经费情况说明
　　（一）“三公”经费支出总体情况说明
　　{year}年度“三公”经费支出共计{public}万元，较上年支出数{_moved(public, public_before)}，主要原因是厉行节约。
　　（二）“三公”经费分项支出情况
　　1.因公出国（境）费用0.00万元。
　　2.公务用车购置费0.00万元。
　　3.公务用车运行维护费{driving}万元。
　　4.公务接待费{public - driving}万元。
"""


def _moved(now: Decimal, before: Decimal) -> str:
    word, verb = ("增加", "增长") if now >= before else ("减少", "下降")
    return f"{word}{abs(now - before)}万元、{verb}{(abs(now - before) / before * 100).quantize(CENT)}%"


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(CENT)
