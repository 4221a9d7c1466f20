"""What a run would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from juesuan.errors import BadInput
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.running.commits import Commits
from juesuan.running.groups import Grouping, gathered
from juesuan.running.inputs import Input
from juesuan.running.making import Making, content_of
from juesuan.running.recipe import recipe_of
from juesuan.writing.headline import load_headlines
from juesuan.writing.schema import tables as schema_tables
from juesuan.writing.storage import storage_of


def planned(given: Sequence[str | Path], making: Making, grouping: Grouping) -> Iterator[tuple[Input, str]]:
    """Every input with what a run would do with it, in words; nothing is written. Files are read for their hash."""
    patterns = load_pattern_set(making.patterns)
    recipe = recipe_of(patterns, schema_tables(load_headlines(patterns.directory, patterns.vocabulary)))
    commits = Commits(storage_of(making.output))
    seen: set[str] = set()
    for item in gathered(given, grouping):
        if item.settled is not None:
            yield item, f"{item.settled.status}: {item.settled.error_message}"
            continue
        try:
            sha256 = content_of(item).sha256
        except BadInput as error:
            yield item, f"failed: {error.message}"
            continue
        if item.group:
            yield item, f"to read: with the other files of {item.group}"
            continue
        if sha256 in seen:
            yield item, "duplicate"
        elif making.earlier(sha256, recipe, commits) is not None:
            yield item, "made before"
        elif (known := commits.find(sha256)) is not None:
            changed = [part for part in recipe if known[1].get(part) != recipe[part]]
            yield item, f"to make again: {', '.join(changed) + ' changed' if changed else known[0].status}"
        else:
            yield item, "skipped: not made before" if making.choice.only_failed else "to make: new"
        seen.add(sha256)
