"""``check --watch``: findings anew after each save, until Ctrl-C."""

import os
import signal
import subprocess
import sys
from itertools import takewhile

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.cli.watching_check import AGAIN, WATCHED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


def read_up_to(process, line):
    return "".join(takewhile(lambda said: said != f"{line}\n", iter(process.stdout.readline, "")))


def read_answer(process):
    """What is printed of one check, which ends with its last line."""
    last = ("no findings\n", "more on a rule: hakusho rule XRF001\n")
    said = []
    for line in iter(process.stdout.readline, ""):
        said.append(line)
        if line in last:
            break
    return "".join(said)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_findings_follow_each_save(make_paper, number):
    root = make_paper()
    chapter = root / "report/chapters/01.md"
    good = chapter.read_text(encoding="utf-8")
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import signal; signal.signal(2, signal.default_int_handler); from hakusho.__main__ import run; run()",
            "check",
            "--watch",
            "--project",
            str(root),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert "no findings" in read_up_to(process, WATCHED)
    chapter.write_text(f"{good}\n@sec-nowhere を見よ。\n", encoding="utf-8")
    assert read_up_to(process, AGAIN.strip()) == "\n"
    assert "01.md:5:1: XRF001" in read_answer(process)
    chapter.write_text(good, encoding="utf-8")
    read_up_to(process, AGAIN.strip())
    assert read_answer(process) == "no findings\n"
    process.send_signal(number)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert (out, said.strip()) == ("", "The watch has ended.")


@pytest.mark.parametrize("option", ["--fix", "--diff", "--format=json", "--output=found.txt"])
def test_it_goes_with_no_other_way_to_answer(make_paper, option):
    result = CliRunner().invoke(main, ["check", "--watch", option, "--project", str(make_paper())])
    assert result.exit_code == 2
    assert "--watch goes with" in result.output
