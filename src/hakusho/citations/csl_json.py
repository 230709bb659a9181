"""Entries to CSL JSON (CSL 1.0.2 variables), with what the mixed styles need to branch on.

CSL 1.0.2 has no layout per language, and pandoc's citeproc knows no ``<if language>``. So two
variables of the schema that no bibliography of a policy paper uses carry what a style needs:

* ``annote`` is ``ja`` on entries that are set in the Japanese form, and absent on others;
* ``call-number`` is the entry's place in the order of the bibliography, zero-padded, since
  citeproc knows no readings and sorts kana wrongly under a Japanese locale.

A style that does not ask for this (``by_language``) gets neither: it would print them.

``title-short`` is set only where a later note is to name the title, as the style's choices say.
Names and roles are in ``people.py``, where a work appeared in ``publication.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.citations.choices import ORDER_VARIABLE
from hakusho.citations.csl_dates import csl_date, worded
from hakusho.citations.ordering import known_readings, sort_facts, sort_key
from hakusho.citations.people import people
from hakusho.citations.publication import (
    container,
    gathering,
    numbers,
    online,
    original,
    words_are_japanese,
)
from hakusho.citations.remarks import known_state, publication_state
from hakusho.citations.titles import curled, set_title, short_titles, with_subtitle
from hakusho.values.invisible import without_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.citations.choices import Choices
    from hakusho.citations.works import Work

Item = dict[str, Any]


def to_csl_json(works: Sequence[Work], choices: Choices) -> list[Item]:
    """The works that a paper cites, each once, as CSL JSON in the order of the bibliography."""
    items = {work.key: _item(work, choices) for work in works}
    titles = {key: str(item.get("title", "")) for key, item in items.items()}
    readings = known_readings(works)
    ordered = sorted(
        works, key=lambda work: (sort_key(sort_facts(work, titles[work.key], readings)), work.key)
    )
    if choices.order == "western-first":
        ordered.sort(key=lambda work: work.japanese)
    shorts = short_titles(ordered, titles, choices)
    for place, work in enumerate(ordered, 1):
        short = shorts.get(work.key)
        if short and (choices.by_language or short != titles[work.key]):  # that is no short title
            items[work.key]["title-short"] = short
        if choices.by_language:
            items[work.key]["call-number"] = f"{place:06d}"
        elif choices.is_ordered_for:
            items[work.key][ORDER_VARIABLE] = f"{place:06d}"
    return [items[work.key] for work in ordered]


def _item(work: Work, choices: Choices) -> Item:
    made = container(work, choices)
    item: Item = {
        "id": work.key,
        "type": work.kind,
        "language": work.language,
        "annote": "ja" if work.japanese and choices.by_language else "",
        "title": _title(work, choices),
        **people(work, by_language=choices.by_language and choices.japanese_words),
        **made,
        **numbers(work, choices),
        **gathering(work, made),
        **online(work),
        **original(work),
        **_dated(work, choices),
    }
    values = ((name, _printable(value)) for name, value in item.items())
    return {name: _as_printed(value, work, choices) for name, value in values if value}


def _printable(value: Any) -> Any:
    """A value without control characters, which CIT046 finds and a paper may put up with."""
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, (list, tuple)) else value


def _as_printed(value: Any, work: Work, choices: Choices) -> Any:
    """A value of an item; an uncertain date in words where the style sets works by language."""
    if not (choices.by_language and isinstance(value, dict)):
        return value
    japanese = words_are_japanese(work, choices)
    dash = choices.range_dash.japanese if japanese else choices.range_dash.western
    return worded(value, japanese=japanese, dash=dash)


def _dated(work: Work, choices: Choices) -> Item:
    """The date, or what stands for that of a work that is not out: biblatex 3.18, ``pubstate``."""
    japanese = words_are_japanese(work, choices)
    state = publication_state(work, japanese=japanese)
    issued = work.issued or csl_date(work.raw("eventdate"))
    if issued is None:
        return {"issued": {"literal": state} if state else None}
    words = known_state(str(issued.get("literal", "")), japanese=japanese)
    if words:
        return {"issued": {"literal": words}, "status": "" if state == words else state}
    return {"issued": issued, "status": state}


def _title(work: Work, choices: Choices) -> str:
    title = with_subtitle(work, work.title, work.text("subtitle"), choices)
    if not choices.by_language:
        return curled(title)  # citeproc knows which marks this style puts around it
    return set_title(title, work.kind, japanese=work.japanese)
