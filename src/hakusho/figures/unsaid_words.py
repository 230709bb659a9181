"""Words by which a figure or its caption says a unit, that numbers lie ahead, whose work it is."""

from __future__ import annotations

import re

_UNIT = re.compile(
    r"[（(\[［〔](?![^）)\]］〕]*(?:1[5-9]|20|21)\d\d)[^）)\]］〕]*[^\W\d][^）)\]］〕]*[）)\]］〕]"
    r"|[%％‰°℃$€£¥￥]|単位|[千百十]?[万億兆]?(?:円|ドル|ユーロ|トン|キロ|メートル|ヘクタール)|[千万]人|[億兆]"
    r"|\d\s?(?!年|月|日|次|章|か|カ|ヶ|st\b|nd\b|rd\b|th\b|s\b)[^\W\d_]"
    r"|[数率比](?:の|と|を|は|が|、|。|\b)|割合|比率|指数|得点|点数|順位|偏差値|密度|確率"
    r"|\b(?:units?|in (?:[A-Z]{3}|US|dollars|euros?|yen|tonnes|kilo\w+)|thousands?|millions?|"
    r"billions?|trillions?|hundreds?|per ?cent\w*|per|numbers? of|counts?|how many|frequency|"
    r"density|probability|ind(?:ex|ices)|rates?|ratios?|shares?|scores?|rank\w*|relative|"
    r"normali[sz]ed|standardi[sz]ed|log|logarithm\w*|arbitrary|dollars?|euros?|pounds?|yen|tons?|"
    r"tonnes?|kilomet\w+|met(?:re|er)s?|miles?|hours?|people|persons?|degrees?|points?|USD|EUR|GBP|"
    r"JPY|k[gm]|[kMGT]W\w*)\b",
    re.IGNORECASE,
)
"""What says a unit, or what is counted; rather too much than too little."""
_MEASURED = re.compile(
    r"(?:費|額|予算|支出|収入|所得|価格|賃金|総生産|GDP|距離|長さ|高さ|重量|質量|面積|体積|容積|深さ|速度|気温|水温"
    r"|排出量|消費量|生産量|発電量|輸送量|供給量|貿易量|降水量)\Z"
    r"|\b(?:spending|expenditures?|expenses?|costs?|prices?|budgets?|revenues?|incomes?|gdp|gnp|gni|"
    r"exports?|imports?|investments?|debts?|wages?|salar(?:y|ies)|sales|distance|length|height|weight|"
    r"mass|area|volume|depth|temperature|emissions?|consumption|production|output|precipitation|"
    r"rainfall)\Z",
    re.IGNORECASE,
)
"""What is measured, not counted, so that a number of it says nothing without its unit."""
_AHEAD = re.compile(
    r"予測|見通し|見込|推計|推定|予想|将来|計画|目標|想定|仮定|シナリオ|試算|予定|上限|制限|限度|期限|満了|当初|概算|予算|公約|約束"
    r"|\b(?:project\w*|forecast\w*|predict\w*|expect\w*|estimat\w*|scenario\w*|plan\w*|targets?|goals?|"
    r"outlook|baseline|pledge\w*|commit\w*|limits?|ceilings?|caps?|future|simulat\w*|assum\w*|budget\w*|"
    r"extrapolat\w*|ahead|model\w*|trend|would|could|path\w*|deadline|expir\w*|schedul\w*)\b",
    re.IGNORECASE,
)
"""What says that numbers are not facts: that they are expected, planned, supposed, a limit."""
_SOURCE = re.compile(
    r"(?:出典|出所|資料|典拠|作成|データ)\s*[:：]|(?:筆者|著者|編者|当社|当所|本稿)[^。\n]{0,12}(?:作成|調べ|算出|推計|計算|試算|集計)"
    r"|による作成|を基に作成|をもとに作成|より作成|模式|概念|イメージ|仮想|架空|例示|試算|シミュレーション"
    r"|\b(?:sources?|data)\s*:|\b(?:(?:author|own|our)\S*\s+(?:calculation|elaboration|compilation|"
    r"illustration|work|data|survey|estimate|simulation)|calculated by|compiled by|based on|"
    r"adapted from|data from|survey|schematic|illustrat\w*|hypothetical|fictitious|styli[sz]ed|"
    r"concept\w*|simulat\w*|example|toy)",
    re.IGNORECASE,
)
"""What says where numbers are from, or that they are the author's own or nobody's."""


def says_unit(text: str) -> bool:
    """Whether a label, a title or a caption says what numbers are counted in, or may do so."""
    return _UNIT.search(text) is not None


def is_measured(label: str) -> bool:
    """Whether the label of an axis names what is measured, and no unit: Spending, 距離."""
    return _MEASURED.search(label.strip()) is not None


def says_ahead(text: str) -> bool:
    """Whether a text says that numbers are expected or meant, not counted."""
    return _AHEAD.search(text) is not None


def says_source(text: str) -> bool:
    """Whether a text says where numbers are from, or that they are no facts at all."""
    return _SOURCE.search(text) is not None
