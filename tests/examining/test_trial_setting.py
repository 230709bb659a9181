from hakusho.examining import trial_setting
from hakusho.examining.trial_setting import refused
from hakusho.tools.typst import TypstError

GOOD, BAD = "港", "#nothing()"
LONG = "#for i in range(100000) { for j in range(100000) { let x = i * j } }"


def test_pieces_that_typst_refuses_are_named():
    assert refused([GOOD, GOOD]) == {}
    assert list(refused([GOOD, BAD, GOOD, BAD])) == [1, 3]


def test_errors_without_a_place_are_found_by_halves(monkeypatch):
    trials = []

    def error(_folder, pieces):
        trials.append(len(pieces))
        return (
            TypstError("it ended unexpectedly") if any("bad" in each for each in pieces) else None
        )

    monkeypatch.setattr(trial_setting, "_error", error)
    pieces = [f"{n} {'bad' if n in {0, 333, 999} else 'good'}" for n in range(1_000)]
    assert list(refused(pieces)) == [0, 333, 999]
    assert len(trials) < 3 * 14


def test_an_error_that_no_piece_makes_by_itself_is_for_the_build_to_say(monkeypatch):
    def error(_folder, pieces):
        return TypstError("too much") if len(pieces) > 5 else None

    monkeypatch.setattr(trial_setting, "_error", error)
    assert refused(["x"] * 40) == {}


def test_a_piece_that_takes_too_long_is_found(monkeypatch):
    monkeypatch.setattr(trial_setting, "_SECONDS", 1.5)
    assert "of a processor" in refused([GOOD, LONG, GOOD])[1]
