"""The notebooks run from a clean clone, and what they draw can be read."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import numpy as np
import pytest
from PIL import Image

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
NAMES = ("first-steps", "many-reports")
CHARTS = {
    "first-steps": (
        ("社会保障和就业支出", "文化旅游体育与传媒支出", "5,262.17", "714.55", "本年支出合计（万元）", "澜川市民政局"),
    ),
    "many-reports": (
        ("澜川市水务局", "岚江市农业技术推广站", "21.60", "2.98", "经费（万元）", "2020"),
        ("云溪市青禾区档案馆", "岚江市松坪区司法局", "万元", "年度"),
    ),
}  # fmt: skip
"""What is written on each chart."""
TOLD = {
    "first-steps": ("97.7161%", "读者满意度调查项目", "55532300.00", "contradicted by", "3 files = 3 ok"),
    "many-reports": ("no_known_heading", "truncated", "17 files = 15 ok + 2 failed", "15000.000000", "next_report"),
}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """A notebook, executed once, by a kernel that has drawn nothing before."""

    @cache
    def run(name: str) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MPLCONFIGDIR", str(tmp_path_factory.mktemp("matplotlib")))
            notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
            where = {"metadata": {"path": str(NOTEBOOKS)}}
            nbclient.NotebookClient(notebook, timeout=300, resources=where).execute()
        return notebook

    return run


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def charts(notebook: Any) -> list[Image.Image]:
    """The pictures that were drawn; that of a page is none."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            png = output.get("data", {}).get("image/png")
            if png is not None and "plt.show()" in cell.source:
                found.append(Image.open(BytesIO(base64.b64decode(png))).convert("RGB"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_says_what_it_is_for(name: str, ran: Callable[[str], Any]) -> None:
    told = outputs(ran(name))
    assert not [o for o in told if o.output_type == "error" or o.get("name") == "stderr"]
    words = "\n".join(
        "\n".join([o.get("text", ""), *(str(v) for k, v in o.get("data", {}).items() if k.startswith("text"))])
        for o in told
    )
    for word in TOLD[name]:
        assert word in words, word


@pytest.mark.parametrize("name", NAMES)
def test_charts_can_be_read(name: str, ran: Callable[[str], Any]) -> None:
    """A recogniser reads the labels, Chinese ones included: without a font they would be boxes."""
    from rapidocr import RapidOCR

    drawn = charts(ran(name))
    assert len(drawn) == len(CHARTS[name])
    recogniser = RapidOCR()
    for chart, labels in zip(drawn, CHARTS[name], strict=True):
        large = chart.resize((chart.width * 2, chart.height * 2), Image.Resampling.LANCZOS)
        found = recogniser(np.asarray(large)[:, :, ::-1])
        read = "".join(found.txts or ()).replace(" ", "").replace("(", "（").replace(")", "）")
        assert [label for label in labels if label not in read] == [], read


def test_the_page_of_a_figure_is_shown(ran: Callable[[str], Any]) -> None:
    last = ran("first-steps").cells[-1]
    picture = Image.open(BytesIO(base64.b64decode(last.outputs[0].data["image/png"])))
    assert picture.height > picture.width > 1000


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_are_kept_without_outputs(name: str) -> None:
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not outputs(notebook)
    assert not [cell for cell in notebook.cells if cell.get("execution_count")]


def test_the_font_comes_from_its_package() -> None:
    import matplotlib
    import pylopdf_fonts_zh_cn
    from matplotlib import font_manager

    from juesuan.desk.charts import chinese_labels

    with matplotlib.rc_context():
        name = chinese_labels()
        found = Path(font_manager.findfont(name))
        assert matplotlib.rcParams["font.sans-serif"][0] == name == "Noto Sans SC"
    assert found.parent == Path(pylopdf_fonts_zh_cn.__file__).parent
