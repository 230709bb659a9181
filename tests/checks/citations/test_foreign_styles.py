"""CIT060 and CIT061: what a style from elsewhere does not do."""

import pytest

from hakusho.checks.citations.foreign_styles import is_in_title_case
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.choices import Choices
from hakusho.citations.style import Style
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile

CSL = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<citation><layout>{}</layout></citation></style>"
)
TITLE = '<text variable="title"{}/>'
LOCATOR = '<text variable="locator"/>'
TITLES = {
    "capital": ["The New Politics of Alliances", "Sea Power and the Limits of Trade",
                "Watching the Straits in Bad Weather"],
    "small": ["The new politics of {NATO}", "Sea power and the limits of trade in {Japan}", "The Cuban Missile Crisis"],
}  # fmt: skip
BIB = "\n".join(
    f"@book{{{kind}{at}, author = {{Smith, John}}, title = {{{title}}}, date = {{2020}}, langid = {{english}}}}"
    for kind, titles in TITLES.items()
    for at, title in enumerate(titles)
)


def style(*parts, **choices):
    return Style("bib/house.csl", "in-text", CSL.format("".join(parts)), Choices(**choices))


def paper(text):
    return {"text": text, "bib": BIB}


def cited(kind, count=3):
    return ["A [" + "; ".join(f"@{kind}{at}" for at in range(count)) + "]."]


@pytest.mark.parametrize(
    ("texts", "parts", "choices", "found"),
    [
        (cited("capital"), [TITLE.format("")], {}, 1),
        (cited("capital"), [TITLE.format(' text-case="sentence"')], {}, 1),
        (cited("capital"), [TITLE.format(' text-case="title"')], {}, 0),
        (
            cited("capital"),
            ['<text macro="title-of-it" text-case="title"/>', TITLE.format("")],
            {},
            0,
        ),
        (cited("capital"), [TITLE.format("")], {"by_language": True}, 0),
        (cited("capital"), [LOCATOR], {}, 0),
        (cited("capital", 2), [TITLE.format("")], {}, 0),
        (cited("small"), [TITLE.format("")], {}, 0),
        ([*cited("capital"), *cited("small", 1)], [TITLE.format("")], {}, 1),
        ([*cited("capital"), *cited("small", 2)], [TITLE.format("")], {}, 0),
    ],
)
def test_titles_in_title_case(audit, texts, parts, choices, found):
    [findings] = audit([paper("\n\n".join(texts))], "CIT060", style=style(*parts, **choices))
    assert len(findings) == found


@pytest.mark.parametrize(
    ("title", "capital"),
    [
        ("The New Politics of Alliance Burdens", True),
        ("Deterrence: Theory and Practice in Distant Asia", True),
        ("Missiles and Men", False),
        ("The Gulf War", False),
        ("Japan and China agree on a hotline", False),
        ("NATO and the EU in the USA and UN", False),
        ("", False),
    ],
)
def test_title_case(title, capital):
    text = f"@book{{a, title = {{{title}}}, langid = {{english}}}}"
    entries = load_bibliography([SourceFile("a.bib", text)])[0].entries
    [work] = works_of(entries.values())
    assert is_in_title_case(work) is capital


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        (
            "A [@small0, p. 46; @small1, 第3章].",
            [TITLE.format("")],
            ["small0, p.\N{NO-BREAK SPACE}46"],
        ),
        ("A [@small0; @small1, and more].", [TITLE.format("")], []),
        ("A [@small0, p. 46].", [TITLE.format(""), LOCATOR], []),
    ],
)
def test_places_that_are_not_printed(audit, text, parts, found):
    [findings] = audit([paper(text)], "CIT061", style=style(*parts))
    assert len(findings) == len(found)
    assert [
        finding.message[-len(each) :] for each, finding in zip(found, findings, strict=True)
    ] == found
