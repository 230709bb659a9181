"""Field values as the checks of an entry's fields see them: each where it is written, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_PARENTS = ("crossref", "xdata")


@dataclass(frozen=True, slots=True)
class Value:
    """The value of one field of one entry.

    Attributes:
        work: The entry.
        field: The field's name in lower case.
        raw: LaTeX as written, never empty.
    """

    work: Work
    field: str
    raw: str

    def finding(self, rule_id: str, message: str, hint: str, *values: object) -> Finding:
        """A finding at this value, like :meth:`Work.finding`."""
        return self.work.entry.finding(rule_id, self.work.place(self.field), message, hint, *values)


def own_values(works: Sequence[Work], *names: str) -> Iterator[Value]:
    """The values that entries have themselves.

    What an entry inherits is written in its parent, where it is checked once, not once for each
    of the children.

    Args:
        works: All entries.
        names: Fields to look at.

    Yields:
        Values in the order of ``works``, then of ``names``.
    """
    by_key: dict[str, Work] = {}
    for work in works:
        parents = parents_of(work)
        if parents and not by_key:
            by_key = {each.key: each for each in works}
        for name in names:
            raw = work.entry.fields.get(name)
            if raw and not any(_inherited(work, name, by_key, key) for key in parents):
                yield Value(work, name, raw)


def parents_of(work: Work) -> tuple[str, ...]:
    """The citekeys that an entry inherits from (BibLaTeX manual §2.4.1, crossref and xdata)."""
    named = [work.entry.fields.get(name, "") for name in _PARENTS]
    return tuple(key.strip() for value in named if value for key in value.split(","))


def _inherited(work: Work, name: str, by_key: Mapping[str, Work], parent: str) -> bool:
    above = by_key.get(parent)
    return above is not None and above.entry.places.get(name) == work.entry.places.get(name)
