"""CIT001 and CIT004."""

from __future__ import annotations

import pytest

BIB = "@book{itayama2021, title={A}}\n@book{ja2016, title={B}}\n@book{が, title={C}}\n"


_NUMBERED = (
    "Only figures, tables, sections, equations and listings have numbers: @fig-…, @tbl-…, @sec-…, "
    "@eq-…, @lst-…."
)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("itayama2012", "Did you mean itayama2021?"),
        ("Itayama2021", "Did you mean itayama2021? It differs in case only."),
        (
            "ｊａ２０１６",
            "Did you mean ja2016? It differs in the width of characters only.",
        ),
        ("nothinglikeit", ""),
        ("fig:a", "A cross-reference is written @fig-a, and its target {#fig-a}."),
        ("Fig-a", "A cross-reference is written @fig-a, and its target {#fig-a}."),
        ("tab:x", "A cross-reference is written @tbl-x, and its target {#tbl-x}."),
        ("chap:x", "A cross-reference is written @sec-x, and its target {#sec-x}."),
        (
            "thm-one",
            _NUMBERED,
        ),
        ("lst:x", "A cross-reference is written @lst-x, and its target {#lst-x}."),
        ("figaro2020", ""),
        (
            "ja2016は",
            "ja2016 is: the text after it is taken as part of the key. Write @{ja2016}.",
        ),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(audit, key, hint):
    [found] = audit([{"text": f"一行目\n本文[@{key}]。", "bib": BIB}], "CIT001")
    assert [(str(f.location), f.hint) for f in found] == [("c1.md:2:4", hint)]
    assert key in found[0].message


_AUTHORS = (
    "@book{tanaka2023, author={田中, 洋}, title={甲}, date={2023}}\n"
    "@book{mori1, author={森岡, 一}, title={乙}, date={2020}}\n"
    "@book{mori2, author={森岡, 二}, title={丙}, date={2020}}\n"
    "@book{aida-2019, author={会田, 三}, title={丁}, date={2019}}\n"
)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[@田中2023, 46頁]", "Write @tanaka2023, the entry of that author and year."),
        ("[@森岡2020]", "Several entries are of that author and year: @mori1, @mori2."),
        ("@tanaka2023:12頁", "Write [@tanaka2023, 12頁], with a comma before the place."),
        ("@sec‐musubi を", "Write @sec-musubi: the hyphen ‐ ends the key."),
        ("[@aida–2019]", "Write @aida-2019: the hyphen – ends the key."),
        (
            "[港]{#図写真}は @図写真 の",
            (
                "An id that is referred to begins with fig-, tbl-, sec-, eq- or lst-: write "
                "{#fig-name} and @fig-name."
            ),
        ),
    ],
)
def test_a_key_that_was_meant_otherwise(audit, text, hint):
    [found] = audit([{"text": f"{text}\n", "bib": _AUTHORS}], "CIT001")
    assert [str(each.hint) for each in found] == [hint]


_OTHERS = (
    "@book{mori1, author={森岡, 一}, title={乙}, date={2020}, ids={mori:sea, morioka}, xdata={p}}\n"
    "@book{aida, author={会田, 三}, title={丁}, date={2019}}\n"
    "@set{both, entryset={mori1, aida}}\n@xdata{p, publisher={潮書房}}\n"
)


@pytest.mark.parametrize(
    ("key", "message", "hint"),
    [
        (
            "both",
            "both is a set of entries (@set), and no work",
            "Write [@mori1; @aida].",
        ),
        ("morioka", "morioka stands for mori1 (ids, @set)", "Write @mori1."),
        (
            "p",
            "p is there for other entries (@xdata, @set), and is no work",
            "Cite an entry that takes them.",
        ),
    ],
)
def test_a_key_that_is_no_works_own(audit, key, message, hint):
    text = f"[@{key}]と[@mori1; @aida]。\n"
    paper = {"text": text, "bib": _OTHERS}
    [[found]] = audit([paper], "CIT001")
    assert (found.message, found.hint) == (message, hint)
    assert audit([paper], "CIT004") == [[]]


def test_a_paper_without_a_bibliography_is_told_once(audit):
    [found] = audit([{"text": "一行目\n本文[@a; @b]と[@c]。", "bib": ""}], "CIT001")
    assert [str(each.location) for each in found] == ["c1.md:2:4"]
    assert found[0].hint == "Write there, for example: bibliography: [bib/references.bib]."


NUMBERED = (
    "@book{nagata, title={A}, isbn={978-4-00-000001-X}}\n"
    "@article{mori, title={B}, doi={https://doi.org/10.1000/AB.1}}\n"
)
_ADD = "A work is cited by the citekey of its entry: add one, and write @citekey."


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("doi:10.1000/ab.1", "Write @mori: that entry has this number."),
        ("DOI:10.1000/AB.1", "Write @mori: that entry has this number."),
        ("doi:10.1000/ab.2", _ADD),
        ("isbn:978400000001X", "Write @nagata: that entry has this number."),
        ("ISBN:978-4-00000-001-x", "Write @nagata: that entry has this number."),
        ("isbn:9784000000018", _ADD),
        ("isbn:10.1000/ab.1", _ADD),
        ("pmid:123", ""),
    ],
)
def test_a_work_that_is_cited_by_its_number_has_an_entry_or_needs_one(audit, key, hint):
    [found] = audit([{"text": f"本文[@{{{key}}}]。", "bib": NUMBERED}], "CIT001")
    assert [each.hint for each in found] == [hint]


def test_an_entry_that_cannot_be_read_is_mended_first(audit):
    bib = BIB + "@book{broken, title={C}\n@book{last, title={D}}\n"
    [found] = audit([{"text": "本文[@broken]と[@itayama2021]。", "bib": bib}], "CIT001")
    assert [(each.message, each.hint) for each in found] == [
        ("the entry broken cannot be read", "Mend it first: a.bib:4:1."),
    ]


def test_entries_that_nothing_cites_are_named_at_their_line(audit):
    [found] = audit([{"text": "本文[@itayama2021]と[@か\u3099]。", "bib": BIB}], "CIT004")
    assert [(str(f.location).split(":")[1], f.entry) for f in found] == [("2", "ja2016")]


def test_citations_of_the_same_name_may_be_meant_for_an_entry_that_nothing_cites(audit):
    bib = BIB + "@book{itayama2017, title={E}}\n@book{other2017, title={F}}\n"
    given = {
        "text": "本文[@itayama2021]。\n\nまた[@itayama2021, 77頁]と[@ja2016; @か\u3099]。",
        "bib": bib,
    }
    [found] = audit([given], "CIT004")
    assert [(each.entry, [o.location.line for o in each.related]) for each in found] == [
        ("itayama2017", [1, 3]),
        ("other2017", []),
    ]


def test_known_keys_pass(audit):
    text = "本文[@itayama2021; @ja2016]と@{が}は、@fig-xも。"
    assert audit([{"text": text, "bib": BIB}], "CIT001") == [[]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("島の名はHawai`iと綴る。\n\n一[@none]。\n\nふたたびHawai`iの話である。", ["3:3"]),
        ("逆引用符\\`を打ち、[@none]。また\\`を打つ。", ["1:12"]),
        ("- 項目\n\n    ~~~~~\n    [@none]\n    ~~~~~\n\n本文[@none]。", ["7:4"]),
    ],
)
def test_code_is_what_pandoc_takes_for_code(audit, text, found):
    [unknown] = audit([{"text": text, "bib": BIB}], "CIT001")
    assert [str(each.location).removeprefix("c1.md:") for each in unknown] == found
