"""Inline ignores: ``<!-- hakusho: ignore CIT008 -- reason -->`` in chapters and ``.bib`` files.

In a chapter a comment within a line silences that line; alone on its line it silences the block
or the note after it, up to the next blank line. In a ``.bib`` file the same words, as a comment,
after ``%`` or bare, stand between two entries and silence the entry below. ``ignore-file`` silences
the file. What stands in code or in a template is text and no ignore.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hakusho.citations.entries import normal_key
from hakusho.findings import RULES, Finding, Location, say
from hakusho.findings.places import places_of
from hakusho.findings.policy import WHOLE_FILE, Ignore
from hakusho.findings.selectors import nearest_rule, rules_of
from hakusho.source.comments import comments_in, lines_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.paper.load import Paper
    from hakusho.source.positions import Positions

    Found = tuple[tuple[Ignore, ...], tuple[Finding, ...]]

_WORD = "hakusho:"
"""Cheap to look for: most files hold no ignore."""
_COMMENT = re.compile(r"\s*hakusho:\s*(?P<command>[\w-]*)(?P<rest>.*)", re.DOTALL)
_OPENING = len("<!--")
_UNPRINTED = frozenset({"RawBlock", "RawInline", "Space", "SoftBreak", "LineBreak"})
_FREE_LINE = re.compile(
    r"^[ \t]*(?:%+|<!--)?[ \t]*hakusho:[ \t]*(?P<command>[\w-]*)(?P<rest>[^\n]*)", re.MULTILINE
)
_BLOCK = re.compile(
    r"^[ \t]*@[ \t]*(?P<type>\w+)\s*(?P<open>[{(])\s*(?P<key>[^\s,{}()]*)", re.MULTILINE
)
_NO_ENTRY = frozenset({"comment", "preamble", "string"})
_REASON = re.compile(r"\s(?:--|–|—)|[:：]|-->")
_NAME = re.compile(r"[^\s,、]+")
_HINT = say(
    "Write <!-- hakusho: ignore CIT008 --> with the rule's id; a reason may follow after --."
)


@dataclass(frozen=True, slots=True)
class _Comment:
    """What an ignore says: the command, and each name after it with its offset in the file."""

    command: str
    offset: int
    names: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Target:
    """What an ignore silences: lines of its file, and an entry."""

    lines: tuple[int, int]
    entry: str = ""


def ignores_in_paper(paper: Paper, draft: Draft) -> Found:
    """Read the ignores in a paper's texts and bibliography; PAP008 for what cannot be meant."""
    read = [ignores_in_chapter(chapter, draft.positions) for chapter in draft.texts]
    read += [ignores_in_bibliography(file.path, file.text) for file in paper.bibliography]
    ignores = (ignore for found, _ in read for ignore in found)
    return tuple(ignores), tuple(finding for _, problems in read for finding in problems)


def ignores_in_chapter(chapter: Chapter, positions: Positions) -> Found:
    """Read the ignores of a chapter.

    Returns:
        The ignores, one for each rule that a comment names; and PAP008 for each comment that
        cannot be meant: an unknown command or rule, an essential rule, no rule at all.
    """
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    starts: list[int] = []
    at = partial(positions.at, chapter.path)
    for comment in comments_in(chapter.path, chapter.blocks, positions):
        said = None if comment.of_template else _COMMENT.fullmatch(comment.text)
        if not said:
            continue
        if comment.alone:
            starts = starts or _starts(chapter, positions)
            below = starts[bisect(starts, comment.end) :]
            lines = lines_from(chapter.path, below[0], positions) if below else (1, 0)
        else:
            lines = comment.location.line, at(comment.end).line
        found, problems = _read(at, _comment(said, comment.start + _OPENING), _Target(lines))
        ignores += found
        findings += problems
    return tuple(ignores), tuple(findings)


def _starts(chapter: Chapter, positions: Positions) -> list[int]:
    """Where all that is printed begins in a chapter's file."""
    printed = (node for node in chapter.elements if node["t"] not in _UNPRINTED)
    return sorted({positions.span(node["at"])[0] for node in printed if "at" in node})


def ignores_in_bibliography(path: str, text: str) -> Found:
    """As for a chapter; an ignore is for the entry below it."""
    if _WORD not in text:
        return (), ()
    blocks = list(_BLOCK.finditer(text))
    starts = [block.start() for block in blocks]
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    for match in _FREE_LINE.finditer(text):
        next_block = bisect(starts, match.start())
        above = blocks[next_block - 1] if next_block else None
        if above and _is_open(above["open"], text[above.start() : match.start()]):
            continue  # within an entry's value
        target = _entry_below(text, blocks[next_block:])
        found, problems = _read(places_of(path, text).at, _comment(match), target)
        ignores += found
        findings += problems
    return tuple(ignores), tuple(findings)


def _is_open(opening: str, text: str) -> bool:
    """Whether a block that begins with this text is not finished yet."""
    plain = re.sub(r"\\.", "", text, flags=re.DOTALL)
    return plain.count(opening) > plain.count("}" if opening == "{" else ")")


def _entry_below(text: str, blocks: Iterable[re.Match[str]]) -> _Target:
    """The first entry among the blocks below an ignore, up to where the next one begins."""
    entries = (block for block in blocks if block["type"].lower() not in _NO_ENTRY)
    entry, following = next(entries, None), next(entries, None)
    if entry is None:
        return _Target((1, 0))
    first = text.count("\n", 0, entry.start("type")) + 1
    last = text.count("\n", 0, following.start()) if following else text.count("\n") + 1
    return _Target((first, last), normal_key(entry["key"]))


def _comment(match: re.Match[str], base: int = 0) -> _Comment:
    rest, start = match["rest"], base + match.start("rest")
    reason = _REASON.search(rest)
    said = rest[: reason.start()] if reason else rest
    names = tuple((name[0], start + name.start()) for name in _NAME.finditer(said))
    return _Comment(match["command"], base + match.start("command"), names)


def _read(at: Callable[[int], Location], comment: _Comment, target: _Target) -> Found:
    problems = tuple(_unfit(comment, at(comment.offset)))
    if problems:
        return (), problems
    if comment.command == "ignore-file":
        target = _Target(WHOLE_FILE)
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    for name, offset in comment.names:
        named = RULES.get(name)
        if named is None:
            findings.append(_unknown(name, at(offset)))
            break  # the words after it are more of the same
        if named.essential:
            message = "{name} cannot be ignored: nothing can be built while a finding of it stands"
            hint = "Mend what it finds, and delete this."
            findings.append(Finding.of("PAP008", at(offset), message, hint, name))
        else:
            ignores.append(Ignore(name, at(offset), target.lines, target.entry))
    return tuple(ignores), tuple(findings)


def _unfit(comment: _Comment, where: Location) -> Iterator[Finding]:
    if comment.command not in {"ignore", "ignore-file"}:
        message = "'hakusho: {command}' means nothing, so this comment silences nothing"
        yield Finding.of("PAP008", where, message, _HINT, comment.command)
    elif not comment.names:
        yield Finding.of("PAP008", where, "this ignore names no rule", _HINT)


def _unknown(name: str, where: Location) -> Finding:
    if rules_of(name):
        message = "{name} is a family of rules, so this ignore silences nothing"
        return Finding.of("PAP008", where, message, "Name its rules one by one.", name)
    near = nearest_rule(name, families=False)
    message = "there is no rule '{name}', so this ignore silences nothing"
    hint = say("Did you mean '{near}'?", near) if near else _HINT
    return Finding.of("PAP008", where, message, hint, name)
