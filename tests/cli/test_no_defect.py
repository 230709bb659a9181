"""What an author, a tool or a machine may leave is a finding, a usage error, or works: never 70."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.paper.templates import shipped
from hakusho.tools.writes import WriteError
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("no_defect.yaml"))
NO_SUCH_NAME = "a" * 300


def _run(root, *arguments):
    result = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert result.exit_code != 70, result.output
    assert "Traceback" not in result.output
    return result


def _put(path, kind):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        os.mknod(path, stat.S_IFSOCK | 0o600)
    else:
        path.symlink_to(path.name if kind == "loop" else "nowhere")


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX")
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_no_defect(make_paper, report_text, case):
    added = case.get("report", "").replace(case.get("long", "\0"), NO_SUCH_NAME)
    root = make_paper(case.get("files"), report=report_text + added)
    for name, kind in case.get("odd", {}).items():
        _put(root / name, kind)
    result = _run(root, *case.get("command", "check").split())
    for rule in case.get("finds", ()):
        assert f" {rule} " in result.output
    assert case.get("says", "") in result.output
    assert result.exit_code == case.get("code", 1), result.output


@pytest.mark.parametrize(
    ("file", "rule"), [("figures/f.yaml", "FIG021"), ("figures/f.py", "FIG003")]
)
def test_an_empty_figure_that_the_text_names_is_told_once(make_paper, file, rule):
    text = "# 序\n\n@fig-f に示す。\n\n![図](f){#fig-f}\n"
    result = _run(make_paper({"report/chapters/01.md": text, file: ""}), "check")
    assert [line.split(" ")[1] for line in result.output.splitlines() if file in line] == [rule]


PLACES = read_yaml(Path(__file__).with_name("odd_places.yaml"))
ODD = [
    pytest.param(kind, place, rule, id=f"{kind}-{place}")
    for part in ("sources", "outputs")
    for place, rules in PLACES[part].items()
    for kind, rule in zip(("pipe", "folder"), rules, strict=True)
]
ODD += [
    pytest.param("socket", place, PLACES["sources"][place][0], id=f"socket-{place}")
    for place in ("report/chapters/01.md", "figures/data/d.csv", "figures/w.py", "bib/a.bib")
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A paper that has each file that a paper may have, and its outputs."""
    root = tmp_path_factory.mktemp("odd") / "paper"
    texts = {name: (shipped() / own).read_text("utf-8") for name, own in PLACES["shipped"].items()}
    for name, text in (PLACES["files"] | texts).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    assert _run(root, "build", "html").exit_code == 0
    return root


@pytest.mark.skipif(os.name != "posix", reason="pipes are POSIX")
@pytest.mark.parametrize(("kind", "place", "rule"), ODD)
def test_what_is_no_file_is_found_in_whatever_place(built, tmp_path, kind, place, rule):
    root = tmp_path / "paper"
    shutil.copytree(built, root)
    _put(root / place, kind)
    commands = [["build", "html", "--force"]]
    commands += [["check"]] if place in PLACES["sources"] else []
    for command in commands:
        result = _run(root, *command)
        assert result.exit_code == (2 if place == "report/report.yaml" else int(bool(rule)))
        if rule:
            assert f" {rule} " in result.output
            assert place.removesuffix(".csv") in result.output or place.startswith("build/")


FIGURE = """\
import matplotlib.pyplot as plt
ALT = '図の説明'
def draw(context):
    return plt.figure()
"""


@pytest.mark.parametrize("odd", ["file", "loop"])
def test_a_paper_that_cannot_be_written_to_is_checked_with_its_figures(make_paper, odd):
    files = {
        "report/chapters/01.md": "@fig-w に示す。\n\n![題](w){#fig-w}\n",
        "figures/w.py": FIGURE,
    }
    root = make_paper(files)
    if odd == "file":
        (root / "build").write_text("", encoding="utf-8")
    else:
        _put(root / "build", "loop")
    assert _run(root, "check").output == "no findings\n"
    built = _run(root, "build", "html")
    assert "build: OUT001 cannot write: " in built.output
    assert built.exit_code == 1


@pytest.mark.parametrize("given", ["-1", "1" * 30, "９９", "²", "x", "1.5", " 5", "253402300800"])
def test_an_environment_that_says_no_time_is_a_usage_error(make_paper, monkeypatch, given):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    result = _run(make_paper(), "build")
    assert "SOURCE_DATE_EPOCH must be seconds since 1970" in result.output
    assert result.exit_code == 2


@pytest.mark.skipif(os.name != "posix", reason="a folder that is used cannot be deleted elsewhere")
def test_a_folder_that_is_gone_is_a_usage_error(make_paper, tmp_path, monkeypatch):
    root, gone = make_paper(), tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = _run(root, "check")
    assert "the folder in which you are cannot be used" in result.output
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(errno.ENOSPC, "full"), 1, "OUT001 the machine refuses: "),
        (OSError(errno.EMFILE, "many"), 1, "OUT001 the machine refuses: "),
        (OSError(errno.ENOMEM, "x", "pandoc"), 1, "pandoc: OUT001 the machine refuses: x"),
        (MemoryError(), 1, "memory: OUT001 the machine refuses: nothing is left"),
        (OSError(errno.ECHILD, "no"), 70, "defect of Hakusho"),
    ],
)
def test_what_the_machine_refuses_is_no_defect(make_paper, monkeypatch, error, code, said):
    def refuse(*_arguments, **_settings):
        raise error

    monkeypatch.setattr("hakusho.pipeline.checking.check_paper", refuse)
    result = CliRunner().invoke(main, ["check", "--project", str(make_paper())])
    assert said in result.stderr
    assert result.exit_code == code


def test_a_defect_is_told_where_no_file_can_be_written(make_paper, monkeypatch):
    def broken(*_arguments, **_settings):
        raise RuntimeError("a \udcff in the works")

    def full(*_arguments, **_settings):
        raise OSError(errno.ENOSPC, "No space left on device")

    root = make_paper()
    monkeypatch.setattr("hakusho.pipeline.checking.check_paper", broken)
    for change in (lambda: None, lambda: monkeypatch.setattr("tempfile.NamedTemporaryFile", full)):
        change()
        result = CliRunner().invoke(main, ["check", "--project", str(root)])
        assert "defect of Hakusho" in result.stderr
        assert result.exit_code == 70
    assert "It is RuntimeError: a \\udcff in the works" in result.stderr


@pytest.mark.parametrize("folder", ["report/chapters", "report/briefs", "templates/html"])
def test_a_folder_that_is_closed_is_found(make_paper, monkeypatch, folder):
    root = make_paper({f"{folder}/02.md": "# 後\n"})
    may = os.access
    closed = root / folder
    monkeypatch.setattr("os.access", lambda path, mode: path != closed and may(path, mode))
    result = _run(root, "check")
    assert f"{folder}: PAP002 this folder cannot be read" in result.output
    assert result.exit_code == 1


def test_an_image_that_is_closed_is_found(make_paper, monkeypatch):
    text = '![図](images/m.png){#fig-m alt="説明"}\n'
    root = make_paper({"report/chapters/01.md": text, "images/m.png": b"\x89PNG"})
    opened = Path.open

    def refuse(path, *arguments, **settings):
        if path.name == "m.png":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *arguments, **settings)

    monkeypatch.setattr(Path, "open", refuse)
    result = _run(root, "check")
    assert "01.md:1:1: FIG005 'm.png' cannot be read: Permission denied" in result.output


@pytest.mark.parametrize("answers", ["", "line\n"], ids=["none", "some"])
def test_an_input_that_ends_at_a_question_is_a_mistake_of_use(make_paper, answers):
    data = {"figures/data/ships.csv": "港,隻\n北浜,1\n東島,2\n"}
    root = make_paper({"report/chapters/01.md": "# 章\n\n本文。\n", **data})
    asked = ["figures", "--new", "ships", "--project", str(root)]
    result = CliRunner().invoke(main, asked, input=answers)
    assert result.exit_code == 2
    assert "\nError: no answer was given" in result.output
    assert not (root / "figures/ships.yaml").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_locale_without_the_letters_of_a_name_is_a_usage_error(make_paper):
    brief = "---\ntitle: 港\nfor: ports.csv\neditions: [html]\n---\n\n{{ row.id }}。\n"
    files = {"report/briefs/port.md": brief, "figures/data/ports.csv": "id,name\n北浜,東\n"}
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "hakusho", "brief", "--project", make_paper(files)],
        env={**os.environ, **environment, "HAKUSHO_LANG": "en"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert b"the locale has no file names with these letters: " in done.stderr
    assert b"PYTHONUTF8=1" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere arguments are Unicode")
@pytest.mark.parametrize(("title", "code"), [("題—☺", 0), (b"\xff\xe9", 2)])
def test_words_are_letters_in_whatever_locale(tmp_path, title, code):
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    paper = tmp_path / "paper"
    began = [sys.executable, "-m", "hakusho", "new", paper, "--title", title, "--author", title]
    done = subprocess.run(
        [*began, "--lang", "ja"],
        env={**os.environ, **environment, "HAKUSHO_LANG": "en"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    if code:
        assert b"PYTHONUTF8=1" in done.stderr
        assert not paper.exists()
    else:
        assert title in (paper / "report/report.yaml").read_text("utf-8")


@pytest.mark.parametrize("asked", [["--snapshot", "2026-11"], ["d", "--sidecar"]])
def test_a_file_that_cannot_be_written_is_a_finding(make_paper, monkeypatch, asked):
    def refuse(*_given):
        raise WriteError("d: No space left on device")

    root = make_paper({"figures/data/d.csv": "a\n1\n"})
    monkeypatch.setattr("hakusho.pipeline.data_shown.write_text", refuse)
    result = CliRunner().invoke(main, ["data", *asked, "--project", str(root)])
    assert "the disk: OUT001 cannot write: d: No space left on device" in result.stderr
    assert result.exit_code == 1


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX")
def test_a_snapshot_is_kept_in_the_paper_alone(make_paper, tmp_path):
    root = make_paper({"figures/data/d.csv": "a\n1\n"})
    (tmp_path / "others").mkdir()
    (root / "figures/data/snapshots").symlink_to(tmp_path / "others")
    for command in (["data", "--snapshot", "x"], ["check"]):
        result = _run(root, *command)
        assert "figures/data/snapshots: PAP004 " in result.output
        assert result.exit_code == 1
    assert not [*(tmp_path / "others").iterdir()]
