"""CIT040: names that are read otherwise than they are meant.

BibTeX divides a list at each ``and`` outside braces and a name at its commas; whoever typed ``・``,
``et al.`` or a ministry with an ``and`` in its name gets another author than the one on the title
page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hakusho.checks.bibliography.audit import NAME_FIELDS, own, place_in
from hakusho.citations.latex import plain
from hakusho.citations.names import is_braced, split_names
from hakusho.citations.script import ends_in_initial, is_katakana_name
from hakusho.findings import Finding, Text, say
from hakusho.values.letters import JAPANESE, KANJI, KATAKANA, has_japanese, has_kanji

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit


_JAPANESE_BODY = re.compile(
    r"(?:[省庁府局課部室院社党軍隊署所園館校団連盟組合閣店堂房屋庫裁紙誌班県区町村市会寺座州民研官員者"
    r"協塾警銀]|大学|学部|学科|教室|高校|機構|協定|政府|新聞|通信|放送|銀行|振興|企画|編集|出版|書林"
    r"|公論|春秋|選書|経済|朝鮮|大使|総理|大臣|首相|首脳|大統領|主席|代表|知事|議長|総長|衆国|王国"
    r"|共和国|帝国|諸国|米国|両国|英国|韓国|中国|東京都|京都|大阪|陸幕|海幕|空幕|統幕|司令|安保理|赤十字"
    r"|基金|センター|グループ|チーム|クラブ|フォーラム|ネットワーク|プロジェクト|テレビ|ニュース"
    r"|匿名|不明|無署名)$"
    r"|日本|国際|世界|全国|連合|政府|委員|研究|協会|機構|会社|法人|大学|自衛|防衛|外務|内閣|国立|財団"
    r"|週刊|月刊"
)
_WESTERN_WORD = re.compile(
    r"\b(?:Department|Ministry|Minister|University|Universit[àäé]\w*|Institute|Institut\w*|"
    r"Office|Agency|Commission|Council|Committee|Government|Organi[sz]ation|Corporation|"
    r"Association|Cent(?:er|re)|Command|Congress|Parliament|Foundation|Group|Union|Nations|Navy|"
    r"Army|Bureau|Society|Library|Company|Inc|Ltd|LLC|Secretariat|Senate|Embassy|Assembly|"
    r"Federation|Republic|Kingdom|States|Administration|Authority|Laboratory|College|School|"
    r"(?:Research|Intelligence|News|Information|Broadcasting) Service|"
    r"Academy|Museum|Archives?|Treaty|Alliance|Consortium|Network|Forum|Headquarters|Cabinet)\b"
)
_JAPANESE_ROLE = re.compile(
    r"(?<![\s,、])[\s,、]*[（(\[［〔]?(?:責任編集|共編著|編著|共著|共編|編集|編纂|監訳|共訳|監修|執筆|翻訳|編|著|訳)"
    r"[)）\]］〕]?$"
)
_PERSON = re.compile(f"[{JAPANESE}]+")
_KANJI = re.compile(f"[{KANJI}]")
_MARKS = re.compile(r"\s*[;；/／&＆]\s*")
_POINT = re.compile(r"\s*・\s*")
_DIVIDING = str.maketrans("", "", ",，、")
_COMMA = re.compile(r"\s*[、，,]\s*")
_JAPANESE_AFFILIATION = re.compile(r"[（(]([^()（）]+)[)）]$")
_ORDINAL = re.compile(r"第\s*\d+")
_SHORTEST, _LONGEST = 2, 6
"""How many characters an undivided personal name has."""
_SHORTEST_BRACED, _LONGEST_BRACED = 3, 5
_JOIN_HINT = say("Write and between two names: 山田, 太郎 and 鈴木, 花子.")

MessageAndHint = tuple[Text, Text]


def _japanese_fault(name: str, *, braced: bool) -> MessageAndHint | None:
    """A message and a hint on a name in plain text; ``None`` if it is read as it is meant.

    Braces of its own (``braced``) declare a body.
    """
    role = _JAPANESE_ROLE.search(name)
    if role and role.start() and not is_katakana_name(name):
        word = role[0].strip(" ,、()（）[]")
        hint = say("Leave it out; editors stand in editor, translators in translator.")
        return say("{word} in {text} is read as a part of the name", word, name), hint
    if braced:
        return _undivided_in_braces(name)
    return _joined(name) or _decorated(name) or _undivided(name)


def _undivided_in_braces(name: str) -> MessageAndHint | None:
    if not _SHORTEST_BRACED <= len(name) <= _LONGEST_BRACED or not _looks_personal(name):
        return None
    hint = say("Write a person as 姓, 名 without braces; keep the braces round a body's name.")
    return say("{name} stands as a body, which no family name can be told of", name), hint


def _looks_personal(name: str) -> bool:
    """Kanji, perhaps with hiragana, and nothing that bodies have in their names."""
    if not _PERSON.fullmatch(name) or _JAPANESE_BODY.search(name):
        return False
    return len(_KANJI.findall(name)) >= 2  # noqa: PLR2004  a family name and a given name


def _joined(name: str) -> MessageAndHint | None:
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
    if any(_JAPANESE_BODY.search(part) for part in parts):
        return None
    divided = all(" " in part for part in parts)
    # 長谷川、健太郎 is one person; 山田太郎、鈴木花子 are two, and so is any list of three.
    long = len(parts) > 2 or (len(parts[0]) > 3 and len(parts[1]) > 2)  # noqa: PLR2004
    if divided or long:
        return say("{name} is read as one name: a comma divides none", name), _JOIN_HINT
    return None


def _is_person(part: str) -> bool:
    """Whether a part of a list may be a whole name: 山田太郎, 山田 太郎, but not 防衛省."""
    bare = part.replace(" ", "").translate(_DIVIDING)
    return (
        _SHORTEST <= len(bare) <= _LONGEST + 1
        and bool(_PERSON.fullmatch(bare))
        and bool(_KANJI.search(bare))
        and not _JAPANESE_BODY.search(bare)
    )


def _decorated(name: str) -> MessageAndHint | None:
    inner = _JAPANESE_AFFILIATION.search(name)
    if inner and inner.start() and _JAPANESE_BODY.search(inner[1]):
        hint = say("Leave it out; the name stands alone.")
        return say("an affiliation stands in the name {name}", name), hint
    if name[-1] in "、，,。．.;；" and not ends_in_initial(name):
        return say("{text} ends in “{mark}”", name, name[-1]), say("Leave it out.")
    if any(char.isdecimal() for char in name) and not (
        _JAPANESE_BODY.search(name) or _ORDINAL.search(name) or not _PERSON.match(name)
    ):
        hint = say("Leave digits and note marks out, or put a body's name in double braces.")
        return say("a digit stands in the name {name}", name), hint
    return None


def _undivided(name: str) -> MessageAndHint | None:
    if not _SHORTEST <= len(name) <= _LONGEST or not _looks_personal(name):
        return None
    hint = say("Write 姓, 名 with a comma or a space between; put a body's name in double braces.")
    message = "{name} is undivided: its family name cannot be told from its given name"
    return say(message, name), hint


_EDGE = re.compile(r"^and\s|\sand$|\sand\s+and\s|^and$")
_OTHERS = re.compile(
    r"(?:[,、，]?\s*\b(?:et\.?\s*al(?:\.|ii|ia)?)|(?<![,、，\s])[,、，\s]*(?:ほか|他|(?:ほか|他|外)\s*\d+\s*[名人]))$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:,\s*|\s+|\()(?:eds?\.|trans\.|editors?|translators?|edited by|\([Ee]ds?\.?\)|"
    r"\([Tt]rans\.?\))\)?$"
)
_SUFFIX = re.compile(
    r"(?:jr|sr|jun|sen|junior|senior|[ivx]{1,4}|\d(?:st|nd|rd|th)|esq|ph\.?d|m\.?d|m\.?p)\.?",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?:[,;、，；]|[。．])$|(?<![A-Z])[A-Z]?[a-z]{4,}\.$")
_FIRM = re.compile(r"\b(?:Assoc|Bros|Univ|Dept|Govt|Natl|Intl)\.$")
_AFFILIATION = re.compile(r"\s*\(([^()]+)\)$")
_DIGIT = re.compile(r"[\d*†‡§¹²³]")
_CAPITALS = re.compile(r"[A-Z]{3,}(?:[- '’][A-Z]{2,})*")
_KANA_NAME = re.compile(rf"[{KATAKANA}]+[,、，\s]+[{KATAKANA}]+")  # ・ would make it a foreigner's
_LATIN_NAME = re.compile(r"[A-Za-zĀ-ž'’-]+(?:,\s*|\s+)[A-Za-zĀ-ž'’. -]+")
_GIVEN = re.compile(r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?")
_AND_OR_BRACES = say(
    "Write and between two names: Smith, John and Jones, Mary; put a firm's name in double braces."
)


class Fault(NamedTuple):
    """What is wrong with a name or a list of names."""

    message: Text
    hint: Text
    at: str = ""  # the part of the value to point at


def check_names(audit: Audit) -> Iterator[Finding]:
    """CIT040 at names whose form is wrong, at most one for a name."""
    for work in audit.works:
        for field in NAME_FIELDS:
            value = own(work, field)
            if not value:
                continue
            for fault in _faults(value):
                offset = max(value.find(fault.at), 0) if fault.at else 0
                values = (field, fault.message)
                place, message = place_in(work, field, offset), "{field}: {problem}"
                yield work.entry.finding("CIT040", place, message, fault.hint, *values)


def _faults(value: str) -> Iterator[Fault]:
    edge = _EDGE.search(value)
    if edge:
        hint = say("Write one and between two names, none at the ends.")
        yield Fault(say("an and joins nothing"), hint, edge[0])
        return
    singles = list(split_names(value))
    spelled = _one_in_three_scripts(singles)
    if spelled:
        yield spelled
        return
    whole = _divided_body(value, singles)
    if whole:
        yield whole
        return
    for place, single in enumerate(singles):
        fault = _fault(single, last=place == len(singles) - 1)
        if fault:
            yield fault._replace(at=fault.at or single)


def _one_in_three_scripts(singles: list[str]) -> Fault | None:
    """An author in kanji, again in kana and again in Latin letters, as CiNii Research exports."""
    for at in range(len(singles) - 2):
        kanji, kana, latin = (plain(single) for single in singles[at : at + 3])
        in_kana_and_latin = _KANA_NAME.fullmatch(kana) and _LATIN_NAME.fullmatch(latin)
        if has_kanji(kanji) and in_kana_and_latin:
            message = "{kanji}, {kana} and {latin} are read as three authors"
            hint = say("Keep one: author = {{{kanji}}}, yomi = {{{kana}}}.", kanji, kana)
            return Fault(say(message, kanji, kana, latin), hint, singles[at])
    return None


def _divided_body(value: str, singles: list[str]) -> Fault | None:
    """A body's name without braces that holds an ``and``: BibTeX reads it as two authors."""
    for first, second in pairwise(singles):
        if "{" in first + second or "," in first + second:
            continue
        short = len(second.split()) <= 2 and second != "others" and not second.isupper()  # noqa: PLR2004
        whole = f"{first} and {second}"
        if short and _WESTERN_WORD.search(first) and " of " in first and whole in value:
            hint = say("Put a body's name in double braces: {{{{{whole}}}}}.", whole)
            return Fault(say("{whole} is read as two authors", whole), hint, whole)
    return None


@lru_cache(maxsize=4096)  # authors come again and again
def _fault(single: str, *, last: bool) -> Fault | None:
    text = plain(single)
    braced = is_braced(single)
    others = _OTHERS.search(text)
    if others and (others.start() or last) and not (braced and others[0] == "他"):
        message = say("{others} is read as a part of a name", others[0].strip(" ,、，"))
        return Fault(message, say("Write “and others” after the last name."), "")
    if has_japanese(text):
        found = _japanese_fault(text, braced=braced)
        return Fault(*found) if found else None
    if braced:
        return None
    several = _role(text) or _several(single, text)
    return several or _body(text) or _mark(text) or _capitals(single, text)


def _role(text: str) -> Fault | None:
    role = _ROLE.search(text)
    if not role:
        return None
    word = role[0].strip(" ,()")
    hint = say("Leave it out; editors stand in editor, translators in translator.")
    return Fault(say("{word} in {text} is read as a part of the name", word, text), hint)


def _body(text: str) -> Fault | None:
    """A body where a person is expected, or as a person's affiliation."""
    affiliation = _AFFILIATION.search(text)
    if affiliation and _WESTERN_WORD.search(affiliation[1]):
        name = text[: affiliation.start()]
        return Fault(say("an affiliation stands in the name {name}", name), say("Leave it out."))
    if _WESTERN_WORD.search(text) and " " in text:
        hint = say("Put a body's name in double braces: {{{{{text}}}}}.", text)
        return Fault(say("{text} is a body, but is read as a person's name", text), hint)
    return None


def _mark(text: str) -> Fault | None:
    if _DIGIT.search(text):
        hint = say("Leave digits and note marks out, or put a body's name in double braces.")
        return Fault(say("a digit or a note mark stands in the name {text}", text), hint)
    if _STOP.search(text) and not _FIRM.search(text):
        return Fault(say("{text} ends in “{mark}”", text, text[-1]), say("Leave it out."))
    return None


def _several(single: str, text: str) -> Fault | None:
    """Several names in one."""
    hint = say("Write and between two names: Smith, John and Jones, Mary.")
    for mark in (";", " & ", " / "):
        if mark in text:
            message = say("{text} is read as one name: “{mark}” divides none", text, mark.strip())
            return Fault(message, _AND_OR_BRACES)
    parts = [part.strip() for part in single.split(",")] if "{" not in single else []
    if not parts or not parts[-1]:
        return None
    if len(parts) > 3:  # noqa: PLR2004  von Last, Jr, First
        return Fault(say("{text} is read as one name: commas divide none", text), hint)
    if len(parts) == 3 and not _SUFFIX.fullmatch(parts[1]):  # noqa: PLR2004
        family, given, suffix = parts
        if _SUFFIX.fullmatch(suffix):
            message = say("{text} is read with the given name {suffix}", text, suffix)
            return Fault(message, say("Write {family}, {suffix}, {given}.", family, suffix, given))
        return Fault(say("{text} is read as one name: commas divide none", text), hint)
    return None


def _capitals(single: str, text: str) -> Fault | None:
    family, comma, given = (part.strip() for part in text.partition(","))
    hint = say("Write the family name as in a sentence; the style sets capitals.")
    if comma:
        if _CAPITALS.fullmatch(family) and given:
            return Fault(say("the family name of {text} is in capitals", text), hint)
        return None
    words = text.split()
    if len(words) == 2 and "{" not in single:  # noqa: PLR2004
        first, second = words
        if _CAPITALS.fullmatch(first) and _GIVEN.fullmatch(second):
            swapped = f"{first.capitalize()}, {second}"
            advice = say("Write {swapped}; put a body's name in double braces.", swapped)
            return Fault(say("{text} is read with the family name {name}", text, second), advice)
        if _GIVEN.fullmatch(first) and _CAPITALS.fullmatch(second) and len(second) > 4:  # noqa: PLR2004
            return Fault(say("the family name of {text} is in capitals", text), hint)
    return None
