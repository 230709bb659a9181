"""A paper made of documents of other tools: chapters, pictures, bibliography, and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from hakusho.findings import Finding, Location, say
from hakusho.starting.brought import Brought, BroughtError, fit_name
from hakusho.starting.carried_bibliography import carried_bibliography, numbered_works
from hakusho.starting.carried_pictures import with_carried_pictures
from hakusho.starting.chapter_divisions import PREFACE, as_appendix, chapters_in, with_appendices
from hakusho.starting.documents import Document, documents_in, read_documents
from hakusho.starting.leading_abstract import Front, taken_from
from hakusho.starting.left_out import taken_out, without_form, without_notes
from hakusho.starting.typed_sections import typed_sections
from hakusho.starting.without_code import without_code
from hakusho.starting.works_once import (
    cited_as,
    works_once,
)
from hakusho.values.likely_dates import likely_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path


_CALL = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])@(?!(?:fig|tbl|sec|eq|lst)-)(?=\w)")
"""What calls somebody, 山田@yamada: directly behind a letter nothing is cited."""
_LINK_MARK = re.compile(r"\\\[(?P<words>[^\[\]\\\n]+)\\\]\\\[(?P<name>[^\[\]\\\n]+)\\\]")
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
_TYPED_NUMBER = re.compile(
    r"第?[0-9０-９一二三四五六七八九十]+(?:章|節|[.．][0-9.．]*|、|\s)|[（(][0-9０-９]+[)）]|[IVX]+\.\s"
)
_MOSTLY = 0.5
_SENTENCE = re.compile(r"[。！？!?]|\.(?:\s|$)|.{61}|^[|+:>]|!\[|^ *[-*] |\$\$")
"""What no line of a title block has."""
_NAMES = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4})(?:\^[^^\s]+\^|\[\^[\w-]+\]|[*†‡])*"
    r"(?:,? and |[,;&、，・]|\\?$|\\?\n| )+"
)
"""Names of authors one after another, with the marks of their offices: Ann Roe^1^, J. Poe^2,\\*^"""
_OFFICE = re.compile(r"(?:\^[^^\s]+\^|\[\^[\w-]+\]:|[*†‡]) ?\S[^\n]*")
"""What such a mark stands for."""
_PROPERTIES = re.compile(r"\A\s*(?:[^\n:：#>|*`-]{1,24}[:：] [^\n]{0,120}\n){2,}(?=\s)")
_PARAGRAPHS = 3
"""A document of so many and no heading lacks them."""
_MOST_LINES = 16
_DASHES = " \u3000-~\u2010\u2011\u2012\u2013\u2014\u2015\u301c\uff5e"
"""Typed about a subtitle, which frames set by themselves."""
_OF_TODAY = {"today", "now", "last-modified"}
_NOTHING = Brought()


@dataclass(frozen=True, slots=True)
class Imported:
    """What documents say of the paper that is made of them.

    Attributes:
        sample: The beginnings of its texts, to tell its language by.
        typed_numbers: Whether headings have their numbers typed before them.
        of_today: Whether its date is the day on which it is made (Quarto).
    """

    brought: Brought
    title: str
    subtitle: str
    authors: tuple[str, ...]
    about_authors: tuple[dict[str, str], ...]
    abstract: str
    keywords: tuple[str, ...]
    date: date | None
    lang: str
    sample: str
    typed_numbers: bool
    of_today: bool = False


def carry_over(source: Path, own: Brought = _NOTHING) -> Imported:
    """Make chapters, pictures and a bibliography of a document, or of a folder of documents.

    Nothing in ``source`` is changed. ``own`` is what its author has named besides.

    Raises:
        BroughtError: If it cannot be read, or holds no text.
    """
    root, paths = documents_in(source)
    documents = read_documents(root, paths)
    findings: list[Finding] = []
    files: dict[str, bytes] = {}
    parts: list[tuple[str, str]] = []
    dates: list[date] = []
    authors: list[str] = []
    fronts: list[Front] = []
    told: list[Finding] = []
    for document in documents:
        findings += (
            *taken_out(document), *without_form(document), *without_notes(document)
        )  # fmt: skip
        text = _with_links(document, with_carried_pictures(root, document, files, findings))
        if not parts and not fronts and not document.meta.get("abstract"):
            taken = taken_from(text, whole=len(documents) > 1)
            text = taken.text
            if taken.abstract:
                fronts.append(taken)
                told.append(_told(document))
                findings += told
        text, said, names = _without_title_block(document, text, findings)
        dates += said
        authors += names
        for title, part in chapters_in(text, document.path, whole=len(documents) > 1):
            findings += _called(document, title, part, alone=len(documents) == 1)
            parts.append((title, as_appendix(part) if document.is_appendix else part))
    if not parts and fronts:  # there is nothing else yet
        parts.append(("abstract", f"# Abstract\n\n{fronts.pop().abstract}\n"))
        findings.remove(told.pop())
    chapters = []
    for number, (title, part) in enumerate(with_appendices(parts), 1):
        name = f"{number:02}-{fit_name(title, 'chapter')[:40].lower()}.md"
        chapters.append(name)
        files[f"report/chapters/{name}"] = _without_templates(part).encode()
    if not chapters:
        raise BroughtError(say("{path}: there is no text in it to make a chapter of", source.name))
    files |= own.files
    bibliography, keys = carried_bibliography(root, documents, files, findings, own.bibliography)
    findings += chain.from_iterable(map(_typed_sections, documents))
    places = [f"report/chapters/{name}" for name in chapters]
    numbers = numbered_works(documents, files, bibliography)
    _as_cited(files, places, numbers, cites=bool(bibliography))
    bibliography, doubles = works_once(files, bibliography, places)
    findings += doubles
    key = next(iter(keys), "")
    brought = Brought(files, bibliography, key, own.dataset, tuple(chapters), tuple(findings))
    front = fronts[0] if fronts else None
    return _with_front(_described(documents, brought), front, tuple(authors), dates)


def _with_front(
    made: Imported, front: Front | None, authors: tuple[str, ...], dates: Sequence[date]
) -> Imported:
    """What documents say, with what their text says before its first heading and they do not."""
    if front:
        keywords = made.keywords or front.keywords
        made = replace(made, abstract=front.abstract, keywords=keywords)
    if authors and not made.authors:
        made = replace(made, authors=authors, about_authors=())
    return made if made.date or not dates else replace(made, date=dates[0])


def _with_links(document: Document, text: str) -> str:
    """Links whose address nothing says as their author wrote them, so that checks see them.

    In a document of a word processor such brackets are no link.
    """
    if not document.source:
        return text
    done, pieces = 0, list[str]()
    for match in _LINK_MARK.finditer(without_code(text)):
        pieces += (text[done : match.start()], f"[{match['words']}][{match['name']}]")
        done = match.end()
    return "".join((*pieces, text[done:]))


def _as_cited(
    files: dict[str, bytes], places: Iterable[str], numbered: Mapping[str, str], *, cites: bool
) -> None:
    """Chapters that cite works by their keys, and nothing where there is nothing to cite."""
    for place in places:
        text = cited_as(files[place].decode(), numbered)
        files[place] = (text if cites else _with_calls(text)).encode()


def _with_calls(text: str) -> str:
    """Names by which people are called, as text: where nothing can be cited, nothing is meant."""
    done, pieces = 0, list[str]()
    for match in _CALL.finditer(without_code(text)):
        pieces += (text[done : match.start()], "\\")
        done = match.start()
    return "".join((*pieces, text[done:]))


def _typed_sections(document: Document) -> Iterator[Finding]:
    """IMP004 for numbers of sections that are typed, unless those of headings are as well."""
    if _are_uncounted([document]):
        return
    for words in typed_sections(without_code(document.text)):
        message = "{words} is typed, and sections are counted anew here"
        hint = "Write {{#sec-name}} behind the heading that is meant, and @sec-name here."
        yield Finding.of("IMP004", document.place(words), message, hint, words)


def _told(document: Document) -> Finding:
    message = "what stands below the heading of the abstract is no chapter, but the abstract"
    hint = "It is in report/report.yaml, and is printed on the title page."
    return Finding.of("IMP007", Location(document.path), message, hint)


def _called(document: Document, title: str, part: str, *, alone: bool) -> Iterator[Finding]:
    """IMP007 for a chapter whose heading no author has written."""
    if title == PREFACE and alone:
        where, heading = Location(document.path), part.partition(" {")[0].removeprefix("# ")
        message = "what stands before the first heading is a chapter of its own, called {name}"
        hint = "Give it the heading that it should have."
        yield Finding.of("IMP007", where, message, hint, heading)


def unsaid(made: Imported, source: Path, given: Collection[str]) -> Iterator[Finding]:
    """IMP007 for what a title page needs and neither a document nor its author says.

    Args:
        made: What the documents say.
        source: What was brought.
        given: What the author has said: ``title``, ``authors``, ``date``.
    """
    said = {"title": made.title, "authors": made.authors, "date": made.date or made.of_today}
    hint = "A placeholder stands in its place: write it into report/report.yaml."
    for name in (name for name, value in said.items() if not value and name not in given):
        where, message = Location(source.name), "the document does not say its {name}"
        yield Finding.of("IMP007", where, message, hint, name)


def _described(documents: list[Document], brought: Brought) -> Imported:
    """What the first head that says something says."""

    def first(key: str) -> Any:
        return next((each.meta[key] for each in documents if each.meta.get(key)), "")

    said = likely_date(str(first("date")).partition("T")[0])
    return Imported(
        brought,
        str(first("title")),
        str(first("subtitle")).strip(_DASHES),
        tuple(first("authors") or ()),
        tuple({**each} for each in first("about") or ()),
        " ".join(str(first("abstract")).split()),
        tuple(first("keywords") or ()),
        said.first if said else None,
        str(first("lang")),
        "".join(each.text[:1000] for each in documents),
        _are_uncounted(documents),
        str(first("date")) in _OF_TODAY,
    )


def _are_uncounted(documents: Iterable[Document]) -> bool:
    """Whether most headings, or most of chapters, begin with a number that was typed.

    A tool that was told to count no headings has typed ones if there are any.
    """
    every = list(documents)
    found = [match for each in every for match in _HEADING.finditer(without_code(each.text))]
    tops = [match for match in found if match[0].startswith("# ")]
    told = any(each.is_unnumbered for each in every)
    for headings in (found, tops):
        titles = [match["title"].replace("\\", "") for match in headings]
        typed = [title for title in titles if _TYPED_NUMBER.match(title)]
        if len(typed) > 1 and (told or len(typed) >= len(titles) * _MOSTLY):
            return True
    return False


def _without_title_block(
    document: Document, text: str, findings: list[Finding]
) -> tuple[str, list[date], list[str]]:
    """Lines between the title of a Word document and its first heading are no chapter.

    They name authors, their office, the date. Whole sentences there are a preface. Of a text,
    such lines have the form of Notion's properties, ``Created: May 3, 2024``.

    Returns:
        The text without them, and the dates and the authors among them.
    """
    first = _HEADING.search(text)
    if first is None and document.source == "" and text.count("\n\n") >= _PARAGRAPHS:
        message = "no paragraph of {name} has the style of a heading: it is one chapter"
        hint = (
            "Give headings the styles Heading 1 and Heading 2 there, and bring it again; or write "
            "# and ## before them in the chapter."
        )
        findings.append(Finding.of("IMP007", Location(document.path), message, hint, document.path))
    block = text[: first.start()] if first else ""
    lines = [line for line in block.split("\n") if not _OFFICE.fullmatch(line)]
    named = []
    if len(lines) <= block.count("\n"):  # there are offices, to which marks behind names lead
        named = [
            each for each in lines if _NAMES.match(each) and not _NAMES.sub("", each).strip("\\ ")
        ]
        lines = [line for line in lines if line not in named]
    if document.source:
        of_notion = _PROPERTIES.match(block)
        block = of_notion[0] if of_notion else ""
    elif any(map(_SENTENCE.search, lines)) or len(lines) > _MOST_LINES:
        block = ""
    if not block.strip():
        return text, [], []
    message = "what stands before the first heading is no chapter, and is left out: {words}"
    hint = "Write authors and date, if it names them, into report/report.yaml."
    where = Location(document.path)
    findings.append(Finding.of("IMP007", where, message, hint, " ".join(block.split())))
    dates = (likely_date(each) for each in re.split(r"\s{2,}|\u3000|\n|[:：] |\s\d+:\d+", block))
    names = [match["name"] for line in named for match in _NAMES.finditer(line)]
    return text[len(block) :], [each.first for each in dates if each], names


def _without_templates(text: str) -> str:
    """Braces that Jinja2 would read, and brackets that LaTeX would, are printed as they are."""
    text = re.sub(r"^( *)\\\((\w{1,6})\\\)", r"\1(\2\\)", text, flags=re.MULTILINE)
    return re.sub(r"\{\{|\{%", lambda match: f'{{{{ "{match[0]}" }}}}', text)
