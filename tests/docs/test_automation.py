"""What runs Hakusho elsewhere names commands that there are, and reads what Hakusho prints."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from hakusho.cli import main
from read_yaml import read_yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
MATCHERS = ROOT / ".github/problem-matcher.json"
TASKS = ROOT / "src/hakusho/starting/skeleton/both/.vscode/tasks.json.j2"


def _yaml(path):
    return read_yaml(path)


def _scripts(path):
    """Every script of a workflow's jobs, or of an action's steps."""
    read = _yaml(path)
    steps = [step for job in read.get("jobs", {}).values() for step in job["steps"]]
    return [step["run"] for step in (steps or read["runs"]["steps"]) if "run" in step]


def _assert_hakusho(words):
    """Look a command up as the shell would start it; variables stand for anything."""
    command = main.get_command(click.Context(main), words[1])
    assert command is not None, words
    options = {option for each in command.params for option in each.opts}
    assert {word for word in words[2:] if word.startswith("--")} <= options, words


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_every_command_of_a_workflow_is_there(path):
    sessions = set(
        re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text("utf-8"), re.MULTILINE)
    )
    scripts = _scripts(path)
    assert scripts
    for line in "\n".join(scripts).splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["nox"]:
            assert words[1] == "-s"
            assert set(words[2:]) <= sessions, line
        elif words[:1] == ["hakusho"]:
            _assert_hakusho(words)
        elif words[:1] == ["bash"]:
            assert (ROOT / words[1]).is_file()


def test_workflows_are_looked_at():
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "pages.yml", "release.yml"]


def test_the_action_uses_what_it_declares():
    action = _yaml(ACTION)
    text = ACTION.read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    options = re.findall(r"options\+?=\((.*?)\)$", text, re.MULTILINE)
    for command in ("check", "build"):
        known = {
            name
            for each in main.get_command(click.Context(main), command).params
            for name in each.opts
        }
        wanted = options[:2] if command == "check" else options[2:]
        assert set(re.findall(r"--[\w-]+", " ".join(wanted))) <= known
    # What a caller says is never pasted into a script.
    assert not any("${{" in script for script in _scripts(ACTION))
    assert "$GITHUB_ACTION_PATH/.github/problem-matcher.json" in text


def test_the_hook_checks_a_paper_when_one_of_its_files_has_changed():
    (hook,) = _yaml(ROOT / ".pre-commit-hooks.yaml")
    _assert_hakusho(shlex.split(hook["entry"]))
    for name in (
        "report/report.yaml",
        "bib/a.bib",
        "figures/data/a.csv",
        "templates/labels/ja.yaml",
    ):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "README.md")


def test_tasks_of_vs_code_read_findings_as_github_does():
    tasks = json.loads(TASKS.read_text(encoding="utf-8").partition("\n")[2])["tasks"]
    for task in tasks:
        _assert_hakusho(shlex.split(task["command"]))
    (check,) = [task for task in tasks if task["label"] == "hakusho check"]
    shared = json.loads(MATCHERS.read_text(encoding="utf-8"))["problemMatcher"]
    ours = [
        {"owner": each["owner"], "severity": each["severity"], "pattern": [each["pattern"]]}
        for each in check["problemMatcher"]
    ]
    assert ours == shared


def _check(root, language, *options):
    done = subprocess.run(
        [sys.executable, "-m", "hakusho", "check", "--project", str(root), *options],
        env={**os.environ, "HAKUSHO_LANG": language, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_matchers_read_what_is_printed(language, make_paper):
    files = {
        "report/chapters/01.md": "# 序\n\n[@gone]とある。\n\n１２年、１３年。12年。\n\n語{#x}\n"
    }
    root = make_paper(files)
    printed = _check(root, language).splitlines()
    found = json.loads(_check(root, language, "--format", "json"))
    wanted = {
        severity: [
            (each["path"], each["line"], each["rule"])
            for each in found["findings"]
            if each["severity"] == severity and not each["accepted"] and each["column"]
        ]
        for severity in ("error", "warning")
    }
    assert all(wanted.values())
    for matcher in json.loads(MATCHERS.read_text(encoding="utf-8"))["problemMatcher"]:
        (pattern,) = matcher["pattern"]
        matches = [match for line in printed if (match := re.search(pattern["regexp"], line))]
        read = [
            (match[pattern["file"]], int(match[pattern["line"]]), match[pattern["code"]])
            for match in matches
        ]
        assert read == wanted[matcher["severity"]]
        assert all(match[pattern["message"]] for match in matches)


def test_an_accepted_finding_is_no_problem():
    for line in ("a.md:1:2: CIT020 accepted: x: y", "a.md:1:2: CIT020 許容済み：x"):
        for matcher in json.loads(MATCHERS.read_text(encoding="utf-8"))["problemMatcher"]:
            assert not re.search(matcher["pattern"][0]["regexp"], line)


def test_what_one_cites_is_what_is_published():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = _yaml(ROOT / "CITATION.cff")
    assert cited["version"] == project["version"]
    assert cited["license"] == project["license"]
    assert cited["repository-code"] == project["urls"]["Source"]
    assert cited["url"] == project["urls"]["Homepage"]
    assert {"cff-version", "message", "title", "authors"} <= set(cited)


def test_a_release_is_the_version_of_its_tag():
    (step,) = [
        script for script in _scripts(ROOT / ".github/workflows/release.yml") if "grep" in script
    ]
    for tag, code in (
        (
            "v" + tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"],
            0,
        ),
        ("v9.9.9", 1),
    ):
        done = subprocess.run(
            ["bash", "-c", step],
            cwd=ROOT,
            env={**os.environ, "GITHUB_REF_NAME": tag},
            capture_output=True,
            check=False,
        )
        assert done.returncode == code
