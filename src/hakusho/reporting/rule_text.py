"""Rules in words: the page of one, and the reference of all (``docs/rules.md``), as Markdown."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hakusho.findings import RULES
from hakusho.findings.selectors import FAMILIES, rules_of
from hakusho.reporting.rule_page import load_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.findings import Rule
    from hakusho.reporting.rule_page import Example, RulePage

SETTINGS = "report/report.yaml"
_LANGUAGES = {".md": "markdown", ".bib": "bibtex", ".csl": "xml", ".py": "python"}
_PREFACE = """\
# Rules

Every rule that Hakusho checks: what it finds, why, and an example. *Essential* rules can be neither
silenced nor lowered, since nothing can be built while a finding of them stands; how to silence or
lower the others is in [findings](findings.md). `hakusho rule CIT001` prints the same on a terminal.

<!-- Written by `hakusho rule --all`; a test holds it against the rules. -->
"""


def page_of(rule: Rule, page: RulePage | None) -> str:
    """The page of a rule, as ``hakusho rule`` prints it.

    Args:
        rule: The rule.
        page: Its page, if there is one.

    Returns:
        Markdown that ends with a line break.
    """
    return f"# {rule.id}: {rule.summary}\n\n" + _join((*_body(rule, page), *_silencing(rule)))


def reference() -> str:
    """The reference of all rules, as Markdown."""
    parts = [_PREFACE.rstrip("\n"), "\n".join(_table())]
    for family, title in FAMILIES.items():
        parts.append(f"## {family}: {title}")
        for rule in rules_of(family):
            parts += [f"### {rule.id}", f"*{_sentence(rule.summary)}*"]
            parts += _body(rule, load_page(rule.id))
    return _join(parts)


def listing() -> str:
    """One line for each rule: id, severity, summary."""
    lines = [
        f"{rule.id}  {rule.severity:<7}  {rule.summary}{' (essential)' if rule.essential else ''}"
        for rule in RULES.values()
    ]
    return "\n".join(lines) + "\n"


def _table() -> Iterator[str]:
    yield "| rule | severity | what it finds | |"
    yield "|---|---|---|---|"
    for family, title in FAMILIES.items():
        yield f"| **{family}** | | {title} | |"
        for rule in rules_of(family):
            remark = "essential " if rule.essential else ""
            link = f"[{rule.id}](#{rule.id.lower()})"
            yield f"| {link} | {rule.severity} | {rule.summary} | {remark}|"


def _body(rule: Rule, page: RulePage | None) -> Iterator[str]:
    traits = [rule.severity.value]
    if rule.essential:
        traits.append("essential")
    if page and page.fix:
        traits.append("mended by `hakusho check --fix`")
    yield _sentence(", ".join(traits))
    if page:
        yield page.why.strip()
        if page.example:
            yield from _example(page.example)


def _example(example: Example) -> Iterator[str]:
    if example.bad:
        yield f"Found in `{example.file}`{', by a build' if example.build else ''}:"
        yield _fenced(example.file, example.bad)
    else:
        yield f"Found in `{example.file}` if it is empty."
    yield "Prints:"
    yield _fenced(".text", example.prints)
    yield "Mended:"
    yield _fenced(example.file, example.good)
    if example.report:
        yield f"Here `{SETTINGS}` has:"
        yield _fenced(SETTINGS, example.report)
    for path, text in example.others.items():
        yield f"Here `{path}` is:"
        yield _fenced(path, text)


def _silencing(rule: Rule) -> Iterator[str]:
    yield "## To silence it"
    if rule.essential:
        yield "That is not possible: nothing can be built while a finding of it stands."
        return
    yield ("In a chapter, within the line or above the block; in a `.bib` file, above the entry:")
    yield _fenced(".md", f"<!-- hakusho: ignore {rule.id} -- why -->")
    yield f"Or in `{SETTINGS}`, where it stays visible and fails nothing; or for the whole paper:"
    settings = f"""\
checks:
  exceptions:
    - {{rule: {rule.id}, entry: citekey, reason: why}}
  severity: {{{rule.id}: off}}
"""
    yield _fenced(SETTINGS, settings)


def _fenced(path: str, text: str) -> str:
    """A code block whose fence is longer than any in the text."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    suffix = PurePosixPath(path).suffix or path
    language = _LANGUAGES.get(suffix, suffix.removeprefix("."))
    body = text if text.endswith("\n") or not text else f"{text}\n"
    return f"{fence}{language}\n{body}{fence}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _join(parts: tuple[str, ...] | list[str]) -> str:
    return "\n\n".join(parts) + "\n"
