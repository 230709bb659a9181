"""The proof that what is withheld is absent: every output is searched before it is published."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from hakusho.build.output_text import readable_text
from hakusho.findings import Finding, rule
from hakusho.manuscript.withheld import comparable, may_withhold, partition, withheld_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from hakusho.build.examine import Examined
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
) -> tuple[Finding, ...]:
    """Search the outputs of one document for what is withheld from it.

    Call it for the report and for each brief, between making the files and publishing them, and
    publish nothing if it finds anything.

    Args:
        outputs: Final path to finished file, as ``tools.writes.publish`` takes them. The suffix
            of the final path says which edition a file is (``.pdf``, ``.epub``, ``.html``,
            ``.docx``); any other file is one beside the editions.
        draft: What was written (``manuscript.draft``).
        reader: Whom the document is for.
        printed: What it may print besides the draft's text: :func:`strings_in` of its metadata,
            and the words of its citations, for example the lines of ``citations.txt`` in the
            working folder. It must not come from anything in which a passage could be left.
        labels: Texts of its figures, data and bibliography, :func:`labels_of`; see
            :func:`withheld_texts` for what they excuse.

    Returns:
        OUT010 for each passage or comment of which an output holds a piece.
    """
    texts = (*draft.chapters, *draft.briefs.values())
    if not any(may_withhold(text.source) for text in texts):
        return ()
    editions = {path: _edition(path) for path in outputs}
    if not any("edition" in text.source for text in texts):
        editions = dict.fromkeys(outputs, "")  # the same is withheld from all
    printed, labels = tuple(printed), tuple(labels)
    divided = {name: partition(draft, reader, name) for name in set(editions.values())}
    known = {each: withheld_texts(each, printed, labels) for each in set(divided.values())}
    pieces = {name: known[each] for name, each in divided.items()}
    searched = {path: file for path, file in outputs.items() if pieces[editions[path]]}
    return tuple(
        finding
        for path, text in _texts(searched)
        for finding in _found(path.name, comparable(text), pieces[editions[path]])
    )


def _texts(outputs: Mapping[Path, Path]) -> Iterator[tuple[Path, str]]:
    """The text of each output; that of PDFs, the slowest, is read beside the others."""
    pages = [path for path in outputs if path.suffix == ".pdf"]
    with ThreadPoolExecutor(max_workers=1) as pool:  # PDFium reads one file at a time
        read = {path: pool.submit(readable_text, outputs[path], path.name) for path in pages}
        for path, file in outputs.items():
            if path not in read:
                yield path, readable_text(file, path.name)
        for path in pages:
            yield path, read[path].result()


def _edition(path: Path) -> str:
    """The edition that a file is; empty for one beside the editions."""
    return path.suffix[1:] if path.suffix in {".pdf", ".epub", ".html", ".docx"} else ""


def _found(name: str, text: str, pieces: Iterable[WithheldText]) -> Iterator[Finding]:
    told = set()
    for piece in pieces:
        if piece.text not in text or piece.location in told:
            continue
        told.add(piece.location)
        what = "the text of a comment" if piece.comment else "what is withheld from it"
        shown = " ".join(piece.written.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        message = f"{name} would hold {what}: {shown}"
        hint = (
            "Nothing was published. If the words reach it another way (a figure, the data, "
            "report.yaml), take them out there; else this is a defect of Hakusho."
        )
        yield Finding(rule("OUT010"), piece.location, message, hint)


def strings_in(value: Any) -> Iterator[str]:
    """All strings in plain data, such as metadata."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from strings_in(inner)


def labels_of(examined: Examined) -> tuple[str, ...]:
    """The short texts that a paper's figures, data and sources bring into its outputs."""
    figures = examined.pictures.figures.values()
    works = examined.sources.bibliography.entries.values()
    return (
        *(text for figure in figures for text in (*figure.texts, figure.alt, figure.description)),
        *examined.data.values(),
        *(text for entry in works for text in entry.fields.values()),
    )
