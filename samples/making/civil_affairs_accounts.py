"""The year of an invented civil affairs bureau: its accounts, its projects, its procurement."""

from __future__ import annotations

from decimal import Decimal as D

from making.accounts import Accounts, Purpose

UNIT = "澜川市民政局"
YEAR = 2022

SECURITY, HEALTH, HOUSING = "社会保障和就业支出", "卫生健康支出", "住房保障支出"
BUREAU, PENSION = "民政管理事务", "行政事业单位养老支出"
WELFARE, ALLOWANCE, MEDICAL = "社会福利", "最低生活保障", "行政事业单位医疗"

ACCOUNTS = Accounts(
    purposes=(
        Purpose(code="2080201", names=(SECURITY, BUREAU, "行政运行"), basic=D("412.36"), budget=D("420.15"),
                why="部分岗位空缺，人员经费有结余"),
        Purpose(code="2080202", names=(SECURITY, BUREAU, "一般行政管理事务"), project=D("86.42"),
                budget=D("90.00"), why="会议和资料印制开支压减"),
        Purpose(code="2080206", names=(SECURITY, BUREAU, "社会组织管理"), project=D("24.80"),
                budget=D("24.80")),
        Purpose(code="2080299", names=(SECURITY, BUREAU, "其他民政管理事务支出"), project=D("152.74"),
                budget=D("120.00"), own=D("14.10"), why="年中追加社区养老设施消防改造经费"),
        Purpose(code="2080501", names=(SECURITY, PENSION, "行政单位离退休"), basic=D("31.28"),
                budget=D("30.46"), why="新增退休人员一名"),
        Purpose(code="2080505", names=(SECURITY, PENSION, "机关事业单位基本养老保险缴费支出"),
                basic=D("62.14"), budget=D("64.00"), why="缴费基数低于测算数"),
        Purpose(code="2080506", names=(SECURITY, PENSION, "机关事业单位职业年金缴费支出"),
                basic=D("31.07"), budget=D("32.00"), why="缴费基数低于测算数"),
        Purpose(code="2081001", names=(SECURITY, WELFARE, "儿童福利"), project=D("318.60"),
                budget=D("336.00"), why="符合条件的孤儿人数较年初核定数减少"),
        Purpose(code="2081002", names=(SECURITY, WELFARE, "老年福利"), project=D("742.95"),
                budget=D("760.00"), why="高龄津贴按月据实发放"),
        Purpose(code="2081004", names=(SECURITY, WELFARE, "殡葬"), project=D("45.20"), budget=D("0"),
                why="该支出由上级专项资金安排，未列入年初预算"),
        Purpose(code="2081901", names=(SECURITY, ALLOWANCE, "城市最低生活保障金支出"),
                project=D("1286.33"), budget=D("1310.00"), why="保障对象动态退出"),
        Purpose(code="2081902", names=(SECURITY, ALLOWANCE, "农村最低生活保障金支出"),
                project=D("2054.18"), budget=D("2100.00"), why="保障对象动态退出"),
        Purpose(code="2101101", names=(HEALTH, MEDICAL, "行政单位医疗"), basic=D("38.66"), budget=D("39.50"),
                why="缴费基数低于测算数"),
        Purpose(code="2101103", names=(HEALTH, MEDICAL, "公务员医疗补助"), basic=D("12.08"),
                budget=D("12.50"), why="缴费基数低于测算数"),
        Purpose(code="2210201", names=(HOUSING, "住房改革支出", "住房公积金"), basic=D("71.92"),
                budget=D("73.20"), why="部分岗位空缺"),
        Purpose(code="2296002", names=("其他支出", "彩票公益金安排的支出", "用于社会福利的彩票公益金支出"),
                project=D("168.40"), fund="government_fund"),
    ),
    main="2080299",
    opening={"general": D("26.80"), "government_fund": D("12.60"), "own": D("3.25")},
    closing={"general": D("18.35"), "government_fund": D("4.20"), "own": D("4.45")},
    own_income={"其他收入": D("15.30")},
    economic={
        "30101": D("168.30"), "30102": D("148.26"), "30103": D("52.84"), "30108": D("62.14"),
        "30109": D("31.07"), "30110": D("38.66"), "30111": D("12.08"), "30112": D("2.94"),
        "30113": D("71.92"), "30302": D("24.86"), "30305": D("1.62"), "30309": D("0.10"),
        "30201": D("8.20"), "30202": D("1.15"), "30207": D("3.46"), "30211": D("4.88"),
        "30212": D("3.20"), "30215": D("1.20"), "30216": D("1.90"), "30217": D("2.38"),
        "30228": D("6.05"), "30229": D("2.40"), "30231": D("9.35"), "30299": D("0.55"),
    },
    three_public={
        "因公出国（境）费": (D("4.00"), D("3.20")), "公务用车购置费": (D(0), D(0)),
        "公务用车运行维护费": (D("10.60"), D("9.35")), "公务接待费": (D("4.00"), D("2.38")),
    },
)  # fmt: skip

PRIOR = {
    "all": D("5402.66"), "fiscal": D("5371.90"), "general": D("5118.04"), "running": D("47.05"),
    "因公出国（境）费": D("2.85"), "公务用车购置及运行维护费": D("10.12"), "公务接待费": D("2.96"),
}  # fmt: skip
PROCUREMENT = {"货物": D("58.26"), "工程": D("112.40"), "服务": D("96.55")}
SMALL, MICRO = D("231.08"), D("142.75")
PROJECTS = (
    ("城乡最低生活保障金项目", D("3410.00"), D("3340.51"), "98.20",
     "保障标准按期提高，资金通过社会化方式足额发放"),
    ("高龄津贴项目", D("760.00"), D("742.95"), "97.60", "津贴按月发放到人，老年人的获得感增强"),
    ("孤儿基本生活保障项目", D("336.00"), D("318.60"), "96.40", "孤儿和困境儿童的基本生活得到保障"),
)
WRONG_SHARE, WRONG_RATE = "96.77", "98.72"
"""Printed on purpose: the share of 社会保障和就业支出, the completion of 农村最低生活保障金支出."""
SHARE_OF, RATE_OF = "208", "2081902"
