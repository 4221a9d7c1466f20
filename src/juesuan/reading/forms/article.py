"""The report on a web page: told from the navigation, notices and footers around it by how dense the text is.

Nothing is thrown away: what is not of the report keeps its place and is marked as aside. In doubt a piece is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from juesuan.reading.forms.markup import Piece

DENSE = 0.85
"""Share of the page's words, links apart, that the frame around the report holds at least."""
SMALL = 400
"""Characters below which a page is too small to tell where its words are dense."""
SHORT = 30
"""Characters below which words outside of that frame are furniture, unless a report's stand in the same branch."""
REPORT = re.compile(
    r"第\s?[一二三四五六七八九十]{1,3}\s?部分|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d(?:万|亿)?元|决算|"
    r"(?:收入|支出)|单位[:：]|公开\d{2}|-?\d[\d,]*\.\d{1,2}$|^\d{1,3}(?:,\d{3})*$"
)
CHROME = re.compile(
    r"(?:当前|您(?:现在)?的|所在)(?:所在)?位置|(?:信息|文章|内容|稿件)?(?:来源|作者|编辑|责编|责任编辑|审核|录入)[:：]|"
    r"(?:发布|更新|发文|成文|生成|公开|添加)(?:时间|日期)[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数)?[:：]|"
    r"[【\[（(]?(?:打印|关闭|收藏|分享|字体|字号|背景色|我要纠错)|(?:分享|扫一扫)|上一[篇条]|下一[篇条]|相关(?:链接|阅读|信息|文章|附件)|"
    r"版权所有|Copyright|©|.{0,12}ICP备|.{0,8}公网安备|网站标识码|(?:主办|承办|技术支持|维护)(?:单位)?[:：]|网站地图|"
    r"(?:建议|推荐|最佳).{0,8}(?:浏览器|分辨率)|(?:返回|回到)(?:顶部|首页)|(?:索\s?引\s?号|主题分类|发布机构|文\s?号|有\s?效\s?性)[:：]",
    re.IGNORECASE,
)
MONEY = re.compile(r"\d(?:万|亿)?元")
LONGEST_CHROME = 120
MOSTLY_LINKS = 0.8
INNER = frozenset({"table", "tbody", "thead", "tfoot", "tr", "p", "span", "font", "b", "strong", "a"})


def asides(root: etree._Element, pieces: Sequence[Piece]) -> frozenset[int]:
    """The pieces of a page, by their order, that are not of the report."""
    sizes = [len("".join(p.text.split())) for p in pieces]
    whole, linked = sum(sizes), sum(p.linked for p in pieces)
    # An anchor that nobody closed makes a link of a whole article.
    trusted = linked <= MOSTLY_LINKS * whole
    plain = [size - p.linked if trusted else size for size, p in zip(sizes, pieces, strict=True)]
    frame = _frame(root, pieces, plain)
    places = _branches(root, frame)
    branches = [places[piece.element] for piece in pieces]
    links = [trusted and 2 * p.linked > size for p, size in zip(pieces, sizes, strict=True)]
    around = [_is_chrome(p.text) or link for p, link in zip(pieces, links, strict=True)]
    reports = {
        branch for branch, piece, out in zip(branches, pieces, around, strict=True)
        if not out and not piece.furniture and _is_report(piece.text)
    }  # fmt: skip
    return frozenset(
        i for i, (piece, branch) in enumerate(zip(pieces, branches, strict=True))
        if around[i] or piece.furniture or (branch is not None and branch not in reports)
    )  # fmt: skip


def _is_report(text: str) -> bool:
    """Whether words may be a report's."""
    return (len(text) >= SHORT and "。" in text) or REPORT.search(text) is not None


def _is_chrome(text: str) -> bool:
    """Whether a line is one of those that sites put round an article."""
    return len(text) <= LONGEST_CHROME and CHROME.match(text) is not None and not MONEY.search(text)


def _branches(root: etree._Element, frame: etree._Element) -> dict[etree._Element, etree._Element | None]:
    """For every element the outermost one around it that the frame is not in; None for what is in the frame."""
    spine = set(frame.iterancestors())
    found: dict[etree._Element, etree._Element | None] = {}
    for _, element in etree.iterwalk(root, events=("start",)):
        above = element.getparent()
        if element is frame:
            found[element] = None
        elif element in spine or above is None or above in spine:
            found[element] = element
        else:
            found[element] = found[above]
    return found


def _frame(root: etree._Element, pieces: Sequence[Piece], plain: Sequence[int]) -> etree._Element:
    """The innermost element that holds nearly all words of the page."""
    weight: dict[etree._Element, int] = {}
    for piece, size in zip(pieces, plain, strict=True):
        if not piece.furniture:
            weight[piece.element] = weight.get(piece.element, 0) + size
    for _, element in etree.iterwalk(root, events=("end",)):
        above = element.getparent()
        if above is not None and element in weight:
            weight[above] = weight.get(above, 0) + weight[element]
    frame, whole = root, weight.get(root, 0)
    if whole < SMALL:
        return root
    while True:
        inner = max(frame, key=lambda e: weight.get(e, 0), default=None)
        if inner is None or weight.get(inner, 0) < DENSE * whole:
            break
        frame = inner
    # A table of the report, or a paragraph, may hold nearly all of it: the frame is what it stands in.
    while frame.tag in INNER and (above := frame.getparent()) is not None:
        frame = above
    return frame


def titled(root: etree._Element, told: Sequence[str]) -> str | None:
    """The page's title, where the report on it does not begin with one of its own; `told` are its first lines."""
    if any("决算" in line for line in told):
        return None
    metas = {(m.get("name") or "").lower(): m.get("content") or "" for m in root.iter("meta")}
    title = next(root.iter("title"), None)
    plain = "".join(map(str, title.itertext())) if title is not None else ""
    for text in (metas.get("articletitle", ""), re.split(r"\s*[-_|—–]+\s*", plain.strip())[0]):
        if "决算" in text:
            return " ".join(text.split())
    return None
