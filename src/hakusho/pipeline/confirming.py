"""``hakusho confirm``: say in a chapter for which wording a translation of it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.mending import Replacement
from hakusho.data.datasets import datasets_of, read_texts
from hakusho.data.facts import facts_of
from hakusho.data.prose import vocabulary_of
from hakusho.findings import Finding, Location, is_fatal, nearest
from hakusho.findings.places import places_of
from hakusho.manuscript.originals import originals_of
from hakusho.manuscript.read import read_draft
from hakusho.manuscript.translations import ATTRIBUTE, source_translations
from hakusho.paper.load import load_paper
from hakusho.pipeline.fixing import mended_text, unified
from hakusho.tools.writes import WriteError
from hakusho.values.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hakusho.data.prose import Vocabulary
    from hakusho.manuscript.originals import Original
    from hakusho.manuscript.translations import SourceTranslation
    from hakusho.paper.load import Paper
    from hakusho.paper.source_file import SourceFile


class UnknownTranslationError(Exception):
    """Nothing that has a translation has this id; ``args`` are the id and the nearest one."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A translation that is confirmed.

    Attributes:
        of: Id of the original.
        language: Of the translation.
        location: Where it stands.
        changed: Whether the chapter says something new by it.
    """

    of: str
    language: str
    location: Location
    changed: bool


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a run confirms.

    Attributes:
        confirmations: In the order of the chapters.
        diff: The change of the chapters as a unified diff.
        findings: Why nothing, or not everything, was written.
        readable: Whether the paper could be read at all.
    """

    confirmations: tuple[Confirmation, ...] = ()
    diff: str = ""
    findings: tuple[Finding, ...] = ()
    readable: bool = True


def confirm_paper(root: Path, idents: Sequence[str], *, write: bool) -> Confirmed:
    """Confirm translations for their originals as these are now.

    Args:
        root: The paper's folder.
        idents: Ids of the originals; none means all.
        write: Whether to write the chapters, or only to say what would change.

    Returns:
        What is confirmed; OUT001 for a chapter that cannot be written, and with nothing
        confirmed what keeps the chapters from being read.

    Raises:
        UnknownTranslationError: For an id of which there is no translation.
    """
    paper, findings = load_paper(root)
    if paper is None:
        return Confirmed(findings=findings, readable=False)
    originals, unread = _originals(paper)
    if any(is_fatal(finding) for finding in unread):
        return Confirmed(findings=unread)
    wanted = {
        chapter.path: [
            each
            for each in source_translations(chapter.text)
            if each.given.get("of", "") in originals and language_of(each.given.get("lang", ""))
        ]
        for chapter in paper.chapters
    }
    known = sorted({each.given["of"] for found in wanted.values() for each in found})
    for ident in idents:
        if ident not in known:
            raise UnknownTranslationError(ident, nearest(ident, known))
    confirmations: list[Confirmation] = []
    problems: list[Finding] = []
    diffs: list[str] = []
    for chapter in paper.chapters:
        chosen = [e for e in wanted[chapter.path] if not idents or e.given["of"] in idents]
        changes = [_change(chapter, each, originals) for each in chosen]
        try:
            diffs.append(_apply(root, chapter, [new for _, new in changes if new], write=write))
        except WriteError as error:
            message = "cannot write: {error}"
            problems.append(Finding.of("OUT001", Location(chapter.path), message, "", error))
            continue
        confirmations += [confirmation for confirmation, _ in changes]
    return Confirmed(tuple(confirmations), "".join(diffs), tuple(problems))


def _originals(paper: Paper) -> tuple[Mapping[str, Original], tuple[Finding, ...]]:
    texts, _ = read_texts(paper.root)
    datasets, _ = datasets_of(texts)
    facts, _ = facts_of(datasets)

    def names_in(language: str) -> Vocabulary:
        return vocabulary_of(datasets, facts, language, paper.settings.numbers)

    draft, findings = read_draft(paper, names_in)
    return originals_of(draft), findings


def _change(
    chapter: SourceFile, each: SourceTranslation, originals: Mapping[str, Original]
) -> tuple[Confirmation, Replacement | None]:
    of, places = each.given["of"], places_of(chapter.path, chapter.text)
    value = originals[of].digest
    changed = each.given.get("confirmed") != value
    where = places.at(each.div.attributes_at)
    confirmation = Confirmation(of, language_of(each.given["lang"]), where, changed)
    if not changed:
        return confirmation, None
    written = f'confirmed="{value}"'
    for match in ATTRIBUTE.finditer(each.div.attributes):
        if match["key"] == "confirmed":
            start, old, new = each.div.attributes_at + match.start(), match[0], written
            break
    else:
        before = each.div.attributes.rstrip("}").rstrip()
        start = each.div.attributes_at + len(before)
        old = ""
        new = f" {written}"
    return confirmation, Replacement(places.at(start), start, old, new, "", ())


def _apply(root: Path, chapter: SourceFile, changes: Sequence[Replacement], *, write: bool) -> str:
    if not changes:
        return ""
    return unified(chapter, mended_text(root, chapter, changes, write=write))


def confirmation_lines(confirmed: Confirmed, *, write: bool) -> Iterator[str]:
    """What a run has done, a line for each translation."""
    for each in confirmed.confirmations:
        said = "confirmed" if write else "would confirm"
        state = said if each.changed else "confirmed already"
        yield f"{state}  {each.of} ({each.language})  {each.location}"
