"""The phrases by which a project's self-evaluation comes to its results, reasons and improvements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import regex

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import read_toml
from juesuan.knowledge.phrases import Phrases

FIELDS = ("results", "deviation_reason", "improvement")


@dataclass(frozen=True, slots=True)
class ProjectLeads:
    """Leads by field, and what ends a text; `examples` are (text, field → what it is)."""

    leads: Mapping[str, regex.Pattern[str]]
    stop: regex.Pattern[str]
    examples: tuple[Mapping[str, str], ...]


def load_project_leads(directory: Path, phrases: Phrases) -> ProjectLeads:
    """The leads of `structure/projects.toml`."""
    path = directory / "structure" / "projects.toml"
    data = read_toml(path)
    leads = data.get("leads", {})
    if set(leads) != {*FIELDS, "stop"} or not data.get("example"):
        raise BadKnowledge(f"{path}: [leads] needs {', '.join(FIELDS)} and stop, and there must be an [[example]]")
    compiled = {name: phrases.compile(text, f"{path}: {name}") for name, text in leads.items()}
    stop = compiled.pop("stop")
    return ProjectLeads(compiled, stop, tuple(data["example"]))
