"""NAM002: offices and bodies that are named outside of their time.

``bodies.tsv`` lists Japanese ministries and the commonest bodies abroad; a paper lists its own in
terms.yaml (``bodies``). Looked at are sentences with a year, or that speak of the present: 運輸省
in 2015, 防衛省 in 1990. A sentence that tells of the change itself is left alone.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.shipped_lists import rows_in
from hakusho.findings import Finding
from hakusho.paper.terms import Body
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.source.prose import Prose

_LIST = Path(__file__).with_name("bodies.tsv")
_SENTENCE = re.compile(r"[^。！？\n.]+(?:\.(?!\s)[^。！？\n.]*)*[。！？.]?")
_YEAR = re.compile(r"(?<![\d０-９])(?P<year>1[89]\d\d|20\d\d)(?!年代|\d|s\b|[’']s\b)")
_PRESENT = re.compile(
    r"現在|今日の|現行の|目下|(?<![\w])(?:today|at present|currently)(?![\w])", re.IGNORECASE
)
_IN_THE_PRESENT = re.compile(
    rf"(?:てい|であ|でき|れ|す|な|加わ|担)る{OPAQUE}*。$|(?:ます|です){OPAQUE}*。$"
)
_OFFICE = re.compile("(?:大臣|庁長官)$")
_ABROAD = re.compile(
    "英国|イギリス|フランス|仏|ドイツ|独[、。政首外]|豪|オーストラリア|カナダ|インド|イタリア|スペイン|オランダ|"
    "ベルギー|スウェーデン|ノルウェー|デンマーク|フィンランド|ニュージーランド|シンガポール|マレーシア|タイ[王国のは]|"
    "フィリピン|ベトナム|欧州|各国|諸国|主要国|EU|ASEAN|G[78]"
)
"""Where ministers are called in Japanese as those of Japan are now."""
_OFTEN = 2
_OF_THE_CHANGE = re.compile(
    r"前身|後身|後の|のちの|旧|当時|改称|改組|昇格|発足|設置|新設|再編|移行|継承|統合され|名称|解体|崩壊|"
    r"former|then-|predecessor|successor|renamed|became|established|founded|created|replaced|collapse|dissol|later",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"最後の|時代|独立|遺産|引き継|受け継|歴史|記憶|継い|"
    r"の[^、。はがを]{0,8}(?:文書|資料|史料|記録|統計|日記|議事録)|出身|OB|"
    r"\b(?:last|independen\w+|histor\w+|legac\w+|heirs?|inherit\w*|archiv\w+|declassif\w+|papers|"
    r"records|documents|break-?up|fall of|end of|era|veterans?|since|memor\w+|after)\b",
    re.IGNORECASE,
)
"""What a sentence says that names what was, in a later year."""
_TODAY = re.compile(r"現在|今日|今は|いま|\b(?:today|now|currently|present)\b", re.IGNORECASE)
_OF_A_WORK = re.compile(
    r"年?(?:[（(][^（()）]*[）)])?(?:の[^、。]{0,24}?(?:法|条約|協定|宣言|大綱|指針|計画|報告書|文書)"
    rf"|[^、。]{{0,20}}(?:[たるい]|された)[{KANJI}{KATAKANA}])"
)
"""A year that is of a law or of something told of, and not of what the body did."""
_ACT_OF = re.compile(
    r"\b(?:acts?|laws?|treat(?:y|ies)|conventions?|charters?|agreements?|study|studies|reports?|"
    r"constitution) of (?:[A-Z][a-z]+ )?\Z",
    re.IGNORECASE,
)


@cache
def _shipped() -> tuple[Body, ...]:
    return tuple(Body(*row) for row in rows_in(_LIST))


def check_bodies(proses: Sequence[Prose], own: Iterable[Body], present: int) -> Iterator[Finding]:
    """NAM002 for each body that a sentence names in a year in which it was not.

    Args:
        proses: The text of chapters, with what templates print.
        own: The bodies of terms.yaml, which go before those that are shipped.
        present: The year of the paper.
    """
    bodies = {each.name: each for each in (*_shipped(), *own)}
    whole = [prose.text for prose in proses]
    named = [name for name in bodies if any(name in text for text in whole)]
    if not named:
        return
    pattern = _pattern(named)
    for prose in map(own_words, proses):
        for sentence in _SENTENCE.finditer(prose.text):
            found = pattern.search(sentence[0])
            if found is None or _OF_THE_CHANGE.search(sentence[0]):
                continue
            written = [*_YEAR.finditer(sentence[0])]
            if written and all(_is_of_a_work(sentence[0], year, found.start()) for year in written):
                continue
            years = [int(match["year"]) for match in written]
            now = _PRESENT.search(sentence[0]) or _tells_of_now(
                sentence[0], bodies[found[0]], proses
            )
            years = years or ([present] if now else [])
            for match in pattern.finditer(sentence[0]) if years else ():
                at, body = sentence.start() + match.start(), bodies[match[0]]
                if _OFFICE.search(match[0]) and _ABROAD.search(sentence[0]):
                    continue
                looks = _LOOKS_BACK if body.until and min(years) > int(body.until[:4]) else _TODAY
                if not written or not looks.search(sentence[0]):
                    yield from _outside(prose, at, body, years)


def _is_of_a_work(sentence: str, year: re.Match[str], body: int) -> bool:
    """Whether a year dates a law or a document, before a body that is no part of that."""
    if _ACT_OF.search(sentence, 0, year.start()):
        return True
    of = _OF_A_WORK.match(sentence, year.end())
    return of is not None and year.end() < body and of.end() <= body + 1


def _tells_of_now(sentence: str, body: Body, proses: Sequence[Prose]) -> bool:
    """Whether a sentence in the present names a body once, and the paper its successor often."""
    if not body.then or not _IN_THE_PRESENT.search(sentence):
        return False
    successor = sum(prose.text.count(body.then) for prose in proses)
    own = sum(len(_pattern([body.name]).findall(prose.text)) for prose in proses)
    return own == 1 and successor >= _OFTEN


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    offices = "|".join(each for each in ordered if _OFFICE.search(each))
    bodies = "|".join(re.escape(each) for each in ordered if not _OFFICE.search(each))
    whole = rf"(?<![{KANJI}{KATAKANA}A-Za-z])(?:{bodies or '(?!)'})(?![A-Za-z])"
    # The name of who held it may stand before an office; a country has offices of these names, too.
    before = f"[元前旧歴英仏独豪米韓中露加印伊国州邦各の・A-Za-z0-9０-９{KATAKANA}]"
    return re.compile(rf"{whole}|(?<!{before})(?:{offices or '(?!)'})(?!経験|級)")


def _outside(prose: Prose, index: int, body: Body, years: Sequence[int]) -> Iterator[Finding]:
    where, shown = prose.place(index), "、".join(map(str, dict.fromkeys(years)))
    if body.until and min(years) > int(body.until[:4]):
        message = "{name} was no longer in {year}: it ended on {until}"
        hint = "Write {then}, or say that it is the former one." if body.then else ""
        values = (body.name, shown, body.until, *([body.then] if body.then else []))
        yield Finding.of("NAM002", where, message, hint, *values)
    elif body.since and max(years) < int(body.since[:4]):
        message = "{name} was not yet in {year}: it began on {since}"
        hint = "Write what it was called then, or say so."
        yield Finding.of("NAM002", where, message, hint, body.name, shown, body.since)
