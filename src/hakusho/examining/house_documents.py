"""A paper's own Word documents, as templates: what they say on each page, what cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location
from hakusho.paper.metadata import brief_metadata, metadata_of
from hakusho.paper.templates import own_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from hakusho.examining.examined import ExaminedBrief
    from hakusho.paper.load import Paper

_REPORT, _BRIEF = "docx/reference.docx", "docx/brief.docx"


def check_house_documents(paper: Paper, briefs: Iterable[ExaminedBrief]) -> Iterator[Finding]:
    """Check the documents that stand for ``templates/docx``.

    Yields:
        TPL003 for words that are printed on each page as they are, TPL004 for what is left out. One
        that cannot be used at all is for the trial of templates to say.
    """
    root = paper.root
    if own_file(root, _REPORT) is not None:
        yield from _check(paper, _REPORT, metadata_of(root, paper.settings))
    brief = next(iter(briefs), None)
    if brief is not None and own_file(root, _BRIEF) is not None:
        given = brief_metadata(root, paper.settings, brief.source, brief.layout, "")
        yield from _check(paper, _BRIEF, given)


def _check(paper: Paper, name: str, metadata: Mapping[str, Any]) -> Iterator[Finding]:
    # Few papers have such a document, and what reads it takes long to load.
    from hakusho.editions.docx_reference import adopted_template, with_page  # noqa: PLC0415
    from hakusho.editions.edition import ReferenceDocumentError  # noqa: PLC0415

    where = Location(f"templates/{name}")
    try:
        adopted = adopted_template(paper.root, with_page(metadata))
    except ReferenceDocumentError:
        return
    if adopted is None:
        return
    for words in adopted.words:
        message = "its head or foot says '{words}' on each page of every document"
        hint = (
            "If these are words of one paper, write {{{{ title }}}}, {{{{ date }}}} or "
            "{{{{ classification }}}} in their place in Word; if they are the house's, accept this."
        )
        yield Finding.of("TPL003", where, message, hint, words)
    for what in adopted.unused:
        message = "this template is used without {what}"
        yield Finding.of("TPL004", where, message, "Take it out in Word, or accept this.", what)
