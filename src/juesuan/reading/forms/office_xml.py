"""The XML of Office files by local names: the strict and the common dialect differ in their namespaces only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element


def named(element: Element) -> str:
    """The local name of an element; of a comment or an instruction none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and of it the next; None if there is none."""
    for name in path:
        if element is None:
            return None
        element = next((e for e in element if named(e) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    return (e for e in (element if element is not None else ()) if named(e) == name)


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((str(v) for k, v in element.items() if str(k).rpartition("}")[2] == name), None)


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute that is a whole number; None where it is none."""
    text = (value(element, name) or "").strip()
    return int(text) if text.lstrip("-").isdigit() else None


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not set off."""
    return element is not None and (value(element) or "true") not in ("0", "false", "off", "none")
