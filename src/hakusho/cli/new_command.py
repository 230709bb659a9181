"""``hakusho new`` and ``hakusho import``: a paper that builds, before anything is written."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hakusho.cli.language import LanguageChoice
from hakusho.cli.output import DAY, echo, print_report
from hakusho.data.first_sidecar import remarks_in
from hakusho.findings import in_order
from hakusho.findings.sentences import said, say
from hakusho.localization.catalogues import worded
from hakusho.paper.folders import SETTINGS_PATH, SOURCE_FOLDERS, WRITTEN_FOLDERS
from hakusho.pipeline.result import Result
from hakusho.starting.brought import Brought, BroughtError, read_data
from hakusho.starting.engine_wheel import wheel_in, wheel_of_this_engine
from hakusho.starting.new_paper import OF_THE_FOLDER, NewPaper, first_files
from hakusho.tools.clock import today
from hakusho.tools.writes import TakenError, WriteError, create_all
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    import datetime as dt

_FRAMES = ("house", "institute", "journal", "working-paper")
_ANSWERS = {
    "ja": {"title": "題名未定", "author": "著者名"},
    "en": {"title": "A paper without a title", "author": "Author"},
}
"""Where nobody is asked and no option says it."""
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Words(click.types.StringParamType):
    """What an author typed, in letters also where the locale knows none of them."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return os.fsencode(value).decode()
        except UnicodeError:
            message = "these letters cannot be read in this locale; set {setting}"
            self.fail(say(message, "PYTHONUTF8=1"), param, ctx)


_words = _Words()
_LANGUAGE = re.compile(r"(?:ja|en)(?:-[A-Za-z0-9]{2,8})*", re.IGNORECASE)


class _Language(LanguageChoice):
    """``ja`` or ``en``, or either with a region, as ``en-GB``."""

    def __init__(self) -> None:
        super().__init__(("ja", "en"))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The tag itself, if it is one."""
        fits = isinstance(value, str) and _LANGUAGE.fullmatch(value)
        return value if fits else super().convert(value, param, ctx)


_BIB = click.option(
    "--bib", type=_file, help="The bibliography: BibTeX, CSL JSON or YAML, RIS, EndNote's XML."
)
_CSV = click.option(
    "--csv",
    "table",
    type=_file,
    help="A file of data (CSV, Excel …), for the first figure and table.",
)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", type=_words, help="The paper's title.")
@click.option(
    "--author",
    "authors",
    type=_words,
    multiple=True,
    help="Who writes it; once for each author.",
)
@click.option("--lang", type=_Language(), help="The paper's language, and that of what is printed.")
@click.option("--frame", type=click.Choice(_FRAMES), help="The page: house style, report, journal.")
@click.option("--date", type=DAY, help="Date of the paper; else today.")
@_BIB
@_CSV
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, path_type=Path),
    help="A document or a folder of documents that is to become the paper.",
)
@click.option(
    "--wheels",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the wheel of this Hakusho: a copy of it goes with the paper.",
)
def new(  # noqa: PLR0913  one for each option
    folder: Path,
    *,
    title: str | None,
    authors: tuple[str, ...],
    lang: str | None,
    frame: str | None,
    date: dt.date | None,
    bib: Path | None,
    table: Path | None,
    source: Path | None,
    wheels: Path | None,
) -> None:
    """Begin a paper in DIR: a small whole one that builds, to be written over.

    It has two chapters, a figure and a table of a file of data, a bibliography, a brief, and what
    an editor, git, nox and GitHub need; a comment in each file says what it is for. On a terminal
    you are asked for what no option says. Nothing that is in DIR already is written over.

    With --from it is made of what you have: a Word document, Markdown of pandoc, Quarto, R
    Markdown, MyST or Manubot, Re:VIEW, or a folder of these (see hakusho import).

    \b
    Examples:
      hakusho new my-paper
      hakusho new my-paper --title 離島航路の維持 --author 山田花子 --lang ja
      hakusho new my-paper --lang en --frame journal --bib zotero.bib --csv passengers.csv
    """
    if source:
        brought = _brought(bib, table, (lang or "en")[:2])
        write_import(source, folder, Given(title, authors, lang, frame, date, brought), wheels)
        return
    asked = _Asked()
    language = (lang or asked(say("Language (ja, en)"), "ja", click.Choice(("ja", "en"))))[:2]
    usual = _ANSWERS[language]
    question = say("Frame ({frames})", ", ".join(_FRAMES))
    frame = frame or asked(question, _FRAMES[0], click.Choice(_FRAMES))
    paper = NewPaper(
        slug=_slug(folder),
        title=title or asked(say("Title"), usual["title"]),
        authors=authors or (asked(say("Author"), usual["author"]),),
        language=language,
        lang=lang if lang and "-" in lang else "",
        date=date or today(),
        frame="" if frame == _FRAMES[0] else frame,
        brought=_brought(bib, table, language),
    )
    write_paper(folder, paper, wheels)


@dataclass(frozen=True, slots=True)
class Given:
    """What options say of a paper; what they do not say, its documents do."""

    title: str | None
    authors: tuple[str, ...]
    lang: str | None
    frame: str | None
    date: dt.date | None
    brought: Brought = field(default_factory=Brought)  # besides the documents


@click.command(name="import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", type=_words, help="The paper's title; else the document's.")
@click.option(
    "--author",
    "authors",
    type=_words,
    multiple=True,
    help="Its author; else those of the document.",
)
@click.option(
    "--lang",
    type=_Language(),
    help="Its language, and that of what is printed; else the document's.",
)
@click.option("--frame", type=click.Choice(_FRAMES), help="The page: house style, report, journal.")
@click.option("--date", type=DAY, help="Its date.")
@_BIB
@_CSV
def import_(  # noqa: PLR0913  one for each option
    source: Path,
    folder: Path,
    *,
    title: str | None,
    authors: tuple[str, ...],
    lang: str | None,
    frame: str | None,
    date: dt.date | None,
    bib: Path | None,
    table: Path | None,
) -> None:
    """Make a paper in DIR of a document, or of a folder of documents.

    SOURCE may be Word (headings, notes, tables, pictures; citations of Zotero, Mendeley, EndNote
    and of Word itself), Markdown of pandoc, Quarto, R Markdown, bookdown, MyST or Manubot, Re:VIEW,
    a notebook, HTML, LaTeX, reStructuredText or OpenDocument. Its bibliographies become BibTeX: CSL
    JSON and YAML, RIS, EndNote's XML. What cannot be carried over is listed by file and line;
    SOURCE is not changed.

    \b
    Examples:
      hakusho import draft.docx my-paper
      hakusho import draft.docx my-paper --bib zotero.bib
      hakusho import thesis/ my-paper --lang en
    """
    brought = _brought(bib, table, (lang or "en")[:2])
    write_import(source, folder, Given(title, authors, lang, frame, date, brought), None)


def write_import(source: Path, folder: Path, given: Given, wheels: Path | None) -> None:
    """Write a paper that is made of documents, and say what was left behind.

    Raises:
        click.ClickException: If the documents cannot be read, or the paper not be written.
    """
    from hakusho.starting.carrying_over import carry_over, unsaid  # noqa: PLC0415  seldom wanted

    try:
        made = carry_over(source, given.brought)
    except BroughtError as error:
        raise click.ClickException(said(error)) from error
    tag = given.lang or (made.lang if _LANGUAGE.fullmatch(made.lang) else "")
    language = tag[:2].lower() or ("ja" if _is_japanese(f"{made.title}\n{made.sample}") else "en")
    usual = _ANSWERS[language]
    paper = NewPaper(
        slug=_slug(folder),
        # Of which English a document is that does not say so, nobody knows.
        lang=tag if "-" in tag else "en" if language == "en" and not given.lang else "",
        title=given.title or made.title or usual["title"],
        authors=given.authors or made.authors or (usual["author"],),
        about_authors=() if given.authors else made.about_authors,
        language=language,
        date=given.date or made.date or today(),
        frame="" if given.frame in {None, _FRAMES[0]} else str(given.frame),
        subtitle=made.subtitle,
        abstract=made.abstract,
        keywords=made.keywords,
        brought=made.brought,
        typed_numbers=made.typed_numbers,
    )
    write_paper(folder, paper, wheels)
    options = ("title", "authors", "date")
    missing = unsaid(made, source, [name for name in options if getattr(given, name)])
    if findings := in_order((*made.brought.findings, *missing)):
        echo("")
        root = source if source.is_dir() else source.parent
        print_report(root, Result(findings))


def _is_japanese(text: str) -> bool:
    """Whether a text is in Japanese, and not one that names something Japanese."""
    wide = sum(map(is_wide, text))
    return wide * 4 > sum(char.isascii() and char.isalpha() for char in text)


def write_paper(folder: Path, paper: NewPaper, wheels: Path | None) -> None:
    """Write a new paper, and say what to do next.

    Raises:
        click.ClickException: If something is in the way, or the disk refuses.
    """
    outer = _paper_outside(folder)
    wheel = wheel_in(wheels) if wheels else wheel_of_this_engine()
    if wheels and not wheel:
        message = "{folder} has no wheel of this version"
        raise click.BadParameter(say(message, wheels), param_hint="'--wheels'")
    if wheel:
        name = f"wheels/{wheel.name}"
        files = {**paper.brought.files, name: wheel.read_bytes()}
        paper = replace(paper, wheels=True, brought=replace(paper.brought, files=files))
    try:
        kept = create_all(folder, first_files(paper), OF_THE_FOLDER)
    except TakenError as error:
        message = "{path} is there already, and nothing was written: name another folder"
        raise click.ClickException(say(message, folder / error.args[0])) from error
    except WriteError as error:
        raise click.ClickException(say("cannot write {error}", error)) from error
    for name in kept:
        echo(say("{path} was there already, and stays as it is", folder / name), err=True)
    if outer:
        message = "it lies within the paper in {outer}, and is a paper of its own"
        echo(say(message, outer), err=True)
    if folder.resolve() == Path.cwd().resolve():
        echo(say("a paper has been begun in {folder}; next: hakusho build", folder))
    else:
        message = "a paper has been begun in {folder}; next: cd {folder}, and hakusho build"
        echo(say(message, folder))


def _paper_outside(folder: Path) -> Path | None:
    """The paper that a new one will lie in, if it will lie in one.

    Raises:
        click.ClickException: If that keeps its own files there: in its ``report``, its ``bib``.
    """
    place = folder.resolve()
    outer = next((each for each in place.parents if (each / SETTINGS_PATH).is_file()), None)
    if outer and place.relative_to(outer).parts[0] in {*SOURCE_FOLDERS, *WRITTEN_FOLDERS}:
        message = "{folder} belongs to the paper in {outer}: name a folder outside of it"
        raise click.ClickException(say(message, folder, outer))
    return outer


class _Asked:
    """Asks on a terminal; elsewhere the usual answer is the answer."""

    def __init__(self) -> None:
        self._on_terminal = sys.stdin.isatty() and sys.stdout.isatty()

    def __call__(self, question: str, usual: str, kind: Any = None) -> str:
        if not self._on_terminal:
            return usual
        answer: str = click.prompt(worded(question), default=usual, type=kind, show_choices=False)
        return answer.strip() or usual


def _slug(folder: Path) -> str:
    """Stem of the outputs: the folder's name, if that is one."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return name[:80].rstrip("-") or "paper"


def _brought(bib: Path | None, table: Path | None, language: str) -> Brought:
    """What the options name.

    Raises:
        click.ClickException: If a file of it cannot be used.
    """
    from hakusho.starting.documents import bibliography_from  # noqa: PLC0415  seldom wanted

    try:
        works = bibliography_from(bib) if bib else Brought()
        data = read_data(table, remarks_in(language)) if table else Brought()
    except BroughtError as error:
        raise click.ClickException(said(error)) from error
    return replace(works, files={**works.files, **data.files}, dataset=data.dataset)
