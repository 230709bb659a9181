"""Keys of cross-references, ours and those of others, and what parts them from the text beside them."""

from __future__ import annotations

import pytest

from hakusho.source.cross_reference_marks import (
    is_cross_reference,
    meant_by,
    names_unnumbered,
    with_separators,
)
from hakusho.source.positions import Prepared
from hakusho.values.marks import Mark


@pytest.mark.parametrize(
    ("key", "ours"),
    [
        ("fig:a", "fig-a"),
        ("Fig-a", "fig-a"),
        ("figures_a:b", "fig-a:b"),
        ("tab:x", "tbl-x"),
        ("tables:x", "tbl-x"),
        ("sec_c", "sec-c"),
        ("chap:x", "sec-x"),
        ("chapter-x", "sec-x"),
        ("fig:", ""),
        ("figurative", ""),
        ("eq:a", "eq-a"),
        ("eqn-a", "eq-a"),
        ("lst:a", "lst-a"),
        ("thm:a", ""),
        ("sato2016", ""),
    ],
)
def test_a_key_in_another_manner_is_meant_as_ours(key, ours):
    assert meant_by(key) == ours


@pytest.mark.parametrize(
    ("key", "answers"),
    [
        ("fig-a", (True, False)),
        ("tbl-a", (True, False)),
        ("sec-a", (True, False)),
        ("figa", (False, False)),
        ("eq-a", (True, False)),
        ("lst-a", (True, False)),
        ("thm-a", (False, True)),
        ("Thm:a", (False, True)),
        ("equal", (False, False)),
    ],
)
def test_what_a_key_names(key, answers):
    assert (is_cross_reference(key), names_unnumbered(key)) == answers


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("は@fig-aである", "は|@fig-a|である"),
        ("_@fig-a_", "_|@fig-a|_"),
        ("（@fig-a）", "（@fig-a）"),
        ("@fig-a", "@fig-a"),
        ("@fig-a [b]", "@fig-a| [b]"),
        ("@fig-a\n [b]", "@fig-a|\n [b]"),
        ("@fig-a[^b]", "@fig-a[^b]"),
        ("@fig-a.", "@fig-a."),
        ("@fig-a.b", "@fig-a|.b"),
        ("@fig-a、@tbl-b-", "@fig-a、@tbl-b-"),
        ("\n@sec-a b", "\n@sec-a b"),
        ("は@sato2016、", "は@sato2016、"),
        ("か\u3099@か\u3099く2020", "か\u3099@がく2020"),
        ("@がく2020", "@がく2020"),
    ],
)
def test_a_cross_reference_is_parted_from_letters_that_touch_it(text, parted):
    prepared = with_separators(Prepared(text))
    assert prepared.text.replace(Mark.SEPARATOR, "|") == parted
