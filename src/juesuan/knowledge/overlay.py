"""A user's own patterns over the shipped ones: a folder that holds some files of a pattern set, and not all."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import default_directory

WHOLE = "concepts.csv"
"""A folder that has its own vocabulary is a whole pattern set, and stands in place of the shipped one."""
KNOWLEDGE = frozenset({".toml", ".csv"})

_kept: list[TemporaryDirectory[str]] = []
"""The joined folders of this process; they go with it."""


def laid_over(directory: Path) -> Path:
    """The pattern set that a folder given by a user makes: itself if it is whole, else laid over the shipped one.

    Laid over means that a file of the folder stands in place of the shipped file of the same name, or beside the
    shipped files of its room (`narrative/mine.toml`) where there is none.

    Raises:
        BadKnowledge: the folder is not there, or holds no file that a pattern set has a place for.
    """
    if (directory / WHOLE).is_file():
        return directory
    if not directory.is_dir():
        raise BadKnowledge(f"{directory}: there is no such folder; --patterns names a folder of patterns")
    return _joined(directory.resolve(), _state(directory))


@cache
def _joined(directory: Path, _: tuple[tuple[str, int, int], ...]) -> Path:
    shipped = default_directory()
    rooms = {path.name for path in shipped.iterdir()}
    own = [path.relative_to(directory) for path in _files(directory)]
    strange = [path.as_posix() for path in own if path.parts[0] not in rooms]
    if not own or strange:
        what = ", ".join(strange) or "no .toml or .csv file"
        raise BadKnowledge(
            f"{directory}: holds {what}; own patterns lie as the shipped ones do: {', '.join(sorted(rooms))}"
        )
    folder = TemporaryDirectory(prefix="juesuan-patterns-")
    _kept.append(folder)
    made = Path(folder.name) / directory.name
    shutil.copytree(shipped, made)
    for path in own:
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(directory / path, made / path)
    return made


def _files(directory: Path) -> list[Path]:
    found = (Path(folder) / name for folder, _, names in os.walk(directory) for name in names)
    return sorted(path for path in found if path.suffix in KNOWLEDGE)


def _state(directory: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file was edited since: a long-lived process must not read the old one."""
    return tuple((str(p), (status := p.stat()).st_mtime_ns, status.st_size) for p in _files(directory))
