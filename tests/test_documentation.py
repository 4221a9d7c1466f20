"""What is public is documented, and what the documents show works as they show it."""

from __future__ import annotations

import inspect
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import SAMPLES
from typer.testing import CliRunner

import juesuan
from juesuan.cli import app
from juesuan.desk import charts
from juesuan.desk.dataset import Dataset
from juesuan.desk.explanation import Explanation
from juesuan.desk.picture import Picture
from juesuan.desk.report import Report
from juesuan.desk.views import REPORTS, views
from juesuan.errors import ExitCode

ROOT = SAMPLES.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TAUGHT = [ROOT / "README.md", ROOT / "docs" / "desk.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))]
"""The pages whose examples are executed."""
STANDS_FOR = {
    "INPUT…": "samples/township-report.txt", "REPORT": "samples/item-level-report.pdf", "OUT": "output",
    "REPORTS": "reports", "select …": "select 1",
}  # fmt: skip
NO_NETWORK = re.compile(r"s3://")
GOOD = {"check": ExitCode.CONTRADICTIONS, "--only": ExitCode.NOTHING_TO_DO}
"""What a command with these words may end with beside 0: samples contradict themselves on purpose, none has failed."""
runner = CliRunner()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[str]:
    """The lines of indented blocks that call the program; prompts are tested with what they print."""
    lines = re.findall(r"^    (juesuan .*)$", text_of(page), re.MULTILINE)
    return [line for line in lines if not NO_NETWORK.search(line)]


def case(page: Path, line: str) -> Any:
    return pytest.param(line, id=f"{page.stem}: {line.partition('#')[0].strip()[:60]}")


@pytest.fixture(scope="module")
def desk(samples_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the documents suppose it: samples, reports, a dataset in `output`, and the patterns of the guide."""
    folder = tmp_path_factory.mktemp("documents")
    shutil.copytree(SAMPLES, folder / "samples")
    shutil.copytree(samples_dataset, folder / "output")
    for name in ("reports", "reports-2024", "reports-2025"):
        (folder / name).mkdir()
        shutil.copy(SAMPLES / "township-report.txt", folder / name)
    for page in TAUGHT:
        for block in blocks(page, "toml"):
            named = re.match(r"# (mine/\S+)\n", block)
            if named:
                (folder / named[1]).parent.mkdir(parents=True, exist_ok=True)
                (folder / named[1]).write_text(block, encoding="utf-8")
    return folder


@pytest.fixture
def here(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder to stand in: what one example writes, the next does not find."""
    monkeypatch.chdir(shutil.copytree(desk, tmp_path / "here"))
    return tmp_path / "here"


@pytest.mark.parametrize("line", [case(page, line) for page in TAUGHT for line in commands(page)])
@pytest.mark.usefixtures("here")
def test_a_command_of_the_documents_works(line: str) -> None:
    _, *words = shlex.split(line, comments=True)
    words = [STANDS_FOR.get(word, word) for word in words]
    done = runner.invoke(app, words)
    expected = {ExitCode.OK, *(GOOD[word] for word in words if word in GOOD)}
    assert done.exit_code in expected, (done.output, done.exception)


def prompts() -> Iterator[Any]:
    for page in TAUGHT:
        for block in blocks(page, "console"):
            command, _, printed = block.removeprefix("$ ").partition("\n")
            yield pytest.param(command, printed, id=f"{page.stem}: {command[:60]}")


@pytest.mark.parametrize(("line", "printed"), list(prompts()))
@pytest.mark.usefixtures("here")
def test_a_command_prints_what_the_documents_show(line: str, printed: str) -> None:
    done = runner.invoke(app, shlex.split(line)[1:])
    assert (done.exit_code, done.stdout) == (0, printed)


@pytest.mark.parametrize("page", [p for p in TAUGHT if blocks(p, "python")], ids=lambda page: page.stem)
@pytest.mark.usefixtures("here")
def test_the_python_of_the_documents_runs(page: Path) -> None:
    """In one session for each page, as a reader would."""
    session: dict[str, Any] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), session)
    assert {"juesuan", "dataset"} <= set(session)


def test_the_sql_of_the_readme_runs(desk: Path) -> None:
    for block in blocks(ROOT / "README.md", "sql"):
        assert len(juesuan.open(desk / "output").sql(block).fetchall()) == 4


def test_the_pattern_of_the_readme_loads_and_reads_its_example(tmp_path: Path) -> None:
    (tmp_path / "narrative").mkdir()
    (block,) = blocks(ROOT / "README.md", "toml")
    (tmp_path / "narrative" / "charging.toml").write_text(block, encoding="utf-8")
    done = runner.invoke(app, ["patterns", "test", "--patterns", str(tmp_path)])
    assert done.exit_code == 0 and ", 0 fail" in done.stdout, done.output


def public(kind: type) -> Iterator[tuple[str, Any]]:
    """The public methods and properties of a class, its bases' included."""
    for name, thing in inspect.getmembers(kind):
        if not name.startswith("_") and (inspect.isfunction(thing) or isinstance(thing, property)):
            yield name, thing


@pytest.mark.parametrize("kind", [Dataset, Report, Picture, Explanation], ids=lambda kind: kind.__name__)
def test_what_the_desk_can_do_is_documented(kind: type) -> None:
    page = text_of(ROOT / "docs" / "desk.md")
    assert inspect.getdoc(kind)
    for name, thing in public(kind):
        assert inspect.getdoc(thing), f"{kind.__name__}.{name} says nothing of itself"
        shown = name in {"listed", "plain", "pandas", "image", "money"} or re.search(rf"\b{name}\b", page)
        assert shown, f"docs/desk.md does not tell of {kind.__name__}.{name}"


def test_public_functions_say_what_they_take_give_and_raise() -> None:
    page = text_of(ROOT / "docs" / "desk.md")
    for function in (juesuan.extract, juesuan.open, charts.chinese_labels):
        told = inspect.getdoc(function) or ""
        assert "Raises:" in told, function
        assert function.__name__ in page
        missing = [name for name in inspect.signature(function).parameters if name not in told and name != "path"]
        assert not missing, (function, missing)
    assert set(juesuan.__all__) == {"SCHEMA_VERSION", "__version__", "extract", "open"}
    for view in (REPORTS, *(view.name for view in views())):
        assert f"`{view}`" in page


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(path), command
        return
    for name, one in inner.items():
        yield from leaves(one, (*path, name))


def test_every_command_and_option_has_help_and_a_place_in_the_documents() -> None:
    pages = "\n".join(text_of(page) for page in PAGES)
    found = dict(leaves(typer.main.get_command(app)))
    assert set(found) == {
        "extract", "show", "check", "query", "export", "schema", "patterns list", "patterns test", "patterns explain",
        "patterns diff",
    }  # fmt: skip
    for name, command in found.items():
        assert command.help, name
        assert f"juesuan {name}" in pages, name
        for parameter in command.params:
            if parameter.name != "help":
                assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


def test_schema_prints_the_pages_of_the_tables() -> None:
    for path in (ROOT / "docs" / "tables").iterdir():
        done = runner.invoke(app, ["schema", path.stem])
        assert done.stdout == text_of(path), path.name
    assert runner.invoke(app, ["schema"]).stdout == text_of(ROOT / "docs" / "dataset.md")
    assert "there are inputs, documents" in str(runner.invoke(app, ["schema", "figures"]).exception)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = target.partition("#")
        if not re.match(r"[a-z]+:", target):
            place = page.parent / file if file else page
            assert place.exists(), target
            if anchor:
                assert re.search(rf"^#+ {re.escape(anchor)}$", text_of(place), re.MULTILINE | re.IGNORECASE), target
