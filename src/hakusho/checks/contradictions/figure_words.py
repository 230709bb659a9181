"""FIG040 to FIG043, CON031: what is said of a figure and is not in its data or its language.

Years in its caption, numbers in its alternative text, English labels among Japanese ones, the unit
in its table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hakusho.checks.data.written_numbers import written_numbers
from hakusho.data.numbers import read_number
from hakusho.data.trees import lists_of
from hakusho.findings import Finding, Location, also
from hakusho.findings.places import places_of
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.data import Dataset, Fact
    from hakusho.data.dataset import Row
    from hakusho.figures import RenderedFigure

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LINE = re.compile(
    r"""\b(?:Ceiling|axhline|axvline)\(\s*(?:\w+=)?(?P<value>\d[\d_]*(?:\.\d+)?),\s*(?:label=)?"""
    r"""["'](?P<label>[^"'\n]+)["']"""
)
_BEFORE_LIMIT = re.compile(
    r"(?:[:：=＝(（]|上限|下限|目標|基準|水準|しきい値|閾値|\b(?:limit|ceiling|cap|target|threshold|floor|level))"
    r"[^\w:：]{0,2}\Z",
    re.IGNORECASE,
)
"""What stands before the number at which a line is drawn."""
_WORDS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)  # noqa: SIM905  words
}
_BARE = rf"(?:{'|'.join(_WORDS)}|[0-9][0-9,.]*)"
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_NO_VALUE = re.compile(r" ?(?:%|％|per ?cent|パーセント|times|倍|年|harbours?\b)")
_JAPANESE = re.compile(f"[{JAPANESE}]")
_ENGLISH_WORDS = re.compile(
    r"\A[^\W\d_]+(?:[ -][\w’'.]+)*[ -][a-z]{3,}|\A[A-Z]?[a-z]{3,} [\w ]*[A-Za-z]{2,}\Z"
)
_HEADING_UNIT = re.compile(r"[（(](?P<unit>[^（）()]{1,6})[)）]\Z")
_COUNTERS = ("発", "基", "隻", "機", "両", "門", "本", "台", "個", "艇")
_COUNTRIES = (
    ("日本", "Japan"), ("米国", "United States"), ("中国", "China"), ("ロシア", "Russia"),
    ("北朝鮮", "North Korea"), ("韓国", "South Korea"), ("台湾", "Taiwan"),
    ("英国", "United Kingdom"),
    ("フランス", "France"), ("ドイツ", "Germany"), ("インド", "India"), ("豪州", "Australia"),
)  # fmt: skip
_BETWEEN = re.compile(
    r"対[日米中露韓台英仏独印豪]|輸出|輸入|貿易|取引|投資|援助|支援|供与|関係|相手|向け|に対する|から見た|との"
    r"|\b(?:exports?|imports?|trad(?:e|ing)|invest(?:ment|s|ing)|aid|relations?|partners?|support|"
    r"from|to|with|towards?|against|by)\b",
    re.IGNORECASE,
)
"""What a caption says where a figure shows one country and the caption names the other."""
_FEWEST_LABELS = 3
_SHORTEST_NAME = 2


_OWN_ALT = re.compile(r"^alt\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with what it rests on.

    Attributes:
        figure: As it was drawn.
        module: Path and text of its module.
        datasets: Those that it declares.
        texts: These as their files have them.
        facts: Those whose rows it selects.
        captions: What stands below it where it is placed.
    """

    figure: RenderedFigure
    module: tuple[str, str]
    datasets: tuple[Dataset, ...]
    texts: tuple[str, ...]
    facts: tuple[Fact, ...]
    captions: tuple[Passage, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether it is in YAML and leaves the alternative text to its kind, which may round."""
        path, text = self.module
        return path.endswith(".yaml") and not _OWN_ALT.search(text)

    def where(self, words: str) -> Location:
        """Where a label stands in the module, if it is typed there."""
        path, text = self.module
        at = text.find(words)
        return places_of(path, text).at(at) if at >= 0 else Location(path)


def check_figure_words(drawn: Drawn, language: str) -> Iterator[Finding]:
    """Hold a figure's words against its data."""
    yield from _caption_years(drawn)
    yield from _caption_countries(drawn)
    yield from _alternative_text(drawn)
    if language == "ja":
        yield from _foreign_labels(drawn)
    yield from _heading_units(drawn)
    yield from _lines(drawn)


def _lines(drawn: Drawn) -> Iterator[Finding]:
    """FIG031 for a line that a module draws at one number, and calls by another."""
    path, text = drawn.module
    for match in _LINE.finditer(text) if path.endswith(".py") else ():
        said = [*written_numbers(match["label"])]
        drawn_at = Decimal(match["value"].replace("_", ""))
        if len(said) != 1 or not _BEFORE_LIMIT.search(match["label"], 0, said[0].start):
            continue  # the mean of 5 years
        if said[0].value != drawn_at and not _YEAR.search(match["label"]):
            message = "the line at {value} is called '{label}'"
            hint = "Draw it where its label says, or take both from the data."
            where = places_of(path, text).at(match.start("label"))
            yield Finding.of("FIG031", where, message, hint, match["value"], match["label"])


def _years_of_data(drawn: Drawn) -> set[str]:
    return {year for text in drawn.texts for year in _YEAR.findall(text)}


def _caption_years(drawn: Drawn) -> Iterator[Finding]:
    """FIG040 for a year in a caption that neither the data nor the drawing has."""
    known = _years_of_data(drawn)
    known |= {year for text in drawn.figure.texts for year in _YEAR.findall(text)}
    if not known:
        return
    for caption in drawn.captions:
        for match in _YEAR.finditer(caption.own):
            if match[0] not in known and caption.is_typed(match.start()):
                message = "the caption says {year}, and the data of '{figure}' have no such year"
                hint = "They have {years}."
                given = (match[0], drawn.figure.name, ", ".join(sorted(known)[:6]))
                related = also(Location(drawn.module[0]), "the figure's module")
                where = caption.place(match.start())
                yield Finding.of("FIG040", where, message, hint, *given, related=related)


def _caption_countries(drawn: Drawn) -> Iterator[Finding]:
    """CON031 for a country in a caption where the figure names another one alone.

    Not where the caption may tell of what is between the two: trade, aid, relations.
    """
    shown = " ".join((*drawn.figure.texts, drawn.figure.alt))
    there = {names for names in _COUNTRIES if any(name in shown for name in names)}
    if len(there) != 1:
        return
    for caption in drawn.captions:
        if _BETWEEN.search(caption.own):
            continue
        named = {
            match.start(): names
            for names in _COUNTRIES
            for match in [re.search("|".join(map(re.escape, names)), caption.own)]
            if match
        }
        for at, names in named.items():
            if names in there or not there - set(named.values()) or not caption.is_typed(at):
                continue
            other = next(name for name in min(there - set(named.values())) if name in shown)
            written = next(name for name in names if caption.own.startswith(name, at))
            message = "the caption says {country}, and '{figure}' shows {other}"
            related = also(Location(drawn.module[0]), "the figure's module")
            given = (written, drawn.figure.name, other)
            yield Finding.of("CON031", caption.place(at), message, "", *given, related=related)


def _alternative_text(drawn: Drawn) -> Iterator[Finding]:
    """FIG041 for a year or a row's number that the alternative text has and the data have not."""
    alt, known = drawn.figure.alt, _years_of_data(drawn)
    if not drawn.datasets or drawn.figure.alt_composed or drawn.says_nothing:
        return
    whole = Location(drawn.datasets[0].path)
    wrong = [(year, whole) for year in _YEAR.findall(alt) if known and year not in known]
    for dataset in drawn.datasets:
        tables = [table for _, table in lists_of(dataset)] if dataset.kind == "tree" else [dataset]
        for table in tables:
            wrong += _not_in_rows(alt, table)
    for said, place in dict.fromkeys(wrong):
        message = "the alternative text of '{figure}' says {said}, and its data do not"
        hint = "Compute it from the data, so that it follows them."
        where, related = drawn.where(said), also(place, "the data")
        given = (drawn.figure.name, said)
        yield Finding.of("FIG041", where, message, hint, *given, related=related)


def _not_in_rows(alt: str, table: Dataset) -> Iterator[tuple[str, Location]]:
    """Numbers behind the name of a row, and before that of the next, that no row has."""
    rows: dict[int, Row] = {}
    known: set[Decimal] = set()
    for row in table.rows:
        texts = [cell for cell in row.values.values() if _number(cell) is None]
        names = [text for text in texts if len(text) >= _SHORTEST_NAME and text in alt]
        numbers = {number for cell in row.values.values() if (number := _number(cell)) is not None}
        known |= numbers
        if names and numbers:
            rows[alt.index(names[0])] = row
    if len(rows) < 2:  # noqa: PLR2004  a text that goes through them
        return
    columns = _columns_in(alt, rows)
    starts = sorted(rows)
    for start, end in zip(starts, [*starts[1:], len(alt)], strict=True):
        stretch = re.split(r"[.。]", alt[start:end])[0]
        values = [*_values_in(stretch)]
        unknown = [each for each in values if each[0] not in known]
        for _, written, behind in unknown:
            if not _NO_VALUE.match(behind):
                yield written, rows[start].location
        bare = re.fullmatch(
            rf"(?:.*?[^\W\d_]) {_BARE}(?:(?:, | and |, and ){_BARE})+[,;]? ?", stretch
        )
        right = [_number(rows[start][column]) for column in columns]
        told = [value for value, _, _ in values]
        if bare and not unknown and len(told) == len(right) and told != right:
            yield stretch.rstrip(" ,;"), rows[start].location


def _columns_in(alt: str, rows: Mapping[int, Row]) -> Sequence[str]:
    """The columns that a text names, in its order: six days each for its crew and its permit."""
    row = next(iter(rows.values()))
    names = [name for name, cell in row.values.items() if _number(cell) is not None]
    found = [
        (match.start(), name)
        for name in names
        if (match := re.search(rf"\b{re.escape(name)}\b", alt))
    ]
    return [name for _, name in sorted(found)]


def _values_in(text: str) -> Iterator[tuple[Decimal, str, str]]:
    """The numbers of a text, as values, as written, and what stands behind each."""
    for match in _WORD.finditer(text):
        yield Decimal(_WORDS[match[0]]), match[0], text[match.end() :]
    for number in written_numbers(text):
        if number.low is None and number.arabic:
            yield number.value, number.text, text[number.end :]


def _number(cell: str) -> Decimal | None:
    try:
        return read_number(cell)
    except ValueError:
        return None


def _foreign_labels(drawn: Drawn) -> Iterator[Finding]:
    """FIG042 for labels in English among Japanese ones."""
    japanese = [text for text in drawn.figure.texts if _JAPANESE.search(text)]
    if len(japanese) < _FEWEST_LABELS:
        return
    for text in dict.fromkeys(drawn.figure.texts):
        if not _JAPANESE.search(text) and _ENGLISH_WORDS.search(text):
            message = "'{label}' is English, in a figure of a Japanese text"
            where = drawn.where(text)
            yield Finding.of("FIG042", where, message, "", " ".join(text.split()))


def _heading_units(drawn: Drawn) -> Iterator[Finding]:
    """FIG043 for a unit in a heading of a figure's table that is none of its rows'."""
    table, units = drawn.figure.table, {fact.unit.get("ja", "") for fact in drawn.facts}
    if table is None or not units.intersection(_COUNTERS):
        return
    for heading in table.columns:
        match = _HEADING_UNIT.search(heading)
        if match and match["unit"] in _COUNTERS and match["unit"] not in units:
            message = "the heading '{heading}' has another unit than the data, which have {units}"
            given = (heading, ", ".join(sorted(units - {""})))
            where = drawn.where(heading)
            yield Finding.of("FIG043", where, message, "", *given)
