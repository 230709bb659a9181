"""TXT030 to TXT032: what an author has left in the text for later, and letters of other kinds."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import is_quoted
from hakusho.checks.prose.word_lists import word_list
from hakusho.findings import Finding
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import HALF_WIDTH_KANA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.ast.nodes import Block
    from hakusho.findings import Location
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose

_OTHER_LETTERS = re.compile(
    rf"(?P<kangxi>[\u2e80-\u2fd5])|(?P<kana>[{HALF_WIDTH_KANA}]+)"
    r"|(?P<invisible>[\u00ad\u180e\u200b\u2060-\u2064\ufff9-\ufffb\ufe0e\u3164\u115f\u1160])"
    r"|(?P<joined>.[\u3099\u309a\u0300-\u036f]+)"
)
_SHOWN = 24
_SYMBOL, _SYMBOLS = "XXX", 2
"""A text that has it more often has it for what anybody may put there."""
_BLANK = re.compile(r"\[[a-z][a-z ]{1,24}\]")
_SPOKEN_OF = re.compile(r" (?:placeholders?|comments?|items?|markers?|notes?|tags?|files?)\b")
"""What is behind TODO where a text speaks of such notes."""
_EXAMPLE = re.compile(
    r"例えば|たとえば|例[:：]|(?:記[入載]|文)例|といった|形式|書式|様式|ひな[形型]|雛形"
)
_QUOTATION = re.compile(r"「[^「」\n]*」|『[^『』\n]*』|｢[^｢｣\n]*｣")


def check_left_behind(prose: Prose) -> Iterator[Finding]:
    """TXT030 for notes to oneself and places left open, TXT032 for letters of other kinds."""
    text = prose.text
    told: set[int] = set()
    for (pattern, _), match in word_list("notes_to_oneself.tsv").found_in(text):
        if match[0] == _SYMBOL and text.count(_SYMBOL) > _SYMBOLS:
            continue
        if _SPOKEN_OF.match(text, match.end()) or _is_of_a_form(prose, match, pattern):
            continue
        if _is_of_an_example(prose, match):
            continue
        if match.start() not in told and not is_quoted(prose, *match.span()):
            told.add(match.start())
            yield _note(prose.place(match.start()), match[0])
    seen: set[str] = set()
    for match in _OTHER_LETTERS.finditer(text):
        kind = match[0] if match["invisible"] else str(match.start())
        if kind not in seen:  # of those that nobody sees the first stands for all
            seen.add(kind)
            yield from _other_letter(prose, match)


def notes_in(text: str, place: Callable[[int], Location]) -> Iterator[Finding]:
    """TXT030 for notes to oneself in a title, or in another text without quotations."""
    for _, match in word_list("notes_to_oneself.tsv").found_in(text):
        yield _note(place(match.start()), match[0])


def _note(where: Location, words: str) -> Finding:
    message = "{words} is left in the text, and is printed"
    hint = "Write what is to stand there, or take it out."
    return Finding.of("TXT030", where, message, hint, words[:_SHOWN].replace(OPAQUE, "…"))


def _is_of_a_form(prose: Prose, match: re.Match[str], pattern: str) -> bool:
    """Whether what is to be filled in is part of a form letter: on [date] at [time] in [city]."""
    if match[0][0] != "[":
        return False
    blanks = _BLANK.findall(prose.block(match.start()))
    return any(not re.fullmatch(pattern, blank) for blank in blanks)


def _is_of_an_example(prose: Prose, match: re.Match[str]) -> bool:
    """Whether signs for any number stand in an example: 例えば「負担率を◯◯%以下に」."""
    if match[0][0] not in "●○◯◎▲■□＊×〇":
        return False
    start = max(prose.text.rfind(end, 0, match.start()) for end in "\n。") + 1
    ends = [at for end in "\n。" if (at := prose.text.find(end, match.end())) >= 0]
    words = prose.text[start : min(ends, default=None)]
    quoted = any(
        each.start() <= match.start() - start < each.end() for each in _QUOTATION.finditer(words)
    )
    return quoted and _EXAMPLE.search(words) is not None


def _other_letter(prose: Prose, match: re.Match[str]) -> Iterator[Finding]:
    usual = unicodedata.normalize("NFKC", match[0])
    where = prose.place(match.start())
    if match["invisible"]:
        message, hint = "an invisible character, {code}, stands in the text", "Take it out."
        yield Finding.of("TXT032", where, message, hint, f"U+{ord(match[0]):04X}")
    elif match["kangxi"] and usual != match[0]:
        message = "{letter} is a radical of a dictionary and no letter: nobody finds {usual} by it"
        yield Finding.of("TXT032", where, message, "Write {usual}.", match[0], usual)
    elif match["kana"]:
        message = "{letters} are half-width kana"
        yield Finding.of("TXT032", where, message, "Write {usual}.", match[0][:_SHOWN], usual)
    elif match["joined"] and unicodedata.normalize("NFC", match[0]) != match[0]:
        message = "{letter} is put together of two characters: nobody finds it by one"
        yield Finding.of("TXT032", where, message, "Write {usual}.", match[0], usual)


def check_empty_sections(chapter: Chapter, positions: Positions) -> Iterator[Finding]:
    """TXT031 for each heading with nothing before the next one of its level, or a higher one."""
    blocks = [each for each in chapter.blocks if each["t"] != "RawBlock"]
    for block, following in zip_longest(blocks, blocks[1:]):
        if block["t"] == "Header" and "at" in block and _is_empty(block, following):
            message, hint = "the section has no text", "Write it, or take its heading out."
            yield Finding.of("TXT031", positions.place(block["at"][0]), message, hint)


def _is_empty(header: Block, following: Block | None) -> bool:
    if following is None:
        return True
    return (
        following["t"] == "Header"
        and header["t"] == "Header"
        and following["c"][0] <= header["c"][0]
    )
