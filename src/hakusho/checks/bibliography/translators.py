"""CIT042: a Japanese edition of a foreign book that names no translator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.citations.script import is_katakana_name, set_as_japanese
from hakusho.findings import NOTHING, Text, say
from hakusho.values.languages import primary
from hakusho.values.letters import HIRAGANA

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
    names = [
        name.get("literal") or f"{name.get('given', '')}・{name.get('family', '')}"
        for name in work.authors
    ]
    if names and all(is_katakana_name(name) and not _HIRAGANA.search(name) for name in names):
        if any(_ORGANISATION.search(name) for name in names):
            return NOTHING
        return say("{names} is a foreign author", names[0])
    return NOTHING
