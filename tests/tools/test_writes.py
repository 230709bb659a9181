import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from hakusho.tools import writes
from hakusho.tools.interruption import scratch_folder
from hakusho.tools.transaction import Change
from hakusho.tools.writes import (
    BusyError,
    WriteError,
    clear,
    publish,
    recover,
    replace_bytes,
    work_folder,
    write_text,
)

KILLED_WRITING = """\
import os, signal, sys
from pathlib import Path
from hakusho.tools import writes
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
path = Path(sys.argv[1])
writes.write_text(path, "new") if path.suffix == ".md" else writes.replace_bytes(path, b"new")
"""


def test_published_files_replace_the_old_ones(tmp_path):
    build = tmp_path / "build"
    with work_folder(build) as (folder, moved):
        (folder / "a").write_text("new", encoding="utf-8")
        (build / "out.pdf").write_text("old", encoding="utf-8")
        publish(folder, [Change(build / "out.pdf", folder / "a")])
    assert moved == ()
    assert (build / "out.pdf").read_text(encoding="utf-8") == "new"
    assert sorted(file.name for file in build.iterdir()) == [".lock", "out.pdf"]


def test_nothing_moves_when_the_disk_fills_at_the_last_file(tmp_path, monkeypatch):
    build = tmp_path / "build"

    def full(path):
        if path.name == "b":
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writes, "sync_file", full)
    with work_folder(build) as (folder, _):
        for name in ("a", "b"):
            (folder / name).write_text("new", encoding="utf-8")
            (build / name).write_text("old", encoding="utf-8")
        with pytest.raises(WriteError, match="No space left"):
            publish(folder, [Change(build / name, folder / name) for name in ("a", "b")])
    assert (build / "a").read_text(encoding="utf-8") == "old"


def test_leftovers_of_a_killed_build_are_swept(tmp_path):
    (tmp_path / ".work-dead").mkdir()
    with work_folder(tmp_path) as (folder, _):
        assert [p.name for p in tmp_path.glob(".work-*")] == [folder.name]


def test_any_command_sweeps_what_a_killed_one_left_but_not_what_a_running_one_has(tmp_path):
    (tmp_path / "build/.work-dead/.typst-x").mkdir(parents=True)
    assert recover(tmp_path / "build") is None
    assert [path.name for path in (tmp_path / "build").iterdir()] == [".lock"]
    with work_folder(tmp_path / "build") as (folder, _):
        recover(tmp_path / "build")
        assert folder.is_dir()


def test_a_paper_that_was_never_built_is_left_as_it_is(tmp_path):
    assert recover(tmp_path / "build") is None
    assert list(tmp_path.iterdir()) == []


def test_a_link_among_what_was_left_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/kept.txt").write_text("precious", encoding="utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/.work-x").symlink_to(tmp_path / "elsewhere")
    recover(tmp_path / "build")
    assert (tmp_path / "elsewhere/kept.txt").read_text(encoding="utf-8") == "precious"


def test_second_build_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(writes, "LOCK_SECONDS", 0)
    with (
        FileLock(tmp_path / ".lock"),
        pytest.raises(BusyError) as raised,
        work_folder(tmp_path),
    ):
        pass
    assert str(raised.value) == f"another build is using {tmp_path}"


def test_a_build_folder_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "real")
    with pytest.raises(WriteError, match="a link leads elsewhere"), work_folder(tmp_path / "build"):
        pass
    assert [*(tmp_path / "real").iterdir()] == []


def test_write_text_leaves_the_old_file_when_it_fails(tmp_path):
    target = tmp_path / "file" / "x"
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError):
        write_text(target, "text")


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new\n")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["link.txt", "real.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "報告\n")
    assert os.read(reader, 100).decode() == "報告\n"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no /dev/stdout")
def test_the_name_of_an_open_file_is_written_to(tmp_path):
    said = tmp_path / "said.txt"
    program = (
        "import pathlib; from hakusho.tools.writes import write_text; print('one', flush=True); "
        "write_text(pathlib.Path('/dev/stdout'), 'two\\n'); "
        "write_text(pathlib.Path('/dev/null'), 'none')"
    )
    with said.open("a") as file:
        subprocess.run([sys.executable, "-c", program], stdout=file, check=True)
    assert said.read_text(encoding="utf-8") == "one\ntwo\n"
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_folder_is_no_place_to_write_to(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError):
        write_text(tmp_path / "folder", "text")
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]


@pytest.mark.skipif(os.name != "posix", reason="nothing tells what a process that was killed left")
@pytest.mark.parametrize("name", ["report/chapters/a.md", "build/cache/figures/a.svg"])
def test_what_a_write_that_was_killed_left_beside_is_cleared(tmp_path, name):
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text("old", encoding="utf-8")
    others = {".a.md.123", ".hakusho-mine", "hakusho-0123456789abcdef"}
    for other in others:
        (file.parent / other).mkdir()
    (file.parent / ".hakusho-0123456789abcdef").symlink_to(tmp_path)
    others |= {".hakusho-0123456789abcdef", file.name}
    done = subprocess.run([sys.executable, "-c", KILLED_WRITING, file], check=False)
    assert done.returncode == -9
    assert len({each.name for each in file.parent.iterdir()} - others) == 1
    with scratch_folder(file.parent) as living:
        clear(tmp_path, ["report", "build"])
        assert {each.name for each in file.parent.iterdir()} == {*others, living.name}
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(os.name != "posix", reason="as above")
def test_so_does_the_next_write_where_no_paper_is(tmp_path):
    subprocess.run([sys.executable, "-c", KILLED_WRITING, tmp_path / "a.md"], check=False)
    assert len([*tmp_path.iterdir()]) == 1
    write_text(tmp_path / "b.txt", "new")
    assert [each.name for each in tmp_path.iterdir()] == ["b.txt"]


def test_what_is_kept_for_its_user_alone_is_so_from_its_first_moment(tmp_path):
    replace_bytes(tmp_path / "key", b"secret", mode=0o600)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["key"]
