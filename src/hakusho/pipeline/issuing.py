"""Briefs that were issued: recording an issue, and saying what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.briefs.cutting import digest_of
from hakusho.briefs.issue_entries import with_issues
from hakusho.briefs.issued import (
    ISSUED,
    Change,
    Issue,
    Reissue,
    changes_since,
    last_issues,
    read_issued,
)
from hakusho.briefs.lineage import lineage_of
from hakusho.data.changes import moved_by_more
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import facts_of
from hakusho.data.row_in_prose import NAME, with_row
from hakusho.data.vocabulary import vocabulary_of
from hakusho.findings import Finding, Location, say, together
from hakusho.manuscript.abbreviations import mentioned_in
from hakusho.manuscript.data_uses import data_uses
from hakusho.manuscript.printed_data import printed_data
from hakusho.pipeline.brief_uses import stretches_of
from hakusho.source.comments import words_of
from hakusho.source.template import render
from hakusho.source.template_calls import cells_named
from hakusho.tools import boundary
from hakusho.tools.boundary import file_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from hakusho.data import Dataset, Fact
    from hakusho.examining.examined import Examined, ExaminedBrief
    from hakusho.findings import Text
    from hakusho.manuscript.model import Draft
    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.load import Paper


def reissues(examined: Examined, record: str) -> tuple[Reissue, ...]:
    """The briefs that are no longer as a record says that they were issued, and what has changed.

    ``record`` is the text of the record, :func:`record_of`.
    """
    before, _ = read_issued(record.removeprefix("\ufeff"))
    found = []
    for brief in examined.briefs:
        name = brief.source.name
        if name in before:
            changes = changes_since(before[name], issue_of(examined, brief))
            if changes:
                found.append(Reissue(name, before[name], changes))
    return tuple(found)


def issue_of(examined: Examined, brief: ExaminedBrief, day: date | None = None) -> Issue:
    """What is recorded of a brief that is issued as it is now, on a day."""
    lineage = lineage_of(examined.paper, examined.data)
    written = examined.paper, brief.manuscript.draft
    figures = {name: file_digest(each.svg)[:7] for name, each in brief.pictures.figures.items()}
    return Issue(
        date=day.isoformat() if day else "",
        text=lineage.text,
        data=lineage.data,
        own=digest_of(_own_text(brief)),
        parts={f"{part.kind} {part.of}": part.digest for part in brief.taken}
        | _own_tables(*written, brief.source, examined.datasets, examined.facts),
        facts=dict(_facts(*written, brief.source, examined.datasets, examined.facts)),
        figures=figures,
        works=dict(_works(examined, brief)),
        abbreviations=dict(_abbreviations(examined, brief)),
        layout=digest_of(brief.layout.model_dump(mode="json")),
        style=_style(brief),
    )


def facts_since_issued(
    paper: Paper, draft: Draft, texts: Mapping[str, str], over: Decimal | None = None
) -> tuple[Reissue, ...]:
    """The issued briefs that print other facts, or tables of data, than when they were sent.

    ``texts`` are those of the data files. Numbers that changed by no more than ``over`` per cent
    are left out.
    """
    before, datasets = last_issues(paper.root)[0], datasets_of(texts)[0]
    facts = facts_of(datasets)[0]
    found = []
    for brief in paper.briefs:
        since = before.get(brief.name)
        if since is None:
            continue
        data = paper, draft, brief, datasets, facts
        parts = {**since.parts, **_own_tables(*data)}
        now = since.model_copy(update={"facts": dict(_facts(*data)), "parts": parts})
        changes = tuple(
            each
            for each in changes_since(since, now)
            if over is None or moved_by_more(each.old, each.new, over)
        )
        found += [Reissue(brief.name, since, changes)] if changes else []
    return tuple(found)


def reissue_data(found: Iterable[Reissue]) -> list[dict[str, Any]]:
    """What has changed in issued briefs as JSON has it."""
    return [
        {
            "brief": each.name,
            "issued": each.since.date,
            "facts": [
                {"id": c.name, "old": c.old, "new": c.new} for c in each.changes if c.kind == "fact"
            ],
            "tables": [c.name for c in each.changes if c.kind == "table"],
        }
        for each in found
    ]


def record_of(root: Path) -> str:
    """The record of a paper's issues as it is written; empty if there is none.

    Raises:
        OSError: If it is there and cannot be read, or lies outside the paper's folder.
    """
    there = boundary.is_there(root, ISSUED)
    return boundary.read_bytes(root, ISSUED).decode(errors="replace") if there else ""


def with_issue_of(
    record: str, examined: Examined, names: Iterable[str], day: date
) -> tuple[str, tuple[Text, ...]]:
    """Enter into a record that briefs are issued on a day as they are.

    Returns:
        The record, and in lines what each new issue corrects of the one before it, or that a brief
        is as it was issued last: then it is not recorded again. The last line names what is.
    """
    before, _ = read_issued(record.removeprefix("\ufeff"))
    briefs = {brief.source.name: brief for brief in examined.briefs}
    issues = {name: issue_of(examined, briefs[name], day) for name in names}
    lines: list[Text] = []
    for name, since in before.items():
        if name not in issues:
            continue
        changes = changes_since(since, issues[name])
        if changes:
            lines.append(say("brief {name} corrects what was issued on {date}:", name, since.date))
            lines += _change_lines(changes)
        else:
            del issues[name]
            message = "brief {name} is as it was issued on {date}, and is not recorded again"
            lines.append(say(message, name, since.date))
    if issues:
        message = "recorded in {path}: {names}, issued on {day}"
        lines.append(say(message, ISSUED, ", ".join(issues), day.isoformat()))
    return with_issues(record, issues), tuple(lines)


def issued_later(root: Path, names: Iterable[str] | None, day: date) -> Iterator[Finding]:
    """BRF015 for each brief, of all if none is named, that was issued after a day already."""
    for name, issue in last_issues(root)[0].items():
        if (names is None or name in names) and issue.date > day.isoformat():
            message = "the brief '{name}' was issued on {last}, and cannot be issued on {day} after"
            hint = "Give a day that is not before its last issue: --issue-date YYYY-MM-DD."
            values = name, issue.date, day.isoformat()
            yield Finding.of("BRF015", Location(ISSUED), message, hint, *values)


def reissue_lines(found: tuple[Reissue, ...]) -> Iterator[Text]:
    """Word for a terminal what has changed in issued briefs."""
    for each in found:
        since = each.since
        state = say("text {digest}", since.text)
        if since.data:
            state = say("{text}, data {digest}", state, since.data)
        message = "brief {name} has changed since it was issued on {date} ({state}):"
        yield say(message, each.name, since.date, state)
        yield from _change_lines(each.changes)


def _change_lines(changes: Iterable[Change]) -> Iterator[Text]:
    for change in changes:
        words = say("  {old} → {new}", change.old, change.new)
        parts = ("", "", say(_CHANGED[change.kind]), *filter(None, (change.name,)))
        if change.old:
            yield together((together(parts, " "), words), "")
        else:
            yield together((*parts, *filter(None, (change.new,))), " ")


_CHANGED = {
    "fact": "fact",
    "abbreviation": "abbreviation",
    "section": "section",
    "figure": "figure",
    "table": "table",
    "points": "points",
    "work": "work",
    "own text": "own text",
    "layout": "layout",
    "citation style": "citation style",
}
"""What may have changed in a brief, worded: kinds of :class:`hakusho.briefs.issued.Change`."""


def _own_text(brief: ExaminedBrief) -> list[str]:
    """A brief's file without what prints nothing: budget, editions, comments, white space."""
    draft = brief.manuscript.draft
    own = draft.briefs[brief.source.name]
    words = words_of(own.path, own.blocks, draft.positions)
    prints_nothing = {"budget", "editions", "rows"}
    settings = brief.source.settings
    return [settings.model_dump_json(exclude_defaults=True, exclude=prints_nothing), words]


def _abbreviations(examined: Examined, brief: ExaminedBrief) -> Iterator[tuple[str, str]]:
    """Each abbreviation that a brief mentions, and what is printed for it there."""
    language, terms = brief.source.language, examined.paper.terms
    blocks = [block for chapter in brief.manuscript.chapters for block in chapter.blocks]
    mentioned = mentioned_in(blocks, terms, language)
    for each in terms.abbreviations:
        if each.abbr not in mentioned:
            continue
        other = "en" if language == "ja" else "ja"
        pieces = (each.long(language)[0], each.long(other)[0], dict(each.gloss).get(language, ""))
        yield each.abbr, " / ".join(piece for piece in dict.fromkeys(pieces) if piece)


def _style(brief: ExaminedBrief) -> str:
    style = brief.sources.style
    return "" if style is None else digest_of([style.text, style.choices.model_dump(mode="json")])


def _facts(
    paper: Paper,
    draft: Draft,
    brief: BriefSource,
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
) -> Iterator[tuple[str, str]]:
    """All that a brief prints of the data, and what it says there; what its row says first."""
    if brief.row:
        for column in cells_named(draft.briefs[brief.name].path, draft.positions):
            if column in brief.row:
                yield f"{NAME}.{column}", brief.row[column]
    numbers = paper.settings.numbers
    stretches = tuple(stretches_of(paper, draft, brief))
    lang = paper.settings.lang
    names = vocabulary_of(datasets, facts, brief.language, numbers, lang)
    for each in printed_data(draft):
        place = each.uses[0].location.path, each.uses[0].start
        if any(stretch.holds(*place) for stretch in stretches):
            yield each.name, each.text(names, datasets)


def _own_tables(
    paper: Paper,
    draft: Draft,
    brief: BriefSource,
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
) -> dict[str, str]:
    """A digest of each table of data that a brief prints itself, not as a part of its report."""
    own = draft.briefs[brief.name].path
    said = paper.settings
    names = vocabulary_of(datasets, facts, brief.language, said.numbers, said.lang)
    names = with_row(names, brief.row) if brief.row else names
    printed: dict[str, list[str]] = {}
    for use in data_uses(draft):
        if use.function == "table" and use.location.path == own and use.name in datasets:
            text = render(own, use.typed, names)[0].text
            printed.setdefault(f"table {use.name}", []).append(text)
    return {name: digest_of(texts) for name, texts in printed.items()}


def _works(examined: Examined, brief: ExaminedBrief) -> Iterator[tuple[str, str]]:
    entries = examined.sources.bibliography.entries
    for key in sorted({use.key for use in brief.manuscript.index.citations}):
        if key in entries:
            yield key, digest_of(sorted(entries[key].fields.items()))
