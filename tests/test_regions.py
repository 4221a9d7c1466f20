"""The division a body belongs to: certain, inferred from its name, ambiguous or unknown; never guessed."""

from __future__ import annotations

from functools import cache

import pytest

from juesuan.knowledge.files import default_directory
from juesuan.normalising.regions import Region, Regions, load_regions


@cache
def regions() -> Regions:
    return load_regions(default_directory())


NAMES = {
    "武汉市洪山区水务和湖泊局": ("420111", "洪山区", "stated"),
    "上海市普陀区财政局": ("310107", "普陀区", "stated"),
    "舟山市普陀区财政局": ("330903", "普陀区", "stated"),
    "普陀区财政局": (None, "普陀区", "ambiguous"),
    "鼓楼区城市管理局": (None, "鼓楼区", "ambiguous"),
    "福州市鼓楼区城市管理局": ("350102", "鼓楼区", "stated"),
    "湖北省人民检察院": ("420000", "湖北省", "stated"),
    "重庆市渝中区解放碑街道办事处": ("500103", "渝中区", "stated"),
    "大英县人民法院": ("510923", "大英县", "inferred"),
    "随州市公安局曾都分局": ("421300", "随州市", "stated"),
    "岳阳市岳阳楼区洛王街道办事处": ("430602", "岳阳楼区", "stated"),
    "岳阳楼区洛王街道办事处": ("430602", "岳阳楼区", "inferred"),
    "恩施土家族苗族自治州林业局": ("422800", "恩施土家族苗族自治州", "stated"),
    "恩施州林业局": ("422800", "恩施土家族苗族自治州", "inferred"),
    "浙江永嘉县水利局": ("330324", "永嘉县", "stated"),
    "政协岳阳市岳阳楼区委员会": ("430602", "岳阳楼区", "stated"),
    "中共湖北省委老干部局": ("420000", "湖北省", "stated"),
    "共青团武汉市委员会": ("420100", "武汉市", "stated"),
    "吉林农业学校": (None, None, "ambiguous"),
    "朝阳区双井社区卫生服务中心": (None, "朝阳区", "ambiguous"),
    "北京市朝陽區雙井社區衛生服務中心": ("110105", "朝阳区", "stated"),
    "彭水县公安局": ("500243", "彭水苗族土家族自治县", "inferred"),
    "大连工业大学": ("210200", "大连市", "inferred"),
    "北京昌平区人民法院": ("110114", "昌平区", "stated"),
    "中山路街道办事处": (None, None, "unknown"),
    "朝阳小学": (None, None, "unknown"),
    "温泉街道办事处": (None, None, "unknown"),
    "第七完全小学": (None, None, "unknown"),
    "城区建设服务中心": (None, "城区", "ambiguous"),
    "仙桃市水利局": ("429004", "仙桃市", "inferred"),
    "儋州市财政局": ("460400", "儋州市", "stated"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_division_of_a_name(name: str) -> None:
    assert regions().of(name, 2021) == Region(*NAMES[name])


@pytest.mark.parametrize(
    ("year", "certainty"), [(2021, "ambiguous"), (2026, "inferred")], ids=["two of the name", "one is no more"]
)
def test_a_division_counts_in_the_years_it_was_there(year: int, certainty: str) -> None:
    assert regions().of("江北区卫生健康局", year).certainty == certainty


def test_a_division_that_is_no_more_is_found_in_old_reports() -> None:
    assert regions().of("杭州市江干区审计局", 2018) == Region("330104", "江干区", "stated")


def test_a_report_may_say_which_of_the_name_is_meant() -> None:
    text = "本单位是上海市普陀区人民政府的工作部门。"
    assert regions().of("普陀区财政局", 2021, text) == Region("310107", "普陀区", "stated")
    both = text + "浙江省舟山市普陀区也有此机构。"
    assert regions().of("普陀区财政局", 2021, both).certainty == "ambiguous"


def test_a_report_may_say_where_a_body_is_whose_name_does_not() -> None:
    text = "现将咸宁市咸安区温泉街道办事处2022年度部门决算公开如下。温泉街道办事处内设机构5个。"
    assert regions().of("温泉街道办事处", 2022, text) == Region("421202", "咸安区", "stated")
    two = text + "湖南省汨罗市温泉街道办事处。"
    assert regions().of("温泉街道办事处", 2022, two).certainty == "unknown"
    assert regions().of("温泉街道办事处", 2022, "位于朝阳区温泉街道办事处。").certainty == "unknown"


def test_no_name_no_division() -> None:
    assert regions().of(None, 2021).certainty == "unknown"
