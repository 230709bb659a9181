"""Names in Japanese script: several in one, roles, affiliations, and names left undivided."""

from __future__ import annotations

import re

from hakusho.checks.bibliography.bodies import is_japanese_body
from hakusho.citations.script import is_katakana_name
from hakusho.findings import Text, say
from hakusho.values.letters import JAPANESE, KANJI

_ROLE = re.compile(
    r"[\s,、]*[（(\[［〔]?(?:責任編集|共編著|編著|共著|共編|編集|編纂|監訳|共訳|監修|執筆|翻訳|編|著|訳)"
    r"[)）\]］〕]?$"
)
_PERSON = re.compile(f"[{JAPANESE}]+")
_KANJI = re.compile(f"[{KANJI}]")
_MARKS = re.compile(r"\s*[;；/／&＆]\s*")
_POINT = re.compile(r"\s*・\s*")
_COMMA = re.compile(r"\s*[、，,]\s*")
_AFFILIATION = re.compile(r"[（(]([^()（）]+)[)）]$")
_ORDINAL = re.compile(r"第\s*\d+")
_SHORTEST, _LONGEST = 2, 6
"""How many characters an undivided personal name has."""
_SHORTEST_BRACED, _LONGEST_BRACED = 3, 5
_JOIN_HINT = say("Write and between two names: 山田, 太郎 and 鈴木, 花子.")

Fault = tuple[Text, Text]


def japanese_fault(name: str, *, braced: bool) -> Fault | None:
    """What is wrong with a name.

    Args:
        name: Plain text that holds kana or kanji.
        braced: Whether it stands in braces of its own, which declares a body.

    Returns:
        A message and a hint; ``None`` for a name that is read as it is meant.
    """
    role = _ROLE.search(name)
    if role and role.start() and not is_katakana_name(name):
        word = role[0].strip(" ,、()（）[]")
        hint = say("Leave it out; editors stand in editor, translators in translator.")
        return say("{word} in {text} is read as a part of the name", word, name), hint
    if braced:
        return _undivided_in_braces(name)
    return _joined(name) or _decorated(name) or _undivided(name)


def _undivided_in_braces(name: str) -> Fault | None:
    if not _SHORTEST_BRACED <= len(name) <= _LONGEST_BRACED or not _looks_personal(name):
        return None
    hint = say("Write a person as 姓, 名 without braces; keep the braces round a body's name.")
    return say("{name} stands as a body, which no family name can be told of", name), hint


def _looks_personal(name: str) -> bool:
    """Kanji, perhaps with hiragana, and nothing that bodies have in their names."""
    if not _PERSON.fullmatch(name) or is_japanese_body(name):
        return False
    return len(_KANJI.findall(name)) >= 2  # noqa: PLR2004  a family name and a given name


def _joined(name: str) -> Fault | None:
    """Several names in one."""
    for marks in (_MARKS, _POINT):
        parts = [part for part in marks.split(name) if part]
        if len(parts) > 1 and all(_is_person(part) for part in parts):
            found = marks.search(name)
            mark = found[0].strip() if found else ""
            return say("{name} is read as one name: {mark} divides none", name, mark), _JOIN_HINT
    parts = [part for part in _COMMA.split(name) if part]
    if len(parts) < 2 or not all(_KANJI.search(part) for part in parts):  # noqa: PLR2004
        return None
    if any(is_japanese_body(part) for part in parts):
        return None
    divided = all(" " in part for part in parts)
    # 長谷川、健太郎 is one person; 山田太郎、鈴木花子 are two, and so is any list of three.
    long = len(parts) > 2 or (len(parts[0]) > 3 and len(parts[1]) > 2)  # noqa: PLR2004
    if divided or long:
        return say("{name} is read as one name: a comma divides none", name), _JOIN_HINT
    return None


def _is_person(part: str) -> bool:
    """Whether a part of a list may be a whole name: 山田太郎, 山田 太郎, but not 防衛省."""
    bare = part.replace(" ", "").replace(",", "").replace("，", "")
    return (
        _SHORTEST <= len(bare) <= _LONGEST + 1
        and bool(_PERSON.fullmatch(bare))
        and bool(_KANJI.search(bare))
        and not is_japanese_body(bare)
    )


def _decorated(name: str) -> Fault | None:
    inner = _AFFILIATION.search(name)
    if inner and inner.start() and is_japanese_body(inner[1]):
        hint = say("Leave it out; the name stands alone.")
        return say("an affiliation stands in the name {name}", name), hint
    if name[-1] in "、，,。．.;；":
        return say("{text} ends in “{mark}”", name, name[-1]), say("Leave it out.")
    if any(char.isdecimal() for char in name) and not (
        is_japanese_body(name) or _ORDINAL.search(name) or not _PERSON.match(name)
    ):
        hint = say("Leave digits and note marks out, or put a body's name in double braces.")
        return say("a digit stands in the name {name}", name), hint
    return None


def _undivided(name: str) -> Fault | None:
    if not _SHORTEST <= len(name) <= _LONGEST or not _looks_personal(name):
        return None
    hint = say("Write 姓, 名 with a comma or a space between; put a body's name in double braces.")
    message = "{name} is undivided: its family name cannot be told from its given name"
    return say(message, name), hint
