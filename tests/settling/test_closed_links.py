"""A finished document holds no link to what may not be opened, whoever made it."""

from hakusho.ast.build import attr, inlines_of, link, with_attr
from hakusho.ast.walk import elements, stringify
from hakusho.settling.closed_links import without_closed_links


def _paragraph(*targets):
    return [{"t": "Para", "c": [link(inlines_of(f"語 {target}"), target) for target in targets]}]


def test_the_words_of_a_closed_link_stay():
    blocks = _paragraph(
        "javascript:x", "https://example.org", "#sec-a", "//host/x", "mailto:a@b.example"
    )
    left = without_closed_links(blocks)
    links = [each["c"][2][0] for each in elements(left) if each["t"] == "Link"]
    assert links == ["https://example.org", "#sec-a", "mailto:a@b.example"]
    assert stringify(left) == stringify(blocks)


def test_a_link_in_a_note_and_one_in_another_element_are_seen():
    closed = with_attr(link(inlines_of("語"), "data:x"), attr("a"))
    blocks = [
        {
            "t": "Para",
            "c": [{"t": "Note", "c": [{"t": "Para", "c": [{"t": "Emph", "c": [closed]}]}]}],
        }
    ]
    assert not [each for each in elements(without_closed_links(blocks)) if each["t"] == "Link"]


def test_a_document_without_one_is_the_same():
    blocks = _paragraph("https://example.org")
    assert without_closed_links(blocks) is blocks
