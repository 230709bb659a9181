"""CON025: a page of a work that is cited once, and looks like a slip for one that is cited often.

363頁 beside 336頁, anywhere; 18頁 in a brief whose report cites 8頁 alone, or 33頁 of mod2024 where
that cites 33頁 of mod2023; 46頁 of two works of one name beside one another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from hakusho.ast.walk import stringify
from hakusho.findings import Finding, also, slips
from hakusho.source.cross_reference_marks import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.checks.contradictions.same_thing import Where

    _Use = tuple[Where, Passage, int]

_PAGE = re.compile(r"\A[,、 \u00a0]*(?:p\. ?)?(?P<page>\d{1,4})(?:頁)?\s*\Z")
_DIGITS_OF_A_SLIP = 3
"""Of fewer digits two pages are alike by chance."""
_DIGITS_OF_A_PAGE = 2
_YEAR_OF_KEY = re.compile(r"[-_:]?(?:1[5-9]|20)\d\d[a-z]?\Z")
_BESIDE = 200
"""So near to one another two works of one name are hardly cited by one page."""


def check_pages(placed: Iterable[tuple[Where, Passage]]) -> Iterator[Finding]:
    """CON025 for single pages, where a citation gives nothing else."""
    uses: dict[str, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    cited: set[str] = set()
    for where, passage in placed:
        for at, node in passage.elements.items():
            if node["t"] != "Cite":
                continue
            for each in node["c"][0]:
                cited |= {each["citationId"]} if where == "report" else set()
                given = _PAGE.match(stringify(each["citationSuffix"]))
                if given and not is_cross_reference(each["citationId"]):
                    uses[each["citationId"]][given["page"]].append((where, passage, at))
    yield from _of_a_sister(uses, cited)
    yield from _beside_a_sister(uses)
    for key, pages in uses.items():
        yield from _slips(key, pages)


def _slips(key: str, pages: dict[str, list[_Use]]) -> Iterator[Finding]:
    """The pages of a work that look like slips for others of it."""
    alike: dict[str, dict[str, list[_Use]]] = defaultdict(dict)
    for page, found in pages.items():
        if len(found) > 1:
            alike[_digits(page)][page] = found
    for page, found in pages.items():
        if len(found) == 1:
            few = len(pages) == 2  # noqa: PLR2004  this page and one more
            yield from _slip(key, page, found[0], pages if few else alike[_digits(page)])


def _digits(page: str) -> str:
    return "".join(sorted(page))


def _of_a_sister(
    uses: Mapping[str, Mapping[str, list[_Use]]], known: Collection[str]
) -> Iterator[Finding]:
    """The page of a brief that its report cites too, of another work.

    That is called nearly the same, or is the only one of that page, and this one is never cited by
    a page in the report.
    """
    for key, pages in uses.items():
        for page, found in pages.items():
            if any(where != "brief" for where, _, _ in found):
                continue
            for other, there in uses.items():
                cited = [each for each in there.get(page, ()) if each[0] == "report"]
                if len(page) < _DIGITS_OF_A_PAGE and _name_of(key) == _name_of(other):
                    continue
                # The report may cite the work too, but never by a page.
                bare = not any(each[0] == "report" for all_ in pages.values() for each in all_)
                alone = bare and key in known and sum(page in those for those in uses.values()) == 2  # noqa: PLR2004
                if cited and other != key and (alone or slips(key, other) == 1):
                    message = "page {page} of {key} here, and of {other} in the report"
                    related = also(cited[0][1].place(cited[0][2]), "the report")
                    place, given = found[0][1].place(found[0][2]), (page, key, other)
                    yield Finding.of("CON025", place, message, "", *given, related=related)


def _beside_a_sister(uses: Mapping[str, Mapping[str, list[_Use]]]) -> Iterator[Finding]:
    """The only citation by a page of a work, beside the same page of another of its name."""
    for key, pages in uses.items():
        for page, found in pages.items():
            if len(page) < _DIGITS_OF_A_PAGE or len(found) != 1:
                continue
            _, passage, at = found[0]
            for other, there in uses.items():
                near = [
                    each
                    for _, each_passage, each in there.get(page, ())
                    if each_passage is passage and 0 < abs(each - at) <= _BESIDE
                ]
                if near and other != key and _name_of(other) == _name_of(key) != key:
                    message = "page {here} of {key} here, and of {there} beside it"
                    related = also(passage.place(near[0]), "the other page")
                    place, given = passage.place(at), (page, key, other)
                    yield Finding.of("CON025", place, message, "", *given, related=related)


def _name_of(key: str) -> str:
    """A citekey without its year: the name of its author."""
    return _YEAR_OF_KEY.sub("", key)


def _slip(key: str, page: str, use: _Use, pages: dict[str, list[_Use]]) -> Iterator[Finding]:
    where, passage, at = use
    cut = where == "brief" and len(pages) == 2  # noqa: PLR2004  this page and one of the report
    for other, found in pages.items():
        swapped = len(page) >= _DIGITS_OF_A_SLIP and _digits(page) == _digits(other)
        longer, shorter = max(page, other, key=len), min(page, other, key=len)
        added = len(longer) == len(shorter) + 1 and longer.endswith(shorter)
        added = added and cut and all(each[0] == "report" for each in found)
        if other == page or not (added or (swapped and len(found) > 1)):
            continue
        message = "page {here} of {key} here, and page {there} elsewhere"
        related = also(found[0][1].place(found[0][2]), "the other page")
        yield Finding.of(
            "CON025", passage.place(at), message, "", page, key, other, related=related
        )
        return
