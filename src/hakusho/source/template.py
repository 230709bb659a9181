"""Jinja2 in chapters: values in prose, strict about what is undefined, sandboxed.

Comments are ``{%# … #%}``, because ``{#sec-a}`` is a Markdown attribute. A name or a fact that
does not exist is found before rendering, by reading the template's syntax tree, so that all of a
chapter's mistakes are reported and not only the first.
"""

from __future__ import annotations

import re
import traceback
from contextlib import suppress
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import (
    ChainableUndefined,
    StrictUndefined,
    TemplateSyntaxError,
    Undefined,
    meta,
    nodes,
)
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from rapidfuzz import process

from hakusho.data.errors import ValueForAuthorError
from hakusho.findings import Finding, Location, rule
from hakusho.source.positions import Prepared
from hakusho.source.template_calls import SYNTAX
from hakusho.source.template_places import PlaceMarks, prepared_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

    from hakusho.data.prose import Vocabulary

_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_KEPT_FOR_LATER = re.compile(
    r"\{%-?\s*(?:macro\b|set\b(?:(?!%\}|=).)*%\}).*?\{%-?\s*end(?:macro|set)\b.*?%\}", re.DOTALL
)
_BLANKED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def render(path: str, source: str, names: Vocabulary) -> tuple[Prepared, tuple[Finding, ...]]:
    """Render a chapter's template.

    Args:
        path: The chapter, for findings.
        source: Its text.
        names: What it may use.

    Returns:
        The Markdown, and where each piece of it comes from. If there are findings the text is
        only good for further checks.
    """
    if "{{" not in source and "{%" not in source:
        return Prepared(source), ()
    strict = _environment(names, StrictUndefined)
    try:
        tree = strict.parse(source, filename=path)
    except TemplateSyntaxError as error:
        where = _where(path, source, error.lineno, "")
        message = f"this template expression cannot be read: {error.message}"
        return _blanked(source), (Finding(rule("TPL001"), where, message),)
    filters = tuple(_unknown_filters(path, source, tree, strict))
    if filters:
        return _blanked(source), filters  # Jinja2 cannot compile such a template at all
    findings = (
        *_unknown_names(path, source, tree, names),
        *_unknown_things(path, source, tree, names),
    )
    if findings:
        # The build stops anyway; a lenient rendering lets the other checks see the text.
        lenient = _environment(names, ChainableUndefined)
        return _run(lenient, path, source)[0], findings
    return _run(strict, path, source)


def speaking(source: str, spans: Sequence[tuple[int, int]], *, inside: bool) -> str:
    """A template in which only some expressions are left.

    Args:
        source: A chapter's.
        spans: Ranges of it.
        inside: Whether the expressions in the ranges are left, or those outside.

    Returns:
        The template, as long as before. What is kept in a name to print later stays.
    """
    kept = [match.span() for match in _KEPT_FOR_LATER.finditer(source)]

    def left(match: re.Match[str]) -> str:
        at = match.start()
        here = any(start <= at < end for start, end in spans)
        if here is inside or any(start <= at < end for start, end in kept):
            return match[0]
        return re.sub(r"[^\n]", " ", match[0])

    return _EXPRESSION.sub(left, source)


def _environment(names: Vocabulary, undefined: type[Undefined]) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        undefined=undefined,
        autoescape=False,  # the output is Markdown; values escape themselves for it
        **SYNTAX,
        finalize=partial(_printable, names.printed),
        extensions=[PlaceMarks],
    )
    environment.globals = dict(names.functions)
    environment.filters = {**environment.filters, **names.filters}
    return environment


def _printable(kinds: tuple[type, ...], value: object) -> object:
    """A value as it may stand in prose: no None, no yes or no, nothing of Python's."""
    if isinstance(value, (str, Undefined, *kinds)):
        return value
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return value
    if value is None:
        raise ValueForAuthorError("this expression has no value, and would print 'None'")
    what = "yes or no" if isinstance(value, bool) else "no text and no number"
    raise ValueForAuthorError(f"this expression is {what}, and cannot be printed")


def _run(environment: Environment, path: str, source: str) -> tuple[Prepared, tuple[Finding, ...]]:
    code = environment.compile(source, name=path, filename=path)
    template = environment.template_class.from_code(environment, code, environment.globals)
    try:
        return prepared_from(template.render()), ()
    except SecurityError as error:
        problem, rule_id = f"this is not allowed in a chapter: {error}", "TPL001"
        failed: Exception = error
    except TemplateError as error:
        problem, rule_id, failed = error.message or "undefined", "TPL002", error
    except ValueForAuthorError as error:
        problem, rule_id, failed = str(error), "DAT005", error
    except Exception as error:  # noqa: BLE001  whatever an author's expression raises
        said = str(error).rsplit("<locals>.", 1)[-1]  # an author's mistake in calling a function
        problem, rule_id, failed = f"{type(error).__name__}: {said}", "TPL001", error
    frames = traceback.extract_tb(failed.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == path), 0)
    finding = Finding(rule(rule_id), _where(path, source, line or 0, "{{"), problem)
    return _blanked(source, environment), (finding,)


def _unknown_names(
    path: str, source: str, tree: nodes.Template, names: Vocabulary
) -> Iterator[Finding]:
    undeclared = meta.find_undeclared_variables(tree) - set(names.functions)
    for node in tree.find_all(nodes.Name):
        if node.name in undeclared and node.ctx == "load":
            near = process.extractOne(node.name, list(names.functions), score_cutoff=60)
            hint = f"Did you mean {near[0]}(…)?" if near else ""
            where = _where(path, source, node.lineno, node.name)
            yield Finding(rule("TPL002"), where, f"'{node.name}' is undefined", hint)


def _unknown_filters(
    path: str, source: str, tree: nodes.Template, environment: Environment
) -> Iterator[Finding]:
    for call in tree.find_all(nodes.Filter):
        if call.name not in environment.filters:
            where = _where(path, source, call.lineno, call.name)
            near = process.extractOne(call.name, sorted(environment.filters), score_cutoff=60)
            hint = f"Did you mean '{near[0]}'?" if near else ""
            yield Finding(rule("TPL002"), where, f"there is no filter '{call.name}'", hint)


def _unknown_things(
    path: str, source: str, tree: nodes.Template, names: Vocabulary
) -> Iterator[Finding]:
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name in names.known and call.args):
            continue
        argument = call.args[0]
        if isinstance(argument, nodes.Const) and argument.value not in names.known[call.node.name]:
            near = process.extractOne(
                str(argument.value), sorted(names.known[call.node.name]), score_cutoff=50
            )
            where = _where(path, source, argument.lineno, str(argument.value))
            message = f"there is no {call.node.name} '{argument.value}'"
            yield Finding(
                rule("DAT001"), where, message, f"Did you mean '{near[0]}'?" if near else ""
            )


def _where(path: str, source: str, line: int, piece: str) -> Location:
    lines = source.split("\n")
    column = lines[line - 1].find(piece) + 1 if piece and 0 < line <= len(lines) else 0
    return Location(path, line, column)


def _blanked(source: str, environment: Environment | None = None) -> Prepared:
    """The source without what cannot be rendered, for the other checks.

    Args:
        source: A chapter whose template fails somewhere.
        environment: Renders the expressions that are good by themselves, such as the other
            tables, to which the text refers; without it all are blanked.
    """
    pieces = _BLANKED.finditer(source)
    return Prepared(source).replaced(
        [(*each.span(), _alone(each[0], environment)) for each in pieces]
    )


def _alone(piece: str, environment: Environment | None) -> str:
    if environment is not None and piece.startswith("{{"):
        with suppress(Exception):  # whatever it is, the chapter has a finding already
            return prepared_from(environment.from_string(piece).render()).text
    return re.sub(r"[^\n]", " ", piece)
