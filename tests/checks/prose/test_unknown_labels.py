"""Words that stand beside the text: a figure's labels are read, the names of its columns are not."""

from __future__ import annotations

import pytest

from hakusho.checks.prose.unknown_words import check_unknown_labels, labels_in


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("figures/ships.yaml", "kind: line\nvalue: populaton\nseries: goverment\n", []),
        ("figures/ships.yaml", "kind: line\nunit: populaton\n", [2]),
        ("figures/ships.yaml", "values:\n  a: populaton\n", [2]),
        ("figures/data/ships.yaml", "- value: populaton\n", [1]),
        ("figures/data/ships.yaml", "value: populaton\n", [1]),
        ("report/report.yaml", "slug: populaton\ntitle: The goverment\n", [2]),
    ],
)
def test_a_column_that_a_figure_names_is_no_word(path, text, told):
    assert [
        each.location.line for each in check_unknown_labels(labels_in({path: text}), ())
    ] == told


@pytest.mark.parametrize(
    ("label", "told"), [("屋市と。", [1]), ("葛\U000e0100屋市と。", []), ("葛\ufe00屋市と。", []), ("市屋と。", [])]
)  # fmt: skip
def test_what_stands_behind_a_form_of_a_kanji_is_no_word_of_its_own(label, told):
    labels = labels_in({"figures/a.yaml": f"title: {label}\n"})
    assert [each.location.line for each in check_unknown_labels(labels, ())] == told
