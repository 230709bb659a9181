"""XRF011 to XRF016: references in words that lead nowhere, and figures that nothing names.

前章 in the first chapter and 下図 where none follows; a figure that no sentence names, or that is
named out of its turn; numbers of notes and pages of the paper that are typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.data.dataset import ALL_DATA
from hakusho.findings import Finding, Subject, also
from hakusho.paper.folders import CHAPTERS_FOLDER
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.findings import Location
    from hakusho.manuscript.indexed import Index, Target
    from hakusho.source.prose import Prose

_UNREAD_CHAPTERS = (Subject("file", CHAPTERS_FOLDER),)
_UNREAD = (*ALL_DATA, *_UNREAD_CHAPTERS)
"""What else may name a figure, and cannot be read."""

_CHAPTER = re.compile(
    rf"(?P<before>(?<![{KANJI}])前章|(?i:\b(?:previous|preceding|last) chapter\b))"
    rf"|(?P<behind>(?<![{KANJI}])次章|(?i:\b(?:next|following) chapter\b))"
)
_ABOUT = re.compile("(?:では|で|には|において|は|の)、?")
_FLOAT = re.compile(
    rf"(?<![{KANJI}{KATAKANA}るたい])(?:(?P<before>[上前])|(?P<behind>[下次]))(?:の|に示す|に掲げる)?(?P<kind>[図表])(?![{KANJI}])"
    r"|(?i:\b(?P<kind_en>table|figure|chart) (?:(?P<above>above)|(?P<below>below))\b"
    r"(?! (?:the|a|an|its|their|this|that|which|average|\d+)\b))"
    r"|(?i:\bthe (?:(?P<earlier>preceding)|(?P<later>following)) (?P<named>table|figure|chart))\b"
)
_NOTE = re.compile(
    r"(?<![脚訳原A-Za-z])(?:脚注|注)[（(]?[0-9０-９]{1,3}[）)]?(?=[でにをはのも]|参照|$)|"
    r"(?<![脚訳原A-Za-z])注[（(][0-9０-９]{1,3}[）)](?=[。、])|"
    r"[（(\[［【〔]注[ \u3000]?[0-9０-９]{1,3}[）)\]］】〕]|"
    r"(?i:(?:\b(?:see|in) (?:(?:foot|end)?notes?|nn?\.)|\b(?:foot|end)notes?|(?<=\()notes?)"
    r"[ \u00a0]\d{1,3}\b(?! (?:of|to|in)\b)|\bnotes?[ \u00a0]\d{1,3}(?= (?:above|below)\b))"
)
_PAGE = re.compile(
    r"(?:本稿|本書|本報告書?|本論文|本編)(?:の)?[0-9０-９]{1,4}(?:頁|ページ)"
    r"|(?i:\b(?:page|p\.)[ \u00a0]\d{1,4} (?:of this (?:paper|report|study)|above|below)\b)"
)
_KINDS = {"図": "Figure", "表": "Table", "table": "Table", "figure": "Figure", "chart": "Figure"}


def check_references_in_words(proses: Sequence[Prose], index: Index) -> Iterator[Finding]:
    """XRF011 for words that point at nothing, XRF014 and XRF015 for typed notes and pages.

    Args:
        proses: The text of the report's chapters, in order.
        index: Of what its readers get.
    """
    headings = [each for each in index.targets if each.kind == "Header"]
    tops = [each.location for each in headings if each.level == 1]
    titles = {each.location: each.title for each in headings if each.level == 1}
    lines = "\n".join(prose.text for prose in proses)
    for prose in proses:
        own = own_words(prose)
        yield from _chapters(own, tops, titles)
        yield from _floats(own, index)
        for match in _NOTE.finditer(own.text):
            labels = rf"^{re.escape(match[0])}(?![0-9０-９でにをはの参])"
            if match[0][0] in "（([［【〔" and _is_in_table(prose, match.start()):
                continue  # the table's own
            again = own.text.startswith("前掲", max(match.start() - 2, 0))
            if again and own.note_at(match.start()):
                continue  # CIT009 says so
            # Notes that tables label themselves, and those of which NTE005 speaks.
            if not re.search(labels, lines, re.MULTILINE):
                message = "{typed} is a note's number, which changes with each note before it"
                hint = "Write what the note says, or refer to its section by @sec-…."
                yield Finding.of("XRF014", own.place(match.start()), message, hint, match[0])
        for match in _PAGE.finditer(own.text):
            message = "{typed} is a page of this paper, which changes with its text"
            hint = "Refer to the section by @sec-…."
            yield Finding.of("XRF015", own.place(match.start()), message, hint, match[0])


def _is_in_table(prose: Prose, at: int) -> bool:
    return any(start <= at < end for start, end, name in prose.parts if name == "Table")


def _chapters(
    own: Prose, tops: Sequence[Location], titles: Mapping[Location, str]
) -> Iterator[Finding]:
    order = list(dict.fromkeys(tops))
    for match in _CHAPTER.finditer(own.text):
        place = own.place(match.start())
        before = sum(each.path == place.path and each <= place for each in order)
        at = _chapter_at(place, order)
        lost = at == 0 if match["before"] else at == len(order) - 1
        if before and lost:
            message = "{words} is named, and there is none"
            hint = "Refer to the section by @sec-…, which follows it wherever it goes."
            yield Finding.of("XRF011", place, message, hint, match[0], because=_UNREAD_CHAPTERS)
        elif before and at >= 0:
            there = at - 1 if match["before"] else at + 1
            other = 2 * at - there
            title = titles.get(order[other], "") if 0 <= other < len(order) else ""
            spoken = _ABOUT.match(own.text, match.end())
            if len(title) > 1 and spoken and own.text.startswith(title, spoken.end()):
                message = "{words} is '{there}', and '{title}' is on its other side"
                given = (match[0], titles.get(order[there], ""), title)
                hint = "Refer to the section by @sec-…, which follows it wherever it goes."
                yield Finding.of("XRF011", place, message, hint, *given)


def _chapter_at(place: Location, order: Sequence[Location]) -> int:
    """The number of the chapter that a place is in; -1 if it is in none."""
    own = [n for n, each in enumerate(order) if each.path == place.path and each <= place]
    return own[-1] if own else -1


def _floats(own: Prose, index: Index) -> Iterator[Finding]:
    found = [(each.kind, each.location) for each in index.targets]
    found += [("Figure", each.location) for each in index.images]  # those without a caption too
    found += [("Table", own.place(start)) for start, _, name in own.parts if name == "Table"]
    for match in _FLOAT.finditer(own.text):
        groups = {name: value for name, value in match.groupdict().items() if value}
        name = groups.get("kind") or groups.get("kind_en") or groups["named"]
        kind, place = _KINDS[name.lower()], own.place(match.start())
        behind = groups.keys() & {"behind", "below", "later"}
        beside = [where for each, where in found if each == kind and where.path == place.path]
        if not any(each > place if behind else each < place for each in beside):
            message = "{words} is named, and there is none"
            hint = "Refer to it by @fig-… or @tbl-…, which follows it wherever it stands."
            yield Finding.of("XRF011", place, message, hint, match[0])


def _figures_of_parts(index: Index) -> dict[str, str]:
    """The id of the figure of which each image of a group is a part."""
    found: dict[str, str] = {}
    figure = ""
    for target in index.targets:
        if target.kind == "Part":
            found[target.ident] = figure
        else:
            figure = target.ident
    return found


def check_mentions(index: Index) -> Iterator[Finding]:
    """XRF012 for a figure or a table that nothing names, XRF013 for one named out of its turn."""
    first: dict[str, tuple[int, Location]] = {}
    whole = _figures_of_parts(index)
    for number, reference in enumerate(index.cross_references):
        ident = whole.get(reference.target, reference.target)
        first.setdefault(ident, (number, reference.location))
    linked = {whole.get(name, name) for link in index.links for name in (link.target[1:],)}
    for kind in ("Figure", "Table"):
        targets = [each for each in index.targets if each.kind == kind and each.ident]
        last: tuple[int, Target] | None = None
        for target in targets:
            if target.ident not in first and target.ident in linked:
                continue
            if target.ident not in first:
                yield _unnamed(target)
                continue
            number, where = first[target.ident]
            if last and number < last[0]:
                message = "'{id}' is named before '{other}', and stands behind it"
                hint = "Put them in the order in which the text names them."
                related = also(last[1].location, "what stands before it")
                values = (target.ident, last[1].ident)
                yield Finding.of("XRF013", where, message, hint, *values, related=related)
            else:
                last = (number, target)


def _unnamed(target: Target) -> Finding:
    message = "nothing in the text names '{id}'"
    hint, values = "Say in a sentence what it shows: @{id}; or take it out.", [target.ident]
    if not is_cross_reference(target.ident):
        message = "nothing can name '{id}', which has no id for a reference"
        hint = (
            "Give it one in ASCII letters, {{#{prefix}-name}}, and say what it shows: "
            "@{prefix}-name."
        )
        values.append("fig" if target.kind == "Figure" else "tbl")
    return Finding.of("XRF012", target.location, message, hint, *values, because=_UNREAD)


def check_titles(index: Index) -> Iterator[Finding]:
    """XRF016 for a section that has the title of another one of the same chapter or section.

    Where more than two have one title that is the paper's way (問, Exercise).
    """
    above: list[str] = []
    seen: dict[tuple[str, ...], list[Target]] = {}
    for target in (each for each in index.targets if each.kind == "Header"):
        above = [*above[: target.level - 1], target.title]
        seen.setdefault(tuple(above), []).append(target)
    for first, *others in seen.values():
        if len(others) == 1 and first.title:
            message = "two sections beside one another are called '{title}'"
            hint = "Say in the title of each what it is about."
            related = also(first.location, "the other one")
            where = others[0].location
            yield Finding.of("XRF016", where, message, hint, first.title, related=related)
