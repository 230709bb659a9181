"""YAML files that a pydantic model describes; what pydantic complains of, as findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from hakusho.findings import Finding, Location, SaidError, Text, did_you_mean, rule, said, say
from hakusho.paper.yaml_source import load_yaml, locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_Model = TypeVar("_Model", bound=BaseModel)


class Strict(BaseModel):
    """Unknown keys are mistakes, and what was read does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_schema(
    model: type[_Model],
    rule_id: str,
    path: str,
    text: str,
    *,
    union: tuple[str, ...] = (),
    may_be_empty: bool = False,
) -> tuple[_Model | None, Any, tuple[Finding, ...]]:
    """Read a YAML file that must be as a model says.

    Args:
        model: The model.
        rule_id: The rule that findings belong to.
        path: The file, for findings.
        text: Its YAML.
        union: What pydantic calls the forms of a value that has several; the first is told about.
        may_be_empty: Whether a file that says nothing counts as one without keys.

    Returns:
        What it says, or ``None`` and a finding for each key that is wrong; between them the YAML
        with its line numbers.
    """
    document, findings = load_yaml(path, text, rule=rule(rule_id))
    if findings:
        return None, document, findings
    if document is None and may_be_empty:
        return model(), document, ()
    if not isinstance(document, dict):
        first, second, *_ = _known_keys(model, ())
        message = "this file must hold keys such as '{first}' and '{second}'"
        where = Location(path, 1, 1)
        return None, document, (Finding.of(rule_id, where, message, "", first, second),)
    try:
        return model.model_validate(document), document, ()
    except ValidationError as error:
        return None, document, tuple(_problems(model, rule_id, path, document, error, union))


def _problems(
    model: type[BaseModel],
    rule_id: str,
    path: str,
    document: Any,
    error: ValidationError,
    union: tuple[str, ...],
) -> Iterator[Finding]:
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
            known = _known_keys(model, keys[:-1])
            hint = did_you_mean(str(keys[-1]), known, say("Known here: {known}.", ", ".join(known)))
            yield Finding.of(rule_id, where, "unknown key '{name}'", hint, name)
        elif problem["type"] == "missing":
            yield Finding.of(rule_id, where, "the key '{name}' is missing", "", name)
        else:
            words = re.findall(r"'([^']*)'", str(problem.get("ctx", {}).get("expected", "")))
            hint = did_you_mean(str(problem["input"]), words)
            yield Finding.of(rule_id, where, "'{name}': {problem}", hint, name, said_of(problem))


def _is_told(forms: tuple[str, ...], problems: Sequence[ErrorDetails]) -> bool:
    return any(form in problem["loc"] for form in forms for problem in problems)


def _known_keys(model: type[BaseModel], way: Sequence[str | int]) -> list[str]:
    """The keys that may stand at the end of a way into a model."""
    models = [model]
    for key in way:
        fields = [field for each in models for name, field in _fields(each) if name == key]
        # An index, the name of a column and pydantic's name of a form lead to no other model.
        models = [each for field in fields for each in _models_in(field.annotation)] or models
    return [name for each in models for name, _ in _fields(each)]


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def _models_in(kind: Any) -> list[type[BaseModel]]:
    """The models that a type is made of."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [each for part in get_args(kind) for each in _models_in(part)]


def said_of(problem: ErrorDetails) -> Text:
    """What pydantic says of a value; of one of ours the sentence that it was refused with."""
    error = problem.get("ctx", {}).get("error")
    text = problem["msg"][:1].lower() + problem["msg"][1:]
    return said(error) if isinstance(error, SaidError) else say("{said}", text)
