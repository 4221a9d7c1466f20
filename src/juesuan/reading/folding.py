"""One character, one form: what the patterns are matched on.

Folding never changes the length of a text, so a place in the folded text is the same place in the printed one.
"""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

RADICALS = dict(
    zip(
        "⺁⺇⺌⺎⺐⺗⺟⺠⺢⺬⺮⺵⺶⺷⺸⺻⻁⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "厂几小兀尢心母民水示竹网羊羊羊聿虎西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""CJK radicals that NFKC leaves alone and that broken fonts print for the whole character."""

TRADITIONAL = {
    pair[0]: pair[1]
    for line in files(__package__).joinpath("traditional.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for pair in line.split()
}
"""Mirrors of a page are often in traditional characters; the patterns are written in simplified ones."""

PUNCTUATION = {
    "(": "（", ")": "）", ":": "：", ";": "；", "?": "？", "!": "！", ",": "，",
    "﹙": "（", "﹚": "）", "﹕": "：", "﹔": "；", "﹐": "，", "﹑": "、", "､": "、", "丶": "、", "｡": "。",
    "笫": "第",
    "．": ".", "﹒": ".", "•": "·", "％": "%", "﹪": "%", "〔": "（", "〕": "）", "［": "（", "］": "）",
    "—": "-", "–": "-", "−": "-", "－": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-",
    '"': "“", "＂": "“", "〝": "“", "〞": "“", "「": "“", "」": "“", "『": "“", "』": "“", "‘": "“", "’": "“", "”": "“",
    "\u00a0": " ", "\u3000": " ",
}  # fmt: skip


_SIMPLIFIED = {ord(char): simple for char, simple in TRADITIONAL.items()}


_ANY_TRADITIONAL = re.compile(f"[{''.join(TRADITIONAL)}]")


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length; nothing else is folded."""
    return text.translate(_SIMPLIFIED) if _ANY_TRADITIONAL.search(text) else text


def fold_character(char: str) -> str:
    """The one-character form a pattern is written in."""
    if char in PUNCTUATION:
        return PUNCTUATION[char]
    if "\u4e00" <= char <= "\u9fff":
        return TRADITIONAL.get(char, char)
    if char in RADICALS:
        return RADICALS[char]
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) != 1:
        return char
    return PUNCTUATION.get(folded, TRADITIONAL.get(folded, folded))


class _Folds(dict[int, str]):
    """The folded form of every character met so far, by its code: what `str.translate` asks for."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_character(chr(code))
        return folded


FOLDS = _Folds()


def fold(text: str) -> str:
    """The text as patterns see it, of the same length.

    Punctuation is Chinese, digits and letters are half-width, dashes and quotes are one kind each. A comma
    between digits stays a half-width comma, because it may group thousands.
    """
    folded = text.translate(FOLDS)
    if "，" not in folded:
        return folded
    out = list(folded)
    for i, c in enumerate(out):
        if c == "，" and text[i] in ",，" and 0 < i < len(out) - 1 and out[i - 1].isdigit() and out[i + 1].isdigit():
            out[i] = ","
    return "".join(out)
