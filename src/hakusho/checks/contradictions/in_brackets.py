"""CON107: what stands in brackets says again what stands before them, and says otherwise.

*Two thirds (58 per cent)*, 40隻のうち12隻（25％）, *10 km (16 miles)*, 1兆円（1,000億円）,
三か国（日本、豪州、インド、米国）, *two years (2018–2022)*, *a majority (45 of 100)*,
1990年代（1991～2003年）, *30 °C (68 °F)*. Nothing is said of a bracket that holds anything else.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hakusho.checks.data.written_numbers import BEGINS, NUMBER, value_of
from hakusho.findings import Finding, Text, say
from hakusho.values.numerals import ENGLISH_NUMBERS, NUMBER_WORDS, japanese_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.checks.contradictions.passages import Passage


class _Odd(NamedTuple):
    """What does not agree: the words before the bracket, what is in it, and what would be right."""

    before: tuple[int, int]
    inner: tuple[int, int]
    hint: Text


_ABOUT = r"(?:about|around|approximately|roughly|some|nearly|almost|just (?:over|under)|over|or) "
_SOME = rf"(?P<some>{_ABOUT}|約|およそ|ほぼ|=|≈)?"
_PER_CENT = (
    rf" ?[（(]{_SOME}(?P<inner>(?P<share>\d{{1,2}}(?:\.\d+)?) ?(?:%|％|パーセント|per ?cent))[）)]"
)
_PART_OF = (
    rf" ?[（(](?P<inner_of>(?P<part_of>{NUMBER})(?: [a-z]+)? (?:out )?of (?:the )?"
    rf"(?P<all_of>{NUMBER})(?: [a-z]+){{0,2}}"
    rf"|(?P<all_ja>{NUMBER})(?P<unit_of>[^\W\d_]{{1,4}})(?:のうち|中)、?(?P<part_ja>{NUMBER})(?P=unit_of))[）)]"
)
_SHARE_BEHIND = f"(?:{_PER_CENT}|{_PART_OF})"
_SHARE = re.compile(_SHARE_BEHIND)
_DIGIT = "[0-9０-９.．〇一二三四五六七八九十百千第]"
_NOT_MADE = "(?!に(?:引|下|減|縮|抑|落|薄|低|削|圧縮|とど|なっ))"
"""What becomes half of what it was is not half of the whole: 従来の半分（5％）に引き下げる."""
_OF_OTHERS = re.compile(r"\b(?:to|by|and|first|second|other|latter|last|next) \Z")
"""Before *half* that is no share of a whole: the first half, cut to half, two and a half."""
_IN_ORDER = re.compile(r"\b(?:first|second|another|over|for|after|last|next|past|consecutive)\b")
"""Before *a third* that follows a second, and *three quarters* that pass."""
_NEAR = 80
_NTH = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_ENGLISH_SHARE = re.compile(
    rf"\b(?P<about>{_ABOUT})?"
    r"(?P<before>(?:(?P<over>(?i:an?|one|two|three|four|five|seven|nine))[ -]"
    rf"(?P<under>{'|'.join(_NTH)})s?|[Hh]alf))"
    rf"(?: of (?:the |its |all )?[a-z]+(?: [a-z]+)?)?{_SHARE_BEHIND}"
)
_JAPANESE_SHARE = re.compile(
    r"(?P<about>約|およそ|ほぼ)?"
    rf"(?P<before>半数|半分|(?<!{_DIGIT})(?P<under>[二三四五六2-6２-６])分の(?P<over>[一二三四五1-5１-５])"
    rf"|(?<!{_DIGIT})(?P<tenths>[一二三四五六七八九1-9１-９])割){_SHARE_BEHIND}{_NOT_MADE}"
)
_MAJORITY = re.compile(
    rf"(?P<before>\b[Aa] majority(?: of [a-z ]{{1,24}})?|過半数?){_SHARE_BEHIND}"
    r"(?!に(?:届|満た|達し[なてま]|及ば|足り)|を(?:割|下回|失))"
)
_OF_SO_MANY = (
    re.compile(
        rf"\b[Oo]f (?:the |its |these |all )?(?P<before>(?P<all>{NUMBER})(?: [a-z]+){{1,4}}, "
        rf"(?:only |some )?(?P<part>{NUMBER})(?: [a-z]+){{0,2}}){_PER_CENT}"
    ),
    re.compile(
        rf"{BEGINS}(?<![\d.,])(?P<before>(?P<part>{NUMBER})(?: [a-z]+)? (?:out )?of "
        rf"(?:the |its |these |all )*(?P<all>{NUMBER})(?: [a-z]+){{0,3}}){_PER_CENT}"
    ),
    re.compile(
        rf"{BEGINS}(?<![\d.,])(?P<before>(?P<all>{NUMBER})(?P<unit>[^\W\d_]{{1,4}})(?:のうち|中)、?"
        rf"(?P<part>{NUMBER})(?P=unit)){_PER_CENT}"
    ),
)
_UNITS = tuple(
    (re.compile(written), kind, Decimal(factor))
    for kind, factor, written in (
        ("length", "1000", "km|㎞|kilomet(?:re|er)s?|キロメートル|キロ"),
        ("length", "1609.344", "miles?|マイル"),
        ("length", "1852", "nautical miles?|nm|海里"),
        ("length", "0.3048", "ft|feet|foot|フィート"),
        ("length", "1", "m|met(?:re|er)s?|メートル"),
        ("weight", "1", "kg|kilograms?|キログラム"),
        ("weight", "0.45359", "lbs?|pounds?|ポンド"),
        ("weight", "1000", "tonnes?|メートルトン"),
        ("area", "10000", "ha|hectares?|ヘクタール"),
        ("area", "4046.86", "acres?|エーカー"),
        ("area", "1000000", "km²|square kilomet(?:re|er)s?|平方キロメートル|平方キロ"),
        ("area", "2589988", "square miles?|平方マイル"),
    )
)
"""Units: how they are written, what they measure, and how many of one unit of that they are."""
_ROUNDED, _ROUGHLY = Decimal("0.06"), Decimal("0.15")
"""The largest part of a number by which it may be rounded; and where it is about so much."""
_MONEY = re.compile(
    rf"{BEGINS}(?<![\d.,])(?P<before>(?P<first>{NUMBER})(?P<unit>円|ドル|ユーロ|元|ウォン))[（(]{_SOME}"
    rf"(?P<inner>(?P<second>{NUMBER})(?P=unit))[）)]"
)
_COUNTED = (
    "か国|カ国|ヶ国|ヵ国|ヵ国|社|省庁|省|機関|港|島|県|都市|団体|分野|大学|地域|か所|カ所|ヵ所"
)
_JAPANESE_LIST = re.compile(
    rf"(?<!{_DIGIT})(?P<before>(?:(?P<number>[二三四五六七八九]|[2-9２-９])(?:{_COUNTED})|両国|両社|両省|両島|両港))"
    r"[（(](?P<inner>[^（）()\n、：:。]{1,16}(?:、[^（）()\n、：:。]{1,16}){1,9})[）)]"
)
_ENGLISH_LIST = re.compile(
    rf"(?<![-\w])(?P<before>(?P<number>{NUMBER_WORDS}) (?:[a-z]+ ){{0,2}}"
    r"(?:countries|states|ports|islands|harbours|agencies|ministries|companies|members|nations|"
    r"universities|regions|cities|firms|powers|allies))(?: \(| — | – |—)"
    r"(?P<inner>[A-Z][^(),;:—–\n.]{1,30}(?:, [A-Z][^(),;:—–\n.]{1,30}){1,9}"
    r"(?:,? and (?:the )?[A-Z][^(),;:—–\n.]{1,30}))(?:\)| — | – |—)"
)
_OPEN = re.compile(
    r"など|等|ほか|他|含む|うち|例|計|順|以下|と|や|・|[「0-9０-９]"
    r"|\b(?:or|including|mainly|etc|others?|among|such as|like|notably|in particular)\b"
)
_YEARS = re.compile(
    rf"(?<!{_DIGIT})(?P<before>(?P<number>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})年間)"
    r"[（(](?P<inner>(?P<first>[12]\d{3})年?[～〜~–-](?P<last>[12]\d{3})年?)[）)]"
    r"|(?<![-.\w])(?<!every )(?<!each )(?P<before_e>"
    rf"(?P<number_e>\d{{1,2}}|{NUMBER_WORDS})(?: years|-year [a-z]+)) "
    r"\((?P<inner_e>(?P<first_e>[12]\d{3})[–-](?P<last_e>[12]\d{3}))\)"
)
_DECADE = re.compile(
    r"(?<![\d-])(?P<before>(?P<decade>[12]\d\d0)(?:s|年代))(?:を通じて)? ?"
    r"[（(](?P<inner>(?P<first>[12]\d{3})年?[～〜~–-](?P<last>[12]\d{3})年?)[）)]"
)
_DECADE_SLACK, _IN_A_DECADE = 1, 10
"""By how many years a decade may be told to begin earlier, or to end later."""
_MONTHS = tuple(
    "January February March April May June July August September October November "  # noqa: SIM905  words
    "December".split()
)
_HALF = re.compile(
    rf"(?P<before>\b(?P<which>first|second) half of [12]\d{{3}}) "
    rf"\((?P<inner>(?P<first>{'|'.join(_MONTHS)})(?: to |[–-])(?P<last>{'|'.join(_MONTHS)}))\)"
    r"|(?P<before_ja>[12]\d{3}年の?(?P<which_ja>前半|後半))[（(](?P<inner_ja>(?P<first_ja>\d{1,2})月?"
    r"(?:から|[～〜~–-])(?P<last_ja>\d{1,2})月)[）)]"
)
_HALF_YEAR = 6
_DEGREES = re.compile(
    r"(?P<before>(?P<first>[−-]?\d{1,4}(?:\.\d)?) ?(?:°[ ]?|℃|degrees )(?:C|Celsius)?|"
    r"摂氏(?P<first_ja>[−-]?\d{1,4}(?:\.\d)?)度)"
    rf" ?[（(]{_SOME}"
    r"(?P<inner>(?P<second>[−-]?\d{1,4}(?:\.\d)?) ?(?:°[ ]?F|℉|degrees Fahrenheit)|"
    r"華氏(?P<second_ja>[−-]?\d{1,4}(?:\.\d)?)度)[）)]"
)
_FAHRENHEIT_SLACK = 2


def check_brackets(passage: Passage) -> Iterator[Finding]:
    """CON107 for the brackets of a passage."""
    shares = (_shares, _parts_of_many) if _SHARE.search(passage.own) else ()
    for find in (*shares, _other_units, _degrees, _money, _lists, _years, _decades, _halves):
        for odd in find(passage.own):
            if any(passage.is_typed(at) for at in (odd.before[0], odd.inner[0])):
                message = "'{before}' and '{inner}' in the brackets behind it do not agree"
                given = (passage.own[slice(*odd.before)], passage.own[slice(*odd.inner)])
                where = passage.place(odd.inner[0])
                yield Finding.of("CON107", where, message, odd.hint, *given)


def _odd(match: re.Match[str], right: Text, ends: tuple[str, str] = ("before", "inner")) -> _Odd:
    return _Odd(match.span(ends[0]), match.span(ends[1]), right)


def _shares(text: str) -> Iterator[_Odd]:
    """A share in words and in per cent."""
    for match in filter(_is_of_a_whole, _ENGLISH_SHARE.finditer(text)):
        count = _english(match["over"] or "one") or 1
        yield from _share(match, Decimal(count) / _NTH[match["under"] or "half"])
    for match in _JAPANESE_SHARE.finditer(text):
        if match["tenths"]:
            whole = Decimal(japanese_number(match["tenths"])) / 10
        elif match["under"]:
            whole = Decimal(japanese_number(match["over"])) / japanese_number(match["under"])
        else:
            whole = Decimal("0.5")
        yield from _share(match, whole)
    for match in _MAJORITY.finditer(text):
        if _told_share(match) < 50:  # noqa: PLR2004  per cent
            yield _of_share(match, say("A majority is more than 50 per cent."))


def _is_of_a_whole(match: re.Match[str]) -> bool:
    """Whether *half* or *a third* are a share: not the first half, a third after a second."""
    said, begin = match.string, match.start("before")
    before = re.split(r"[.;:!?\n]", said[max(0, begin - _NEAR) : begin])[-1]
    if match["over"] and _IN_ORDER.search(before):
        return False
    return not _OF_OTHERS.search(said, max(0, match.start() - _NEAR), match.start())


def _share(match: re.Match[str], whole: Decimal) -> Iterator[_Odd]:
    apart = abs(whole * 100 - _told_share(match))
    if apart > (8 if match["about"] else Decimal("5.5")):
        yield _of_share(match, say("It is {right} per cent.", f"{round(whole * 100, 1):f}"))


def _told_share(match: re.Match[str]) -> Decimal:
    """What a bracket says in per cent, or as a part of a number of things."""
    if match["share"]:
        return Decimal(match["share"])
    part = value_of(match["part_of"] or match["part_ja"])
    return (part or Decimal(0)) * 100 / (value_of(match["all_of"] or match["all_ja"]) or 1)


def _of_share(match: re.Match[str], right: Text) -> _Odd:
    return _odd(match, right, ("before", "inner" if match["share"] else "inner_of"))


def _parts_of_many(text: str) -> Iterator[_Odd]:
    """12 of 40 (25 per cent)."""
    for pattern in _OF_SO_MANY:
        for match in pattern.finditer(text):
            part, whole = value_of(match["part"]), value_of(match["all"])
            if part is None or not whole or part > whole:
                continue
            share, said = part * 100 / whole, Decimal(match["share"])
            exponent = said.as_tuple().exponent
            slack = Decimal(1).scaleb(int(exponent)) * (5 if match["some"] else 1)
            if abs(share - said) > slack:
                right = say("It is {right} per cent.", f"{round(share, 1):f}")
                yield _odd(match, right)


@cache
def _conversion() -> re.Pattern[str]:
    units = "|".join(written.pattern for written, _, _ in _UNITS)
    number = rf"{NUMBER}|{NUMBER_WORDS}"
    return re.compile(
        rf"(?<![\d.,A-Za-z])(?P<before>(?P<first>{number})[ -]?(?P<from>{units})) ?[（(]{_SOME}"
        rf"(?P<inner>(?P<second>{number})[ -]?(?P<to>{units}))[）)]"
    )


def _other_units(text: str) -> Iterator[_Odd]:
    """10 km (16 miles)."""
    for match in _conversion().finditer(text):
        (kind, factor), (other, divisor) = _unit(match["from"]), _unit(match["to"])
        first, second = _amount(match["first"]), _amount(match["second"])
        if kind != other or factor == divisor or not first or not second:
            continue
        ratio = factor / divisor
        most = _ROUGHLY if match["some"] else _ROUNDED
        low, high = ((first + sign * _rounding(first, most)) * ratio for sign in (-1, 1))
        if second + _rounding(second, most) < low or second - _rounding(second, most) > high:
            exact = round(first * ratio, 1)
            yield _odd(match, say("It is {right} {unit}.", f"{exact:,f}", match["to"]))


def _unit(word: str) -> tuple[str, Decimal]:
    return next((kind, factor) for each, kind, factor in _UNITS if each.fullmatch(word))


def _amount(written: str) -> Decimal | None:
    number = _english(written)
    return Decimal(number) if number else value_of(written)


def _english(word: str) -> int:
    return ENGLISH_NUMBERS.get(word.lower(), 0)


def _rounding(number: Decimal, most: Decimal) -> Decimal:
    """By how much a number may have been rounded: half of its last digit that is not 0."""
    exponent = number.normalize().as_tuple().exponent
    return min(Decimal("0.5").scaleb(int(exponent)), number * most)


def _money(text: str) -> Iterator[_Odd]:
    """1兆円（1,000億円）: the same digits at another magnitude."""
    for match in _MONEY.finditer(text):
        first, second = value_of(match["first"]), value_of(match["second"])
        if first and second and first != second:
            digits = {each.normalize().as_tuple().digits for each in (first, second)}
            if len(digits) == 1:
                yield _odd(match, say("Which of the two is meant?"))


def _lists(text: str) -> Iterator[_Odd]:
    """三か国（日本、豪州、インド、米国）."""
    counts: tuple[tuple[re.Pattern[str], Callable[[str], int], Callable[[str], int]], ...] = (
        (_JAPANESE_LIST, japanese_number, _japanese_items),
        (_ENGLISH_LIST, _english, _english_items),
    )
    for pattern, number, items_of in counts:
        for match in pattern.finditer(text):
            announced = number(match["number"]) if match["number"] else 2
            items = items_of(match["inner"])
            if not _OPEN.search(match["inner"]) and announced != items:
                yield _odd(match, say("There are {count}.", items))


def _japanese_items(listed: str) -> int:
    return len(re.split("、?(?:及び|および|並びに)|、", listed))


def _english_items(listed: str) -> int:
    """What stands between commas and before the last *and*: of several, names have the others."""
    return listed.count(", ") + (1 if ", and " in listed else 2)


def _years(text: str) -> Iterator[_Odd]:
    """Two years (2018–2022)."""
    for match in _YEARS.finditer(text):
        end = "" if match["number"] else "_e"
        first, last = int(match[f"first{end}"]), int(match[f"last{end}"])
        written = match[f"number{end}"]
        number = (
            int(written) if written.isdecimal() else _english(written) or japanese_number(written)
        )
        if number not in {last - first, last - first + 1}:
            right = say("From {first} to {last} it is {count} years.", first, last, last - first)
            yield _odd(match, right, (f"before{end}", f"inner{end}"))


def _decades(text: str) -> Iterator[_Odd]:
    """The 1990s (1991–2003)."""
    for match in _DECADE.finditer(text):
        begin = int(match["decade"])
        first, last = int(match["first"]), int(match["last"])
        end = begin + (_IN_A_DECADE * _IN_A_DECADE if begin % 100 == 0 else _IN_A_DECADE)
        if first < begin - _DECADE_SLACK or last > end + _DECADE_SLACK:
            yield _odd(match, say("They are the years {first} to {last}.", begin, end - 1))


def _halves(text: str) -> Iterator[_Odd]:
    """The first half of 2020 (July to December)."""
    for match in _HALF.finditer(text):
        if match["which"]:
            months = [_MONTHS.index(match[name]) + 1 for name in ("first", "last")]
            ends, is_first = ("before", "inner"), match["which"] == "first"
        else:
            months = [int(match[name]) for name in ("first_ja", "last_ja")]
            ends, is_first = ("before_ja", "inner_ja"), match["which_ja"] == "前半"
        if all((month > _HALF_YEAR) is is_first for month in months):
            yield _odd(match, say("Which of the two is meant?"), ends)


def _degrees(text: str) -> Iterator[_Odd]:
    """30 °C (68 °F)."""
    for match in _DEGREES.finditer(text):
        celsius, fahrenheit = (
            Decimal((match[name] or match[f"{name}_ja"]).replace("−", "-"))
            for name in ("first", "second")
        )
        right = celsius * 9 / 5 + 32
        if abs(right - fahrenheit) > _FAHRENHEIT_SLACK:
            yield _odd(match, say("It is {right} {unit}.", f"{round(right, 1):f}", "°F"))
