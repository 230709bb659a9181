"""CIT037: LaTeX in a printed field that has no text, or that no bibliography may hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import place_in, values_of
from hakusho.citations.latex import has_text, math_left
from hakusho.citations.localization_keys import unknown_in
from hakusho.findings import Finding, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work

_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.)|$)")
_LINKS = frozenset({"url", "href", "nolinkurl", "path"})
_MAY_LINK = frozenset({"howpublished", "note", "addendum", "titleaddon", "url", "doi", "pubstate"})
_DANGEROUS = {
    **dict.fromkeys(("input", "include", "openin", "read", "verbatiminput", "lstinputlisting",
                     "import", "subfile", "includegraphics"), say("reads a file")),
    **dict.fromkeys(("write", "immediate", "openout", "special", "ShellEscape", "directlua",
                     "luaexec", "pdfshellescape"), say("writes a file or runs a program")),
    **dict.fromkeys(("def", "gdef", "edef", "xdef", "let", "newcommand", "renewcommand",
                     "providecommand", "catcode", "csname", "expandafter", "makeatletter",
                     "usepackage", "RequirePackage", "loop",
                     "newwrite"), say("changes what LaTeX is")),
}  # fmt: skip


def check_latex(audit: Audit) -> Iterator[Finding]:
    """CIT037 for each command that has no text, once for a field, and for leftover mathematics."""
    for work, field, value in values_of(audit.works, text=True):
        if "\\" in value:
            for command, offset in _unprintable(field, value):
                message = "\\{command} in {field} {why}"
                hint, values = _hint(command), (command, field, _why(command))
                yield _finding(work, field, offset, message, hint, *values)
            for key in unknown_in(value):
                message = "{field} calls {key}, which is no word of BibLaTeX's"
                hint = say("Write the words themselves.")
                yield _finding(work, field, value.find(key), message, hint, field, key)
        math = math_left(value)
        if math >= 0:
            message = "the mathematics in {field} is printed as typed"
            hint = say("Write it as text, with ² or ₂ where a digit is raised or lowered.")
            yield _finding(work, field, math, message, hint, field)


def _finding(work: Work, field: str, offset: int, message: str, hint: str, *values: str) -> Finding:
    return work.entry.finding("CIT037", place_in(work, field, offset), message, hint, *values)


def _unprintable(field: str, value: str) -> Iterator[tuple[str, int]]:
    seen = set()
    for match in _COMMAND.finditer(value):
        command = match[1] or match[2] or ""
        if command in seen or (command in _LINKS and field in _MAY_LINK):
            continue
        seen.add(command)
        if command in _DANGEROUS or not has_text(command):
            yield command, match.start()


def _why(command: str) -> Text:
    if command in _DANGEROUS:
        return say("{does}; it must never stand in a bibliography", _DANGEROUS[command])
    if command in _LINKS:
        return say("is a link, which no style expects there")
    return say("has no text that can be printed") if command else say("escapes nothing")


def _hint(command: str) -> Text:
    if command in _DANGEROUS:
        return say("Delete it; nothing of it is carried out.")
    if command in _LINKS:
        return say("Put the address into url and leave the text.")
    return say("Write the character or the text itself, or drop the command.")
