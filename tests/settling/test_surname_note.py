"""What the style surname-note-ja prints, against texts written from guides for authors."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hakusho.citations.choices import Choices
from hakusho.citations.style import load_style
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import StyleSource
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("surname_note.yaml"))
WORKS, NOTES = CASES["works"], CASES["notes"]
STYLE = {"style": "surname-note-ja", "sources": "surname_note.bib"}
KEYS = sorted(work["key"] for work in WORKS)
SHIPPED = Path(__file__).parents[2] / "templates/citations/surname-note-ja.csl"


def test_the_style_is_usable():
    files = [
        SourceFile(path.name, path.read_text(encoding="utf-8"))
        for path in (SHIPPED, SHIPPED.with_suffix(".yaml"))
    ]
    style, findings = load_style(StyleSource(*files))
    assert not findings
    assert style.choices.short_titles.japanese == "always"


def _document(work):
    """A work, another one, and this work again."""
    places = [f", {place}" for place in work.get("at", ())] or ["", ""]
    other = "kurita" if work["key"] != "kurita" else "itayama"
    return f"甲[@{work['key']}{places[0]}]。乙[@{other}]。丙[@{work['key']}{places[1]}]。"


@pytest.fixture(scope="module")
def works(print_citations):
    printed = print_citations([_document(work) for work in WORKS], **STYLE)
    return dict(zip((work["key"] for work in WORKS), printed, strict=True))


@pytest.fixture(scope="module")
def notes(print_citations):
    printed = {}
    for restart in ("document", "chapter"):
        cases = [case for case in NOTES if case.get("restart", "document") == restart]
        texts = print_citations([case["text"] for case in cases], restart=restart, **STYLE)
        printed.update(zip((case["name"] for case in cases), texts, strict=True))
    return printed


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work["key"])
def test_each_kind_of_work_first_later_and_in_the_bibliography(works, work):
    printed = works[work["key"]]
    first, _, later = printed.notes
    entries = {entry["id"]: entry["text"] for entry in printed.references}
    assert (first, later) == (work["first"], work["later"])
    assert entries[f"ref-{work['key']}"] == work["entry"]


@pytest.mark.parametrize("case", NOTES, ids=lambda case: case["name"])
def test_notes_read_as_they_should(notes, case):
    assert notes[case["name"]].notes == case["notes"]
    if "body" in case:
        assert notes[case["name"]].body == case["body"]


def test_no_mark_of_ours_is_left(works, notes):
    for printed in (*works.values(), *notes.values()):
        whole = "".join([printed.body, *printed.notes, *(e["text"] for e in printed.references)])
        assert not [char for char in whole if "\ue000" <= char <= "\uf8ff" or char == "\u2e31"]


def test_a_copy_of_the_style_is_changed_by_its_two_files(print_citations, tmp_path):
    house = tmp_path / "house.csl"
    text = SHIPPED.read_text(encoding="utf-8")
    text = text.replace("同上", "同").replace("&#xE005;他", "&#xE005;ほか")
    house.write_text(text, encoding="utf-8")
    choices = "by_language: true\nrange_dash: {japanese: ～, western: –}\n"
    choices += "short_titles: {japanese: never}\nothers: {japanese: ら, western: ' and others'}\n"
    house.with_suffix(".yaml").write_text(choices, encoding="utf-8")
    text = "甲[@four, 1-2頁]。乙[@four, 3頁]。@four は。@knopf said [@knopf, pp. 3-4]."
    [printed] = print_citations([text], style=house, sources="surname_note.bib")
    assert printed.body == "甲[1]。乙[2]。甲野ら[3]は。Knopf and others[4] said.[5]"
    assert printed.notes == [
        "甲野一ほか「四人の論文」『防衛学研究』第61号（2019年9月）1～2頁。",
        "同、3頁。",
        "甲野ほか「四人の論文」。",
        "Jeff Knopf et al., “Four Hands,” *Orbis*, Vol. 54, No. 1 (Winter 2010).",
        "Ibid., pp. 3–4.",
    ]


def test_a_style_that_prints_months_as_numbers_prints_no_season(print_citations, tmp_path):
    style = tmp_path / "numeric.csl"
    style.write_text(
        """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
        <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
        <citation><layout><date variable="issued" form="numeric"/></layout></citation></style>""",
        encoding="utf-8",
    )
    [printed] = print_citations(["A [@smith]."], style=style, sources="surname_note.bib")
    assert printed.notes == ["2021"]


RANGES = st.tuples(st.integers(1, 2000), st.integers(1, 90)).map(lambda two: (two[0], sum(two)))
CITATIONS = st.tuples(st.sampled_from(KEYS), st.none() | RANGES, st.sampled_from(("", "hand")))
DOCUMENTS = st.lists(st.lists(CITATIONS, min_size=1, max_size=3), min_size=1, max_size=8)


def _abbreviated(first, last):
    """145-9 for 145 and 149: what authors type and the style must fill up."""
    first, last = str(first), str(last)
    same = 0
    while len(first) == len(last) and same < len(last) - 1 and first[same] == last[same]:
        same += 1
    return f"{first}-{last[same:]}"


def _note(citations):
    places = [f", {_abbreviated(*place)}頁" if place else "" for _, place, _ in citations]
    cited = [f"@{key}{place}" for (key, _, _), place in zip(citations, places, strict=True)]
    if citations[0][2] == "hand":
        return "^[" + "。また".join(f"[{one}]" for one in cited) + "。]"
    return f"[{'; '.join(cited)}]"


@given(batch=st.lists(DOCUMENTS, min_size=20, max_size=20))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_sequence_prints_zenkei_or_an_abbreviated_range(print_citations, batch):
    texts = ["本文".join(map(_note, document)) + "。" for document in batch]
    for document, printed in zip(batch, print_citations(texts, **STYLE), strict=True):
        assert len(printed.notes) == len(document)
        for citations, note in zip(document, printed.notes, strict=True):
            assert "前掲" not in note
            assert "op. cit." not in note
            for _, place, _ in citations:
                assert place is None or f"{place[0]}-{place[1]}" in note


def test_every_choice_is_in_the_page_on_styles():
    page = (SHIPPED.parents[2] / "docs/citation-styles.md").read_text(encoding="utf-8")
    choices = page.partition("## Choices")[2].partition("\n## ")[0]
    assert {line.split("`")[1] for line in choices.splitlines() if line.startswith("| `")} == set(
        Choices.model_fields
    )
