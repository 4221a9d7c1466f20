"""Which identities a report of its shape should have, and what became of them.

    python benchmarks/identities.py [FILE …]      the samples with a text layer by default

For every law that the nine statutory tables, the sections in words, or both together should obey: how often it passed,
passed within rounding, failed, and could not be evaluated, by reason. Then the same for all other identities that the
document gave occasion for. A law of the list without a single evaluated trial is marked.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from juesuan.running.document import engine
from juesuan.validating.interval import Outcome
from juesuan.validating.verdict import Check

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DEFAULT = ("six-part-report.pdf", "item-level-report.pdf", "township-report.txt")

TABLES = {
    "收入各项之和＝本年收入合计": "income_sources.actual",
    "收入总计＝本年收入＋使用结余＋年初结转": "grand_total_income",
    "支出各类之和＝本年支出合计": "expenditure_functions.actual",
    "支出总计＝本年支出＋结余分配＋年末结转": "grand_total_expenditure",
    "收入总计＝支出总计": "grand_total_balance",
    "收入表：合计＝各类": "total_of_classes.income.total",
    "类＝款＝项": "classification_tree",
    "支出表：各行＝基本＋项目＋…": "expenditure_kinds_by_function",
    "财政拨款：收入＝三本预算": "fiscal_income_budgets",
    "财政拨款：各行＝三本预算": "fiscal_functions_by_budget",
    "财政拨款：支出＝各类": "fiscal_functions.actual",
    "财政拨款：收入总计": "fiscal_grand_total_income",
    "财政拨款：支出总计": "fiscal_grand_total_expenditure",
    "财政拨款：收支平衡": "fiscal_grand_total_balance",
    "一般公共预算：各行＝基本＋项目": "general_budget_kinds_by_function",
    "一般公共预算：支出＝各类": "general_budget_functions.actual",
    "基本支出＝人员＋公用": "general_budget_basic_parts.actual",
    "人员经费＝301＋303": "personnel_by_economic_class",
    "公用经费＝302＋310＋…": "public_by_economic_class",
    "三公＝出国＋公车＋接待": "three_public_parts.actual",
    "公车＝购置＋运行": "vehicle_parts.actual",
    "同一数字在各表": "restated_in_tables",
}
"""What the statutory tables should obey: law and identity."""

WORDS = {
    "收入各项之和": "income_sources.actual",
    "支出各项之和": "expenditure_kinds.actual",
    "支出占比之和": "expenditure_kinds.share_pct",
    "占比＝部分÷整体": "share",
    "增长率＝增减÷上年": "growth",
    "完成率＝决算÷预算": "completion",
    "功能分类之和": "general_budget_functions.actual",
    "功能分类占比之和": "general_budget_functions.share_pct",
    "基本支出＝人员＋公用": "general_budget_basic_parts.actual",
    "三公＝出国＋公车＋接待": "three_public_parts.actual",
    "采购＝货物＋工程＋服务": "procurement_kinds",
    "同一数字在各处": "restated",
}
"""What the sections in words should obey."""

TOGETHER = {"文字与表": "restated_in_words_and_tables"}
"""What words and tables should obey together."""

Counts = Mapping[str, Counter[str]]


def counted(checks: Iterable[Check]) -> Counts:
    """By identity: how often each outcome, `not_evaluable` with the reason up to its first colon."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for check in checks:
        outcome = str(check.outcome)
        if check.outcome is Outcome.NOT_EVALUABLE:
            outcome += ":" + (check.reason or "").partition(":")[0]
        found[check.identity][outcome] += 1
    return found


def evaluated(counts: Counts, identity: str) -> int:
    """How many trials of an identity were decided."""
    return sum(number for outcome, number in counts[identity].items() if not outcome.startswith("not_evaluable"))


def lacking(counts: Counts, laws: Mapping[str, str]) -> list[str]:
    """The laws of a list without a trial that was decided."""
    return [law for law, identity in laws.items() if not evaluated(counts, identity)]


def _line(name: str, outcomes: Counter[str], mark: str = " ") -> str:
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
    return f"  {mark} {name}: {told or 'no occasion'}"


def told(counts: Counts, shape: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    """The laws of a shape and what became of them, then all other identities."""
    lines, listed = [], set()
    for title, laws in shape:
        lines.append(title)
        for law, identity in laws.items():
            listed.add(identity)
            lines.append(_line(f"{law} ({identity})", counts[identity], " " if evaluated(counts, identity) else "!"))
    lines.append("others")
    lines += [_line(name, outcomes) for name, outcomes in sorted(counts.items()) if name not in listed]
    whole: Counter[str] = Counter()
    for outcomes in counts.values():
        whole.update(outcomes)
    return "\n".join([*lines, _line("all", whole)])


def main() -> None:
    """Print it for the files given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    for path in parser.parse_args().files or [SAMPLES / name for name in DEFAULT]:
        understood = engine().understand(path)
        shape = [("words", WORDS)]
        if any(item.print == "number" for item in understood.items):
            shape += [("tables", TABLES), ("words and tables", TOGETHER)]
        print(f"{path.name}\n{told(counted(understood.verdicts.checks), shape)}\n")


if __name__ == "__main__":
    main()
