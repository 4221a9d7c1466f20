"""Where the statutory tables stand: titles, pages, units and notes. A table is known by its title, never by its number.

A continuation page has no title, so a table lasts until the next title or the next heading of the report; sentences
between (notes under a table, a remark in the middle of a part) are words and are given back as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from juesuan.extracting.given_cells import FRAME, GivenCells
from juesuan.extracting.numbering import Kind, numbering_of
from juesuan.knowledge.structure import Structure, Titled
from juesuan.reading.folding import fold
from juesuan.reading.page import Line, Role

NUMBER = regex.compile(
    r"（?(?:财决)?公开(\d{1,2}(?:-\d)?)表?）?|（(?:附)?表([一二三四五六七八九十\d]{1,3})）|"
    r"^(?:附?表|附件)([一二三四五六七八九十]{1,3}|\d{1,2}(?:-\d{1,2})?)[:：、.]?|^(\d{1,2}-\d{1,2})(?=\p{Han})"
)
BRACKETS = regex.compile(r"（(?!按|分|经济|功能|[一二]）)[^（）]{0,16}）$")
YEAR = r"(?:(?:19|20)\d\d年度?)"
OWNERS = (
    regex.compile(r"^.{0,40}?" + YEAR + r"(?:部门|单位)?(?:决算)?"),
    regex.compile(
        r"^" + YEAR + r"?(?:(?!预算|拨款|经费|基金|收入|支出|收支|明细|资金|见|附).){0,40}"
        r"(?:单位|部门|本级|汇总|机关|政府(?!采购|购买|性基金)|大队|支队|公司|集团|街道|[局院校学会部办心所站队厅委处馆社镇乡中系台库园室团协）])"
        + YEAR + r"?(?:部门|单位)?(?:决算)?(?=\p{Han}{4})"
    ),
)  # fmt: skip
"""Who a table is of, and of which year, before its title: 某某县水务局2023年度, or the two the other way round."""
UNIT = regex.compile(r"(?:金额)?单位[:：](?P<unit>(?:人民币)?(?:亿元|万元|千元|元))")
OWN_UNIT = regex.compile(r"（?" + UNIT.pattern + r"）?$")
NOTE = regex.compile(r"(?:注|说明|备注)[:：]|本表|(?:我|本)(?:单位|部门)|\d[.、]本表|.{0,30}故本表")
EMPTY = regex.compile(r"(?:没有|无|未).{0,60}(?:本表|此表|空表|无数据|数据)|(?:本表|此表).{0,12}(?:无数据|为空)|空表")
FIGURES = regex.compile(r"\d[\d,]*\.\d+|\d{3,}")
PROSE = regex.compile(r"\d(?:万|亿)?元[，。；]|第[一二三四五六七八九十]部分")
HEADING_END = regex.compile(r"(?:情况|说明|概况|解释|附件|报告|概述)$")
YEAR_NAMED = regex.compile(r"(?:19|20)\d\d年")
SENTENCE = regex.compile(r"[\p{Han}]{6,}[^。]*。")
AMOUNT = regex.compile(r"-?\d[\d,]*\.\d+")
TITLE_START = regex.compile(
    r"决算|(?:财政拨款|预算|经费|(?:会议|培训)费|(?:基本|项目)支出)(?:财政拨款)?(?:收入|支出|收支)?$"
)
"""How the first line of a title over several lines reads."""
RUNNING = 24
"""Characters of a line of running text at least."""
LONG, SHORT = 40, 12
"""Characters of the first lines and of the last line of a title over several lines, at most."""


UNKNOWN = regex.compile(
    r"(?!本|见|详|附表|上表|下表|如|注|说明|备注)[\p{Han}“（）()、/]{2,40}"
    r"(?:决算|收入|支出|收支|情况|统计|明细|信息|资产|采购|资金|经费)[\p{Han}（）]{0,6}表"
)
"""A title of a table that no pattern knows."""
CAPTION = regex.compile(r"公开\d{1,2}|单位[:：].{0,6}元")
AGAIN = regex.compile(rf"（?续表?\d*）?|{FRAME.pattern}")
"""What stands between two grids of one table."""
SHEET = regex.compile(r"^(?:GK(?P<number>\d{2})(?:-\d)?|[A-Z]{1,3}\d{2}(?:-\d)?)[-_.]?(?=\p{Han})")
"""What the finance programs call their sheets: GK02 is 公开02, Z02 a form of their own."""


@dataclass
class StatutoryTable:
    """A statutory table: its kind, title and number as printed, unit, the lines it takes, its notes.

    `form` is the id of its form where that is not called like the kind.
    """

    kind: str
    title: str
    number: str | None
    first_line: int
    last_line: int
    unit: str | None = None
    form: str | None = None
    notes: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    @property
    def note(self) -> str | None:
        """All notes, as printed."""
        return "\n".join(self.notes) or None

    @property
    def empty_reason(self) -> str | None:
        """The sentence that says why the table holds no figures, None if there is none."""
        return next((n for n in self.notes if EMPTY.search(fold(n))), None)


def bare_title(folded: str) -> tuple[str, str | None]:
    """A title line without number, quotes, ordinal and owner; and the number it bears."""
    text = "".join(folded.split()).replace("“", "").replace("《", "").replace("》", "").strip("。：:")
    text = OWN_UNIT.sub("", text)
    number: str | None = None
    sheet = SHEET.match(text)
    if sheet:
        number, text = sheet["number"], text[sheet.end() :]
    match = NUMBER.search(text)
    if match:
        number = next(g for g in match.groups() if g is not None)
        text = text[: match.start()] + text[match.end() :]
    ordinal = numbering_of(text, text)
    if ordinal is not None and ordinal.kind is not Kind.PART:
        text = text[ordinal.end :]
    return BRACKETS.sub("", text).lstrip("、.：:-"), number


def table_titled(folded: str, structure: Structure) -> tuple[Titled, str | None] | None:
    """The statutory table whose title a line is, with the printed number; None for any other line."""
    if len(folded) > 80 or ("表" not in folded and "决算" not in folded):
        return None
    title, number = bare_title(folded)
    if not title.endswith(("表", "）", "明细")) or "。" in title:
        return None
    owned = [title[m.end() :] for owner in OWNERS if (m := owner.match(title))]
    for candidate in (title, *owned):
        for table in structure.tables:
            if table.title.fullmatch(candidate):
                return table, number
    return None


def unknown_title(at: int, folds: Sequence[str]) -> tuple[str | None] | None:
    """The number of a table that nobody knows, in a tuple, if its title is this line; None for any other line.

    A line that reads like a title is one if the caption of a table (公开11表, 单位：万元) follows at once.
    """
    follow = folds[at + 1 : at + 3]
    if "表" not in folds[at] or not any(CAPTION.search(line) and len(line) < 60 for line in follow):
        return None
    title, number = bare_title(folds[at])
    if not UNKNOWN.fullmatch(title) or folds[at].startswith("第"):
        return None
    if number is None:
        number = next((m[1] for line in follow if (m := NUMBER.search(line))), None)
    return (number,)


def ends_tables(folded: str, structure: Structure) -> bool:
    """Whether a line is a heading that ends the tables: a part, or a title of the narrative."""
    numbering = numbering_of(folded, folded)
    if numbering is None:
        return False
    if numbering.kind is Kind.PART:
        return True
    title = folded[numbering.end :].strip("。：")
    return bool(HEADING_END.search(title)) and len(title) < 50 and not FIGURES.search(YEAR_NAMED.sub("", title))


def find_tables(
    lines: Sequence[tuple[int, Line]], structure: Structure, cells: GivenCells
) -> tuple[list[StatutoryTable], set[int]]:
    """The statutory tables among body lines (with their index), and the indexes of lines that are not words.

    A table whose cells are given ends with its grid; one that was parted goes on in a grid of as many columns.
    """
    tables: list[StatutoryTable] = []
    taken: set[int] = set()
    current: StatutoryTable | None = None
    note_open = running = False
    skip = -1
    grid: int | None = None
    folds = [fold("".join(line.text.split())) for _, line in lines]
    for at, (index, line) in enumerate(lines):
        if at <= skip:
            continue
        folded = folds[at]
        alone, place = cells.alone(index), cells.places.get(index)
        if index in cells.starts:
            current = None
        found, used = _title_at(at, folds, structure) if alone else (None, 1)
        if not all(cells.same_cell(index, lines[k][0]) for k in range(at + 1, at + used)):
            found, used = table_titled(folded, structure), 1
        retitled = False
        if found is not None and found[0].id == _named(current, lines, at):
            # The sheet was called like its table: the title is what is printed.
            assert current is not None
            current.title, current.number = _printed(lines, at, used), found[1] or current.number
            found, skip, retitled = None, at + used - 1, True
        if found is not None:
            grid = None
            table, number = found
            current = StatutoryTable(table.id, _printed(lines, at, used), number, index, index, form=table.form)
            tables.append(current)
            note_open = running = False
            beside = UNIT.search(folded)
            current.unit = beside["unit"].removeprefix("人民币") if beside else None
            for k in range(at, at + used):
                taken.add(lines[k][0])
                current.lines.append(lines[k][0])
            skip = at + used - 1
            continue
        # Among the statutory tables alone: elsewhere such a line heads a table of words.
        unknown = unknown_title(at, folds) if current is not None and alone and not retitled else None
        if unknown is not None:
            current = StatutoryTable("other", _printed(lines, at, 1), unknown[0], index, index, lines=[index])
            tables.append(current)
            taken.add(index)
            note_open, grid = False, None
            continue
        if current is None:
            continue
        if place is None:
            kept = grid is None or NOTE.match(folded) or SENTENCE.search(folded) or AGAIN.fullmatch(folded)
            if not kept or (ends_tables(folded, structure) and not NOTE.match(folded)):
                current = None
                continue
        elif not FRAME.fullmatch(folded):
            if grid is not None and cells.grids[grid].grid.columns != cells.grids[place[0]].grid.columns:
                current = None
                continue
            grid = place[0]
        current.last_line = index
        unit = UNIT.search(folded)
        if unit and current.unit is None and len(current.lines) < 12:
            current.unit = unit["unit"].removeprefix("人民币")
        number_here = NUMBER.search(folded)
        if number_here and current.number is None and len(current.lines) < 6:
            current.number = number_here[1]
        # A note that lost its full stop ends where rows go on.
        note_open = note_open and not _row(line.text)
        # In 部门：某某县水务局。单位：万元 a speck was taken for a full stop.
        says = SENTENCE.search(folded) and not OWN_UNIT.search(folded)
        if alone and (note_open or says or NOTE.match(folded)):
            # A note is words: it stays in the flow of the text, and belongs to the table too.
            text = "".join(line.text.split())
            if note_open:
                current.notes[-1] += text
            else:
                current.notes.append(text)
            note_open = not folded.endswith(("。", "！", "；"))
            continue
        running = alone and (running or _runs_on(line.text)) and len(line.text.split()) == 1
        if (alone and PROSE.search(folded)) or running:
            # No cell reads so: words that stand among the tables, to the end of their sentence.
            running = running and not folded.endswith("。")
            continue
        taken.add(index)
        current.lines.append(index)
    kept = [t for t in tables if len(t.lines) > 1 or t.notes]
    for bare in tables:
        if bare not in kept:
            # A title with nothing below it is an entry of a list of tables.
            taken.difference_update(bare.lines)
    return kept, taken


def _named(current: StatutoryTable | None, lines: Sequence[tuple[int, Line]], at: int) -> str | None:
    """The kind of a table that so far is only named, by its sheet; None of any other."""
    if current is None:
        return None
    first = next(line for index, line in lines[at::-1] if index <= current.first_line)
    return current.kind if first.role is Role.NAME else None


def _title_at(at: int, folds: Sequence[str], structure: Structure) -> tuple[tuple[Titled, str | None] | None, int]:
    """The title that starts at a line, and over how many lines it runs: titles break where the line ends.

    The longer title first: …财政拨款收入 / 支出决算表 ends in what is a title too.
    """
    found = table_titled(folds[at], structure)
    if found is None and TITLE_START.search(folds[at]):
        for used in (2, 3):
            parts = folds[at : at + used]
            if len(parts) == used and all(len(p) < LONG for p in parts[:-1]) and len(parts[-1]) < SHORT:
                joined = table_titled("".join(parts), structure)
                if joined is not None:
                    return joined, used
    return found, 1


def _runs_on(text: str) -> bool:
    """Whether a line is of running text: long, with a comma, and without the gaps between cells."""
    return len(text.strip()) >= RUNNING and "，" in text and len(text.split()) == 1


def _row(text: str) -> bool:
    """Whether a line is the row of a table: several amounts that stand apart."""
    return sum(AMOUNT.fullmatch(word) is not None for word in text.split()) > 1


def _printed(lines: Sequence[tuple[int, Line]], at: int, used: int) -> str:
    return "".join("".join(line.text.split()) for _, line in lines[at : at + used])
