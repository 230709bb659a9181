"""New files in a folder: all of them or none, and none in the place of another."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hakusho.tools.writes import TakenError, WriteError, clear, create_all

KILLED = Path(__file__).parents[1] / "killed.py"
PROGRAM = """\
import sys
from pathlib import Path
from hakusho.tools.writes import create_all
create_all(Path(sys.argv[1]), {"report/a.md": b"a", "bib/b.bib": b"b", ".gitignore": b"c"})
"""

FILES = {"report/a.md": b"a", "report/chapters/b.md": b"b", ".gitignore": b"c"}


def _held(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("inner", ["paper", "one/two/paper"])
def test_a_folder_is_made_with_all_that_is_new(inner, tmp_path):
    assert create_all(tmp_path / inner, FILES) == ()
    assert _held(tmp_path / inner) == FILES
    assert sorted(each.name for each in (tmp_path / inner).iterdir()) == [".gitignore", "report"]


def test_what_is_there_and_may_be_stays_as_it_is(tmp_path):
    (tmp_path / ".gitignore").write_bytes(b"old")
    (tmp_path / "other").write_bytes(b"other")
    assert create_all(tmp_path, FILES, {".gitignore", "README"}) == (".gitignore",)
    assert _held(tmp_path) == FILES | {".gitignore": b"old", "other": b"other"}


def test_nothing_is_put_in_the_place_of_another(tmp_path):
    (tmp_path / "report").mkdir()
    with pytest.raises(TakenError) as raised:
        create_all(tmp_path, FILES, {".gitignore"})
    assert raised.value.args == ("report",)
    assert _held(tmp_path) == {}
    (tmp_path / "dangling").symlink_to("nowhere")
    with pytest.raises(TakenError, match=r"^dangling$"):
        create_all(tmp_path, {"dangling": b""})
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(TakenError, match=r"^file$"):
        create_all(tmp_path / "file", FILES)


def test_a_disk_that_refuses_leaves_nothing(tmp_path, monkeypatch):
    real = Path.rename

    def refused(self, target):
        if Path(target).name == "report":
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    (tmp_path / "one").mkdir()
    with pytest.raises(WriteError, match="No space left on device"):
        create_all(tmp_path / "one/two/paper", FILES)
    assert [*tmp_path.rglob("*")] == [tmp_path / "one"]
    with pytest.raises(WriteError, match=r"^one: "):
        create_all(tmp_path / "one", FILES)
    assert [*tmp_path.rglob("*")] == [tmp_path / "one"]


@pytest.mark.skipif(os.name != "posix", reason="nothing tells what a process that was killed left")
def test_killed_anywhere_the_next_command_finds_all_or_nothing(tmp_path):
    (tmp_path / "new.py").write_text(PROGRAM, encoding="utf-8")
    found, killed = [], True
    while killed:
        folder = tmp_path / f"paper-{len(found) + 1}"
        command = [sys.executable, KILLED, str(len(found) + 1), tmp_path / "new.py", folder]
        there = {**os.environ, "WITHIN": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, env=there, check=False, capture_output=True)
        killed = done.returncode == -9
        clear(folder)
        found.append(sorted(each.name for each in folder.iterdir()) if folder.exists() else [])
    states = [each for at, each in enumerate(found) if at == 0 or each != found[at - 1]]
    assert states == [[], [".gitignore", "bib", "report"]]
    assert len(found) > 8


def test_what_was_complete_is_put_in_no_place_of_another(tmp_path):
    left = tmp_path / ".hakusho-0123456789abcdef"
    for name in ("report", "bib"):
        (left / "complete" / name).mkdir(parents=True)
    (tmp_path / "bib").write_bytes(b"mine")
    clear(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bib", "report"]
    assert (tmp_path / "bib").read_bytes() == b"mine"
