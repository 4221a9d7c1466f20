"""What reports say beside their figures: staff and bodies at length, projects by name, numbers inside reasons."""

from __future__ import annotations

from decimal import Decimal

from maker.teller import Teller

KNOWN = "expenditure.project"


def establishment(t: Teller) -> None:
    """Approved and actual staff by kind (云南, 重庆, 湖北)."""
    s = t.books.staff
    now, gone, officials = s["在职"], s["离休"] + s["退休"], s["行政"]
    plan, posts = now + 4, officials + 1
    n = t.count
    place, room = "staff.in_service", "staff.establishment"
    t.say(
        t.pick(
            f"{t.books.unit}{t.pick('核定', '共有')}编制{n(plan, t.pick('名', '人'), room, None, 'headcount')}，其中：行政编制"
            f"{n(posts, '名', room, '行政', 'headcount')}、事业编制{n(plan - posts, '名', room, '事业', 'headcount')}。年末实有在职人员"
            f"{n(now, '人', place, None, 'headcount')}，离退休人员{n(gone, '人', 'staff.retiree', None, 'headcount')}。",
            f"截至{t.year}年12月31日，{t.us}实有在职人员{n(now, '人', place, None, 'headcount')}，退休人员"
            f"{n(s['退休'], '人', 'staff.retiree', '退休', 'headcount')}。",
            f"{t.us}{t.year}年末在职人员{n(now, '名', place, None, 'headcount')}，其中行政{n(officials, '名', place, '行政', 'headcount')}，"
            f"事业{n(now - officials, '名', place, '事业', 'headcount')}；离退休{n(gone, '名', 'staff.retiree', None, 'headcount')}。",
        )
    )


def bodies(t: Teller) -> None:
    """How many bodies the accounts cover."""
    c = t.books.counts
    covered = max(1, c["subordinates"])
    scope = t.count(covered, "个", "organization.unit_in_scope", also=("organization.subordinate_unit",))
    t.say(
        t.pick(
            f"纳入{t.books.unit}{t.year}年度部门决算编制范围的{t.pick('二级预算', '预算', '独立核算')}单位共{scope}。",
            f"纳入{t.year}年度决算编报范围的单位共{scope}，分别是本级及所属事业单位。",
        )
    )


def projects(t: Teller) -> None:
    """Projects by name with what was spent on them, behind the total."""
    b = t.books
    rows = "、".join(
        f"{p.name}项目{t.money(p.executed, KNOWN, p.name, also=('activity.amount', 'general_budget.expenditure.project', 'performance.project.fund'), free=True)}"
        for p in b.projects
    )
    t.say(f"项目支出主要用于{rows}。")


def aside(t: Teller) -> str:
    """A number inside a reason: persons, matters, or money that explains the change."""
    rng = t.rng
    n = rng.randint(1, 12)
    amount = Decimal(rng.randint(1000, 90000) * 100)
    return t.pick(
        f"新增人员{t.count(n, '人', 'activity.*', free=True)}",
        f"退休{t.count(n, '人', 'activity.*', free=True)}",
        f"追加专项资金{t.money(amount, 'activity.*', free=True)}",
        f"新增{t.count(n, '个', 'activity.*', free=True)}项目",
        f"调入{t.count(n, '名', 'activity.*', free=True)}工作人员，增加工资支出{t.money(amount, 'activity.*', free=True)}",
        f"补发以前年度奖金{t.money(amount, 'activity.*', free=True)}",
    )


def whole(t: Teller) -> None:
    """The evaluation of the body as a whole (湖北, 湖南)."""
    b = t.books
    fund = t.money(b.expenditure, "performance.whole.fund")
    score = t.score(b.score, "performance.whole.score")
    t.say(
        f"我{t.body}组织对{t.count(1, '个', 'performance.whole.unit')}单位开展整体支出绩效自评，资金{fund}，"
        f"{t.pick('自评得分', '评价得分为', '综合得分')}{score}。"
    )
