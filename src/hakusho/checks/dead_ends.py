"""TYP005 to TYP007 and CIT034: headings without words, empty links and images, links amiss."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.checks.bibliography.links import without_tracking
from hakusho.findings import Finding, Location, Text, say
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.values.addresses import NETWORK, scheme_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hakusho.ast.nodes import Element, Link
    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.source.positions import Positions

_HOST = re.compile(
    r"www\.[\w-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|edu|eu|gov|info|int|io|jp|kr|mil|net|org|uk)(?=[/:?#]|$)"
)
"""How an address begins whose scheme was left out."""
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)$", re.IGNORECASE)
_MAIL = re.compile(r"[^/@\s]+@[^/@\s]+\.[A-Za-z]{2,}")


def check_dead_ends(draft: Draft) -> Iterator[Finding]:
    """Check headings, links and images in chapters and briefs.

    Yields:
        TYP005 for a heading without words, TYP006 for a link without words or an address and for
        an image without a file, CIT034 for an address that says how its author came to it, TYP007
        for one that leads to a file beside the text, which no edition takes along.
    """
    for text in draft.texts:
        for element in text.elements:
            if element["t"] in {"Header", "Image", "Link"}:
                at = element.get("at")
                where = draft.positions.place(at[0]) if at else Location(text.path)
                yield from _empty(element, where)
                if element["t"] == "Link":
                    yield from _leading_nowhere(element, where, text, draft)
                    yield from _tracking(element["c"][2][0], where)


def _empty(element: Element, where: Location) -> Iterator[Finding]:
    if element["t"] == "Header":
        if not stringify(element["c"][2]).strip():
            hint = "Write its words behind the #, or take it out."
            yield Finding.of("TYP005", where, "this heading has no words", hint)
    elif element["t"] == "Image":
        if not element["c"][2][0]:
            hint = "Write the file or the figure: ![words](map.png)."
            yield Finding.of("TYP006", where, "this image names no file", hint)
    elif element["t"] == "Link":
        address, shown = element["c"][2][0], element["c"][1]
        if not address:
            hint = r"Write the address, or the words alone: \[ and \] are brackets of the text."
            yield Finding.of("TYP006", where, "this link has no address", hint)
        elif not stringify(shown).strip() and not any(e["t"] == "Image" for e in elements(shown)):
            message = "this link has no words, so that nothing is printed of it"
            hint = "Write what leads there: [words]({address})."
            yield Finding.of("TYP006", where, message, hint, address)


def _tracking(address: str, where: Location) -> Iterator[Finding]:
    better = without_tracking(address)
    if better != address:
        message = "the address {problem}"
        slip = say("carries tracking parameters")
        yield Finding.of("CIT034", where, message, "Write {better}", slip, better)


def _leading_nowhere(link: Link, where: Location, text: Chapter, draft: Draft) -> Iterator[Finding]:
    target = link["c"][2][0]
    if target and not target.startswith("#") and scheme_of(target) in {"", NETWORK}:
        message = "'{target}' leads nowhere: no edition takes a file along"
        hint = (
            _misread(link, draft.positions)
            or _address(target)
            or _reference(unquote(target), text, draft)
        )
        yield Finding.of("TYP007", where, message, hint, target)


def _misread(link: Link, positions: Positions) -> Text | None:
    """What helps where an image or a citation is read as a link."""
    (ident, _, _), words, (target, _) = link["c"]
    if len(words) == 1 and words[0]["t"] == "Cite":
        key = words[0]["c"][0][0]["citationId"]
        return say("A place in a work stands in the same brackets: [@{key}, {place}].", key, target)
    if not (ident.startswith("fig-") or _IMAGE.search(target)):
        return None
    before = positions.letters(link["at"][0] - 1, 1) if link.get("at", (0,))[0] else ""
    if before == "！":
        return say("An image begins with a half-width !: write ![caption]({file}).", target)
    return say("An image begins with !: write ![caption]({file}).", target)


def _address(target: str) -> Text | None:
    """What helps where a link lacks the beginning of its address; ``None`` if it does not."""
    beginnings = ((_MAIL, "mailto:"), (_DOI, "https://doi.org/"), (_HOST, "https://"))
    if target.startswith("//"):
        return say("Write the whole address: {address}", f"https:{target}")
    for form, beginning in beginnings:
        if form.match(target):
            return say("Write the whole address: {address}", f"{beginning}{target}")
    return None


def _reference(target: str, text: Chapter, draft: Draft) -> Text:
    """What helps where a link names a chapter, or any other file."""
    path, _, fragment = target.partition("#")
    idents = _idents_in(path, text, draft)
    if idents is None and path.endswith(".md"):
        return say("Refer to a section of this paper by its id, @sec-x, which prints the number.")
    if idents is None:
        return say("Give an address that readers can reach, https://…, or write the words alone.")
    ident = fragment if fragment in idents else next(iter(idents), "")
    if is_cross_reference(ident):
        return say("Write @{ident}, which prints the number, or [words](#{ident}).", ident)
    if ident:
        return say("Write [words](#{ident}).", ident)
    return say("Give a heading there an id, {{#sec-x}}, and write @sec-x.")


def _idents_in(path: str, text: Chapter, draft: Draft) -> Collection[str] | None:
    """The ids, in order, of the chapter that a path names; ``None`` if it names none."""
    folder = PurePosixPath(text.path).parent
    names = {path, (folder / path).as_posix()}
    for each in draft.texts:
        if each.path in names or PurePosixPath(each.path).name == PurePosixPath(path).name:
            idents = (attr_of(element)[0] for element in each.elements)
            return dict.fromkeys(filter(None, idents))
    return None
