"""What the citing of works goes by, word by word: kinds, roles, conditions, readings, kana."""

from __future__ import annotations

import pytest

from hakusho.citations.choices import Choices
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.latex import plain, plain_url
from hakusho.citations.names import is_foreigner
from hakusho.citations.ordering import kana_key
from hakusho.citations.script import language_of
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import StyleSource
from validators.bib_files import parse_bibliography


def works(text):
    return works_of(parse_bibliography("a.bib", text)[0])


def item(kind, choices=Choices(), **fields):  # noqa: B008  it is frozen
    said = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    (made,) = to_csl_json(works(f"@{kind}{{k, {said}}}"), choices)
    return made


BY_LANGUAGE = Choices(by_language=True)


def test_what_a_style_says_that_says_nothing():
    default = Choices()
    assert (default.restart, default.order, default.page_label) == ("document", "style", True)
    assert (default.between_works.japanese, default.between_works.western) == ("；", "; ")
    assert (default.subtitle.japanese, default.subtitle.western) == ("―", ": ")
    assert (default.range_dash.japanese, default.range_dash.western) == ("–", "–")
    assert (default.others.japanese, default.others.western) == ("ほか", " et al.")
    titles = default.short_titles
    assert (titles.japanese, titles.western, titles.article) == ("when-needed", "always", True)
    assert default.ends_notes_with.japanese == default.ends_notes_with.western == ""
    ends = BY_LANGUAGE.ends_notes_with
    assert (ends.japanese, ends.western) == ("。", ".")
    assert default.japanese_words is False
    assert BY_LANGUAGE.japanese_words is True


@pytest.mark.parametrize(
    ("kind", "japanese", "western"),
    [
        ("phdthesis", "博士論文", "PhD thesis"),
        ("mastersthesis", "修士論文", "Master’s thesis"),
        ("mathesis", "修士論文", "Master’s thesis"),
    ],
)
def test_what_a_thesis_is_called(kind, japanese, western):
    assert item(kind, BY_LANGUAGE, title="題")["genre"] == japanese
    assert item(kind, BY_LANGUAGE, title="T")["genre"] == western
    assert item("thesis", BY_LANGUAGE, title="T", type=kind)["genre"] == western


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("patentus", "U.S. patent"),
        ("patenteu", "European patent"),
        ("patentuk", "British patent"),
        ("patentde", "German patent"),
        ("patentfr", "French patent"),
        ("datacd", "data CD"),
        ("audiocd", "audio CD"),
        ("candthesis", "Candidate thesis"),
        ("software", ""),
        ("Leaflet", "Leaflet"),
    ],
)
def test_the_words_of_biblatex_for_what_a_work_is(word, printed):
    kind = "patent" if word.startswith("patent") else "misc"
    assert item(kind, title="T", type=word).get("genre", "") == printed


@pytest.mark.parametrize(
    ("role", "printed"),
    [
        ("supervisor", "監修"),
        ("compiler", "編"),
        ("redactor", "校訂"),
        ("reviser", "改訂"),
        ("collaborator", "編集協力"),
        ("organizer", "企画"),
        ("anything", "編"),
        ("責任編集", "責任編集"),
        ("", "編"),
    ],
)
def test_what_an_editor_did(role, printed):
    made = item("book", BY_LANGUAGE, title="題", editor="甲野, 一郎", editortype=role)
    assert made["source"] == printed


@pytest.mark.parametrize("word", ["supervisor", "監修", "監訳", "Supervisor"])
def test_who_supervised_a_translation(word):
    whole = item("book", BY_LANGUAGE, title="題", translator="甲野, 一郎", translatortype=word)
    assert [each["family"].strip("\ue004\ue00a") for each in whole["director"]] == ["甲野"]
    assert "translator" not in whole
    both = {"translator": "甲野, 一郎 and 乙野, 次郎", "translator+an": f"2={word}"}
    part = item("book", BY_LANGUAGE, title="題", **both)
    assert [each["family"] for each in part["director"]] == ["乙野"]
    assert [each["family"] for each in part["translator"]] == ["甲野"]


@pytest.mark.parametrize("kind", ["legislation", "treaty"])
def test_a_law_is_known_by_its_title(kind):
    made = item("misc", entrysubtype=kind, title="港湾法", author="甲野, 一郎")
    assert "author" not in made


@pytest.mark.parametrize("kind", ["book", "report", "booklet", "periodical"])
def test_who_wrote_and_edited_a_whole(kind):
    both = {"author": "甲野, 一郎", "editor": "甲野, 一郎"}
    made = item(kind, BY_LANGUAGE, title="題", **both)
    assert made["dimensions"] == "編著"
    assert "editor" not in made
    part = item("incollection", BY_LANGUAGE, title="題", booktitle="書", **both)
    assert "dimensions" not in part
    assert "editor" in part


HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'


def findings_of(condition):
    csl = (
        f'{HEAD}<citation><layout><choose><if {condition}="x"><text value="a"/></if>'
        "</choose></layout></citation></style>"
    )
    return load_style(StyleSource(SourceFile("s.csl", csl), None))[1]


@pytest.mark.parametrize(
    "condition",
    [
        *("disambiguate", "is-numeric", "is-uncertain-date", "locator", "match", "position"),
        *("type", "variable"),
    ],
)
def test_conditions_of_csl(condition):
    assert findings_of(condition) == ()


@pytest.mark.parametrize(
    ("condition", "of_csl_m"),
    [
        *((each, True) for each in ("context", "jurisdiction", "language", "locale")),
        *(("subjurisdictions", True), ("never", False), ("is-numeri", False)),
    ],
)
def test_conditions_that_csl_has_not(condition, of_csl_m):
    (finding,) = findings_of(condition)
    assert f'no condition "{condition}"' in finding.message
    assert ("CSL-M" in finding.hint) == of_csl_m


@pytest.mark.parametrize("element", ["conditions", "condition", "institution", "institution-part"])
def test_elements_that_csl_has_not(element):
    csl = f"{HEAD}<citation><layout><{element}/></layout></citation></style>"
    (finding,) = load_style(StyleSource(SourceFile("s.csl", csl), None))[1]
    assert f"<{element}> belongs to CSL-M" in finding.message


@pytest.mark.parametrize(
    ("name", "tag"),
    [("usenglish", "en-US"), ("american", "en-US"), ("ukenglish", "en-GB"), ("British", "en-GB")],
)
def test_languages_of_english_have_regions(name, tag):
    assert language_of(name, "題") == tag


@pytest.mark.parametrize("field", ["langid", "language", "hyphenation"])
def test_the_language_of_a_work_in_each_of_its_fields(field):
    (work,) = works(f"@book{{k, title = {{T}}, {field} = {{german}}}}")
    assert work.language == "de"


@pytest.mark.parametrize("field", ["yomi", "authoryomi", "sortname"])
def test_a_name_in_katakana_that_is_its_own_reading_is_japanese(field):
    text = f"@book{{k, title={{題}}, author={{サノ, ハジメ}}, {field}={{さの, はじめ}}}}"
    (work,) = works(text)
    assert not is_foreigner(work.authors[0])
    (work,) = works(text.replace(field, "note"))
    assert is_foreigner(work.authors[0])


@pytest.mark.parametrize(
    "field", ["translator", "origtitle", "origlanguage", "nameaddon", "origauthor"]
)
def test_a_name_in_katakana_of_a_translated_work_is_a_foreigners(field):
    text = "@book{k, title={題}, author={サノ, ハジメ}, yomi={さの, はじめ}, %s={x}}"
    (work,) = works(text % field)
    assert is_foreigner(work.authors[0])


ROWS = {
    "あ": "あぁかがさざただなはばぱまやゃらわゎ",
    "い": "いぃきぎしじちぢにひびぴみりゐ",
    "う": "うぅくぐすずつづぬふぶぷむゆゅるゔ",
    "え": "えぇけげせぜてでねへべぺめれゑ",
    "お": "おぉこごそぞとどのほぼぽもよょろを",
}


@pytest.mark.parametrize(
    ("kana", "vowel"), [(kana, vowel) for vowel, row in ROWS.items() for kana in row]
)
def test_a_long_vowel_is_sorted_as_the_vowel_before_it(kana, vowel):
    """JIS X 4061: カー stands where かあ does, before it."""
    long, written = kana_key(f"{kana}ー"), kana_key(f"{kana}{vowel}")
    assert long[:2] == written[:2]
    assert long < written
    katakana = "".join(chr(ord(each) + 0x60) if each < "ゔ" else "ヴ" for each in kana)
    assert kana_key(f"{katakana}ー") == long


@pytest.mark.parametrize(
    ("small", "large"), [*zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True)]
)
def test_small_kana_are_sorted_as_large_ones_and_before_them(small, large):
    assert kana_key(f"か{small}く")[:2] == kana_key(f"か{large}く")[:2]
    assert kana_key(f"か{small}く") < kana_key(f"か{large}く")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("は", "ば"), ("ば", "ぱ"), ("はは", "はば"), ("はん", "ばん"), ("さとう", "さどう"),
        ("いすゞ", "いすず"), ("こゝろ", "こころ"), ("さとう, あい", "さとう, うい"),
        ("さとう あ", "さとうあ"), ("さと, う", "さとう"), ("かあ", "かい"),
    ],
)  # fmt: skip
def test_the_order_of_readings(earlier, later):
    assert kana_key(earlier) < kana_key(later)
    assert kana_key(f"{earlier}かん") < kana_key(f"{later}かん") or "," in earlier + later


@pytest.mark.parametrize("mark", [",", "，", "、", "・", " ", "\u3000", ", "])
def test_what_stands_between_two_names_is_one_space(mark):
    assert kana_key(f"さとう{mark}あい") == kana_key("さとう あい")
    assert kana_key(f"{mark}さとう") == kana_key("さとう")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("\\nolinkurl{x}", "x"), ("\\path{x}", "x"), ("\\mkbibsuperscript{0123456789+-}", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
        ("\\textsuperscript{4th}", "⁴th"), ("\\textsubscript{0123456789+-}", "₀₁₂₃₄₅₆₇₈₉₊₋"),
        ("\\mkbibsubscript{2}", "₂"), ("\\textlang{german}{Zeit}", "Zeit"), ("\\ruby{漢}{かん}字", "漢字"),
        ("?`Por qu\\'e?", "¿Por qué?"), ("!`Hola!", "¡Hola!"), ("?`a", "¿a"), ("!`a", "¡a"),
        ("a---b--c", "a—b–c"), ("``a''", "“a”"), ("a~b", "a b"), ("{a}b", "ab"),
        ("$_2$ $^{10}$ $^{th}$ $x_1$", "₂ ¹⁰ th x₁"), ("100\\% \\& \\#1 \\_ \\$", "100% & #1 _ $"),
        ("a&amp;b &#233; &#xe9; &foo;", "a&b é é &foo;"), ("soft\u00ad\\-hyphen", "softhyphen"),
        ("a\\enquote*{b}c", "a“b”c"), ("\\hspace*{1em}a\\vspace{2pt}b", "ab"),
    ],
)  # fmt: skip
def test_latex_as_it_is_printed(typed, printed):
    assert plain(typed) == printed


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://a.example/b\\_c\\%20d\\#e\\&f\\~g\\$h", "https://a.example/b_c%20d#e&f~g$h"),
        (" {https://a.example/b} ", "https://a.example/b"),
        ("a\\_{}b\\%{}c", "a_b%c"),
        ("a\\bc", "a\\bc"),
    ],
)
def test_addresses_without_the_escapes_of_latex(typed, address):
    assert plain_url(typed) == address


FOREIGN_SOUNDS = "ぁぃぅぇぉゎゔー"


@pytest.mark.parametrize("kana", [chr(code) for code in range(ord("ぁ"), ord("ゖ") + 1)])
def test_a_name_in_katakana_is_held_against_its_reading_kana_by_kana(kana):
    katakana = chr(ord(kana) + 0x60)
    text = f"@book{{k, title={{題}}, author={{サ{katakana}, ハジメ}}, yomi={{さ{kana}, はじめ}}}}"
    (work,) = works(text)
    assert is_foreigner(work.authors[0]) == (kana in FOREIGN_SOUNDS)


@pytest.mark.parametrize("given", ["crossref", "xdata"])
def test_what_an_entry_inherits_from(given):
    kind = "xdata" if given == "xdata" else "book"
    text = f"@{kind}{{p, publisher={{社}}}}\n@inbook{{k, title={{題}}, {given}={{p}}}}"
    entries, findings = parse_bibliography("a.bib", text)
    (child,) = (each for each in entries if each.key == "k")
    assert child.fields["publisher"] == "社"
    assert not findings
    _, (finding,) = parse_bibliography("a.bib", text.replace("{p,", "{q,"))
    assert finding.rule.id == "CIT036"


@pytest.mark.parametrize("given", ["crossref", "xdata", "xref", "related"])
def test_an_entry_that_leads_to_none_is_told(given):
    text = f"@inbook{{k, title={{題}}, {given}={{nowhere}}}}"
    _, (finding,) = parse_bibliography("a.bib", text)
    assert finding.rule.id == "CIT036"
    assert "nowhere" in finding.message
