import gc
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.citations.locators import NOT_A_LOCATOR, for_any_style, normalise, parse_locator
from hakusho.values.marks import Mark, unveiled
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).parent / "locators.yaml")
NAMES = [case["text"] for case in CASES]
PRINTED = [
    (case["text"], case[lang], lang) for case in CASES for lang in ("ja", "en") if lang in case
]


def suffix(text):
    inlines = []
    for piece in text.split(" "):
        if piece:
            inlines += [{"t": "Str", "c": piece}, {"t": "Space"}]
    return inlines[:-1]


def spelled(inlines):
    return "".join(inline.get("c", " ") for inline in inlines)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_locator_is_read(case):
    found = parse_locator(case["text"])
    assert (found.label, found.value) == (case.get("label", ""), case.get("value", ""))
    assert (found.lead, found.rest) == (case.get("lead", ""), case.get("rest", ""))
    assert [f"{place.label} {place.value}" for place in found.more] == case.get("more", [])


@pytest.fixture(scope="module")
def printed(print_citations):
    """Each locator on a first citation, in one document after another."""
    keys = {"ja": "mod2023", "en": "dod"}
    texts = [f"A[@{keys[lang]}{text}]." for text, _, lang in PRINTED]
    return print_citations(texts)


@pytest.mark.parametrize(
    "number", range(len(PRINTED)), ids=[f"{t}-{lang}" for t, _, lang in PRINTED]
)
def test_a_locator_is_printed_once_in_the_language_of_the_work(printed, number):
    _, wanted, lang = PRINTED[number]
    if lang == "ja":
        whole = f"防衛省『防衛白書(令和5年版)』2023年、{wanted}。"
    else:
        whole = f"U.S. Department of Defense, *Military Developments 2023* (2023), {wanted}."
    assert printed[number].notes == [whole]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_normalising_twice_changes_nothing(case):
    once = normalise(suffix(case["text"]))
    assert normalise(once) == once


def test_what_is_no_text_stays_behind_the_locator():
    emphasis = {"t": "Emph", "c": [{"t": "Str", "c": "passim"}]}
    rewritten = normalise([*suffix(", 46頁、"), emphasis])
    assert spelled(rewritten[:-1]) == ", {page 46}、"
    assert rewritten[-1] == emphasis


@pytest.mark.parametrize("alone", [",", ", ", "、", " ,"])
def test_a_comma_alone_is_not_printed(alone):
    assert normalise(suffix(alone)) == []


def test_an_explicit_locator_of_pandoc_is_left_alone():
    explicit = suffix(", {chap. 3}")
    assert normalise(explicit) == explicit
    assert normalise([]) == []


numbers = st.integers(min_value=1, max_value=9999)
DASHES = ["-", "--", "---", "‐", "‑", "‒", "–", "—", "―", "−", "〜", "～", "~", "－", "から"]
dashes = st.sampled_from(DASHES)
spaces = st.sampled_from(["", " ", "\u3000"])
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
WORDINGS = {
    "page": ["{}頁", "{}ページ", "p. {}", "pp. {}", "P.{}", "{}"],
    "chapter": ["第{}章", "{}章", "chap. {}", "Chapter {}", "ch {}"],
    "section": ["第{}節", "{}節", "sec. {}", "§{}", "§§ {}", "sections {}"],
    "clause": ["第{}項"],
    "paragraph": ["{}段落", "para. {}", "paras {}", "¶ {}"],
    "article": ["第{}条", "{}条", "art. {}", "Articles {}"],
    "part": ["第{}部", "part {}", "pt. {}"],
    "volume": ["第{}巻", "{}巻", "vol. {}", "vols {}"],
    "issue": ["第{}号", "no. {}", "Nos. {}"],
    "note": ["注{}", "註{}", "脚注{}", "n. {}", "nn. {}", "note {}", "fn. {}"],
    "figure": ["図{}", "図表{}", "figs. {}"],
    "table": ["表{}", "tables {}"],
    "line": ["{}行目", "l. {}", "lines {}"],
    "newspaper-page": ["{}面"],
}
wordings = st.sampled_from([(label, word) for label, words in WORDINGS.items() for word in words])


def kanji(number):
    """四千六 for 4006, as Japanese is written; and 四〇〇六 is checked beside it."""
    digits, out = "〇一二三四五六七八九", ""
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("" if digit == 1 and word else digits[digit]) + word
    return out


@given(wording=wordings, number=numbers, wide=st.booleans(), lead=st.sampled_from(["", ", ", "、"]))
def test_any_number_with_any_label_is_read(wording, number, wide, lead):
    label, word = wording
    text = word.format(number)
    found = parse_locator(lead + (text.translate(WIDE) if wide else text))
    assert (found.label, found.value, found.rest) == (label, str(number), "")


@given(
    wording=wordings, first=numbers, second=numbers, dash=dashes, space=spaces, wide=st.booleans()
)
def test_any_range_with_any_label_and_dash_is_read(wording, first, second, dash, space, wide):
    label, word = wording
    if label in {"figure", "table"} and dash in "-‐‑－" and not word.startswith(("figs", "tabs")):
        return  # 図2-1 is numbered so
    text = word.format(f"{first}{space}{dash}{space}{second}")
    found = parse_locator(text.translate(WIDE) if wide and dash.strip("-") else text)
    assert (found.label, found.value, found.rest) == (label, f"{first}-{second}", "")


@given(number=numbers, word=st.sampled_from(["{}頁", "第{}章", "第{}条", "第{}部", "第{}節"]))
def test_kanji_numerals_are_numbers(number, word):
    positional = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    for spelled_out in (kanji(number), positional):
        assert parse_locator(word.format(spelled_out)).value == str(number)


@given(text=st.text(max_size=40))
def test_no_text_is_lost_or_breaks_the_braces(text):
    locator = parse_locator(text)
    body = text.lstrip(", ，、\t\n\u3000")
    assert body.endswith(locator.rest)
    if not locator.label:
        assert locator.rest == body
    rewritten = spelled(normalise(suffix(text)))
    if rewritten.startswith(", {") and not text.startswith(", {"):
        assert "{" not in rewritten[3 : rewritten.index("}")]
    elif text.strip() and not text.startswith(", {"):
        assert rewritten.startswith(NOT_A_LOCATOR) or not rewritten.strip()


@given(
    text=st.text(
        alphabet="0123456789０４６四十頁章注図表第条の上巻、,-–〜pagechifn. 以下を参照", max_size=24
    )
)
def test_normalising_any_suffix_is_idempotent(text):
    once = normalise(suffix(text))
    assert normalise(once) == once
    inside = spelled(once).partition("}")[0] if spelled(once).startswith(", {") else ""
    assert not any(twice in inside for twice in ("頁頁", "第第", "p. p."))


def test_printed_locators_name_their_unit_once(print_citations):
    words = [word.format(n) for words in WORDINGS.values() for word in words for n in ("4-6",)]
    words += [f"{a}{b}" for a in ("第2部", "46頁", "p. 46, ", "vol. 2, ") for b in words[::9]]
    keys = ("mod2023", "lee")
    texts = ["".join(f"A[@{key}, {word}]。B[@{key}]。" for key in keys) for word in words]
    for style in ("policy-note-ja", "surname-note-ja", "chicago-note-en"):
        for text, printed in zip(texts, print_citations(texts, style=style), strict=True):
            whole = "¶".join(printed.notes)
            doubled = (
                "頁頁",
                "ページ頁",
                "第第",
                "p. p",
                "pp. p",
                "s.v.",
                "、、",
                ",,",
                "..",
                "章章",
            )
            assert not [twice for twice in doubled if twice in whole], (text, whole)


def test_five_thousand_locators_are_read_in_no_time():
    texts = [f", {n}頁注{n}" for n in range(2500)] + [
        f", vol. {n}, pp. {n}-{n}" for n in range(2500)
    ]
    parse_locator.cache_clear()
    gc.disable()  # garbage of the tests before this one is not what is measured
    try:
        start = time.process_time()
        for text in texts:
            parse_locator(text)
        taken = time.process_time() - start
    finally:
        gc.enable()
    assert taken < 0.5  # 0.06 s on an idle machine


@pytest.mark.parametrize(
    ("text", "handed_on"),
    [
        (", 46頁", ", {page 46}"),
        (", 第4段落を参照", ", {paragraph 4}を参照"),
        (", para. 4", ", {paragraph 4}"),
        (", vol. 2, p. 5", ", {volume 2<5頁|, p. 5>}"),
        (", 第3条", ", {opus <第3条|art. 3>}"),
        ("を参照", NOT_A_LOCATOR + "を参照"),
    ],
)
def test_a_style_of_one_language_words_what_it_can(text, handed_on):
    given = unveiled(spelled(for_any_style(normalise(suffix(text)))))
    shown = given.translate(
        str.maketrans({Mark.PLACE: "<", Mark.PLACE_OR: "|", Mark.PLACE_END: ">"})
    )
    assert shown == handed_on


def test_what_follows_a_place_stays_in_any_style():
    emphasis = {"t": "Emph", "c": [{"t": "Str", "c": "passim"}]}
    given = for_any_style(normalise([*suffix(", para. 4 and"), {"t": "Space"}, emphasis]))
    assert given[-1] == emphasis
    assert spelled(given[:-1]) == ", {paragraph 4} and "
