"""Which attributes editions hold: those of the table, and for templates what no program acts upon."""

import pytest

from hakusho.manuscript.known_names import printed_name

STYLED = frozenset({"rating", "onclick", "style"})


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("lang", "lang"),
        ("width", "width"),
        ("startFrom", "startFrom"),
        ("data-x", "data-x"),
        ("aria-label", "aria-label"),
        ("rating", "data-rating"),
        ("ruby", "ruby"),
        ("furigana", ""),
        ("onclick", ""),
        ("OnClick", ""),
        ("style", ""),
        ("href", ""),
        ("xlink:href", ""),
        ("caption-number", ""),
    ],
)
def test_an_attribute_in_the_editions(key, printed):
    assert printed_name(key, lambda: STYLED) == printed


def test_templates_are_not_read_for_a_known_name():
    assert printed_name("lang", lambda: pytest.fail("read")) == "lang"
    assert printed_name("onload", lambda: pytest.fail("read")) == ""
