"""The data dictionary, a page for each table: `python -m juesuan.writing.dictionary docs` writes them all."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from juesuan import SCHEMA_VERSION
from juesuan.errors import UsageError
from juesuan.writing.column import Column
from juesuan.writing.enumerations import Enumeration, enumerations
from juesuan.writing.headline import Headline, shipped_headlines
from juesuan.writing.schema import Table, tables

COMMAND = "python -m juesuan.writing.dictionary docs"
"""What brings docs/dataset.md and docs/tables/ up to date."""
INDEX = "dataset.md"

_TYPES = {
    "string": "text", "int32": "integer", "int64": "integer", "bool": "true/false",
    "money": "decimal(18,2)", "value": "decimal(18,6)", "wide": "decimal(28,6)", "rounded": "float, 2 places",
}  # fmt: skip

_PREAMBLE = f"""\
<!-- Made by `{COMMAND}`; change tables.toml, enumerations.toml or summary.toml instead. -->

# The dataset

Schema version {SCHEMA_VERSION}. Every table is one Parquet file named after it; `datapackage.json` describes
them for programs. Every file has every column, also when it has no rows.

- **Money** in columns of decimal(18,2) is in 元. What was printed stands beside it: `value` in `unit`, with
  `decimals` places, as `value_text`. Sums of decimals are exact; divide last, as floats:
  `column.astype("float64")`, or `juesuan.open(…, money="float")`.
- **Signs**: a decrease is negative in the measures `change` and `growth_pct`, and in no other.
- **Codes** are English; the page of a table gives their Chinese labels, as does the table `labels`.
- **Order**: rows are sorted by report year and document, and within a document as they are read.
- **Null** means not stated or not known; it never stands for zero.
"""


def dictionary() -> str:
    """The Markdown of docs/dataset.md: what holds for all tables, and where the page of each is."""
    rows = ((f"[{table.name}](tables/{table.name}.md)", table.says) for table in tables(()).values())
    return f"{_PREAMBLE}\n{_grid(('table', 'rows'), rows)}"


def page(name: str) -> str:
    """The Markdown of docs/tables/<name>.md: the columns of a table, and the codes that they take.

    Raises:
        UsageError: there is no such table.
    """
    # The headlines' columns follow one rule each; their table says it once, not three times.
    made = tables(())
    if name not in made:
        raise UsageError(f"{name}: no table of the dataset; there are {', '.join(made)}")
    table = made[name]
    rows = (
        (f"`{column.name}`", _type(column), _null(column), _meaning(column, table)) for column in table.columns
    )
    parts = [
        f"<!-- Made by `{COMMAND}`; change tables.toml, enumerations.toml or summary.toml instead. -->\n",
        f"# {name}\n\n{table.says} Key: `{table.key}`. [All tables](../{INDEX})\n",
        _grid(("column", "type", "null", "meaning"), rows),
    ]
    if name == "summary":
        parts.append(_headlines(shipped_headlines()))
    used = {column.enumeration.name: column.enumeration for column in table.columns if column.enumeration}
    if name == "summary":
        used["headline_source"] = enumerations()["headline_source"]
    if used:
        parts.append("## Codes\n")
        parts.extend(_codes(enumeration) for enumeration in used.values())
    return "\n".join(parts)


def pages() -> Mapping[str, str]:
    """Every page of the dictionary by its path below docs/."""
    return {INDEX: dictionary(), **{f"tables/{name}.md": page(name) for name in tables(())}}


def _headlines(headlines: Sequence[Headline]) -> str:
    text = """\
Then, for every headline figure below, `<name>`; `<name>_source`, where it was read (`headline_source`); and,
where marked, `<name>_prior`, the figure of the year before: as stated, or implied by the stated change. A
figure is that of the tables, else that of the words. It is null when it is not stated or only a bound of it
is, when two different values are stated for it, in tables or words, and when an identity contradicts it.

"""
    rows = (
        (f"`{h.name}`", "元" if h.type == "money" else "number", "yes" if h.has_prior else "",
         f"{h.zh}: {h.en}", " ".join(f"`{concept}`" for concept in h.concepts))
        for h in headlines
    )  # fmt: skip
    return text + _grid(("name", "in", "prior", "meaning", "concept"), rows)


def _codes(enumeration: Enumeration) -> str:
    rows = ((f"`{code.code}`", code.zh, code.en) for code in enumeration.codes)
    return f"### {enumeration.name}\n\n{enumeration.says}\n\n" + _grid(("code", "中文", "English"), rows)


def _type(column: Column) -> str:
    if column.enumeration:
        return f"[{column.enumeration.name}](#{column.enumeration.name})"
    return _TYPES[column.type]


def _null(column: Column) -> str:
    return "yes" if column.nullable else ""


def _meaning(column: Column, table: Table) -> str:
    target = table.references.get(column.name)
    return f"{column.says} → [{target}]({target}.md)" if target else column.says


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join(_grid_lines(heads, rows))


def _grid_lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n"


if __name__ == "__main__":
    for path, words in pages().items():
        place = Path(sys.argv[1]) / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(words, encoding="utf-8")
