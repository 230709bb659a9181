"""The cut: a brief's own text with the report's parts in their places, as a manuscript.

Nothing is numbered or cited yet: the brief takes the report's path from here on, so notes count
from 1, the first citation of a work is a full one, and figures are numbered as they stand here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr, with_attr
from hakusho.ast.walk import PLACES, attr_of, elements, rewrite
from hakusho.briefs.lineage import LENGTH
from hakusho.findings import (
    NOTHING,
    Finding,
    Location,
    Subject,
    Text,
    also,
    did_you_mean,
    noun,
    say,
)
from hakusho.manuscript.conditions import fit, reader_of
from hakusho.manuscript.excerpts import Excerpt, excerpt_of, lone_excerpts
from hakusho.manuscript.index import is_comment
from hakusho.manuscript.read import manuscript_of
from hakusho.paper.folders import CHAPTERS_FOLDER
from hakusho.source.template_calls import calls_in
from hakusho.values.languages import LANGUAGES

if TYPE_CHECKING:
    from hakusho.ast.nodes import Block, Element, Inline, ListAttributes, Range
    from hakusho.briefs.parts import Offer, Parts, Section
    from hakusho.manuscript.indexed import Index
    from hakusho.manuscript.model import Manuscript
    from hakusho.paper.briefs import BriefSource
    from hakusho.source.positions import Positions

_CHAPTERS = (Subject("file", CHAPTERS_FOLDER),)
"""What a brief asks for may stand in one that cannot be read."""
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Taken:
    """A part of the report in a brief."""

    kind: str  # ``section``, ``figure``, ``table`` or ``points``
    of: str  # its id; for points the brief's name
    digest: str  # of what it says, numbers of the data included


@dataclass(frozen=True, slots=True)
class Cut:
    """A brief's text, ready for the report's path, and the report's parts in it, in order."""

    manuscript: Manuscript
    taken: tuple[Taken, ...]


def cut(brief: BriefSource, offer: Offer) -> tuple[Cut | None, tuple[Finding, ...]]:
    """Cut a brief from a report.

    Args:
        brief: What is wanted.
        offer: Of the report. A brief in another language than its own takes translations.

    Returns:
        The brief, ``None`` if its text could not be parsed; and BRF011 for what the
        report does not have, BRF012 for what stands twice, BRF013 for a part that is not asked
        for in a paragraph of its own, BRF016 for what is not translated.
    """
    draft = offer.draft
    own = draft.briefs.get(brief.name)
    if own is None:
        return None, ()
    reader = reader_of(draft, brief.name, brief.language)
    written = fit(own.blocks, reader)
    cutting = _Cutting(offer.parts_for(reader), own.path, draft.positions, brief.language)
    cutting.taken = {
        ident: cutting.place(element.get("attributes", element.get("at")))
        for element in elements(written)
        if (ident := attr_of(element)[0])
    }
    blocks = cutting.filled(written)
    # A link of the brief's own that leads nowhere, in the report either, is for XRF001 to find.
    mistaken = _link_targets(written).difference(offer.ids)
    text = replace(own, blocks=_without_gaps(_without_dangling_links(blocks, mistaken)))
    made = Cut(manuscript_of((text,), draft), tuple(cutting.parts_taken))
    return made, tuple(cutting.findings)


def digest_of(said: object) -> str:
    """A short digest of blocks, or of other values that JSON can hold.

    Of blocks it is what they print: neither where they stand in their files nor where lines
    end nor a comment changes it.
    """
    plain = _as_printed(said)
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()[:LENGTH]


def _as_printed(node: object) -> object:
    if isinstance(node, dict):
        return {key: _as_printed(value) for key, value in node.items() if key not in PLACES}
    if not isinstance(node, list):
        return node
    out: list[object] = []
    for item in node:
        kind = item.get("t") if isinstance(item, dict) else None
        if kind in {"Space", "SoftBreak"}:
            continue
        if kind in {"RawBlock", "RawInline"} and is_comment(item["c"][1]):
            continue
        if kind == "Str" and out and isinstance(out[-1], dict) and out[-1].get("t") == "Str":
            out[-1] = {"t": "Str", "c": out[-1]["c"] + item["c"]}
            continue
        out.append(_as_printed(item))
    return out


@dataclass(slots=True)
class _Cutting:
    """One pass over a brief's text, in document order."""

    parts: Parts
    path: str
    positions: Positions
    language: str
    level: int = 0
    findings: list[Finding] = field(default_factory=list)
    taken: dict[str, Location] = field(default_factory=dict)
    parts_taken: list[Taken] = field(default_factory=list)

    def place(self, at: Range | None) -> Location:
        """Where something stands; the brief alone where that is not known."""
        return self.positions.place(at[0]) if at else Location(self.path)

    def asked(self, excerpt: Excerpt) -> Location:
        """Where a part is asked for: at its name, unless that is computed."""
        start = self.positions.start(excerpt.at[0]) if excerpt.at else -1
        for call in calls_in(self.path, self.positions):
            if (call.start, call.function, call.first) == (start, excerpt.kind, excerpt.of):
                return self.positions.at(self.path, call.arguments[0].typed[0][0])
        return self.place(excerpt.at)

    def filled(self, blocks: list[Block]) -> list[Block]:
        out: list[Block] = []
        for block in blocks:
            excerpts = lone_excerpts(block)
            if excerpts:
                out += [each for excerpt in excerpts for each in self._part(excerpt)]
            elif block["t"] == "Div":
                attr, content = block["c"]
                out.append({**block, "c": array(attr, self.filled(content))})
            else:
                if block["t"] == "Header":
                    self.level = block["c"][0]
                out += self._without_places([block])
        return out

    def _part(self, excerpt: Excerpt) -> list[Block]:
        where = self.asked(excerpt)
        if excerpt.kind == "points":
            return self._points(excerpt, where)
        if excerpt.kind == "section":
            found = self.parts.sections.get(excerpt.of)
            blocks = None if found is None else _fitted(found, excerpt, self.level)
        else:
            exhibit = self.parts.exhibits.get(excerpt.of)
            under = [note] if (note := self.parts.notes.get(excerpt.of)) else []
            kept = exhibit is not None and exhibit["t"].lower() == excerpt.kind
            blocks = [exhibit, *under] if exhibit and kept else None
        if blocks is None:
            self.findings.append(self._missing(excerpt, where))
            return []
        if not self._may_take(blocks, where):
            return []
        self.parts_taken.append(Taken(excerpt.kind, excerpt.of, digest_of(blocks)))
        return _in_width(blocks, excerpt.width) if excerpt.width else blocks

    def _may_take(self, blocks: list[Block], where: Location) -> bool:
        """Whether none of these blocks' ids stands in the brief already; found once if one does."""
        ids = _ids(blocks)
        ident = next((each for each in ids if each in self.taken), None)
        if ident is None:
            self.taken |= dict.fromkeys(ids, where)
            return True
        message = "'{id}' stands in this brief already"
        hint = "Leave one of them out, or take a section with subsections=false."
        related = also(self.taken[ident], "the first time")
        self.findings.append(Finding.of("BRF012", where, message, hint, ident, related=related))
        return False

    def _points(self, excerpt: Excerpt, where: Location) -> list[Block]:
        wanted = [
            list(point.blocks)
            for point in self.parts.points
            if excerpt.of in point.briefs and excerpt.group in {"", point.group}
        ]
        if not wanted:
            self.findings.append(self._missing(excerpt, where))
            return []
        if not self._may_take([block for blocks in wanted for block in blocks], where):
            return []
        self.parts_taken.append(Taken("points", excerpt.of, digest_of(wanted)))
        if excerpt.form == "paragraphs":
            return [block for blocks in wanted for block in blocks]
        items = [[_tight(blocks[0])] if len(blocks) == 1 else blocks for blocks in wanted]
        if excerpt.form == "numbers":
            style: ListAttributes = array(1, {"t": "Decimal"}, {"t": "Period"})
            return [{"t": "OrderedList", "c": array(style, items)}]
        return [{"t": "BulletList", "c": items}]

    def _missing(self, excerpt: Excerpt, where: Location) -> Finding:
        if excerpt.kind == "points":
            group = f' as="{excerpt.group}"' if excerpt.group else ""
            missing = say("no chapter has a point for '{brief}'", excerpt.of)
            if group:
                missing = say("{problem} with{group}", missing, group)
            mark = 'Mark passages in the chapters: [text]{{.point for="{brief}"{group}}}.'
            values = (excerpt.of, group)
            others = {name for point in self.parts.points for name in point.briefs} - {excerpt.of}
            if near := did_you_mean(excerpt.of, sorted(others)):
                return Finding.of("BRF011", where, missing, near, because=_CHAPTERS)
            return Finding.of("BRF011", where, missing, mark, *values, because=_CHAPTERS)
        if excerpt.of in self.parts.untranslated:
            language = noun(LANGUAGES[self.language])
            message = "the {kind} '{of}' is not translated into {language}"
            advice = (
                'Write ::: {{.translation lang="{lang}" of="{of}"}} … ::: beside it in its chapter.'
            )
            told = (noun(excerpt.kind), excerpt.of, language, self.language)
            return Finding.of("BRF016", where, message, advice, *told)
        known = self.parts.ids(excerpt.kind)
        message = "the report has no {kind} '{of}'"
        all_known = say("It has: {known}.", ", ".join(known)) if known else NOTHING
        if excerpt.kind == "section" and self.parts.titles and not known:
            title = min(self.parts.titles)
            all_known = say(
                "No heading has an id. Give it one at its end: {title} {{#sec-…}}", title
            )
        hint = self._by_title(excerpt) or did_you_mean(excerpt.of, known, all_known)
        values = (noun(excerpt.kind), excerpt.of)
        return Finding.of("BRF011", where, message, hint, *values, because=_CHAPTERS)

    def _by_title(self, excerpt: Excerpt) -> Text:
        """The hint where a heading's words, or a caption's, stand in the place of an id."""
        ident = self.parts.id_of_title(excerpt.kind, excerpt.of)
        if ident:
            return say('It is called {ident} there: {kind}("{ident}")', ident, excerpt.kind)
        if excerpt.kind == "section" and excerpt.of in self.parts.titles:
            return say(
                "That heading has no id. Give it one at its end: {title} {{#sec-…}}", excerpt.of
            )
        return NOTHING

    def _without_places(self, blocks: list[Block]) -> list[Block]:
        def change(element: Element) -> list[Element] | None:
            excerpt = excerpt_of(element)
            if excerpt is None:
                return None
            where = self.asked(excerpt)
            message = '{kind}("{of}") stands within other text'
            hint = "Put it on a line of its own, with an empty line before and after it."
            values = (excerpt.kind, excerpt.of)
            self.findings.append(Finding.of("BRF013", where, message, hint, *values))
            return []

        return rewrite(blocks, change)


def _fitted(section: Section, excerpt: Excerpt, level: int) -> list[Block]:
    """A section with its headings one level below the brief's heading before it."""
    blocks: list[Block] = [section.heading] if excerpt.heading and section.heading else []
    blocks += section.own
    blocks += section.below if excerpt.subsections else ()
    levels = [element["c"][0] for element in elements(blocks) if element["t"] == "Header"]
    shift = level + 1 - min(levels, default=1)

    def change(element: Element) -> Element | None:
        if element["t"] != "Header":
            return None
        old, attr, content = element["c"]
        return {**element, "c": array(min(old + shift, _DEEPEST), attr, content)}

    return rewrite(blocks, change)


def _in_width(blocks: list[Block], width: str) -> list[Block]:
    """A figure whose images are as wide as the brief says, not as the report."""

    def change(element: Element) -> Element | None:
        if element["t"] != "Image":
            return None
        ident, classes, pairs = attr_of(element)
        own = [*(pair for pair in pairs if pair[0] != "width"), ("width", width)]
        return with_attr(element, attr(ident, classes, own))

    return rewrite(blocks, change)


def _without_gaps(blocks: list[Block]) -> list[Block]:
    """Headings such that the first is of level 1 and none skips one.

    What a brief takes, and from which level on it writes headings itself, is its author's choice;
    PDF/UA (ISO 14289-1, 7.4.2) and screen readers ask for levels without gaps.
    """
    around: list[int] = []

    def change(element: Element) -> Element | None:
        if element["t"] != "Header":
            return None
        level, attr, content = element["c"]
        while around and around[-1] >= level:
            around.pop()
        around.append(level)
        return {**element, "c": array(len(around), attr, content)}

    return rewrite(blocks, change)


def _tight(block: Block) -> Block:
    return {**block, "t": "Plain"} if block["t"] == "Para" else block


def _ids(blocks: list[Block]) -> list[str]:
    return [ident for element in elements(blocks) if (ident := attr_of(element)[0])]


def _link_targets(blocks: list[Block]) -> set[str]:
    links = (element for element in elements(blocks) if element["t"] == "Link")
    return {target[1:] for each in links if (target := each["c"][2][0]).startswith("#")}


def _without_dangling_links(blocks: list[Block], kept: set[str]) -> list[Block]:
    """Links into the report whose target is left out become plain text."""
    known = kept.union(_ids(blocks))

    def change(element: Element) -> list[Inline] | None:
        if element["t"] != "Link":
            return None
        target = element["c"][2][0]
        if not target.startswith("#") or target[1:] in known:
            return None
        return element["c"][1]

    return rewrite(blocks, change)


def places_in(index: Index) -> frozenset[Location]:
    """Where all that a brief holds stands: in its own file, or in the chapter it was cut from."""
    return frozenset(
        (
            *(use.location for use in index.citations),
            *(use.location for use in index.cross_references),
            *(anchor.location for anchor in index.anchors),
            *(use.location for use in index.images),
            *(link.location for link in index.links),
            *(each.prose.place(at) for each in index.captions for at in range(len(each.text))),
        )
    )
