"""Reading ``figures/NAME.yaml`` into the model of its kind."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from hakusho.figures.specs.kinds import KINDS, model_of
from hakusho.findings import Finding, did_you_mean, rule, say
from hakusho.paper.yaml_source import load_yaml, locate, read_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.figures.specs.spec import Spec


_MEANT = {
    **dict.fromkeys(("bar", "bars", "column", "barchart", "bar-chart", "histogram"), "columns"),
    **dict.fromkeys(("棒", "棒グラフ", "縦棒", "横棒", "縦棒グラフ", "横棒グラフ"), "columns"),
    **dict.fromkeys(("lines", "linechart", "line-chart", "折れ線", "折れ線グラフ", "線"), "line"),
    **dict.fromkeys(("pie", "piechart", "pie-chart", "donut", "円", "円グラフ"), "shares"),
    **dict.fromkeys(("stacked", "area", "帯", "帯グラフ", "積み上げ", "積み上げ棒"), "shares"),
    **dict.fromkeys(("scatter", "dot", "points", "点", "散布図"), "dots"),
    **dict.fromkeys(("gantt", "工程表", "ロードマップ"), "roadmap"),
    **dict.fromkeys(("年表", "時系列"), "timeline"),
    **dict.fromkeys(("table", "表"), "matrix"),
    **dict.fromkeys(("org", "orgchart", "tree", "組織図", "体系図"), "hierarchy"),
    **dict.fromkeys(("地図", "choropleth"), "map"),
}
"""What other programs and people call these charts."""
_ANY_CHART = frozenset({"graph", "chart", "plot", "figure", "グラフ", "図", "図表"})
"""Words that say of no chart which it is."""
_AS_HERE = "Here that is called {kind}. There are: {known}."
_IN_CHAPTERS = frozenset({"caption", "title"})
"""Keys that other programs have, and that a chapter says here."""


def read_spec(path: str, text: str) -> tuple[Spec | None, Any, tuple[Finding, ...]]:
    """Read a figure that is written in YAML.

    Args:
        path: The file, for findings.
        text: Its YAML.

    Returns:
        What it says, or ``None`` and FIG021 for each key that is wrong; between them the YAML with
        its line numbers.
    """
    document, findings = load_yaml(path, text, rule=rule("FIG021"))
    if findings:
        return None, document, findings
    kind = document.get("kind") if isinstance(document, dict) else None
    elsewhere = tuple(_said_in_chapters(path, document)) if kind is not None else ()
    if elsewhere:
        return None, document, elsewhere
    if isinstance(kind, str) and kind in KINDS:
        return read_schema(model_of(kind), "FIG021", path, text)
    known = say("Kinds: {known}.", ", ".join(KINDS))
    where = locate(path, document, ("kind",))
    if kind is None:
        message = "the key 'kind' is missing: it says which chart this figure is"
        return None, document, (Finding.of("FIG021", where, message, known),)
    message, meant = "there is no kind of chart '{kind}'", _MEANT.get(str(kind).strip().lower())
    hint = say(_AS_HERE, meant, ", ".join(KINDS)) if meant else None
    if str(kind).strip().lower() not in _ANY_CHART:
        hint = hint or did_you_mean(str(kind), KINDS, known)
    hint = hint or known
    return None, document, (Finding.of("FIG021", where, message, hint, str(kind)),)


def _said_in_chapters(path: str, document: Any) -> Iterator[Finding]:
    """FIG021 for what is said of a figure where it stands, which may be in several places."""
    for key in _IN_CHAPTERS.intersection(document):
        message = "a figure has its '{key}' where it stands in the text, not here"
        hint = "Write it there: ![the caption]({name}){{#fig-{name}}}, in each language its own."
        where, name = locate(path, document, (key,)), PurePosixPath(path).stem
        yield Finding.of("FIG021", where, message, hint, key, name)
