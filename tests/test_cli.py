"""The command line: what a user types, and what comes back."""

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.errors import ExitCode

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
runner = CliRunner()


def extract(*arguments: object) -> tuple[int, str, str]:
    result = runner.invoke(app, ["extract", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def troubles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as people have them: a good report, a copy of it, and files that are none."""
    folder = tmp_path_factory.mktemp("reports")
    shutil.copy(SAMPLES / "township-report.txt", folder / "a.txt")
    shutil.copy(SAMPLES / "township-report.txt", folder / "copy of a.txt")
    (folder / "empty.pdf").touch()
    (folder / "cut.pdf").write_bytes((SAMPLES / "item-level-report.pdf").read_bytes()[:3000])
    (folder / "page.pdf").write_text("<html><body>决算</body></html>", encoding="utf-8")
    (folder / "memo.txt").write_text("下周一上午九点开会。", encoding="utf-8")
    (folder / "data.json").write_text("{}")
    (folder / ".hidden").write_text("no report")
    return folder


def test_every_file_given_has_a_row_and_the_good_ones_are_read(troubles: Path, tmp_path: Path) -> None:
    code, out, err = extract(troubles, troubles / "nowhere.pdf", "-o", tmp_path, "-j", 1)
    inputs = pd.read_parquet(tmp_path / "inputs.parquet").set_index("source")
    assert code == ExitCode.SOME_FAILED
    assert inputs.status.to_dict() == {
        "a.txt": "ok",
        "copy of a.txt": "duplicate",
        "cut.pdf": "failed",
        "data.json": "skipped",
        "empty.pdf": "failed",
        "memo.txt": "failed",
        "nowhere.pdf": "failed",
        "page.pdf": "failed",
    }
    assert inputs.error_code[["cut.pdf", "empty.pdf", "memo.txt", "nowhere.pdf", "page.pdf"]].to_list() == [
        "truncated", "empty_file", "no_known_heading", "missing", "no_known_heading",
    ]  # fmt: skip
    for name in inputs.index[inputs.status == "failed"]:
        assert name in inputs.error_message[name], "the message names the file"
        assert name in out, "the summary names it too"
    assert inputs.document_id["copy of a.txt"] == inputs.document_id["a.txt"]
    assert len(pd.read_parquet(tmp_path / "documents.parquet")) == 1
    assert "a.txt: ok" in err


def test_a_folder_without_reports_is_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    code, out, _ = extract(tmp_path / "in", "-o", tmp_path / "out")
    assert code == ExitCode.NOTHING_TO_DO
    assert "nothing to do" in out


def test_strict_ends_with_4_where_a_report_contradicts_itself(tmp_path: Path) -> None:
    report = SAMPLES / "item-level-report.pdf"
    assert extract(report, "-o", tmp_path)[0] == ExitCode.OK
    assert extract(report, "-o", tmp_path, "--strict")[0] == ExitCode.CONTRADICTIONS
    assert extract(SAMPLES / "township-report.txt", "-o", tmp_path, "--strict")[0] == ExitCode.OK


def checked(out: Path, *arguments: str) -> tuple[int, str]:
    result = runner.invoke(app, ["check", str(out), *arguments])
    return result.exit_code, result.stdout


def test_check_lists_contradictions_with_arithmetic_place_and_quote(tmp_path: Path) -> None:
    samples = (SAMPLES / "item-level-report.pdf", SAMPLES / "six-part-report.pdf", SAMPLES / "township-report.txt")
    assert extract(*samples, "-o", tmp_path)[0] == ExitCode.OK
    code, out = checked(tmp_path)
    assert code == ExitCode.CONTRADICTIONS
    assert out.count(" contradiction") == 2, "one of the three reports has none"
    assert "第18页" in out and "2054.18万元÷年初预算2100.00万元×100＝97.8181%，印为98.72%，相差0.9019个百分点" in out
    assert "完成年初预算的98.72%" in out and "? 第18页" in out


def test_check_for_programs(tmp_path: Path) -> None:
    extract(SAMPLES / "item-level-report.pdf", "-o", tmp_path)
    code, out = checked(tmp_path, "--json")
    (report,) = json.loads(out)
    assert code == ExitCode.CONTRADICTIONS
    assert (report["report_year"], len(report["contradictions"]), len(report["suspects"])) == (2022, 3, 2)
    (completion,) = [c for c in report["contradictions"] if c["identity"] == "completion"]
    assert (completion["actual"], completion["page"]) == ("98.720000", 18)


def test_check_of_sound_reports_and_of_no_dataset(tmp_path: Path) -> None:
    extract(SAMPLES / "township-report.txt", "-o", tmp_path / "out")
    assert checked(tmp_path / "out") == (ExitCode.OK, "no report contradicts itself\n")
    done = command("check", tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "juesuan extract" in done.stderr


def test_a_dry_run_says_what_would_be_done_and_leaves_nothing(troubles: Path, tmp_path: Path) -> None:
    code, out, _ = extract(troubles, "-o", tmp_path / "out", "--dry-run")
    assert code == ExitCode.OK
    assert "a.txt: to make: new" in out
    assert "copy of a.txt: duplicate" in out
    assert not (tmp_path / "out").exists()


def test_inputs_come_from_a_list_and_progress_as_lines_of_json(tmp_path: Path) -> None:
    (tmp_path / "list").write_text(f"{SAMPLES / 'township-report.txt'}\n", encoding="utf-8")
    options = ("--list", tmp_path / "list", "-o", tmp_path / "out", "--progress", "json")
    code, out, err = extract(*options)
    assert code == ExitCode.OK
    assert "1 files = 1 ok" in out
    events = [json.loads(line) for line in err.splitlines()]
    assert [e["event"] for e in events] == ["begin", "done"]
    assert (events[1]["source"], events[1]["status"], events[1]["facts"]) == ("township-report.txt", "ok", 138)
    code, out, _ = extract(*options, "--only", "failed")
    assert code == ExitCode.OK
    assert "1 of them made by an earlier run" in out
    assert "to make again" not in extract(*options, "--dry-run")[1]
    log = (tmp_path / "out" / ".juesuan" / "run.log").read_text(encoding="utf-8")
    assert '"event": "begin"' in log


def test_without_inputs_the_usage_is_wrong(tmp_path: Path) -> None:
    done = command("extract", "-o", tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "nothing to read" in done.stderr


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from juesuan.cli import main; main()"]
    return subprocess.run([*program, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_an_output_that_cannot_be_written_is_said_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = command("extract", SAMPLES, "-o", tmp_path / "file")
    assert done.returncode == ExitCode.OUTPUT_UNWRITABLE
    assert "choose another output folder" in done.stderr
    assert "ok" not in done.stderr


def test_malformed_patterns_end_with_7_and_name_the_record(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES.parent / "patterns", tmp_path / "p")
    with (tmp_path / "p" / "narrative" / "staff.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[subject]]\nid = "no-examples"\nbefore = "人"\nconcept = "staff.total"\n')
    done = command("patterns", "test", "--patterns", tmp_path / "p")
    assert done.returncode == ExitCode.BAD_KNOWLEDGE
    assert "staff.toml: no-examples" in done.stderr


def test_show_says_what_is_understood() -> None:
    result = runner.invoke(app, ["show", str(SAMPLES / "item-level-report.pdf"), "--facts"])
    assert result.exit_code == 0
    for words in ("2022年度部门决算", "narrative.three_public", "table three_public", "三公", "error: 第17页"):
        assert words in result.stdout


def test_exit_codes_are_those_of_the_readme() -> None:
    readme = (SAMPLES.parent / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Exit codes")[2].partition("##")[0]
    named = {int(line.split("|")[1]) for line in table.splitlines() if line.startswith("|") and line[2].isdigit()}
    assert named == set(map(int, ExitCode))


def test_help_answers_at_once() -> None:
    times = []
    for _ in range(3):
        # The processor's time: the clock's depends on what else the machine does.
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert command("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.25


def test_show_draws_a_page(tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    report = str(SAMPLES / "item-level-report.pdf")
    result = runner.invoke(app, ["show", report, "--page", "17", "--image", str(picture)])
    assert result.exit_code == 0
    assert "37 figures" in result.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_show_says_what_cannot_be_drawn(tmp_path: Path) -> None:
    done = command("show", SAMPLES / "township-report.txt", "--page", "1", "--image", tmp_path / "p.png")
    assert done.returncode == ExitCode.USAGE
    assert "no pages to draw" in done.stderr
