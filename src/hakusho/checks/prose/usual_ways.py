"""One of two ways: what a paper writes mostly in one way is found where it stands in the other.

No rule says which way is right; the paper does, by what it does nearly always.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.findings import Finding, also

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_SHOWN = 3
"""Places of one file that are named one by one; of more, the first stands for all."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of one of several ways.

    Attributes:
        group: What can be written in several ways.
        way: In which it is written here.
        written: What stands there.
        prose: In which text.
        index: Where in it.
        weak: Whether it may as well stand in a text that writes the other way: it is weighed with
            its way, but makes none usual by itself and is not found.
    """

    group: str
    way: str
    written: str
    prose: Prose
    index: int
    weak: bool = False

    @property
    def location(self) -> Location:
        """File, line and column: to be asked of few, since many are only counted."""
        return self.prose.place(self.index)


@dataclass(frozen=True, slots=True)
class UsualWay:
    """When a paper's way is clear.

    Attributes:
        rule: Under which the other ways are found.
        message: Names ``{written}`` and ``{usual}``, what is usual.
        hint: What to do.
        least: So often its usual way stands in the paper at least.
        times: So many times as often as another way.
        own: The way that the paper says it writes in, whatever it does; empty where it says none.
        says: How it says so, which is then ``{usual}``.
    """

    rule: str
    message: str
    hint: str
    least: int = 3
    times: int = 3
    own: str = ""
    says: str = ""


def check_usual_ways(uses: Iterable[Use], measures: Mapping[str, UsualWay]) -> Iterator[Finding]:
    """Find the ways that a document uses rarely where another one is usual.

    Args:
        uses: Of one document, in reading order.
        measures: By group.
    """
    by_group: dict[str, list[Use]] = {}
    for use in uses:
        by_group.setdefault(use.group, []).append(use)
    for group, found in by_group.items():
        ways = Counter(use.way for use in found)
        if measures[group].own:
            yield from _other_ways(found, measures[group])
        elif len(ways) > 1:
            yield from _rare_ways(found, ways, measures[group])


def _rare_ways(uses: list[Use], ways: Counter[str], measure: UsualWay) -> Iterator[Finding]:
    (usual, often), *others = ways.most_common()
    if sum(use.way == usual and not use.weak for use in uses) < measure.least:
        return
    rare = {way for way, count in others if count * measure.times <= often}
    first = next(use for use in uses if use.way == usual)
    related = also(first.location, "as it is written elsewhere")
    for use in _shown(use for use in uses if use.way in rare):
        values = (measure.message, measure.hint, use.written, first.written)
        yield Finding.of(measure.rule, use.location, *values, related=related)


def _other_ways(uses: list[Use], measure: UsualWay) -> Iterator[Finding]:
    for use in _shown(use for use in uses if use.way != measure.own):
        values = (measure.message, measure.hint, use.written, measure.says)
        yield Finding.of(measure.rule, use.location, *values)


def _shown(uses: Iterable[Use]) -> Iterator[Use]:
    """Those that are told: of many in one file the first."""
    by_file: dict[str, list[Use]] = {}
    for use in uses:
        if not use.weak:
            by_file.setdefault(use.location.path, []).append(use)
    for found in by_file.values():
        yield from found if len(found) <= _SHOWN else found[:1]
