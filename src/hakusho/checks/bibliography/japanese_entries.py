"""CIT042, CIT043: Japanese editions of foreign books without translator, entries without a reading.

JIS X 4061 orders by reading; kanji have none of their own, so the entry must say it. What the
bibliography is really sorted by is decided in ``citations/ordering.py``, and asked there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import own, place_in
from hakusho.citations.latex import plain
from hakusho.citations.names import is_foreigner, spelled, split_names
from hakusho.citations.ordering import known_readings, sort_facts
from hakusho.citations.script import is_katakana_name, set_as_japanese
from hakusho.findings import NOTHING, Text, noun, say
from hakusho.values.languages import primary
from hakusho.values.letters import HIRAGANA, has_japanese, has_kana

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_KINDS = frozenset({"book", "chapter"})
_TRANSLATORS = ("translator", "translatora", "translatorb", "translatorc")
_ELSEWHERE = ("editor", "editora", "author", "note", "addendum", "titleaddon", "subtitle",
              "annotator", "nameaddon", "howpublished")  # fmt: skip
_HIRAGANA = re.compile(f"[{HIRAGANA}]")
_ORGANISATION = re.compile(
    r"ウォッチ|インターナショナル|ジャパン|センター|グループ|フォーラム|ネットワーク|コンサルティング|サービス"
    r"|カンパニー|ファウンデーション|インスティテュート|プロジェクト|チーム|クラブ|ニュース|タイムズ|ポスト"
    r"|ジャーナル|レビュー|アソシエ|パートナーズ|ホールディングス|ソリューション|リサーチ"
)


def check_translators(audit: Audit) -> Iterator[Finding]:
    """CIT042 at translations without a translator.

    These are Japanese books and chapters with an original in another language, or whose every
    author bears a foreign name (``ケネス・ウォルツ``), that name no translator anywhere.
    """
    for work in audit.works:
        if work.kind not in _KINDS or primary(work.language) != "ja":
            continue
        if work.raw(*_TRANSLATORS) or any("訳" in work.text(name) for name in _ELSEWHERE):
            continue
        why = _why(work)
        if why:
            message = "{why}, and no translator is named"
            hint = "Name the translator in translator, unless the author wrote in Japanese."
            place = work.place("author", "title")
            yield work.entry.finding("CIT042", place, message, hint, why)


def _why(work: Work) -> Text:
    """Why this is a translation; empty if it is none."""
    original = work.text("origtitle")
    if original:
        return say("the original is {original}", original)
    language = work.text("origlanguage")
    if language and not set_as_japanese(language.lower()) and language.lower() != "japanese":
        return say("the original is in {language}", language)
    names = [spelled(name) for name in work.authors]
    foreign = (is_foreigner(name) or _is_foreign(name.get("literal", "")) for name in work.authors)
    if names and all(foreign):
        if any(_ORGANISATION.search(name) for name in names):
            return NOTHING
        return say("{names} is a foreign author", names[0])
    return NOTHING


def _is_foreign(undivided: str) -> bool:
    return is_katakana_name(undivided) and not _HIRAGANA.search(undivided)


_READING_FIELDS = ("yomi", "authoryomi")
_SEVERAL, _MOST_NAMED = 3, 40
"""So many authors without a reading are no habit yet; of a habit so many are named."""
_LETTER = re.compile(r"[^\W\d_]")
_NOT_READ = re.compile(r"^[「『（(\[〈《【“\s]+")


def check_readings(audit: Audit) -> Iterator[Finding]:
    """CIT043 at Japanese entries that cannot be put in order.

    Once for each author (or title, where there is none) of a cited work whose reading no entry
    gives; and at each ``yomi`` that is not in kana or does not fit the authors. A file without any
    reading says so at the first author, and names the others.
    """
    lacking: dict[str, list[tuple[Work, str]]] = defaultdict(list)
    japanese = [work for work in audit.works if primary(work.language) == "ja"]
    known = known_readings(audit.works)
    told: set[str] = set()
    for work in japanese:
        faulty = _faulty(work)
        yield from faulty
        if faulty or work.key not in audit.cited:
            continue
        facts = sort_facts(work, work.title, known)
        printed = _NOT_READ.sub("", "".join(facts.names[0]))
        # What begins in Latin letters or digits needs no reading to be found.
        begins_in_kanji = has_japanese(printed[:1]) and not has_kana(printed[:1])
        if begins_in_kanji and printed not in told and not has_kana(facts.readings[0]):
            told.add(printed)
            lacking[work.entry.location.path].append((work, printed))
    read = {work.entry.location.path for work in japanese if work.raw(*_READING_FIELDS)}
    for path, works in lacking.items():
        is_habit = path not in read and len(works) > _SEVERAL
        for work, printed in works[:1] if is_habit else works:
            others = [name for _, name in works[1:]] if is_habit else []
            yield _missing(work, printed, others)


def _missing(work: Work, printed: str, others: list[str]) -> Finding:
    what = "title" if work.title.endswith(printed) else "author"
    message = say(
        "no reading of the {what} {name} is given: its place in 50音 order is not known",
        noun(what),
        printed,
    )
    if others:
        more = "、".join(others[:_MOST_NAMED]) + ("…" if len(others) > _MOST_NAMED else "")
        count = say("{count:more name|more names}", len(others))
        message = say("{message} (nor of {others}: {names})", message, count, more)
    hint = (
        "Add yomi = {{姓, 名}} in kana; the family name alone will do. In Zotero, write the line "
        "tex.yomi: 姓, 名 into Extra: the next export has it again."
    )
    if what == "title":
        hint = (
            "Add yomi = {{…}} with the reading of the title in kana, in Zotero as a line "
            "tex.yomi: … of Extra."
        )
    place = work.place("author", "editor", "institution", "title")
    return work.entry.finding("CIT043", place, message, hint)


def _faulty(work: Work) -> list[Finding]:
    """CIT043 for readings that are none, or that do not fit the authors."""
    found = []
    for field in _READING_FIELDS:
        value = own(work, field)
        if not value:
            continue
        readings = split_names(value)
        for reading in readings:
            wrong = _not_kana(plain(reading))
            if wrong:
                message = "the reading {reading} is not in kana"
                place = place_in(work, field, max(value.find(reading), 0))
                hint = "Write it in hiragana or katakana."
                found.append(work.entry.finding("CIT043", place, message, hint, plain(reading)))
        names = split_names(work.raw("author") or work.raw("editor"))
        if not found and len(readings) > 1 and names and len(readings) != len(names):
            message = "{count:reading|readings} for {names:name|names}"
            hint = "Give a reading for each name, with and between, or for the first alone."
            place = place_in(work, field, 0)
            counts = (len(readings), len(names))
            found.append(work.entry.finding("CIT043", place, message, hint, *counts))
    return found


def _not_kana(reading: str) -> bool:
    """Whether a letter of the reading is not kana."""
    text = unicodedata.normalize("NFKC", reading)
    return any(_LETTER.match(char) and not has_kana(char) for char in text)
