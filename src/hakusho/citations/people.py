"""Who made a work, as the style prints it: authors, editors, translators and their roles.

CSL 1.0.2 has one separator for all lists of names and no variable for what an editor did. So
items of a style that sets works by language carry more:

* In a list of Japanese names the style sets ``Mark.BETWEEN_NAMES`` between two, and the first
  name tells what that is to be: ``・``, or ``、`` where a name holds a ``・`` or a space itself.
* ``ウォルツ, ケネス`` is handed on as family and given name, so that a later note can print the
  family name alone. A mark in the family name makes citeproc print the given name before it, and
  one after the given name stands for the ``・`` (the wording acts on all of these).
* ``source`` says what the editors did (編, 監修 …), ``dimensions`` what the authors did besides
  writing (編著) or instead of it (発言), and ``director`` holds translators who supervised (監訳).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hakusho.citations.names import NATIVE, Name, csl_names, is_foreigner, spelled
from hakusho.citations.script import given_in_katakana
from hakusho.citations.works import names_in
from hakusho.values.letters import has_japanese
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hakusho.citations.works import Work

Item = dict[str, Any]

_GIVEN_FIRST = "\u200e"
"""citeproc takes a name with this character for one that prints the given name first."""

_ROLES = {
    "supervisor": "監修", "compiler": "編", "redactor": "校訂", "reviser": "改訂",
    "collaborator": "編集協力", "organizer": "企画",
}  # fmt: skip
_TRANSLATION = {"supervisor": "監訳", "監修": "監訳", "監訳": "監訳"}
_ANNOTATION = re.compile(r"(\d+)\s*=\s*\"?(\w+)")
_WHOLE_BOOKS = frozenset({"book", "report", "pamphlet", "periodical"})
_BY_TITLE = frozenset({"legislation", "treaty"})


def responsible(work: Work) -> tuple[Name, ...]:
    """The names that an entry begins with, and is sorted and cited by.

    Returns:
        Authors, else editors, else the body that issued a report; none for works that are known
        by their title: laws, treaties and, in Japanese, proceedings of the Diet.
    """
    if work.kind in _BY_TITLE or _speak(work):
        return ()
    if work.authors or work.editors:
        return work.authors or work.editors
    body = work.text("institution", "organization") if work.kind == "report" else ""
    return ({"literal": body},) if body else ()


def people(work: Work, *, by_language: bool) -> Item:
    """The name variables of an item and the words for roles; empty ones are to be left out."""
    editors = work.editors
    authors = work.authors if _speak(work) else responsible(work) if not editors else work.authors
    both = bool(authors) and authors == editors and work.kind in _WHOLE_BOOKS
    if both:
        authors, editors = (authors, ()) if work.japanese else ((), editors)
    container = names_in(work.entry, "bookauthor")
    supervisors, translators = _translators(work)
    marked = by_language and work.japanese
    if not marked:
        translators, supervisors = work.translators, ()
    lists = {
        "author": authors,
        "editor": editors,
        "translator": translators,
        "director": supervisors,
        "editorial-director": supervising_editors(work) if marked else (),
        "container-author": () if container == authors else container,
    }
    item: Item = {name: _printed(names, marked=marked) for name, names in lists.items()}
    if marked:
        item["source"] = role_of_editors(work.text("editortype")) if editors else ""
        item["dimensions"] = "編著" if both else "発言" if _speak(work) else ""
    return item


def is_spaced(names: Iterable[Name]) -> bool:
    """Whether a list of Japanese names needs ``、`` between them."""
    return any("・" in spelled(name) or " " in spelled(name) for name in names)


def _speak(work: Work) -> bool:
    """Whether the authors are persons who speak in Japanese proceedings.

    They are named after the page, and the proceedings are known by their title.
    """
    if work.kind != "hearing" or not work.japanese:
        return False
    return any("literal" not in name for name in work.authors)


def role_of_editors(declared: str) -> str:
    """What an editor did: BibLaTeX's word for it (3.18, ``editortype``), or a Japanese one."""
    return declared if has_japanese(declared) else _ROLES.get(declared.lower(), "編")


def supervising_editors(work: Work) -> tuple[Name, ...]:
    """Editors of the second kind (BibLaTeX 3.18, ``editora``), where they supervised."""
    if work.text("editoratype").lower() not in {"supervisor", "監修"}:
        return ()
    return tuple(csl_names(work.raw("editora")))


def _translators(work: Work) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Those who supervised the translation, and the others.

    ``translatortype = {監訳}`` says it of all, ``translator+an = {1=監訳}`` (BibLaTeX 3.18, "Data
    Annotations") of those that it numbers.
    """
    names = work.translators
    if work.text("translatortype").lower() in _TRANSLATION:
        return names, ()
    numbers = {
        int(number)
        for number, word in _ANNOTATION.findall(work.raw("translator+an"))
        if word.lower() in _TRANSLATION
    }
    supervised = tuple(name for at, name in enumerate(names, 1) if at in numbers)
    return supervised, tuple(name for at, name in enumerate(names, 1) if at not in numbers)


def _printed(names: Sequence[Name], *, marked: bool) -> list[Name]:
    """Names for citeproc, with the marks of a style that sets works by language."""
    printed = [_for_citeproc(name, marked=marked) for name in names]
    if marked and len(printed) > 1:
        mark = Mark.SEPARATED if is_spaced(names) else Mark.JOINED
        part = "family" if "family" in printed[0] else "literal"
        printed[0] = {**printed[0], part: mark + printed[0][part]}
    return printed


def _for_citeproc(name: Name, *, marked: bool) -> Name:
    if is_foreigner(name):
        given, after = given_in_katakana(name["given"])
        mark = Mark.MIDDLE_DOT if after == "・" else ""
        divided = {"family": name["family"] + _GIVEN_FIRST, "given": given + mark}
        name = divided if marked else {"literal": spelled(name)}
    return {part: value.replace("'", "’") for part, value in name.items() if part != NATIVE}
