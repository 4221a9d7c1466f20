"""The year of an invented township government."""

from __future__ import annotations

from decimal import Decimal as D

from making.accounts import Accounts, Purpose

UNIT = "岚江市松坪区石桥湾镇人民政府"
YEAR = 2023

PUBLIC, OFFICE = "一般公共服务支出", "政府办公厅（室）及相关机构事务"
SECURITY, PENSION, FARM = "社会保障和就业支出", "行政事业单位养老支出", "农林水支出"
CITY = "城乡社区支出"

ACCOUNTS = Accounts(
    purposes=(
        Purpose(code="2010301", names=(PUBLIC, OFFICE, "行政运行"), basic=D("1245.68"), budget=D("1260.00")),
        Purpose(code="2010302", names=(PUBLIC, OFFICE, "一般行政管理事务"), project=D("186.40"),
                budget=D("150.00")),
        Purpose(code="2070109", names=("文化旅游体育与传媒支出", "文化和旅游", "群众文化"), basic=D("62.35"),
                project=D("10.00"), budget=D("68.50")),
        Purpose(code="2080208", names=(SECURITY, "民政管理事务", "基层政权建设和社区治理"),
                project=D("386.90"), budget=D("402.00")),
        Purpose(code="2080505", names=(SECURITY, PENSION, "机关事业单位基本养老保险缴费支出"),
                basic=D("150.22"), budget=D("152.00")),
        Purpose(code="2080506", names=(SECURITY, PENSION, "机关事业单位职业年金缴费支出"), basic=D("75.11"),
                budget=D("76.00")),
        Purpose(code="2101101", names=("卫生健康支出", "行政事业单位医疗", "行政单位医疗"), basic=D("88.14"),
                budget=D("86.20")),
        Purpose(code="2120501", names=(CITY, "城乡社区环境卫生", "城乡社区环境卫生"), project=D("640.75"),
                budget=D("560.00")),
        Purpose(code="2120803", names=(CITY, "国有土地使用权出让收入安排的支出", "城市建设支出"),
                project=D("95.00"), fund="government_fund"),
        Purpose(code="2130104", names=(FARM, "农业农村", "事业运行"), basic=D("410.36"), budget=D("415.00")),
        Purpose(code="2130705", names=(FARM, "农村综合改革", "对村民委员会和村党支部的补助"),
                project=D("812.60"), budget=D("790.00"), own=D("16.00")),
        Purpose(code="2210201", names=("住房保障支出", "住房改革支出", "住房公积金"), basic=D("118.64"),
                budget=D("120.00")),
    ),
    main="2130705",
    opening={"general": D("42.60")},
    closing={"general": D("28.45")},
    own_income={"其他收入": D("12.80")},
    surplus_used=D("3.20"),
    economic={"301": D("1624.32"), "303": D("86.40"), "302": D("432.18"), "310": D("7.60")},
    three_public={
        "因公出国（境）费": (D(0), D(0)), "公务用车购置费": (D("18.00"), D("17.26")),
        "公务用车运行维护费": (D("16.50"), D("14.88")), "公务接待费": (D("6.00"), D("3.94")),
    },
)  # fmt: skip

PRIOR = {
    "all": D("4518.30"), "income": D("4470.05"), "expenditure": D("4475.70"), "closing": D("42.60"),
    "fiscal": D("4497.90"), "general_income": D("4280.90"), "general": D("4295.30"),
    "personnel": D("1662.04"), "running": D("461.37"), "fund": D("160.00"), "three": D("21.65"),
    "meeting": D("2.10"), "training": D("1.85"),
}  # fmt: skip

WHY = {
    "201": "新增便民服务大厅运维经费", "207": "群众文化活动场次增加", "208": "社区工作者补贴按实际人数发放",
    "210": "新录用人员参保", "212": "环境卫生整治任务增加", "213": "村级补助标准提高", "221": "人员调出",
}  # fmt: skip
MEETING, TRAINING = D("1.62"), D("2.24")
PROCUREMENT = {"货物": D("62.45"), "工程": D("1215.80"), "服务": D("238.60")}
