"""TXT013 to TXT018: sentences in Japanese that are mistyped.

Spaces, stops that are missing, letters that look like others, slips of grammar, and words that an
input method has written in place of others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.prose.word_lists import word_list
from hakusho.findings import Finding
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import JAPANESE, KANJI, KATAKANA, has_japanese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_SPACE = re.compile(
    rf"(?<=[{KANJI}{KATAKANA}」』）])(?<![章節条部編版])[ ]+(?=[はがをにでとのもへや][^ ])"
    rf"|(?<=[{JAPANESE}」』）][はがをにでともへや、。])[ ]+(?=[{JAPANESE}「『])"
    r"|(?<=[ぁ-ん])[ ]+(?=[、。])"
)
_SPACED = 3
"""A text with more of them has them on purpose."""
_OPEN = re.compile(r"(?:[るたいだうくすつぬむぶぐ]|ます|です|ません|であろう)$")
"""How a sentence ends whose stop is missing; others are led on by what stands below them."""
_LONG_ENOUGH = 25
_MOSTLY = 10
_POINT = re.compile(r"(?:^|\s)(?:[-*+・→＊※●○✔]|\d{1,2}[.)）])[ \u3000]?\S")
"""Where a line begins that its author takes for a point of a list."""
_SKIPPED = (
    "Header", "BulletList", "OrderedList", "DefinitionList", "LineBlock", "Table", "BlockQuote",
    "Note", "Cite", "numbers", "key", "columns",
)  # fmt: skip

_ONLY_WITH_NOT = re.compile(
    r"必ずしも|(?<![解議採可否判対処表])決して|めったに|さほど|到底|とうてい"
)
_NOT = re.compile(
    r"な[いかくけきし]|ず|ぬ|ません|まい|難し|がた[いくか]|困難|不可|限ら|無理|非|未|無[いしく]|反|疑|誤|避け|"
    r"禁|否|か[。？]|嫌|程遠|拒"
)
_SENTENCE = re.compile(r"(?:[^。！？\n]|[。！？](?=[」』）)]))+[。！？]?")


def check_japanese(prose: Prose) -> Iterator[Finding]:
    """TXT013 to TXT018 in a chapter's text."""
    if not has_japanese(prose.text):
        return
    text = prose.without("BlockQuote").text
    yield from _spaces(prose)
    yield from _open_ends(prose)
    yield from slips_of_japanese(text, prose.place)
    yield from _without_not(prose, text)


def slips_of_japanese(text: str, place: Callable[[int], Location]) -> Iterator[Finding]:
    """TXT015 to TXT017 for what of the lists stands in a text."""
    for rule, name, message in (
        ("TXT015", "look_alikes.tsv", "{written} has a letter that looks like {right}"),
        ("TXT016", "grammar.tsv", "{written} is a slip of grammar: {right}"),
        ("TXT017", "misconversions.tsv", "{written} sounds like what is meant: {right}"),
    ):
        for (_, right), match in word_list(name).found_in(text):
            written = text[max(match.start() - 3, 0) : match.end() + 2].replace("\n", "")
            hint = "Write it so, if that is meant."
            given = (written.replace(OPAQUE, ""), right)
            yield Finding.of(rule, place(match.start()), message, hint, *given)


def _spaces(prose: Prose) -> Iterator[Finding]:
    """TXT013 for spaces between Japanese letters, in a text that mostly has none."""
    text = prose.without("Header", "Table", "LineBlock", "DefinitionList", "Link").text
    # Other dialects of Markdown want spaces beside their marks.
    found = [match for match in _SPACE.finditer(text) if prose.is_bare(*match.span())]
    for match in found if len(found) <= _SPACED else ():
        words = text[max(match.start() - 4, 0) : match.end() + 4].replace("\n", "")
        message = "a space stands within Japanese: {words}"
        where = prose.place(match.start())
        yield Finding.of("TXT013", where, message, "Take it out.", words.replace(OPAQUE, ""))


def _open_ends(prose: Prose) -> Iterator[Finding]:
    """TXT014 for paragraphs of sentences of which the last has no stop."""
    text = prose.without(*_SKIPPED).text
    closed, opened = 0, []
    for match in re.finditer(r"[^\n]+", text):
        words = match[0].rstrip(OPAQUE + " ")
        if len(words) < _LONG_ENOUGH or not has_japanese(words[-1]):
            closed += words.endswith("。")
        elif "。" in words and _OPEN.search(words) and not _POINT.search(words):
            opened.append((match.start() + len(words) - 1, words))
    if opened and closed >= _MOSTLY * len(opened):
        for index, words in opened:
            message = "the paragraph has no stop at its end: …{words}"
            where, hint = prose.place(index), "Write 。 where its last sentence ends."
            yield Finding.of("TXT014", where, message, hint, words[-12:].replace(OPAQUE, ""))


def _without_not(prose: Prose, text: str) -> Iterator[Finding]:
    """TXT016 for 必ずしも in a sentence that denies nothing."""
    if not _ONLY_WITH_NOT.search(text):
        return
    for match in _SENTENCE.finditer(text):
        word = _ONLY_WITH_NOT.search(match[0])
        if word and not _NOT.search(match[0], word.end()):
            message = "{word} stands in a sentence that denies nothing"
            where, hint = prose.place(match.start() + word.start()), "Write …ない, or leave it out."
            yield Finding.of("TXT016", where, message, hint, word[0])
