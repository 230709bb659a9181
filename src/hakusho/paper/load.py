"""Load a paper: ``report/report.yaml`` and the files that it names, validated all at once."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from hakusho.findings import NOTHING, Finding, Location, Subject, Text, did_you_mean, say
from hakusho.paper.brief_names import brief_names, usable_name
from hakusho.paper.briefs import BriefSource, load_briefs
from hakusho.paper.budget import budget_places
from hakusho.paper.folders import (
    BRIEFS_FOLDER,
    CHAPTERS_FOLDER,
    FIGURES_FOLDER,
    SETTINGS_PATH,
    TEMPLATES,
)
from hakusho.paper.frames import unusable_frame
from hakusho.paper.metadata import unusable_labels
from hakusho.paper.reading import MARKDOWN, almost_named, folder_names, not_read, read_text
from hakusho.paper.settings import Settings
from hakusho.paper.severity_settings import policy_of
from hakusho.paper.source_file import ChapterFile, SourceFile
from hakusho.paper.styles import StyleSource, find_style
from hakusho.paper.templates import unreadable
from hakusho.paper.terms import NO_TERMS, TERMS_PATH, Terms, load_terms
from hakusho.paper.yaml_slips import quoted
from hakusho.paper.yaml_source import BETWEEN_FOLDERS, locate, read_schema
from hakusho.tools import boundary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from hakusho.findings.policy import Policy


_BETWEEN = re.compile(r"[、，;；]")
_MORE_THAN_A_NAME = re.compile(
    r"(?P<name>[^（(<]+)(?:[<（(](?P<mail>[^\s@<>（）()]+@[^\s@<>（）()]+)[>）)]"
    r"|[（(](?P<body>[^（）()]*(?:大学|研究|学部|[省庁]$|会社|センター|機構|財団|協会|"
    r"\b(?:University|Institute|Ministry|College|Cent(?:er|re)|Department|Agency|Inc)\b)"
    r"[^（）()]*)[）)])\s*"
)
"""A name with an address, or with a body to which its bearer belongs, in brackets behind it."""
_FIGURE = re.compile(r"^kind:|^def draw\b", re.MULTILINE)
"""In a file among the figures that is one, and no environment of programs."""
_FILL = say("Write it, or delete it.")
_RENAME = say("Name it with .md at its end.")
_CURLY = re.compile(r"[“”„](?P<words>[^“”„]+)[“”]")
_IMPORT = say("hakusho import makes chapters of it.")
_DOCUMENTS = {
    **dict.fromkeys((*MARKDOWN, ".txt", ".text"), _RENAME),
    **dict.fromkeys((".docx", ".odt", ".rtf", ".tex", ".qmd", ".rmd", ".re", ".rst"), _IMPORT),
}
"""Documents by their suffix, and what makes a chapter of one."""
_CHAPTER = re.compile(r"\d{1,2}(?!\d).*\.md")
"""What chapters are usually called, and little else."""
_IS_CSL = re.compile(r"\.(?:json|yaml|yml)$")
"""Bibliographies that are used as they are."""
_HELD_OUTSIDE = re.compile(r"(?:^|/)(?:[A-Za-z]:[\\/]|~/|/(?:Users|home)/).*")
"""In a path as report.yaml has it: one of this machine, and of no other."""
_ALMOST_SETTINGS = frozenset({"report.yaml", "report.yml", "report.yaml.txt", "report.txt"})
"""What editors, and other tools, make of its name."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's settings and the texts that it is made from.

    Attributes:
        chapters: In reading order.
        bibliography: The BibTeX files that could be read.
        policy: What report.yaml says about findings.
        budget_places: Where each part of the budget stands in report.yaml.
        briefs: The briefs that are cut from it, by name.
        terms: Abbreviations and preferred words; empty where there is no terms.yaml.
        document: report.yaml with its line numbers.
    """

    root: Path
    settings: Settings
    chapters: tuple[ChapterFile, ...]
    bibliography: tuple[SourceFile, ...]
    style: StyleSource
    policy: Policy
    budget_places: Mapping[str, Location]
    terms: Terms = NO_TERMS
    briefs: tuple[BriefSource, ...] = ()
    document: Any = None

    def where(self, *keys: str | int) -> Location:
        """The place of a key in report.yaml."""
        return locate(SETTINGS_PATH, self.document, keys)

    def briefs_called(self, name: str) -> tuple[str, ...]:
        """The names of the briefs that a name means: of a file's stem, all that the file makes."""
        return tuple(each.name for each in self.briefs if name in each.names)

    @property
    def unread_briefs(self) -> tuple[str, ...]:
        """The stems of files in the folder of briefs of which no brief could be made."""
        return tuple(name for name in brief_names(self.root) if not self.briefs_called(name))

    @property
    def all_brief_names(self) -> tuple[str, ...]:
        """The names of its briefs, and the stems of files of which none can be made."""
        return tuple(sorted((*(each.name for each in self.briefs), *self.unread_briefs)))

    @property
    def texts(self) -> tuple[ChapterFile, ...]:
        """Everything in Markdown: the chapters, then the briefs' own texts."""
        return (*self.chapters, *(brief.text for brief in self.briefs))


def load_paper(root: Path) -> tuple[Paper | None, tuple[Finding, ...]]:
    """Load the paper in a folder.

    Returns:
        The paper without the files that cannot be read, and a finding for each of them; ``None``
        where report.yaml itself cannot be used.
    """
    settings, document, findings = load_settings(root)
    if settings is None:
        return None, findings
    paths, unread = _chapter_paths(root, settings)
    problems = [*findings, *unread]

    chapters = _read_listed(root, document, "chapters", paths, problems)
    problems += _unlisted(root, settings)
    problems += _no_chapters(root, paths)
    problems += _run_together(settings, document)
    problems += _in_curly_marks(settings, document)
    hint = "Write it, or take it out of 'chapters' in report.yaml."
    empty = (Location(chapter.path, 1) for chapter in chapters if not chapter.text.strip())
    problems += [Finding.of("PAP005", each, "this chapter is empty", hint) for each in empty]
    bibliography = _read_listed(root, document, "bibliography", settings.bibliography, problems)
    where = locate(SETTINGS_PATH, document, ("citations", "style"))
    style, unfit = find_style(root, settings.citations.style, where)
    problems += unfit
    policy, unfit = policy_of(SETTINGS_PATH, document, settings.checks)
    problems += unfit
    terms, unfit = load_terms(root, settings.language)
    problems += unfit
    briefs, unfit = load_briefs(root, settings)
    problems += unfit
    problems += unreadable(root)
    problems += _closed(root)
    problems += _sources_that_are_none(root, settings)
    problems += _not_read(root, settings)
    problems += unusable_labels(root)
    problems += unusable_frame(root, settings, document)
    paper = Paper(
        root=root,
        settings=settings,
        chapters=tuple(ChapterFile(c.path, c.text) for c in chapters if c.text.strip()),
        bibliography=bibliography,
        style=style,
        policy=policy,
        budget_places=budget_places(SETTINGS_PATH, document),
        briefs=briefs,
        terms=terms,
        document=document,
    )
    return paper, tuple(problems)


def load_settings(root: Path) -> tuple[Settings | None, Any, tuple[Finding, ...]]:
    """Read and validate report.yaml.

    Returns:
        The settings, the YAML document with its line numbers, and the findings: one for each
        key that is wrong.
    """
    text, unprintable = read_text(root, SETTINGS_PATH)
    if text is None:
        missing = any(each.rule.id == "PAP002" for each in unprintable)
        return None, None, (_no_paper(root),) if missing else unprintable
    settings, document, findings = read_schema(Settings, "PAP001", SETTINGS_PATH, text)
    return settings, document, (*unprintable, *findings)


def _no_paper(root: Path) -> Finding:
    """PAP002 for a folder without report.yaml: what is almost it, or how to begin."""
    where, message = Location(SETTINGS_PATH), "there is no such file"
    folder = SETTINGS_PATH.partition("/")[0]
    for way in (f"{folder}/", ""):
        for name in folder_names(root, way or ".")[0]:
            if name.lower() in _ALMOST_SETTINGS and f"{way}{name}" != SETTINGS_PATH:
                hint = "'{name}' is there: name it {path}."
                return Finding.of("PAP002", where, message, hint, f"{way}{name}", SETTINGS_PATH)
    for name in folder_names(root, ".")[0]:
        if boundary.is_file(root, f"{name}/{SETTINGS_PATH}"):
            hint = "This folder is no paper, and '{name}' in it is one: cd {name}"
            return Finding.of("PAP002", where, message, hint, name)
    hint = (
        "This folder is no paper. Begin one with hakusho new DIR, or name the folder of one with "
        "--project DIR."
    )
    return Finding.of("PAP002", where, message, hint)


def _chapter_paths(root: Path, settings: Settings) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    if settings.chapters:
        return tuple(f"{CHAPTERS_FOLDER}/{name}" for name in settings.chapters), ()
    names, problems = folder_names(root, CHAPTERS_FOLDER)
    return tuple(f"{CHAPTERS_FOLDER}/{name}" for name in names if name.endswith(".md")), problems


def _read_listed(
    root: Path, document: Any, key: str, paths: tuple[str, ...], problems: list[Finding]
) -> tuple[SourceFile, ...]:
    """Read files that report.yaml lists; what is missing is found where it is listed."""
    read = []
    for index, path in enumerate(paths):
        where = locate(SETTINGS_PATH, document, (key, index))
        if path in paths[:index]:
            message = "'{name}' is listed here a second time"
            twice = (where, message, "Keep one of the two.", _as_listed(key, path))
            problems.append(Finding.of("PAP001", *twice))
            continue
        if key == "chapters" and _is_document(path) and boundary.is_file(root, path):
            message, about = "{path} is no chapter: chapters end in .md", Subject("file", path)
            problems.append(Finding.of("PAP002", where, message, _IMPORT, path, subject=about))
            continue
        text, findings = read_text(root, path)
        for finding in findings:
            if finding.rule.id in {"PAP002", "PAP004"} and key in document:
                nearest = finding.hint or _nearest_file(root, path, key, paths)
                given = (finding.rule, where, "{path}: {problem}", nearest)
                missing = Subject("file", path)
                named = path.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
                problems.append(Finding.of(*given, named, finding.message, subject=missing))
            else:
                problems.append(finding)
        if text is not None:
            read.append(SourceFile(path, text))
    if key == "chapters" and not (paths or problems):
        hint = say("Write one, for example {folder}/01-introduction.md.", CHAPTERS_FOLDER)
        where, message = Location(CHAPTERS_FOLDER), "the paper has no chapter"
        hint, about = _texts_elsewhere(root) or hint, Subject("file", CHAPTERS_FOLDER)
        problems.append(Finding.of("PAP002", where, message, hint, subject=about))
    return tuple(read)


def _texts_elsewhere(root: Path) -> Text:
    """The hint for a paper without chapters, where a folder beside theirs holds texts."""
    above = CHAPTERS_FOLDER.rpartition("/")[0]
    folders = [f"{above}/{each}" for each in folder_names(root, above)[0]]
    for folder in (*folders, "chapters", "chapter", "manuscript", above):
        if folder in {CHAPTERS_FOLDER, BRIEFS_FOLDER} or not boundary.is_folder(root, folder):
            continue
        texts = [each for each in folder_names(root, folder)[0] if each.endswith(".md")]
        if texts:
            hint = "Chapters lie in {folder}: move {file} there, and what is like it."
            return say(hint, CHAPTERS_FOLDER, f"{folder}/{texts[0]}")
    return NOTHING


def _nearest_file(root: Path, path: str, key: str, listed: Sequence[str]) -> Text:
    """The hint for a file that is not there: the one that may be meant, and how it is written.

    ``listed`` are the paths that report.yaml has at a key already.
    """
    folder, _, name = path.rpartition("/")
    several = _several(name)
    if several or re.search(r"[\n\t\r]", path):  # these an escape has made
        apart = say("Put a half-width comma and a space between: {names}", ", ".join(several))
        return apart if several else BETWEEN_FOLDERS
    home = CHAPTERS_FOLDER if key == "chapters" else "bib"
    slashed = path.replace("\\", "/")
    if _HELD_OUTSIDE.search(path):
        to = f"{home}/{slashed.rpartition('/')[2]}"
        hint = "The files of a paper lie in its folder: copy this one to {to}, and write {written}."
        return say(hint, to, _as_listed(key, to))
    for other in (slashed, f"{home}/{name}", f"{home}/{name}.md"):
        if other != path and other not in listed and boundary.is_file(root, other):
            return say("Write {written}: the file is {path}.", _as_listed(key, other), other)
    names = {each.rpartition("/")[2] for each in listed}
    there = [each for each in folder_names(root, folder or ".")[0] if each not in names]
    kind, stem = PurePosixPath(name).suffix, PurePosixPath(name).stem
    for other in there:
        if other.lower() == f"{name}.txt".lower():
            return say("'{other}' is there: name it {name}.", other, name)
        if PurePosixPath(other).stem == stem and kind:
            return _of_other_kind(key, folder, other, kind)
    return did_you_mean(name, [each for each in there if each.endswith(kind)])


def _of_other_kind(key: str, folder: str, other: str, kind: str) -> Text:
    """What to do where a file is there under another ending; CSL's are bibliographies as well."""
    if key == "bibliography" and _IS_CSL.search(other):
        path = f"{folder}/{other}" if folder else other
        return say("Write {written}: the file is {path}.", path, path)
    return say("'{other}' is there: let its name end in {kind}.", other, kind)


def _as_listed(key: str, path: str) -> str:
    """A path as report.yaml has it at a key: that of a chapter begins in the folder of these."""
    return path.removeprefix(f"{CHAPTERS_FOLDER}/") if key == "chapters" else path


def _is_document(path: str) -> bool:
    """Whether a file's name ends as those do of which ``hakusho import`` makes chapters."""
    return _DOCUMENTS.get(PurePosixPath(path).suffix.lower()) is _IMPORT


def _closed(root: Path) -> Iterator[Finding]:
    """PAP002 for folders that cannot be looked into: what lies there would be passed over."""
    names, unread = folder_names(root, TEMPLATES)
    yield from unread
    kinds = (f"{TEMPLATES}/{name}" for name in names)
    for path in (CHAPTERS_FOLDER, BRIEFS_FOLDER, TEMPLATES, *kinds):
        if boundary.is_folder(root, path) and not os.access(root / path, os.R_OK | os.X_OK):
            yield Finding.of("PAP002", Location(path), "this folder cannot be read")


def _sources_that_are_none(root: Path, settings: Settings) -> Iterator[Finding]:
    """PAP002, PAP003 or PAP018 for what is named as a source and is none, whether it is used."""
    _, unread = folder_names(root, FIGURES_FOLDER)
    yield from unread
    kinds = {FIGURES_FOLDER: (".py", ".yaml"), f"{FIGURES_FOLDER}/data": (".py",)}
    kinds |= {path.rpartition("/")[0]: (".bib",) for path in ("bib/", *settings.bibliography)}
    for folder, suffixes in kinds.items():
        for name in folder_names(root, folder or ".")[0]:
            path = f"{folder}/{name}" if folder else name
            if name.endswith(suffixes) and path not in settings.bibliography:
                text, problems = read_text(root, path)
                yield from problems if text is None else ()
                if text is not None and not text.strip() and not name.startswith("_"):
                    drawn = (Subject("file", path),)  # of a figure that is named that is told
                    yield Finding.of(
                        "PAP018", Location(path), "this file is empty", _FILL, because=drawn
                    )


def _not_read(root: Path, settings: Settings) -> Iterator[Finding]:
    """PAP018 for what is not read because of its name, or of the folder in which it lies."""
    kinds = {BRIEFS_FOLDER: (".md",), FIGURES_FOLDER: (".py", ".yaml")}
    kinds |= {f"{TEMPLATES}/{each}": (".yaml",) for each in ("labels", "frames")}
    kinds |= {path.rpartition("/")[0]: (".bib",) for path in ("bib/", *settings.bibliography)}
    for folder, suffixes in kinds.items():
        for name in folder_names(root, folder or ".")[0]:
            meant = almost_named(name, suffixes)
            text = read_text(root, f"{folder}/{name}")[0] if meant else None
            drawn = folder != FIGURES_FOLDER or _FIGURE.search(text or "")
            if meant and drawn and f"{folder}/{name}" not in settings.bibliography:
                yield not_read(folder, name, meant)
    folder, _, terms = TERMS_PATH.rpartition("/")
    for name in folder_names(root, folder)[0]:
        if almost_named(name, (".yaml",)) == terms:
            yield not_read(folder, name, terms)
    there = terms in folder_names(root, folder)[0]
    for elsewhere in () if there else ("", CHAPTERS_FOLDER, BRIEFS_FOLDER):
        if terms in folder_names(root, elsewhere or ".")[0]:
            where = Location(f"{elsewhere}/{terms}" if elsewhere else terms)
            message, hint = "this file is not read where it lies", "Move it to {path}."
            yield Finding.of("PAP018", where, message, hint, TERMS_PATH)
    briefs = brief_names(root)
    for name in folder_names(root, BRIEFS_FOLDER)[0]:
        meant = usable_name(PurePosixPath(name).stem)
        if _is_document(name) and not name.startswith(("~$", ".")) and meant not in briefs:
            message = "this file is no brief, and nothing is made of it: briefs end in .md"
            hint = "A brief is a text of its own: write it as {name}.md."
            where = Location(f"{BRIEFS_FOLDER}/{name}")
            yield Finding.of("PAP018", where, message, hint, meant)
    yield from _chapters_below(root, settings)
    yield from _chapters_above(root)


def _chapters_above(root: Path) -> Iterator[Finding]:
    """PAP007 for what is called as chapters are, and lies beside their folder."""
    folder = SETTINGS_PATH.partition("/")[0]
    for name in folder_names(root, folder)[0]:
        if _CHAPTER.fullmatch(name):
            message = "no edition has this file: chapters lie in {folder}"
            hint = "If it is one, move it to {folder}, and list it under 'chapters' in report.yaml."
            yield Finding.of("PAP007", Location(f"{folder}/{name}"), message, hint, CHAPTERS_FOLDER)


def _chapters_below(root: Path, settings: Settings) -> Iterator[Finding]:
    """PAP018 for a folder among the chapters whose own nobody has listed."""
    for name in folder_names(root, CHAPTERS_FOLDER)[0]:
        path = f"{CHAPTERS_FOLDER}/{name}"
        listed = any(each.startswith(f"{name}/") for each in settings.chapters)
        if listed or name.startswith((".", "_")) or not boundary.is_folder(root, path):
            continue
        if any(each.endswith(".md") for each in folder_names(root, path)[0]):
            message = "no edition has the chapters in this folder"
            hint = (
                "Move them to {folder}, or list them under 'chapters' in report.yaml; drafts lie "
                "better elsewhere."
            )
            yield Finding.of("PAP018", Location(path), message, hint, CHAPTERS_FOLDER)


def _unlisted(root: Path, settings: Settings) -> Iterator[Finding]:
    if not settings.chapters:
        return
    for name in folder_names(root, CHAPTERS_FOLDER)[0]:
        if name.endswith(".md") and name not in settings.chapters:
            where = Location(f"{CHAPTERS_FOLDER}/{name}")
            message = "this chapter is not listed in report.yaml, so no edition has it"
            hint = "List it under 'chapters' or move it."
            because = (Subject("file", CHAPTERS_FOLDER),)  # it may be what is listed wrongly
            yield Finding.of("PAP007", where, message, hint, because=because)


def _no_chapters(root: Path, listed: Collection[str]) -> Iterator[Finding]:
    """PAP018 for documents among the chapters that nothing reads."""
    for name in folder_names(root, CHAPTERS_FOLDER)[0]:
        if f"{CHAPTERS_FOLDER}/{name}" in listed:
            continue
        suffix = PurePosixPath(name.strip()).suffix.lower()
        if suffix in _DOCUMENTS and not name.startswith(("~$", ".")) and not name.endswith(".md"):
            where = Location(f"{CHAPTERS_FOLDER}/{name}")
            message = "this file is no chapter, so no edition has it: chapters end in .md"
            stem = f"{CHAPTERS_FOLDER}/{name.strip().removesuffix(suffix).removesuffix('.md')}.md"
            because = (Subject("file", stem),)  # where that is listed, this is said there
            yield Finding.of("PAP018", where, message, _DOCUMENTS[suffix], because=because)


def _run_together(settings: Settings, document: Any) -> Iterator[Finding]:
    """PAP019 for an entry of a list that looks like several."""
    for at, text in enumerate(settings.keywords):
        if parts := _several(text):
            where = locate(SETTINGS_PATH, document, ("keywords", at))
            message = "this is one keyword: {text}"
            hint = "If it is several, put a half-width comma and a space between: [{parts}]"
            yield Finding.of("PAP019", where, message, hint, text, ", ".join(parts))
    for at, author in enumerate(settings.authors):
        if parts := _several(author.name):
            where = locate(SETTINGS_PATH, document, ("authors", at, "name"))
            message = "this is the name of one author: {text}"
            hint = "If it is several, give each a line of its own: - name: {first}"
            yield Finding.of("PAP019", where, message, hint, author.name, parts[0])
        elif found := _MORE_THAN_A_NAME.fullmatch(author.name):
            where = locate(SETTINGS_PATH, document, ("authors", at, "name"))
            message = "all of this is printed as the name of the author: {text}"
            key = "email" if found["mail"] else "affiliation"
            value = found["mail"] or found["body"]
            hint = "Write name: {name}, and below it {key}: {value}"
            values = (author.name, found["name"].strip(), key, value)
            yield Finding.of("PAP019", where, message, hint, *values)


def _in_curly_marks(settings: Settings, document: Any) -> Iterator[Finding]:
    """MRK030 for a title in quotation marks that are none to YAML."""
    for key in ("title", "subtitle"):
        if found := _CURLY.fullmatch(getattr(settings, key) or ""):
            where = locate(SETTINGS_PATH, document, (key,))
            message = "the quotation marks around '{key}' are curly, and are printed"
            hint = "If they are no part of it, write {key}: {words}"
            yield Finding.of("MRK030", where, message, hint, key, quoted(found["words"]))


def _several(text: str) -> list[str]:
    """The parts of a text between 、 and ，; none if it is one."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return parts if len(parts) > 1 else []
