"""By which pieces of text a withheld passage is known."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.ast.walk import rewrite, stringify
from hakusho.findings import Location
from hakusho.manuscript.conditions import Reader, fit, is_hidden_in, is_passage
from hakusho.manuscript.model import Chapter, Draft
from hakusho.manuscript.withheld import (
    Partition,
    comparable,
    differs_by_edition,
    may_withhold,
    partition,
    weight,
    withheld_texts,
)
from hakusho.source.positions import Positions
from read_yaml import read_yaml
from written import draft_of, read_written

CASES = read_yaml(Path(__file__).with_name("withheld.yaml"))


@pytest.fixture(scope="module")
def drafts():
    blocks, positions = read_written((case["name"], case["text"]) for case in CASES)
    return {
        case["name"]: Draft((Chapter(case["name"], each),), {}, positions)
        for case, each in zip(CASES, blocks, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pieces(drafts, case):
    reader = Reader(case.get("language", "ja"), case.get("reader", ""))
    divided = partition(drafts[case["name"]], reader, case.get("edition", ""))
    found = withheld_texts(divided, case.get("printed", ()), case.get("labels", ()))
    assert [piece.text for piece in found] == case["pieces"]


@given(
    secret=st.text(st.sampled_from("ab cé日本国の港.。,、\n「」-"), min_size=1, max_size=300),
    shown=st.lists(st.text(st.sampled_from("ab c日本.。\n"), max_size=60), max_size=3),
)
def test_pieces_come_from_the_secret_and_not_from_what_is_shown(secret, shown):
    divided = Partition(tuple(shown), ((Location("a.md", 1), secret),), ())
    pieces = withheld_texts(divided)
    whole, open_text = comparable(secret), [comparable(text) for text in shown]
    for piece in pieces:
        assert piece.text in whole
        assert not any(piece.text in text for text in open_text)
        assert 16 <= weight(piece.text) <= 42
    if not shown and weight(whole) >= 16:
        assert pieces


NAMES = st.lists(st.sampled_from(["a", "b"]), unique=True, min_size=1).map(" ".join)
EDITIONS = st.lists(st.sampled_from(["pdf", "html"]), unique=True, min_size=1).map(" ".join)


def _span(draw, inside):
    kind = draw(st.sampled_from(["only", "not", "plain"]))
    pairs = [["brief", draw(NAMES)]] if draw(st.booleans()) else []
    pairs += [["edition", draw(EDITIONS)]] if draw(st.booleans()) else []
    return {"t": "Span", "c": [["", [kind], pairs], inside]}


@st.composite
def paragraphs(draw):
    """Paragraphs of words, each word once, in nested passages and notes."""
    words = iter(range(10_000))

    def inlines(depth):
        out = []
        for _ in range(draw(st.integers(1, 3))):
            what = draw(st.integers(0, 3 if depth else 0))
            if what == 0:
                out += [{"t": "Str", "c": f"w{next(words)}x"}, {"t": "Space"}]
            elif what == 1:
                out.append({"t": "Note", "c": [{"t": "Para", "c": inlines(depth - 1)}]})
            else:
                out.append(_span(draw, inlines(depth - 1)))
        return out

    return [{"t": "Para", "c": inlines(3)} for _ in range(draw(st.integers(1, 3)))]


@given(
    blocks=paragraphs(),
    brief=st.sampled_from(["", "a", "b"]),
    edition=st.sampled_from(["pdf", "html"]),
)
def test_what_is_shown_is_what_a_reader_gets(blocks, brief, edition):
    """Two ways to one thing: the cut, and the search that must not trust it."""
    reader = Reader("en", brief)
    draft = Draft((Chapter("a.md", blocks),), {}, Positions())
    divided = partition(draft, reader, edition)

    def in_edition(element):
        hidden = is_passage(element) and is_hidden_in(element, reader, edition)
        return [] if hidden else None

    given_out = stringify(rewrite(fit(blocks, reader), in_edition), notes=True)
    everything = set(re.findall(r"w\d+x", stringify(blocks, notes=True)))
    shown = set(re.findall(r"w\d+x", "\n".join(divided.shown)))
    held = set(re.findall(r"w\d+x", "\n".join(text for _, text in divided.held)))
    assert shown == set(re.findall(r"w\d+x", given_out))
    assert held == everything - shown


def test_a_brief_shows_its_own_page_and_translations_in_its_language():
    hidden = "これは外に出してはならない秘密の文章である"
    chapter = (
        "::: {.translation lang=en of=a}\nWhat only the English brief may ever show.\n:::\n\n"
        f"[{hidden}]{{.only brief=press}}\n"
    )
    blocks, positions = read_written(
        [("1.md", chapter), ("x.md", "自分の頁の文。<!-- 覚え -->"), ("y.md", "他人の頁の文。")]
    )
    first, *own = (Chapter(f"{name}.md", each) for name, each in zip("1xy", blocks, strict=True))
    draft = Draft((first,), dict(zip("xy", own, strict=True)), positions)

    def shown(reader):
        divided = partition(draft, reader, "")
        return "".join(divided.shown), "".join(text for _, text in divided.held), divided.comments

    for reader, english, page in (
        (Reader("en", "x"), True, "自分"),
        (Reader("ja", "y"), False, "他人"),
        (Reader("ja"), False, ""),
    ):
        open_text, held, comments = shown(reader)
        assert ("English brief" in open_text) is english
        assert ("English brief" in held) is not english
        assert [name for name in ("自分", "他人") if name in open_text] == [page] * bool(page)
        assert hidden in held
        assert [text.strip() for _, text in comments] == ["覚え"]


@pytest.mark.parametrize(
    ("text", "withholds", "differs"),
    [
        ("甲", False, False),
        ("甲<!-- 覚え -->", True, False),
        ("[甲]{.only brief=x}", True, False),
        ("[甲]{.only edition=html}", True, True),
        ("[甲]{.x edition=html}", False, False),
    ],
)
def test_whether_anything_can_be_withheld_and_from_some_editions_only(text, withholds, differs):
    draft = draft_of(text)
    assert bool(may_withhold(draft)) is withholds
    assert differs_by_edition(draft) is differs


@pytest.mark.parametrize(
    ("length", "pieces"), [(15, []), (16, [16]), (40, [40]), (41, [21, 20]), (81, [27, 27, 27])]
)
def test_a_long_sentence_is_known_by_parts_of_about_one_length(length, pieces):
    letters = "abcdefghijklmnopqrstuvwxyz"
    secret = "".join(letters[(at * at + at // 26) % 26] for at in range(length))
    found = withheld_texts(Partition((), ((Location("a.md", 1), secret),), ()))
    assert [len(each.text) for each in found] == pieces


@given(st.text() | st.text("aB1_-\n Ａé\u0301①Ǆß", max_size=20))
def test_lines_are_compared_as_the_whole_text_would_be(text):
    whole = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
    assert comparable(text) == whole
