"""Web pages: what a browser would show of a page, as blocks, without running its scripts or fetching anything."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from lxml import etree

from juesuan.errors import BadInput
from juesuan.reading.forms.blocks import Block, Entry, Picture, Text
from juesuan.reading.forms.layout_tables import table_of

SKIPPED = frozenset({
    "head", "script", "style", "noscript", "template", "iframe", "frame", "object", "embed", "applet", "svg", "math",
    "canvas", "audio", "video", "map", "select", "option", "optgroup", "button", "textarea", "input", "datalist", "rt",
    "rp", "title", "meta", "link",
})  # fmt: skip
"""Elements that show no text of the page."""
FURNITURE = frozenset({"nav", "footer", "aside"})
BREAKING = frozenset({
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
    "footer", "nav", "aside", "main", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "center",
    "blockquote", "pre", "hr", "form", "fieldset", "legend", "address", "figure", "figcaption", "body", "html",
})  # fmt: skip
"""Elements that begin and end a line of their own."""
UNSEEN = re.compile(r"display:none|visibility:hidden|mso-hide:all")
BLANKS = re.compile(r"[ \t\r\n\f\xa0\u3000]+")
NUMBERED = re.compile(r"[（(]?(?:\d|[一二三四五六七八九十①-⑳])")
MOST_SPAN = 1000

Fetch = Callable[[str], bytes | None]
"""The content of a part of the same file by its address; None for anything else."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as it was met: its text, how many of its characters are links, its element, whether in a cell."""

    text: str
    linked: int
    element: etree._Element
    celled: bool
    furniture: bool


def tree_of(text: str, name: str) -> etree._Element:
    """The tree of a page. Raises `BadInput`: too_large (nested too deep), no_text."""
    # A declared encoding would be taken at its word: the text is handed over in one that is known.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True, remove_comments=True)
    root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    if any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
        raise BadInput("too_large", f"{name}: elements nested deeper than any page of a report; print it to PDF")
    if root is None:
        raise BadInput("no_text", f"{name}: a web page without text; get the report again from its source")
    return root


@dataclass
class _Open:
    """A cell or the page, being filled: its blocks; of a cell the element and spans; of a table its rows."""

    element: etree._Element | None
    kind: str
    blocks: list[Block] = field(default_factory=list)
    rows: list[list[Entry]] = field(default_factory=list)
    numbers: int = 0
    plain: bool = True


@dataclass
class Page:
    """One walk over a page. `aside` are the pieces, by their order, that are not of the report.

    The walk keeps its own stack: pages nest as deep as they like.
    """

    root: etree._Element
    fetch: Fetch
    aside: Collection[int] = frozenset()
    pieces: list[Piece] = field(default_factory=list)
    missing: int = 0
    """Pictures that the page shows and the file does not hold."""
    _stack: list[_Open] = field(default_factory=lambda: [_Open(None, "page")])
    _text: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _furniture: int = 0
    _kept: int = 0
    _items: dict[etree._Element, int] = field(default_factory=dict)
    _here: etree._Element | None = None

    def walk(self) -> list[Block]:
        """The blocks of the page; `pieces` holds every paragraph in the same order afterwards."""
        skipping: etree._Element | None = None
        for event, element in etree.iterwalk(self.root, events=("start", "end")):
            if skipping is not None:
                if event == "end" and element is skipping:
                    skipping = None
                    self._say(element.tail, element.getparent())
                continue
            if event == "start":
                if self._hidden(element):
                    skipping = element
                else:
                    self._start(element)
            else:
                self._end(element)
                self._say(element.tail, element.getparent())
        self._flush()
        while len(self._stack) > 1:
            self._close()
        return self._stack[0].blocks

    def _hidden(self, element: etree._Element) -> bool:
        if element.tag in SKIPPED or element.get("hidden") is not None:
            return True
        return bool(UNSEEN.search("".join(element.get("style", "").lower().split())))

    def _say(self, text: str | None, element: etree._Element | None) -> None:
        """Add words that stand in an element."""
        if not text:
            return
        self._here = element
        if self._kept:
            self._text.append(text)
        elif text.strip() or self._stack[-1].kind != "table":
            self._text.append(BLANKS.sub(" ", text))
        self._linked += len("".join(text.split())) if self._links else 0

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BREAKING:
            self._flush()
        if tag == "br":
            self._text.append("\n")
        elif tag == "img":
            self._picture(element)
        elif tag == "a" and not element.get("href", "#").startswith("#"):
            self._links += 1
        elif tag in FURNITURE:
            self._furniture += 1
        elif tag == "pre":
            self._kept += 1
        elif tag == "table":
            self._stack.append(_Open(element, "table"))
        elif tag == "tr" and self._stack[-1].kind == "table":
            self._stack[-1].rows.append([])
        elif tag in ("td", "th") and self._stack[-1].kind == "table":
            if not self._stack[-1].rows:
                self._stack[-1].rows.append([])
            self._stack.append(_Open(element, "cell"))
        elif tag == "li":
            self._number(element)
        self._say(element.text, element)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BREAKING:
            self._flush()
        if tag == "a" and not element.get("href", "#").startswith("#"):
            self._links -= 1
        elif tag in FURNITURE:
            self._furniture -= 1
        elif tag == "pre":
            self._kept -= 1
        if self._stack[-1].element is element:
            self._close()

    def _number(self, item: etree._Element) -> None:
        """The number that a browser prints before an item, unless the words begin with one."""
        above = item.getparent()
        if above is None or above.tag != "ol" or "none" in above.get("style", ""):
            return
        start = above.get("start", "1")
        count = self._items[above] = self._items.get(above, int(start) - 1 if start.isdigit() else 0) + 1
        words = next((told for t in item.itertext() if (told := str(t).strip())), "")
        if words and not NUMBERED.match(words):
            self._text.append(f"{count}. ")

    @property
    def _holder(self) -> _Open:
        """The innermost cell, or the page: what stands between cells belongs to what the table is in."""
        return next(level for level in reversed(self._stack) if level.kind != "table")

    def _flush(self) -> None:
        """End the paragraph that is being put together."""
        if not self._text:
            return
        lines = [BLANKS.sub(" ", line).strip() for line in "".join(self._text).split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            aside = len(self.pieces) in self.aside
            place = self._here if self._here is not None else self.root
            celled = self._stack[-1].kind == "cell"
            self.pieces.append(Piece(text, self._linked, place, celled, self._furniture > 0))
            self._holder.blocks.append(Text(text, aside))
            # Words of a table whose pieces are all aside are aside with it.
            for level in self._stack:
                level.plain = level.plain and aside
        self._text, self._linked = [], 0

    def _close(self) -> None:
        """End the cell or table on top."""
        self._flush()
        done = self._stack.pop()
        if done.kind == "cell":
            assert done.element is not None
            entry = Entry(tuple(done.blocks), _span(done.element, "rowspan"), _span(done.element, "colspan"))
            self._stack[-1].rows[-1].append(entry)
        elif any(done.rows):
            self._holder.blocks.append(table_of(done.rows, aside=done.plain))

    def _picture(self, element: etree._Element) -> None:
        address = (element.get("src") or "").strip()
        sizes = [element.get(side, "").removesuffix("px") for side in ("width", "height")]
        if any(size.isdigit() and int(size) < least for size, least in zip(sizes, (130, 40), strict=True)):
            return
        data = _inline(address) if address.startswith("data:") else self.fetch(address)
        if data is None:
            self.missing += bool(address)
            return
        self._flush()
        self._holder.blocks.append(Picture(data))


def _span(element: etree._Element, name: str) -> int:
    """A rowspan or colspan; 0 reaches to the end of the table."""
    text = element.get(name, "1").strip()
    if not text.isdigit():
        return 1
    value = int(text[:6])
    return MOST_SPAN if value == 0 and name == "rowspan" else min(max(value, 1), MOST_SPAN)


def _inline(address: str) -> bytes | None:
    """The content that an address itself holds (data:image/png;base64,…)."""
    head, comma, body = address.partition(",")
    if not comma or not head.startswith("data:image/"):
        return None
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode("".join(body.split()))
    except (binascii.Error, ValueError):
        return None
