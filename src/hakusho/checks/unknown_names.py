"""TYP004, TYP008: classes, attributes and measures that nothing knows or that an edition drops."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, children, stringify
from hakusho.checks.condition_mistakes import without_condition
from hakusho.figures.registry import drawn_by
from hakusho.findings import Finding, Location, Text, say, slips, together
from hakusho.manuscript.conditions import Reader, is_hidden_in, is_passage, reader_of
from hakusho.manuscript.excerpts import CLASS as EXCERPT
from hakusho.manuscript.float_places import HERE, PLACE, PLACES
from hakusho.manuscript.known_names import (
    CLASSES,
    CONDITIONS,
    DIVISION,
    FOR_BROWSERS,
    FOR_SCRIPTS,
    HEADING,
    IMAGE,
    KEYS,
    LINK,
    WORDS,
    Known,
    keys_of,
    offered,
)
from hakusho.manuscript.stated_widths import stated_mm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from hakusho.ast.nodes import Element, Tree
    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.source.positions import Positions

_SHORT = 6
_BRACES = re.compile(r"[{｛][^{}｛｝]*[}｝]")
_WORD = re.compile(r"\w")
_IN_A_LINE = "this figure stands within a line: it gets no caption and no number"
_APART = "Put it into a paragraph of its own, with an empty line before and after it."
_BADLY_QUOTED = re.compile(
    r"""(?P<key>[A-Za-z][\w-]*)=(?P<mark>[“”‘’](?![^\s}]+[“”‘’](?:[\s}]|$))|[„＂＇]"""
    r"""|'(?![^']*')|"(?![^"]*"))"""
)
_RUN = say("A browser would act upon it, so no edition has it: take it out.")
_LOOK = say("No edition has it: write *emphasis*, or a class that a template of yours sets.")
_CALLOUT = re.compile(r"\.(?:callout|admonition|message|alert|panel)")
"""How boxes are called in Quarto, Sphinx, Zenn, Bootstrap and Confluence."""
_SHARE = re.compile(r"\d+(?:\.\d+)?%")
_KINDS = {
    DIVISION: say("a division"),
    WORDS: say("words in brackets"),
    HEADING: say("a heading"),
    IMAGE: say("an image"),
    LINK: say("a link"),
    "Table": say("a table"),
    "Figure": say("a figure"),
    "Code": say("code"),
    "CodeBlock": say("code"),
}


@dataclass(frozen=True, slots=True)
class House:
    """What a paper makes of names.

    Attributes:
        editions: Which editions the report has.
        briefs: Which ones each brief has, by its name.
        figures: The names of its figure modules, which read widths themselves.
        styled: The names that its own templates know; asked only for a name that nothing else does.
    """

    editions: frozenset[str]
    briefs: Mapping[str, frozenset[str]]
    figures: Collection[str]
    styled: Callable[[], Collection[str]]


def check_names(draft: Draft, house: House, reader: Reader) -> Iterator[Finding]:
    """Check the classes and attributes in chapters and briefs.

    Yields:
        TYP004 for each that means nothing where it stands, or that some editions drop there;
        TYP008 for a measure of an image or a column that no edition can follow; FIG017 for a place
        that is none.
    """
    for chapter in draft.chapters:
        yield from _Text(chapter, draft.positions, house, reader, house.editions).findings()
    for name, brief in draft.briefs.items():
        editions = house.briefs[name]
        written_for = reader_of(draft, name, reader.language)
        yield from _Text(brief, draft.positions, house, written_for, editions).findings()


@dataclass(slots=True)
class _Text:
    """One text that is looked through."""

    chapter: Chapter
    positions: Positions
    house: House
    reader: Reader
    editions: frozenset[str]
    _shown: Mapping[int, frozenset[str]] | None = None

    def findings(self) -> Iterator[Finding]:
        yield from self._images_in_lines()
        for element in self.chapter.elements:
            _, classes, pairs = attr_of(element)
            keys = [key for key, _ in pairs]
            yield from self._unclosed(element)
            if pairs:
                yield from self._for_browsers(element, classes, keys)
            if (classes or pairs) and EXCERPT not in classes:
                yield from self._element(element, classes, keys)
                yield from self._measures(element, classes, dict(pairs))

    def _images_in_lines(self) -> Iterator[Finding]:
        """Figures within a sentence, which are drawn in its line, without caption and number."""
        referred = {
            each["c"][0][0]["citationId"] for each in self.chapter.elements if each["t"] == "Cite"
        }
        for element in self.chapter.elements:
            if element["t"] not in {"Para", "Plain"}:
                continue
            around = [each for each in element["c"] if each["t"] != "Image"]
            if not _WORD.search(_BRACES.sub("", stringify(around))):
                continue
            for image in element["c"]:
                if image["t"] != "Image" or attr_of(image)[0] in referred:
                    continue  # XRF001 says so
                if attr_of(image)[0].startswith("fig-"):
                    message, hint = _IN_A_LINE, _APART
                    at = image.get("at")
                    where = self.positions.place(at[0]) if at else Location(self.chapter.path)
                    yield Finding.of("TYP004", where, message, hint)

    def _for_browsers(
        self, element: Element, classes: list[str], keys: list[str]
    ) -> Iterator[Finding]:
        """What a browser would run, load or lay out, which no edition has."""
        if any(name in CONDITIONS for name in classes):
            return  # CND002 says so
        for key in dict.fromkeys(keys):
            if FOR_BROWSERS.fullmatch(key.lower()):
                yield from self._name(element, key, None, keys)

    def _unclosed(self, element: Element) -> Iterator[Finding]:
        """Values in quotation marks that pandoc takes for letters of theirs."""
        at = element.get("attributes")
        written = self.positions.letters(at[0], at[1] - at[0]) if at else ""
        for match in _BADLY_QUOTED.finditer(written) if "=" in written else ():
            message = "the value of {key} begins with {mark}, which is no quotation mark here"
            hint = 'Write straight quotation marks on both sides: {key}="…".'
            where = self._place(element, match[0])
            yield Finding.of("TYP004", where, message, hint, match["key"], match["mark"])

    def _element(self, element: Element, classes: list[str], keys: list[str]) -> Iterator[Finding]:
        if without_condition(element, self.house.editions) is not None:
            return  # CND001 says so
        is_code = element["t"] in {"Code", "CodeBlock"}
        unknown = False
        for name in dict.fromkeys(classes):
            known = CLASSES.get(name)
            if is_code and (known is None or element["t"] not in known.on):
                continue  # a language
            if known is None and name in self.house.styled():
                continue
            unknown |= known is None
            yield from self._name(element, f".{name}", known, keys)
        if unknown or any(name in CONDITIONS for name in classes):
            keys = [key for key in keys if key in KEYS]  # of the others CND002 speaks
        given = keys_of(*classes)
        for key in dict.fromkeys(keys):
            known = KEYS.get(key)
            if key in given or key.startswith(FOR_SCRIPTS) or FOR_BROWSERS.fullmatch(key.lower()):
                continue
            if known is not None or key not in self.house.styled():
                yield from self._name(element, key, known, keys)

    def _name(
        self, element: Element, name: str, known: Known | None, keys: list[str]
    ) -> Iterator[Finding]:
        """What is to be said of one class, with its dot, or of one attribute."""
        kind = _KINDS[element["t"]]
        where = self._place(element, name if name.startswith(".") else f"{name}=")
        if known is None:
            what = say("class") if name.startswith(".") else say("attribute")
            advice, message = _advice(element["t"], name, keys), "nothing knows the {what} '{name}'"
            yield Finding.of("TYP004", where, message, advice, what, name)
        elif element["t"] not in known.on:
            if name.removeprefix(".") in CONDITIONS and keys:
                return  # CND005 says so
            message, hint = "'{name}' means nothing on {kind}", "It is for {others}."
            others = together(sorted(_KINDS[each] for each in known.on), " and ")
            yield Finding.of("TYP004", where, message, hint, name, kind, others)
        elif dropped := self._dropping(element, known):
            message = "'{name}' is dropped in {editions}"
            yield Finding.of("TYP004", where, message, known.hint, name, dropped)

    def _dropping(self, element: Element, known: Known) -> str:
        """The editions that show an element and drop what is known of it, in words."""
        waits = known.of_briefs and not known.kept_by and self.house.briefs
        if waits or (known.of_briefs and self.reader.brief) or self.editions <= known.kept_by:
            return ""
        if self._shown is None:
            self._shown = dict(_shown(self.chapter.blocks, self.reader, self.editions))
        shown = self._shown[id(element)]
        if not known.kept_by and shown:
            return "every edition"
        return ", ".join(sorted(name.upper() for name in shown - known.kept_by))

    def _measures(
        self, element: Element, classes: list[str], given: dict[str, str]
    ) -> Iterator[Finding]:
        width, place = given.get("width"), given.get(PLACE, HERE)
        if element["t"] in {"Image", "Table", "Figure"} and place not in PLACES:
            message, hint = "it cannot stand in '{place}'", "Write {places}."
            places = ", ".join(f"place={each}" for each in PLACES)
            where = self._place(element, f"{PLACE}=")
            yield Finding.of("FIG017", where, message, hint, place, places)
        if element["t"] == "Image":
            is_file = not drawn_by(element["c"][2][0], self.house.figures)
            if width is not None and is_file and stated_mm(width, 1) is None:
                hint = "State mm, cm, in or % of the text's width: width=75mm."
                yield self._measure(element, "width", width, hint)
            if "height" in given and width is None:  # else the width says how tall it is
                hint = "State the width, to which the height keeps its proportion: width=75mm."
                yield self._measure(element, "height", given["height"], hint)
        elif "column" in classes and width is not None and not _SHARE.fullmatch(width):
            hint = "State the column's share of the width: width=60%."
            yield self._measure(element, "width", width, hint)

    def _measure(self, element: Element, key: str, value: str, hint: str) -> Finding:
        message = 'no edition follows {key}="{value}"'
        return Finding.of("TYP008", self._place(element, f"{key}="), message, hint, key, value)

    def _place(self, element: Element, text: str) -> Location:
        at = element.get("attributes", element.get("at"))
        if at is None:
            return Location(self.chapter.path)
        return self.positions.place(self.positions.find(at, text))


def _advice(kind: str, name: str, keys: list[str]) -> Text:
    """The name that may be meant on an element of a kind, else those that there are."""
    if kind == DIVISION and _CALLOUT.match(name):
        return say('For a box write ::: {{.box title="…"}}.')
    if FOR_BROWSERS.fullmatch(name.lower()):
        return _LOOK if name == "style" else _RUN
    dot, table = (".", CLASSES) if name.startswith(".") else ("", KEYS)
    # Who means a condition says its key, too.
    unasked = [each for each in CONDITIONS if frozenset(keys_of(each)).isdisjoint(keys)]
    meant = [f"{dot}{each}" for each in table if kind in table[each].on and each not in unasked]
    if near := _nearest(name, meant):
        return say("Did you mean '{name}'?", near)
    here = ", ".join(f"{dot}{each}" for each in offered(table, kind))
    if not here:
        return say("It is printed nowhere: take it out.")
    return say("On {kind} there are: {known}.", _KINDS[kind], here)


def _nearest(name: str, known: list[str]) -> str:
    """The known name that is a slip away, or a part of a compound (``fig-alt``); else empty.

    Similar names are no slips: a ``.note`` is not meant as ``.not``.
    """
    if not name.startswith("."):
        parts = [part for part in name.split("-") if part in known]
        if parts:
            return parts[-1]
    at_most = 1 if len(name) <= _SHORT else 2
    near = [(slips(name, each, at_most=at_most), each) for each in known]
    best, found = min(near, default=(at_most + 1, ""))
    return found if best <= at_most else ""


def _shown(
    node: Tree, reader: Reader, editions: frozenset[str]
) -> Iterator[tuple[int, frozenset[str]]]:
    """Each element by its identity, with the editions that show it to a reader."""
    for element in children(node):
        shown = editions
        if is_passage(element):
            shown = frozenset(each for each in editions if not is_hidden_in(element, reader, each))
        yield id(element), shown
        yield from _shown(element, reader, shown)
