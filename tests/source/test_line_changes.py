"""What mends the beginning of a line: an empty line before it, another mark."""

import pytest

from hakusho.source.line_changes import line_change
from written import read_texts


def changed(text, at, **how):
    _, positions = read_texts([text])
    change = line_change(text.index(at), positions, **how)
    if change is None:
        return None
    start, old, new = change
    assert text.startswith(old, start)
    return f"{text[:start]}{new}{text[start + len(old) :]}"


@pytest.mark.parametrize(
    ("text", "at", "how", "becomes"),
    [
        ("文。\n- 甲\n", "-", {"apart": True}, "文。\n\n- 甲\n"),
        ("文。\n  - 甲\n", "-", {"apart": True}, "文。\n\n  - 甲\n"),
        ("> 文。\n> - 甲\n", "-", {"apart": True, "quotes": 1}, "> 文。\n>\n> - 甲\n"),
        ("> 文。\n- 甲\n", "-", {"apart": True, "quotes": 1}, "> 文。\n>\n- 甲\n"),
        ("##題\n", "#", {"mark": ("##", "## ")}, "## 題\n"),
        ("文。\n##題\n", "#", {"mark": ("##", "## "), "apart": True}, "文。\n\n## 題\n"),
        ("- 甲\n", "-", {"apart": True}, None),
        ("文。- 甲\n", "-", {"apart": True}, None),
        ("##題\n", "#", {"mark": ("＃", "# ")}, None),
    ],
)
def test_a_change(text, at, how, becomes):
    assert changed(text, at, **how) == becomes
