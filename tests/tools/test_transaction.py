"""Changes of files: all or none, at whichever of them the process is killed or the disk refuses."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hakusho.tools import transaction
from hakusho.tools.transaction import Aside, Change, commit, settle
from hakusho.tools.writes import recover, work_folder

KILLED = Path(__file__).parents[1] / "killed.py"
OLD = {"build/a.html": "old a", "build/figures/f.svg": "old f", "build/gone.csv": "old gone"}
NEW = {"build/a.html": "new a", "build/figures/f.svg": "new f", "build/cache/s.json": "new s"}
PROGRAM = """\
import sys
from pathlib import Path
from hakusho.tools.transaction import commit
sys.path.insert(0, sys.argv[2])
from test_transaction import changes
work = Path(sys.argv[1]) / "build/.work-x"
commit(work, changes(work))
"""


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def changes(work):
    root = work.parents[1]
    made = [
        Change(root / name, work / Path(name).name, (_digest(OLD.get(name, "")),)) for name in NEW
    ]
    return [*made, Change(root / "build/gone.csv", None, (_digest("old gone"),))]


@pytest.fixture
def paper(tmp_path):
    root = tmp_path / "paper"
    work = root / "build/.work-x"
    for name, text in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    work.mkdir()
    for name, text in NEW.items():
        (work / Path(name).name).write_text(text, encoding="utf-8")
    return root


def _outputs(root):
    files = [path for path in (root / "build").rglob("*") if path.is_file()]
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in files
        if path.name != ".lock" and ".work-x" not in path.parts
    }


def test_all_is_done_and_the_journal_closed(paper):
    work = paper / "build/.work-x"
    assert commit(work, changes(work)) == ()
    assert _outputs(paper) == NEW
    assert not transaction.is_under_way(work)
    assert settle(work) is None


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the count needs /proc")
def test_killed_anywhere_the_next_command_finds_all_or_nothing(paper, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(KILLED)]
    arguments = [str(program), str(paper), str(Path(__file__).parent)]
    environment = {**os.environ, "WITHIN": str(paper)}
    fresh = shutil.copytree(paper, tmp_path / "fresh")
    found, at, killed = [], 0, True
    while killed:
        at += 1
        shutil.rmtree(paper)
        shutil.copytree(fresh, paper)
        done = subprocess.run([*command, str(at), *arguments], env=environment, check=False)
        killed = done.returncode == -9
        recover(paper / "build")
        found.append(_outputs(paper))
        assert found[-1] in (OLD, NEW), at
        assert not list(paper.rglob(".work-*"))
    assert found[0] == OLD
    assert found[-2] == NEW  # killed, but all was written down
    assert len(found) > 20
    assert found.index(NEW) == found.count(OLD)  # once it is decided it stays so


def _refusing(monkeypatch, name, at):
    """Let the n-th call of a function of ``os`` fail, and none after it."""
    real, count = getattr(os, name), 0

    def call(*arguments, **options):
        nonlocal count
        count += 1
        if count == at:
            raise PermissionError(13, "Permission denied", str(arguments[0]))
        return real(*arguments, **options)

    monkeypatch.setattr(os, name, call)


@pytest.mark.parametrize("name", ["replace", "unlink", "fsync"])
@pytest.mark.parametrize("at", range(1, 6))
def test_what_the_disk_refuses_is_taken_back(paper, monkeypatch, name, at):
    work = paper / "build/.work-x"
    with monkeypatch.context() as refusing:
        _refusing(refusing, name, at)
        try:
            commit(work, changes(work))
        except PermissionError:
            expected = OLD
        else:
            expected = NEW
    recover(paper / "build")
    assert _outputs(paper) == expected


def test_without_links_what_is_replaced_is_copied(paper, monkeypatch):
    work = paper / "build/.work-x"

    def refuse(*_arguments, **_options):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    _refusing(monkeypatch, "unlink", 1)  # of gone.csv, the last change
    with pytest.raises(PermissionError):
        commit(work, changes(work))
    assert _outputs(paper) == OLD


def test_a_folder_of_outputs_may_be_a_link(paper, monkeypatch, tmp_path):
    (tmp_path / "elsewhere/deep").mkdir(parents=True)
    (paper / "build").rename(tmp_path / "elsewhere/deep/build")
    (paper / "build").symlink_to(tmp_path / "elsewhere/deep/build")
    (paper / "report").mkdir()
    work, record = paper / "build/.work-x", paper / "report/issued.yaml"
    (work / "sent").write_text("sent", encoding="utf-8")
    wanted = [*changes(work), Change(record, work / "sent", ("",))]
    with monkeypatch.context() as killed:
        killed.setattr(transaction, "_carry_out", lambda *_arguments: ())
        commit(work, wanted)
    assert recover(paper / "build") == ()
    assert _outputs(paper) == NEW
    assert record.read_text(encoding="utf-8") == "sent"


def test_a_folder_on_another_file_system_is_written_to(paper, monkeypatch):
    work, real = paper / "build/.work-x", os.replace

    def replace(source, target):
        if Path(source).parent != Path(target).parent:
            raise OSError(18, "Invalid cross-device link")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    commit(work, changes(work))
    assert _outputs(paper) == NEW


@pytest.mark.parametrize("kind", ["changed", "link", "folder"])
def test_what_is_not_ours_is_moved_beside(paper, kind):
    work, page = paper / "build/.work-x", paper / "build/a.html"
    if kind == "changed":
        page.write_text("mine", encoding="utf-8")
    else:
        page.unlink()
        page.mkdir() if kind == "folder" else page.symlink_to("elsewhere")
    (paper / "build/a (yours).html").write_text("earlier", encoding="utf-8")
    beside = paper / "build/a (yours 2).html"
    assert commit(work, changes(work)) == (Aside(page, beside),)
    assert page.read_text(encoding="utf-8") == "new a"
    assert (kind != "changed") or beside.read_text(encoding="utf-8") == "mine"
    assert os.path.lexists(beside)
    assert (paper / "build/a (yours).html").read_text(encoding="utf-8") == "earlier"


def test_what_is_not_ours_comes_back_if_the_disk_refuses(paper, monkeypatch):
    work, page = paper / "build/.work-x", paper / "build/a.html"
    page.write_text("mine", encoding="utf-8")
    with monkeypatch.context() as refusing:
        _refusing(refusing, "unlink", 1)
        with pytest.raises(PermissionError):
            commit(work, changes(work))
    assert _outputs(paper) == {**OLD, "build/a.html": "mine"}


def test_what_was_changed_is_not_deleted(paper):
    work = paper / "build/.work-x"
    (paper / "build/gone.csv").write_text("mine", encoding="utf-8")
    assert commit(work, changes(work)) == ()
    assert (paper / "build/gone.csv").read_text(encoding="utf-8") == "mine"


def test_what_is_there_already_is_no_reason_to_move_anything(paper):
    work = paper / "build/.work-x"
    (paper / "build/a.html").write_text("new a", encoding="utf-8")
    assert commit(work, changes(work)) == ()


def _killed_after_deciding(paper, monkeypatch):
    """Leave a journal of which nothing has been carried out."""
    work = paper / "build/.work-x"
    with monkeypatch.context() as killed:
        killed.setattr(transaction, "_carry_out", lambda *_arguments: ())
        commit(work, changes(work))
    return work


def test_an_edit_between_a_kill_and_the_next_command_is_kept(paper, monkeypatch):
    _killed_after_deciding(paper, monkeypatch)
    (paper / "build/a.html").write_text("mine", encoding="utf-8")
    (moved,) = recover(paper / "build")
    assert moved.kept.read_text(encoding="utf-8") == "mine"
    assert (paper / "build/a.html").read_text(encoding="utf-8") == "new a"


def test_what_the_killed_command_moved_is_told_by_the_next(paper, monkeypatch):
    (paper / "build/a.html").write_text("mine", encoding="utf-8")
    work = _killed_after_deciding(paper, monkeypatch)
    (paper / "build/a.html").rename(paper / "build/a (yours).html")
    (work / "a.html").replace(paper / "build/a.html")
    moved = recover(paper / "build")
    assert moved == (Aside(paper / "build/a.html", paper / "build/a (yours).html"),)


def test_a_build_that_runs_is_left_alone(paper, monkeypatch):
    _killed_after_deciding(paper, monkeypatch)
    with work_folder(paper / "build") as (other, _):
        (other / "journal.json").write_text("{}", encoding="utf-8")
        assert recover(paper / "build") is None
        assert other.is_dir()
        (other / "journal.json").unlink()


@pytest.mark.parametrize(
    "change",
    [
        {"target": "../victim.txt"},
        {"target": "build/link/victim.txt"},
        {"source": "../../../secret.txt"},
        {"aside": "../../victim.txt"},
        {"target": "report/report.yaml", "source": ""},
        {"target": 3},
        {"target": "build/a.html", "aside": 3},
        {"source": "a\0b"},
        {"new": None},
    ],
)
def test_a_journal_of_somebody_elses_touches_nothing_outside(paper, monkeypatch, tmp_path, change):
    work = _killed_after_deciding(paper, monkeypatch)
    victims = [tmp_path / "victim.txt", tmp_path / "secret.txt", paper / "report/report.yaml"]
    for victim in victims:
        victim.parent.mkdir(exist_ok=True)
        victim.write_text("precious", encoding="utf-8")
    (paper / "build/link").symlink_to(tmp_path)
    journal = json.loads((work / "journal.json").read_text(encoding="utf-8"))
    journal["steps"][0] |= change
    journal["steps"][0]["ours"] = [_digest("precious")]
    (work / "journal.json").write_text(json.dumps(journal), encoding="utf-8")
    recover(paper / "build")
    assert [victim.read_text(encoding="utf-8") for victim in victims] == ["precious"] * 3
    assert _outputs(paper).get("build/a.html") == "old a"
