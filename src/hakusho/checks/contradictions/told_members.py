"""CON005: a group is told with another number of members than its name says or it has.

日米豪印の3か国, G7の8か国, 東京都、神奈川県、千葉県の4都県; *the five members of the Quad*. Fewer
of them than there are may be some of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.values.numerals import NUMBER_WORDS, japanese_number, number_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage

_COUNTRIES = "日米韓中豪印英仏独露朝台加伊比越泰"
_N = r"(?P<number>[二三四五六七八九]|[2-9２-９])"
_OF_COUNTRIES = (
    r"(?:か国|カ国|ヶ国|ヵ国|首脳|外相|国(?![際連民家内境立会務防土益籍道名産債税王語旗策]))"
)
_BY_LETTER = re.compile(  # not 豪州を含む日米韓4か国, 豪州に加え日米韓の4か国
    rf"(?<![一-龠むえかめ])(?P<members>[{_COUNTRIES}]{{2,6}})の?{_N}{_OF_COUNTRIES}(?!以上|以外|ずつ)"
)
_SIZES = {
    **dict.fromkeys(("G7", "Ｇ７", "先進7か国", "先進七か国"), 7),
    **dict.fromkeys(("Five Eyes", "ファイブ・アイズ", "ファイブアイズ", "P5"), 5),
    **dict.fromkeys(("Quad", "クアッド"), 4),
    **dict.fromkeys(("AUKUS", "オーカス", "Benelux", "ベネルクス", "バルト諸国"), 3),
    **dict.fromkeys(("Baltic states", "Baltic countries"), 3),
}
"""How many members groups have that keep their number."""
_GROUP = rf"(?P<group>{'|'.join(_SIZES)})"
_WORD = rf"(?P<number>{NUMBER_WORDS})"
_MEMBERS = "(?:members|countries|states|nations|partners|powers)"
_AT_MOST = tuple(
    map(
        re.compile,
        (
            rf"{_GROUP}(?:の|、)?{_N}{_OF_COUNTRIES}",
            rf"\b{_WORD} {_MEMBERS} of the {_GROUP}\b",
            rf"\b{_GROUP}['’]s? {_WORD} {_MEMBERS}\b",
        ),
    )
)
_EXACTLY = tuple(
    map(
        re.compile,
        (
            rf"\b{_WORD}[- ]member {_GROUP}\b",
            rf"\b[Tt]he {_WORD} {_GROUP}(?! [a-z]+ (?:ports|ships))\b",
            rf"\b{_GROUP}, which has {_WORD} {_MEMBERS}\b",
            rf"\b{_GROUP} (?:of|has) {_WORD} {_MEMBERS}\b",
        ),
    )
)
_TWO = 2
_ITEM = r"[^。、\n（）()「」はがをにで]{1,12}"
_LISTED = re.compile(
    rf"(?:\A|(?<=[。\n]))(?P<items>{_ITEM}(?:、{_ITEM}){{2,7}})の(?P<number>[四五六七八九]|[4-9４-９])"
    r"(?:都県|県|府県|省|省庁|社|大学|州)"
)
_NAMES = (
    "日本|米国|アメリカ|韓国|中国|北朝鮮|台湾|豪州|オーストラリア|ニュージーランド|インド|英国|イギリス|フランス|ドイツ|"
    "イタリア|カナダ|ロシア|ウクライナ|フィリピン|ベトナム|タイ|マレーシア|シンガポール|インドネシア|トルコ|イラン|イスラエル"
)
_JOINT = "(?:、?(?:及び|および|並びに|ならびに)|、|・|と)"
_BY_NAME = re.compile(
    rf"(?:\A|(?<=[。\nは「（(]))(?P<members>(?:{_NAMES})(?:{_JOINT}(?:{_NAMES})){{1,7}})"
    rf"の?(?:(?P<both>両国)|{_N}(?:か国|カ国|ヶ国|ヵ国|国(?![際連民家内境立会])))"
)
_ENGLISH_NAME = r"[A-Z][\w.’'-]*(?: (?:of |the )?[A-Z][\w.’'-]*){0,2}"
_BOTH = re.compile(
    rf"\b[Bb]oth (?:the )?(?P<members>{_ENGLISH_NAME}(?:, (?:the )?{_ENGLISH_NAME}){{1,4}}"
    rf",? and (?:the )?{_ENGLISH_NAME})(?!, [A-Z]|[\w.’'-])"
)
_JOINTS = re.compile(_JOINT)


def check_told_members(passage: Passage) -> Iterator[Finding]:
    """CON005 for the groups of a passage that are told with the number of their members."""
    for match, right in _told(passage.own):
        if passage.is_typed(match.start()):
            message = "'{words}': there are {count}"
            words = " ".join(match[0].split())
            where = passage.place(match.start())
            yield Finding.of("CON005", where, message, "", words, right)


def _told(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Where a wrong number of members is told, and the right one."""
    yield from _named(text)
    for match in _LISTED.finditer(text):
        most = len(_JOINTS.split(match["items"]))
        if japanese_number(match["number"]) > most:
            yield match, most
    for patterns, exactly in ((_AT_MOST, False), (_EXACTLY, True)):
        for match in (each for pattern in patterns for each in pattern.finditer(text)):
            word = match["number"]
            number = number_in_words(word)
            right = _SIZES[match["group"]]
            if number > right or (exactly and number < right):
                yield match, right


def _named(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Groups whose members all stand before their number, or behind *both*."""
    for match in _BY_LETTER.finditer(text):
        right = len({*match["members"]})
        if japanese_number(match["number"]) != right:
            yield match, right
    for match in _BY_NAME.finditer(text):
        number = _TWO if match["both"] else japanese_number(match["number"])
        right = len(_JOINTS.split(match["members"]))
        if number != right:
            yield match, right
    for match in _BOTH.finditer(text):
        yield match, match["members"].count(", ") + (1 if ", and " in match[0] else _TWO)
