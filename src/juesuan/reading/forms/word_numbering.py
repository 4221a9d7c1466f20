"""The numbers that Word generates in front of paragraphs: they are printed and stand nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from juesuan.reading.forms.office_xml import Element, child, children, is_on, named, number, value
from juesuan.reading.forms.word_numerals import numeral

DEEPEST = 9
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: where it starts, its format, its text (第%1部分), what follows it, which style has it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    after: str = " "
    plain: bool = False
    restarts: bool = True
    style: str | None = None


@dataclass(frozen=True)
class _List:
    """A list of a document: its kind, and where levels of it start anew or look different."""

    kind: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass
class Numbering:
    """Counts the numbered paragraphs of one document, in order."""

    kinds: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    usual: str | None = None
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def before(self, properties: Element | None) -> str:
        """What is printed in front of the next paragraph, from its properties; nothing if it has no number."""
        found = self._place(properties)
        if found is None:
            return ""
        name, at = found
        its = self.lists[name]
        levels = self.kinds.get(its.kind, {}) | its.levels
        level = levels.get(at)
        if level is None:
            return ""
        counts = self.counts.setdefault(its.kind, {})
        if at in its.starts and (name, at) not in self.begun:
            counts[at] = its.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self.begun.add((name, at))
        for deeper in [d for d in counts if d > at and levels.get(d, level).restarts]:
            del counts[deeper]
        if level.form == "bullet":
            return ""

        def counted(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            told = levels.get(which, Level())
            return numeral(counts.get(which, told.start), "decimal" if level.plain else told.form)

        printed = PLACE.sub(counted, level.text)
        return printed + level.after if printed else ""

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph, its own or its style's."""
        style = value(child(properties, "pStyle")) or self.usual
        name, at = self.styles.get(style or "", (None, None))
        own = child(properties, "numPr")
        if own is not None:
            name = value(child(own, "numId")) or name
            given = number(child(own, "ilvl"))
            at = given if given is not None else (at or 0)
        elif name is not None and style is not None and name in self.lists:
            # A level may say which style it numbers.
            levels = self.kinds.get(self.lists[name].kind, {})
            at = next((k for k, level in levels.items() if level.style == style), at)
        if name is None or name not in self.lists:
            return None
        return name, at or 0


def numbering_of(lists: Element | None, styles: Element | None) -> Numbering:
    """The numbering of a document, from its numbering part and its styles part."""
    made = Numbering()
    links: dict[str, str] = {}
    for kind in children(lists, "abstractNum"):
        name = value(kind, "abstractNumId") or ""
        made.kinds[name] = _levels(kind)
        link = value(child(kind, "numStyleLink"))
        if link:
            links[name] = link
    for num in children(lists, "num"):
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        for change in children(num, "lvlOverride"):
            at = number(change, "ilvl") or 0
            start = number(child(change, "startOverride"))
            if start is not None:
                starts[at] = start
            own = child(change, "lvl")
            if own is not None:
                levels[at] = _level(own)
        made.lists[value(num, "numId") or ""] = _List(value(child(num, "abstractNumId")) or "", starts, levels)
    _read_styles(made, styles)
    for name, style in links.items():
        target = made.lists.get(made.styles.get(style, (None, None))[0] or "")
        if target is not None and target.kind != name:
            made.kinds[name] = made.kinds.get(target.kind, {})
    return made


def _levels(element: Element) -> dict[int, Level]:
    found = {}
    for level in children(element, "lvl"):
        at = number(level, "ilvl") or 0
        if at < DEEPEST:
            found[at] = _level(level)
    return found


def _level(element: Element) -> Level:
    form = child(element, "numFmt")
    if form is None:
        # Newer formats stand in a wrapper, an older one beside them.
        form = next((f for f in element.iter() if named(f) == "numFmt"), None)
    start = number(child(element, "start"))
    return Level(
        start=start if start is not None else 1,
        form=value(form) or "decimal",
        text=value(child(element, "lvlText")) or "",
        after="" if value(child(element, "suff")) == "nothing" else " ",
        plain=is_on(child(element, "isLgl")),
        restarts=number(child(element, "lvlRestart")) != 0,
        style=value(child(element, "pStyle")),
    )


def _read_styles(made: Numbering, styles: Element | None) -> None:
    """The list and level of every style, its own or that of the style it is based on."""
    own: dict[str, tuple[str | None, int | None]] = {}
    above: dict[str, str | None] = {}
    for style in children(styles, "style"):
        name = value(style, "styleId") or ""
        numbers = child(style, "pPr", "numPr")
        own[name] = (value(child(numbers, "numId")), number(child(numbers, "ilvl")))
        above[name] = value(child(style, "basedOn"))
        if value(style, "default") in ("1", "true") and value(style, "type") == "paragraph":
            made.usual = name
    for name in own:
        list_id, at = own[name]
        seen, at_style = {name}, above[name]
        while at_style in own and at_style not in seen and (list_id is None or at is None):
            seen.add(at_style)
            list_id = list_id if list_id is not None else own[at_style][0]
            at = at if at is not None else own[at_style][1]
            at_style = above[at_style]
        made.styles[name] = (list_id, at)
