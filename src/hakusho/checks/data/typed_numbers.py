"""DAT007: numbers typed in the text that are values of facts.

A finding needs more than an equal number: the fact's unit beside it, and for numbers that many
things can have (3本, 500発, 20日) a word of what the fact is about in the same paragraph. Without
a unit only a number of four digits or more that are not round counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from hakusho.checks.data.subjects import speaks_of, words_of
from hakusho.checks.data.written_numbers import Written, written_numbers
from hakusho.data.quantities import is_currency, singular
from hakusho.findings import Finding, Text, also, say, together
from hakusho.values.languages import LANGUAGES
from hakusho.values.letters import HIRAGANA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from hakusho.data import Fact
    from hakusho.source.prose import Prose

_GENERIC = frozenset(
    "% 年 か月 カ月 ヶ月 月 日 週 時間 分 秒 人 名 回 件 個 本 度 倍 円 ドル ユーロ "  # noqa: SIM905  words
    "キロ メートル トン パーセント km m cm kg t g percent times day days week weeks month months "
    "year years hour hours minute minutes people person persons".split()
)
"""Units that so many things are counted in that an equal number may be chance."""
_SAME_UNIT = {
    "%": ("%", "パーセント", "per cent", "percent"),
    "km": ("km", "キロメートル", "キロ"),
    "kg": ("kg", "キログラム", "キロ"),
    "t": ("t", "トン"),
    "m": ("m", "メートル"),
}
_BETWEEN = frozenset(
    "of in to and or by for at on with from the a an as than but per was were is are".split()  # noqa: SIM905  words
)
"""Words that end a phrase: what comes after them is not what the number counts."""
_AFTER_LABEL = re.compile(r"^(?:もの)?の")
_ENDS = re.compile(rf"^(?:[{HIRAGANA}、。，．,.;:)）]|\s|$)")
_OTHER_UNIT = re.compile(
    r"^\s?(?:km|kg|cm|mm|m|t|g|%|per\s?cent|tonnes?|tons?|miles?|metres?|meters?|kilo\w*|feet|"
    r"million|billion|trillion|times|years?|days?|hours?|dollars?|euros?|yen|pages?|BC|AD)\b"
)
_REFERENCE = re.compile(
    r"(?:第|注|図|表|章|節|条|項|頁|番号|\bpp?\.|\b[Nn]os?\.|\b[Tt]ables?|\b[Ff]ig(?:ure|\.)s?|"
    r"\b[Cc]hapters?|\b[Ss]ections?|\b[Aa]rt(?:icle|\.)s?|\b[Pp]ara(?:graph|\.)?s?|§|月)"
    r"[ \u00a0\u3000]?\Z"
)
_FEWEST_DIGITS = 4
_SMALL = 10
_YEARS = range(1000, 2200)
_SEEN_AFTER = 60
_NAMED = 3


def in_prose(fact_id: str) -> Text:
    """What to write in prose."""
    return say('Write {{{{ fact("{id}") }}}}, so that the text follows the data.', fact_id)


def in_caption(fact_id: str) -> Text:
    """What to write for a caption that stands in a sidecar or in a template."""
    hint = 'Write {{{{ table("…", caption="…" ~ fact("{id}") ~ "…") }}}} in the chapter.'
    return say(hint, fact_id)


def check_typed_numbers(
    prose: Prose, facts: Mapping[str, Fact], hint_for: Callable[[str], Text] = in_prose
) -> Iterator[Finding]:
    """DAT007 for each typed value of a fact in the author's own words, with the fact to use.

    ``hint_for`` says what to write instead, for a fact's id.
    """
    points, ranges = _by_value(facts)
    if not points and not ranges:
        return
    text = prose.text
    for number in written_numbers(text):
        if number.low is not None:
            candidates = ranges.get((number.low, number.value), ())
        else:
            candidates = points.get(number.value, ())
        if not candidates or _REFERENCE.search(text[max(0, number.start - 12) : number.start]):
            continue
        block = prose.block(number.start)
        meant = [fact for fact in candidates if _means(fact, number, text, block)]
        if meant:
            typed = text[number.start : number.end]
            unit = _unit_written(meant[0], text, number)
            if unit and not is_currency(unit):
                typed += (" " if _is_word(unit) and text[number.end :][:1].isspace() else "") + unit
            names = together((f"'{fact.id}'" for fact in meant[:_NAMED]), say(" or "))
            message, hint = "{typed} is typed, and is the value of {facts}", hint_for(meant[0].id)
            values, related = (" ".join(typed.split()), names), also(meant[0].location, "the fact")
            place = prose.place(number.start)
            yield Finding.of("DAT007", place, message, hint, *values, related=related)


def _by_value(
    facts: Mapping[str, Fact],
) -> tuple[Mapping[Decimal, list[Fact]], Mapping[tuple[Decimal, Decimal], list[Fact]]]:
    points: dict[Decimal, list[Fact]] = defaultdict(list)
    ranges: dict[tuple[Decimal, Decimal], list[Fact]] = defaultdict(list)
    for fact in facts.values():
        if fact.value is not None and fact.value > 1:
            points[fact.value].append(fact)
        elif fact.value is None and fact.low is not None and fact.high is not None:
            ranges[fact.low, fact.high].append(fact)
    return points, ranges


def _means(fact: Fact, number: Written, text: str, block: str) -> bool:
    """Whether a number equal to the fact's is likely to be the fact's."""
    labels = (fact.labels["ja"], fact.labels["en"])
    digits = _significant(number.value)
    unit = _unit_written(fact, text, number)
    if not unit:
        return _alone(fact, number, text) or _before_label(fact, number, text)
    if number.low is not None:
        return unit not in _GENERIC or speaks_of(block, labels)
    if unit == "年" and number.value in _YEARS:
        return False
    if number.value < _SMALL:
        named = any(labels) and speaks_of(block, labels)
        return number.arabic and unit not in _GENERIC and named
    if unit in _GENERIC:
        return digits > 1 and any(labels) and speaks_of(block, labels)
    return digits > 1 or speaks_of(block, labels)


def _is_word(unit: str) -> bool:
    return unit.isascii() and unit[:1].isalpha()


def _significant(number: Decimal) -> int:
    return len(str(abs(number)).replace(".", "").strip("0"))


def _after(text: str, number: Written) -> str:
    """What stands behind a number in its paragraph."""
    return text[number.end : number.end + _SEEN_AFTER].partition("\n")[0]


def _unit_written(fact: Fact, text: str, number: Written) -> str:
    """The fact's unit as it stands beside the number; empty if it does not."""
    after = unicodedata.normalize("NFKC", _after(text, number))
    for language in LANGUAGES:
        unit = unicodedata.normalize("NFKC", fact.unit.get(language, ""))
        if not unit:
            continue
        if is_currency(unit):
            if number.currency and unit.endswith(number.currency[-1]):
                return unit
            continue
        forms = _SAME_UNIT.get(unit, (unit,))
        if language == "en":
            forms = (*forms, fact.unit.get("en_one", "") or singular(unit))
        for form in forms:
            if _follows(form, after):
                return form
    return ""


def _follows(unit: str, after: str) -> bool:
    bare = after.lstrip(" \u00a0\u3000")
    if len(after) - len(bare) > 1:
        return False
    if not unit[:1].isascii() or not unit[:1].isalpha():
        return bare.startswith(unit)
    words = re.split(r"[\s\u00a0-]+", bare, maxsplit=3)
    for skipped in range(3):
        if re.match(rf"{re.escape(unit)}(?![A-Za-z])", " ".join(words[skipped:])):
            return True
        if skipped >= len(words) or not re.fullmatch(r"[a-z]+", words[skipped]):
            return False
        if words[skipped] in _BETWEEN or len(unit) < _FEWEST_DIGITS:
            return False
    return False


def _alone(fact: Fact, number: Written, text: str) -> bool:
    """Whether a number without a unit is so particular that it must be the fact's."""
    after = _after(text, number)
    if _significant(number.value) < _FEWEST_DIGITS or number.low is not None or number.currency:
        return False
    if number.value in _YEARS and not re.search(r"[,，.．]", number.text):
        return False
    if is_currency(fact.unit.get("ja", "") or fact.unit.get("en", "")):
        return False
    return bool(_ENDS.match(after)) and not _OTHER_UNIT.match(after)


def _before_label(fact: Fact, number: Written, text: str) -> bool:
    """400の核弾頭, 400 nuclear warheads: the thing itself in place of its counter."""
    after = _after(text, number)
    label = fact.labels["en"].casefold()
    if " " in label and number.value >= _SMALL:
        # One word is what many things are counted in; two or more are the fact's own name.
        words = " ".join(after.split()).casefold()
        if re.match(rf"{re.escape(label)}(?![a-z])", words):
            return True
    match = _AFTER_LABEL.match(after)
    if match is None or number.value < _SMALL:
        return False
    rest = unicodedata.normalize("NFKC", after[match.end() :]).casefold()
    return any(rest.startswith(word) for word in words_of(fact.labels["ja"]))
