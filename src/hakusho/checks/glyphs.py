"""TYP002, TYP016 to TYP018: letters that pages cannot be set with, or not as the text around them.

Most letters are in all Japanese fonts; of the others it is asked what Typst sets in the part of the
page where they stand. Editions in HTML, EPUB and Word are set in the reader's fonts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hakusho.ast.walk import attr_of, children
from hakusho.checks.bibliography.audit import place_in
from hakusho.citations.latex import plain
from hakusho.findings import Finding, Location
from hakusho.findings.places import places_of
from hakusho.manuscript.ruby import RUBY
from hakusho.tools.font_coverage import beyond
from hakusho.tools.fonts import SCRIPTS, sans_bold
from hakusho.values.languages import primary
from hakusho.values.letters import has_kanji, letters_of
from hakusho.values.marks import without_marks
from hakusho.values.typefaces import Role, Seen, Trial

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hakusho.ast.nodes import Block, Element
    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What the pages of a paper can be set in.

    Attributes:
        covered: The characters that all Japanese fonts have.
        trial: Asks Typst for other letters.
        language: The paper's, ``ja`` or ``en``.
    """

    covered: frozenset[str]
    trial: Trial
    language: str


class _Piece(NamedTuple):
    """A text, the part of a page that it stands in, its language, its element."""

    text: str
    role: Role
    language: str
    node: Element


def check_glyphs(path: str, text: str, glyphs: Glyphs, printed: str = "") -> Iterator[Finding]:
    """Check a file whose text is printed as it is, or only what is ``printed`` of it.

    Each letter is found at its first place in the file; at the file, if it stands there as an
    escape.
    """
    seen = _asked([printed or text], glyphs)
    places = places_of(path, text)
    told: set[tuple[str, object]] = set()
    for letter, parts in seen.items():
        problem = _problem(letter, parts[Role.BODY], Role.BODY, glyphs.language)
        if problem and problem.cause not in told:
            told.add(problem.cause)
            at = text.find(letter)
            yield problem.at(Location(path) if at < 0 else places.at(at))


def check_chapter_glyphs(
    chapter: Chapter, positions: Positions, glyphs: Glyphs
) -> Iterator[Finding]:
    """Check what is printed of a chapter, each letter at its first use.

    Letters whose fonts are not installed are found once for each script: one command mends all.
    """
    seen = _asked([_text(node) for node in chapter.elements], glyphs)
    told: set[tuple[str, object]] = set()
    for piece in _pieces(chapter.blocks, glyphs.language) if seen else ():
        for letter in sorted(seen.keys() & letters_of(piece.text)):
            problem = _problem(letter, seen[letter][piece.role], piece.role, piece.language)
            if problem is None or problem.cause in told:
                continue
            at = piece.node.get("at", (0, 0))
            letters = positions.letters(at[0], at[1] - at[0])
            offset = max(letters.find(letter), letters.find("&"))  # typed, or as an entity
            if offset >= 0:
                told.add(problem.cause)
                yield problem.at(positions.place(at[0] + offset))


def check_bibliography_glyphs(audit: Audit, glyphs: Glyphs) -> Iterator[Finding]:
    """Check what is printed of the cited works, each letter at the field that holds it first.

    What no edition prints is not looked at. Characters of Chinese are told once for a work: if it
    is in Chinese, its language has not been said.
    """
    # Our own marks, which no output has; an author's private characters are CIT046's to tell.
    words = [without_marks("".join(printed.texts())) for printed in audit.printed]
    seen = _asked(words, glyphs)
    told: set[tuple[str, object]] = set()
    for printed, text in zip(audit.printed, words, strict=True) if seen else ():
        chinese: list[_Problem] = []
        for letter in sorted(seen.keys() & letters_of(text)):
            language = printed.work.language
            problem = _problem(letter, seen[letter][Role.BODY], Role.BODY, language)
            if problem and problem.rule == "TYP016":
                chinese.append(problem)
            elif problem and problem.cause not in told:
                told.add(problem.cause)
                yield problem.at(_place_in_entry(printed.work, letter))
        if chinese:
            yield _chinese_in(printed.work, chinese)


def _chinese_in(work: Work, problems: Collection[_Problem]) -> Finding:
    """What characters of a work are none of Japanese, in the order in which it has them."""
    fields = "".join(map(plain, work.entry.fields.values()))
    ordered = sorted(problems, key=lambda each: fields.find(str(each.values[0])))
    letter, code, family = ordered[0].values
    letters = "".join(str(each.values[0]) for each in ordered)
    where = _place_in_entry(work, str(letter))
    hint = "Write the Japanese form; if the work is in Chinese, write langid = {{chinese}}."
    if len(ordered) == 1:
        return work.entry.finding("TYP016", where, ordered[0].message, hint, letter, code, family)
    message = "{letters} are no characters of Japanese: they are printed from {family}"
    return work.entry.finding("TYP016", where, message, hint, letters, family)


def _asked(texts: Collection[str], glyphs: Glyphs) -> Mapping[str, Mapping[Role, Seen]]:
    """What Typst sets for the letters of texts that are not in all Japanese fonts, in order."""
    letters = beyond("\n".join(texts), glyphs.covered)
    if not letters:
        return {}
    answers = glyphs.trial(letters)
    return {letter: answers[letter] for letter in sorted(answers)}


class _Problem(NamedTuple):
    """A finding without its place."""

    rule: str
    message: str
    hint: str
    values: tuple[object, ...]
    extra: str = ""  # which is not installed: one finding for all letters that need it

    @property
    def cause(self) -> tuple[str, object]:
        """What is told once."""
        return self.rule, self.extra or self.values[0]

    def at(self, where: Location) -> Finding:
        """The finding at a place."""
        return Finding.of(self.rule, where, self.message, self.hint, *self.values)


_ANOTHER_FORM = "Use another form of the character, or write it out."
_TRANSCRIBED = "Write the word in Latin or Japanese letters, or accept how it looks."
_SIGNS = frozenset("SZC")
"""Categories of what may come from any font: a sign is no part of a word."""
_BOLD = frozenset({Role.HEADING, Role.STRONG})
_FOREIGN = {family for script in SCRIPTS for family, _ in (script.serif, script.sans)}


def _problem(letter: str, seen: Seen, role: Role, language: str) -> _Problem | None:
    """What is wrong with a letter in a part of a page."""
    named = (letter, _code(letter), unicodedata.name(letter[0], "unnamed"))
    extra = _lacking(letter, seen, role)
    if extra:
        message = "the fonts for {char} ({code} {name}) are not installed"
        hint = "Install them: pip install 'hakusho[{extra}]'"
        return _Problem("TYP002", message, hint, (*named, extra), extra)
    if seen.missing:
        message = "no font has the character {char} ({code} {name})"
        return _Problem("TYP002", message, _ANOTHER_FORM, named)
    if seen.usual:
        message = "no font has this variant of {char} ({code}): it is printed in its usual form"
        return _Problem("TYP017", message, "Leave the selector out if that is meant.", named[:2])
    if primary(language) == "ja" and has_kanji(letter) and seen.family in _FOREIGN:
        message = "{char} ({code}) is no character of Japanese: it is printed from {family}"
        hint = "Write the Japanese form; for words in Chinese, [{char}]{{lang=zh-Hans}}."
        return _Problem("TYP016", message, hint, (letter, named[1], seen.family))
    if seen.fallback and unicodedata.category(letter[0])[0] not in _SIGNS:
        message = "{char} ({code} {name}) is in no font of this part of the page: it is {family}’s"
        return _Problem("TYP018", message, _TRANSCRIBED, (*named, seen.family or "another"))
    return None


def _lacking(letter: str, seen: Seen, role: Role) -> str:
    """The extra that brings fonts for a letter; empty if it needs none, or they are there."""
    for script in SCRIPTS:
        if script.letters and re.match(f"[{script.letters}]", letter):
            return "" if script.is_installed else script.extra
    bold_only = seen.family == sans_bold().family and role not in _BOLD
    return "zh" if has_kanji(letter) and bold_only else ""


def _code(letter: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in letter)


def _text(node: Element) -> str:
    match node["t"]:
        case "Str":
            return node["c"]
        case "Code" | "CodeBlock" | "Math":
            return node["c"][1]
        case "Span":
            return dict(attr_of(node)[2]).get(RUBY, "")
        case _:
            return ""


def _pieces(blocks: list[Block], language: str) -> Iterator[_Piece]:
    """The texts of blocks in order, with the part of the page and the language of each."""
    waiting = [(node, Role.BODY, language) for node in children(blocks)][::-1]
    while waiting:
        node, role, around = waiting.pop()
        own = next((value for key, value in attr_of(node)[2] if key == "lang"), around)
        inside = _ROLES.get(node["t"], role)
        text = _text(node)
        if text:
            yield _Piece(text, inside, own, node)
        waiting += [(each, inside, own) for each in children(node)][::-1]


_ROLES = {
    "Code": Role.CODE,
    "CodeBlock": Role.CODE,
    "Header": Role.HEADING,
    "Strong": Role.STRONG,
    "Emph": Role.EMPHASIS,
    "Table": Role.SMALL,
    "Note": Role.BODY,
}


def _place_in_entry(work: Work, letter: str) -> Location:
    """The first place of a letter in an entry, in LaTeX or as it is; else the entry's head."""
    fields = work.entry.fields.items()
    known = [(work.place(name), name, value) for name, value in fields if letter in plain(value)]
    if not known:
        return work.entry.location
    place, name, value = min(known, key=lambda each: (each[0].line or 0, each[0].column or 0))
    return place_in(work, name, value.find(letter)) if letter in value else place
