"""What has proved good is kept from one check to the next, for the libraries that it was tried with."""

from hakusho.examining import proven
from hakusho.examining.proven import Proven


def kept(root, *digests):
    """What is known after a check that finds these good."""
    known = Proven.of(root, "formulas")
    known.remember(digests)
    known.keep()
    return Proven.of(root, "formulas").before


def test_what_proved_good_is_known_to_the_next_check(tmp_path):
    assert Proven.of(tmp_path, "formulas").before == frozenset()
    assert kept(tmp_path, "a", "b") == {"a", "b"}
    assert kept(tmp_path, "b", "c") == {"a", "b", "c"}
    assert Proven.of(tmp_path, "images").before == frozenset()


def test_other_libraries_have_proved_nothing_yet(tmp_path, monkeypatch):
    kept(tmp_path, "a")
    real = proven.version_of
    monkeypatch.setattr(proven, "version_of", lambda name: {"typst": "9"}.get(name) or real(name))
    assert Proven.of(tmp_path, "formulas").before == frozenset()


def test_what_a_paper_holds_no_more_is_forgotten_at_last(tmp_path, monkeypatch):
    monkeypatch.setattr(proven, "_MOST", 3)
    assert kept(tmp_path, "a", "b") == {"a", "b"}
    assert kept(tmp_path, "a", "c") == {"a", "b", "c"}
    assert kept(tmp_path, "a") == {"a", "b", "c"}  # nothing is new
    assert kept(tmp_path, "a", "d") == {"a", "d"}


def test_a_paper_that_cannot_be_written_to_is_tried_anew(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(proven.sealed, "keep", full)
    assert kept(tmp_path, "a") == frozenset()
