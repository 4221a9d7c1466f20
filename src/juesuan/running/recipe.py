"""What a result was made with: the program, its libraries, and the knowledge of each room.

A result is taken over by a later run when all of it is the same. What was recognised of pages is kept apart, by
content and recognition engine, so that new patterns never repeat the recognition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import juesuan
from juesuan.knowledge.pattern_set import PatternSet
from juesuan.writing.schema import Table

COLUMNS = "columns"
"""The part without which rows do not fit into the tables."""

LIBRARIES = (
    "lxml", "xlrd", "numpy", "pypdfium2", "regex", "pyarrow", "pillow", "rapidocr", "onnxruntime", "openvino",
    "opencv-python", "opencv-python-headless",
)  # fmt: skip
"""What other versions of may give other figures."""

CARRIERS = frozenset(
    {"__main__.py", "cli.py"}
    | {
        f"running/{name}.py"
        for name in (
            "attempt", "checked", "cluster", "commits", "dataset", "door", "drawn", "events", "inputs", "interrupt",
            "ledger", "limits", "lock", "log", "planning", "progress", "queue", "recipe", "recognised", "rendered",
            "result", "run", "shown", "supervisor", "told", "worker",
        )
    }
)  # fmt: skip
"""Modules that carry and show documents: they change nothing in what is read of one. Any other module does."""
APART = ("_patterns/", "desk/", "workshop/")
"""Folders that do not count: patterns have hashes of their own, the others read what was made."""


def recipe_of(patterns: PatternSet, tables: Mapping[str, Table]) -> dict[str, str]:
    """The parts of the recipe by name: columns, program, libraries, and one for each room's knowledge."""
    columns = "\n".join(f"{name} {column.name} {column.type}" for name in tables for column in tables[name].columns)
    return {
        COLUMNS: f"{juesuan.SCHEMA_VERSION} {hashlib.sha256(columns.encode()).hexdigest()[:16]}",
        "program": f"{juesuan.__version__} {_code()}",
        "libraries": _libraries(),
        **patterns.hashes,
    }


@cache
def _code() -> str:
    """A hash of the program's own modules: a version under development changes without a new number."""
    digest = hashlib.sha256()
    root = Path(juesuan.__file__).parent
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.toml")]):
        name = path.relative_to(root).as_posix()
        if name not in CARRIERS and not name.startswith(APART):
            digest.update(name.encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


@cache
def _libraries() -> str:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
