"""The proof that what is withheld is absent: every output is searched before it is published."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hakusho.editions.read_pdf import tagged_text
from hakusho.editions.readable_text import readable_text
from hakusho.findings import Finding
from hakusho.manuscript.ruby import has_ruby
from hakusho.manuscript.withheld import (
    comparable,
    differs_by_edition,
    may_withhold,
    partition,
    withheld_texts,
)
from hakusho.paper.metadata import strings_in
from hakusho.paper.reading import read_text
from hakusho.paper.terms import TERMS_PATH
from hakusho.values.editions import edition_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from hakusho.examining.examined import Pictures, Sources
    from hakusho.makeup.pages import Pages
    from hakusho.manuscript.conditions import Reader
    from hakusho.manuscript.model import Draft
    from hakusho.manuscript.withheld import WithheldText

_SHOWN = 40


def leaks(
    outputs: Mapping[Path, Path],
    draft: Draft,
    reader: Reader,
    *,
    printed: Iterable[str] = (),
    labels: Iterable[str] = (),
    pages: Mapping[Path, Pages] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Search the outputs of one document for what is withheld from it.

    Call it for the report and for each brief, between making the files and publishing them, and
    publish nothing if it finds anything.

    Args:
        outputs: Final path to finished file, as ``tools.writes.publish`` takes them. The suffix
            of the final path says which edition a file is; any other file is one beside them.
        draft: What was written.
        reader: Whom the document is for.
        printed: What it may print besides the draft's text, :func:`printed_besides`. It must not
            come from anything in which a passage could have been left.
        labels: Texts of its figures, data and bibliography, :func:`labels_of`; see
            :func:`withheld_texts` for what they excuse.
        pages: What is written in PDFs that have been read before, by their final paths.

    Returns:
        OUT010 for each passage or comment of which an output holds a piece.
    """
    if not may_withhold(draft):
        return ()
    editions = {path: edition_of(path.name) for path in outputs}
    if not differs_by_edition(draft):
        editions = dict.fromkeys(outputs, "")  # the same is withheld from all
    printed, labels = tuple(printed), tuple(labels)
    divided = {name: partition(draft, reader, name) for name in set(editions.values())}
    known = {each: withheld_texts(each, printed, labels) for each in set(divided.values())}
    pieces = {name: known[each] for name, each in divided.items()}
    searched = {path: file for path, file in outputs.items() if pieces[editions[path]]}
    return tuple(
        finding
        for path, text in _texts(searched, pages, below=has_ruby(draft.texts))
        for finding in _found(path.name, comparable(text), pieces[editions[path]])
    )


def _texts(
    outputs: Mapping[Path, Path], pages: Mapping[Path, Pages], *, below: bool
) -> Iterator[tuple[Path, str]]:
    """The text of each output.

    ``below`` says whether readings stand over words, which in a page's text divide them: then what
    is below is told once more, by the tags of the PDF.
    """
    for path, file in outputs.items():
        known = pages.get(path)
        yield path, readable_text(file, path.name, known.text if known else ())
        if below and path.suffix == ".pdf":
            yield path, known.tagged if known else tagged_text(file)


def _found(name: str, text: str, pieces: Iterable[WithheldText]) -> Iterator[Finding]:
    told = set()
    for piece in pieces:
        if piece.text not in text or piece.location in told:
            continue
        told.add(piece.location)
        shown = " ".join(piece.written.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        message = "{file} would hold what is withheld from it: {text}"
        if piece.comment:
            message = "{file} would hold the text of a comment: {text}"
        hint = (
            "Nothing was published. If the words reach it another way (a figure, the data, "
            "report.yaml), take them out there; else this is a defect of Hakusho."
        )
        yield Finding.of("OUT010", piece.location, message, hint, name, shown)


def printed_besides(words: Iterable[str], root: Path, metadata: Any) -> tuple[str, ...]:
    """What a document prints besides the text of its draft.

    Returns:
        Title, abstract, labels and so on, for a brief also how it names what it leaves out; the
        words of its citations; what abbreviations stand for, in both languages.
    """
    text, _ = read_text(root, TERMS_PATH)
    return (*strings_in(metadata), *words, *(text or "").split("\n"))


def labels_of(pictures: Pictures, sources: Sources, data: Mapping[str, str]) -> tuple[str, ...]:
    """The texts that a paper's figures, data files and bibliography bring into its outputs."""
    drawn = [image.figure for image in pictures.images.values() if image.figure]
    found = list(data.values())
    for figure in (*pictures.figures.values(), *drawn):  # labels break otherwise in another width
        found += (*figure.texts, figure.alt, figure.description)
    for entry in sources.bibliography.entries.values():
        found += entry.fields.values()
    return tuple(found)
