import pytest

from hakusho.checks.citations import check_citations, check_glued
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.model import CitationUse
from hakusho.findings import Location
from hakusho.paper.load import SourceFile

BIB = "@book{itayama2021, title={A}}\n@book{ja2016, title={B}}\n@book{が, title={C}}\n"


@pytest.fixture
def bibliography():
    return load_bibliography([SourceFile("bib/a.bib", BIB)])[0]


def uses(*keys):
    return tuple(CitationUse(key, Location("ch.md", n, 3)) for n, key in enumerate(keys, 1))


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("itayama2012", "Did you mean itayama2021?"),
        ("Itayama2021", "Did you mean itayama2021?"),
        ("nothinglikeit", ""),
        (
            "ja2016は",
            "ja2016 is: the text after it is taken as part of the key. Write @{ja2016}.",
        ),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(bibliography, key, hint):
    found = [f for f in check_citations(uses(key), bibliography) if f.rule.id == "CIT001"]
    assert [(f.location, f.hint) for f in found] == [(Location("ch.md", 1, 3), hint)]
    assert key in found[0].message


def test_entries_that_nothing_cites_are_named_at_their_line(bibliography):
    found = check_citations(uses("itayama2021", "か\u3099"), bibliography)
    assert [(f.rule.id, str(f.location)) for f in found] == [("CIT004", "bib/a.bib:2:1")]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("本文に@ja2016がある。", 4),
        ("本文に@{ja2016}がある。", 4),
        ("word@ja2016 more", 5),
        ("[@a, 3頁][@b]", 9),
    ],
)
def test_what_pandoc_would_print_literally_is_found(text, column):
    found = check_glued("ch.md", f"一行目\n{text}\n")
    assert [(f.rule.id, f.location) for f in found] == [("CIT005", Location("ch.md", 2, column))]


def test_the_hint_says_what_to_write():
    [finding] = check_glued("ch.md", "本文に@ja2016がある。")
    assert finding.hint == "Write [@ja2016], or leave a space before @{ja2016}."


@pytest.mark.parametrize(
    "text",
    [
        "本文[@ja2016]と [@ja2016; @b]。",
        "@ja2016 は、@{ja2016}は",
        "図は@fig-xを、表は@tbl-a、章は@sec-bにある",
        "`に@ja2016` と\n```\nに@ja2016\n```\n",
        "連絡先はinfo@example.orgまで、また office@example.co.jp へ",
        "<https://example.org/に@ja2016> と [見よ](https://example.org/a@b)",
        "{{ fact('x') }}と[^1]と^[注][@ja2016]",
        "（@ja2016）「@ja2016」",
    ],
)
def test_what_is_fine_is_not_found(text):
    assert check_glued("ch.md", text) == ()
