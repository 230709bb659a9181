"""The citation style: a CSL file is checked before pandoc sees it.

pandoc ignores a dangling macro and an unknown condition without a word, and stops without a line
number at everything else. Checked here: CSL 1.0.2, sections "Style Structure", "Dependent
Styles", "Choose"; and that the file is none of CSL-M, which only citeproc-js reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from lxml import etree

from hakusho.citations.choices import Choices, load_choices
from hakusho.findings import Finding, Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.paper.load import SourceFile, StyleSource

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_CONDITIONS = frozenset(
    {"disambiguate", "is-numeric", "is-uncertain-date", "locator", "match", "position", "type",
     "variable"}
)  # fmt: skip
_CSL_M = frozenset({"conditions", "condition", "institution", "institution-part"})


@dataclass(frozen=True, slots=True)
class Style:
    """A usable citation style.

    Attributes:
        path: Where it was read.
        kind: ``note``, or ``in-text`` for styles that cite in the running text.
        text: The XML.
        choices: What CSL cannot express.
    """

    path: str
    kind: Literal["note", "in-text"]
    text: str
    choices: Choices


def load_style(source: StyleSource) -> tuple[Style | None, tuple[Finding, ...]]:
    """Check a citation style.

    Args:
        source: Its files, decoded.

    Returns:
        The style, or ``None`` and CIT006 for each reason why it cannot be used, with its line.
    """
    choices, wrong = load_choices(source.choices)
    style, findings = _load_csl(source.csl, choices)
    return (None if wrong else style), (*wrong, *findings)


def _load_csl(source: SourceFile, choices: Choices) -> tuple[Style | None, tuple[Finding, ...]]:
    if "<!DOCTYPE" in source.text or "<!ENTITY" in source.text:
        line = source.text[: source.text.index("<!")].count("\n") + 1
        message = "a style must not declare a document type or entities"
        return None, (_finding(source.path, line, message),)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source.text.encode(), parser)
    except etree.XMLSyntaxError as error:
        message = f"not well-formed XML: {error.msg}"
        return None, (_finding(source.path, error.lineno or 0, message),)
    if root.tag != _tag("style"):
        message = "this is not a CSL style: its root is not <style> of CSL"
        return None, (_finding(source.path, _line(root), message),)
    problems = tuple(_finding(source.path, line, message) for line, message in _problems(root))
    if problems:
        return None, problems
    kind: Literal["note", "in-text"] = "note" if root.get("class") == "note" else "in-text"
    return Style(source.path, kind, source.text, choices), ()


def _problems(root: etree._Element) -> Iterator[tuple[int, str]]:
    parents = [link for link in root.iter(_tag("link")) if link.get("rel") == "independent-parent"]
    if parents:
        href = parents[0].get("href", "another style")
        yield _line(parents[0]), f"this style only points to {href}; use that style itself"
        return
    if root.get("class") not in {"note", "in-text"}:
        yield _line(root), 'the class of a style is "note" or "in-text"'
    if root.find(_tag("citation")) is None:
        yield _line(root), "this style has no <citation>"
    yield from _layouts(root)
    yield from _macros(root)
    for element in root.iter(*(_tag(name) for name in _CSL_M)):
        yield _line(element), f"<{etree.QName(element).localname}> belongs to CSL-M, not to CSL"
    for condition in root.iter(_tag("if"), _tag("else-if")):
        for name in sorted(set(map(str, condition.attrib)) - _CONDITIONS):
            yield _line(condition), f'CSL has no condition "{name}"; it would always be true'


def _layouts(root: etree._Element) -> Iterator[tuple[int, str]]:
    for name in ("citation", "bibliography"):
        for part in root.iter(_tag(name)):
            layouts = part.findall(_tag("layout"))
            if not layouts:
                yield _line(part), f"<{name}> has no <layout>"
            for layout in layouts[1:]:
                yield _line(layout), f"<{name}> has a second <layout>, which only CSL-M knows"
            for layout in layouts[:1]:
                if "locale" in layout.attrib:
                    yield _line(layout), "<layout locale=…> belongs to CSL-M, not to CSL"


def _macros(root: etree._Element) -> Iterator[tuple[int, str]]:
    macros = {element.get("name"): element for element in root.iter(_tag("macro"))}
    calls: dict[str, list[str]] = {}
    for element in root.iter(_tag("text"), _tag("key")):
        called = element.get("macro")
        if called is None:
            continue
        if called not in macros:
            yield _line(element), f"no macro is named {called}"
            continue
        inside = next(element.iterancestors(_tag("macro")), None)
        if inside is not None:
            calls.setdefault(str(inside.get("name")), []).append(called)
    for name, element in macros.items():
        if _reaches(str(name), str(name), calls, set()):
            yield _line(element), f"the macro {name} calls itself"


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
    return f"{{{_NAMESPACE}}}{name}"


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 0


def _finding(path: str, line: int, message: str) -> Finding:
    hint = ""
    if "CSL-M" in message:
        hint = (
            "CSL-M styles run in Juris-M alone: use the style's CSL 1.0.2 version, or name a "
            "style that Hakusho ships, for example policy-note-ja."
        )
    return Finding(rule("CIT006"), Location(path, line), message, hint)
