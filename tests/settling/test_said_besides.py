"""What entries say beside title and imprint, in every shipped style (``said_besides.yaml``)."""

import re

import pytest

from validators.printed import STYLES, load_cases

CASES = load_cases("said_besides.yaml")
SHIPPED = sorted(path.stem for path in STYLES.glob("*.csl"))


@pytest.fixture(scope="module")
def printed(print_in_styles):
    """Style to what it prints of each entry: its note, its line in the bibliography."""
    keys = [re.match(r"@\w+\{(\w+)", case["bib"])[1] for case in CASES]
    texts = ["".join(f"A[@{key}].\n\n" for key in keys)]
    sources = "\n".join(case["bib"] for case in CASES)
    shown = {}
    documents = print_in_styles(texts, SHIPPED, sources=sources)
    for style, [document] in zip(SHIPPED, documents, strict=True):
        entries = {entry["id"].removeprefix("ref-"): entry["text"] for entry in document.references}
        shown[style] = [
            [note, entries[key]] for key, note in zip(keys, document.notes, strict=True)
        ]
    return shown


@pytest.mark.parametrize("style", SHIPPED)
@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_it_is_printed_in_its_place(printed, style, number):
    assert printed[style][number] == CASES[number][style]


@pytest.mark.parametrize("style", SHIPPED)
def test_no_mark_stands_twice(printed, style):
    for note, entry in printed[style]:
        twice = ("..", ",,", "”.", " ,", ", )", "( ", "、、", "。。", "（、", "、）", "『』", "()")
        assert not [mark for mark in twice if mark in f"{note}{entry}".replace("”. ", "”")], note
