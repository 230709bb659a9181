"""A paper is its folder, after links are resolved, and is written to ``build/``."""

import os
from pathlib import Path

import pytest

from hakusho.tools import boundary
from hakusho.tools.boundary import OutsideError, led_out_of_build, noted, state, walk


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "paper"
    (root / "a/b").mkdir(parents=True)
    (root / "a/b/x.txt").write_text("x")
    (root / "a/y.txt").write_text("y")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/z.txt").write_text("z")
    return root


def _link(root, name, target):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).symlink_to(target)


def test_a_file_of_the_paper_is_read_by_whatever_way(root):
    _link(root, "to-b", "a/b")
    for path in ("a/b/x.txt", "to-b/x.txt", "a/../a/b/x.txt", root.resolve() / "a/b/x.txt"):
        assert boundary.read_bytes(root, path) == b"x"
    assert boundary.is_file(root, "to-b/x.txt")
    assert boundary.is_folder(root, "to-b")
    assert boundary.names(root, "to-b") == ("x.txt",)


@pytest.mark.parametrize("way", ["../elsewhere", "link", "linked/deep", "/"])
def test_nothing_outside_is_read(root, way):
    _link(root, "link", "../elsewhere")
    _link(root, "linked", "deeper")
    _link(root, "deeper/deep", "../link")
    with pytest.raises(OutsideError):
        boundary.read_bytes(root, f"{way}/z.txt")
    with pytest.raises(OutsideError):
        boundary.names(root, way)
    assert not boundary.is_file(root, f"{way}/z.txt")
    assert not boundary.is_folder(root, way)
    assert way == "/" or [state(root, f"{way}/z.txt"), state(root, f"names:{way}")] == ["", ""]


def test_a_paper_that_is_moved_and_linked_to_is_read_where_it_is_now(root):
    assert boundary.real_path(root, "a/y.txt") == root.resolve() / "a/y.txt"
    moved = root.rename(root.with_name("moved"))
    root.symlink_to(root.with_name("elsewhere"))
    assert boundary.read_bytes(root, "z.txt") == b"z"
    with pytest.raises(OutsideError):
        boundary.read_bytes(root, moved / "a/y.txt")
    root.unlink()
    root.symlink_to(moved)
    assert boundary.read_bytes(root, "a/y.txt") == b"y"
    assert boundary.is_file(root, "a/y.txt")
    assert boundary.names(root, "a") == ("b", "y.txt")


def test_a_paper_that_is_moved_while_one_works_in_it_is_read_where_it_is_now(root, monkeypatch):
    monkeypatch.chdir(root)
    here = Path()
    assert boundary.read_bytes(here, "a/y.txt") == b"y"
    moved = root.rename(root.with_name("moved"))
    assert boundary.real_path(here, "a/y.txt") == moved.resolve() / "a/y.txt"
    assert boundary.read_bytes(here, "a/y.txt") == b"y"


def test_what_lies_above_a_paper_is_followed_once(root, monkeypatch):
    seen, lstat, within = [], os.lstat, f"{root.resolve()}{os.sep}"
    boundary.is_file(root, "a/y.txt")
    monkeypatch.setattr(os, "lstat", lambda path: seen.append(path) or lstat(path))
    assert boundary.read_bytes(root, "a/b/x.txt") == b"x"
    assert boundary.is_folder(root, "a/b")
    assert seen
    assert all(str(each).startswith(within) for each in seen)


def test_a_folder_whose_name_only_begins_like_the_papers_is_outside(root):
    beside = root.with_name("paper-2")
    beside.mkdir()
    (beside / "z.txt").write_text("z")
    with pytest.raises(OutsideError):
        boundary.read_bytes(root, "../paper-2/z.txt")


def test_a_pipe_is_no_file(root):
    os.mkfifo(root / "pipe")
    with pytest.raises(OSError, match="no file"):
        boundary.read_bytes(root, "pipe")
    assert state(root, "pipe") == ""
    assert walk(root, "").files == ("a/b/x.txt", "a/y.txt")


def test_walking_follows_links_in_the_paper_and_names_the_others(root):
    _link(root, "a/again", ".")
    _link(root, "other", "a/b")
    _link(root, "w/inside", "../other")
    _link(root, "w/outside", "../../elsewhere")
    _link(root, "w/nowhere", "../../none")
    found = walk(root, "w")
    assert found.files == ("w/inside/x.txt",)
    assert found.outside == ("w/nowhere", "w/outside")
    assert walk(root, "a").files == ("a/b/x.txt", "a/y.txt")
    assert walk(root, "none").files == ()
    _link(root, "whole", "../elsewhere")
    assert walk(root, "whole").outside == ("whole",)


def test_walking_names_folders_and_what_is_neither(root):
    os.mkfifo(root / "a/pipe")
    os.mkfifo(root / "a/.lock")
    _link(root, "a/gone", "nothing")
    _link(root, "a/b/up", "..")
    found = walk(root, "a")
    assert found.files == ("a/b/x.txt", "a/y.txt")
    assert (found.odd, found.outside) == (("a/gone", "a/pipe"), ())
    assert found.folders == ("a", "a/b")
    assert walk(root, "").folders == ("", "a", "a/b")
    assert walk(root, "none") == boundary.Walked()


def test_what_a_path_leads_to(root):
    os.mkfifo(root / "pipe")
    _link(root, "gone", "nothing")
    _link(root, "out", "../elsewhere")
    kinds = (boundary.is_file, boundary.is_folder, boundary.is_oddity, boundary.is_there)
    told = {
        name: [asks(root, name) for asks in kinds]
        for name in ("a/y.txt", "a", "pipe", "gone", "out", "none")
    }
    assert told == {
        "a/y.txt": [True, False, False, True],
        "a": [False, True, False, True],
        "pipe": [False, False, True, True],
        "gone": [False, False, False, True],
        "out": [False, False, False, True],
        "none": [False, False, False, False],
    }


def test_what_a_program_of_the_paper_asked_for_is_noted_once():
    boundary.note_others({"a": "1"})  # while nobody wants to know
    with noted() as asked:
        boundary.note_others({"a": "1", "b": "2"})
        boundary.note_others({"a": "3"})
        with noted() as inner:
            boundary.note_others({"c": "4"})
    assert (asked, inner) == ({"a": "1", "b": "2"}, {"c": "4"})


def _change(root, name):
    """Change what a name stands for, in the way in which it could."""
    target = root / name
    if name == "link":
        target.unlink()
        target.symlink_to("a/b/x.txt")
    elif target.is_dir():
        (target / "new.txt").write_text("")
    elif target.is_file():
        target.write_text("other")
    else:
        target.parent.mkdir(exist_ok=True)
        target.write_text("")


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        (lambda root: boundary.read_bytes(root, "a/y.txt"), "a/y.txt"),
        (lambda root: boundary.is_file(root, "none.txt"), "none.txt"),
        (lambda root: boundary.is_there(root, "later/none.txt"), "later/none.txt"),
        (lambda root: boundary.is_file(root, "link"), "link"),
        (lambda root: boundary.names(root, "a"), "a"),
        (lambda root: boundary.names(root, "later"), "later/x"),
    ],
)
def test_what_is_asked_for_is_noted_until_it_is_otherwise(root, ask, name):
    (root / "same.txt").write_text("y")
    _link(root, "link", "a/y.txt")
    with noted() as asked:
        ask(root)
    assert asked
    assert {each: state(root, each) for each in asked} == asked
    _change(root, name)
    assert {each: state(root, each) for each in asked} != asked


def test_the_state_is_that_of_when_it_was_asked_for_first(root):
    with noted() as asked:
        boundary.read_bytes(root, "a/y.txt")
        (root / "a/y.txt").write_text("changed while the build runs")
        boundary.read_bytes(root, "a/y.txt")
    assert state(root, "a/y.txt") != asked["a/y.txt"]


def test_that_a_first_build_makes_its_folder_changes_nothing_of_the_paper(root):
    with noted() as asked:
        boundary.names(root, ".")
    (root / "build").mkdir(exist_ok=True)
    assert {name: state(root, name) for name in asked} == asked
    (root / "another").mkdir()
    assert {name: state(root, name) for name in asked} != asked


def test_what_is_missing_has_a_state(root):
    assert [state(root, name) for name in ("none", "names:none", "there:none", "a\0b")] == [""] * 4
    assert state(root, "there:a") == "folder a"
    assert state(root, "environment:NOT_SET_BY_ANYBODY") == ""


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("build", "../elsewhere"),
        ("build", "a"),
        ("build", "../none"),
        ("build/figures", "../../elsewhere"),
        ("build/briefs", "../a"),
        ("build/cache", "../../elsewhere"),
        ("build/cache/figures", "../../../elsewhere"),
        ("build/cache/made.json", "../../../elsewhere/z.txt"),
        ("build/.lock", "../../none"),
        ("build/.work-1", "../../elsewhere"),
    ],
)
def test_a_link_by_which_something_else_would_be_written_is_found(root, path, target):
    _link(root, path, target)
    assert led_out_of_build(root) == (path,)


def test_other_links_are_their_authors_own(root, tmp_path):
    _link(root, "build/figures", "drawings")
    _link(root, "build/venv/python", "/usr/bin/env")
    _link(tmp_path, "way", "paper")
    assert led_out_of_build(root) == ()
    assert led_out_of_build(tmp_path / "way") == ()
    assert led_out_of_build(tmp_path / "elsewhere") == ()


@pytest.mark.parametrize(
    ("noted_as", "words"),
    [
        ("there:images/a.png", "whether there is images/a.png"),
        ("names:figures", "what figures holds"),
        ("environment:HOME", "HOME"),
        ("report/a.md", "report/a.md"),
    ],
)
def test_what_was_noted_is_worded_for_people(noted_as, words):
    assert str(boundary.said(noted_as)) == words


def test_the_digest_of_what_is_no_file_is_empty(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert boundary.file_digest(tmp_path / "a") == empty
    assert boundary.file_digest(tmp_path) == boundary.file_digest(tmp_path / "gone") == ""


def test_files_are_read_as_an_editor_holds_them(root):
    with boundary.unsaved({"a/y.txt": b"typed", "none.txt": b"new"}):
        assert boundary.read_bytes(root, "a/y.txt") == b"typed"
        assert boundary.read_bytes(root, root.resolve() / "a/y.txt") == b"typed"
        with boundary.unsaved({}):
            assert boundary.read_bytes(root, "a/y.txt") == b"y"
        assert boundary.read_bytes(root, "a/b/x.txt") == b"x"
        with noted() as asked:
            boundary.read_bytes(root, "a/y.txt")
    assert boundary.read_bytes(root, "a/y.txt") == b"y"
    assert asked["a/y.txt"] != state(root, "a/y.txt")


def test_what_lies_in_build(root):
    _link(root, "to-build", "build")
    _link(root, "build/out", "../../elsewhere")
    (root / "build2").mkdir()
    for path, inside in {
        "build": True, "build/a/b": True, "to-build/a": True, "a/y.txt": False, "build2": False,
        "build/out/z.txt": False, "../paper/build/a": True, ".": False,
    }.items():  # fmt: skip
        assert boundary.is_in_build(root, path) is inside, path
    for path, stays in {
        "build/a": True, "build/cache/deep/a": True, "build/out/z.txt": False, "a/y.txt": True,
        "to-build/a": True,
    }.items():  # fmt: skip
        assert boundary.stays_in_build(root / path) is stays, path


def test_the_state_of_what_lies_elsewhere_is_asked_by_its_own_path(root, monkeypatch):
    elsewhere = root.parent / "elsewhere"
    assert state(root, str(elsewhere / "z.txt")) == boundary.file_digest(elsewhere / "z.txt")
    before = state(root, f"names:{elsewhere}")
    assert before
    (elsewhere / "new.txt").touch()
    assert state(root, f"names:{elsewhere}") != before
    monkeypatch.setenv("A_VARIABLE_OF_OURS", "1")
    one = state(root, "environment:A_VARIABLE_OF_OURS")
    monkeypatch.setenv("A_VARIABLE_OF_OURS", "2")
    assert one != state(root, "environment:A_VARIABLE_OF_OURS") != ""
    assert state(root, f"there:{elsewhere}/z.txt").startswith("file /")
