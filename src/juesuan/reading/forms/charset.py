"""The encoding of a web page: what it declares is a hint, what its bytes say decides."""

from __future__ import annotations

import codecs
import re

from juesuan.reading.encoding import NotText, decode

DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-:]+)""", re.IGNORECASE)
HAN = re.compile("[\u4e00-\u9fff]")
FAMILIAR = frozenset(
    "的一是在不了有和人中年度决算部门单位收入支出预算财政拨款总计合情况说明万元项目费公共服务本表上比增减少主要原因"
    "門單總說決計預財撥項務與較會經費國資產購"
)
"""Characters that a report or a page around it surely has; a wrong encoding gives hardly any of them."""
LOST = "\ufffd"


def decoded(data: bytes, declared: str | None = None) -> tuple[str, int]:
    """The text of a page, and how many of its characters no encoding gives (each is U+FFFD in the text).

    UTF-8, UTF-16, GB18030 or Big5, whatever is declared: pages say gb2312 and are UTF-8. `declared` is what stands
    outside of the page itself. A few damaged bytes do not make a page unreadable.
    """
    try:
        text, _ = decode(data)
        return text, 0
    except NotText:
        pass
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
                       (codecs.BOM_UTF16_BE, "utf-16-be")):  # fmt: skip
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            return text, text.count(LOST)
    found = DECLARED.search(data[:4096])
    said = [declared, found[1].decode("ascii") if found else None]
    names = list(dict.fromkeys([*filter(None, map(_known, said)), "utf-8", "gb18030", "big5hkscs"]))
    texts = [data.decode(name, "replace") for name in names]
    best = max(texts, key=lambda text: _plausible(text))
    return best, best.count(LOST)


def _known(name: str | None) -> str | None:
    """The codec of a declared name, the wider one of its family; None for an unknown name."""
    if name is None:
        return None
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": None, "cp1252": None}.get(
        found, found
    )


def _plausible(text: str) -> float:
    """How much a text looks like Chinese of such pages: familiar characters, less what is broken."""
    chinese = HAN.findall(text)
    return sum(c in FAMILIAR for c in chinese) - 2.0 * text.count(LOST) - 0.01 * len(chinese)
