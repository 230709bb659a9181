"""How it went with briefs by the row: a table for a terminal, one line for each brief."""

from __future__ import annotations

from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.findings import Text, say
from hakusho.findings.by_row import brief_by_row, file_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from hakusho.examining.examined import Examined
    from hakusho.findings import Finding
    from hakusho.making.all_documents import Size
    from hakusho.paper.briefs import BriefSource

_WORDS = "  pages       words  state      brief"
_CHARACTERS = "  pages  characters  state      brief"
_BUILT = "  {sizes}  built      {brief}"
_NOT_BUILT = "  {sizes}  not built  {brief}"


def by_row_lines(
    examined: Examined,
    wanted: Collection[str] | None,
    findings: Iterable[Finding],
    sizes: Mapping[str, Size] = MappingProxyType({}),
    built: Collection[str] = (),
) -> Iterator[Text]:
    """Say of each brief by the row whether it was built, how long it is and what is wrong with it.

    Args:
        examined: The paper.
        wanted: The names of the briefs that were asked for; ``None`` means all.
        findings: What was found, not yet told once for all.
        sizes: How long the briefs are that could be made, by name.
        built: The names of those that are in place.

    Yields:
        For each file that makes some of them its name and their number, a head, and their lines.
    """
    found: dict[str, dict[str, None]] = {}
    for each in findings:
        found.setdefault(brief_by_row(each.location.path), {})[each.rule.id] = None
    for name, own in examined.found.by_brief.items():
        found.setdefault(name, {}).update(dict.fromkeys(each.rule.id for each in own))
    briefs = [each for each in examined.paper.briefs if each.family]
    briefs = [each for each in briefs if wanted is None or each.name in wanted]
    for path, family in groupby(briefs, lambda brief: file_of(brief.text.path)):
        members = [*family]
        done = sum(each.name in built for each in members)
        yield say("{path}: {done:,} of {count:,brief|briefs} built", path, done, len(members))
        yield say(_CHARACTERS if members[0].language == "ja" else _WORDS)
        for brief in members:
            rules = " ".join(sorted(found.get(brief.name, ())))
            named = f"{brief.name}  {rules}".rstrip()
            template = _BUILT if brief.name in built else _NOT_BUILT
            yield say(template, _sizes(brief, sizes), named)


def _sizes(brief: BriefSource, sizes: Mapping[str, Size]) -> str:
    size = sizes.get(brief.name)
    pages = f"{size.pages:,}" if size and size.pages else "-"
    length = f"{size.length.count:,}" if size and size.length else "-"
    return f"{pages:>5}  {length:>10}"
