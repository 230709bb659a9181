"""Figures that show numbers: rows to bars, and bars in words for the alt text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.data.column_kinds import kind_of
from hakusho.data.heading_units import UNIT_IN_HEADING
from hakusho.figures import charts
from hakusho.figures.charts.bars import Bar, Ceiling, Printer, bars_of, ceilings_of, words_in
from hakusho.figures.data_tables import heading_in, heading_of, headings_in
from hakusho.figures.plots.plotted import Plotted
from hakusho.figures.plots.rows import (
    bars,
    highlighted,
    meant_in,
    missing_in,
    rows_of,
    said,
    seen_by,
    worded,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.figure import FigureContext
    from hakusho.figures.specs import number_specs as specs

_ALT_NUMBERS = 12
"""With more numbers than this the alt text gives the ends and the largest of each series."""
_KINDS: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "line": "折れ線グラフ。", "columns": "縦棒グラフ。", "stacked": "積み上げ縦棒グラフ。",
        "shares": "構成比の帯グラフ。", "slope": "前後を比べる図。", "balance": "横棒グラフ。",
        "dots": "点と幅の図。", "multiples": "同じ尺度の折れ線グラフを並べた図。",
        "table": "棒つきの表。",
        "ends": "{name}は{start}の{first}から{end}の{last}になる。最大は{top}の{most}。",
        "strong": "強調するのは{names}。", "and": "、", "beside": "ほかの{count}本は灰色。",
    },
    "en": {
        "line": "Line chart. ", "columns": "Column chart. ", "stacked": "Stacked column chart. ",
        "shares": "Bars of shares. ", "slope": "Chart of before and after. ",
        "balance": "Bar chart. ", "dots": "Dots with intervals. ",
        "multiples": "Line charts of one scale side by side. ", "table": "Table with bars. ",
        "ends": "{name} goes from {first} ({start}) to {last} ({end}); largest {most} ({top}). ",
        "strong": " Highlighted: {names}.", "and": ", ", "beside": "{count} others are in grey.",
    },
}  # fmt: skip


def line(spec: specs.Line, context: FigureContext) -> Plotted:
    """Plot a line chart."""
    points = bars(spec, context, label=spec.x)
    language = context.language
    events = [charts.Event(each.date, said(each.label, language)) for each in spec.events]
    limits = _limits(spec, context)
    figure = charts.line(
        points,
        ceilings=limits,
        events=events,
        zero=spec.zero,
        along=_along(spec, context),
        language=language,
        width_mm=context.width_mm,
        theme=context.theme,
    )
    alt, heads = _alt("line", points, language, limits), _heads(spec, spec.x, context)
    table = charts.numbers_table(points, limits, language=language, heads=heads)
    return Plotted(figure, alt, table=table)


def _along(spec: specs.Line | specs.Multiples, context: FigureContext) -> str:
    """What the numbers along the axis are; nothing if they are dates, or names."""
    if spec.values and not spec.names_axis:
        return ""
    holders = [each for each in seen_by(spec, context) if spec.x in each.columns]
    counted = holders and all(kind_of(each, spec.x) == "number" for each in holders)
    return heading_in(holders[0], spec.x, context.language) if counted else ""


def columns(spec: specs.Columns, context: FigureContext) -> Plotted:
    """Plot columns."""
    found, language = bars(spec, context), context.language
    figure = charts.columns(
        found,
        stacked=spec.stacked,
        language=language,
        width_mm=context.width_mm,
        theme=context.theme,
    )
    return _said("stacked" if spec.stacked else "columns", figure, found, spec, context)


def shares(spec: specs.Shares, context: FigureContext) -> Plotted:
    """Plot bars of shares: where the rows have one number each, one bar of which they are parts."""
    found, language = bars(spec, context), context.language
    parts = found
    if not any(bar.side for bar in found):
        parts = [replace(bar, side=bar.label, label="") for bar in found]
    figure = charts.shares(parts, language=language, width_mm=context.width_mm, theme=context.theme)
    return _said("shares", figure, found, spec, context)


def slope(spec: specs.Slope, context: FigureContext) -> Plotted:
    """Plot before and after."""
    found, language = bars(spec, context), context.language
    figure = charts.slope(
        found,
        form=spec.form,
        language=language,
        width_mm=context.width_mm,
        theme=context.theme,
    )
    return _said("slope", figure, found, spec, context)


def balance(spec: specs.Balance, context: FigureContext) -> Plotted:
    """Plot a balance chart."""
    found, language = bars(spec, context), context.language
    limits = _limits(spec, context)
    figure = charts.balance(
        found,
        ceilings=limits,
        scale=spec.scale,
        group=spec.group,
        signed=spec.signed,
        language=language,
        width_mm=context.width_mm,
        theme=context.theme,
    )
    text = charts.balance_text(found, limits, language=language)
    heads = _heads(spec, spec.label, context)
    table = charts.numbers_table(found, limits, language=language, heads=heads)
    out = _standing_out("balance", [bar for bar in found if bar.strong], language)
    return Plotted(figure, _KINDS[language]["balance"] + text + out, table=table)


def dots(spec: specs.Dots, context: FigureContext) -> Plotted:
    """Plot dots with intervals."""
    found, language = bars(spec, context), context.language
    figure = charts.dots(
        found,
        zero=spec.zero,
        language=language,
        width_mm=context.width_mm,
        theme=context.theme,
    )
    return _said("dots", figure, found, spec, context)


def multiples(spec: specs.Multiples, context: FigureContext) -> Plotted:
    """Plot small multiples."""
    language = context.language
    rows = list(rows_of(seen_by(spec, context), spec.rows))
    strong = highlighted(spec.highlight, spec.each, rows, context)
    panels = dict.fromkeys(row.get(spec.panel) for row in rows)
    named = {
        said(spec.names[held], language) if held in spec.names else held: bars(
            spec.model_copy(update={"rows": {**spec.rows, spec.panel: (held,)}}),
            context,
            label=spec.x,
            strong=strong,
        )
        for held in panels
    }
    figure = charts.multiples(
        named,
        zero=spec.zero,
        along=_along(spec, context),
        language=language,
        width_mm=context.width_mm,
        theme=context.theme,
    )
    titled = [
        replace(bar, side=" ".join(filter(None, (title, bar.side))))
        for title, own in named.items()
        for bar in own
    ]
    heads = _heads(spec, spec.x, context)
    table = charts.numbers_table(titled, language=language, heads=heads)
    return Plotted(figure, _alt("multiples", titled, language), table=table)


def bar_table(spec: specs.BarTable, context: FigureContext) -> Plotted:
    """Plot a table with bars."""
    datasets = seen_by(spec, context)
    language, rows = context.language, list(rows_of(datasets, spec.rows))
    strong = highlighted(spec.highlight, spec.each, rows, context)
    columns = [
        charts.NumberColumn(
            said(heading, language),
            bars_of(
                rows,
                language,
                label=lambda row: worded(row, spec.label, spec.names, language),
                value=name,
                missing=missing_in(datasets),
                strong=strong,
                meant=meant_in(datasets),
            ),
            said(spec.units[name], language) if name in spec.units else "",
        )
        for name, heading in spec.numbers.items()
    ]
    figure = charts.bar_table(
        columns, language=language, width_mm=context.width_mm, theme=context.theme
    )
    shown = [
        replace(bar, side=column.heading, unit=column.unit)
        for column in columns
        for bar in column.bars
    ]
    return Plotted(figure, _alt("table", shown, language))


def _said(
    kind: str, figure: Figure, found: Sequence[Bar], spec: specs.Numbers, context: FigureContext
) -> Plotted:
    """A chart with its words and its table."""
    language, heads = context.language, _heads(spec, spec.label, context)
    table = charts.numbers_table(found, language=language, heads=heads)
    return Plotted(figure, _alt(kind, found, language), table=table)


def _heads(spec: specs.Numbers, label: str, context: FigureContext) -> Mapping[str, str]:
    """What the columns of a figure's table are called: as those of its data, or their sidecar."""
    language = context.language
    headed = {
        name: words.text(language)
        for each in seen_by(spec, context)
        for name, words in headings_in(each).items()
    }
    named = {"side": spec.series, "label": label}
    plain = {key: name for key, name in named.items() if name and "{" not in name}
    heads = {"label": heading_of("item", language)}
    for key, name in plain.items():
        own = headed.get(name) or headed.get(f"{name}_{language}")
        heads[key] = own or heading_of(name, language)
    value = "" if spec.values else UNIT_IN_HEADING.sub("", headed.get(spec.value, "")).strip()
    return heads | {"value": value} if value else heads


def _limits(spec: specs.Numbers, context: FigureContext) -> list[Ceiling]:
    """The rows that are limits, by what they count."""
    datasets = seen_by(spec, context)
    rows = list(rows_of(datasets, spec.rows))
    limits = ceilings_of(rows, context.language, meant=meant_in(datasets))
    if spec.unit is None:
        return limits
    return [replace(limit, unit=said(spec.unit, context.language)) for limit in limits]


def _standing_out(kind: str, strong: Sequence[Bar], language: str) -> str:
    """Which lines, panels or names stand out, in a sentence; nothing if none does."""
    words, by_side = _KINDS[language], kind in {"line", "multiples"}
    names = dict.fromkeys(bar.side if by_side else bar.label for bar in strong)
    return words["strong"].format(names=words["and"].join(names)) if names else ""


def _alt(kind: str, found: Sequence[Bar], language: str, limits: Sequence[Ceiling] = ()) -> str:
    """What a chart shows, in words: every number, or where there are many their course."""
    words, strong = _KINDS[language], [bar for bar in found if bar.strong]
    out = _standing_out(kind, strong, language)
    if len(found) <= _ALT_NUMBERS:
        return words[kind] + charts.balance_text(found, limits, language=language) + out
    if strong and kind == "line":  # the course of all the others would be no sentence
        others = {bar.side for bar in found} - {bar.side for bar in strong}
        out = words["beside"].format(count=len(others)) if others else ""
        found = strong
    printer = Printer("", words_in(language), language, signed=False, statuses=True)
    parts = []
    for side in dict.fromkeys(bar.side for bar in found):
        known = [bar for bar in found if bar.side == side and bar.known]
        if not known:
            continue
        top = max(known, key=lambda bar: bar.top)
        first, last, most = ("".join(printer.value(each)) for each in (known[0], known[-1], top))
        labels = {"start": known[0].label, "end": known[-1].label, "top": top.label}
        name = side or ("値" if language == "ja" else "The number")
        parts.append(words["ends"].format(name=name, first=first, last=last, most=most, **labels))
    return (words[kind] + "".join(parts) + out).strip()
