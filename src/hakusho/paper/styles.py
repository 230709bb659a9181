"""Citation styles: those that come with Hakusho, a house's own, or a CSL file of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, did_you_mean, say
from hakusho.paper.reading import decode, read_text
from hakusho.paper.settings import Citations
from hakusho.paper.source_file import SourceFile
from hakusho.paper.templates import own_file, shipped, template
from hakusho.tools import boundary

if TYPE_CHECKING:
    from pathlib import Path

STYLES = "citations"
"""Folder of ``templates/`` that holds citation styles."""
DEFAULT_STYLE = Citations().style
STYLE_OF_LANGUAGE = MappingProxyType({"ja": DEFAULT_STYLE, "en": "chicago-note-en"})
"""The shipped style for a brief that is in another language than its report."""


@dataclass(frozen=True, slots=True)
class StyleSource:
    """A citation style: its CSL file, and the choices that CSL cannot express, if it has any."""

    csl: SourceFile
    choices: SourceFile | None


def find_style(root: Path, name: str, where: Location) -> tuple[StyleSource, tuple[Finding, ...]]:
    """Find a citation style by its name or by the path of a CSL file; ``where`` names it.

    Returns:
        The style, the default one where it cannot be read; and what is wrong.
    """
    if not name.endswith(".csl"):
        known = shipped_styles()
        if name in known or own_file(root, f"{STYLES}/{name}.csl"):
            return _template_style(root, name), ()
        hint = did_you_mean(name, known, say("Styles here: {known}.", ", ".join(known)))
        finding = Finding.of("PAP002", where, "there is no style '{name}'", hint, name)
        return _template_style(root, DEFAULT_STYLE), (finding,)
    text, findings = read_text(root, name)
    if text is None:
        problems = tuple(
            Finding.of(f.rule, where, "{name}: {message}", f.hint, name, f.message)
            for f in findings
        )
        return _template_style(root, DEFAULT_STYLE), problems
    choices, beside = f"{name.removesuffix('.csl')}.yaml", None
    if boundary.is_there(root, choices):
        beside, problems = read_text(root, choices)
        findings = (*findings, *problems)
    source = None if beside is None else SourceFile(choices, beside)
    return StyleSource(SourceFile(name, text), source), findings


def shipped_styles() -> tuple[str, ...]:
    """Names of the citation styles that come with Hakusho."""
    return tuple(sorted(file.stem for file in (shipped() / STYLES).glob("*.csl")))


def _template_style(root: Path, name: str) -> StyleSource:
    csl = _template_file(root, f"{name}.csl")
    if csl is None:  # what is wrong with the house's own is said with all templates
        return _template_style(shipped().parent, DEFAULT_STYLE)
    return StyleSource(csl, _template_file(root, f"{name}.yaml"))


def _template_file(root: Path, name: str) -> SourceFile | None:
    """A file of a style; ``None`` if it is not there or cannot be read."""
    path = f"{STYLES}/{name}"
    try:
        text, _ = decode(f"templates/{path}", template(root, path).read_bytes())
    except OSError:
        return None
    return None if text is None else SourceFile(f"templates/{path}", text)
