"""What a Word document or a web page is made of: texts, tables and pictures, in the order they are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph as printed, its generated number in front; a line feed where its form breaks the line.

    `aside` says that it is not of the report: navigation round an article, a footnote. `turns`: a page begins with it.
    """

    text: str
    aside: bool = False
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the flow, as large as a picture of words may be."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a table: what is in it, and how many rows and columns it takes."""

    blocks: tuple[Block, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, each with the cells that begin in it; those that reach down are in their first row only.

    `aside` as of a text. `layout`: it holds a page together and says nothing as a table; `frames`: it holds a table
    of cells or an article, however deep. Made by `table_of`.
    """

    rows: tuple[tuple[Entry, ...], ...]
    aside: bool = False
    layout: bool = False
    frames: bool = False


Block = Text | Table | Picture
