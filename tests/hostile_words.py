"""A report whose words are formulas and markup, wherever a report has words."""

from __future__ import annotations

from pathlib import Path

FORMULAS = ("=HYPERLINK(\"http://example.invalid\",\"1\")", "+1+1", "@SUM(A1)", "-2+3")
MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"
REPORT = f"""澜川市{MARKUP}水务局
2022年度部门决算情况说明
　　一、部门基本情况
　　=1+1内设机构4个。
　　+1+1所属事业单位5个。
　　@SUM(A1)编制26人。
　　二、部门决算收支情况说明
　　（一）收入支出总体情况说明
　　1.总体情况。2022年度收入总计40.00万元，支出总计41.00万元。收支较上年决算数增加5.00万元，主要原因是{MARKUP}。
　　2.支出情况。2022年度支出合计40.00万元，其中：基本支出30.00万元，占70.00%；项目支出10.00万元，占25.00%。
　　三、“三公”经费情况说明
　　=cmd|' /C calc'!A0公务接待费支出0.40万元，{MARKUP}比上年减少0.10万元。
　　四、名词解释
　　（一）{FORMULAS[0]}：指{MARKUP}。
　　（二）@SUM(A1)：指+1+1。
"""
NAMES = ("=1+1.txt", "+1+1.txt", "@SUM(A1).txt", "<img src=x onerror=alert(3)>.txt")


def write(folder: Path) -> None:
    """The report, under names that are hostile themselves; each a report of its own."""
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(REPORT.replace("40.00", f"4{number}.00"), encoding="utf-8")
