"""Sections and chapters that an imported text names by their numbers: 第2節を参照, see Section 2.

Word counted them; here they are counted anew, and a chapter may begin where a section did.
"""

from __future__ import annotations

import re

from hakusho.values.letters import KANJI, KATAKANA

_COUNT = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})"
_SPOKEN = (
    "参照|見よ|みよ|ご覧|述べ|論じ|論ず|示し|示す|検討|分析|扱う|扱い|触れ|詳述|後述|前述|"
    "取り上げ|とりあげ|説明|考察|整理|明らかに"
)
_JAPANESE = re.compile(
    rf"(?<![{KANJI}{KATAKANA}』」])(?:本(?:稿|書|論文|報告書)(?:の)?)?"
    rf"(?P<words>第{_COUNT}[章節](?:の?第{_COUNT}節)?)"
    rf"(?:(?:及び|および|と|、|・|から|～|ないし)第{_COUNT}[章節])*(?:を|で|では|に|にて|の)?(?:{_SPOKEN})"
)
_ENGLISH = re.compile(
    r"\b(?:see|in|cf\.)\s+(?:also\s+)?"
    r"(?P<words>(?:section|sec\.|chapter|chap\.)\s+\d{1,2}(?:\.\d{1,2})*)"
    r"(?![\d.]*\s+(?:of|in)\s)",
    re.IGNORECASE,
)


def typed_sections(text: str) -> tuple[str, ...]:
    """What of a text names its own sections by typed numbers, each once, in its order."""
    found = [each for form in (_JAPANESE, _ENGLISH) for each in form.finditer(text)]
    return tuple(dict.fromkeys(each["words"] for each in sorted(found, key=re.Match.start)))
