"""The command line: `juesuan extract`, `juesuan show`, `juesuan check`, `juesuan patterns test`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from juesuan.errors import ExitCode, JuesuanError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Final-accounts disclosures of Chinese public bodies (部门决算公开) as validated Parquet.\n\n"
    "juesuan extract reports/ -o output",
)
patterns_app = typer.Typer(no_args_is_help=True, help="The pattern set: knowledge of public finance, as data.")
app.add_typer(patterns_app, name="patterns")

Patterns = Annotated[
    Path | None, typer.Option("--patterns", help="A pattern set in place of the shipped one.", metavar="DIR")
]


@app.command()
def extract(
    inputs: Annotated[list[Path], typer.Argument(help="Report files, or folders of them.", metavar="INPUT…")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the dataset.", metavar="OUT")],
    workers: Annotated[
        int, typer.Option("--workers", "-j", min=1, help="Worker processes.", show_default="number of cores")
    ] = os.cpu_count() or 1,
    patterns: Patterns = None,
    ocr_cache: Annotated[
        Path | None,
        typer.Option("--ocr-cache", help="Where recognised pages are kept.", metavar="DIR", show_default="OUT/.ocr"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with 4 if a report contradicts itself.")] = False,
) -> None:
    """Read reports and leave the dataset: one Parquet file per table, and datapackage.json.

    A file that cannot be read is a row of inputs.parquet with the reason; the rest of the run goes on.
    """
    from juesuan.running.progress import Progress
    from juesuan.running.run import run
    from juesuan.running.told import told

    with Progress() as progress:
        summary = run(
            inputs,
            output,
            workers=workers,
            patterns=patterns,
            ocr_cache=ocr_cache or output / ".ocr",
            planned=progress.planned,
            done=progress.done,
        )
    typer.echo(told(summary, output))
    code = summary.exit_code
    if strict and code is ExitCode.OK and any(d["checks_fail"] for d in summary.documents):
        code = ExitCode.CONTRADICTIONS
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
    from juesuan.running.shown import shown

    if not file.exists():
        raise typer.BadParameter(f"{file}: there is no such file")
    if image is not None:
        typer.echo(draw(file, page, image, patterns))
        return
    typer.echo(shown(file, patterns, every_fact=facts))


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


@patterns_app.command("test")
def patterns_test(patterns: Patterns = None) -> None:
    """Run every example of every pattern, both ways."""
    from juesuan.extracting.examples import Examples
    from juesuan.knowledge.pattern_set import load_pattern_set
    from juesuan.validating.identities import load_identities
    from juesuan.validating.proving import proofs

    loaded = load_pattern_set(patterns)
    identities = load_identities(loaded.directory, loaded.vocabulary)
    count, failures = Examples(loaded).run()
    proved = list(proofs(identities))
    wrong = [str(failure) for failure in failures] + [str(proof) for proof in proved if not proof.holds]
    for failure in wrong:
        typer.echo(failure, err=True)
    typer.echo(f"{count + len(proved)} examples, {len(wrong)} fail; {len(identities)} identities load")
    if wrong:
        raise typer.Exit(ExitCode.BAD_KNOWLEDGE)


def main() -> None:
    """Entry point: errors a user can act on end with their own code and one clear message."""
    try:
        app()
    except JuesuanError as error:
        typer.echo(f"juesuan: {error}", err=True)
        sys.exit(error.exit_code)
