"""Maps: rows to places, rings and borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.data.numbers import read_number
from hakusho.figures import charts
from hakusho.figures.charts.bars import number_text
from hakusho.figures.figure import FigureTable
from hakusho.figures.plots.plotted import Plotted
from hakusho.figures.plots.rows import rows_of, seen_by, worded
from hakusho.findings import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.data import Dataset, Row
    from hakusho.figures.figure import FigureContext
    from hakusho.figures.specs import place_specs as specs

_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "places": "地図。{names}の位置を示す。", "rings": "{rings}の範囲を円で示す。",
        "ring": "{label}({km} km)", "between": "、", "heads": "名称 緯度 経度 距離(km)",
    },
    "en": {
        "places": "Map that shows {names}. ", "rings": "Rings show {rings}.",
        "ring": "{label} ({km} km)", "between": ", ",
        "heads": "Name Latitude Longitude Distance(km)",
    },
}  # fmt: skip


def range_map(spec: specs.RangeMap, context: FigureContext) -> Plotted:
    """Plot places and rings on a map."""
    language = context.language
    rows = list(rows_of(seen_by(spec, context), spec.rows))
    ringed = [row for row in rows if spec.km and row.get(spec.km)]
    places = [_place(row, spec, language) for row in rows if row not in ringed]
    rings = [
        charts.RangeRing(
            worded(row, spec.label, spec.names, language),
            _number(row, spec.lat),
            _number(row, spec.lon),
            _number(row, spec.km),
        )
        for row in ringed
    ]
    figure = charts.range_map(
        places,
        rings,
        borders=list(_borders(context.data[spec.borders])) if spec.borders else (),
        centre=spec.centre,
        across_km=spec.across,
        projection=spec.projection,
        language=language,
        width_mm=context.width_mm,
        theme=context.theme,
    )
    return Plotted(figure, _alt(places, rings, language), table=_table(places, rings, language))


def _place(row: Row, spec: specs.RangeMap, language: str) -> charts.Place:
    area = bool(spec.area) and row.get(spec.area) == "area"
    name = worded(row, spec.label, spec.names, language)
    lat, lon = _number(row, spec.lat), _number(row, spec.lon)
    return charts.Place(name, lat, lon, "area" if area else "point")


def _number(row: Row, column: str) -> float:
    try:
        return float(read_number(row.get(column)))
    except ValueError as error:
        message, where = "{row}: {column}: {error}", row.where(column)
        because = (Subject("cell", str(where)),)
        raise charts.ChartError(message, where, column, error, because=because) from error


def _borders(dataset: Dataset) -> Iterator[charts.Border]:
    """The lines of a dataset: rows of one ``line`` are its points, in order."""
    dataset.require("line", "lat", "lon")
    for name in dict.fromkeys(row.get("line") for row in dataset.rows):
        own = [row for row in dataset.rows if row.get("line") == name]
        points = tuple((_number(row, "lat"), _number(row, "lon")) for row in own)
        yield charts.Border(points, any(row.get("status") == "disputed" for row in own))


def _alt(places: Sequence[charts.Place], rings: Sequence[charts.RangeRing], language: str) -> str:
    words = _WORDS[language]
    names = words["between"].join(place.label for place in places)
    circles = [words["ring"].format(label=each.label, km=number_text(each.km)) for each in rings]
    alt = words["places"].format(names=names) if names else ""
    alt += words["rings"].format(rings=words["between"].join(circles)) if circles else ""
    return alt.strip()


def _table(
    places: Sequence[charts.Place], rings: Sequence[charts.RangeRing], language: str
) -> FigureTable:
    heads = tuple(_WORDS[language]["heads"].split())
    rows = [(each.label, f"{each.lat:g}", f"{each.lon:g}", "") for each in places]
    rows += [(r.label, f"{r.lat:g}", f"{r.lon:g}", number_text(r.km)) for r in rings]
    shown = 4 if rings else 3
    return FigureTable(heads[:shown], tuple(row[:shown] for row in rows))
