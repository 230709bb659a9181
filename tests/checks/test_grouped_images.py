"""What is meant as a figure of several images, and is none or lacks something."""

from __future__ import annotations

import pytest

from hakusho.checks.crossrefs import check_crossrefs
from hakusho.checks.grouped_images import check_figure_groups
from hakusho.manuscript.index import index_of
from written import draft_of

WHOLE = "::: {#fig-q}\n![旧](a){#fig-q-a}\n\n![新](b){#fig-q-b}\n\n二つの岸壁[@k]\n:::\n"


def _found(text):
    draft = draft_of(text)
    findings = check_figure_groups(draft.chapters, draft.positions)
    return [(each.rule.id, each.location.line, each.location.column) for each in findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WHOLE, []),
        ("::: {#fig-q}\n![](a) ![](b)\n\n題\n:::\n", []),
        ("::: {#quays}\n![旧](a)\n:::\n", []),
        ("::: {#fig-q}\n![旧](a)\n:::\n", [("FIG018", 1, 1)]),
        ("::: {#fig-q .only brief=x}\n![旧](a)\n\n題\n:::\n", [("FIG018", 1, 1)]),
        ("::: {#fig-q}\n![旧](a)\n\n文。\n\n題\n:::\n", [("FIG018", 4, 1)]),
        (WHOLE.replace("旧", "旧[@k]"), [("FIG019", 2, 4)]),
        (WHOLE.replace("新", "新^[注。]"), [("FIG019", 4, 4)]),
        (WHOLE.replace("{#fig-q-b}", ""), [("XRF008", 4, 1)]),
    ],
)
def test_what_is_no_figure_is_found_where_it_stands(text, found):
    assert _found(text) == found


def test_an_id_used_twice_and_a_part_that_is_not_there_are_found():
    draft = draft_of(WHOLE.replace("q-b", "q-a") + "\n@fig-q、@fig-q-a、@fig-q-c。\n")
    findings = list(check_crossrefs(index_of(draft.chapters, draft.positions)))
    assert [(f.rule.id, f.location.line) for f in findings] == [("XRF001", 9), ("XRF002", 4)]
