"""The words of a first and of a later mention of an abbreviation, as edits of the text.

In brackets, the house's form has the next kind of brackets: （…の協議（同盟…〔ACM: …〕）…） never
（…（…）…）. In English, a first word keeps its capital and ``a`` or ``an`` suits what follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr, inlines_of, span
from hakusho.manuscript.articles import article_before
from hakusho.manuscript.mentions import CLOSERS, OPENERS
from hakusho.manuscript.running_text import ABBR_CLASS, OPAQUE, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Inline, Span
    from hakusho.manuscript.mentions import Mention
    from hakusho.manuscript.running_text import RunningText
    from hakusho.paper.terms import Abbreviation

_FIELD = re.compile(r"\{(long|abbr|en|ja)\}")
_SEPARATORS = r"[\s:：,、，;；/／・=＝]*"
_OPTIONAL = re.compile(
    rf"(?<=[{re.escape(OPENERS)}])\{{(?P<first>en|ja)\}}{_SEPARATORS}"
    rf"|{_SEPARATORS}\{{(?P<further>en|ja)\}}"
)
_ROUND = "（("
_NEXT_KIND = str.maketrans("（）()", "〔〕[]")
_SENTENCE_START = re.compile(r"(?:^|[.!?。][”’\"')）]*\s+)[“‘\"'(]?$")


def brackets_around(text: str, at: int) -> str:
    """The innermost bracket that is open at a place; empty if none is."""
    open_ones: list[str] = []
    for char in text[:at]:
        if char in OPENERS:
            open_ones.append(char)
        elif char in CLOSERS and open_ones:
            open_ones.pop()
    return open_ones[-1] if open_ones else ""


def first_mention(
    text: RunningText, mention: Mention, form: str, language: str, brackets: str
) -> tuple[Edit, ...]:
    """Print a mention in the house's form, by edits of the text, in order.

    The language is that of the passage, the brackets are what :func:`brackets_around` says.
    """
    if brackets and brackets in _ROUND:
        form = form.translate(_NEXT_KIND)
    long, own = _long(text, mention, language)
    head, tail = _divided(_without_empty(form, mention.abbreviation, own))
    closes = mention.more and tail[-1:] in tuple(CLOSERS)
    worded = _Words(mention, long, own, language)
    before = tuple(worded.inlines(head))
    after = tuple(worded.inlines(tail[:-1] if closes else tail))
    if mention.more:
        after = (*after, *inlines_of(mention.more if closes else _opening(text, mention)))
    if mention.possessive:
        before = (*before, {"t": "Str", "c": mention.possessive})
    if mention.long[1]:
        edits = [Edit(*mention.long, before), Edit(*mention.bracket, after)]
        first = mention.long[0]
    else:
        edits = [Edit(mention.start, mention.end, (*before, *after))]
        first = mention.start
    if closes and (at := _closing(text.text, mention.end)) is not None:
        edits.append(Edit(at, at + 1, ({"t": "Str", "c": tail[-1]},)))
    if language == "en":
        edits += article_before(text.text, first, long, spelled=False)
    return tuple(sorted(edits, key=lambda edit: edit.start))


def _opening(text: RunningText, mention: Mention) -> str:
    """The opening bracket of an introduction as written, with the space before it."""
    bracket = text.text[slice(*mention.bracket)]
    return bracket[: len(bracket) - len(bracket.lstrip()) + 1]


def _closing(text: str, start: int) -> int | None:
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] in OPENERS) - (text[at] in CLOSERS)
        if depth == 0:
            return at
    return None


def later_mention(
    text: RunningText, mention: Mention, language: str, *, titled: bool
) -> tuple[Edit, ...]:
    """Print a mention short, by edits of the text, in order; none if it is short already.

    ``titled`` says whether its ``title`` says what it stands for in the passage's language.
    """
    short: Inline = _titled(mention, language) if titled else {"t": "Str", "c": mention.short}
    if not mention.by_hand:
        if not titled:
            return ()
        end = mention.end - len(mention.possessive)
        return (Edit(mention.start, end, (short,)),)
    opening = _opening(text, mention) if mention.more else ""
    kept = Edit(*mention.bracket, tuple(inlines_of(opening)))
    if not mention.long[1]:
        length = len(mention.short)
        whole = (Edit(mention.start, mention.start + length, (short,)),) if titled else ()
        return (*whole, kept)
    edits = [Edit(mention.start, mention.long[1], (short,))]
    quote = text.text[mention.long[1] : mention.bracket[0]].replace(OPAQUE, "")
    if quote:
        edits.append(Edit(mention.long[1], mention.long[1] + len(quote)))
    edits.append(kept)
    if language == "en":
        edits = [*article_before(text.text, mention.start, mention.short, spelled=True), *edits]
    return tuple(edits)


def _titled(mention: Mention, language: str) -> Span:
    plural = mention.short == mention.abbreviation.plural
    long, _ = mention.abbreviation.long(language, plural=plural)
    own = attr("", [ABBR_CLASS], [("title", long)])
    return {"t": "Span", "c": array(own, [{"t": "Str", "c": mention.short}])}


def _long(text: RunningText, mention: Mention, language: str) -> tuple[str, str]:
    """What the abbreviation stands for here, and in which language."""
    abbreviation = mention.abbreviation
    written = text.text[slice(*mention.long)]
    plural = mention.short == abbreviation.plural
    plural = plural or written.casefold() == abbreviation.en_plural.casefold() != ""
    long, own = abbreviation.long(language, plural=plural)
    if written.casefold() == long.casefold():
        return written, own  # with the author's capitals
    english = own == language == "en"
    if english and _SENTENCE_START.search(text.text[: mention.start]):
        long = long[:1].upper() + long[1:]
    return long, own


def _without_empty(form: str, abbreviation: Abbreviation, own: str) -> str:
    """The form without a language that is missing or is printed already."""

    def keep(match: re.Match[str]) -> str:
        wanted = match["first"] or match["further"]
        known = abbreviation.en if wanted == "en" else abbreviation.ja
        return match[0] if known and wanted != own else ""

    return _OPTIONAL.sub(keep, form)


def _divided(form: str) -> tuple[str, str]:
    """What stands for the long form itself, and what follows it."""
    if form.startswith("{long}"):
        return "{long}", form.removeprefix("{long}")
    return form, ""


class _Words:
    """Puts words into a form."""

    def __init__(self, mention: Mention, long: str, own: str, language: str) -> None:
        plural = mention.short == mention.abbreviation.plural
        other = mention.abbreviation.en_plural if plural else ""
        self._values = {
            "long": (long, own),
            "abbr": (mention.short, language),
            "en": (other or mention.abbreviation.en, "en"),
            "ja": (mention.abbreviation.ja, "ja"),
        }
        self._language = language

    def inlines(self, form: str) -> Iterator[Inline]:
        at = 0
        for match in _FIELD.finditer(form):
            yield from inlines_of(form[at : match.start()])
            words, language = self._values[match[1]]
            content = inlines_of(words)
            yield from content if language == self._language else [span(content, lang=language)]
            at = match.end()
        yield from inlines_of(form[at:])
