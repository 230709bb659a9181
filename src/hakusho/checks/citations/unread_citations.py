"""CIT005, CIT012: citations that pandoc does not read as such: they print literally or vanish.

CIT077: those in round brackets, which it reads as a part of the sentence.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.ast.walk import stringify
from hakusho.citations.entries import UNREAD, normal_key
from hakusho.findings import Finding, Subject, Text, say, slips
from hakusho.source.cross_reference_marks import is_cross_reference, meant_by
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import JAPANESE, has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.ast.nodes import Element
    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.entries import Bibliography, CitationUse
    from hakusho.source.prose import Prose

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>)）」』]+"
    r"|(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
)
_GLUED = re.compile(
    rf"(?P<before>[^\W_]|_|{OPAQUE})"
    r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w[\w:.#$%&\-+?<>~/]*))"
)
_WIDE_AT = re.compile(r"＠\{?(?P<key>\w[\w:.\-]*)")
_WIDE_BRACKETS = re.compile(rf"[［\[][^［］\[\]\n{OPAQUE}]*＠[^［］\[\]\n{OPAQUE}]*[］\]]")
_KEY_ALONE = re.compile(r"(?<![\]!^])\[(?P<key>\w[\w:.\-]*\d[\w]*)\](?![(\[:{])")
_KEY_WITH_PLACE = re.compile(
    r"(?<![\]!^])\[(?P<key>[A-Za-z_][\w:.\-]*)(?P<place>\s*[,、，][^\[\]\n]{1,60})\](?![(\[:{])"
)
_YEAR = re.compile(r"[A-Za-z].*\d{4}")
"""A citekey with a year, as authors and reference managers make them; no host is called that."""
_BRACKET = re.compile(rf"[［\[]{OPAQUE}(?:[^［］\[\]\n]*(?P<closing>[］\]]))?")

_OTHER_BRACKETS = re.compile(
    rf"[{{｛【〔]\s?{OPAQUE}(?P<rest>[^{{}}｛｝【】〔〕\n{OPAQUE}]{{0,60}})[}}｝】〕]"
)
_ROUND = re.compile(
    rf"[(（]{OPAQUE}(?P<rest>\s?[,、，][^()（）\n{OPAQUE}]{{0,40}}\d[^()（）\n{OPAQUE}]{{0,9}})[)）]"
)
_ROUND_ALONE = re.compile(rf"[(（]\s?{OPAQUE}(?:\s?[;；,，、]\s?{OPAQUE})*\s?[)）]")
_CLOSED = re.compile(r"(?P<rest>\s?[,、，][^\[\]\n]{0,40})\]")
_OF_NOTE = re.compile(r"(?:\s?[,、，].{0,40}\d.{0,9})?[.。]?")
_BADLY_WRITTEN = re.compile(r"\[@(?P<key>\s?[^\s@\[\],;、，。]+)(?P<rest>[^\[\]\n]{0,60})\]")
_NARRATIVE = {"t": "AuthorInText"}
_ONE_BRACKET = "Put them into one pair of brackets: [@a, p. 3; @b, p. 5]."
_CLOSE = (
    "Close it with ] in the same paragraph, and give each work its @: [@{key}, p. 3; @b, p. 5]."
)


_Unread = tuple[int, str, Text, Text]
"""Where it begins, the key, what is wrong and what to write."""


def check_glued(text: CitedText) -> Iterator[Finding]:
    """CIT005 at citations that pandoc does not see, or of which it drops one.

    They touch a letter or another citation, are written with full-width marks or without ``@``,
    stand in brackets that are not closed, or in the text of another citation. What is looked at is
    what pandoc took for mere text.
    """
    for prose in text.prose:
        addresses = {at for each in _ADDRESS.finditer(prose.text) for at in range(*each.span())}
        for at, key, message, hint in (
            *_after_letters(prose.text, text.bibliography),
            *_no_works(prose.text, text),
            *_wide_marks(prose.text, text.bibliography),
            *_without_at(prose.text, text.bibliography),
            *_badly_written(prose.text, text.bibliography),
        ):
            # What the author escaped is not at its place: \ or &#64; is.
            if at not in addresses and prose.written(at, at + 1) == prose.text[at]:
                about = Subject(UNREAD, key)
                yield Finding.of("CIT005", prose.place(at), message, hint, subject=about)
        yield from _brackets(prose)
        yield from _in_other_brackets(prose)
        yield from _in_round_brackets(prose, text)
    yield from _alone_in_notes(text)
    yield from (_swallowed(use) for use in text.uses if use.within)


def _after_letters(text: str, bibliography: Bibliography) -> Iterator[_Unread]:
    for match in _GLUED.finditer(text):
        key = match["braced"] or match["bare"]
        if is_cross_reference(key) or meant_by(key):
            continue  # the latter is for XRF001
        shown = re.split(f"[{JAPANESE}]", match["bare"] or "")[0] or key
        if not _is_meant(shown, match["before"], bibliography):
            continue
        message = "@{key} stands directly after a letter and would be printed as it is"
        hint = "Write [@{key}], or leave a space before @{{{key}}}."
        advice, behind = say(hint, shown), _CLOSED.match(text, match.end())
        if behind and not match["braced"]:
            advice = say("Write [ before it: [@{key}{rest}].", shown, behind["rest"])
        yield match.end("before"), shown, say(message, shown), advice


def _no_works(words: str, text: CitedText) -> Iterator[_Unread]:
    """``値は@passengers に``: an @ before what has a number, by another name than its id."""
    for match in _GLUED.finditer(words):
        key = _longest_start(match["braced"] or match["bare"], text.named)
        if not key or not has_japanese(match["before"]) or is_cross_reference(key):
            continue
        if text.bibliography.get(key) is None:
            message = "@{key} refers to nothing, and would be printed as it is"
            yield match.end("before"), key, say(message, key), text.named[key]


def _longest_start(written: str, names: Iterable[str]) -> str:
    """The longest name with which something begins, and which does not end within a word."""
    starts = (name for name in names if re.match(rf"{re.escape(name)}(?![a-zA-Z0-9_-])", written))
    return max(starts, key=len, default="")


def _is_meant(key: str, before: str, bibliography: Bibliography) -> bool:
    """Whether a name after an ``@`` that touches a character is a citekey.

    ``keeper@lighthouse``, ``root@db01`` and the rest of an address are none, unless an entry is
    called that; after Japanese, where no such name begins, and by a slip, a year tells citekeys.
    """
    if bibliography.get(key) is not None:
        return True
    if before == OPAQUE or not _YEAR.match(key):
        return False
    folded = key.lower()
    return has_japanese(before) or any(slips(folded, k.lower()) == 1 for k in bibliography.entries)


def _wide_marks(text: str, bibliography: Bibliography) -> Iterator[_Unread]:
    brackets = [match.span() for match in _WIDE_BRACKETS.finditer(text)]
    for match in _WIDE_AT.finditer(text):
        key = _known_start(match["key"], bibliography)
        if key:
            message = "＠{key} has a full-width ＠ and would be printed as it is"
            around = next((each for each in brackets if each[0] < match.start() < each[1]), None)
            written = _narrow(text[slice(*around)]) if around else f"[@{key}]"
            hint = "Write {written} with half-width marks."
            yield match.start(), key, say(message, key), say(hint, written)


def _narrow(written: str) -> str:
    """A citation with the marks that are read as such, of half width."""
    inner = re.sub("[,，、] ?(?=[^@＠]*(?:[;；]|$))", ", ", written[1:-1], count=1)
    return f"[{inner.replace('＠', '@').replace('；', '; ')}]"


def _known_start(written: str, bibliography: Bibliography) -> str:
    """The key that is written, Japanese text after it left out; empty if there is none."""
    key = unicodedata.normalize("NFKC", written).rstrip(":.-")
    plain = re.match(r"[!-~]*", key)[0].rstrip(":.-")  # type: ignore[index]  # matches the empty text
    return next((known for known in (key, plain) if known and bibliography.get(known)), "")


def _without_at(text: str, bibliography: Bibliography) -> Iterator[_Unread]:
    """``[kito2024]``, as LaTeX and wikis have it."""
    for match in _KEY_ALONE.finditer(text):
        key = match["key"]
        if bibliography.get(key) is not None:
            message = say("[{key}] has no @ and would be printed as it is", key)
            yield match.start(), key, message, say("Write [@{key}].", key)
    for match in _KEY_WITH_PLACE.finditer(text):
        key, place = match["key"], match["place"]
        if bibliography.get(key) is not None:
            message = say("[{key}{place}] has no @ and would be printed as it is", key, place)
            yield match.start(), key, message, say("Write [@{key}{place}].", key, place)


def _badly_written(text: str, bibliography: Bibliography) -> Iterator[_Unread]:
    """``[@ kito2024]`` and ``[@ｋｉｔｏ2024]``: a space behind the @, or another width."""
    for match in _BADLY_WRITTEN.finditer(text):
        key = _known_start(match["key"].strip(), bibliography)
        if key and key != match["key"]:
            message = "[@{written}] is not read as a citation and would be printed as it is"
            hint = say("Write [@{key}{rest}].", key, match["rest"])
            yield match.start(), key, say(message, match["key"]), hint


def _in_other_brackets(prose: Prose) -> Iterator[Finding]:
    """Citations in braces and 【】, which are printed, and in () with the place in the work."""
    for pattern, rule in ((_OTHER_BRACKETS, "CIT005"), (_ROUND, "CIT011")):
        for match in pattern.finditer(prose.text):
            cited = prose.single.get(match.start() + match[0].index(OPAQUE))
            if cited is None or cited["citationMode"] != _NARRATIVE:
                continue
            written = prose.written(match.start(), match.start() + 1)
            if is_cross_reference(cited["citationId"]) or written != match[0][0]:
                continue
            message = "{opening} and {closing} around @{key} make no citation, and are printed"
            hint = "Write it in half-width square brackets: [@{key}{rest}]."
            given = match[0][0], match[0][-1], cited["citationId"], match["rest"].rstrip()
            where = prose.place(match.start())
            yield Finding.of(rule, where, message, hint, *given)


def _in_round_brackets(prose: Prose, text: CitedText) -> Iterator[Finding]:
    """CIT077 for round brackets that hold citations alone: （@key）."""
    for match in _ROUND_ALONE.finditer(prose.text):
        places = [at for at in range(*match.span()) if prose.text[at] == OPAQUE]
        cited = [prose.single[at] for at in places if at in prose.single]
        keys = [each["citationId"] for each in cited if each["citationMode"] == _NARRATIVE]
        known = [key for key in keys if text.bibliography.get(key) is not None]
        opening = prose.written(match.start(), match.start() + 1)
        if len(known) != len(places) or opening != match[0][0]:
            continue
        message = "{opening}@{key}{closing} prints the author's name between the brackets"
        written = f"[{'; '.join(f'@{key}' for key in keys)}]"
        if text.makes_notes and prose.note_at(match.start()):
            written = f"{match[0][0]}{written}{match[0][-1]}"
        given = match[0][0], keys[0], match[0][-1], written
        where = prose.place(match.start())
        yield Finding.of("CIT077", where, message, "Write {citation}.", *given)


def _alone_in_notes(text: CitedText) -> Iterator[Finding]:
    """CIT011 for notes that hold a citation as part of a sentence, and no sentence."""
    positions = text.draft.positions
    for chapter in text.draft.chapters:
        for note in chapter.elements:
            if note["t"] != "Note" or len(note["c"]) != 1 or note["c"][0]["t"] != "Para":
                continue
            first, rest = note["c"][0]["c"][:1], note["c"][0]["c"][1:]
            cited = [each["c"][0][0] for each in first if each["t"] == "Cite"]
            if not cited or cited[0]["citationMode"] != _NARRATIVE:  # ^[] holds nothing at all
                continue
            key, place = cited[0]["citationId"], stringify(rest)
            at = note.get("at")
            if at is None or is_cross_reference(key) or not _OF_NOTE.fullmatch(place):
                continue
            message = "this note holds a citation alone, which makes a note by itself"
            hint = "Write [@{key}{place}] in its place."
            where = positions.place(at[0])
            yield Finding.of("CIT011", where, message, hint, key, place.rstrip(".。"))


def _brackets(prose: Prose) -> Iterator[Finding]:
    """Brackets that are mere text although a citation begins right after them."""
    for match in _BRACKET.finditer(prose.text):
        at, end = match.span()
        where = prose.at[at]
        cited, following = prose.single.get(at + 1), prose.single.get(end)
        touches = prose.at[at + 1] == where + 1  # not [[@a], nor \[@a
        if cited is None or not touches or prose.written(at, at + 1) != match[0][0]:
            continue
        key, shown = cited["citationId"], prose.written(at, end)
        if "［" in match[0] or match["closing"] == "］":
            message = say("full-width brackets make no citation and would be printed")
            shown = shown.translate(str.maketrans("［］", "[]"))
            hint = say("Write {shown} with half-width brackets.", shown)
        elif match["closing"] and following and following["citationMode"] != _NARRATIVE:
            touching = "two citations in brackets touch, which Markdown does not read as citations"
            message, hint = say(touching), say(_ONE_BRACKET)
            where = prose.at[end - 1] + 1
        else:
            printed = "the bracket before @{key} is not read as a citation and would be printed"
            message, hint = say(printed, key), say(_CLOSE, key)
            where += 1
        yield Finding.of("CIT005", prose.positions.place(where), message, hint)


def _swallowed(use: CitationUse) -> Finding:
    outer = normal_key(use.within)
    message = "@{key} stands in the text of another citation, and {outer} would not be printed"
    hint = "Separate works by a half-width semicolon: [@{outer}, p. 3; @{key}, p. 5]."
    return Finding.of("CIT005", use.location, message, hint, use.key, outer)


# /@name is somebody's page on many sites, and a@b in code is an address or an operator.
_KEY_IN_CODE = re.compile(
    r"(?<![\w/])@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?<>~/]\w+)*))"
)
_KEY_IN_URL = re.compile(r"(?<!/)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?~]\w+)*))")
_WEB_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>)）」』\ufffc]+")
_OUT, _BESIDE = say("Take it out of the code"), say("Write it beside the address")


def check_literal_keys(text: CitedText) -> Iterator[Finding]:
    """CIT012 for each key of the bibliography that stands in code or in an address.

    A citation that is commented out is no mistake, and a template's is none of ours.
    """
    positions = text.draft.positions
    for position, match, where, act in _literals(text):
        key = normal_key(match["braced"] or match["bare"])
        if text.bibliography.get(key) is not None and positions.is_typed(position):
            message = "@{key} stands {where}, where it cites nothing"
            hint, values = "{act}, as [@{key}], if it is a citation.", (key, where, act)
            yield Finding.of("CIT012", positions.place(position), message, hint, *values)


def _literals(text: CitedText) -> Iterator[tuple[int, re.Match[str], Text, Text]]:
    """What looks like a citekey: its position, it, where it stands and what to do."""
    for chapter in text.draft.chapters:
        for node in chapter.elements:
            if node["t"] in {"Code", "CodeBlock"}:
                for at, match in _keys(text, node, node["c"][1], _KEY_IN_CODE):
                    yield at, match, say("in code"), _OUT
            elif node["t"] in {"Link", "Image"}:
                (_, classes, _), _, (target, _) = node["c"]
                in_text = "uri" in classes
                where = say("in an address") if in_text else say("in a link's target")
                for at, match in _keys(text, node, target, _KEY_IN_URL):
                    yield at, match, where, _BESIDE
    for prose in text.prose:
        for address in _WEB_ADDRESS.finditer(prose.text):
            for match in _KEY_IN_URL.finditer(prose.text, *address.span()):
                yield prose.at[match.start()], match, say("in an address"), _BESIDE


def _keys(
    text: CitedText, node: Element, content: str, pattern: re.Pattern[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    """The keys in what a node holds, each at its place in what is written there."""
    if "@" not in content or "at" not in node:
        return
    positions, end = text.draft.positions, node["at"][1]
    at = positions.find(node["at"], content)
    for match in pattern.finditer(content):
        at += max(positions.letters(at, end - at).find(match[0]), 0)
        yield at, match
        at += len(match[0])
