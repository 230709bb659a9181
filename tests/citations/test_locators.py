from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hakusho.citations.locators import NOT_A_LOCATOR, Locator, normalise, parse_locator

CASES = YAML(typ="safe").load((Path(__file__).parent / "locators.yaml").read_text(encoding="utf-8"))
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
    expected = Locator(case.get("label", ""), case.get("value", ""), case.get("rest", ""))
    assert parse_locator(case["text"]) == expected


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


def test_an_explicit_locator_of_pandoc_is_left_alone():
    explicit = suffix(", {chap. 3}")
    assert normalise(explicit) == explicit
    assert normalise([]) == []


numbers = st.integers(min_value=1, max_value=9999)
dashes = st.sampled_from(["-", "--", "–", "—", "―", "〜", "～", "－", "‐"])


@given(first=numbers, second=numbers, dash=dashes, unit=st.sampled_from(["頁", "ページ"]))
def test_any_page_range_is_read(first, second, dash, unit):
    for prefix in (", ", "、", "，", ""):
        found = parse_locator(f"{prefix}{first}{dash}{second}{unit}")
        assert found == Locator("page", f"{first}-{second}")


@given(number=numbers)
def test_widths_do_not_matter(number):
    wide = str(number).translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert parse_locator(f", {wide}頁") == parse_locator(f", {number}頁")


@given(text=st.text(max_size=40))
def test_no_text_is_lost_or_breaks_the_braces(text):
    rewritten = spelled(normalise(suffix(text)))
    locator = parse_locator(text)
    assert locator.rest in text
    if rewritten.startswith(", {") and not text.startswith(", {"):
        inner = rewritten[3 : rewritten.index("}")]
        assert "{" not in inner
        assert "頁" not in inner
    elif text.strip() and not text.startswith(", {"):
        assert rewritten.startswith(NOT_A_LOCATOR) or not rewritten.strip()


@given(
    text=st.text(alphabet="0123456789０４６頁章注図表第条、,-–〜pagechi. 以下を参照", max_size=24)
)
def test_normalising_any_suffix_is_idempotent(text):
    once = normalise(suffix(text))
    assert normalise(once) == once
