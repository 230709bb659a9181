"""Names that a row has, and others in a sentence that prints it: persons, countries, titles.

麻生総理大臣 where the row says 安倍首相; イランが…に侵攻し where it says イラクが…に侵攻;
「同盟の変容」 where it says 「同盟の変革」.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.heard_labels import heard_in, pieces_of, same_letters
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICES = (
    "総理大臣|首相|総理", "大統領", "国家主席|主席", "総書記", "外務大臣|外相", "防衛大臣|防衛相",
    "財務大臣|財務相|財相", "官房長官", "国務長官", "国防長官", "司令官", "議員", "知事", "市長",
    "総裁", "事務総長", "議長", "Prime Minister", "President", "Chancellor", "Secretary",
    "Foreign Minister", "Defen[cs]e Minister", "Director-General", "Senator", "Governor",
)  # fmt: skip
"""What persons are called by; the words of one row are those of one office."""
_NO_PERSON = re.compile(
    r"国|院|党|会|県|府|都|市|省|庁|軍|部|次|代|前|元|現|新|同|両|各|日本|連邦|政府|総合|統合|作戦|副|"
    r"The|This|That|Each|Every|Former|Vice|Deputy|Then"
)
_JAPANESE_NAME = rf"(?:[{KATAKANA}・＝]{{2,}}|(?<![{KANJI}])[{KANJI}]{{2,4}}?)"
_COUNTRIES = (
    "日本|Japan", "米国|アメリカ|United States", "中国|China", "ロシア|Russia", "ソ連|Soviet Union",
    "北朝鮮|North Korea", "韓国|South Korea", "台湾|Taiwan", "英国|イギリス|United Kingdom|Britain",
    "フランス|France", "ドイツ|Germany", "イタリア|Italy", "インド|India", "カナダ|Canada",
    "豪州|オーストラリア|Australia", "イラク|Iraq", "イラン|Iran", "クウェート|Kuwait",
    "シリア|Syria", "イスラエル|Israel", "トルコ|Turkey", "エジプト|Egypt",
    "サウジアラビア|Saudi Arabia",
    "ウクライナ|Ukraine", "ポーランド|Poland", "パキスタン|Pakistan", "アフガニスタン|Afghanistan",
    "ベトナム|Viet ?[Nn]am", "フィリピン|Philippines", "インドネシア|Indonesia", "タイ|Thailand",
)  # fmt: skip
COUNTRY = re.compile(
    rf"(?<![A-Za-z{KATAKANA}])(?:{'|'.join(f'({names})' for names in _COUNTRIES)})"
    rf"(?![a-z{KATAKANA}]|洋|太平洋)"
)
_ROLES = (("が", "は"), ("を",), ("に", "へ"), ("から",), ("",))
"""The particles that make a country a part of what is told; none in English."""
_NEAR = 48
_OF_REST = 0.5
"""So much of what else a label says stands behind a country that is another than its own."""
_BEFORE_KANJI = re.compile(
    rf"(?<![{KATAKANA}・])(?P<name>[{KATAKANA}]{{3,}})(?P<rest>[{KANJI}]{{2,3}})(?![{KANJI}])"
)
_BEFORE_VERB = re.compile(
    rf"(?<![{KANJI}{KATAKANA}々])(?P<name>[{KANJI}]{{2,4}}|[{KATAKANA}]{{3,}})[へに](?P<rest>[{KANJI}]{{3,}})"
)
"""鹿屋へ一時展開, and 鹿屋に一時展開し."""
_HEAD = rf"(?<![A-Za-z{KANJI}{KATAKANA}])"
_WHO = rf"[A-Z]{{2,6}}|[{KANJI}{KATAKANA}]{{2,12}}"
_WHO_TO_WHOM = re.compile(rf"{_HEAD}(?P<who>{_WHO})が(?P<whom>{_WHO})[にへを]")
_ACTS = _HEAD + r"{}[はが](?:[^。、はが]{{0,8}}、)?{}[にへを]"
_SUFFERED = re.compile("[さらたまかわがばな]れ(?:[たてるま]|、)|もら[いうっ]|を受け|応じ|求めに")
"""Who is told of first did not act."""
_TITLE = re.compile(r"[「『]([^「」『』\n]{4,40})[」』]")

Swap = tuple[int, str, str]
"""Where a sentence names something, what that is, and what the row has."""


def swapped_names(sentence: str, label: str, rows: str) -> Iterator[Swap]:
    """Names of a sentence that stand for others of a label.

    Args:
        sentence: It prints a value or a date of the label's row.
        label: What the row tells, in the sentence's language.
        rows: All that the rows printed in the sentence have.
    """
    yield from _persons(sentence, label, rows)
    yield from _countries(sentence, label, rows)
    yield from _titles(sentence, label, rows)
    yield from _places(sentence, label, rows)
    yield from _roles(sentence, label)


def _persons(sentence: str, label: str, rows: str) -> Iterator[Swap]:
    for office in _offices():
        meant = [name for _, name in _in_office(label, office)]
        if len(meant) != 1 or meant[0] in sentence:
            continue
        others = [each for each in _in_office(sentence, office) if each[1] not in rows]
        if len(others) == 1:
            yield *others[0], meant[0]


@cache
def _offices() -> tuple[re.Pattern[str], ...]:
    """Of each office what finds those who are named with it."""
    return tuple(
        re.compile(
            rf"\b(?:{office}) (?P<name>[A-Z][a-z’'-]+)"
            if office[0].isascii()
            else rf"(?P<name>{_JAPANESE_NAME})(?:内閣)?(?:{office})"
        )
        for office in _OFFICES
    )


def _in_office(text: str, office: re.Pattern[str]) -> list[tuple[int, str]]:
    found = office.finditer(text)
    return [(each.start("name"), each["name"]) for each in found if not _NO_PERSON.search(each[1])]


def _countries(sentence: str, label: str, rows: str) -> Iterator[Swap]:
    """A country in the part that another has in the row, before what else the row tells."""
    there, here = _named_countries(label), _named_countries(sentence)
    said, known = {each[0] for each in here}, {each[0] for each in _named_countries(rows)}
    for country, role, start, word in there:
        if country in said:
            continue
        rest = pieces_of(label[:start] + label[start + len(word) :])
        for other, other_role, at, written in here:
            behind = heard_in(sentence[at + len(written) : at + len(written) + _NEAR])
            heard = sum(weight for piece, weight in rest.items() if piece in behind)
            alike = other not in known and other_role == role
            if alike and heard >= _OF_REST * sum(rest.values()) > 0:
                yield at, written, word


def country_of(name: str) -> str:
    """The country that is called so, by all its names; empty if none is."""
    match = COUNTRY.fullmatch(name)
    return _COUNTRIES[(match.lastindex or 1) - 1] if match else ""


@lru_cache(maxsize=512)
def _named_countries(text: str) -> tuple[tuple[str, int, int, str], ...]:
    """Each country, its role, its place, and how it is written."""
    found = []
    for match in COUNTRY.finditer(text):
        behind = text[match.end() : match.end() + 2]
        role = next(n for n, each in enumerate(_ROLES) if behind.startswith(each))
        found.append((_COUNTRIES[(match.lastindex or 1) - 1], role, match.start(), match[0]))
    return tuple(found)


def _places(sentence: str, label: str, rows: str) -> Iterator[Swap]:
    """A name before the same word as another in the row: ヤルタ会談, 三沢に一時展開."""
    for pattern in (_BEFORE_KANJI, _BEFORE_VERB):
        for meant in pattern.finditer(label):
            if meant["name"] in sentence:
                continue
            for match in pattern.finditer(sentence):
                if match["rest"] == meant["rest"] and match["name"] not in rows:
                    yield match.start(), match["name"], meant["name"]


def _roles(sentence: str, label: str) -> Iterator[Swap]:
    """Who does something to whom, the other way round: SDCはSCCに, and the row has SCCがSDCに."""
    for meant in _WHO_TO_WHOM.finditer(label):
        who, whom = meant["who"], meant["whom"]
        if who == whom or not (who in sentence and whom in sentence) or _SUFFERED.search(sentence):
            continue
        turned = re.search(_ACTS.format(re.escape(whom), re.escape(who)), sentence)
        if turned and not re.search(_ACTS.format(re.escape(who), re.escape(whom)), sentence):
            yield turned.start(), turned[0], meant[0]


def _titles(sentence: str, label: str, rows: str) -> Iterator[Swap]:
    meant = [each for each in _TITLE.findall(label) if each not in sentence]
    for match in _TITLE.finditer(sentence) if meant else ():
        for title in meant:
            long = max(len(title), len(match[1]))
            head = same_letters(title, match[1])
            tail = same_letters(title[head:][::-1], match[1][head:][::-1])
            if match[1] not in rows and head + tail > long / 2 and long - head - tail > 0:
                yield match.start(1), match[1], title
