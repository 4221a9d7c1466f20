"""The command line: `juesuan extract`, `show`, `check`, `query`, `export`, `schema`, `patterns …`."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from juesuan.desk.commands import export, query, schema
from juesuan.errors import ExitCode, JuesuanError
from juesuan.workshop.commands import Patterns, patterns_app

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Final-accounts disclosures of Chinese public bodies (部门决算公开) as validated Parquet.\n\n"
    "juesuan extract reports/ -o output",
)
app.add_typer(patterns_app, name="patterns")


class Only(StrEnum):
    """Which documents to make of those that could be."""

    FAILED = "failed"


class Stage(StrEnum):
    """From where on documents can be made again."""

    READING = "reading"
    EXTRACTING = "extracting"


class Carrier(StrEnum):
    """What carries documents to workers."""

    LOCAL = "local"
    RAY = "ray"


class Group(StrEnum):
    """Which files make one report."""

    NONE = "none"
    FOLDER = "folder"


class Telling(StrEnum):
    """How progress is told."""

    AUTO = "auto"
    LINES = "lines"
    JSON = "json"
    QUIET = "quiet"


@app.command()
def extract(
    output: Annotated[
        str, typer.Option("--output", "-o", help="Folder for the dataset, or an address (s3://…).", metavar="OUT")
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Report files, folders of them, patterns ('in/**/*.pdf'), addresses.", metavar="INPUT…"),
    ] = None,
    listed: Annotated[
        Path | None, typer.Option("--list", help="A file with inputs, one a line.", metavar="FILE")
    ] = None,
    group: Annotated[
        Group, typer.Option("--group", help="'folder': the files of one folder make one report.")
    ] = Group.NONE,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", help="Which files make one report: CSV with report,file or TOML.", metavar="FILE"),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", "-j", min=1, help="Worker processes.", show_default="number of cores")
    ] = os.cpu_count() or 1,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds for one report.", metavar="S")] = 600,
    memory: Annotated[
        int, typer.Option("--memory", min=256, help="Megabytes for one worker.", metavar="MB")
    ] = 2048,
    only: Annotated[
        Only | None, typer.Option("--only", help="Try again what failed or was read in part; nothing else.")
    ] = None,
    redo: Annotated[
        Stage | None,
        typer.Option("--redo", help="Make all again from a stage on: 'reading' recognises scans anew."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    engine: Annotated[
        Carrier, typer.Option("--engine", help="Workers of this machine, or of a Ray cluster.")
    ] = Carrier.LOCAL,
    patterns: Patterns = None,
    ocr_cache: Annotated[
        Path | None,
        typer.Option("--ocr-cache", help="Where recognised pages are kept.", metavar="DIR", show_default="OUT/.ocr"),
    ] = None,
    progress: Annotated[
        Telling, typer.Option("--progress", help="A bar or lines; lines; lines of JSON; nothing.")
    ] = Telling.AUTO,
    strict: Annotated[bool, typer.Option("--strict", help="End with 4 if a report contradicts itself.")] = False,
) -> None:
    """Read reports and leave the dataset: one Parquet file per table, and datapackage.json.

    A file that cannot be read is a row of inputs.parquet with the reason; the rest of the run goes on. A second run
    does only what is new or changed. Ctrl-C once finishes what is under way, twice stops.
    """
    from juesuan.running.door import Order, extracted

    order = Order(
        inputs=tuple(inputs or ()), listed=listed, output=output, workers=workers, seconds=timeout,
        megabytes=memory, only_failed=only is not None, redo=redo.value if redo else None,
        ray=engine is Carrier.RAY, patterns=patterns, ocr_cache=ocr_cache, progress=progress.value,
        strict=strict, dry_run=dry_run, by_folder=group is Group.FOLDER, manifest=manifest,
    )  # fmt: skip
    words, code = extracted(order)
    typer.echo(words)
    raise typer.Exit(code)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A report.", metavar="FILE")],
    facts: Annotated[bool, typer.Option("--facts", help="Every figure, with concept and pattern.")] = False,
    page: Annotated[int, typer.Option("--page", min=1, help="The page to draw.", metavar="N")] = 1,
    image: Annotated[Path | None, typer.Option("--image", help="Draw that page to a PNG.", metavar="OUT.png")] = None,
    patterns: Patterns = None,
) -> None:
    """Show what is understood of one report: who, when, parts, headings, tables, checks, and what is not.

    With --image, draw a page with its words, rulings and figures, coloured by what the checks say of them.
    """
    from juesuan.running.drawn import draw
    from juesuan.running.progress import printable
    from juesuan.running.shown import shown

    if not file.exists():
        raise typer.BadParameter(f"{file}: there is no such file")
    if image is not None:
        typer.echo(draw(file, page, image, patterns))
        return
    typer.echo("\n".join(map(printable, shown(file, patterns, every_fact=facts).splitlines())))


@app.command()
def check(
    dataset: Annotated[Path, typer.Argument(help="The folder of a dataset.", metavar="OUT")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs: one array of reports.")] = False,
) -> None:
    """List the reports that contradict themselves: the arithmetic, the place, the quote; the most money first.

    Ends with 4 if any does, with 0 if none.
    """
    from juesuan.running import checked

    found = checked.contradictions(dataset)
    typer.echo(checked.as_json(found) if as_json else checked.told(found))
    raise typer.Exit(ExitCode.CONTRADICTIONS if found else ExitCode.OK)


app.command()(query)
app.command()(export)
app.command()(schema)


def main() -> None:
    """Entry point: errors a user can act on end with their own code and one clear message."""
    try:
        app()
    except JuesuanError as error:
        typer.echo(f"juesuan: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("juesuan: stopped; what was committed is kept", err=True)
        sys.exit(ExitCode.INTERRUPTED)
