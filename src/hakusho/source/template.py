"""Jinja2 in chapters: values in prose, strict about what is undefined, sandboxed.

Comments are ``{%# … #%}``, because ``{#sec-a}`` is a Markdown attribute. A name or a fact that
does not exist is found before rendering, by reading the template's syntax tree, so that all of a
chapter's mistakes are reported and not only the first.
"""

from __future__ import annotations

import re
import traceback
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache, partial
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

from hakusho.data.dataset import ALL_DATA
from hakusho.data.errors import ValueForAuthorError
from hakusho.findings import NOTHING, Finding, Location, did_you_mean, nearest, said, say
from hakusho.source.positions import Prepared
from hakusho.source.template_calls import SYNTAX
from hakusho.source.template_places import PlaceMarks, prepared_from
from hakusho.tools.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

    from hakusho.data.vocabulary import Vocabulary

_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_KEPT_FOR_LATER = re.compile(
    r"\{%-?\s*(?:macro\b|set\b(?:(?!%\}|=).)*%\}).*?\{%-?\s*end(?:macro|set)\b.*?%\}", re.DOTALL
)
_SHORTCODE = "{{<"
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
    try:
        return _rendered(path, source, names)
    except RecursionError:
        return _blanked(source), (_nested_too_deeply(path, source),)


def _rendered(path: str, source: str, names: Vocabulary) -> tuple[Prepared, tuple[Finding, ...]]:
    strict = _environment(names, StrictUndefined)
    try:
        tree = strict.overlay(extensions=[]).parse(source, filename=path)
    except TemplateSyntaxError as error:
        where = _where(path, source, error.lineno, _SHORTCODE)
        message = "this template expression cannot be read: {message}"
        hint = "" if not where.column else "A shortcode of Quarto or Hugo: write the text itself."
        return _blanked(source), (Finding.of("TPL001", where, message, hint, error.message),)
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
    environment = Sandbox(
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
    if isinstance(value, bool):
        raise ValueForAuthorError("this expression is yes or no, and cannot be printed")
    raise ValueForAuthorError("this expression is no text and no number, and cannot be printed")


def _run(environment: Environment, path: str, source: str) -> tuple[Prepared, tuple[Finding, ...]]:
    try:
        code = environment.compile(source, name=path, filename=path)
        template = environment.template_class.from_code(environment, code, environment.globals)
        return prepared_from(template.render()), ()
    except SecurityError as error:
        problem, rule_id = say("this is not allowed in a chapter: {error}", error), "TPL001"
        failed: Exception = error
    except TemplateError as error:
        problem, rule_id, failed = said(error), "TPL002", error
    except ValueForAuthorError as error:
        problem, rule_id, failed = said(error), "DAT005", error
    except RecursionError:
        raise
    except Exception as error:  # noqa: BLE001  whatever an author's expression raises
        words = str(error).rsplit("<locals>.", 1)[-1]  # an author's mistake in calling a function
        problem = say("{error}: {words}", type(error).__name__, words)
        rule_id, failed = "TPL001", error
    frames = traceback.extract_tb(failed.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == path), 0)
    finding = Finding.of(rule_id, _where(path, source, line or 0, "{{"), problem)
    if isinstance(failed, ValueForAuthorError):
        finding = replace(finding, because=failed.because, related=failed.related)
    return _blanked(source, environment), (finding,)


def _unknown_names(
    path: str, source: str, tree: nodes.Template, names: Vocabulary
) -> Iterator[Finding]:
    undeclared = meta.find_undeclared_variables(tree) - set(names.functions)
    for node in tree.find_all(nodes.Name):
        if node.name in undeclared and node.ctx == "load":
            near = nearest(node.name, names.functions)
            hint = say("Did you mean {name}(…)?", near) if near else NOTHING
            where = _where(path, source, node.lineno, node.name)
            yield Finding.of("TPL002", where, "'{name}' is undefined", hint, node.name)


def _unknown_filters(
    path: str, source: str, tree: nodes.Template, environment: Environment
) -> Iterator[Finding]:
    for call in tree.find_all(nodes.Filter):
        if call.name not in environment.filters:
            where = _where(path, source, call.lineno, call.name)
            hint = did_you_mean(call.name, sorted(environment.filters))
            yield Finding.of("TPL002", where, "there is no filter '{name}'", hint, call.name)


def _unknown_things(
    path: str, source: str, tree: nodes.Template, names: Vocabulary
) -> Iterator[Finding]:
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name in names.known and call.args):
            continue
        argument = call.args[0]
        if isinstance(argument, nodes.Const) and argument.value not in names.known[call.node.name]:
            near = nearest(str(argument.value), sorted(names.known[call.node.name]), at_least=50)
            where = _where(path, source, argument.lineno, str(argument.value))
            message = "there is no {kind} '{name}'"
            hint = say("Did you mean '{name}'?", near) if near else NOTHING
            values = (call.node.name, argument.value)
            yield Finding.of("DAT001", where, message, hint, *values, because=ALL_DATA)


def _nested_too_deeply(path: str, source: str) -> Finding:
    """TPL001 at the line that opens most brackets."""
    opened = [sum(map(line.count, "([{")) for line in source.split("\n")]
    where = _where(path, source, opened.index(max(opened)) + 1, "{{")
    return Finding.of("TPL001", where, "this template is nested too deeply to be read")


def _where(path: str, source: str, line: int, piece: str) -> Location:
    lines = _lines(source)
    column = lines[line - 1].find(piece) + 1 if piece and 0 < line <= len(lines) else 0
    return Location(path, line, column)


@lru_cache(maxsize=2)
def _lines(source: str) -> list[str]:
    return source.split("\n")


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
