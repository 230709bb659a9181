"""CON039: a label in two languages says two things.

``{ja: 米国側, en: Japan}`` in a figure in YAML or in Python, or in terms.yaml, ``label_ja`` and
``label_en`` of a row: another country, another number, a word of which the other language has the
opposite.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.opposites import opposites_in
from hakusho.checks.contradictions.row_names import COUNTRY, country_of
from hakusho.findings import Finding, also
from hakusho.findings.places import places_of
from hakusho.values.eras import ERA_BY_NAME, ERA_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.checks.contradictions.opposites import Language
    from hakusho.data import Dataset
    from hakusho.findings import Location

_VALUE = r"(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\"'{{}}\[\]#\n{}][^{{}}\n{}]*))"
_PAIR = re.compile(
    r"(?<![\w-])ja:[ \t]*" + _VALUE.format(",", ",") + r"[ \t]*(?:,|\n)\s*"
    r"(?P<en>en:[ \t]*)" + _VALUE.format(",", ",")
)
_PAIR_IN_PYTHON = re.compile(
    r"""["']ja["']:\s*["'](?P<ja>[^"'\n]+)["'],\s*(?P<key>["']en["']:\s*)["'](?P<en>[^"'\n]+)["']"""
)
_YEAR = re.compile(r"(?:19|20)\d\d")
"""1978 is said where 78指針 is."""
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.,-])\d+(?:[.,]\d+)*(?!\d)")
_ERA = re.compile(rf"(?P<era>{ERA_NAME})(?P<number>元|\d+)年")
_MONTH = re.compile(r"\d+月")
"""It has a name in English."""
_SCALED = re.compile(
    r"\d ?[千万億兆割]|\d[ -](?:thousand|million|billion|trillion)|\d:\d\d|午[前後]", re.IGNORECASE
)
"""Numbers that another language counts otherwise: 50万トン, 500,000 tonnes."""
_ALSO_US = re.compile(r"\bU\.?S\.?(?![A-Za-z])|\bAmerican\b")
_IN_COMPOUNDS = (
    ("米国", re.compile("米(?!国)")),
    ("日本", re.compile("日(?=[米中韓朝豪英印ロ露])|[米対在中]日")),
)
"""How countries are called in 日米, 在日米軍."""
_WHOLE = re.compile(r"(?:です|ます|ません|ました|でした)[。.…:：\s]|(?:す|ん|した|る|ない)。?\Z")
"""How sentences end, which say more than labels do."""


def check_label_pairs(path: str, text: str) -> Iterator[Finding]:
    """CON039 in a YAML file of a paper, or in a figure module."""
    places = places_of(path, text)
    pairs: list[tuple[str, str, Location]] = []
    for match in _PAIR_IN_PYTHON.finditer(text) if path.endswith(".py") else ():
        pair = match["ja"].strip(), match["en"].strip()
        yield from _held(*pair, places.at(match.start("key")), places.at(match.start("ja")))
    if path.endswith(".py"):
        return
    for match in _PAIR.finditer(text):
        japanese = (match[1] or match[2] or match[3]).strip()
        english = (match[5] or match[6] or match[7]).strip()
        pairs.append((japanese, english, places.at(match.start("en"))))
        yield from _held(*pairs[-1], places.at(match.start()))
    yield from _exchanged(pairs)


def _exchanged(pairs: Sequence[tuple[str, str, Location]]) -> Iterator[Finding]:
    """A pair whose two sides stand beside others everywhere else: 運用 as policy and strategy."""
    counts = Counter((japanese, english) for japanese, english, _ in pairs)
    for japanese, english, where in pairs:
        usual = [e for (j, e), n in counts.items() if j == japanese and e != english]
        other = [j for (j, e), n in counts.items() if e == english and j != japanese]
        if counts[japanese, english] == 1 and len(usual) == len(other) == 1:
            message = "'{ja}' is '{en}' here, and '{usual}' elsewhere in the file"
            hint = "One of the two labels says something else."
            yield Finding.of("CON039", where, message, hint, japanese, english, usual[0])


def check_label_columns(datasets: Iterable[Dataset]) -> Iterator[Finding]:
    """CON039 in the rows of some datasets."""
    for dataset in datasets:
        for row in dataset.rows:
            for column, english in row.values.items():
                if column.endswith("_en"):
                    japanese = row.values.get(column.removesuffix("_en") + "_ja", "")
                    where = row.where(column)
                    yield from _held(japanese, english, where, where)


def _held(japanese: str, english: str, where: Location, beside: Location) -> Iterator[Finding]:
    """CON039 at the English of a label, beside the place of its Japanese."""
    if not (japanese and english):
        return
    said = next(_odds(japanese, english), None)
    if said is not None:
        message = "'{there}' in Japanese, and '{here}' in English: {ja} / {en}"
        hint = "One of the two labels says something else."
        given = (said[0], said[1], japanese, english)
        related = also(beside, "the Japanese") if beside.line != where.line else ()
        yield Finding.of("CON039", where, message, hint, *given, related=related)


def _odds(japanese: str, english: str) -> Iterator[tuple[str, str]]:
    """What one label says and the other does not, where each says something of its kind alone."""
    scaled = _SCALED.search(japanese) or _SCALED.search(english)
    for found_in in (_countries,) if scaled else (_countries, _numbers):
        first, second = found_in(japanese), found_in(english)
        if first.keys() - second.keys() and second.keys() - first.keys():
            lost, wrong = min(first.keys() - second.keys()), min(second.keys() - first.keys())
            yield first[lost], second[wrong]
    if _WHOLE.search(japanese):
        return
    meant, said = _one_sided(japanese, "ja"), _one_sided(english, "en")
    for group in meant.keys() & said.keys():
        if meant[group][0] != said[group][0]:
            yield meant[group][1], said[group][1]


def _one_sided(text: str, language: Language) -> dict[str, tuple[int, str]]:
    """Of each group of opposites the side that a label is on, and by which word; none of both."""
    found = opposites_in(text, language)
    sides = Counter(group for group, _ in {(each.group, each.side) for each in found})
    return {each.group: (each.side, each.match[0]) for each in found if sides[each.group] == 1}


def _countries(text: str) -> dict[str, str]:
    found = {country_of(each[0]): each[0] for each in COUNTRY.finditer(text)}
    if us := _ALSO_US.search(text):
        found[country_of("米国")] = us[0]
    for name, pattern in _IN_COMPOUNDS:
        if match := pattern.search(text):
            found[country_of(name)] = match[0]
    return found


def _numbers(text: str) -> dict[str, str]:
    plain = _MONTH.sub("", _ERA.sub(_western, text))
    found = {each[0].replace(",", ""): each[0] for each in _NUMBER.finditer(plain)}
    return {each[-2:] if _YEAR.fullmatch(each) else each: word for each, word in found.items()}


def _western(match: re.Match[str]) -> str:
    number = 1 if match["number"] == "元" else int(match["number"])
    return f"{ERA_BY_NAME[match['era']].western_year(number)}年"
