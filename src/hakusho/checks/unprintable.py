"""TYP: raw markup, links and languages that no reader knows, lines that a PDF cannot say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, children
from hakusho.citations.entries import UNREAD
from hakusho.findings import Finding, Location, Subject, Text, say
from hakusho.manuscript.index import is_comment
from hakusho.values.addresses import NETWORK, SCHEMES, scheme_of
from hakusho.values.languages import is_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.ast.nodes import Element
    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.source.positions import Positions

_NAMES = {"html": "HTML", "tex": "LaTeX", "latex": "LaTeX", "typst": "Typst", "openxml": "Word XML"}
_CITE = re.compile(r"\\[a-zA-Z]*cite[a-zA-Z]*\*?(?:\[[^\]]*\])*\{(?P<keys>[^{}]+)\}")
_PLACE = re.compile(r"\\[a-zA-Z]*cite[a-zA-Z]*\*?(?:\[[^\]]*\])?\[(?P<place>[^\]]+)\]\{")
_IN_MARKDOWN = {
    "br": say("A line ends with \\ before the line break; a paragraph with an empty line."),
    "img": say('A picture is written ![caption](file){{#fig-name alt="…"}}.'),
    **dict.fromkeys(("sup", "sub"), say("Write x^2^ and H~2~O.")),
    **dict.fromkeys(("b", "strong"), say("Write **…**.")),
    **dict.fromkeys(("i", "em"), say("Write *…*.")),
    **dict.fromkeys(("u", "ins"), say("Write [ … ]{{.underline}}.")),
    **dict.fromkeys(
        ("center", "font", "big", "small"),
        say("The frame sets where words stand and how large they are: leave the tag out."),
    ),
    **dict.fromkeys(("div", "p"), say("A paragraph ends with an empty line; leave the tag out.")),
    "a": say("Write [words](address)."),
    **dict.fromkeys(("ruby", "rt"), say('Write [漢字]{{ruby="かんじ"}}.')),
    "table": say('Write a table of Markdown, or {{{{ table("…") }}}} of a data file.'),
}
"""How the text says what a tag does."""
_NOTE = say("Write a note: ^[…].")
_PAGE = say("Pages break by themselves; frame: institute begins each chapter on one of its own.")
_HEADING = say("A heading is written # …, one below it ## ….")
_IN_LATEX = {
    **dict.fromkeys(
        ("ref", "cref", "Cref", "autoref", "eqref", "nameref", "pageref", "vref"),
        say("Refer to it by its id: @fig-…, @tbl-…, @eq-… or @sec-…."),
    ),
    "label": say("An id stands behind what it names: {{#fig-…}}, {{#sec-…}}."),
    **dict.fromkeys(("footnote", "footnotetext", "thanks", "endnote"), _NOTE),
    **dict.fromkeys(("textbf", "bf", "bfseries", "strong"), _IN_MARKDOWN["b"]),
    **dict.fromkeys(("emph", "textit", "it", "em", "itshape"), _IN_MARKDOWN["i"]),
    **dict.fromkeys(("underline", "uline"), _IN_MARKDOWN["u"]),
    **dict.fromkeys(("textsuperscript", "textsubscript"), _IN_MARKDOWN["sup"]),
    **dict.fromkeys(("url", "href"), _IN_MARKDOWN["a"]),
    "ruby": _IN_MARKDOWN["ruby"],
    **dict.fromkeys(("newpage", "clearpage", "pagebreak", "cleardoublepage"), _PAGE),
    **dict.fromkeys(("chapter", "section", "subsection", "subsubsection", "paragraph"), _HEADING),
    **dict.fromkeys(("includegraphics", "figure"), _IN_MARKDOWN["img"]),
    **dict.fromkeys(("table", "tabular", "longtable", "tabularx"), _IN_MARKDOWN["table"]),
    "itemize": say("Write a list: each item on a line of its own, with - before it."),
    "enumerate": say("Write a list: each item on a line of its own, with 1. before it."),
    **dict.fromkeys(("quote", "quotation"), say("Write > before each line.")),
    **dict.fromkeys(("equation", "align", "gather", "eqnarray"), say("Write a formula: $$…$$.")),
}
"""How the text says what a command or an environment of LaTeX does."""
_COMMAND = re.compile(r"\\(?:begin\{)?(?P<name>[A-Za-z]+)")
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)")


def check_markup(draft: Draft) -> Iterator[Finding]:
    """TYP001 for raw markup, TYP003 for links with a scheme other than http, https, mailto."""
    for text in draft.texts:
        opened: set[str] = set()
        for element in text.elements:
            if element["t"] in {"RawBlock", "RawInline"} and not is_comment(element["c"][1]):
                yield from _raw(element["c"], _place(element, draft, text), opened)
            elif element["t"] == "Link":
                target = element["c"][2][0]
                scheme = scheme_of(target)
                if scheme not in {"", NETWORK, *SCHEMES}:  # of another machine's TYP007 speaks
                    message, hint = "links may not use '{scheme}:'", "Use https, http or mailto."
                    where = _place(element, draft, text, target)
                    yield Finding.of("TYP003", where, message, hint, scheme)


def _place(node: Element, draft: Draft, text: Chapter, words: str = "") -> Location:
    """Where a node stands, or words in it."""
    at = node.get("at")
    return draft.positions.place(draft.positions.find(at, words)) if at else Location(text.path)


def _raw(raw: tuple[str, str], where: Location, opened: set[str]) -> Iterator[Finding]:
    """TYP001 for raw markup, but not for the end of an element whose beginning is found."""
    language, markup = raw
    tag = _TAG.match(markup)
    if tag and tag["closing"] and tag["name"] in opened:
        return
    if tag:
        opened.add(tag["name"])
    name, shown = _NAMES.get(language, language), markup.strip().split("\n")[0][:40]
    hint = say(
        "What one edition only can show does not belong in the text: use Markdown. For a "
        "literal < or \\ write \\< or \\\\."
    )
    if cited := _CITE.match(markup):
        advice = "A citation is written [@{keys}]."
        keys = "; @".join(key.strip() for key in cited["keys"].split(","))
        about = Subject(UNREAD, cited["keys"].partition(",")[0].strip())
        if place := _PLACE.match(markup):
            keys = f"{keys}, {place['place'].strip()}"
        yield Finding.of(
            "TYP001", where, "raw {name}: {shown}", advice, name, shown, keys, subject=about
        )
        return
    if language == "html" and tag:
        hint = _said_by(_IN_MARKDOWN, tag["name"].lower(), hint)
    elif language in {"tex", "latex"} and (command := _COMMAND.match(markup)):
        hint = _said_by(_IN_LATEX, command["name"], hint)
    yield Finding.of("TYP001", where, "raw {name}: {shown}", hint, name, shown)


def _said_by(words: Mapping[str, Text], name: str, otherwise: Text) -> Text:
    return words.get(name, otherwise)


def check_languages(chapter: Chapter, positions: Positions) -> Iterator[Finding]:
    """TYP012 for each ``lang`` that is no language tag: Typst and screen readers know none such."""
    for node in chapter.elements:
        for key, value in attr_of(node)[2]:
            if key == "lang" and not is_tag(value):
                at = node.get("attributes", node.get("at", (0, 0)))
                message, hint = "'{lang}' is no language tag", "Write ja, en, en-GB or zh-Hant."
                where = positions.place(positions.find(at, value))
                yield Finding.of("TYP012", where, message, hint, value)


_LINES = frozenset({"Strikeout", "Underline"})


def check_lines(chapter: Chapter, positions: Positions) -> Iterator[Finding]:
    """TYP013 for words with two lines, which a tagged PDF cannot say (ISO 32000-2, 14.8.5).

    Words in a note are none of the words that mark it.
    """
    waiting: list[tuple[Element, bool]] = [(node, False) for node in children(chapter.blocks)]
    while waiting:
        node, lined = waiting.pop()
        if node["t"] in _LINES and lined:
            message = "words are both struck out and underlined, which a PDF cannot say"
            hint = "Take one of the two away."
            yield Finding.of("TYP013", positions.place(node.get("at", (0, 0))[0]), message, hint)
        inside = node["t"] in _LINES or (lined and node["t"] != "Note")
        waiting += [(each, inside) for each in children(node)]
