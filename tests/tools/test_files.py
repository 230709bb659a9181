import os

import pytest

from hakusho.tools.files import file_content, is_file, is_folder, json_content, real_path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX")


@pytest.mark.parametrize("name", ["loop", "a" * 300, "a\0b", "none", "file/inside"])
def test_every_path_has_an_answer(tmp_path, name):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_bytes(b"x")
    assert not is_file(tmp_path / name)
    assert not is_folder(tmp_path / name)
    assert is_file(tmp_path / "file")
    assert is_folder(tmp_path)


def test_a_circle_of_links_stays_where_it_is(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert real_path(tmp_path / "loop") == real_path(tmp_path) / "loop"
    assert real_path(tmp_path / "link") == real_path(tmp_path) / "file"


def test_a_pipe_is_no_content(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="this is no file"):
        file_content(tmp_path / "pipe")
    assert json_content(tmp_path / "pipe") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [(b'{"a": 1}', {"a": 1}), (b"", None), (b"{", None), (b"\xff", None), (b"[" * 100_000, None)],
)  # fmt: skip
def test_what_a_cache_holds(tmp_path, data, said):
    (tmp_path / "kept.json").write_bytes(data)
    assert json_content(tmp_path / "kept.json") == said
    assert json_content(tmp_path / "missing.json") is None
