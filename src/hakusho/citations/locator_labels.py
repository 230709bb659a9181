"""Labels of locators in Japanese and English: how each is typed and how each is printed.

The names of labels are the locator types of CSL 1.0.2, and a few of our own where that list has
none: ``annex``, ``attachment``, ``box``, ``clause`` (項 of a law), ``document``, ``map``,
``newspaper-page`` (面), ``photo``, ``schedule`` (別表).
"""

from __future__ import annotations

from dataclasses import dataclass

COUNTERS = {
    "頁": "page", "ページ": "page", "面": "newspaper-page", "章": "chapter", "節": "section",
    "項": "clause", "段落": "paragraph", "パラグラフ": "paragraph", "パラ": "paragraph",
    "巻": "volume", "部": "part", "編": "book", "篇": "book", "号": "issue", "条": "article",
    "行目": "line", "行": "line", "段": "column",
}  # fmt: skip
"""Words after a number."""

PREFIXES = {
    "図表": "figure", "図": "figure", "表": "table", "脚注": "note", "後注": "note", "注": "note",
    "付録": "appendix", "附録": "appendix", "補論": "appendix", "附属書": "annex",
    "付属書": "annex", "別紙": "attachment", "別添": "attachment", "別表": "schedule",
    "コラム": "box", "資料": "document", "写真": "photo", "地図": "map", "式": "equation",
}  # fmt: skip
"""Words before a number."""

LETTERED = frozenset({"appendix", "annex", "attachment", "schedule", "box", "map"})
"""Labels of places that may be lettered: appendix A."""

_ENGLISH = {
    "page": "p pp page pages", "chapter": "chap chaps ch chs chapter chapters",
    "section": "sec secs sect section sections § §§",
    "paragraph": "para paras par paragraph paragraphs ¶ ¶¶",
    "note": "n nn note notes fn fns footnote footnotes endnote endnotes",
    "figure": "fig figs figure figures", "table": "tab tabs tbl table tables",
    "article": "art arts article articles", "volume": "vol vols volume volumes",
    "part": "pt pts part parts", "column": "col cols column columns",
    "line": "l ll line lines", "book": "bk bks book books", "issue": "no. nos. issue issues",
    "appendix": "app appendix appendices", "annex": "annex annexes",
    "attachment": "attachment attachments", "schedule": "sched schedule schedules",
    "box": "box boxes", "map": "map maps", "equation": "eq eqs equation equations",
    "photo": "photo photos",
}  # fmt: skip

ENGLISH = {word: label for label, words in _ENGLISH.items() for word in words.split()}
"""Words before a number, lower case, without a full stop unless it must be there."""

_SHORT = {
    "page": "p. pp.", "newspaper-page": "p. pp.", "chapter": "chap. chaps.",
    "section": "sec. secs.", "paragraph": "para. paras.", "clause": "para. paras.",
    "note": "n. nn.", "figure": "fig. figs.", "table": "table tables", "article": "art. arts.",
    "volume": "vol. vols.", "part": "pt. pts.", "column": "col. cols.", "line": "line lines",
    "book": "bk. bks.", "issue": "no. nos.", "appendix": "app. apps.", "annex": "annex annexes",
    "attachment": "attachment attachments", "schedule": "sched. scheds.", "box": "box boxes",
    "document": "doc. docs.", "map": "map maps", "equation": "eq. eqs.", "photo": "photo photos",
}  # fmt: skip
_USUAL = {
    **{label: unit for unit, label in reversed(COUNTERS.items())},
    **{label: unit for unit, label in reversed(PREFIXES.items())},
    "paragraph": "段落", "note": "注", "figure": "図", "line": "行",
}  # fmt: skip
"""The Japanese word for each label."""

_WITHOUT_ORDINAL = frozenset({"頁", "面", "行", "行目", "段"})
_BESIDE = frozenset({"figure", "table", "box", "photo", "map", "appendix"})
_KNOWN_TO_PANDOC = frozenset(
    {
        "book", "chapter", "column", "figure", "issue", "line", "note", "page", "part", "section",
        "volume",
    }
)  # fmt: skip
"""Labels that pandoc 3.9 reads and that mean one thing in both languages (paragraph: 項, 段落)."""

_FROM_HERE = {"以下": "ff.", "以降": "ff.", "f.": "以下", "ff.": "以下"}


@dataclass(frozen=True, slots=True)
class Place:
    """One part of a locator: ``46頁`` and ``注5`` in ``46頁注5``.

    Attributes:
        label: A locator type.
        value: Half-width digits, ranges with ``-``, lists with ``, ``; ``5の2`` for 第5条の2,
            ``2‐1`` (U+2010) for a figure that is numbered so, ``第1`` for 別表第1.
        unit: The Japanese word as typed; empty if the locator was typed in English.
        onward: ``以下``, ``以降``, ``f.`` or ``ff.`` after it, or empty.
        joint: What was typed before it: nothing, a comma, ``および``, ``and``.
    """

    label: str
    value: str
    unit: str = ""
    onward: str = ""
    joint: str = ""


def is_beside(place: Place) -> bool:
    """Whether a place stands beside the one before and not in it: a figure on a page."""
    return place.label in _BESIDE


def is_plain(place: Place) -> bool:
    """Whether every style words this place as we do, given its label and value alone."""
    return (
        place.label in _KNOWN_TO_PANDOC
        and place.unit in {"", _USUAL[place.label], "ページ"}
        and not any(mark in place.value for mark in "の第‐(")
    )


def in_japanese(place: Place, before: Place | None = None) -> str:
    """A place as a Japanese note prints it.

    Args:
        place: The place.
        before: The one that it is joined to.
    """
    unit = place.unit or _USUAL[place.label]
    if not place.unit and place.label == "paragraph" and before and before.label == "article":
        unit = "項"
    if unit in PREFIXES:
        worded = f"{unit}{place.value}"
    else:
        unit = "頁" if unit == "ページ" else unit
        number, of, branch = place.value.partition("の")
        number, bracket, inner = number.partition("(")
        ordinal = "" if unit in _WITHOUT_ORDINAL else "第"
        worded = f"{ordinal}{number}{unit}{of}{branch}{bracket}{inner}"
    return f"{_joint_in_japanese(place, before)}{worded}{onward_in_japanese(place)}"


def in_english(place: Place, before: Place | None = None) -> str:
    """The same as an English note prints it."""
    one, many = _SHORT[place.label].split(" ")
    label = many if any(mark in place.value for mark in "-,") else one
    value = place.value.replace("の", "‐").replace("第", "")
    joint = "" if before is None else ", " if place.joint in {"", ","} else " and "
    return f"{joint}{label} {value}{onward_in_english(place)}"


def onward_in_japanese(place: Place) -> str:
    """``以下`` for what was typed so or as ``ff.``."""
    return place.onward if place.onward in {"以下", "以降"} else _FROM_HERE.get(place.onward, "")


def onward_in_english(place: Place) -> str:
    """``ff.`` for what was typed so or as ``以下``."""
    return place.onward if place.onward in {"f.", "ff."} else _FROM_HERE.get(place.onward, "")


def _joint_in_japanese(place: Place, before: Place | None) -> str:
    if before is None or not place.joint:
        return "、" if before and not place.unit and is_beside(place) else ""
    if place.joint == ",":
        return "、" if place.unit or is_beside(place) or place.label == before.label else ""
    return "および" if place.joint in {"and", "&"} else place.joint
