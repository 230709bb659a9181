"""The words of a first and of a later mention of an abbreviation, as edits of the text.

In brackets, the house's form has the next kind of brackets: （…の協議（同盟…〔ACM: …〕）…） never
（…（…）…）. In English, a first word keeps its capital and ``a`` or ``an`` suits what follows.
The article follows the sound: *an SCC meeting*, *a Security …*. A long form is judged by its first
letters. An abbreviation of up to three letters or without a vowel is spelled (*an FDO*, *an NPT*),
and a longer one that has vowels is read as a word (*a NATO*); U is left alone, since *UN* and
*UNESCO* differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr, inlines_of, span
from hakusho.manuscript.mentions import CLOSERS, OPENERS
from hakusho.manuscript.running_text import ABBR_CLASS, OPAQUE, Edit
from hakusho.values.letters import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Inline
    from hakusho.manuscript.mentions import Mention
    from hakusho.manuscript.running_text import RunningText
    from hakusho.paper.terms import Abbreviation

_ARTICLE = re.compile(r"(?<![A-Za-z0-9’'\-])(a|an|A|An)\s+[“‘\"'「]?$")
_CONSONANT_SOUND = re.compile(r"(?:uni|use|usu|uti|ura|eu|ewe|one\b|once)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_SPELLED_WITH_VOWEL = "AEFHILMNORSX"
_VOWELS = frozenset("AEIOUY")
_SPELLED_LENGTH = 3
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
    form = _without_empty(form, mention.abbreviation, own)
    # What stands for the long form itself, and what follows it.
    head, tail = ("{long}", form[len("{long}") :]) if form.startswith("{long}") else (form, "")
    closes = mention.more and tail[-1:] in tuple(CLOSERS)
    worded = _Words(mention, long, own, language)
    before = tuple(worded.inlines(head))
    after = tuple(worded.inlines(tail[:-1] if closes else tail))
    if mention.more:
        after = (*after, *inlines_of(mention.more if closes else _opening(text, mention)))
    if mention.possessive:
        before = (*before, {"t": "Str", "c": mention.possessive})
    if mention.long[1]:
        end = mention.bracket[1]
        # A space behind a half-width bracket is not wanted behind a full-width one.
        end += is_unspaced(tail[-1:]) and not mention.more and text.text[end : end + 1] == " "
        edits = [Edit(*mention.long, before), Edit(mention.bracket[0], end, after)]
        first = mention.long[0]
    else:
        edits = [Edit(mention.start, mention.end, (*before, *after))]
        first = mention.start
    if closes and (at := _closing(text.text, mention.end)) is not None:
        edits.append(Edit(at, at + 1, ({"t": "Str", "c": tail[-1]},)))
    if language == "en":
        edits += _article_before(text.text, first, long, spelled=False)
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
    short: Inline = {"t": "Str", "c": mention.short}
    if titled:
        plural = mention.short == mention.abbreviation.plural
        long, _ = mention.abbreviation.long(language, plural=plural)
        short = {"t": "Span", "c": array(attr("", [ABBR_CLASS], [("title", long)]), [short])}
    if not mention.by_hand:
        end = mention.end - len(mention.possessive)
        return (Edit(mention.start, end, (short,)),) if titled else ()
    opening = _opening(text, mention) if mention.more else ""
    kept = Edit(*mention.bracket, tuple(inlines_of(opening)))
    if not mention.long[1]:
        length = len(mention.short)
        whole = (Edit(mention.start, mention.start + length, (short,)),) if titled else ()
        return (*whole, kept)
    edits = [Edit(mention.start, mention.long[1], (short,))]
    if quote := text.text[mention.long[1] : mention.bracket[0]].replace(OPAQUE, ""):
        edits.append(Edit(mention.long[1], mention.long[1] + len(quote)))
    edits.append(kept)
    if language == "en":
        edits = [*_article_before(text.text, mention.start, mention.short, spelled=True), *edits]
    return tuple(edits)


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


def _article_before(text: str, at: int, words: str, *, spelled: bool) -> Iterator[Edit]:
    """Suit the article before a mention to the words that are printed there now.

    ``spelled`` says whether these are an abbreviation. Yields an edit if an indefinite article
    stands there and is the wrong one.
    """
    match = _ARTICLE.search(text[:at])
    vowel = _abbreviation_sounds(words) if spelled else _word_sounds(words)
    if match is None or vowel is None:
        return
    wanted = "an" if vowel else "a"
    if match[1].lower() != wanted:
        article = wanted.capitalize() if match[1][0] == "A" else wanted
        yield Edit(match.start(1), match.end(1), ({"t": "Str", "c": article},))


def _word_sounds(words: str) -> bool:
    """Whether words begin with a vowel's sound."""
    if _SILENT_H.match(words):
        return True
    return words[:1].upper() in "AEIOU" and _CONSONANT_SOUND.match(words) is None


def _abbreviation_sounds(short: str) -> bool | None:
    """Whether an abbreviation begins with a vowel's sound; ``None`` if that cannot be told."""
    first = short[:1].upper()
    if first == "U":
        return None
    letters = short.rstrip("s")
    if len(letters) <= _SPELLED_LENGTH or _VOWELS.isdisjoint(letters.upper()):
        return first in _SPELLED_WITH_VOWEL
    return first in "AEIO"
