"""The bibliographies that documents bring, as BibTeX, with an entry for each work that is cited."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hakusho.citations.bibliography import load_bibliography
from hakusho.findings import Finding, Location
from hakusho.paper.source_file import SourceFile
from hakusho.starting.brought import BroughtError, fit_name, numbered_names, text_of
from hakusho.starting.documents import Document, as_bibtex, works_of
from hakusho.starting.left_out import NAMED
from hakusho.starting.without_code import without_code
from hakusho.starting.works_once import (
    by_number,
    keys_once,
    plain_number,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_ENTRY = re.compile(r"^@\w+\{([^,\s]+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_OF_WORKS = {
    *("container-title", "collection-title", "publisher", "publisher-place", "volume", "issue"),
    *("page", "number", "edition", "genre", "medium", "section", "event-title", "archive"),
    *("original-title", "DOI", "ISBN", "ISSN", "URL", "authority"),
}
"""What CSL (1.0.2, Appendix IV) says of works and references print."""
_CITED = re.compile(r"(?<![\w./\\])@\{?(?P<key>[\w][\w:.#$%&\-+?<>~/]*[\w/])(?![\w/{])")
_ATTRIBUTE = re.compile(r'\b[\w-]+="[^"\n]*"')


def carried_bibliography(
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


def numbered_works(
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
        for match in _CITED.finditer(_ATTRIBUTE.sub("", without_code(document.text))):
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
    for key in keys if len(keys) <= NAMED else ():
        message = "{key} is in no bibliography: bib/unknown.bib has an entry to be completed"
        yield Finding.of("IMP006", document.place(key), message, hint, key)
    if len(keys) > NAMED:
        message = (
            "{count} works are in no bibliography, and bib/unknown.bib has entries to be "
            "completed: {keys}, …"
        )
        shown = ", ".join(keys[:NAMED])
        yield Finding.of("IMP006", document.place(keys[0]), message, hint, len(keys), shown)
