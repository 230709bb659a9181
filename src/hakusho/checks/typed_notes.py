"""NTE005: notes that are numbered by hand: a mark, （注1）, and a paragraph that begins with it.

They are printed as they stand, the list as a part of the text: nothing leads from one to the other,
and the numbers run beside those of real notes. What a table or a caption marks is its own affair.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import paragraphs_of
from hakusho.findings import Finding, also
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_NUMBER = "(?P<number>[0-9０-９]{1,3})"
_SIGNS = "(?P<number>[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})(?![A-Za-z⁺⁻⁰¹²³⁴-⁹])"
"""Raised digits that are signs of their own; of metres and isotopes they mark no note."""
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"[（(［\[【〔][注註][ \u3000]?{_NUMBER}[）)］\]】〕]",
        rf"(?<![脚訳原頭傍A-Za-z])[注註]{_NUMBER}[）)]",
        rf"[［\[]{_NUMBER}[］\]](?![(\[:（])",
        rf"[*＊※]{_NUMBER}(?![0-9０-９.．%％])",
        rf"[（(]?[注註]?{_NUMBER}[）)]?",
        rf"(?:(?<![0-9A-Za-zルー\s⁻⁺⁰¹²³⁴-⁹^/])|(?<=[a-z]{{4}})(?=[¹⁴-⁹])){_SIGNS}",
        rf"[注註]?[（(]{_NUMBER}[）)]",
    )
)
_BRACKETED, _RAISED, _SIGNED, _LISTED = 2, 4, 5, 6
"""The forms of ``[1]``, ``^1^`` and ``¹``, which are marks of nothing else behind a word, and of
``(1)``, which is one only where a list of notes has its number."""
_OF_NOTES = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十]{1,2}[.．、 \u3000])?\s*(?:[脚後]|文末)?[注註](?:釈|記)?"
    r"|(?:end ?|foot)?notes?",
    re.IGNORECASE,
)
"""Headings of a list of notes."""
_FIRST_NOTE = re.compile(r"[注註][ \u3000]?[（(][1１][）)]")
_MARK_OF_ITEM = re.compile(rf"[（(]{_NUMBER}[）)]\s+\Z")
_BEHIND_A_WORD = {
    _BRACKETED: re.compile(rf"(?:[{JAPANESE}。」』）”]|[a-z]{{3}}[.,;:”’])\Z"),
    **dict.fromkeys(
        (_RAISED, _SIGNED),
        re.compile(rf"(?:[{JAPANESE}。、」』）”]|[a-z]{{3}}[.,;:)”’]|[a-z]{{4}})\Z"),
    ),
}
_GOES_ON = re.compile(r"[。、，．.,;:）」』はがをにでともの\s]|\Z")
"""What follows a mark, and not what is counted: [1]甲、[2]乙."""
_WORDS = re.compile(r"[ \u3000]?\S")


def check_typed_notes(proses: Sequence[Prose]) -> Iterator[Finding]:
    """NTE005 at each mark of a note that is typed.

    Args:
        proses: The text of the report's chapters; the list may stand in another one than the mark.
    """
    texts: dict[tuple[int, str], Location] = {}
    for prose in proses:
        for key, where in (*_texts(prose), *_listed(prose)):
            texts.setdefault(key, where)
    for prose in proses:
        tables = [span[:2] for span in prose.parts if span[2] == "Table"]
        begins = {line.start for each in paragraphs_of(prose) for line in each.lines}
        for form, pattern in enumerate(_FORMS):
            for match in pattern.finditer(prose.text):
                at, number = match.start(), _plain(match["number"])
                if at in begins or any(start <= at < end for start, end in tables):
                    continue
                if not (_is_raised if form == _RAISED else _stands_so)(prose, match):
                    continue
                text = texts.get((form, number))
                if form == _LISTED and not (text and _is_behind_word(prose, match)):
                    continue
                alone = _BEHIND_A_WORD.get(form)
                bare = (
                    alone is not None
                    and alone.search(prose.text[max(at - 8, 0) : at])
                    and (form == _SIGNED or _GOES_ON.match(prose.text, match.end()))
                )
                if text or bare:
                    mark = f"^{match[0]}^" if form == _RAISED else match[0]
                    yield _typed(mark, number, prose.place(at), text)


def _texts(prose: Prose) -> Iterator[tuple[tuple[int, str], Location]]:
    """The texts of such notes, by the form of their mark and its number."""
    for paragraph in paragraphs_of(prose):
        for line in paragraph.lines if "Table" not in paragraph.within else ():
            for form, pattern in enumerate(_FORMS[:_LISTED]):
                match = pattern.match(line.text)
                if not match or not _WORDS.match(line.text, match.end()):
                    continue
                if form != _RAISED or _is_raised(prose, match, line.start):
                    yield (form, _plain(match["number"])), prose.place(line.start)


def _listed(prose: Prose) -> Iterator[tuple[tuple[int, str], Location]]:
    """The texts of notes marked (1) below a heading of notes, or from 注（1） on."""
    listed = False
    for paragraph in paragraphs_of(prose):
        if "Header" in paragraph.within:
            words = prose.text[paragraph.lines[0].start :].partition("\n")[0]
            listed = _OF_NOTES.fullmatch(words.strip()) is not None
            continue
        for line in paragraph.lines:
            listed = listed or _FIRST_NOTE.match(line.text) is not None
            match = _FORMS[_LISTED].match(line.text) if listed else None
            if listed and match is None and "OrderedList" in paragraph.within:
                before = prose.at[line.start]
                match = _MARK_OF_ITEM.search(
                    prose.positions.letters(max(before - 8, 0), min(before, 8))
                )
            if match:
                yield (_LISTED, _plain(match["number"])), prose.place(line.start)


def _is_behind_word(prose: Prose, match: re.Match[str]) -> bool:
    """Whether a mark stands where one of a note may stand, and not before what it numbers."""
    before = prose.text[max(match.start() - 8, 0) : match.start()]
    form = _BEHIND_A_WORD[_RAISED]
    return bool(form.search(before.rstrip(" ")) and _GOES_ON.match(prose.text, match.end()))


def _stands_so(prose: Prose, match: re.Match[str]) -> bool:
    """Whether a mark was typed as it is printed: not escaped, and with nothing in it."""
    return prose.positions.letters(prose.at[match.start()], len(match[0])) == match[0]


def _is_raised(prose: Prose, match: re.Match[str], offset: int = 0) -> bool:
    """Whether a number was typed between two ^, and nothing else beside it."""
    first, last = prose.at[match.start() + offset], prose.at[match.end() - 1 + offset]
    letters = prose.positions.letters
    return letters(first - 1, 1) == "^" and letters(last + 1, 1) == "^"


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number)


def _typed(mark: str, number: str, where: Location, text: Location | None) -> Finding:
    message = "{mark} is typed, and marks no note: it is printed as it is"
    if text is None:
        return Finding.of("NTE005", where, message, "Write ^[…] with what the note says.", mark)
    hint = "Write [^{number}] here, and [^{number}]: in place of the mark before its text."
    related = also(text, "its text")
    return Finding.of("NTE005", where, message, hint, mark, number, related=related)
