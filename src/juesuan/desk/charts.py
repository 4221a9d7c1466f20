"""Chinese labels in charts on a machine without Chinese fonts: a font that comes inside a package."""

from __future__ import annotations

from pathlib import Path

from juesuan.desk.extras import NOTEBOOKS, needed

PACKAGE = "pylopdf_fonts_zh_cn"
FILE = "NotoSansSC-Regular.otf"
"""Noto Sans SC (SIL Open Font License 1.1), as the package pylopdf-fonts-zh-cn brings it."""


def chinese_labels() -> str:
    """Make matplotlib draw Chinese from now on in this process; the name of the font.

    The font is Noto Sans SC (SIL Open Font License), from the package pylopdf-fonts-zh-cn; no font of the machine is
    needed, and nothing is downloaded or installed.

    Raises:
        MissingExtra: matplotlib or the font is not installed; both come with juesuan[notebooks].
    """
    matplotlib = needed("matplotlib", "a chart", NOTEBOOKS)
    manager = needed("matplotlib.font_manager", "a chart", NOTEBOOKS)
    package = needed(PACKAGE, "Chinese in charts", NOTEBOOKS)
    path = Path(package.__file__).parent / FILE
    manager.fontManager.addfont(path)
    name: str = manager.FontProperties(fname=path).get_name()
    matplotlib.rcParams["font.family"] = "sans-serif"
    matplotlib.rcParams["font.sans-serif"] = [name, *matplotlib.rcParams["font.sans-serif"]]
    return name
