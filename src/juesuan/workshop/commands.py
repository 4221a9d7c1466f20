"""The commands of the workshop: `juesuan patterns list`, `test`, `explain` and `diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.errors import ExitCode

patterns_app = typer.Typer(no_args_is_help=True, help="The pattern set: knowledge of public finance, as data.")

Patterns = Annotated[
    Path | None,
    typer.Option(
        "--patterns",
        help="Your own patterns: a folder with some files, laid over the shipped ones, or a whole set.",
        metavar="DIR",
    ),
]
SHIPPED = "shipped"


@patterns_app.command("list")
def patterns_list(
    word: Annotated[
        str | None, typer.Argument(help="Only records with this in id, file, concept or phrase.", metavar="WORD")
    ] = None,
    patterns: Patterns = None,
) -> None:
    """List the records of the pattern set: kind, id, concept, file, number of examples."""
    from juesuan.workshop.listed import listed

    typer.echo("\n".join(listed(patterns, word)))


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


@patterns_app.command("explain")
def patterns_explain(
    text: Annotated[str, typer.Argument(help="A sentence as a report prints it.", metavar="TEXT")],
    scope: Annotated[
        str | None,
        typer.Option("--scope", help="The heading it stands under: narrative.three_public, part:annex …", metavar="ID"),
    ] = None,
    patterns: Patterns = None,
) -> None:
    """Say how a sentence is read: for every number its concept, measure and value, and the patterns that read it."""
    from juesuan.workshop.sentence import explained

    typer.echo("\n".join(explained(text, scope, patterns)))


@patterns_app.command("diff")
def patterns_diff(
    old: Annotated[str, typer.Argument(help="A folder of patterns, or 'shipped'.", metavar="OLD")],
    new: Annotated[str, typer.Argument(help="A folder of patterns, or 'shipped'.", metavar="NEW")],
    paths: Annotated[list[str], typer.Argument(help="Reports, or folders of them.", metavar="PATH…")],
    ocr_cache: Annotated[
        Path | None,
        typer.Option("--ocr-cache", help="Where recognised pages are kept, such as OUT/.ocr.", metavar="DIR"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what a pattern set gains and loses against another on reports: facts, cells, checks.

    Each report is read once and understood twice. Ends with 0 whatever the difference is.
    """
    from juesuan.workshop.difference import difference, set_named
    from juesuan.workshop.told import as_json as json_of
    from juesuan.workshop.told import told

    found = difference(set_named(old), set_named(new), paths, ocr_cache)
    typer.echo(json_of(found) if as_json else told(found))
