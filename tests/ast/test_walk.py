import pytest

from hakusho.ast.build import array, attr, header, inlines_of, link, span, text, with_attr
from hakusho.ast.walk import (
    attr_of,
    elements,
    map_strings,
    rewrite,
    stringify,
    with_content,
    without_places,
)

NOTE = {"t": "Note", "c": [{"t": "Para", "c": [text("inner")]}], "at": (2, 9)}
PARAGRAPH = {"t": "Para", "c": [text("a"), {"t": "Space"}, NOTE], "at": (0, 9)}


def names(node):
    return [each["t"] for each in elements(node)]


def test_elements_come_in_document_order_parents_first():
    assert names([PARAGRAPH, header(1, [text("b")], "c")]) == [
        "Para", "Str", "Space", "Note", "Para", "Str", "Header", "Str",
    ]  # fmt: skip


def test_elements_in_citations_are_found():
    citation = {"citationId": "k", "citationPrefix": [text("see")], "citationSuffix": [NOTE]}
    assert names({"t": "Cite", "c": [[citation], []]})[:3] == ["Cite", "Str", "Note"]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (None, ["a", "inner"]),
        (text("z"), ["z", "z"]),
        ([text("y"), text("z")], ["y", "z", "y", "z"]),
        ([], []),
    ],
    ids=["keep", "replace", "splice", "delete"],
)
def test_rewrite_takes_what_the_change_answers(answer, left):
    new = rewrite([PARAGRAPH], lambda each: answer if each["t"] == "Str" else None)
    assert [each["c"] for each in elements(new) if each["t"] == "Str"] == left
    assert stringify(PARAGRAPH) == "a "  # as before


def test_what_is_kept_keeps_its_place():
    for new in (
        rewrite([PARAGRAPH], lambda each: [] if each["t"] == "Space" else None),
        map_strings([PARAGRAPH], str.upper),
    ):
        assert new[0]["at"] == (0, 9)
        assert new[0]["c"][-1]["at"] == (2, 9)
    heading = header(2, [text("b")], "c")
    heading["at"] = (3, 4)
    assert with_attr(heading, attr("d"))["at"] == (3, 4)


def test_map_strings_leaves_names_alone():
    assert map_strings(PARAGRAPH, str.upper)["c"][0] == {"t": "Str", "c": "A"}


def test_stringify_leaves_notes_out_unless_told():
    assert (stringify(PARAGRAPH), stringify(PARAGRAPH, notes=True)) == ("a ", "a inner")


def test_attributes_are_found_and_replaced_wherever_they_stand():
    named = attr("id", ["class"], [("key", "value")])
    assert named == ["id", ["class"], [["key", "value"]]]
    for element in (header(1, [text("b")], "c"), span([text("b")]), link([text("b")], "c")):
        assert attr_of(with_attr(element, named)) == named
        assert stringify(with_attr(element, named)) == "b"
    assert attr_of(PARAGRAPH) == ["", [], []]


def test_words_and_runs_of_spaces_become_inlines():
    assert inlines_of(" a  b") == [{"t": "Space"}, text("a"), {"t": "Space"}, text("b")]


def test_what_is_made_is_json():
    assert array(1, "a") == [1, "a"]
    assert span([], classes=["x"], lang="en")["c"][0] == ["", ["x"], [["lang", "en"]]]


def test_rewrite_shares_what_it_keeps_and_leaves_what_it_is_given():
    kept, changed = {"t": "Para", "c": [text("港")]}, {"t": "Para", "c": [text("船")]}
    given = [kept, changed]
    new = rewrite(given, lambda each: text("舟") if each.get("c") == "船" else None)
    assert new[0] is kept
    assert (new[1]["c"], changed["c"]) == ([text("舟")], [text("船")])
    same = rewrite(given, lambda _element: None)
    assert same == given
    assert same is not given


def test_places_are_left_out_however_deep():
    cited = {"citationId": "a", "at": [1, 2], "citationSuffix": [{"t": "Space", "at": [2, 3]}]}
    node = {"t": "Cite", "c": [[cited], []], "at": [0, 4], "attributes": [3, 4]}
    bare = {"citationId": "a", "citationSuffix": [{"t": "Space"}]}
    assert without_places([node]) == [{"t": "Cite", "c": [[bare], []]}]
    assert cited["at"] == [1, 2]


CITED = {"citationId": "a", "citationPrefix": [text("see")], "citationSuffix": [text("p.")]}
CITE = {"t": "Cite", "c": [[CITED], [text("[@a]")]], "at": (0, 4)}


def _upper(element):
    return text(element["c"].upper()) if element["t"] == "Str" else None


def test_what_stands_in_a_citation_is_rewritten_as_well():
    (new,) = rewrite([CITE], _upper)
    assert new["c"][0] == [
        {**CITED, "citationPrefix": [text("SEE")], "citationSuffix": [text("P.")]}
    ]
    assert new["c"][1] == [text("[@A]")]
    assert CITED["citationPrefix"] == [text("see")]
    one = rewrite([CITE], lambda each: text("above") if each.get("c") == "see" else None)[0]
    assert one["c"][0] == [{**CITED, "citationPrefix": [text("above")]}]
    (same,) = rewrite([CITE], lambda each: text("s") if each.get("c") == "[@a]" else None)
    assert same["c"][0][0] is CITED


def test_an_element_by_itself_is_rewritten():
    assert rewrite(PARAGRAPH, _upper)["c"][0] == text("A")
    assert rewrite(text("a"), _upper) == text("A")


def test_the_content_of_an_element_or_of_a_record_is_changed_and_not_its_place():
    assert with_content(CITE, lambda content: [content]) == {**CITE, "c": [CITE["c"]]}
    assert with_content(CITED, str) == {key: str(value) for key, value in CITED.items()}
    for empty in (text("a"), {"t": "Space"}):
        assert with_content(empty, lambda _content: None) is empty
