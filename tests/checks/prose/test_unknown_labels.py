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
