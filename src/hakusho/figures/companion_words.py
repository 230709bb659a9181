"""The words that companions of figures are composed with, by language."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ja": {
            "label": "名称", "item": "項目", "name": "名称", "value": "値", "low": "下限",
            "high": "上限", "unit": "単位", "year": "年", "date": "年月日", "status": "区分",
            "side": "主体", "kind": "種別", "band": "時期", "category": "分類", "part": "部分",
        },
        "en": {
            "label": "Name", "item": "Item", "name": "Name", "value": "Value", "low": "Low",
            "high": "High", "unit": "Unit", "year": "Year", "date": "Date", "status": "Status",
            "side": "Side", "kind": "Kind", "band": "Period", "category": "Category",
            "part": "Part",
        },
    }
)  # fmt: skip
"""Headings of the columns that docs/data.md names; a sidecar's own come first."""

STATUSES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ja": {"fact": "実数", "estimate": "推計", "projection": "見通し", "ceiling": "上限"},
        "en": {},
    }
)
"""How a number is known."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language words what is composed.

    ``name`` stands after what the rest is about, ``pair`` is a heading and its cell, ``between``
    stands between cells, ``rows`` between rows in one sentence, ``stop`` ends a sentence, with the
    space that follows it. Of a description, ``columns`` counts the rows, ``always`` is said of a
    column that has one value throughout, ``both`` stands between two of which one thing is said.
    """

    figure: str
    words: str
    name: str
    pair: str
    between: str
    rows: str
    stop: str
    more: str
    columns: str
    always: str
    extremes: str
    both: str
    yes_no: tuple[str, str]


WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {
        "ja": Wording(
            figure="図。",
            words="図中の語：",
            name="：",
            pair="{}は{}",
            between="、",
            rows="、",
            stop="。",
            more="ほか{}件",
            columns="{}行の表をもとにした図で、列は{}である。",
            always="{}はすべて{}である。",
            extremes="{}は、{}の{}が最も大きく、{}の{}が最も小さい。",
            both="と",
            yes_no=("はい", "いいえ"),
        ),
        "en": Wording(
            figure="Figure. ",
            words="Words in the figure: ",
            name=": ",
            pair="{} {}",
            between=", ",
            rows="; ",
            stop=". ",
            more="and {} more",
            columns="The figure rests on a table (rows: {}; columns: {}). ",
            always="{} is {} throughout. ",
            extremes="{}: largest for {} ({}), smallest for {} ({}). ",
            both=" and ",
            yes_no=("yes", "no"),
        ),
    }
)
