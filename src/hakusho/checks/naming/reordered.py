"""NAM003 for a name whose parts stand in another order: 太平洋インド軍 for インド太平洋軍.

Two parts beside one another that have changed places make another name only where nothing else
stands beside them: 情報公開 and 公開情報 are two things, 日米抑止拡大 and 日米拡大抑止 one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from hakusho.findings import Finding, also
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_RUN = re.compile(rf"[{KANJI}{KATAKANA}]{{5,}}")
_KANJI = f"[{KANJI}]"
_PARTS = (
    # Two kanji each, beside two more; a word in katakana and one in kanji, before another kanji.
    re.compile(rf"(?=(?P<before>{_KANJI}{{2}})(?P<one>{_KANJI}{{2}})(?P<two>{_KANJI}{{2}}))"),
    re.compile(rf"(?=(?P<one>{_KANJI}{{2}})(?P<two>{_KANJI}{{2}})(?P<behind>{_KANJI}{{2}}))"),
    *(
        re.compile(pattern)
        for many in (2, 3)
        for pattern in (
            rf"(?<![{KATAKANA}])(?P<one>[{KATAKANA}]{{2,}})(?P<two>{_KANJI}{{{many}}})(?P<behind>{_KANJI})",
            rf"(?<!{_KANJI})(?P<one>{_KANJI}{{{many}}})(?P<two>[{KATAKANA}]{{2,}})(?P<behind>{_KANJI})",
        )
    ),
)


def check_reordered(
    proses: Sequence[Prose], words: Iterable[str], told: Collection[Location]
) -> Iterator[Finding]:
    """NAM003 for the one place where two parts of a name stand in another order than elsewhere.

    Args:
        proses: The chapters, without the words of others.
        words: What else the paper calls by a name.
        told: Where a name is known to be wrong.
    """
    places: dict[_Key, dict[str, list[tuple[Prose, int] | None]]]
    places = defaultdict(lambda: defaultdict(list))
    for prose in proses:
        for run in _RUN.finditer(prose.text):
            for key, name in _names_in(run[0]):
                places[key][name].append((prose, run.start()))
    for word in words:
        for run in _RUN.findall(word):
            for key, name in _names_in(run):
                places[key][name].append(None)
    seen = set(told)
    for found in places.values():
        lone = [name for name, those in found.items() if len(those) == 1 and those[0] is not None]
        others = [name for name in found if name not in lone]
        at = found[lone[0]][0] if len(lone) == len(others) == 1 else None
        where = at[0].place(at[1]) if at is not None else None
        if where is None or where in seen:
            continue
        seen.add(where)
        there = next((each for each in found[others[0]] if each is not None), None)
        message = "{word} stands here alone; elsewhere it is {known}"
        hint = "Write {known}, if that is meant."
        related = (
            also(there[0].place(there[1]), "as it is written elsewhere")
            if there is not None
            else ()
        )
        yield Finding.of("NAM003", where, message, hint, lone[0], others[0], related=related)


_Key = tuple[str, frozenset[str], str]


def _names_in(run: str) -> Iterator[tuple[_Key, str]]:
    """Each two parts of a name with what stands beside them, in whichever order."""
    for pattern in _PARTS:
        for match in pattern.finditer(run):
            groups = match.groupdict()
            before, behind = groups.get("before") or "", groups.get("behind") or ""
            parts = frozenset((match["one"], match["two"]))
            if len(parts) > 1:
                name = f"{before}{match['one']}{match['two']}{behind}"
                yield (before, parts, behind), name
