"""What a YAML file says that its model does not take, in words for its author.

pydantic tells what it expected of a value, by the name of an error; an author has to know what is
there, and what to write in its place. So each kind of error has a sentence here, and the examples
come from the model's fields.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from hakusho.findings import (
    NOTHING,
    Finding,
    Location,
    SaidError,
    Text,
    did_you_mean,
    nearest,
    said,
    say,
)
from hakusho.values.editions import also_called

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_LISTED = re.compile(r"[\[［]?(?P<items>.*?)[\]］]?")
_BETWEEN = re.compile(r"\s*[,、，;；]\s*")
_PERSON = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)+"
_PEOPLE = re.compile(rf"{_PERSON}(?:(?:,? and | & |, ){_PERSON})+")
_BETWEEN_PEOPLE = re.compile(r",? and | & |, ")
_EXAMPLES = {
    "離島航路の維持": say("Keeping island routes"),
    "山田花子": say("Jane Smith"),
    "権限の非対称をどう扱うか": say("What to do about unequal powers"),
    "rito-koro": say("island-routes"),
}
"""Examples of the models, as they are said in each language."""
_MEANT = {
    "value": "numbers",  # of a kind that has no key of that name
    "values": "numbers",
    "data": "dataset",
    **dict.fromkeys(("題名", "表題", "題", "標題", "タイトル"), "title"),
    **dict.fromkeys(("副題", "サブタイトル"), "subtitle"),
    **dict.fromkeys(("著者", "執筆者", "著者名", "筆者"), "authors"),
    **dict.fromkeys(("氏名", "名前"), "name"),
    **dict.fromkeys(("所属", "所属機関"), "affiliation"),
    **dict.fromkeys(("日付", "発行日", "公表日", "作成日"), "date"),
    **dict.fromkeys(("言語", "language"), "lang"),
    **dict.fromkeys(("要旨", "要約", "概要", "summary"), "abstract"),
    "キーワード": "keywords",
    "章": "chapters",
    **dict.fromkeys(("文献", "参考文献", "文献目録", "references"), "bibliography"),
    **dict.fromkeys(("版", "出力", "format", "formats", "outputs"), "editions"),
    **dict.fromkeys(("版面", "体裁"), "frame"),
    **dict.fromkeys(("配置", "レイアウト"), "layout"),
    **dict.fromkeys(("宛先", "読者"), "audience"),
    "見出し": "caption",
    "連絡先": "contact",
    "to": "audience",
    **dict.fromkeys(("pages", "max_pages", "length"), "budget"),
    "y": "value",
    **dict.fromkeys(("by", "group", "groupby", "hue"), "series"),
    "type": "kind",
    **dict.fromkeys(("toc", "toc-depth", "toc_depth", "table-of-contents"), "contents_depth"),
    **dict.fromkeys(("number-sections", "number_sections", "numbersections"), "section_numbers"),
    **dict.fromkeys(("csl", "citation-style", "bibliographystyle"), "citations"),
    **dict.fromkeys(("papersize", "geometry", "margin", "margins"), "page"),
}
"""Keys in words that people try, in their own language or in that of other programs."""
_MEANT_OF_DATA = {
    **dict.fromkeys(("出典", "出所", "典拠", "資料", "sources", "citation", "reference"), "source"),
    **dict.fromkeys(("頁", "ページ", "page"), "locator"),
    **dict.fromkeys(("時点", "基準日", "調査日", "日付", "date", "as-of", "asof"), "as_of"),
    **dict.fromkeys(("題名", "表題", "題", "タイトル", "title"), "caption"),
    **dict.fromkeys(("注", "注記", "備考", "note", "comment"), "notes"),
    **dict.fromkeys(("単位", "units"), "unit"),
    **dict.fromkeys(("列", "列名"), "columns"),
    **dict.fromkeys(("種類", "種別"), "kind"),
    **dict.fromkeys(("データ", "file"), "dataset"),
    **dict.fromkeys(("値", "y"), "value"),
    **dict.fromkeys(("系列", "凡例"), "series"),
    **dict.fromkeys(("横軸", "category", "categories"), "x"),
    **dict.fromkeys(("x", "横軸", "項目", "category", "categories", "labels"), "label"),
    "name": "label",  # of a figure
    **dict.fromkeys(("each", "foreach", "for_each", "rows"), "for"),  # of a brief
    **dict.fromkeys(("代替テキスト", "alt_text", "alt-text"), "alt"),
    **dict.fromkeys(("頁数", "ページ数", "分量", "words", "characters"), "budget"),
}
"""The same of data, of figures and of what the first table gives another meaning."""
_OF_OTHER_KINDS = frozenset({"value", "values", "x", "series", "label", "start", "end"})
"""Keys of some kinds of figures; on others they are no slip of another key."""
_EXTENT = re.compile(
    r"(?P<number>\d{1,6}) ?(?:(?P<pages>|pages?|頁|ページ|枚)|(?P<characters>字|文字|characters)"
    r"|(?P<words>words?|語))",
    re.IGNORECASE,
)
"""How long something may be, as it is said in words."""
_SET_ELSEWHERE = {
    **dict.fromkeys(
        ("color", "colour", "colors", "colours", "palette", "font", "fontsize", "figsize"),
        say("Colours, letters and sizes are those of the paper's frame; leave it out."),
    ),
    **dict.fromkeys(
        ("pdf-engine", "documentclass", "classoption", "header-includes", "linestretch"),
        say("It is LaTeX's, and pages are set without LaTeX here; leave it out."),
    ),
    **dict.fromkeys(
        ("as_of", "as-of"),
        say("The day of the data stands beside these, in figures/data/NAME.meta.yaml."),
    ),
    "terms": say("Terms stand in report/terms.yaml, which is read by itself; leave it out."),
}
"""What to do with keys of other programs that nothing here stands for."""
_WIDE_COMMENT = re.compile(r"(?P<value>\S+)[\s　]*＃[\s　]*(?P<comment>.+)")
_IN_LANGUAGES = frozenset({"ja", "en"})
_PAIR = re.compile(r"\s*(?P<key>[^\s=＝:：]+)\s*[=＝:：]\s*(?P<value>\S+)\s*")
_SEVERAL = {"tuple_type", "list_type"}
_KEYS = {"model_type", "dict_type", "model_attributes_type"}
_TEXT_OF = {
    bool: say("yes or no"),
    int: say("a number"),
    float: say("a number"),
    date: say("a date"),
    str: say("text"),
    list: say("a list"),
    dict: say("a group of keys"),
    type(None): say("nothing"),
}
"""What a value is, in words: the first kind that it is."""


def schema_findings(
    model: type[BaseModel],
    rule_id: str,
    where: Callable[[tuple[str | int, ...]], Location],
    error: ValidationError,
    union: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A finding for each key that is wrong.

    Args:
        model: What the file must be like.
        rule_id: The rule that findings belong to.
        where: Gives the place of a key in the file.
        error: What pydantic says of it.
        union: What pydantic calls the forms of a value that has several; the first is told about.
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
        if problem["type"] == "missing" and _is_misspelt(model, keys, problems):
            continue  # the key is there, in other letters, and that is told
        way = tuple(key for key in keys if key not in union)
        name = ".".join(key for key in way if isinstance(key, str))
        message, hint = _sentences(model, problem, way, name)
        if beside := _is_own_key(problem, problems):
            if problem["type"] == "missing":
                continue  # what it should hold is the key
            hint = _as_value(model, way, beside)
        if keys and isinstance(keys[-1], int) and where(keys).line == where(keys[:-1]).line:
            hint = _in_one_line(model, problem, way) or hint
        yield Finding.of(rule_id, where(keys), message, _without_comment(problem, way) or hint)


def _without_comment(problem: ErrorDetails, way: tuple[str | int, ...]) -> Text:
    """The hint for a value behind which a comment begins with a full-width ＃."""
    given = problem["input"]
    cut = _WIDE_COMMENT.fullmatch(given) if isinstance(given, str) else None
    if not cut or not way or not isinstance(way[-1], str):
        return NOTHING
    line = f"{way[-1]}: {cut['value']}  # {cut['comment']}"
    return say("A comment begins with a half-width #: {line}", line)


def _in_one_line(
    model: type[BaseModel], problem: ErrorDetails, way: tuple[str | int, ...]
) -> Text | None:
    """What to write for an entry with keys in a list that stands in brackets."""
    given = problem["input"]
    if problem["type"] not in _KEYS or not isinstance(given, str):
        return None
    first = _first_key(_models_at(model, way) if _is_of_models(model, way) else [])
    return say("Write {line}", f"{{{first}: {_flow(given)}}}") if first else None


def keyless(model: type[BaseModel], rule_id: str, path: str, document: Any) -> Finding:
    """The finding for a file that is a list or a text, and has no keys at all."""
    first, second, *_ = known_keys(model, ())
    message = "this file must hold keys such as '{first}' and '{second}'"
    hint = say(
        "Write a key, a half-width colon, a space and the value on each line: {key}: …", first
    )
    if document is None:
        hint = say("It is empty. {how}", hint)
    return Finding.of(rule_id, Location(path, 1, 1), say(message, first, second), hint)


def said_of(problem: ErrorDetails) -> Text:
    """What is wrong with a value: the sentence that it was refused with, or one for its kind."""
    error = problem.get("ctx", {}).get("error")
    if isinstance(error, Exception):  # and no text of pydantic's
        return said(error)
    kind, given = problem["type"], _shown(problem["input"])
    if kind in _FORMS:
        return say(_FORMS[kind], given)
    return say("'{value}' is not what may stand here", given)


def known_keys(model: type[BaseModel], way: Sequence[str | int]) -> list[str]:
    """The keys that may stand at the end of a way into a model."""
    return [name for each in _models_at(model, way) for name, _ in _fields(each)]


@cache
def all_keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that a model and those that it is made of have."""
    keys = {name for name, _ in _fields(model)}
    inner = (each for _, field in _fields(model) for each in models_in(field.annotation))
    return frozenset(keys.union(*map(all_keys, inner)))


def models_in(kind: Any) -> list[type[BaseModel]]:
    """The models that a type is made of."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [each for part in get_args(kind) for each in models_in(part)]


def _is_misspelt(
    model: type[BaseModel], keys: tuple[str | int, ...], problems: Sequence[ErrorDetails]
) -> bool:
    """Whether an unknown key beside a missing one is most like it."""
    beside = (each["loc"] for each in problems if each["type"] == "extra_forbidden")
    known = known_keys(model, keys[:-1])
    return any(
        other[:-1] == keys[:-1] and _meant_key(str(other[-1]), known) == keys[-1]
        for other in beside
    )


def _is_own_key(problem: ErrorDetails, problems: Sequence[ErrorDetails]) -> str:
    """The key that is missing in an entry of a list whose one key says what that should hold.

    ``- ACM: mechanism`` is meant as ``- {abbr: ACM, ja: mechanism}``.
    """
    way = problem["loc"][:-1]
    if not way or not isinstance(way[-1], int):
        return ""
    told = {each["type"]: each for each in problems if each["loc"][:-1] == way}
    missing = told.get("missing")
    if told.keys() != {"missing", "extra_forbidden"} or missing is None:
        return ""
    return str(missing["loc"][-1]) if len(missing["input"]) == 1 else ""


def _as_value(model: type[BaseModel], way: Sequence[str | int], first: str) -> Text:
    others = ", ".join(key for key in known_keys(model, way[:-1]) if key != first)
    hint = "Write - {first}: {key}, and what it is below that, in a key of its own: {others}."
    return say(hint, first, way[-1], others)


def _is_told(forms: tuple[str, ...], problems: Sequence[ErrorDetails]) -> bool:
    return any(form in problem["loc"] for form in forms for problem in problems)


def _models_at(model: type[BaseModel], way: Sequence[str | int]) -> list[type[BaseModel]]:
    models = [model]
    for key in way:
        fields = [field for each in models for name, field in _fields(each) if name == key]
        # An index, the name of a column and pydantic's name of a form lead to no other model.
        models = [each for field in fields for each in models_in(field.annotation)] or models
    return models


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def _field(model: type[BaseModel], way: Sequence[str | int]) -> FieldInfo | None:
    """The field of the last key in a way."""
    names = [at for at, key in enumerate(way) if isinstance(key, str)]
    if not names:
        return None
    models = _models_at(model, way[: names[-1]])
    return next((f for each in models for n, f in _fields(each) if n == way[names[-1]]), None)


def _sentences(
    model: type[BaseModel], problem: ErrorDetails, way: tuple[str | int, ...], name: str
) -> tuple[Text, Text]:
    """What is wrong with a value, and what to write in its place."""
    if problem["type"] == "extra_forbidden":
        return say("unknown key '{name}'", name), _nearest_key(model, way)
    if absent := _absent(problem, name):
        return absent, _example(model, way)
    own = isinstance(problem.get("ctx", {}).get("error"), SaidError)
    for told in () if own else (_of_shape, _of_choice, _of_number):
        if sentences := told(model, problem, way, name):
            return sentences
    if not name:  # the file as a whole
        return said_of(problem), NOTHING
    return say("'{name}': {problem}", name, said_of(problem)), NOTHING


def _absent(problem: ErrorDetails, name: str) -> Text | None:
    """What is said where a value should be and none is."""
    if "error" in problem.get("ctx", {}):
        return None
    if problem["type"] == "missing":
        return say("the key '{name}' is missing", name)
    if problem["input"] is None:
        return say("'{name}' has no value", name)
    if problem["type"] == "too_short":
        return say("'{name}' is a list with too few entries", name)
    return say("'{name}' is empty", name) if problem["type"] == "string_too_short" else None


def _of_shape(
    model: type[BaseModel], problem: ErrorDetails, way: tuple[str | int, ...], name: str
) -> tuple[Text, Text] | None:
    """A list, a group of keys, a text or yes and no was asked for, and something else is there."""
    kind, given = problem["type"], problem["input"]
    inner = _models_at(model, way) if _is_of_models(model, way) else []
    if kind in _SEVERAL:
        return _no_list(way, name, given, inner)
    if kind in _KEYS:
        told, hint = _no_keys(way, name, given, inner)
        return told, _each_with_value(model, way, given) or hint or _example(model, way)
    if kind == "string_type":
        return _no_text(name, given)
    if kind.startswith("bool"):
        said_no = say("'{name}' is yes or no, and '{value}' is neither", name, _shown(given))
        return said_no, say("Write true or false.")
    return None


def _nearest_key(model: type[BaseModel], way: Sequence[str | int]) -> Text:
    key, known = str(way[-1]), known_keys(model, way[:-1])
    if key.startswith("-"):
        return say("Write a space after the hyphen: - {key}", key.lstrip("- "))
    if outer := _outer_key(model, way):
        return say("It stands below '{outer}:', indented.", outer)
    if key.lower() in _SET_ELSEWHERE:
        return _SET_ELSEWHERE[key.lower()]
    listed = say("Known here: {known}.", ", ".join(known))
    meant = _meant_key(key, known)
    return did_you_mean(meant, known, listed) if meant else listed


def _outer_key(model: type[BaseModel], way: Sequence[str | int]) -> str:
    """The key here below which an unknown one would be known; empty if there is not just one."""
    found = [
        outer
        for each in _models_at(model, way[:-1])
        for outer, field in _fields(each)
        if any(way[-1] == key for inner in models_in(field.annotation) for key, _ in _fields(inner))
    ]
    return found[0] if len(found) == 1 else ""


def _meant_key(key: str, known: list[str]) -> str:
    """The key that an unknown one stands for, by its meaning or its letters; empty for none."""
    word = unicodedata.normalize("NFKC", key).lower()
    meant = (_MEANT.get(word, ""), _MEANT_OF_DATA.get(word, ""))
    near = "" if key in _OF_OTHER_KINDS else nearest(key, known)
    return next((each for each in meant if each in known), "") or near


def _example(model: type[BaseModel], way: Sequence[str | int]) -> Text:
    """How a key is written, where its field gives an example; else a letter for its value."""
    field = _field(model, way)
    given = field.examples if field else None
    if not given:
        return NOTHING
    line: str = f"{way[-1]}: {_flow(given[0])}"
    for example, said_so in _EXAMPLES.items():
        before, found, after = line.partition(example)
        if found:
            line = say("{before}{example}{after}", before, said_so, after)
    return say("Write it like this: {line}", line)


def _no_list(
    way: Sequence[str | int], name: str, given: Any, models: Sequence[type[BaseModel]]
) -> tuple[Text, Text]:
    """A list was asked for: one line with hyphens, or brackets around what is there."""
    message = say("'{name}' is a list, and this is {kind}", name, _kind(given))
    first = _first_key(models)
    if isinstance(given, dict):
        if any(str(key).startswith("-") for key in given):
            return message, say("Write a space after each hyphen: - {key}: …", first or "…")
        return message, say("Begin each entry with a hyphen and a space: - {key}: …", first or "…")
    items = _items(str(given))
    if first and _PEOPLE.fullmatch(str(given)):
        items = _BETWEEN_PEOPLE.split(str(given))
    if first and len(items) > 1:
        entries = ", ".join(f"{{{first}: {_flow(each)}}}" for each in items)
        return message, say("Write {line}", f"{way[-1]}: [{entries}]")
    if first:
        line = say("  - {key}: {item}", first, items[0])
        return message, say("Below '{key}:', write a line for each: {line}", str(way[-1]), line)
    return message, say("Write {line}", f"{way[-1]}: [{', '.join(items)}]")


def _no_keys(
    way: Sequence[str | int], name: str, given: Any, models: Sequence[type[BaseModel]]
) -> tuple[Text, Text]:
    """Keys were asked for, and a value or a list stands there."""
    first = _first_key(models)
    if isinstance(way[-1], int):
        message = say("an entry of '{name}' has keys, and this one is {kind}", name, _kind(given))
        needed = [
            f"{key}: {'[…]' if get_origin(field.annotation) is tuple else '…'}"
            for each in models
            for key, field in _fields(each)
            if field.is_required()
        ]
        if len(needed) > 1:
            return message, say("Write {line}", f"- {{{', '.join(needed)}}}")
        if first and isinstance(given, str):
            return message, say("Write {line}", f"- {first}: {given}")
        return message, say("Write {line}", f"- {first or '…'}: …")
    message = say("'{name}' holds keys, and this is {kind}", name, _kind(given))
    known = [key for each in models for key, _ in _fields(each)]
    extent = _EXTENT.fullmatch(unicodedata.normalize("NFKC", str(given)).strip())
    if extent and extent.lastgroup in known:
        first, given = str(extent.lastgroup), int(extent["number"])
    elif not isinstance(given, str):
        first = ""
    if first:
        return message, say("Write {line}", f"{way[-1]}: {{{first}: {_flow(given)}}}")
    return message, _keys_below(way, given, known)


def _keys_below(way: Sequence[str | int], given: Any, known: Sequence[str]) -> Text:
    """How keys are written where there is a text like ``island=佐渡``, or a list."""
    if isinstance(given, str) and not known and (pair := _PAIR.fullmatch(given)):
        return say("Write {line}", f"{way[-1]}: {{{pair['key']}: {_flow(pair['value'])}}}")
    # Each key is a name of the author's, and what stands at it may be in two languages.
    if isinstance(given, list) and known and _IN_LANGUAGES.issuperset(known):
        return say("Write below it, indented and without hyphens: {line}", "…: …")
    listed = say("Write below it, indented, some of: {known}.", ", ".join(known))
    return listed if known else NOTHING


def _each_with_value(model: type[BaseModel], way: Sequence[str | int], given: Any) -> Text:
    """How the entries of a list, or one alone, are written where each has a value of its own."""
    field = _field(model, way)
    kinds = (field.annotation, *get_args(field.annotation)) if field else ()
    given = [given] if isinstance(given, str) and given.isidentifier() else given
    if not isinstance(given, list) or not any(get_origin(kind) is dict for kind in kinds):
        return NOTHING
    if isinstance(way[-1], int) or not all(isinstance(each, (str, int)) for each in given):
        return NOTHING
    return say("Write {line}", f"{way[-1]}: {{{', '.join(f'{_flow(each)}: …' for each in given)}}}")


def _no_text(name: str, given: Any) -> tuple[Text, Text]:
    message = say("'{name}' is text, and this is {kind}", name, _kind(given))
    if isinstance(given, (list, dict)):
        return message, say("Write it on one line; in quotes if it holds brackets or a colon.")
    return message, say('Write it in quotes: "{value}"', _shown(given))


def _of_choice(
    _model: type[BaseModel], problem: ErrorDetails, way: Sequence[str | int], name: str
) -> tuple[Text, Text] | None:
    if problem["type"] not in {"literal_error", "enum"}:
        return None
    expected = re.findall(r"'([^']*)'|(\d+)", str(problem.get("ctx", {}).get("expected", "")))
    words = [word or number for word, number in expected]
    given = _shown(problem["input"])
    message = say("'{value}' is none of what '{name}' may be", given, name)
    listed = say("It may be {words}.", ", ".join(words))
    parts = _items(given)
    if isinstance(way[-1], int) and len(parts) > 1 and {*parts} <= {*words}:
        return message, say("Put a half-width comma and a space between: {names}", ", ".join(parts))
    meant = also_called(given)
    return message, did_you_mean(meant if meant in words else given.lower(), words, listed)


def _of_number(
    _model: type[BaseModel], problem: ErrorDetails, _way: Sequence[str | int], name: str
) -> tuple[Text, Text] | None:
    given = _shown(problem["input"])
    kind = problem["type"]
    if kind in _LIMITS:
        limit = next(iter(problem.get("ctx", {}).values()))
        return say(_LIMITS[kind], name, limit, given), NOTHING
    if kind.startswith("int"):
        return say("'{name}' is a whole number, and '{value}' is none", name, given), NOTHING
    if kind.startswith("float"):
        return say("'{name}' is a number, and '{value}' is none", name, given), NOTHING
    return None


_LIMITS = {
    "greater_than": "'{name}' must be greater than {limit:g}, and is {value}",
    "greater_than_equal": "'{name}' must be at least {limit:g}, and is {value}",
    "less_than": "'{name}' must be less than {limit:g}, and is {value}",
    "less_than_equal": "'{name}' must be at most {limit:g}, and is {value}",
}
"""What is said of a number beyond a limit, by pydantic's name of the error."""


_FORMS = {
    "string_pattern_mismatch": "'{value}' does not have the form that is asked for",
    "string_too_long": "'{value}' is longer than it may be",
    "too_long": "'{value}' has more entries than it may have",
}
"""What is said of a value that has the right kind, by pydantic's name of the error."""


def _first_key(models: Sequence[type[BaseModel]]) -> str:
    """The key of a model that must be there."""
    return next((n for each in models for n, f in _fields(each) if f.is_required()), "")


def _is_of_models(model: type[BaseModel], way: Sequence[str | int]) -> bool:
    field = _field(model, way)
    return field is not None and bool(models_in(field.annotation))


def _items(text: str) -> list[str]:
    """The items of a list that somebody has written as text: 離島、航路; ［離島，航路］; a, b."""
    match = _LISTED.fullmatch(text.strip())
    inner = match["items"] if match else text
    return [item for item in _BETWEEN.split(inner) if item] or [text]


def _kind(value: Any) -> Text:
    return next(text for kind, text in _TEXT_OF.items() if isinstance(value, kind))


def _shown(value: Any) -> str:
    """A value as it may have been written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = _shown(value)
    return (
        json.dumps(text, ensure_ascii=False) if re.search(r"[:#\[\]{},&*!|>'\"%@`]", text) else text
    )
