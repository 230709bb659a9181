"""Direct quotations: which one a citation gives the source of.

A reader must be able to tell words that are quoted from words that are only named, and so must
we. Only the plain forms are read: the citation stands directly after the closing mark, or ends
the sentence in which the quotation is reported (``「…」と述べた[@k]``), or ends a block quote.
Titles stand in 『』 and are none; whether 「…」 is a title is for the check to decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import BlockQuote, Cite, Element, Inline, Tree

CITED = "\ufffc"
"""Stands for a citation or a note in the text around it."""
_BLANKS = frozenset({"Space", "SoftBreak", "LineBreak"})
_FIXED = {**dict.fromkeys(_BLANKS, " "), "Cite": CITED, "Note": CITED, "RawInline": ""}

_LONGEST = 4000
_NEAR = 120
"""Characters between a quotation and the citation that reports it, at most."""
_MARKS = re.compile(r"[」”]")
_CLOSED = re.compile(r"[」”][\s.,;:、。．，]{0,2}$")
_REPORTED = re.compile(
    r"」(?:など|等|とも|の)?と(?:も|は|の|を)?[^「」『』。\ufffc]{0,10}?"
    r"(?:述べ|指摘|説明|主張|記し|記され|記載|語っ|語る|論じ|明記|定義|評し|評価|宣言|強調|表現|"
    r"答え|答弁|発言|批判|警告|結論|規定|定め|書い|書か|言う|言っ|いう|いっ|した|し(?:て|、|$)|"
    r"する|される|され(?:た|て))[^「」『』。\ufffc]{0,10}$"
)
_SAID = re.compile(
    r"”,?\s+(?:\S+\s+){0,4}?(?:said|says|wrote|writes|argued|argues|noted|notes|stated|states|"
    r"observed|observes|found|warned|warns|concluded|concludes|declared|put it|puts it)"
    r"(?:\s+\S+){0,3}\s*$"
)
_STOP = re.compile(r"[。！？]|[.!?][”\"]?\s")


def quotation_before(inlines: Sequence[Element], at: int) -> str:
    """The words between marks whose source stands at a place; empty if no quotation ends there.

    The place is the index of the citation among its siblings, or of the note that begins with it.
    """
    if not _MARKS.search(_text_before(inlines, at, _NEAR)):
        return ""
    text = _text_before(inlines, at, _LONGEST)
    quotation, start = _quoted_at(text, max(text.rfind("」"), text.rfind("”")))
    if _CLOSED.search(text):
        return quotation
    if _REPORTED.search(text) or _SAID.search(text):
        opening = _STOP.split(text[:start])[-1]
        return "" if _MARKS.search(opening) else quotation
    return ""


def quotation_of_block(block: BlockQuote) -> tuple[str, Cite | None]:
    """A block quote's text, and the citation that ends it."""
    end = block["c"][-1] if block["c"] else None
    inlines = end["c"] if end and end["t"] in {"Para", "Plain"} else []
    last = next((item for item in reversed(inlines) if not _is_stop(item)), None)
    text = " ".join(plain_text(inner) for inner in block["c"]).replace(CITED, "")
    return text.strip(), last if last and last["t"] == "Cite" else None


def first_citation(block: Element | None) -> Cite | None:
    """The citation in brackets with which a paragraph begins."""
    if block is None or block["t"] not in {"Para", "Plain"} or not block["c"]:
        return None
    first = block["c"][0]
    if first["t"] != "Cite" or first["c"][0][0]["citationMode"]["t"] == "AuthorInText":
        return None
    return first


def plain_text(node: Tree) -> str:
    """The text of inlines or blocks with quotation marks, citations and notes as :data:`CITED`."""
    return "".join(map(_spelled, children([node])))


def _spelled(element: Element) -> str:
    match element["t"]:
        case "Str":
            return element["c"]
        case "Quoted":
            marks = "“”" if element["c"][0]["t"] == "DoubleQuote" else "‘’"
            return f"{marks[0]}{plain_text(element['c'][1])}{marks[1]}"
        case "Code" | "Math":
            return element["c"][1]
        case "Link":
            return f"{plain_text(element['c'][1])} <{element['c'][2][0]}>"
        case kind if kind in _FIXED:
            return _FIXED[kind]
        case _:
            return "".join(map(_spelled, children(element)))


def _text_before(inlines: Sequence[Element], at: int, longest: int) -> str:
    """The text that ends where the citation stands, no further back than it can matter."""
    pieces: list[str] = []
    length = 0
    while at > 0 and length <= longest:
        at -= 1
        item = inlines[at]
        pieces.append(item["c"] if item["t"] == "Str" else plain_text(item))
        length += len(pieces[-1])
    return "".join(reversed(pieces))


def _quoted_at(text: str, end: int) -> tuple[str, int]:
    """The text that a closing mark closes, and where its opening mark stands."""
    closing = text[end]
    opening = "「" if closing == "」" else "“"
    depth = 0
    for at in range(end, -1, -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return text[at + 1 : end], at
    return "", 0


def _is_stop(item: Inline) -> bool:
    if item["t"] in _BLANKS:
        return True
    return item["t"] == "Str" and not item["c"].strip("。.．、,)）]」』”")
