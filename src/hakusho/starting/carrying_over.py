"""A paper made of documents of other tools: chapters, pictures, bibliography, and what is left."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from hakusho.citations.bibliography import load_bibliography
from hakusho.findings import Finding, Location, say
from hakusho.paper.source_file import SourceFile
from hakusho.starting.brought import Brought, BroughtError, fit_name, numbered_names, text_of
from hakusho.starting.carried_pictures import with_carried_pictures
from hakusho.starting.documents import Document, as_bibtex, documents_in, read_documents, works_of
from hakusho.starting.leading_abstract import Front, taken_from
from hakusho.starting.typed_sections import typed_sections
from hakusho.starting.works_once import (
    by_number,
    cited_as,
    keys_once,
    plain_number,
    works_once,
)
from hakusho.values.likely_dates import likely_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from hakusho.starting.dialects import Lost

_CHAPTER = re.compile(r"^# (?P<title>.*?)(?:\s*\{[^}]*\})?$", re.MULTILINE)
_ENTRY = re.compile(r"^@\w+\{([^,\s]+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_OF_WORKS = {
    *("container-title", "collection-title", "publisher", "publisher-place", "volume", "issue"),
    *("page", "number", "edition", "genre", "medium", "section", "event-title", "archive"),
    *("original-title", "DOI", "ISBN", "ISSN", "URL", "authority"),
}
"""What CSL (1.0.2, Appendix IV) says of works and references print."""
_RAW = "raw"
_UNCARRIED = {
    "image": (
        "IMP003",
        "the picture {words} is left out: it is of no kind that editions show",
        "Save it as PNG or SVG, and place it: ![caption](images/name.png).",
    ),
    "address": (
        "IMP003",
        "the picture {words} lies elsewhere and is left out: no build asks a network",
        "Save it beside the text, and place it: ![caption](images/name.png).",
    ),
    "elsewhere": (
        "IMP003",
        "the picture {words} lies elsewhere: a grey field stands in its place",
        "No build asks a network: save it in images/ in the place of the grey field.",
    ),
    "contents": ("IMP001", "the table of contents is left out: editions make their own", ""),
    "reference": (
        "IMP004", "{words} is not carried over, and a reference to it is mere text now", "",
    ),
    "comment": ("IMP001", "this comment is left out: {words}", ""),
    "headings": (
        "IMP007",
        "what has no style of a heading, but looks like one, is one now: {words}",
        "Look at their levels: # is a chapter, ## a section.",
    ),
    "link": (
        "IMP004", "the link to {words} leads to nothing that is brought, and is mere words", "",
    ),
    "change": ("IMP001", "this tracked change is taken as accepted: {words}", ""),
    "raw": ("IMP001", "this is left out, since chapters have no form for it: {words}", ""),
}  # fmt: skip
"""What pandoc's tree holds and chapters do not, by its kind: rule, message and hint."""
_CITED = re.compile(r"(?<![\w./\\])@\{?(?P<key>[\w][\w:.#$%&\-+?<>~/]*[\w/])(?![\w/{])")
_CALL = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])@(?!(?:fig|tbl|sec|eq|lst)-)(?=\w)")
"""What calls somebody, 山田@yamada: directly behind a letter nothing is cited."""
_NOTE_MARK = re.compile(r"\\\[\\\^(?P<label>[\w-]+)\\\]")
_LINK_MARK = re.compile(r"\\\[(?P<words>[^\[\]\\\n]+)\\\]\\\[(?P<name>[^\[\]\\\n]+)\\\]")
_CODE = re.compile(
    r"^( *`{3,})(?!`)[^\n]*\n.*?^\1`*[ \t]*$|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)"
    r"|(?:(?<=\A)|(?<=\n\n))(?P<indented>    [^\n]+(?:\n+    [^\n]+)*)",
    re.MULTILINE | re.DOTALL,
)
_BLANK = re.compile(r"[^\n]")
_ITEM = re.compile(r"(?:[-*+]|\(?\w{1,4}[.)])\s|\[\^")
"""A line with which an item, or a note, begins."""
_ATTRIBUTE = re.compile(r'\b[\w-]+="[^"\n]*"')
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
_TYPED_NUMBER = re.compile(
    r"第?[0-9０-９一二三四五六七八九十]+(?:章|節|[.．][0-9.．]*|、|\s)|[（(][0-9０-９]+[)）]|[IVX]+\.\s"
)
_TYPED_APPENDIX = re.compile(
    r"(?:appendix|annex|付録|附録|補遺|別添)"
    r"(?:[\s\u3000]*(?P<letter>[A-Z]|[0-9０-９一二三四五六七八九十]{1,2})(?![A-Za-z0-9]))?"
    r"(?P<title>$|[\s\u3000]*[.:：．、—–-]+.*|[\s\u3000]+.*)",
    re.IGNORECASE,
)
_COUNTED = {".appendix", ".unnumbered"}
"""Classes of a heading that say how it is counted."""
_BEHIND = " \u3000.:：．、—–-"
"""What stands between a letter and a title."""
_MOSTLY = 0.5
_PREFACE = "preface"
"""The file of a chapter whose heading no author has written."""
_KANA = re.compile(r"[\u3040-\u30ff]")
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
_MOST_TOLD = 20
"""Of what is left out of one document, as a page that a program has written."""
_NAMED = 3
"""So many works that nothing describes are named; the others are counted."""
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
            *_taken_out(document), *_without_form(document), *_without_notes(document)
        )  # fmt: skip
        text = _with_links(document, with_carried_pictures(root, document, files, findings))
        if not parts and not fronts and not document.meta.get("abstract"):
            front = taken_from(text, whole=len(documents) > 1)
            text = front.text
            if front.abstract:
                fronts.append(front)
                told.append(_told(document))
                findings += told
        text, said, names = _without_title_block(document, text, findings)
        dates += said
        authors += names
        for title, part in _chapters(text, document.path, whole=len(documents) > 1):
            findings += _called(document, title, part, alone=len(documents) == 1)
            parts.append((title, _as_appendix(part) if document.is_appendix else part))
    if not parts and fronts:  # there is nothing else yet
        parts.append(("abstract", f"# Abstract\n\n{fronts.pop().abstract}\n"))
        findings.remove(told.pop())
    chapters = []
    for number, (title, part) in enumerate(_with_appendices(parts), 1):
        name = f"{number:02}-{fit_name(title, 'chapter')[:40].lower()}.md"
        chapters.append(name)
        files[f"report/chapters/{name}"] = _without_templates(part).encode()
    if not chapters:
        raise BroughtError(say("{path}: there is no text in it to make a chapter of", source.name))
    files |= own.files
    bibliography, keys = _bibliography(root, documents, files, findings, own.bibliography)
    findings += chain.from_iterable(map(_typed_sections, documents))
    places = [f"report/chapters/{name}" for name in chapters]
    _as_cited(files, places, _numbered(documents, files, bibliography), cites=bool(bibliography))
    bibliography, doubles = works_once(files, bibliography, places)
    findings += doubles
    key = next(iter(keys), "")
    brought = Brought(files, bibliography, key, own.dataset, tuple(chapters), tuple(findings))
    made = _described(documents, brought)
    if fronts:
        keywords = made.keywords or fronts[0].keywords
        made = replace(made, abstract=fronts[0].abstract, keywords=keywords)
    if authors and not made.authors:
        made = replace(made, authors=tuple(authors), about_authors=())
    return made if made.date or not dates else replace(made, date=dates[0])


def _with_links(document: Document, text: str) -> str:
    """Links whose address nothing says as their author wrote them, so that checks see them.

    In a document of a word processor such brackets are no link.
    """
    if not document.source:
        return text
    done, pieces = 0, list[str]()
    for match in _LINK_MARK.finditer(_blanked(text)):
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
    for match in _CALL.finditer(_blanked(text)):
        pieces += (text[done : match.start()], "\\")
        done = match.start()
    return "".join((*pieces, text[done:]))


def _typed_sections(document: Document) -> Iterator[Finding]:
    """IMP004 for numbers of sections that are typed, unless those of headings are as well."""
    if _are_uncounted([document]):
        return
    for words in typed_sections(_blanked(document.text)):
        message = "{words} is typed, and sections are counted anew here"
        hint = "Write {{#sec-name}} behind the heading that is meant, and @sec-name here."
        yield Finding.of("IMP004", document.place(words), message, hint, words)


def _told(document: Document) -> Finding:
    message = "what stands below the heading of the abstract is no chapter, but the abstract"
    hint = "It is in report/report.yaml, and is printed on the title page."
    return Finding.of("IMP007", Location(document.path), message, hint)


def _called(document: Document, title: str, part: str, *, alone: bool) -> Iterator[Finding]:
    """IMP007 for a chapter whose heading no author has written."""
    if title == _PREFACE and alone:
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
    found = [match for each in every for match in _HEADING.finditer(_blanked(each.text))]
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


def _chapters(text: str, path: str, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Divide a text where its chapters begin; one of several documents is a chapter as it is."""
    starts = [match.start() for match in _CHAPTER.finditer(_blanked(text))]
    if whole or not starts:
        head = _CHAPTER.search(text)
        stem = PurePosixPath(path).stem
        body = text if head or not text.strip() else f"# {stem}\n\n{text}"
        if body.strip():
            yield re.sub(r"^\d+[-_. ]*", "", stem), body
        return
    if text[: starts[0]].strip():
        heading = "まえがき" if _KANA.search(text) else "Preface"
        # It has no number: those of the chapters behind it stay as their author counts them.
        yield _PREFACE, f"# {heading} {{.unnumbered}}\n\n{text[: starts[0]]}"
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        title = _CHAPTER.match(text, start)
        yield (title["title"] if title else "chapter"), text[start:end].rstrip() + "\n"


def _with_appendices(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Chapters behind all others that are called appendices in their headings have the class.

    Where the letters that are typed there are those that will be printed, they go: ``# Appendix B:
    Data`` is ``# Data {.appendix}``. Else the headings stay as they are, and get no number, as do
    those whose author has left it out.
    """
    first = len(parts)
    while first and _TYPED_APPENDIX.match(parts[first - 1][0]):
        first -= 1
    found = [_TYPED_APPENDIX.match(title) for title, _ in parts[first:]]
    typed = [(match["letter"], match["title"].strip(_BEHIND)) for match in found if match]
    several = len(typed) > 1
    counted = all(
        title and (letter == chr(ord("A") + number) or (not letter and not several))
        for number, (letter, title) in enumerate(typed)
    ) and not any(map(_is_unnumbered, parts[first:]))
    made = parts[:first]
    for (title, part), (_, own) in zip(parts[first:], typed, strict=True):
        given, name = (own, "appendix") if counted else (title, "unnumbered")
        heading = partial(_classed, name=name, title=given)
        made.append((title, _CHAPTER.sub(heading, part, count=1)))
    return made


def _is_unnumbered(part: tuple[str, str]) -> bool:
    heading = _CHAPTER.search(part[1])
    return heading is not None and ".unnumbered" in heading[0]


def _as_appendix(part: str) -> str:
    return _CHAPTER.sub(partial(_classed, name="appendix"), part, count=1)


def _classed(match: re.Match[str], name: str, title: str = "") -> str:
    """A heading with a class, and with another title if one is given."""
    _, _, attributes = match[0].partition("{")
    given = [each for each in attributes.rstrip("}").split() if each not in _COUNTED]
    return f"# {title or match['title'].rstrip()} {{{' '.join((f'.{name}', *given))}}}"


def _blanked(text: str) -> str:
    """The text with code of the same length and no headings in it."""
    return _CODE.sub(
        lambda match: match[0] if _is_of_item(match) else _BLANK.sub(" ", match[0]), text
    )


def _is_of_item(match: re.Match[str]) -> bool:
    """Whether lines that are indented belong to an item of a list, and are no code."""
    if not match["indented"] or match["indented"].startswith(" " * 8):
        return False
    text, end = match.string, match.start()
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        if text[start].strip():
            return _ITEM.match(text, start) is not None
        end = start
    return False


def _without_templates(text: str) -> str:
    """Braces that Jinja2 would read, and brackets that LaTeX would, are printed as they are."""
    text = re.sub(r"^( *)\\\((\w{1,6})\\\)", r"\1(\2\\)", text, flags=re.MULTILINE)
    return re.sub(r"\{\{|\{%", lambda match: f'{{{{ "{match[0]}" }}}}', text)


def _bibliography(
    root: Path,
    documents: list[Document],
    files: dict[str, bytes],
    findings: list[Finding],
    own: Sequence[str],
) -> tuple[tuple[str, ...], list[str]]:
    """Take the bibliographies along, as BibTeX; works that are known by a number get an entry."""
    paths: list[str] = []
    for document in documents:
        for references in filter(None, (document.sources, document.references)):
            stems = numbered_names(fit_name(PurePosixPath(document.path).stem, "sources"))
            name = next(f"bib/{each}.bib" for each in stems if f"bib/{each}.bib" not in files)
            files[name] = references.encode()
            paths.append(name)
    for named, naming in _named(root, documents):
        if not named.is_file():
            where = naming.place("bibliography") if naming else Location("")
            message = "there is no bibliography {name} here"
            findings.append(Finding.of("IMP006", where, message, "", named.name))
            continue
        try:
            text = text_of(named) if named.suffix == ".bib" else as_bibtex(named)
        except BroughtError as error:
            where = Location(named.name)
            findings.append(Finding.of("IMP006", where, "{problem}", "", error))
            continue
        if text.encode() in {files[path] for path in own}:
            continue  # it was named besides
        stems = numbered_names(fit_name(named.stem, "sources"))
        name = next(f"bib/{each}.bib" for each in stems if f"bib/{each}.bib" not in files)
        files[name] = text.encode()
        paths.append(name)
        if named.suffix == ".json":
            findings += _lost_of_works(named, text)
    findings += keys_once(files, paths)
    paths += own
    entries, _ = load_bibliography([SourceFile(path, files[path].decode()) for path in paths])
    known = {*entries.entries, *entries.unreadable}
    stubs = "".join(_stubs(documents, known, by_number(entries.entries.values()), findings))
    if stubs:
        files["bib/unknown.bib"] = stubs.encode()
        paths.append("bib/unknown.bib")
    return tuple(paths), [*entries.entries]


def _lost_of_works(named: Path, text: str) -> Iterator[Finding]:
    """IMP006 for what works of CSL JSON say and BibTeX has no field for."""
    made = {key: _letters(entry) for key, entry in _ENTRY.findall(text)}
    for work in works_of(text_of(named)):
        key = str(work.get("citation-key") or work.get("id", ""))
        said = {name: value for name, value in work.items() if name in _OF_WORKS and value}
        lost = [n for n, value in said.items() if _letters(str(value)) not in made.get(key, "")]
        if lost and key in made:
            message = "BibTeX has no field for what {key} says of {fields}"
            values = (key, ", ".join(f"{name}: {work[name]}" for name in lost))
            hint = "Say it in the entry as it is to be printed, or use the file as it is."
            yield Finding.of("IMP006", Location(named.name), message, hint, *values)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _named(root: Path, documents: list[Document]) -> Iterator[tuple[Path, Document | None]]:
    """The bibliographies that documents and their tools name, or that lie beside them."""
    seen: set[Path] = set()
    for document in documents:
        for name in document.meta.get("bibliography") or ():
            place = (root / document.path).parent / name
            place = place if place.is_file() else root / name
            if place not in seen:
                seen.add(place)
                yield place, document
    if not seen:
        beside = {*root.glob("*.bib"), *root.glob("bib/*.bib")}
        beside |= {*root.glob("content/manual-references*.json")}
        yield from ((place, None) for place in sorted(beside))


def _numbered(
    documents: list[Document], files: Mapping[str, bytes], paths: Iterable[str]
) -> dict[str, str]:
    """The keys of works that are cited by their number, by these numbers."""
    entries, _ = load_bibliography([SourceFile(path, files[path].decode()) for path in paths])
    keys = by_number(entries.entries.values())
    cited = {number: number for document in documents for number in document.numbers}
    for name, number in chain.from_iterable(each.aliases.items() for each in documents):
        keys.setdefault(plain_number(number), name)  # one work, whichever way it is cited
        cited[name] = number
    return {
        name: keys[plain_number(number)]
        for name, number in cited.items()
        if name not in entries.entries and keys.get(plain_number(number), name) != name
    }


def _stubs(
    documents: list[Document],
    known: set[str],
    numbered: Collection[str],
    findings: list[Finding],
) -> Iterator[str]:
    """An entry for each work that is cited and in no bibliography, so that the paper builds."""
    aliases = {name: number for each in documents for name, number in each.aliases.items()}
    names = {plain_number(number): name for name, number in aliases.items()}
    for document in documents:
        missing = list[str]()
        for match in _CITED.finditer(_ATTRIBUTE.sub("", _blanked(document.text))):
            key = names.get(plain_number(match["key"]), match["key"])
            is_reference = re.match(r"(?:fig|tbl|sec|eq|lst)-", key)
            if key in known or is_reference or plain_number(aliases.get(key, key)) in numbered:
                continue
            known.add(key)
            kind, _, number = aliases.get(key, key).partition(":")
            field = kind.lower() if kind.lower() in {"doi", "isbn", "url"} else ""
            missing.append(key)
            line = f"  {field} = {{{number}}},\n" if field else ""
            yield f"@misc{{{key},\n  title = {{{key}}},\n{line}}}\n"
        findings += _in_no_bibliography(document, missing)


def _in_no_bibliography(document: Document, keys: Sequence[str]) -> Iterator[Finding]:
    """IMP006 for all works of a document that nothing describes."""
    hint = "Complete it: author, title, date; or bring the bibliography along: --bib FILE."
    for key in keys if len(keys) <= _NAMED else ():
        message = "{key} is in no bibliography: bib/unknown.bib has an entry to be completed"
        yield Finding.of("IMP006", document.place(key), message, hint, key)
    if len(keys) > _NAMED:
        message = (
            "{count} works are in no bibliography, and bib/unknown.bib has entries to be "
            "completed: {keys}, …"
        )
        shown = ", ".join(keys[:_NAMED])
        yield Finding.of("IMP006", document.place(keys[0]), message, hint, len(keys), shown)


def _taken_out(document: Document) -> Iterator[Finding]:
    """What was taken out before pandoc read the text, where it stands."""
    yield from _code_within_lines(document)
    others = [each for each in document.lost if not _is_within_a_line(each)]
    times = Counter((each.kind, each.words) for each in others)
    for each in others:
        if not times[each.kind, each.words]:
            continue
        where = document.at(each.line)
        if each.kind == "code":
            message = "code that is run is left out: {words}"
            hint = "What it draws becomes figures/NAME.py, what it counts data."
            if each.words.startswith(("fig-", "tbl-")):
                hint = (
                    "Something grey or empty holds its place: what it draws becomes "
                    "figures/NAME.py, what it counts data."
                )
            yield Finding.of("IMP002", where, message, hint, each.words)
        elif each.kind == "link":
            message = "{words} is a link to another page, and its words alone are carried over"
            hint = "Refer to a section by @sec-name, or write [words](address)."
            yield Finding.of("IMP004", where, message, hint, each.words)
        elif each.words.startswith(("{include}", "{{< include")):
            message = "there is no document here that is to be taken in: {words}"
            yield Finding.of("IMP001", where, message, "", each.words)
        elif each.kind == "template":
            message = "this document is a program that fills in a text, and is left out: {words}"
            hint = "report/report.yaml says what a title page needs; write the rest as text."
            yield Finding.of("IMP001", where, message, hint, each.words)
        elif each.kind == "id":
            message = "the id {words} is given twice: the second is left out"
            hint = "References lead to the first: give what is meant an id of its own."
            yield Finding.of("IMP004", where, message, hint, each.words)
        elif times[each.kind, each.words] > 1:
            yield _repeated(where, times.pop((each.kind, each.words)), each.words)
        else:
            message = "this is left out, since chapters have no form for it: {words}"
            yield Finding.of("IMP001", where, message, "", each.words)


def _is_within_a_line(lost: Lost) -> bool:
    return lost.kind == "code" and lost.words.startswith("`")


def _code_within_lines(document: Document) -> Iterator[Finding]:
    """IMP002 for code within a text, once for each line that has any."""
    by_line: dict[int, list[str]] = {}
    for each in filter(_is_within_a_line, document.lost):
        by_line.setdefault(each.line, []).append(each.words)
    hint = "Where [number] stands now, write it, or make data of it and write {{{{ fact(…) }}}}."
    for line, found in sorted(by_line.items())[:_MOST_TOLD]:
        message, words = "code that is run is left out: {words}", ", ".join(found)
        yield Finding.of("IMP002", document.at(line), message, hint, words)
    if len(by_line) > _MOST_TOLD:
        message = "code that is run is left out of {count:more line|more lines} of text"
        count = len(by_line) - _MOST_TOLD
        yield Finding.of("IMP002", Location(document.path), message, hint, count)


def _without_form(document: Document) -> Iterator[Finding]:
    """What pandoc's tree held and chapters do not, where it stands; the same words once."""
    raw = 0
    yield from _links_left(document)
    for (kind, words), times in Counter(document.left).items():
        if kind == "link":
            continue
        name = kind if kind in _UNCARRIED else _RAW
        raw += name == _RAW
        if name == _RAW and raw > _MOST_TOLD:
            continue
        if name == _RAW and times > 1:
            yield _repeated(document.place(words), times, words)
            continue
        rule, message, hint = _UNCARRIED[name]
        values = (words,) if "{words}" in message else ()
        yield Finding.of(rule, document.place(words), message, hint, *values)
    if raw > _MOST_TOLD:
        message = "{count:more part|more parts} of this document for which chapters have no form"
        hint = "Look through the chapter that it has become: what they held is left out."
        yield Finding.of("IMP001", Location(document.path), message, hint, raw - _MOST_TOLD)


def _links_left(document: Document) -> Iterator[Finding]:
    """IMP004 for links that lead to nothing, at each of a few, or once for all of a document."""
    found = [*dict.fromkeys(words for kind, words in document.left if kind == "link")]
    rule, message, hint = _UNCARRIED["link"]
    if len(found) > _NAMED:
        message = (
            "{count} links lead to nothing that is brought: their words alone stay: {words}, …"
        )
        values = (len(found), ", ".join(found[:_NAMED]))
        yield Finding.of(rule, document.place(found[0]), message, hint, *values)
        return
    for words in found:
        yield Finding.of(rule, document.place(words), message, hint, words)


def _repeated(where: Location, times: int, words: str) -> Finding:
    message = "this is left out in {count:place|places}, chapters have no form for it: {words}"
    return Finding.of("IMP001", where, message, "", times, words)


def _without_notes(document: Document) -> Iterator[Finding]:
    """IMP004 for marks of notes that have no text."""
    for match in _NOTE_MARK.finditer(_blanked(document.text)):
        mark = f"[^{match['label']}]"
        message = "nothing defines the note {mark}, and its mark is printed"
        hint = "Write its text in a paragraph of its own, {mark}: …; or take the mark out."
        yield Finding.of("IMP004", document.place(mark), message, hint, mark)
