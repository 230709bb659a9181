"""The citation style: a CSL file is checked before pandoc sees it.

A style that Hakusho orders (the choice ``order``) gets a sort key of ours; any other is handed on
as it is.

pandoc ignores a dangling macro and an unknown condition without a word, and stops without a line
number at everything else. Checked here: CSL 1.0.2, sections "Style Structure", "Dependent
Styles", "Choose"; and that the file is none of CSL-M, which only citeproc-js reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from lxml import etree

from hakusho.citations.choices import ORDER_VARIABLE, Choices, load_choices
from hakusho.findings import NOTHING, Finding, Location, Text, say
from hakusho.tools.keeping import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.paper.source_file import SourceFile
    from hakusho.paper.styles import StyleSource

NAMESPACE = "http://purl.org/net/xbiblio/csl"
_CONDITIONS = frozenset(
    {"disambiguate", "is-numeric", "is-uncertain-date", "locator", "match", "position", "type",
     "variable"}
)  # fmt: skip
_CSL_M_CONDITIONS = frozenset({"context", "jurisdiction", "language", "locale", "subjurisdictions"})
_INSTEAD_OF_CSL_M = say(
    "Only citeproc-js (Juris-M) reads CSL-M; take the style's CSL 1.0.2 edition, or a style that "
    "comes with Hakusho, which sets Japanese and Western works in a form of their own each."
)
_Problem = tuple[int, Text, Text]
"""Line, message, hint."""

_CSL_M = frozenset({"conditions", "condition", "institution", "institution-part"})


@dataclass(frozen=True, slots=True)
class Style:
    """A usable citation style.

    Attributes:
        kind: ``note``, or ``in-text`` for styles that cite in the running text.
        choices: What CSL cannot express.
    """

    path: str
    kind: Literal["note", "in-text"]
    text: str
    choices: Choices


@kept
def load_style(source: StyleSource) -> tuple[Style | None, tuple[Finding, ...]]:
    """Check a citation style.

    Returns:
        The style, or ``None`` and CIT006 for each reason why it cannot be used, with its line.
    """
    choices, wrong = load_choices(source.choices)
    style, findings = _load_csl(source.csl, choices)
    return (None if wrong else style), (*wrong, *findings)


def _load_csl(source: SourceFile, choices: Choices) -> tuple[Style | None, tuple[Finding, ...]]:
    if "<!DOCTYPE" in source.text or "<!ENTITY" in source.text:
        line = source.text[: source.text.index("<!")].count("\n") + 1
        message = say("a style must not declare a document type or entities")
        return None, (_finding(source.path, line, message),)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source.text.encode(), parser)
    except etree.XMLSyntaxError as error:
        message = say("not well-formed XML: {problem}", error.msg)
        return None, (_finding(source.path, error.lineno or 0, message),)
    if root.tag != _tag("style"):
        message = say("this is not a CSL style: its root is not <style> of CSL")
        return None, (_finding(source.path, _line(root), message),)
    problems = tuple(_finding(source.path, *problem) for problem in _problems(root))
    if problems:
        return None, problems
    kind: Literal["note", "in-text"] = "note" if root.get("class") == "note" else "in-text"
    text = _in_order(root, source.text) if choices.is_ordered_for else source.text
    return Style(source.path, kind, text, choices), ()


def _in_order(root: etree._Element, text: str) -> str:
    """The XML with our order of the bibliography, unless its entries are numbered as cited.

    Sorting there and not afterwards keeps year suffixes and dashes for repeated names right.
    """
    bibliography = root.find(_tag("bibliography"))
    numbered = (node.get("variable") == "citation-number" for node in root.iter("{*}*"))
    if bibliography is None or any(numbered):
        return text
    for sort in bibliography.findall(_tag("sort")):
        bibliography.remove(sort)
    sort = etree.Element(_tag("sort"))
    etree.SubElement(sort, _tag("key"), variable=ORDER_VARIABLE)
    bibliography.insert(0, sort)
    return etree.tostring(root, encoding="unicode")


def _problems(root: etree._Element) -> Iterator[_Problem]:
    parents = [link for link in root.iter(_tag("link")) if link.get("rel") == "independent-parent"]
    if parents:
        href = parents[0].get("href", "another style")
        file = f"{href.rstrip('/').rsplit('/', 1)[-1]}.csl"
        message = say("this style holds no rules, it only points to {href}", href)
        hint = say("Put {file} of the CSL style repository in its place.", file)
        yield _line(parents[0]), message, hint
        return
    if "mlz" in root.get("version", ""):
        message = say("version {version} is CSL-M, not CSL", root.get("version"))
        yield _line(root), message, _INSTEAD_OF_CSL_M
    if root.get("class") not in {"note", "in-text"}:
        yield _line(root), say('the class of a style is "note" or "in-text"'), NOTHING
    if root.find(_tag("citation")) is None:
        yield _line(root), say("this style has no <citation>"), NOTHING
    yield from _layouts(root)
    yield from _macros(root)
    for element in root.iter(*(_tag(name) for name in _CSL_M)):
        message = say("<{name}> belongs to CSL-M, not to CSL", etree.QName(element).localname)
        yield _line(element), message, _INSTEAD_OF_CSL_M
    for condition in root.iter(_tag("if"), _tag("else-if")):
        for name in sorted(set(map(str, condition.attrib)) - _CONDITIONS):
            message = say('CSL has no condition "{name}"; it would always be true', name)
            hint = _INSTEAD_OF_CSL_M if name in _CSL_M_CONDITIONS else NOTHING
            yield _line(condition), message, hint


def _layouts(root: etree._Element) -> Iterator[_Problem]:
    for name in ("citation", "bibliography"):
        for part in root.iter(_tag(name)):
            layouts = part.findall(_tag("layout"))
            if not layouts:
                yield _line(part), say("<{name}> has no <layout>", name), NOTHING
            for layout in layouts[1:]:
                message = say("<{name}> has a second <layout>, which only CSL-M knows", name)
                yield _line(layout), message, _INSTEAD_OF_CSL_M
            for layout in layouts[:1]:
                if "locale" in layout.attrib:
                    message = say("<layout locale=…> belongs to CSL-M, not to CSL")
                    yield _line(layout), message, _INSTEAD_OF_CSL_M


def _macros(root: etree._Element) -> Iterator[_Problem]:
    macros = {element.get("name"): element for element in root.iter(_tag("macro"))}
    calls: dict[str, list[str]] = {}
    for element in root.iter(_tag("text"), _tag("key")):
        called = element.get("macro")
        if called is None:
            continue
        if called not in macros:
            yield _line(element), say("no macro is named {name}", called), NOTHING
            continue
        inside = next(element.iterancestors(_tag("macro")), None)
        if inside is not None:
            calls.setdefault(str(inside.get("name")), []).append(called)
    for name, element in macros.items():
        if _reaches(str(name), str(name), calls, set()):
            yield _line(element), say("the macro {name} calls itself", name), NOTHING


def _reaches(start: str, goal: str, calls: dict[str, list[str]], seen: set[str]) -> bool:
    for called in calls.get(start, ()):
        if called == goal:
            return True
        if called not in seen:
            seen.add(called)
            if _reaches(called, goal, calls, seen):
                return True
    return False


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 0


def _finding(path: str, line: int, message: Text, hint: Text = NOTHING) -> Finding:
    return Finding.of("CIT006", Location(path, line), message, hint)
