import json

import pytest

from hakusho.examining import letter_trial
from hakusho.examining.letter_trial import tried
from hakusho.tools import sealed
from hakusho.values.typefaces import Role, Seen

LETTERS = (
    "习", "국", "č", "葛\U000e0100", "一\U000e0100", "\U0001f600", "₹", "د", "ם", "ม",
    "თ", "Ա", "≒", "☐", "☒", "△", "▲", "※", "㎢", "①", "₂",
)  # fmt: skip
SERIFS = {
    "习": "Noto Serif SC", "국": "Noto Serif KR", "₹": "Libertinus Serif", "د": "Noto Naskh Arabic",
    "ם": "Libertinus Serif", "ม": "Noto Serif Thai", "葛\U000e0100": "Noto Serif JP",
}  # fmt: skip


@pytest.fixture(scope="module")
def japanese(tmp_path_factory):
    return tried(tmp_path_factory.mktemp("paper"), "ja", LETTERS)


@pytest.mark.parametrize("letter", SERIFS)
def test_running_text_takes_a_letter_from_the_serif_of_its_script(japanese, letter):
    assert japanese[letter][Role.BODY] == Seen(SERIFS[letter])


def test_each_part_of_a_page_has_fonts_of_its_own(japanese):
    found = {role: seen.family for role, seen in japanese["국"].items()}
    assert found == {
        Role.BODY: "Noto Serif KR",
        Role.STRONG: "Noto Sans CJK JP",
        Role.EMPHASIS: "Noto Sans KR",
        Role.HEADING: "Noto Sans CJK JP",
        Role.SMALL: "Noto Sans KR",
        Role.CODE: "Noto Sans KR",
    }


def test_a_character_of_no_font_is_missing_everywhere(japanese):
    assert all(seen.missing for seen in japanese["\U0001f600"].values())
    assert not any(seen.missing for letter in SERIFS for seen in japanese[letter].values())


def test_a_variant_that_no_font_has_shows_in_its_usual_form(japanese):
    assert all(seen.usual for seen in japanese["一\U000e0100"].values())
    assert not any(seen.usual for seen in japanese["葛\U000e0100"].values())


def test_what_no_named_font_has_comes_from_another(japanese):
    assert {letter for letter in LETTERS if japanese[letter][Role.BODY].fallback} == {"თ", "Ա"}
    assert not japanese["თ"][Role.CODE].fallback  # DejaVu Sans Mono has it, and is named
    assert japanese["თ"][Role.BODY].family not in {"", "DejaVu Sans Mono"}


def test_boxes_to_tick_come_from_one_font(japanese):
    assert {japanese[box][Role.BODY].family for box in "☐☒"} == {"DejaVu Sans Mono"}


def test_letters_of_europe_have_bold_and_lean(japanese):
    found = [japanese["č"][role].family for role in (Role.HEADING, Role.EMPHASIS)]
    assert found == ["Noto Sans", "Libertinus Serif"]


def test_what_was_asked_is_not_asked_again(tmp_path, monkeypatch):
    first = tried(tmp_path, "en", ["č"])
    monkeypatch.setattr(letter_trial.typst, "compile", lambda *_a, **_k: pytest.fail("asked"))
    assert tried(tmp_path, "en", ["č"]) == first
    (kept,) = (tmp_path / "build/cache").glob("letters-*.json")
    assert set(json.loads(sealed.load(kept))) == {"č"}


def test_very_many_letters_are_asked_a_few_at_a_time(japanese, tmp_path, monkeypatch):
    asked = []
    ask = letter_trial._asked
    monkeypatch.setattr(letter_trial, "_AT_ONCE", 7)
    monkeypatch.setattr(
        letter_trial, "_asked", lambda *given: asked.append(given[2]) or ask(*given)
    )
    assert tried(tmp_path, "ja", LETTERS) == japanese
    assert [len(each) for each in asked[:-1]] == [7] * (len(asked) - 1)
    assert len(asked) > 1


@pytest.mark.parametrize("kept", ["", "[]", '{"č": {}}', '{"č": {"body": 3}}'])
def test_a_cache_that_nobody_understands_is_asked_anew(tmp_path, kept):
    first = tried(tmp_path, "en", ["č"])
    (file,) = (tmp_path / "build/cache").glob("letters-*.json")
    sealed.keep(file, kept.encode())
    assert tried(tmp_path, "en", ["č"]) == first


def test_settings_that_typst_cannot_read_answer_nothing(tmp_path):
    own = tmp_path / "templates/typst/settings.typ"
    own.parent.mkdir(parents=True)
    own.write_text("#let fonts = (\n", encoding="utf-8")
    assert tried(tmp_path, "ja", ["č"]) == {}
