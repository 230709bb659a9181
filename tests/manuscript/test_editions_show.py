"""What one edition shows of a finished document and another does not."""

from pathlib import Path

import pytest

from hakusho.ast.walk import elements
from hakusho.manuscript.conditions import of_edition
from hakusho.paper.source_file import SourceFile
from hakusho.settling.inlines import words_of
from hakusho.settling.slots import take_out
from hakusho.source.parse import parse
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("editions_show.yaml"))
NAMES = [case["name"] for case in CASES]


@pytest.fixture(scope="module")
def finished():
    sources = tuple(SourceFile(f"{at}.md", case["text"]) for at, case in enumerate(CASES))
    parsed, _ = parse(sources, seconds=300)
    taken = [take_out(blocks, cites_in_notes=True, by_chapter=False)[0] for blocks in parsed]
    return dict(zip(NAMES, taken, strict=True))


def _line(inlines):
    spans = [each["c"][0] for each in inlines if each["t"] == "Span"]
    attrs = [
        ident or " ".join(classes) or dict(pairs)["lang"]
        for ident, classes, pairs in spans
        if "note" not in classes
    ]
    words = "".join(
        f"({dict(each['c'][0][2])['number']})"
        if each["t"] == "Span" and "note" in each["c"][0][1]
        else words_of(each)
        for each in inlines
    )
    return "".join(f"<{name}>" for name in attrs) + words


def _block(block):
    match block["t"]:
        case "Para" | "Plain":
            return _line(block["c"])
        case "BulletList":
            return "".join(f"*{_blocks(item)}" for item in block["c"])
        case "OrderedList":
            return "".join(f"#{_blocks(item)}" for item in block["c"][1])
        case "BlockQuote":
            return f">{_blocks(block['c'])}"
    raise AssertionError(block["t"])


def _blocks(blocks):
    return "|".join(map(_block, blocks))


@pytest.mark.parametrize("edition", ["pdf", "html"])
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_an_edition_shows(finished, case, edition):
    shown = of_edition(finished[case["name"]], edition)
    assert _blocks(shown) == case[edition]
    attrs = (each["c"][0] for each in elements(shown) if each["t"] in {"Span", "Div"})
    assert not any(key == "edition" for _, _, pairs in attrs for key, _ in pairs)


def test_a_document_that_all_editions_show_alike_is_not_copied():
    (blocks,), _ = parse((SourceFile("a.md", "A [b]{.wide} [c]{.only}.\n"),), seconds=300)
    assert of_edition(blocks, "pdf") is blocks
