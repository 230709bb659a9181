import errno

import pytest
from filelock import FileLock

from hakusho.tools import writes
from hakusho.tools.writes import BusyError, WriteError, publish, work_folder, write_text


def test_published_files_replace_the_old_ones(tmp_path):
    build = tmp_path / "build"
    with work_folder(build) as folder:
        (folder / "a").write_text("new", encoding="utf-8")
        (build / "out.pdf").write_text("old", encoding="utf-8")
        publish({build / "out.pdf": folder / "a"})
    assert (build / "out.pdf").read_text(encoding="utf-8") == "new"
    assert sorted(file.name for file in build.iterdir()) == [".lock", "out.pdf"]


def test_nothing_moves_when_the_disk_fills_at_the_last_file(tmp_path, monkeypatch):
    build = tmp_path / "build"

    def full(path):
        if path.name == "b":
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writes, "_sync", full)
    with work_folder(build) as folder:
        for name in ("a", "b"):
            (folder / name).write_text("new", encoding="utf-8")
            (build / name).write_text("old", encoding="utf-8")
        with pytest.raises(WriteError, match="No space left"):
            publish({build / "a": folder / "a", build / "b": folder / "b"})
    assert (build / "a").read_text(encoding="utf-8") == "old"


def test_leftovers_of_a_killed_build_are_swept(tmp_path):
    (tmp_path / ".work-dead").mkdir()
    with work_folder(tmp_path) as folder:
        assert [p.name for p in tmp_path.glob(".work-*")] == [folder.name]


def test_second_build_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(writes, "LOCK_SECONDS", 0)
    with FileLock(tmp_path / ".lock"), pytest.raises(BusyError), work_folder(tmp_path):
        pass


def test_write_text_leaves_the_old_file_when_it_fails(tmp_path):
    target = tmp_path / "file" / "x"
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError):
        write_text(target, "text")
