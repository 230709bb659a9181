"""CIT014: Japanese works under a citation style that has no form for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.citations.choices import load_choices
from hakusho.findings import Finding, Location, Text, say, together
from hakusho.paper.folders import SETTINGS_PATH
from hakusho.paper.load import load_settings
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import STYLES, shipped_styles
from hakusho.paper.templates import shipped
from hakusho.paper.yaml_source import locate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.style import Style

_JAPANESE_LOCALE = re.compile(r"<style\b[^>]*\bdefault-locale\s*=\s*[\"']ja")
"""A style made for Japanese alone, for example SIST 02, has its own Japanese form."""


def check_style(text: CitedText) -> Iterator[Finding]:
    """CIT014, once, on what the citation style cannot do for the Japanese works that are cited."""
    style = text.style
    if style is None or style.choices.by_language or _JAPANESE_LOCALE.search(style.text):
        return
    japanese = {
        cited.work.key for cited in text.cited if cited.work is not None and cited.work.japanese
    }
    if not japanese:
        return
    works = say("{count} Japanese works", len(japanese))
    if len(japanese) == 1:
        works = say("1 Japanese work")
    message = "the style {name} sets {works} in its own form, without {lacking}"
    able = ", ".join(_shipped_for_japanese())
    hint = "Styles with a Japanese form: {able}. Keep this one if its form is what you want."
    values = (style_name(style), works, _lacking(style), able)
    yield Finding.of("CIT014", style_place(text.root), message, hint, *values)


def style_name(style: Style) -> str:
    """A style as messages name it."""
    return style.path.rsplit("/", 1)[-1].removesuffix(".csl")


def _lacking(style: Style) -> Text:
    lacking = [say("同上 and 前掲")] if style.kind == "note" else []
    lacking += [say("『』 and 「」 around titles"), say("頁")]
    lacking += [say("50音 order")] if style.choices.order == "style" else []
    return say("{things} and {last}", together(lacking[:-1], ", "), lacking[-1])


def style_place(root: Path) -> Location:
    """Where ``report.yaml`` says which style it is."""
    _, document, _ = load_settings(root)
    return locate(SETTINGS_PATH, document, ("citations", "style"))


def _shipped_for_japanese() -> Iterator[str]:
    for name in shipped_styles():
        file = shipped() / STYLES / f"{name}.yaml"
        if not file.is_file():
            continue
        choices, _ = load_choices(SourceFile(file.name, file.read_text(encoding="utf-8")))
        if choices.japanese_words:
            yield name
