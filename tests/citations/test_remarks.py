"""What an entry says beside its title and imprint: additions, those who helped, how far it is published."""

import pytest

from hakusho.citations.remarks import address_in, known_state, publication_state, remarks
from hakusho.citations.works import works_of
from validators.bib_files import parse_bibliography


def work(**fields):
    text = ",".join(f"{name} = {{{value}}}" for name, value in fields.items())
    entries, findings = parse_bibliography("a.bib", f"@book{{k, {text}}}")
    assert not findings
    return next(iter(works_of(entries)))


@pytest.mark.parametrize(
    "field",
    [
        *("titleaddon", "booktitleaddon", "maintitleaddon", "journaltitleaddon"),
        *("issuetitleaddon", "eventtitleaddon", "howpublished", "note", "addendum"),
    ],
)
def test_every_addition_is_printed(field):
    assert remarks(work(**{field: "mimeographed."}), japanese=False, taken="") == "mimeographed"
    assert remarks(work(**{field: "謄写版。"}), japanese=True, taken="") == "謄写版"


def test_additions_stand_in_the_order_of_biblatex_and_once():
    given = {
        "addendum": "z",
        "note": "y",
        "titleaddon": "a",
        "howpublished": "b",
        "foreword": "C, D",
    }
    assert remarks(work(**given), japanese=False, taken="") == "a, b, foreword by D C, y, z"
    assert remarks(work(note="a", addendum="a"), japanese=True, taken="") == "a"
    assert remarks(work(note="a", addendum="b"), japanese=True, taken="a") == "b"


@pytest.mark.parametrize(
    ("field", "japanese", "english"),
    [
        ("introduction", "序論", "introduction by"),
        ("foreword", "序文", "foreword by"),
        ("afterword", "後記", "afterword by"),
        ("commentator", "解説", "commentary by"),
        ("annotator", "注釈", "annotations by"),
        ("editora", "編", "edited by"),
        ("editorb", "編", "edited by"),
        ("editorc", "編", "edited by"),
    ],
)
def test_those_who_helped_are_named_with_what_they_did(field, japanese, english):
    names = work(**{field: "甲野, 一郎 and 乙野, 次郎"})
    assert remarks(names, japanese=True, taken="") == f"甲野一郎・乙野次郎{japanese}"
    names = work(**{field: "Poe, Ann and Roe, Bo"})
    assert remarks(names, japanese=False, taken="") == f"{english} Ann Poe and Bo Roe"


@pytest.mark.parametrize(
    ("kind", "japanese", "english"),
    [
        ("compiler", "編", "compiled by"),
        ("founder", "創刊", "founded by"),
        ("continuator", "続編", "continued by"),
        ("redactor", "校訂", "redacted by"),
        ("reviser", "改訂", "revised by"),
        ("organizer", "企画", "organized by"),
        ("collaborator", "編集協力", "in collaboration with"),
        ("Supervisor", "監修", "supervised by"),
        ("監修", "監修", "supervised by"),
        ("anything", "編", "edited by"),
    ],
)
def test_what_second_editors_did(kind, japanese, english):
    second = {"editorbtype": kind}
    assert (
        remarks(work(editorb="甲野, 一郎", **second), japanese=True, taken="")
        == f"甲野一郎{japanese}"
    )
    assert (
        remarks(work(editorb="Poe, Ann", **second), japanese=False, taken="")
        == f"{english} Ann Poe"
    )


@pytest.mark.parametrize(
    ("words", "japanese", "english"),
    [
        ("forthcoming", "近刊", "forthcoming"),
        ("To appear.", "近刊", "to appear"),
        ("in-press", "印刷中", "in press"),
        ("accepted", "掲載決定", "accepted"),
        ("in preparation", "準備中", "in preparation"),
        ("submitted", "投稿中", "submitted"),
        ("under review", "査読中", "under review"),
        ("in review", "査読中", "under review"),
        ("prepublished", "早期公開", "published ahead of print"),
        ("Advance online publication", "早期公開", "advance online publication"),
        ("OnlineFirst", "早期公開", "online first"),
        ("Epub ahead of print", "早期公開", "ahead of print"),
        ("近刊", "近刊", "forthcoming"),
        ("査読中", "査読中", "under review"),
        ("早期公開", "早期公開", "published ahead of print"),
        ("刊行予定", "刊行予定", "forthcoming"),
        ("出版予定", "出版予定", "forthcoming"),
        ("掲載予定", "掲載予定", "forthcoming"),
        ("out of print", "", ""),
    ],
)
def test_states_of_publication_in_both_languages(words, japanese, english):
    assert known_state(words, japanese=True) == japanese
    assert known_state(words, japanese=False) == english
    for field in ("note", "addendum", "howpublished"):
        assert publication_state(work(**{field: words}), japanese=True) == japanese
        if japanese:  # said once
            assert remarks(work(**{field: words}), japanese=True, taken="") == ""


def test_a_declared_state_comes_first_and_may_be_any():
    assert (
        publication_state(work(pubstate="inpress", note="submitted"), japanese=False) == "in press"
    )
    assert publication_state(work(pubstate="out soon"), japanese=False) == "out soon"
    assert publication_state(work(pubstate="published", note="in press"), japanese=False) == ""


@pytest.mark.parametrize(
    ("fields", "address", "said"),
    [
        ({"howpublished": "\\url{https://a.example/b}"}, "https://a.example/b", ""),
        ({"howpublished": "Leaflet, https://a.example/b"}, "https://a.example/b", "Leaflet"),
        ({"note": "https://a.example/b"}, "https://a.example/b", ""),
        ({"note": "Accessed at https://a.example/b"}, "https://a.example/b", ""),
        ({"note": "Mirrored at https://a.example/b"}, "", "Mirrored at https://a.example/b"),
        ({"howpublished": "Online"}, "", ""),
        ({"note": "doi: 10.1/a", "doi": "10.1/a"}, "", ""),
        ({"note": "Etc.."}, "", "Etc.."),
    ],
)
def test_addresses_in_free_texts_are_no_words(fields, address, said):
    assert address_in(work(**fields)) == address
    assert remarks(work(**fields), japanese=False, taken="") == said
