"""Web pages saved as one file (MHTML): what Word and browsers write, often under the name .doc."""

from __future__ import annotations

import quopri
import re
from email import message_from_bytes
from email.message import Message
from html.entities import html5

from juesuan.errors import BadInput

BROKEN = re.compile(rb"&(#?\w{1,7})=?[\r\n]+(\w{1,7};)")
"""An entity that a line break parts."""
ESCAPED = re.compile(rb"=3D|=\r?\n")


def unpacked(data: bytes, name: str) -> tuple[bytes, str | None, dict[str, bytes]]:
    """The page, the encoding that is declared around it, and the other parts by their addresses.

    `name` is the file's, for messages. Raises `BadInput` (truncated, too_large).
    """
    try:
        parts = [part for part in message_from_bytes(data.lstrip()).walk() if not part.is_multipart()]
    except RecursionError as error:
        raise BadInput("too_large", f"{name}: parts nested deeper than any page; print it to PDF") from error
    page = next((p for p in parts if p.get_content_type() == "text/html"), None)
    if page is None:
        raise BadInput("truncated", f"{name}: a saved web page without the page itself; save it again")
    others = {}
    for part in parts:
        content = _content(part)
        for address in (part.get("Content-Location"), part.get("Content-ID")):
            if address and part is not page:
                others[_plain(str(address))] = content
    declared = page.get_content_charset()
    return mended(_content(page)), declared, others


def _content(part: Message) -> bytes:
    """What a part holds, decoded as it says, or as it shows where it does not say."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    said = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if said not in ("quoted-printable", "base64") and len(ESCAPED.findall(content[:100_000])) > 9 and b"=3D" in content:
        return quopri.decodestring(content)
    return content


def mended(page: bytes) -> bytes:
    """The page with the entities whole that a line break had parted (&#20, 915; is 决)."""

    def joined(match: re.Match[bytes]) -> bytes:
        whole = match[1] + match[2]
        number = whole.removeprefix(b"#").removesuffix(b";")
        known = number.isdigit() if whole.startswith(b"#") else whole.decode("ascii", "replace") in html5
        return b"&" + whole if known else match[0]

    return BROKEN.sub(joined, page)


def _plain(address: str) -> str:
    """An address as a page calls it."""
    return "cid:" + address[1:-1] if address.startswith("<") and address.endswith(">") else address
