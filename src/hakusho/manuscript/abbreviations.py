"""Abbreviations: each is written out where a document first mentions it, and nowhere else.

Computed after everything is cut and in order, so that a brief from the middle of a report
introduces what it uses itself. Headings and words of others are left as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hakusho.manuscript.first_mentions import brackets_around, first_mention, later_mention
from hakusho.manuscript.mentions import Mentions
from hakusho.manuscript.running_text import Edit, language_of, read_text, write_text
from hakusho.values.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import Block, Inline, Note, Shape
    from hakusho.manuscript.mentions import Mention
    from hakusho.manuscript.running_text import RunningText
    from hakusho.paper.terms import Terms

GLOSSARY_CLASS = "glossary"


def expand(blocks: list[Block], terms: Terms, language: str) -> list[Block]:
    """Print the first mention of each abbreviation in the house's form, later ones short.

    Notes count where their mark stands, captions and cells where they stand. In HTML and EPUB
    the first of the later mentions in each chapter says in its ``title`` what it stands for. The
    blocks are those of one whole document in its language, its lines joined.
    """
    if not terms.abbreviations:
        return blocks
    return _Document(terms).walk(blocks, language, quiet=False)


def mentioned_in(blocks: list[Block], terms: Terms, language: str) -> tuple[str, ...]:
    """The abbreviations that a whole document mentions, in the order of their first mentions.

    Headings and quotations are included.
    """
    document = _Document(terms)
    document.walk(blocks, language, quiet=False)
    return tuple(document.mentioned)


class _Document:
    """Walks a document once, remembering what it has mentioned."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._mentions = Mentions(terms)
        self._chapter = 0
        self._explained_in: dict[str, int] = {}
        self.mentioned: dict[str, None] = {}

    def walk(self, node: Shape, language: str, *, quiet: bool) -> Shape:
        """Copy blocks with their mentions changed; ``quiet`` ones are only remembered."""
        return cast("Shape", self._walked(node, language, quiet=quiet))

    def _walked(self, node: object, language: str, *, quiet: bool) -> object:
        if isinstance(node, list):
            return [self._walked(item, language, quiet=quiet) for item in node]
        if not isinstance(node, dict) or "c" not in node:
            return node
        return {**node, "c": self._content(cast("Block", node), node["c"], language, quiet=quiet)}

    def _content(self, block: Block, content: object, language: str, *, quiet: bool) -> object:
        new: object
        match block["t"]:
            case "Para" | "Plain":
                new = self._inlines(block["c"], language, quiet=quiet)
            case "Header":
                level, attr, inlines = block["c"]
                self._chapter += level == 1
                new = [level, attr, self._inlines(inlines, language, quiet=True)]
            case "LineBlock":
                new = [self._inlines(line, language, quiet=quiet) for line in block["c"]]
            case "DefinitionList":
                new = [
                    [self._inlines(dt, language, quiet=quiet), self.walk(dd, language, quiet=quiet)]
                    for dt, dd in block["c"]
                ]
            case "Div" if GLOSSARY_CLASS in block["c"][0][1]:
                new = content
            case "Div":
                attr, blocks = block["c"]
                new = [attr, self.walk(blocks, language_of(block, language), quiet=quiet)]
            case kind:
                new = self._walked(content, language, quiet=quiet or kind == "BlockQuote")
        return new

    def _inlines(self, inlines: list[Inline], language: str, *, quiet: bool) -> list[Inline]:
        text = read_text(inlines, language)
        mentions = self._mentions.found_in(text)
        if not (mentions or text.notes or text.marked):
            return inlines
        notes: dict[int, Note] = {}
        edits: list[Edit] = []
        events: list[tuple[int, Mention | None]] = [(each.start, each) for each in mentions]
        events += [(at, None) for at in text.notes]
        for at, mention in sorted(events, key=lambda event: event[0]):
            if mention is None:
                note = text.notes[at]
                notes[at] = {**note, "c": self.walk(note["c"], language, quiet=False)}
            else:
                edits += self._edits(text, mention, quiet=quiet)
        edits.sort(key=lambda edit: edit.start)
        return write_text(inlines, language, edits, lambda _note, at: notes[at])

    def _edits(self, text: RunningText, mention: Mention, *, quiet: bool) -> Sequence[Edit]:
        abbreviation = mention.abbreviation
        name, language = abbreviation.abbr, text.languages[mention.start]
        if language not in LANGUAGES:
            return ()
        self.mentioned[name] = None
        if quiet:
            return ()
        known = self._explained_in.get(name)
        self._explained_in[name] = self._chapter
        if not abbreviation.expands:
            titled = not mention.by_hand and known != self._chapter
            return later_mention(text, mention, language, titled=True) if titled else ()
        if known is None:
            brackets = brackets_around(text.text, mention.start)
            return first_mention(text, mention, self._terms.form(language), language, brackets)
        return later_mention(text, mention, language, titled=known != self._chapter)
