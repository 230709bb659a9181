"""What people type in YAML that a reader of YAML complains of elsewhere, or not at all.

A reader says where it gave up, and not why: a colon in full width (：) is part of a word, and what
is wrong is then found on the next line. So the lines up to there are looked at for what is likely.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.findings import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = r"[ \t　]*(?:-[ \t　]+)?(?P<key>[^\s:：#\"'\[\]{},&*!|>%@`-][^\s:：#]*)"
_WIDE_COLON = re.compile(rf"{_HEAD}[ 　]*(?P<slip>：)[ 　]*(?P<value>.*)")
_WIDE_SPACE = re.compile(rf"{_HEAD}(?P<slip>:　)[ 　]*(?P<value>.*)")
_NO_SPACE = re.compile(rf"{_HEAD}(?P<slip>:)(?P<value>[^\s:/\\][^:]*)")
_SPACES = "\u00a0\u2000-\u200a\u202f\u3000"
"""Spaces that are none to YAML: those that do not break a line, as pages of the web have them."""
_INDENTED_WIDE = re.compile(rf" *(?P<slip>[{_SPACES}])[ {_SPACES}]*(?:- |[^\s:：]+[:：])")
_TAB = re.compile(r" *(?P<slip>\t)")
_TAB_BETWEEN = re.compile(rf"{_HEAD}: *(?P<slip>\t)\s*(?P<value>.*)")
_ENTRY = re.compile(r"(?P<indent> *)- ")
_GLUED = re.compile(r"(?P<indent> *)(?P<slip>-)(?P<value>(?![\d.]+(?:\s|$))[^\s.\-].*)")
_WIDE_HYPHEN = re.compile(r" *(?P<slip>[－−―‐・])[ 　]*(?P<value>\S.*)")
_KEYED = re.compile(r" *(?:- +)*(?P<key>[^\s:\"'\[{#-][^\s:]*):(?: +(?P<value>[^\s|>].*?))?\s*")
_BEFORE_VALUE = r"\s*(?:- +)*(?:(?P<key>[^\s:\"'\[{-][^:]*): +|(?<=- ))"
_GOES_ON = re.compile(
    rf"{_BEFORE_VALUE}(?P<value>(?:"
    r"(?P<quoted>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'(?!'))|\[[^\[\]]*\]|\{+[^{}]*\}+)"
    r"\s*(?P<slip>[^\s,\]}:#]).*)"
)
_OPEN_QUOTE = re.compile(rf"{_BEFORE_VALUE}(?P<slip>[\"'])(?P<value>(?:(?!(?P=slip)).)*)")
_SIGN = re.compile(
    rf"{_BEFORE_VALUE}(?P<value>(?P<slip>[>|](?![-+\d]*\s*$)|[\]}},&@`%]|[?-](?= )).*)"
)
_COLON_IN_VALUE = re.compile(
    r"\s*(?:- +)?(?P<key>[^\s:\"'\[{][^:]*): +"
    r"(?P<value>[^\"'\[{|>\s].*?(?P<slip>:)(?: .*|$))"
)
_BLOCK = re.compile(r".*:\s*[|>][-+\d]*")
_BLOCK_OF = re.compile(r"(?P<indent> *)(?P<key>[^\s:\"'\[{#-][^\s:]*):\s*(?P<mark>[|>])[-+\d]*")
_IN_CURLY = re.compile(r"[“”„](?P<inner>[^“”„]*)[”“]")
_CUT_SHORT = re.compile(
    r"\s*(?:- +)*(?P<key>title|subtitle|caption|name): +"
    r"(?P<value>[^\s\"'\[{|>#].*?) +(?P<slip>#)\w.*"
)
_SAID = re.compile(
    r"(?:(?:^|(?<=[:,-] )|(?<=[\[{]))\s*(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"
    r"|(?<=\S)#|[^#])*"
)
"""A line as far as its comment, which begins with a # behind a space, and not in quotes."""

Slip = tuple[int, int, Text, Text]
"""Line and column, both from 1; what is wrong; what to write."""


def likely_slip(text: str, line: int, opened: int = 0) -> Slip | None:
    """The slip that explains why YAML could not be read in a line (from 1), or ``None``.

    The line itself comes first, then those beside it, then the nearest before it. Where something
    has no end, the line in which it was ``opened`` comes before these, and no others count.
    """
    found = {slip[0]: slip for slip in _slips(text) if slip[0] <= line + 1}
    near = [opened, line, line - 1] if opened else [line, line - 1, line + 1, *reversed(found)]
    return next((found[at] for at in near if at in found), None)


def silent_slips(text: str, keys: frozenset[str]) -> Iterator[Slip]:
    """Lines that YAML reads as more of the text before them: ``affiliation：`` below a name.

    A line with such a colon counts only if it begins with one of ``keys``.
    """
    before = ""
    for number, line in _outside_of_blocks(text):
        glued, before = _GLUED.match(line) if _ENTRY.match(before) else None, line
        if glued:
            yield (number, glued.start("slip") + 1, *_glued(glued))
            continue
        if match := _INDENTED_WIDE.match(line):
            yield (number, match.start("slip") + 1, *_indented_wide(match))
            continue
        for form, told in ((_WIDE_COLON, _wide_colon), (_WIDE_SPACE, _wide_space)):
            match = form.fullmatch(line)
            if match and match["key"] in keys:
                yield (number, match.start("slip") + 1, *told(match))


def cut_short(text: str) -> Iterator[Slip]:
    """Texts that are printed, and that a # cuts short: of ``title: Routes #2`` YAML has Routes."""
    if not re.search(r" #\w", text):
        return
    lines = text.split("\n")
    for number, _ in _outside_of_blocks(text):
        if match := _CUT_SHORT.fullmatch(lines[number - 1]):
            key, whole = match["key"], re.split(r"\s#\s", match[0][match.start("value") :])[0]
            message = "'{key}' ends here: what stands behind a # is a comment"
            hint = "If it belongs to the text, write {line}; if not, put a space behind the #."
            line = f"{key}: {quoted(whole)}"
            yield (number, match.start("slip") + 1, say(message, key), say(hint, line))


def quoted(value: str) -> str:
    """A value in the quotation marks that it does not hold itself.

    ``'Scotland's routes'`` has such marks around it, which are no part of it.
    """
    mark = value[:1]
    if mark in {'"', "'"} and value.endswith(mark) and value.count(mark) % 2:
        value = value[1:-1]
    if '"' in value and "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _slips(text: str) -> Iterator[Slip]:
    before, entries = "", set()
    lines = list(_outside_of_blocks(text))
    for (number, line), (_, after) in pairwise((*lines, (0, ""))):
        if entry := _ENTRY.match(line):
            entries.add(entry["indent"])
        glued = _GLUED.match(line)
        if outside := _outside_of_block(line, before):
            yield (number, len(line) - len(line.lstrip(" ")) + 1, *outside)
        elif glued and glued["indent"] in entries:
            yield (number, glued.start("slip") + 1, *_glued(glued))
        elif too_deep := _too_deep(line, before):
            yield (number, len(line) - len(line.lstrip(" ")) + 1, *too_deep)
        elif (match := _OPEN_QUOTE.fullmatch(line)) and (not after or _KEYED.match(after)):
            yield (number, match.start("slip") + 1, *_open_quote(match))
        else:
            yield from _of_forms(number, line)
        before = line


def _of_forms(number: int, line: str) -> Iterator[Slip]:
    for form, told in _FORMS:
        if match := form.match(line):
            yield (number, match.start("slip") + 1, *told(match))
            return


def _outside_of_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without comments, and but those of texts below ``key: |``."""
    inside = -1
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" "))
        if inside >= 0 and (not line.strip() or indent > inside):
            continue
        said = _SAID.match(line)
        bare = said[0].rstrip() if said else line
        inside = indent if _BLOCK.fullmatch(bare) else -1
        if bare:
            yield number, bare


def _too_deep(line: str, before: str) -> tuple[Text, Text] | None:
    """For a key that stands further right than the one before it, which has a value."""
    key, owner = _KEYED.match(line), _KEYED.fullmatch(before)
    if not (key and owner and owner["value"]):
        return None
    opened = owner["value"][0] in "[{\"'" and owner["value"][-1] not in "]}\"'"
    if opened or len(line) - len(line.lstrip(" ")) <= owner.start("key"):
        return None
    message = "this line begins further right than '{key}', which has its value already"
    return say(message, owner["key"]), say("Begin it in the same column as '{key}'.", owner["key"])


def _outside_of_block(line: str, before: str) -> tuple[Text, Text] | None:
    """For a line of the text that ``key: |`` announces, which is not indented."""
    block = _BLOCK_OF.fullmatch(before)
    if (
        not block
        or _KEYED.match(line)
        or _WIDE_COLON.fullmatch(line)
        or line.lstrip(" ").startswith("- ")
    ):
        return None
    message = "this line is to be the text of '{key}', and is not indented"
    hint = "Put two spaces more before each of its lines: {first}"
    return say(message, block["key"]), say(hint, f"{block['indent']}  {line.strip()}")


def _line(match: re.Match[str]) -> str:
    """The line as it should be."""
    value = match["value"].strip(" 　")
    return f"{match['key']}: {value}".rstrip() if value else f"{match['key']}:"


def _wide_colon(match: re.Match[str]) -> tuple[Text, Text]:
    hint = "Write a half-width colon and a space: {line}"
    return say("the colon after '{key}' is a full-width one (：)", match["key"]), say(
        hint, _line(match)
    )


def _wide_space(match: re.Match[str]) -> tuple[Text, Text]:
    hint = "Write a half-width space: {line}"
    return say("the space after '{key}:' is a full-width one", match["key"]), say(
        hint, _line(match)
    )


def _no_space(match: re.Match[str]) -> tuple[Text, Text]:
    hint = "Write a space: {line}"
    return say("there is no space after '{key}:'", match["key"]), say(hint, _line(match))


def _tab_between(match: re.Match[str]) -> tuple[Text, Text]:
    hint = "Write a space: {line}"
    return say("there is a tab after '{key}:'", match["key"]), say(hint, _line(match))


def _indented_wide(match: re.Match[str]) -> tuple[Text, Text]:
    if match["slip"] == "　":
        return (
            say("this line is indented with a full-width space"),
            say("Indent it with half-width spaces, two for each level."),
        )
    return (
        say(
            "this line is indented with U+{code:04X}, a space that is none to YAML",
            ord(match["slip"]),
        ),
        say("Indent it with spaces of the space bar, two for each level."),
    )


def _tab(_match: re.Match[str]) -> tuple[Text, Text]:
    return (
        say("this line is indented with a tab, which YAML does not take"),
        say("Indent it with spaces, two for each level."),
    )


def _glued(match: re.Match[str]) -> tuple[Text, Text]:
    hint = "Write a space: - {value}"
    return say("there is no space after the hyphen"), say(hint, match["value"])


def _wide_hyphen(match: re.Match[str]) -> tuple[Text, Text]:
    hint = "Write a half-width hyphen and a space: - {value}"
    return say("an entry of a list begins with '-', and this is '{mark}'", match["slip"]), say(
        hint, match["value"]
    )


def _with_value(match: re.Match[str]) -> str:
    """The key or the hyphen before a value, and the value in quotes."""
    value = quoted(match["value"].strip())
    return f"{match['key']}: {value}" if match["key"] else f"- {value}"


def _goes_on(match: re.Match[str]) -> tuple[Text, Text]:
    what = say("quotation mark") if match["quoted"] else say("bracket")
    message = "what stands behind the closing {mark} does not belong to the value"
    return say(message, what), say("Put all of it in quotes: {line}", _with_value(match))


def _open_quote(match: re.Match[str]) -> tuple[Text, Text]:
    message = "{what} that begins here has no end: {closing} is missing"
    told = say(message, say("a text in quotes"), match["slip"])
    return told, say("Write {line}", _with_value(match))


def _sign(match: re.Match[str]) -> tuple[Text, Text]:
    message = "a value that begins with '{sign}' stands in quotes"
    return say(message, match["slip"]), say("Write {line}", _with_value(match))


def _colon_in_value(match: re.Match[str]) -> tuple[Text, Text]:
    hint = "Put the value in quotes: {key}: {value}"
    told = say("the value of '{key}' holds a colon", match["key"])
    curly = _IN_CURLY.fullmatch(match["value"].strip())
    if curly:
        hint = "Curly quotation marks are part of the value: put straight ones: {key}: {value}"
    return told, say(hint, match["key"], quoted(curly["inner"] if curly else match["value"]))


_FORMS = (
    (_TAB, _tab),
    (_INDENTED_WIDE, _indented_wide),
    (_WIDE_COLON, _wide_colon),
    (_WIDE_SPACE, _wide_space),
    (_TAB_BETWEEN, _tab_between),
    (_WIDE_HYPHEN, _wide_hyphen),
    (_NO_SPACE, _no_space),
    (_GOES_ON, _goes_on),
    (_SIGN, _sign),
    (_COLON_IN_VALUE, _colon_in_value),
)
