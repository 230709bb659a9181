"""The fuzz session itself: its accidents, its grammars, and what it calls a failure."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys

import pytest

from fuzz import running
from fuzz.cases import Case
from fuzz.grammars import markdown, paper, sample
from fuzz.mutations import ACCIDENTS, files_of, mutate
from fuzz.running import Outcome
from fuzz.shrinking import shrink

FILES = {
    "report/report.yaml": "slug: a\ntitle: 題\nauthors: [{name: 甲}]\ndate: 2026-04-01\n",
    "report/chapters/01.md": "# 章 {#sec-a}\n\n本文。\n\n文[@none]。\n\n終わり。\n",
    "bib/a.bib": "@book{a,\n  title = {題},\n}\n",
}


@pytest.fixture
def root(tmp_path):
    for name, text in FILES.items():
        (tmp_path / "paper" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "paper" / name).write_text(text, encoding="utf-8")
    return tmp_path / "paper"


def _state(root):
    paths = sorted(root.rglob("*"))
    return [
        (path.relative_to(root), path.is_symlink(), path.is_file() and path.read_bytes())
        for path in paths
    ]


@pytest.mark.parametrize(
    "accident", {each.name: each for each in ACCIDENTS}.values(), ids=lambda a: a.name
)
def test_each_accident_changes_a_file_and_says_so(root, accident):
    before = _state(root)
    told = [accident.befall(root / "report/report.yaml", random.Random(1))]
    told += [
        accident.befall(path, random.Random(seed))
        for seed in range(3)
        for path in files_of(root)
        if told[0] == ""
    ]
    assert any(told)
    assert _state(root) != before or accident.name in {"swap files", "forbid"}


def test_the_same_dice_bring_the_same_accidents(root, tmp_path):
    shutil.copytree(root, tmp_path / "again")
    told = [
        [mutate(each, dice) for _ in range(12)]
        for each in (root, tmp_path / "again")
        for dice in [random.Random(5)]
    ]
    assert told[0] == told[1]
    assert _state(root) == _state(tmp_path / "again")


def test_a_number_decides_what_a_grammar_makes():
    assert sample(markdown, 3) == sample(markdown, 3) != sample(markdown, 4)
    made = sample(paper(), "1/2")
    assert {"report/report.yaml", "report/chapters/01.md", "bib/a.bib"} <= made.keys()


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"exit": 0}, ""),
        ({"exit": 1, "output": "a.md:1:1: CIT001 x is not in the bibliography"}, ""),
        ({"exit": 1, "output": '          "ruleId": "PAP003",\n'}, ""),
        ({"exit": 1, "output": "something"}, "silent"),
        ({"exit": 2, "output": "report/report.yaml: PAP002 there is no such file"}, ""),
        ({"exit": 2, "output": "Usage: hakusho where PAGE\n\nError: there is no copy"}, ""),
        ({"exit": 1, "output": "Error: something"}, "silent"),
        ({"exit": 1, "output": "no work has all of these words\n"}, ""),
        ({"exit": 2, "output": "no work has all of these words\n"}, "silent"),
        ({"exit": 2, "output": "Dataset [a]: Error: no answer"}, "silent"),
        ({"exit": 70}, "defect"),
        ({"exit": 1, "output": "a: CIT001 x\nTraceback (most recent call last):"}, "defect"),
        ({"exit": -signal.SIGSEGV}, "crash"),
        ({"exit": -signal.SIGXCPU}, "hang"),
        ({"exit": 0, "ended": False}, "hang"),
        ({"exit": 0, "megabytes": 2100.0}, "memory"),
        ({"exit": 0, "left": (".work-1",)}, "left over"),
        ({"exit": 99}, "case not made"),
    ],
)
def test_what_a_failure_is(given, verdict):
    plain = {"output": "", "seconds": 1.0, "megabytes": 100.0}
    assert Outcome(**{**plain, **given}).verdict == verdict


def test_failures_of_one_cause_have_one_signature():
    trace = 'File "/x/hakusho/a/b.py", line 3, in f\nValueError: {}\n'
    one, two = (Outcome(70, "", 1, 1, trace=trace.format(said)) for said in ("x", "y"))
    assert one.signature == two.signature == "defect a/b.py:3 f ValueError"


_ONE_CASE = """
import json, pathlib, shutil, sys
from fuzz import running

def prepare(folder):
    shutil.copytree(sys.argv[1], folder / "paper")
    return ["check", "--select", "CIT"]

made = running.run(pathlib.Path(sys.argv[2]), prepare)
print(json.dumps([made.exit, made.rules, made.verdict, made.megabytes, made.output]))
"""


def test_a_case_is_run_in_a_process_of_its_own(root, tmp_path):
    # Begun by a program of its own, as a session is: what tests load has threads, which no fork has.
    command = [sys.executable, "-c", _ONE_CASE, str(root), str(tmp_path / "case")]
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    code, rules, verdict, megabytes, output = json.loads(done.stdout)
    assert (code, rules, verdict) == (1, ["CIT001"], ""), output
    assert megabytes > 1


def test_a_case_that_cannot_be_made_is_no_defect_of_the_engine(tmp_path):
    assert running.run(tmp_path / "case", lambda _folder: 1 / 0).verdict == "case not made"


@pytest.mark.parametrize("number", range(6))
def test_a_case_is_decided_by_its_number(number, tmp_path):
    case = Case(1, number)
    if case.kind not in {"grammar", "any", "minimal"}:
        return
    made = [case.prepare(tmp_path / name, tmp_path / "none") for name in ("a", "b")]
    assert made[0] == made[1]
    assert [each[0] for each in _state(tmp_path / "a")] == [
        each[0] for each in _state(tmp_path / "b")
    ]


def test_what_a_failure_does_not_need_is_taken_away(root):
    def fails(paper):
        chapter = paper / "report/chapters/01.md"
        return chapter.is_file() and "@none" in chapter.read_text(encoding="utf-8")

    assert shrink(root, fails) < 60
    assert [path.name for path in files_of(root)] == ["01.md"]
    assert (root / "report/chapters/01.md").read_text(encoding="utf-8") == "文[@none]。"
