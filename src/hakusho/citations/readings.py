"""What works are sorted by: readings of Japanese names and titles, family names of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.citations.names import Name, spelled
from hakusho.citations.ordering import SortFacts
from hakusho.citations.people import responsible, supervising_editors
from hakusho.citations.script import is_katakana_name
from hakusho.values.letters import has_kana

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.citations.works import Work

_OF_NAMES = ("yomi", "authoryomi", "sortname", "sortkey", "key")
_OF_TITLES = ("titleyomi", "sorttitle", "yomi", "sortkey", "key")
_BETWEEN_READINGS = re.compile(r"\s+and\s+|\s*[;；・/／]\s*")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"^第\s*(\d+)")


def known_readings(works: Iterable[Work]) -> dict[str, str]:
    """The longest reading that any entry gives for each person or body.

    Args:
        works: All works of the list.

    Returns:
        Readings by the name in full, for entries that leave theirs out.
    """
    readings: dict[str, str] = {}
    for work in works:
        names = _persons(work)
        for name, reading in zip(names, _declared(work, len(names)), strict=False):
            known = readings.get(spelled(name), "")
            readings[spelled(name)] = max(known, reading, key=lambda kana: (len(kana), kana))
    return readings


def sort_facts(work: Work, title: str, readings: Mapping[str, str]) -> SortFacts:
    """What a work is sorted by.

    Args:
        work: The work.
        title: Its title as the style sets it.
        readings: What ``known_readings`` found.
    """
    names = _persons(work)
    if not names:
        bare = _ARTICLE.sub("", title.lstrip("「『“‘"))
        reading = _title_reading(work, bare)
        return SortFacts(work.japanese, (reading,), ((bare,),), work.year, title)
    declared = [*_declared(work, len(names)), *[""] * len(names)]
    read = tuple(
        readings.get(spelled(name)) or own or _kana_of(name)
        for name, own in zip(names, declared, strict=False)
    )
    written = tuple((spelled(name),) if work.japanese else _western(name) for name in names)
    return SortFacts(work.japanese, read, written, work.year, title)


def _persons(work: Work) -> tuple[Name, ...]:
    """The names that an entry of the bibliography begins with."""
    first = () if work.authors else supervising_editors(work)
    names = (*first, *responsible(work))
    return tuple(name for name in names if name.get("literal") != "others")


def _declared(work: Work, count: int) -> list[str]:
    """The readings that an entry gives, in the order of its names."""
    values = (work.text(field) for field in _OF_NAMES)
    value = next((value for value in values if has_kana(value)), "")
    return _BETWEEN_READINGS.split(value) if count > 1 else [value] if value else []


def _kana_of(name: Name) -> str:
    """The reading of a name in kana, family name first where that is known."""
    if "family" in name:
        whole = f"{name['family']} {name.get('given', '')}"
        return whole if has_kana(whole[:1]) else ""
    literal = name.get("literal", "")
    return literal if has_kana(literal[:1]) or is_katakana_name(literal) else ""


def _title_reading(work: Work, title: str) -> str:
    values = (work.text(field) for field in _OF_TITLES)
    reading = next((value for value in values if has_kana(value)), "")
    if reading or has_kana(title[:1]):
        return reading or title
    ordinal = _ORDINAL.match(title)  # 第75回国会…: the 8th before the 10th
    return f"だい{int(ordinal[1]):06d}{title[ordinal.end() :]}" if ordinal else ""


def _western(name: Name) -> tuple[str, ...]:
    if "literal" in name:
        return (_ARTICLE.sub("", name["literal"]),)
    return (name.get("family", ""), name.get("given", ""))
