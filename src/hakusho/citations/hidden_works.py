"""Works of a paper's own authors without what names them, for a copy that referees get."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.citations.works import works_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hakusho.citations.names import Name
    from hakusho.citations.works import Work

_KEPT = ("year", "date", "langid", "language", "hyphenation")


def without_own_works(
    works: Iterable[Work], is_own: Callable[[str], bool], labels: Mapping[str, str]
) -> tuple[Work, ...]:
    """Copy works, those of the paper's own authors with neither names nor title.

    Args:
        works: All works.
        is_own: Whether a name, ``family, given``, is that of an author of the paper.
        labels: ``hidden_author`` and ``hidden_title`` are printed in their places.
    """
    return tuple(_hidden(work, labels) if _is_of(work, is_own) else work for work in works)


def _is_of(work: Work, is_own: Callable[[str], bool]) -> bool:
    return any(map(is_own, map(_written, (*work.authors, *work.editors, *work.translators))))


def _written(name: Name) -> str:
    whole = (name.get("family", ""), name.get("given", ""))
    return str(name.get("literal", "")) or ", ".join(part for part in whole if part)


def _hidden(work: Work, labels: Mapping[str, str]) -> Work:
    kept = {key: value for key, value in work.entry.fields.items() if key in _KEPT}
    told = {"author": f"{{{labels['hidden_author']}}}", "title": labels["hidden_title"]}
    fields = MappingProxyType({**told, **kept})
    return works_of([replace(work.entry, type="misc", fields=fields)])[0]
