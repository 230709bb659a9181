"""What is kept between runs counts only for the user who has kept it."""

import pytest

from hakusho.tools import sealed


@pytest.fixture
def as_user(tmp_path, monkeypatch):
    """Makes this process another user's."""

    def be(name):
        monkeypatch.setenv(sealed.FOLDER, str(tmp_path / name))
        return tmp_path / name

    return be


def test_what_is_kept_is_found_again(tmp_path):
    file = tmp_path / "cache/a.json"
    assert sealed.load(file) is None
    sealed.keep(file, b"\n1\r\n\0")
    assert sealed.load(file) == b"\n1\r\n\0"
    sealed.keep(file, b"")
    assert sealed.load(file) == b""


def test_nobody_else_can_keep_something_for_a_user(tmp_path, as_user):
    file = tmp_path / "a.json"
    as_user("stranger")
    sealed.keep(file, b"theirs")
    assert sealed.load(file) == b"theirs"
    as_user("me")
    assert sealed.load(file) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"hakusho \n{}", b"hakusho\n", b"hakusho 0\n"])
def test_what_has_no_seal_is_not_there(tmp_path, content):
    (tmp_path / "a.json").write_bytes(content)
    assert sealed.load(tmp_path / "a.json") is None


def test_a_change_or_another_name_breaks_the_seal(tmp_path):
    file = tmp_path / "a.json"
    sealed.keep(file, b"[1]")
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"[1]", b"[2]"))
    (tmp_path / "b.json").write_bytes(whole)
    assert sealed.load(file) is None
    assert sealed.load(tmp_path / "b.json") is None


def test_the_key_is_for_its_user_alone(tmp_path, as_user):
    folder = as_user("me")
    sealed.keep(tmp_path / "a", b"")
    assert (folder / "key").stat().st_mode & 0o077 == 0
    assert len((folder / "key").read_bytes()) == 32


def test_a_damaged_key_is_made_anew(tmp_path, as_user):
    folder = as_user("me")
    folder.mkdir()
    (folder / "key").write_bytes(b"short")
    sealed.keep(tmp_path / "a", b"1")
    assert sealed.load(tmp_path / "a") == b"1"
    assert len((folder / "key").read_bytes()) == 32


def test_without_a_folder_nothing_outlives_the_run(tmp_path, as_user):
    folder = as_user("none")
    folder.write_text("a file")
    sealed.keep(tmp_path / "a", b"1")
    assert sealed.load(tmp_path / "a") == b"1"
    sealed._key.cache_clear()
    assert sealed.load(tmp_path / "a") is None


def test_a_home_is_where_the_system_has_it(monkeypatch, tmp_path):
    monkeypatch.delenv(sealed.FOLDER)
    monkeypatch.setattr(sealed.sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert sealed.user_folder() == tmp_path / ".cache/hakusho"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert sealed.user_folder() == tmp_path / "x/hakusho"
    monkeypatch.setenv("XDG_CACHE_HOME", "x")  # by the specification a relative path is no path
    assert sealed.user_folder() == tmp_path / ".cache/hakusho"
    monkeypatch.setattr(sealed.sys, "platform", "darwin")
    assert sealed.user_folder() == tmp_path / "Library/Caches/hakusho"


def test_nothing_is_kept_for_a_user_without_a_home(monkeypatch, tmp_path):
    def homeless():
        raise RuntimeError("no home")

    monkeypatch.delenv(sealed.FOLDER)
    monkeypatch.setattr(sealed.Path, "home", homeless)
    folder = sealed.user_folder()
    with pytest.raises(OSError, match="Not a directory"):
        folder.mkdir(parents=True)
    sealed.keep(tmp_path / "a", b"1")  # for as long as this process runs
    assert sealed.load(tmp_path / "a") == b"1"


def test_the_folder_of_a_key_is_for_its_user_alone(tmp_path, as_user):
    folder = as_user("me")
    sealed.keep(tmp_path / "a", b"")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_cannot_be_kept_is_made_each_time(tmp_path, as_user):
    as_user("me")
    (tmp_path / "folder").write_text("a file")
    made = [sealed.made_once(tmp_path / "folder", "", (b"a",), lambda: b"x") for _ in range(2)]
    assert made == [b"x", b"x"]
    assert (tmp_path / "folder").read_text() == "a file"
    build = tmp_path / "paper/build"
    build.parent.mkdir()
    (tmp_path / "elsewhere").mkdir()
    build.symlink_to(tmp_path / "elsewhere")
    sealed.keep_if_possible(build / "cache/a", b"1")
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_what_is_made_of_the_same_is_made_once(tmp_path, as_user):
    as_user("me")
    made = []

    def make():
        made.append(len(made))
        return str(len(made)).encode()

    ingredients = [(b"a", b"b"), (b"a", b"b"), (b"ab",), (b"", b"ab"), (b"a", b"b")]
    assert [sealed.made_once(tmp_path / "x", ".txt", each, make) for each in ingredients] == [
        *(b"1", b"1", b"2", b"3", b"1")
    ]
    assert sealed.made_once(None, ".txt", (b"a", b"b"), make) == b"4"
    assert {file.suffix for file in (tmp_path / "x").iterdir()} == {".txt"}


def test_what_was_made_makes_room_for_what_is_used(tmp_path, as_user, monkeypatch):
    as_user("me")
    monkeypatch.setattr(sealed, "_MOST", 2)
    folder = tmp_path / "x"
    folder.mkdir()
    for number in range(3):
        (folder / f"old-{number}").write_bytes(b"")
    for number in range(3):
        sealed.made_once(folder, "", (bytes([number]),), bytes)
    assert len([*folder.iterdir()]) == 3
    assert not [*folder.glob("old-*")]


def test_room_is_made_in_no_folder_that_a_link_leads_to(tmp_path):
    (tmp_path / "mine").mkdir()
    for number in range(3):
        (tmp_path / f"mine/{number}").write_bytes(b"")
    cache = tmp_path / "paper/build/cache"
    cache.parent.mkdir(parents=True)
    cache.symlink_to(tmp_path / "mine")
    sealed.make_room(cache, 2, ())
    assert len([*(tmp_path / "mine").iterdir()]) == 3
    sealed.make_room(tmp_path / "mine", 2, ())
    assert not [*(tmp_path / "mine").iterdir()]


def test_a_file_keeps_what_was_made_last(tmp_path):
    file, made = tmp_path / "cache/last.json", []

    def ask(*made_of):
        def make():
            made.append(made_of)
            return b"\n".join(made_of)

        return sealed.made_last(file, made_of, make)

    for made_of in ((b"a", b"b"), (b"a", b"b"), (b"ab", b""), (b"a", b"b")):
        assert ask(*made_of) == b"\n".join(made_of)
    assert made == [(b"a", b"b"), (b"ab", b""), (b"a", b"b")]
    assert [each.name for each in file.parent.iterdir()] == ["last.json"]


def test_what_was_made_last_is_made_anew_where_its_file_is_not_ours(tmp_path):
    file = tmp_path / "last.json"
    sealed.made_last(file, [b"a"], lambda: b"ours")
    file.write_bytes(file.read_bytes().replace(b"ours", b"oars"))
    assert sealed.made_last(file, [b"a"], lambda: b"made anew") == b"made anew"
