"""What pydantic complains of, as findings an author understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.findings import Finding, Rule, SaidError, Text, did_you_mean, said, say
from hakusho.paper.yaml_source import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


def schema_findings(
    rule: Rule,
    path: str,
    document: Any,
    error: ValidationError,
    known_keys: Mapping[tuple[str, ...], tuple[str, ...]],
    union: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """One finding for each key of a YAML document that breaks its schema.

    Args:
        rule: The rule that they belong to.
        path: The file.
        document: The YAML with its line numbers.
        error: What pydantic found.
        known_keys: The keys that may stand under each key, for hints.
        union: What pydantic calls the forms of a value that has several; the first is told about.

    Yields:
        The findings.
    """
    problems = error.errors(include_url=False)
    for problem in problems:
        keys = problem["loc"]
        if problem["type"] == "too_short" and any(
            len(other["loc"]) > len(keys) and other["loc"][: len(keys)] == keys
            for other in problems
        ):
            continue  # pydantic does not count the items that it has just complained about
        if any(key in keys and _is_told(union[:at], problems) for at, key in enumerate(union)):
            continue  # pydantic complains once for each form
        where = locate(path, document, keys)
        name = ".".join(str(key) for key in keys if key not in union)
        if problem["type"] == "extra_forbidden":
            known = known_keys.get(tuple(key for key in keys[:-1] if isinstance(key, str)), ())
            hint = did_you_mean(str(keys[-1]), known, say("Known here: {known}.", ", ".join(known)))
            yield Finding.of(rule, where, "unknown key '{name}'", hint, name)
        elif problem["type"] == "missing":
            yield Finding.of(rule, where, "the key '{name}' is missing", "", name)
        else:
            yield Finding.of(rule, where, "'{name}': {problem}", "", name, said_of(problem))


def _is_told(forms: tuple[str, ...], problems: Sequence[ErrorDetails]) -> bool:
    return any(form in problem["loc"] for form in forms for problem in problems)


def said_of(problem: ErrorDetails) -> Text:
    """What pydantic says of a value; of one of ours the sentence that it was refused with."""
    error = problem.get("ctx", {}).get("error")
    text = problem["msg"][:1].lower() + problem["msg"][1:]
    return said(error) if isinstance(error, SaidError) else say("{said}", text)
