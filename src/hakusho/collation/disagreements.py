"""Findings about editions that depart from the document: both places, and each fault once.

Where several editions depart in the same way, one finding names them all: what is wrong with every
edition is rather a fault of what they share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.collation.bare_text import shown
from hakusho.findings import Finding, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hakusho.collation.apparatus import Entry, Part
    from hakusho.collation.variants import Variant
    from hakusho.findings import Location
    from hakusho.findings.sentences import Text

RULES = frozenset({"OUT011", "OUT012", "OUT013", "OUT014", "OUT015"})
"""The rules of this room."""

_SHOWN = 60
"""Characters of a text that a message quotes, at most."""
_MOST = 20
"""Findings about one document, at most: an edition that is wrong throughout is one fault."""
_HINT = (
    "Nothing was published. This is a defect of Hakusho, of pandoc or Typst, or of a template of "
    "the paper's own: word the passage otherwise, or lower the rule in report.yaml to look at the "
    "edition."
)


def disagreements(
    found: Mapping[str, Iterable[Entry]], place: Callable[[Entry], Location]
) -> tuple[Finding, ...]:
    """Make findings of the apparatus of each file of a document.

    Args:
        found: The entries of each file, by its name.
        place: Where the author wrote what an entry is about.

    Returns:
        OUT011 for what is lost or said otherwise, OUT012 for what the document does not say or says
        once only, OUT013 for what stands elsewhere, OUT014 for notes.
    """
    files: dict[Entry, list[str]] = {}
    for name, entries in found.items():
        for entry in entries:
            files.setdefault(entry, []).append(name)
    made = (_finding(entry, ", ".join(names), place) for entry, names in files.items())
    return tuple(each for each, _ in zip(made, range(_MOST), strict=False))


def unreadable(name: str, error: Exception, where: Location) -> Finding:
    """OUT015 for a file that could not be read back."""
    return Finding.of(
        "OUT015", where, "{file} cannot be read back: {error}", _HINT, name, str(error)
    )


def _finding(entry: Entry, files: str, place: Callable[[Entry], Location]) -> Finding:
    if entry.part in {"notes", "mark", "number"}:
        return _about_note(entry, files, place(entry))
    variant, where = entry.variant, place(entry)
    here, there, after = map(_short, (variant.here, variant.there, variant.after))
    if entry.part == "front":
        message = "{file}: the title page does not say “{words}”"
        return Finding.of("OUT011", where, message, _HINT, files, here)
    part, before = _part(entry), say("“{words}”", after) if after else say("the beginning")
    if variant.fault == "changed":
        message = "{file}, {part}: “{there}” stands where the paper says “{here}”"
        return Finding.of("OUT011", where, message, _HINT, files, part, there, here)
    if variant.fault == "lost" and entry.part in {"figure", "formula", "reading"}:
        message = "{file}, {part}: “{words}” is missing"
        return Finding.of("OUT011", where, message, _HINT, files, part, here)
    if variant.fault == "lost":
        message = "{file}, {part}: “{words}” is missing after {before}"
        return Finding.of("OUT011", where, message, _HINT, files, part, here, before)
    return _too_much(variant, files, part, before, where)


def _too_much(variant: Variant, files: str, part: Text, before: Text, where: Location) -> Finding:
    there = _short(variant.there)
    if variant.fault == "moved":
        message = "{file}, {part}: “{words}” stands in another place than in the paper"
        return Finding.of("OUT013", where, message, _HINT, files, part, there)
    if variant.fault == "twice":
        message = "{file}, {part}: “{words}” stands there once more than in the paper"
        return Finding.of("OUT012", where, message, _HINT, files, part, there)
    message = "{file}, {part}: “{words}” stands after {before}, and not in the paper"
    return Finding.of("OUT012", where, message, _HINT, files, part, there, before)


def _about_note(entry: Entry, files: str, where: Location) -> Finding:
    variant, number = entry.variant, entry.note
    here, there = map(_short, (variant.here, variant.there))
    if entry.part == "mark":
        message = "{file}: the mark of note {number} says {there}"
        return Finding.of("OUT014", where, message, _HINT, files, here, there)
    if entry.part == "number":
        message = "{file}: note {number} has the number {there}"
        return Finding.of("OUT014", where, message, _HINT, files, here, there)
    if variant.fault == "lost":
        message = "{file}: note {number} is missing: “{words}”"
    elif variant.fault == "twice":
        message = "{file}: there is more than one note {number}: “{words}”"
    else:
        message = "{file}: there is a note {number} that the paper has not: “{words}”"
    return Finding.of("OUT014", where, message, _HINT, files, number, here or there)


def _part(entry: Entry) -> Text:
    """What an entry is in."""
    if entry.part == "note":
        return say("note {number}", entry.note)
    words: Mapping[Part, Text] = {
        "text": say("running text"),
        "caption": say("captions"),
        "table": say("tables"),
        "formula": say("formulas"),
        "figure": say("figures"),
        "reading": say("readings over words"),
    }
    return words[entry.part]


def _short(text: str) -> str:
    text = shown(text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
