"""Documents of other tools, carried over as chapters: what they are, and how pandoc reads them."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from hakusho.findings import Text, rule, say
from hakusho.paper.yaml_source import load_yaml
from hakusho.starting import re_view
from hakusho.starting.brought import (
    Brought,
    BroughtError,
    bytes_of,
    fit_name,
    read_bibliography,
    text_of,
)
from hakusho.starting.dialects import Lost, Plain, in_pandocs_markdown, loosely
from hakusho.starting.word_drawings import Drawing, with_pictures
from hakusho.starting.word_package import packed, parts_of
from hakusho.starting.word_sources import CITED, remarks_in, with_marks
from hakusho.starting.word_text import with_text
from hakusho.tools import boundary
from hakusho.tools.interruption import scratch_folder
from hakusho.tools.pandoc import PandocError, stream_lua

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SCRIPT = Path(__file__).with_name("lua") / "carry_over.lua"
_SECONDS, _SECONDS_OF_OFFICE, _BYTES_IN_A_SECOND = 10, 60, 50_000
"""Of a processor for each document: a text, an archive of an office, and more for large ones."""
_MARKDOWN = frozenset({".md", ".markdown", ".qmd", ".rmd", ".myst", ".ipynb", re_view.SUFFIX})
_FORMATS = {
    ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".tex": "latex", ".html": "html",
    ".rst": "rst", ".ipynb": "ipynb", ".org": "org", ".typ": "typst",
}  # fmt: skip
_INCLUDING = frozenset({"latex", "html", "rst", "org", "typst"})
"""Formats that may name any file or address, of which pandoc gets none but those beside them."""
_NAMED = re.compile(
    r"\\(?:input|include)\s*\{([^{}]+)\}|^\.\. include:: *(\S+)|#\+INCLUDE: *\"([^\"]+)\""
    r"|#include +\"([^\"]+)\"",
    re.MULTILINE | re.IGNORECASE,
)
_MOST_INCLUDED = 500
_CHAPTERS = frozenset({".md", ".qmd", ".rmd", ".docx"})
_NO_CHAPTERS = re.compile(r"(?i)readme|licen[sc]e|changelog|contributing|code_of_conduct|_.*")
_FOLDERS = ("content", "source", "manuscript", "paper", "articles", "src", "contents")
"""Where documents may lie in a folder that holds other things, too."""
_HEADS = ("metadata.yaml", "metadata.yml")
_SAID = (
    *("title", "subtitle", "author", "authors", "date", "abstract", "keywords", "lang"),
    "bibliography",
)
_OF_RE_VIEW = {"booktitle": "title", "subtitle": "subtitle", "aut": "author", "language": "lang"}
_LISTS = ("_quarto.yml", "_bookdown.yml", "_toc.yml", "myst.yml")
_SUMMARY = "SUMMARY.md"
"""Of mdBook and GitBook: the chapters, as links."""
_LINK = re.compile(r"\]\(<?(?P<target>[^()<>#]+\.md)(?:#[^()]*)?>?\)")
_OTHER_FOLDERS = {"node_modules", "build", "dist", "venv", "site-packages"}
_BETWEEN_DASHES = re.compile(r"---\s*\n(?P<yaml>.*?)\n(?:---|\.\.\.)", re.DOTALL)
_CATALOGUE, _CONFIGURATION = "catalog.yml", "config.yml"
"""Of Re:VIEW: which chapters there are, and what it says of the whole."""
_APPENDIX = re.compile(r"appendi(?:x|ces)|annex|付録|付表|資料編", re.IGNORECASE)
_DAMAGED = re.compile(r"(?P<name>.*): couldn't (?:parse|unpack) (?:docx|odt)")
_WITHOUT_KEY = re.compile(r"^@\w+\{,.*?^\}\n", re.MULTILINE | re.DOTALL)
"""A work that nothing can cite."""
_UNKNOWN_DATE = re.compile(r"^  date = \{0+\},\n", re.MULTILINE)
_UNCOUNTED = re.compile(r"^\s*(?:number-sections|number_sections): *(?:false|no)\b", re.MULTILINE)
_NAMES_WORKS = re.compile(r"^\s*(?:bibliography|references):|@(?:doi|pmid|isbn|url):", re.MULTILINE)
_OF_PANDOC = ("_quarto.yml", "_bookdown.yml", "metadata.yaml", "content/metadata.yaml")
"""Where one of these is, lists have an empty line before them: the documents are pandoc's."""
_BIBLIOGRAPHIES = {
    ".json": "csljson", ".ris": "ris", ".xml": "endnotexml",
    ".yaml": "markdown", ".yml": "markdown",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A document, and what pandoc made of it.

    Attributes:
        path: From the folder that was brought, with ``/`` between folders.
        source: Its text as its author wrote it; empty for one that is no text.
        text: Its Markdown as chapters have it.
        meta: What its head says: title, authors, date and so on.
        left: What pandoc's tree held and chapters do not: kind and words.
        lost: What was taken out before.
        numbers: Works that are cited by a number.
        media: Pictures that it held, by the name in its text.
        references: Its works, as BibTeX.
        drawings: What it draws where a picture stands for it, by the name of that.
        is_appendix: Whether the list of the documents says so.
        is_unnumbered: Whether the tool was told to count no headings.
    """

    path: str
    source: str
    text: str
    meta: dict[str, Any]
    left: tuple[tuple[str, str], ...] = ()
    lost: tuple[Lost, ...] = ()
    numbers: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    media: dict[str, bytes] = field(default_factory=dict)
    references: str = ""
    drawings: dict[str, Drawing] = field(default_factory=dict)
    is_appendix: bool = False
    is_unnumbered: bool = False


def documents_in(source: Path) -> tuple[Path, list[Path]]:
    """The folder of what was brought, and the documents in it in their order.

    Raises:
        BroughtError: If there are none that can be read, or a link leads out of the folder.
    """
    root, found = _documents_in(source)
    try:
        for path in found if source.is_dir() else ():
            boundary.real_path(source, path.relative_to(source))
    except (OSError, ValueError) as error:
        raise BroughtError(say("{path}: this file lies outside the folder", path)) from error
    return root, found


def _documents_in(source: Path) -> tuple[Path, list[Path]]:
    if source.is_file():
        if source.suffix.lower() not in {*_MARKDOWN, *_FORMATS}:
            raise BroughtError(_unreadable(source))
        return source.parent, [source]
    if listed := _listed(source):
        return source, listed
    for folder in (source, *(source / name for name in _FOLDERS)):
        if (folder / _CATALOGUE).is_file() and (found := _catalogued(folder)):
            return folder, found
    if found := _summarized(source) or _lying_in(source):
        return source, found
    raise BroughtError(say("{folder}: there is no document here", source))


def _unreadable(source: Path) -> Text:
    """What is wrong with a document of another kind, and what to save it as."""
    message = say("{name}: documents of this kind cannot be read", source.name)
    if source.suffix.lower() in {".doc", ".pages", ".wps", ".jtd", ".wpd", ".pdf"}:
        return say("{problem}. Save it as .docx in the program that wrote it.", message)
    if source.suffix.lower() in {".txt", ".text"}:
        return say("{problem}. Name it {name} if it is Markdown.", message, f"{source.stem}.md")
    return message


def _catalogued(folder: Path) -> list[Path]:
    """What the catalogue of Re:VIEW lists, those that are there, behind what says so of the whole.

    Chapters lie in ``contentdir``, if the configuration names one.
    """
    said = _yaml(folder / _CONFIGURATION) if (folder / _CONFIGURATION).is_file() else None
    inner = str(said.get("contentdir") or ".") if isinstance(said, dict) else "."
    within = folder if ".." in Path(inner).parts else folder / inner
    names = dict.fromkeys(re_view.names_in(_yaml(folder / _CATALOGUE)))
    chapters = [each for each in (within / name for name in names) if each.is_file()]
    heads = [folder / _CONFIGURATION] if said else []
    return [*heads, *chapters] if chapters else []


def _summarized(source: Path) -> list[Path]:
    """The documents to which a summary leads, those that are there."""
    for folder in (source, *(source / name for name in _FOLDERS)):
        if (folder / _SUMMARY).is_file():
            links = _LINK.finditer(text_of(folder / _SUMMARY))
            named = dict.fromkeys(folder / unquote(each["target"]) for each in links)
            return [each for each in named if each.is_file() and ".." not in each.parts]
    return []


def _lying_in(source: Path) -> list[Path]:
    """The documents of a folder that has no list, those of its folders among them."""
    for folder in (*(source / name for name in _FOLDERS), source):
        if found := sorted(_below(folder), key=_in_order):
            first = [each for each in found if each == folder / f"index{each.suffix}"]
            heads = [folder / name for name in _HEADS if (folder / name).is_file()]
            return [*heads, *first, *(each for each in found if each not in first)]
    return []


def _below(folder: Path) -> Iterator[Path]:
    """The documents in a folder and in those in it, hidden ones and those of tools left out."""
    for each in folder.glob("*"):
        if each.is_dir() and not each.is_symlink():
            if each.name[0] not in "._" and each.name not in _OTHER_FOLDERS:
                yield from _below(each)
        elif each.name.startswith("."):
            continue  # a lock of an editor
        elif each.suffix.lower() in _CHAPTERS and not _NO_CHAPTERS.fullmatch(each.stem):
            yield each


def _in_order(path: Path) -> tuple[bool, list[tuple[int, str]]]:
    """Sorts names as people do: ``2-a`` before ``10-b``, and appendices last."""
    pieces = re.split(r"([0-9]+)", path.as_posix())
    pairs = [(int(each) if at % 2 else 0, each) for at, each in enumerate(pieces)]
    return _APPENDIX.match(path.name) is not None, pairs


def _listed(folder: Path) -> list[Path]:
    """The documents that a file of Quarto, bookdown or MyST lists, those that are there."""
    for name in _LISTS:
        if (folder / name).is_file():
            found = [folder / each for each in _names_in(_yaml(folder / name))]
            there = [each for each in dict.fromkeys(found) if each.is_file()]
            if there:
                return [folder / name, *there]
    return []


def _yaml(path: Path) -> Any:
    """What a YAML file says, also one between lines of dashes; nothing if it cannot be read."""
    text = text_of(path).strip()
    inner = _BETWEEN_DASHES.fullmatch(text)
    return load_yaml(path.name, inner["yaml"] if inner else text, rule=rule("PAP001"))[0]


def _as_head(path: Path) -> str:
    """What a file says of a whole work, as the head of a text: title, authors, bibliography."""
    said = _yaml(path)
    said = said if isinstance(said, dict) else {}
    inner: dict[str, Any] = next(
        (said[key] for key in ("book", "project") if isinstance(said.get(key), dict)), {}
    )
    merged = {**said, **inner}
    merged |= {own: merged[name] for name, own in _OF_RE_VIEW.items() if merged.get(name)}
    lines = (
        f"{key}: {json.dumps(merged[key], ensure_ascii=False, default=str)}\n"
        for key in _SAID
        if merged.get(key)
    )
    return f"---\n{''.join(lines)}---\n"


def _appendices(paths: Sequence[Path]) -> list[str]:
    """The documents that a list of Quarto calls appendices."""
    found = (_inner(path).get("appendices") for path in paths if path.name in _LISTS)
    return [name for node in found for name in _names_in(node)]


def _parts(path: Path) -> tuple[tuple[str, str], ...]:
    """The names of parts, in which a list of Quarto gathers chapters."""
    chapters = _inner(path).get("chapters")
    named = (each for each in chapters or () if isinstance(each, dict) and each.get("part"))
    return tuple(("part", f"part: {each['part']}") for each in named)


def _inner(path: Path) -> dict[str, Any]:
    """What a list of documents says of the work; nothing if it says nothing."""
    said = _yaml(path)
    inner = said.get("book") if isinstance(said, dict) else None
    return inner if isinstance(inner, dict) else {}


def _names_in(node: Any) -> list[str]:
    """All names of documents in a list of chapters, in their order."""
    if isinstance(node, dict):
        return [name for value in node.values() for name in _names_in(value)]
    if isinstance(node, list):
        return [name for value in node for name in _names_in(value)]
    if not isinstance(node, str):
        return []
    if Path(node).suffix.lower() in _CHAPTERS - {".docx"}:
        return [node]
    return [f"{node}.md"] if re.fullmatch(r"[\w./-]+", node) and not Path(node).suffix else []


def read_documents(root: Path, paths: Sequence[Path]) -> list[Document]:
    """Read documents.

    Raises:
        BroughtError: If one cannot be read.
    """
    is_loose = not any((root / name).is_file() for name in _OF_PANDOC)
    titles = re_view.titles_in({p.stem: text_of(p) for p in paths if p.suffix == re_view.SUFFIX})
    appendices = {root / name for name in _appendices(paths)}
    with scratch_folder() as folder:
        prepared = [
            _prepared_file(root, path, folder / f"{number}{path.suffix}")
            if path.suffix.lower() in _FORMATS
            else _prepared_text(path, titles, is_loose=is_loose)
            for number, path in enumerate(paths)
        ]
        asked = [
            {**each.asked, "name": path.relative_to(root).as_posix()}
            for path, each in zip(paths, prepared, strict=True)
        ]
        cites = _has_works(root, [each.source for each in prepared])
        job = {"documents": asked, "media": str(folder), "bibliographies": [], "cites": cites}
        answers = _ask(job, max(map(_seconds_for, paths)))
        return [
            _document(path.relative_to(root), each, answer, is_appendix=path in appendices)
            for path, each, answer in zip(paths, prepared, answers, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What pandoc is asked of a document, and what was found in it before."""

    asked: dict[str, Any]
    source: str = ""
    plain: Plain = field(default_factory=lambda: Plain(""))
    works: str = ""
    remarks: tuple[tuple[str, str], ...] = ()
    drawings: dict[str, Drawing] = field(default_factory=dict)
    is_unnumbered: bool = False


def _prepared_text(path: Path, titles: Mapping[str, str], *, is_loose: bool) -> _Prepared:
    """A document in Markdown, or what is written as Markdown for pandoc."""
    of_head = path.suffix.lower() in {".yaml", ".yml"}
    source = _as_head(path) if of_head else text_of(path)
    is_re_view = path.suffix == re_view.SUFFIX
    plain = re_view.in_markdown(source, path, titles) if is_re_view else in_pandocs_markdown(source)
    loose = is_loose and path.suffix.lower() in {".md", ".markdown", ".myst"}
    text = "\n".join(loosely(plain.text.split("\n"))) if loose else plain.text
    asked = {"format": "markdown", "text": text, "loose": loose}
    is_unnumbered = _UNCOUNTED.search(text_of(path)) is not None
    remarks = _parts(path) if of_head else ()
    return _Prepared(asked, source, plain, remarks=remarks, is_unnumbered=is_unnumbered)


def _prepared_file(root: Path, path: Path, copy: Path) -> _Prepared:
    """A document that pandoc reads from a file, which is written as it should be read."""
    form, data = _FORMATS[path.suffix.lower()], bytes_of(path)
    parts = parts_of(data) if form == "docx" else {}
    read, works = with_marks(with_text(parts))
    read, drawings = with_pictures(read)
    copy.write_bytes(packed(read) if read != parts else data)
    included = {"included": _included(root, path)} if form in _INCLUDING else {}
    asked = {"format": form, "path": str(copy), **included}
    return _Prepared(asked, works=works, remarks=remarks_in(parts), drawings=drawings)


def _document(
    path: Path, prepared: _Prepared, answer: dict[str, Any], *, is_appendix: bool
) -> Document:
    return Document(
        path.as_posix(),
        prepared.source,
        CITED.sub(lambda match: _unescaped(match["citation"]), answer["text"]),
        answer,
        (*((each["kind"], each["words"]) for each in answer["left"]), *prepared.remarks),
        tuple(prepared.plain.lost),
        tuple(prepared.plain.numbers),
        tuple(answer["images"]),
        tuple(answer["alts"]),
        {each["name"]: Path(each["place"]).read_bytes() for each in answer["media"]},
        prepared.works or answer["references"],
        prepared.drawings,
        is_appendix,
        prepared.is_unnumbered,
    )


def _included(root: Path, path: Path) -> dict[str, str]:
    """The texts that a document includes, by their names in it, as far as they lie in its folder.

    Raises:
        BroughtError: If one cannot be read.
    """
    found: dict[str, str] = {}
    waiting = [text_of(path)]
    while waiting and len(found) < _MOST_INCLUDED:
        for match in _NAMED.finditer(waiting.pop()):
            given = next(filter(None, match.groups())).strip()
            for name in {given, f"{given}{path.suffix}"} - found.keys():
                with suppress(OSError, ValueError):  # no name that this system knows
                    file = boundary.real_path(root, path.parent / name)
                    if file.is_file():
                        found[name] = text_of(file)
                        waiting.append(found[name])
    return found


def _seconds_for(path: Path) -> float:
    with suppress(OSError):
        of_office = path.suffix.lower() in {".docx", ".odt"}
        usual = _SECONDS_OF_OFFICE if of_office else _SECONDS
        return usual + path.stat().st_size / _BYTES_IN_A_SECOND
    return _SECONDS


def _has_works(root: Path, sources: Sequence[str]) -> bool:
    """Whether there is any bibliography: beside the documents, named by them, or in them."""
    beside = any(any(root.glob(f"{place}*.bib")) for place in ("", "bib/"))
    return beside or any(map(_NAMES_WORKS.search, sources)) or "" in sources


def _unescaped(citation: str) -> str:
    """A citation without the signs that pandoc puts before marks in mere text."""
    return re.sub(r"\\(.)", r"\1", citation)


def as_bibtex(path: Path) -> str:
    """A bibliography in CSL JSON, CSL YAML, RIS or EndNote's XML as BibTeX.

    Raises:
        BroughtError: If it cannot be read.
    """
    form = _BIBLIOGRAPHIES.get(path.suffix.lower())
    if form is None:
        raise BroughtError(say("{name}: bibliographies of this kind cannot be read", path.name))
    text = text_of(path)
    if form == "csljson":
        text = _with_citation_keys(text)
    if form == "markdown":
        text = f"---\n{text.strip().removeprefix('---').removesuffix('...').strip()}\n---\n"
    asked = {"documents": [], "media": "", "bibliographies": [{"format": form, "text": text}]}
    found = _ask(asked, _seconds_for(path))[0]["bib"]
    return _UNKNOWN_DATE.sub("", _WITHOUT_KEY.sub("", str(found)))


def _with_citation_keys(text: str) -> str:
    """CSL JSON whose works are called as they are cited, where Better BibTeX says how."""
    works = works_of(text)
    for work in works:
        if work.get("citation-key"):
            work["id"] = work["citation-key"]
    return json.dumps(works, ensure_ascii=False) if works else text


def works_of(text: str) -> list[dict[str, Any]]:
    """The works of a text in CSL JSON; none if it is something else."""
    try:
        said = json.loads(text)
    except ValueError:
        return []
    works = said.get("items") if isinstance(said, dict) else said
    return [work for work in works if isinstance(work, dict)] if isinstance(works, list) else []


def bibliography_from(path: Path) -> Brought:
    """A bibliography of any kind that can be read, as BibTeX.

    Raises:
        BroughtError: If it cannot be read.
    """
    text = text_of(path) if path.suffix.lower() == ".bib" else as_bibtex(path)
    return read_bibliography(f"bib/{fit_name(path.stem, 'sources')}.bib", text)


def _ask(job: dict[str, Any], seconds: float) -> list[dict[str, Any]]:
    try:
        lines = [*stream_lua(_SCRIPT, (), text=json.dumps(job), seconds=seconds)]
    except PandocError as error:
        told = str(error).partition("\nstack traceback")[0].partition("Error running Lua:")
        problem = " ".join((told[2] or told[0]).split())
        damaged = _DAMAGED.match(problem)
        if damaged:
            message = "{path}: this file is damaged, or of another kind: save it anew in Word"
            raise BroughtError(say(message, damaged["name"])) from error
        raise BroughtError(say("pandoc: {problem}", problem)) from error
    return [json.loads(line) for line in lines]
