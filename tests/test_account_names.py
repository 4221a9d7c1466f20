"""Names to codes of the government classification: only where the name leaves no doubt."""

from __future__ import annotations

from functools import cache

import pytest

from juesuan.knowledge.files import default_directory
from juesuan.normalising.accounts import Accounts, load_accounts

FUNCTION, ECONOMIC = "general_budget.expenditure.function", "general_budget.expenditure.economic"


@cache
def accounts() -> Accounts:
    return load_accounts(default_directory())


@pytest.mark.parametrize(
    ("concept", "item", "path", "code"),
    [
        (FUNCTION, "教育支出", (), "205"),
        (FUNCTION, "一般公共服务支出", (), "201"),
        (FUNCTION, "文化体育与传媒支出", (), "207"),
        (FUNCTION, "住房公积金", (), "2210201"),
        # An item below some eighty groups; a class and a group of one name; known from memory only; no account.
        (FUNCTION, "行政运行", (), None),
        (FUNCTION, "其他支出", (), None),
        (FUNCTION, "节能环保支出", (), None),
        (FUNCTION, "河道治理项目", (), None),
        (FUNCTION, "行政运行", ("社会保障和就业支出", "民政管理事务", "行政运行"), "2080201"),
        (FUNCTION, "教育支出", ("教育支出", "无此款"), None),
        (ECONOMIC, "办公费", (), "30201"),
        (ECONOMIC, "教育支出", (), None),
        ("three_public.total", "教育支出", (), None),
        (FUNCTION, None, (), None),
    ],
)
def test_the_code_of_a_name(concept: str, item: str | None, path: tuple[str, ...], code: str | None) -> None:
    assert accounts().code_of(concept, item, path) == code
