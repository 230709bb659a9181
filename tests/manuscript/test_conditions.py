"""Chapters fitted to their readers; and that a reader gets the same whatever others get."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.ast.walk import attr_of, stringify
from hakusho.manuscript.conditions import Reader, fit, is_hidden_in, reader_of, withheld_anchors
from hakusho.manuscript.model import Chapter, Draft
from hakusho.source.positions import Positions
from read_yaml import read_yaml
from written import draft_of, read_texts

CASES = read_yaml(Path(__file__).with_name("conditions.yaml"))


@pytest.fixture(scope="module")
def parsed():
    blocks, _ = read_texts(case["text"] for case in CASES)
    return dict(zip((case["name"] for case in CASES), blocks, strict=True))


def _inlines(items):
    return "".join(_inline(item) for item in items)


def _inline(item):
    kind = item["t"]
    if kind == "Note":
        return f"(n:{_blocks(item['c'])})"
    if kind == "Cite":
        return f"{{{stringify(item['c'][0][0]['citationSuffix']).strip()}}}"
    if kind == "Span":
        ident, classes, pairs = attr_of(item)
        said = dict(pairs)
        inside = _inlines(item["c"][1])
        if "edition" in said:
            return f"<{classes[0]} {said['edition']}>{inside}</>"
        more = " ".join([*classes, *(f"{key}={value}" for key, value in pairs)])
        return f"[{ident} {more}]{inside}[/]"
    return stringify(item)


def _blocks(blocks):
    out = []
    for block in blocks:
        content = block["c"]
        match block["t"]:
            case "Para" | "Plain":
                out.append(_inlines(content))
            case "Header":
                out.append(_inlines(content[2]))
            case "BulletList":
                out += [_blocks(item) for item in content]
            case "Div":
                out.append(_blocks(content[1]))
            case "BlockQuote":
                out.append(_blocks(content))
            case "Figure":
                out.append(f"(fig:{_blocks(content[1][1])})")
    return "|".join(out)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_fit(parsed, case):
    for reader in ("report", "minister", "press"):
        if reader in case:
            name = "" if reader == "report" else reader
            assert _blocks(fit(parsed[case["name"]], Reader("ja", name))) == case[reader], reader


def test_blocks_without_passages_are_not_copied():
    blocks = [{"t": "Para", "c": [{"t": "Str", "c": "x"}]}]
    assert fit(blocks, Reader("ja")) is blocks


_NAMES = st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(" ".join)


@given(
    kind=st.sampled_from(["only", "not"]),
    brief=_NAMES,
    edition=st.lists(st.sampled_from(["pdf", "html"]), unique=True).map(" ".join),
    reader=st.sampled_from(["", "a", "b", "c"]),
    written=st.sampled_from(["pdf", "html"]),
)
def test_not_shows_exactly_what_only_hides(kind, brief, edition, reader, written):
    def hidden(name):
        pairs = [["brief", brief]] * bool(brief) + [["edition", edition]] * bool(edition)
        span = {"t": "Span", "c": [["", [name], pairs], [{"t": "Str", "c": "x"}]]}
        return is_hidden_in(span, Reader("ja", reader), written)

    other = {"only": "not", "not": "only"}[kind]
    if brief or edition:
        assert hidden(kind) != hidden(other)


WITHHELD = """\
[甲]{.only brief=minister #one} [乙]{.not edition=html #two}

::: {.only brief="press"}
# 題 {#three}

[丙]{.not brief=minister #four}
:::

::: {.translation lang=en of=three}
# T {#five}
:::

[丁]{.only brief=press #one}
"""


@pytest.mark.parametrize(
    ("brief", "anchors"),
    [
        ("", {"one": "a.md:1:4", "three": "a.md:3:5", "four": "a.md:3:5"}),
        ("minister", {"one": "a.md:13:4", "three": "a.md:3:5", "four": "a.md:3:5"}),
        ("press", {"one": "a.md:1:4"}),
    ],
)
def test_anchors_in_what_a_reader_does_not_get(brief, anchors):
    found = withheld_anchors(draft_of(WITHHELD), Reader("ja", brief))
    assert {ident: str(place) for ident, place in found.items()} == anchors


@pytest.mark.parametrize(
    ("name", "path", "reader"),
    [
        ("", "", Reader("ja")),
        ("minister", "report/briefs/minister.md", Reader("ja", "minister")),
        ("ports-a", "report/briefs/ports.md", Reader("ja", "ports-a", "ports")),
    ],
)
def test_whom_a_brief_is_made_for(name, path, reader):
    draft = Draft((), {name: Chapter(path, [])}, Positions())
    assert reader_of(draft, name, "ja") == reader
    assert reader.is_named(["x", "ports"]) is (reader.family == "ports")
