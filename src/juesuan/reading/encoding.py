"""The encoding of a plain text: decoded strictly, or not at all."""

from __future__ import annotations

import codecs

COMMON = 0.9
"""Share of the characters beyond ASCII that simplified Chinese of every day must have.

GB18030 accepts nearly any sequence of bytes, so a successful decode proves nothing: Big5 read as GB18030
gives about half of its characters outside GB 2312.
"""


class NotText(ValueError):
    """The bytes are no text in an encoding that disclosures are published in."""


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 or GB18030, with or without a mark.

    Raises `NotText` when none of them decodes every byte to a plausible text.
    """
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
                       (codecs.BOM_UTF16_BE, "utf-16-be")):  # fmt: skip
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            if text is None:
                raise NotText(f"it announces {name.upper()} and then breaks its rules")
            return text, name
    if b"\0" in data:
        # Only UTF-16 has zero bytes: they say which half of a unit is the high one.
        name = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        texts = {name: _strict(data, name)}
    else:
        texts = {name: _strict(data, name) for name in ("utf-8", "gb18030")}
        if (national := texts["gb18030"]) is not None and not _common(national):
            del texts["gb18030"]
        # A few words of GB18030 may happen to be UTF-8 (元 is Ԫ), but never of Chinese characters.
        if len(texts) > 1 and national is not None and not _chinese(texts["utf-8"] or ""):
            del texts["utf-8"]
    for name, text in texts.items():
        if text is not None:
            return text, name
    raise NotText("it is neither UTF-8, UTF-16 nor GB18030 text")


def _strict(data: bytes, name: str) -> str | None:
    """The decoded text, None when a byte does not fit or a control character shows it is no text."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    # 0x1A ends text files of the DOS age.
    text = text.removesuffix("\x1a")
    return None if any(c < " " and c not in "\t\n\v\f\r" for c in text) else text


def _chinese(text: str) -> bool:
    """Whether a text is plain ASCII or has any character as far out as the Chinese ones."""
    return text.isascii() or any(c > "\u07ff" for c in text)


def _common(text: str) -> bool:
    """Whether the characters beyond ASCII are mostly those of GB 2312."""
    beyond = "".join(c for c in text if c > "\x7f" and not c.isspace())
    kept = beyond.encode("gb2312", errors="ignore").decode("gb2312")
    return len(kept) >= COMMON * len(beyond)
