"""What pydantic complains of, as findings an author understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapidfuzz import process

from hakusho.findings import Finding, Rule
from hakusho.paper.yaml_source import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import ValidationError


def schema_findings(
    rule: Rule,
    path: str,
    document: Any,
    error: ValidationError,
    known_keys: Mapping[tuple[str, ...], tuple[str, ...]],
) -> Iterator[Finding]:
    """One finding for each key of a YAML document that breaks its schema.

    Args:
        rule: The rule that they belong to.
        path: The file.
        document: The YAML with its line numbers.
        error: What pydantic found.
        known_keys: The keys that may stand under each key, for hints.

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
        where = locate(path, document, keys)
        name = ".".join(str(key) for key in keys)
        if problem["type"] == "extra_forbidden":
            known = known_keys.get(tuple(key for key in keys[:-1] if isinstance(key, str)), ())
            near = process.extractOne(str(keys[-1]), known, score_cutoff=60)
            hint = f"Did you mean '{near[0]}'?" if near else f"Known here: {', '.join(known)}."
            yield Finding(rule, where, f"unknown key '{name}'", hint)
        elif problem["type"] == "missing":
            yield Finding(rule, where, f"the key '{name}' is missing")
        else:
            text = problem["msg"].removeprefix("Value error, ")
            text = text[:1].lower() + text[1:]
            yield Finding(rule, where, f"'{name}': {text}")
