"""What libyaml reads is what ruamel.yaml reads as YAML 1.2, with the same places; the rest it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from hakusho.paper.plain_yaml import Unread, places_in, read_plain

ROOT = Path(__file__).parents[2]
SCALARS = (
    *("yes", "no", "on", "off", "y", "n", "true", "True", "TRUE", "false", "~", "null", "Null", ""),
    *(
        "0",
        "-0",
        "7",
        "-7",
        "+7",
        "007",
        "0o7",
        "0b1",
        "0x1F",
        "1_000",
        "12:30",
        "1:2:3",
        "12:30.5",
    ),
    *("1.5", "-1.50", "1.", ".5", "+.5", "1e3", "1.5e-3", ".inf", "-.inf", ".nan", "1.2.3", "."),
    *(
        "2026-04-01",
        "2026-4-1",
        "2026-02-30",
        "2026-04",
        "2026-04-01 12:30:00",
        "2026-04-01T12:30:00Z",
    ),
    *(
        "2026-04-01T12:30:00+09:00",
        "=",
        "-",
        "--",
        "-a",
        "a-",
        "0xg",
        "_",
        "1__0",
        "１２",
        "78指針",
    ),
    *("'yes'", '"no"', "'it''s'", '"a: b"', "a:b", "a#b", "a #b", "R&D", "a*", "http://a.b/c#d"),
)
PIECES = (
    *SCALARS,
    *(
        "[",
        "]",
        "{",
        "}",
        ", ",
        ": ",
        "- ",
        "? ",
        ":",
        ",",
        "\n",
        "\n ",
        "\n  ",
        "\n- ",
        "\n  - ",
        "a: ",
    ),
    *(
        "|\n",
        ">\n",
        "|-\n ",
        ">-\n ",
        ">+\n  ",
        "|2\n",
        " #",
        "# ",
        '"',
        "'",
        "\\",
        "\t",
        "\u3000",
        "港",
    ),
    *(
        "\u2028",
        "\x85",
        "\ufeff",
        "&a ",
        "*a",
        "!t ",
        "<<: ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\r\n",
        "\r",
    ),
)


def plain(value):
    """A value with the types of its parts, and the places of keys and items."""
    if isinstance(value, dict):
        items = [(plain(key), plain(inner)) for key, inner in value.items()]
        return "map", items, {key: tuple(places_in(value)[key][:2]) for key in value}
    if isinstance(value, list):
        return (
            "list",
            [plain(item) for item in value],
            [tuple(places_in(value)[at][:2]) for at in range(len(value))],
        )
    kinds = (bool, int, float, str)
    kind = next((kind for kind in kinds if isinstance(value, kind)), type(value))
    return kind, repr(kind(value)) if kind in kinds else value


def same(text):
    """Whether it was read, and then as ruamel reads it."""
    try:
        found = read_plain(text)
    except Unread:
        return False
    expected = YAML().load(text)
    assert plain(found) == plain(expected), text
    assert not isinstance(found, (CommentedMap, CommentedSeq))
    return True


@pytest.mark.parametrize("scalar", SCALARS)
@pytest.mark.parametrize("around", ["{}", "a: {}", "- {}", "a: [{}, b]", "{}: b", "a: {{b: {} }}"])
def test_a_scalar_means_the_same(scalar, around):
    same(around.format(scalar))


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a: >-\n  b\n  c\n\n  d\ne: |\n f\n  g\n\n")
@example("|\n# ")
@example("a:\n- b\n- c: d\n  e:\n- \nf:\n")
def test_any_text_means_the_same(text):
    same(text)


FILES = sorted(
    file
    for folder in ("report", "figures", "templates", "tests/papers")
    for file in (ROOT / folder).rglob("*.yaml")
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_papers_hold_is_read(file):
    text = file.read_text(encoding="utf-8")
    assert same(text) or "\\" in text
