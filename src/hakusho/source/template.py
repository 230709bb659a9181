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
from typing import TYPE_CHECKING, TypeVar

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
from hakusho.findings import (
    NOTHING,
    Finding,
    Location,
    Subject,
    Text,
    did_you_mean,
    nearest,
    noun,
    said,
    say,
)
from hakusho.findings.by_row import brief_by_row, file_of
from hakusho.findings.places import places_of
from hakusho.source.positions import Prepared
from hakusho.source.template_calls import SYNTAX, has_statements
from hakusho.source.template_places import PlaceMarks, prepared_from
from hakusho.source.template_slips import in_listings, statement_slip
from hakusho.tools.keeping import Same, recall
from hakusho.tools.sandbox import Sandbox
from hakusho.values.invisible import code_of
from hakusho.values.marks import without_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jinja2 import Environment

    from hakusho.data.vocabulary import Vocabulary

_Made = TypeVar("_Made")
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_KEPT_FOR_LATER = re.compile(
    r"\{%-?\s*(?:macro\b|set\b(?:(?!%\}|=).)*%\}).*?\{%-?\s*end(?:macro|set)\b.*?%\}", re.DOTALL
)
_SHORTCODE = "{{<"
_KINDS = {"cell": "table"}
"""What the first argument of a function names, where it is not called like the function."""
_SHOWN = 8
"""Names that a hint lists."""
_MISTYPED = {
    re.compile(r"[“”„‘’＂＇「」『』]"): say('Write straight quotation marks: "…"'),
    re.compile(r"[（）［］｛｝]"): say("Write half-width brackets: (…)"),
    re.compile(r"[、，．＝｜：＋－＊／]"): say("Write half-width signs: , . = | + - * /"),
}
"""Signs that an expression cannot have, as they are typed in Japanese."""
_UNKNOWN_ARGUMENT = re.compile(
    r"(?:\w+\.)*_?(?:printed_)?(?P<name>\w+)\(\) got an unexpected keyword argument "
    r"'(?P<argument>\w+)'.*"
)
_LACKING_ARGUMENT = re.compile(
    r"(?:\w+\.)*_?(?:printed_)?(?P<name>\w+)\(\) missing \d+ required "
    r"(?:positional|keyword-only) arguments?: (?P<arguments>.+)"
)
_NO_BRACKETS = re.compile(r"\{\{\s*(?P<call>\w+)\s*(?P<name>\"[^\"]*\"|'[^']*')\s*\}\}")
_NO_QUOTES = re.compile(r"(?<![\w.])(?P<call>\w+)\(\s*(?P<name>[^\W\d][\w.-]*)\s*[,)]")
_CALLS_TABLE = re.compile(r"\{\{-?\s*table\s*\(")
_TABLE = re.compile(r"\{\{-?\s*(?P<call>table\([^{}]*\))\s*-?\}\}")
_NO_WORDS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|\{[^{}]*\}|^\s*(?:\d+[.)]|[(（]?\w[)）])\s"
)
"""What may stand beside a table: expressions, statements, comments, attributes, an item's mark."""
_UNEXPECTED = re.compile(r"unexpected char '(?P<char>.*)' at \d+")
"""What Jinja2 says of a sign that it does not know."""
_BOUND_CLOSER = re.compile(
    r"multiply sequence|unsupported operand|can only concatenate|must be str|__round__"
)
"""What Python says where a filter was applied to the last part of a calculation alone."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which no text can hold."""
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

    def rendered() -> tuple[Prepared, tuple[Finding, ...]]:
        try:
            prepared, findings = _rendered(path, source, names)
            return prepared, tuple(in_listings(source, findings))
        except RecursionError:
            return _blanked(source), (_nested_too_deeply(path, source),)

    return recall((__name__, path, source, Same(names)), rendered)


def _rendered(path: str, source: str, names: Vocabulary) -> tuple[Prepared, tuple[Finding, ...]]:
    strict = _environment(names, StrictUndefined)
    try:
        tree, used = _once("syntax", path, source, names, partial(_syntax, strict, path, source))
    except TemplateSyntaxError as error:
        if slip := statement_slip(path, source, error.message or "", error.lineno):
            return _blanked(source), (slip,)
        where = _where(path, source, error.lineno, _SHORTCODE)
        message = "this template expression cannot be read: {message}"
        problem: Text | str = error.message or ""
        if found := _UNEXPECTED.fullmatch(error.message or ""):
            problem = say("{char} has no meaning here", found["char"])
        hint = say("A shortcode of Quarto or Hugo: write the text itself.")
        if not where.column:
            where, hint = _slip(path, source, error.lineno) or (where, NOTHING)
        return _blanked(source), (Finding.of("TPL001", where, message, hint, problem),)
    unknown = tuple(_unknown_filters(path, source, used, strict))
    if unknown:  # Jinja2 cannot compile such a template at all
        if has_statements(source):
            return _blanked(source), unknown
        prepared, more = _piecewise(path, source, strict, unknown)
        return prepared, (*unknown, *more)
    findings = (
        *_unknown_names(path, source, tree, used, names),
        *_unknown_things(path, source, used, names),
        *(() if "section" in names.functions else _tables_in_text(path, source)),  # of BRF013
    )
    if findings:
        # A lenient rendering lets the other checks see the text; a brief may take what is good.
        lenient = _environment(names, ChainableUndefined)
        prepared, more = _run(lenient, path, source, names, findings)
        return prepared, (*findings, *more)
    # Compiling changes the tree, in which others still look for names if they share it.
    return _run(strict, path, source, names, tree=None if brief_by_row(path) else tree)


def _syntax(
    environment: Environment, path: str, source: str
) -> tuple[nodes.Template, list[nodes.Node]]:
    """A template's syntax tree, and all of it that names something."""
    tree = environment.parse(source, filename=file_of(path))
    return tree, [*tree.find_all((nodes.Name, nodes.Call, nodes.Filter, nodes.Test))]


def _once(what: str, path: str, source: str, names: Vocabulary, make: Callable[[], _Made]) -> _Made:
    """What is made of a template; of one that is a brief for each row once for all of these."""
    if not brief_by_row(path):
        return make()
    return recall((__name__, what, file_of(path), source, Same(names.filters)), make)


def _slip(path: str, source: str, line: int) -> tuple[Location, Text] | None:
    """What is often mistyped in an expression: where it stands in a line, and what to write."""
    text = _lines(source)[line - 1]
    for call in _BLANKED.finditer(text):
        for signs, hint in _MISTYPED.items():
            if sign := signs.search(call[0]):
                return Location(path, line, call.start() + sign.start() + 1), hint
    if bare := _NO_BRACKETS.search(text):
        written = f"{bare['call']}({bare['name']})"
        return Location(path, line, bare.start("call") + 1), say("Write {written}.", written)
    begun = text.rfind("{{")
    if begun >= 0 and "}}" not in text[begun:]:
        return Location(path, line, begun + 1), say("Close it with two braces: }}}}")
    return None


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
    if isinstance(value, str):
        if half := _HALF.search(value):  # an escape has written it
            message = "this expression prints {code}, which is no character of any text"
            raise ValueForAuthorError(message, code_of(half[0]))
        return without_private(value)  # as in the text
    if isinstance(value, (Undefined, *kinds)):
        return value
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return value
    if value is None:
        raise ValueForAuthorError("this expression has no value, and would print 'None'")
    if isinstance(value, bool):
        raise ValueForAuthorError("this expression is yes or no, and cannot be printed")
    raise ValueForAuthorError("this expression is no text and no number, and cannot be printed")


def _run(
    environment: Environment,
    path: str,
    source: str,
    names: Vocabulary,
    told: Sequence[Finding] = (),
    tree: nodes.Template | None = None,
) -> tuple[Prepared, tuple[Finding, ...]]:
    """Render a template, in which ``told`` was found before; what else fails in it.

    ``tree`` is its syntax tree, if the environment has read it already.
    """
    filename = file_of(path)
    try:
        compiled = partial(environment.compile, tree or source, name=filename, filename=filename)
        code = _once(environment.undefined.__name__, path, source, names, compiled)
        template = environment.template_class.from_code(environment, code, environment.globals)
        return prepared_from(template.render()), ()
    except RecursionError:
        raise
    except Exception as error:  # noqa: BLE001  whatever an author's expression raises
        frames = traceback.extract_tb(error.__traceback__)
        line = next((frame.lineno for frame in reversed(frames) if frame.filename == filename), 0)
        line = line or getattr(error, "lineno", 0)
        where = _where(path, source, line or 0, "{{")
        where = where if where.column else _where(path, source, line or 0, "{%")
        finding = _failure(where, error)
    if has_statements(source):
        return _blanked(source, environment), () if told else (finding,)
    prepared, findings = _piecewise(path, source, environment, told)
    return prepared, findings or (() if told else (finding,))


def _failure(where: Location, error: Exception) -> Finding:
    """What an expression raises, as a finding."""
    if isinstance(error, SecurityError):
        return Finding.of("TPL001", where, "this is not allowed in a chapter: {error}", "", error)
    if isinstance(error, TemplateError):
        return Finding.of("TPL002", where, said(error))
    if isinstance(error, ValueForAuthorError):
        finding = Finding.of("DAT005", where, said(error))
        return replace(finding, because=error.because, related=error.related)
    words = str(error).rsplit("<locals>.", 1)[-1]  # an author's mistake in calling a function
    if isinstance(error, TypeError) and (called := _miscalled(where, words)):
        return called
    hint = ""
    if isinstance(error, TypeError) and "is not callable" in words:
        hint = 'What stands behind the point takes no brackets: {{{{ fact("x").cite }}}}'
    elif isinstance(error, TypeError) and "is not a mapping" in words:
        hint = (
            "A row is named by a column and what stands in it: "
            '{{{{ cell("table", "column", {{"year": "2025"}}) }}}}'
        )
    elif isinstance(error, TypeError) and _BOUND_CLOSER.search(words):
        hint = (
            "A number is .value of a fact; a filter takes what stands directly before it: "
            '{{{{ (fact("x").value * 1000) | number }}}}'
        )
    return Finding.of("TPL001", where, "{error}: {words}", hint, type(error).__name__, words)


def _miscalled(where: Location, words: str) -> Finding | None:
    """TPL001 for a function that is called with too much or too little, or for an include."""
    if unknown := _UNKNOWN_ARGUMENT.fullmatch(words):
        message, hint = "{name} takes no '{argument}'", "Leave it out."
        return Finding.of("TPL001", where, message, hint, unknown["name"], unknown["argument"])
    if lacking := _LACKING_ARGUMENT.fullmatch(words):
        message = "{name} lacks what it is to be told: {arguments}"
        return Finding.of("TPL001", where, message, "", lacking["name"], lacking["arguments"])
    if words.startswith("no loader"):
        message = "a chapter takes in no other file: {{% include %}} has no meaning here"
        hint = (
            "Name the files one after the other in report.yaml, chapters; or put the text itself "
            "here."
        )
        return Finding.of("TPL001", where, message, hint)
    return None


def _piecewise(
    path: str, source: str, environment: Environment, told: Sequence[Finding]
) -> tuple[Prepared, tuple[Finding, ...]]:
    """Render each expression by itself: those that fail are left out, each with its finding."""
    places, lines = places_of(path, source), {finding.location.line for finding in told}
    changes: list[tuple[int, int, str]] = []
    findings: list[Finding] = []
    for piece in _BLANKED.finditer(source):
        where = places.at(piece.start())
        try:
            text = prepared_from(environment.from_string(piece[0]).render()).text
        except RecursionError:
            raise
        except Exception as error:  # noqa: BLE001  as above
            text = re.sub(r"[^\n]", " ", piece[0])
            if lines.isdisjoint(range(where.line, where.line + piece[0].count("\n") + 1)):
                failed = _failure(where, error)
                of_table = Subject("unknown table") if _CALLS_TABLE.match(piece[0]) else None
                findings.append(replace(failed, subject=failed.subject or of_table))
        changes.append((*piece.span(), text))
    return Prepared(source).replaced(changes), tuple(findings)


def _instead_of(name: str, functions: Iterable[str]) -> Text:
    """What to write where something is called that there is not, or only in briefs."""
    match name:
        case "figure" | "chart" | "image" | "plot":
            return say(
                "In a chapter a figure stands in a paragraph of its own: "
                "![caption](name){{#fig-name}}"
            )
        case "section" | "points":
            return say(
                "Briefs alone take this from chapters; a chapter refers to a section by @sec-name."
            )
        case "summary" | "abstract":
            return say(
                'A brief takes {{{{ points() }}}} and {{{{ section("sec-name") }}}}; the abstract '
                "stands in report.yaml."
            )
        case "cite" | "citation":
            return say("A work is cited in square brackets: [@citekey, p. 5].")
    near = nearest(name, functions)
    return say("Did you mean {name}(…)?", near) if near else NOTHING


def _unknown_names(
    path: str,
    source: str,
    tree: nodes.Template,
    used: Sequence[nodes.Node],
    names: Vocabulary,
) -> Iterator[Finding]:
    loaded = [each for each in used if isinstance(each, nodes.Name) and each.ctx == "load"]
    foreign = [each for each in loaded if each.name not in names.functions]
    # What a template sets itself is told from what nobody does by generating its code.
    undeclared = meta.find_undeclared_variables(tree) if foreign else set()
    bare = [*_without_quotes(path, source, names, undeclared)] if undeclared else []
    yield from (finding for _, _, finding in bare)
    for node in foreign:
        if any(node.lineno == at and node.name in words for at, words, _ in bare):
            continue
        if node.name in undeclared:
            hint = _instead_of(node.name, names.functions)
            where = _where(path, source, node.lineno, node.name)
            yield Finding.of("TPL002", where, "'{name}' is undefined", hint, node.name)


def _without_quotes(
    path: str, source: str, names: Vocabulary, undeclared: set[str]
) -> Iterator[tuple[int, list[str], Finding]]:
    """TPL002 for each name that is given without quotes: its line, its words and the finding."""
    places = places_of(path, source)
    for piece in _BLANKED.finditer(source):
        for match in _NO_QUOTES.finditer(piece[0]):
            call, given = match["call"], match["name"]
            words = [each for each in re.split(r"[.-]", given) if each.isidentifier()]
            meant = call in names.functions and ("-" in given or not has_statements(source))
            if given in names.known.get(call, ()) or (meant and undeclared.issuperset(words)):
                where = places.at(piece.start() + match.start("name"))
                message, hint = "'{name}' stands without quotation marks", 'Write {call}("{name}").'
                found = Finding.of("TPL002", where, message, hint, given, call)
                yield where.line, words, found


def _unknown_filters(
    path: str, source: str, used: Iterable[nodes.Node], environment: Environment
) -> Iterator[Finding]:
    """TPL002 for each filter, and each test (``x is …``), that does not exist."""
    for call in used:
        if isinstance(call, nodes.Filter):
            kind, known = "filter", environment.filters.keys()
        elif isinstance(call, nodes.Test):
            kind, known = "test", environment.tests.keys()
        else:
            continue
        if call.name not in known:
            where = _where(path, source, call.lineno, call.name)
            hint = did_you_mean(call.name, sorted(known))
            yield Finding.of(
                "TPL002", where, "there is no {kind} '{name}'", hint, noun(kind), call.name
            )


def _unknown_things(
    path: str, source: str, used: Iterable[nodes.Node], names: Vocabulary
) -> Iterator[Finding]:
    for call in used:
        if not (isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name)):
            continue
        if not (call.node.name in names.known and call.args):
            continue
        argument = call.args[0]
        if isinstance(argument, nodes.Const) and argument.value not in names.known[call.node.name]:
            function, asked = call.node.name, str(argument.value)
            near = names.called(asked) if function == "fact" else ""
            near = near or nearest(asked, sorted(names.known[function]), at_least=50)
            where = _where_asked(path, source, argument.lineno, function, asked)
            kind = _KINDS.get(function, function)
            message = say("there is no {kind} '{name}'", noun(kind), argument.value)
            hint = (
                say("Did you mean '{name}'?", near) if near else _those_there_are(function, names)
            )
            if function == "fact" and (rows := _rows_of(asked, names)):
                hint = say("That is a dataset: a fact is one of its rows, as {rows}.", rows)
            elif function != "fact" and asked in names.rowless:
                message = say("'{name}' is a document without rows, and no table", asked)
                hint = names.rowless[asked]
            about = Subject("unknown fact" if function == "fact" else "unknown table", near)
            yield Finding.of("DAT001", where, message, hint, subject=about, because=ALL_DATA)


def _tables_in_text(path: str, source: str) -> Iterator[Finding]:
    """DAT005 for each table that is asked for within a sentence, where its lines make none."""
    if "table(" not in source:
        return
    for number, line in enumerate(_lines(source), 1):
        for match in _TABLE.finditer(line):
            beside = _NO_WORDS.sub("", f"{line[: match.start()]} {line[match.end() :]}")
            if re.search(r"\w", beside):
                where, message = (
                    Location(path, number, match.start() + 1),
                    "a table stands in a line of text",
                )
                hint = "Put {call} on a line of its own, with an empty line before and after it."
                about = Subject("table in text")
                yield Finding.of("DAT005", where, message, hint, match["call"], subject=about)


def _rows_of(name: str, names: Vocabulary) -> str:
    """The first facts of what is a dataset, by their ids in it; empty if it is none."""
    if name not in names.known.get("table", ()):
        return ""
    ids = sorted(each for each in names.known["fact"] if each.startswith(f"{name}."))
    return ", ".join(f'fact("{each.partition(".")[2]}")' for each in ids[:2])


def _those_there_are(kind: str, names: Vocabulary) -> Text:
    """The hint for a name like none that there is."""
    known = sorted(names.known[kind])
    if kind == "fact" and names.nearly:
        return names.nearly
    if kind == "fact" and not known:
        return say(
            "A fact is a row of figures/data with a name in a column called id; of a table without "
            'one write {{{{ cell("table", "column", year="2025") }}}}.'
        )
    if kind == "fact" and (of_datasets := _one_of_each(known)):
        known = [name for name in known if "." in name]
        if len(known) > _SHOWN:
            shown = ", ".join(of_datasets[:_SHOWN])
            return say("There are {count}, for example {names}.", len(known), shown)
        known = [name.partition(".")[2] for name in known]
    first = ", ".join(known[:_SHOWN])
    if len(known) > _SHOWN:
        return say("There are {count}, for example {names}.", len(known), first)
    return say("There are: {names}.", first) if known else NOTHING


def _one_of_each(names: Sequence[str]) -> list[str]:
    """The first fact of each dataset, of names with those before them."""
    first: dict[str, str] = {}
    for name in names:
        dataset, _, own = name.partition(".")
        if own:
            first.setdefault(dataset, own)
    return list(first.values())


def _nested_too_deeply(path: str, source: str) -> Finding:
    """TPL001 at the line that opens most brackets."""
    opened = [sum(map(line.count, "([{")) for line in source.split("\n")]
    where = _where(path, source, opened.index(max(opened)) + 1, "{{")
    return Finding.of("TPL001", where, "this template is nested too deeply to be read")


def _where(path: str, source: str, line: int, piece: str, *, quoted: bool = False) -> Location:
    """A place in a line: of a piece by itself, or between quotation marks; else of its letters."""
    lines = _lines(source)
    if not piece or not 0 < line <= len(lines):
        return Location(path, line)
    text, sought = lines[line - 1], re.escape(piece)
    own = rf"(?<=[\"']){sought}(?=[\"'])" if quoted else rf"(?<![\w\"']){sought}(?![\w\"'])"
    found = re.search(own, text) or re.search(sought, text)
    return Location(path, line, found.start() + 1 if found else 0)


def _where_asked(path: str, source: str, line: int, function: str, name: str) -> Location:
    """Where a name stands that a function is given, and not the same letters before it."""
    lines = _lines(source)
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    call = re.search(rf"\b{function}\s*\(\s*[\"'](?={re.escape(name)}[\"'])", text)
    return Location(path, line, call.end() + 1) if call else _where(path, source, line, name)


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
