"""citeproc: what it is asked, and what it answers.

It always runs under an English locale, since its Japanese one sorts kana wrongly and has 前掲 for
ibid.; the style words Japanese by itself. That is the locale which the style asks for, or the
paper's where it asks for none: British for a paper in en-GB (see
``docs/decisions/citations.md``).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from hakusho.ast.build import array, header, inlines_of
from hakusho.ast.walk import without_places
from hakusho.citations.csl_dates import in_any_style
from hakusho.citations.locators import for_any_style
from hakusho.citations.style import NAMESPACE
from hakusho.tools.pandoc import stream_lua
from hakusho.values.letters import is_wide
from hakusho.values.marks import BODY_END, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Block, Citation, Div, Inline
    from hakusho.citations.csl_json import Item
    from hakusho.citations.style import Style
    from hakusho.settling.slots import Slot

API_VERSION = [1, 23, 1]
"""Of the AST that pandoc reads and writes."""
SCRIPT = Path(__file__).parent / "citeproc.lua"
"""What asks it."""
_CSL = f"{{{NAMESPACE}}}"
_OPUS = frozenset({"op.", "opp.", "op", "opp", "opus", "opera", "p.", "pp."})
"""How the English locale labels an opus."""
_TITLES = frozenset({"title", "title-short", "container-title", "collection-title"})
_QUOTATION = re.compile("“(.*?)”")
_ENGLISH = re.compile("en-[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Form:
    """A citation style, and what its CSL file says of the text around its citations."""

    style: Style
    stops: bool  # whether it ends each citation with a full stop of its own
    stop_in_quotes: bool  # whether a full stop goes inside “…”
    locale: str  # the English that it asks for, or its document has
    single_quotes: bool  # whether we set “…” as ‘…’, which other styles leave to citeproc
    numeric_months: bool  # whether it prints months as numbers
    knows_circa: bool  # whether it has a form for uncertain dates
    # At the end of a text, how it labels an opus: as one go through citeproc the places that we
    # word ourselves (:mod:`hakusho.citations.locators`).
    place_label: re.Pattern[str]


def form_of(style: Style, english: str = "en-US") -> Form:
    """Read the form of a style, in the English of its document if it asks for none."""
    root = etree.fromstring(style.text.encode())
    asked = root.get("default-locale", english)
    locale = asked if _ENGLISH.fullmatch(asked) else "en-US"
    options = (each.get("punctuation-in-quote") for each in root.iter(f"{_CSL}style-options"))
    in_quotes = next(filter(None, options), "true" if locale == "en-US" else "false")
    layout = root.find(f"{_CSL}citation/{_CSL}layout")
    dates = (each.get("form", "") for each in root.iter(f"{_CSL}date", f"{_CSL}date-part"))
    opus = (each for each in root.iter(f"{_CSL}term") if each.get("name") == "opus")
    labels = {part.strip() for term in opus for part in map(str, term.itertext())} - {""}
    label = "|".join(map(re.escape, sorted(labels | _OPUS)))
    return Form(
        style=style,
        stops=layout is not None and layout.get("suffix") == ".",
        stop_in_quotes=in_quotes == "true",
        locale=locale,
        single_quotes=style.choices.by_language and locale == "en-GB",
        numeric_months=any(form.startswith("numeric") for form in dates),
        knows_circa="is-uncertain-date" in style.text,
        place_label=re.compile(
            rf"(?<![^\x00-@\[-`{{-\x7f])(?:{label})[ \u00a0\u202f]*$", re.IGNORECASE
        ),
    )


def request(slots: Sequence[Slot], items: Sequence[Item], form: Form, csl: str) -> dict[str, Any]:
    """A document in pandoc's AST, for :func:`run`: the citations alone, one paragraph each.

    ``csl`` is the path of the style's file, from where pandoc runs.
    """
    everything: Citation = {
        "citationId": "*",
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    meta = {
        "csl": csl,
        "references": [_reference(item, form) for item in items],
        # All stand in the bibliography, and make others ambiguous, whichever are cited here.
        "nocite": [{"t": "Cite", "c": array([everything], [])}],
        "lang": form.locale,
        "notes-after-punctuation": False,
        "link-citations": False,
        "link-bibliography": False,
    }
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {key: _meta(value) for key, value in meta.items()},
        "blocks": [block for slot in slots for block in _paragraph(slot, form)],
    }


def run(requests: Sequence[Mapping[str, Any]], folder: Path, seconds: float) -> list[list[Block]]:
    """Let citeproc word requests, all in one process, in the folder where their styles lie.

    Returns:
        The blocks of each answer, for :func:`rendered`.

    Raises:
        PandocError: If pandoc fails, or needs longer (PandocTimeoutError).
    """
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in requests)
    answers = "".join(stream_lua(SCRIPT, [], text=lines, folder=folder, seconds=seconds))
    return [json.loads(answer)["blocks"] for answer in answers.split("\n") if answer]


def rendered(blocks: Sequence[Block]) -> tuple[list[list[Inline]], list[Div]]:
    """The inlines of each slot and the entries of the bibliography in an answer of citeproc."""
    citations = [block["c"] for block in blocks if block["t"] == "Para"]
    last = blocks[-1] if blocks else None
    if last is None or last["t"] != "Div" or last["c"][0][0] != "refs":
        return citations, []
    return citations, [entry for entry in last["c"][1] if entry["t"] == "Div"]


def _paragraph(slot: Slot, form: Form) -> Iterator[Block]:
    if slot.begins_chapter:
        yield header(1, [], "", ["reset-citation-positions"])
    citations = slot.citations
    if not form.style.choices.by_language:
        citations = [_in_any_style(each) for each in citations]
    # The same citations elsewhere in the text are the same question.
    cite: Inline = {"t": "Cite", "c": array(without_places(citations), [])}
    # A citation that begins a note is not put in parentheses and keeps its lower case.
    if slot.in_note and not slot.starts:
        cite = {"t": "Note", "c": [{"t": "Para", "c": [cite]}]}
    yield {"t": "Para", "c": [cite]}


def _in_any_style(citation: Citation) -> Citation:
    """A citation whose place the style words itself."""
    changed = citation.copy()
    changed["citationSuffix"] = for_any_style(citation["citationSuffix"])
    return changed


def _reference(item: Item, form: Form) -> dict[str, Any]:
    """An item; in a form that any style understands where the style is not made for Japanese."""
    made = dict(item)
    if form.style.choices.by_language:
        return made
    for key, value in item.items():
        if isinstance(value, (list, tuple)):
            made[key] = [_with_whole_name(each) for each in value]
        elif key in _TITLES and "“" in value:
            made[key] = _with_quotations(value)
        elif isinstance(value, dict):
            # A season would be printed as a month's number: 15/2021.
            seasons = not form.numeric_months
            made[key] = in_any_style(value, knows_circa=form.knows_circa, knows_seasons=seasons)
    return made


def _with_whole_name(name: Mapping[str, str]) -> Mapping[str, str]:
    """A name that is marked as ending in no initial: a Japanese one, a body's."""
    given, literal = name.get("given", ""), name.get("literal", "others")
    if literal != "others":
        return {**name, "literal": f"{literal}{BODY_END}"}
    return {**name, "given": f"{given}{Mark.GIVEN_END}"} if is_wide(given[:1]) else name


def _with_quotations(title: str) -> list[Inline]:
    """A title with its quotations as such, so that citeproc alternates their marks with its own."""
    out: list[Inline] = []
    for at, piece in enumerate(_QUOTATION.split(title)):
        inlines = inlines_of(piece)
        if at % 2:
            out.append({"t": "Quoted", "c": array({"t": "DoubleQuote"}, inlines)})
        else:
            out += inlines
    return out


def _meta(value: Any) -> dict[str, Any]:
    """Plain data as pandoc's metadata."""
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {key: _meta(each) for key, each in value.items()}}
    if isinstance(value, (list, tuple)):
        if value and isinstance(value[0], dict) and "t" in value[0]:
            return {"t": "MetaInlines", "c": value}
        return {"t": "MetaList", "c": [_meta(each) for each in value]}
    return {"t": "MetaString", "c": str(value)}
