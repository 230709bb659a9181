"""What a finding says: English sentences that keep their template and its values.

As with gettext, the English template is the key: another language is a catalogue from template
to translation (``hakusho.localization``), and no code.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Value = str | int | float


class Text(str):
    """A sentence: English as a string; :meth:`through` words it in another language.

    A value may be a sentence itself: ``{path}: {problem}``.
    """

    __slots__ = ("_template", "_values")
    _template: str
    _values: Mapping[str, Value]

    def __new__(
        cls, template: str = "", values: Mapping[str, Value] = MappingProxyType({})
    ) -> Self:
        """Fill in a template, as ``str.format`` does; ``{count:row|rows}`` is 1 row or 2 rows."""
        made = super().__new__(cls, _filled(template, values))
        made._template, made._values = template, values
        return made

    def __reduce__(self) -> tuple[type[Text], tuple[str, dict[str, Value]]]:
        """For copies: a string with places cannot be made of its text alone."""
        return Text, (self._template, dict(self._values))

    @property
    def template(self) -> str:
        """The English sentence with named places."""
        return self._template

    @property
    def values(self) -> Mapping[str, Value]:
        """What stands in these places, by name."""
        return self._values

    def through(self, translate: Callable[[str], str]) -> str:
        """The sentence and those among its values, by what gives a template's translation."""
        values = self._values.items()
        worded = {name: v.through(translate) if isinstance(v, Text) else v for name, v in values}
        return _filled(translate(self._template), worded)

    def packed(self) -> list[Any]:
        """Template and values for a JSON file; :func:`unpacked` reads them."""
        values = self._values.items()
        return [self._template, {n: v.packed() if isinstance(v, Text) else v for n, v in values}]


class _Counting(Formatter):
    """Counts things in English: of ``{count:row|rows}`` and ``{count:,row|rows}`` the word fits."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, divided, many = format_spec.partition("|")
        if not divided:
            return str(super().format_field(value, format_spec))
        comma = "," if one.startswith(",") else ""
        return f"{value:{comma}} {one.removeprefix(',') if value == 1 else many}"


_COUNTING = _Counting()


def _filled(template: str, values: Mapping[str, Value]) -> str:
    if "|" in template:
        return _COUNTING.vformat(template, (), values)
    return template.format_map(values)


_SPECIFICATION = re.compile(
    r"[<>^+]?\d{0,2},?(?:\.\d{1,2})?[a-zA-Z%]?|,?[a-z]+(?: [a-z]+)*\|[a-z]+(?: [a-z]+)*"
)
"""How a template may print a value (``04X``, ``,``, ``.0f``), and not a gigabyte of blanks."""


def unpacked(kept: list[Any]) -> Text:
    """The sentence that was packed.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: If this is no packed sentence.
    """
    template, values = kept
    _only_ours(template)
    given = {n: unpacked(v) if isinstance(v, list) else v for n, v in values.items()}
    if not all(isinstance(each, str | int | float) for each in given.values()):
        raise TypeError("a value of a sentence is a text or a number")
    return Text(template, given)


def _only_ours(template: str) -> None:
    for _, name, specification, _ in Formatter().parse(template):
        if name is not None and not (
            name.isidentifier() and _SPECIFICATION.fullmatch(specification or "")
        ):
            raise ValueError(f"a template may not print {name}:{specification}")


NOTHING = Text()
"""No sentence, for instance no hint."""


def say(template: str, *values: object) -> Text:
    """Make a sentence of a template, a literal, so that a test can collect all that may be said.

    The values stand in its places, in the order in which it names them first. Numbers keep their
    kind and templates say how they are printed (``{over:.0f}``); exceptions say what they say,
    all else is text.
    """
    return say_all((template,), values)[0]


def say_all(templates: Iterable[str], values: Iterable[object]) -> list[Text]:
    """Make several sentences of the same values, such as a message and its hint.

    As :func:`say` makes one; what is a sentence already stays as it is.
    """
    named = [(each, () if isinstance(each, Text) else places(each)) for each in templates]
    order = dict.fromkeys(name for _, names in named for name in names)
    given = dict(zip(order, map(_value, values), strict=True))
    return [
        each if isinstance(each, Text) else Text(each, {name: given[name] for name in names})
        for each, names in named
    ]


@cache
def places(template: str) -> tuple[str, ...]:
    """The names of a template's places, each once."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))


def said(error: BaseException) -> Text:
    """What an exception says to the author: the sentence that it was raised with, if it was."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Text) else say("{said}", str(error).strip())


def together(parts: Iterable[str], between: str = " ") -> Text:
    """Sentences or words one after the other; what stands between them is a literal, too."""
    named = {f"part_{number}": each for number, each in enumerate(parts)}
    template = "{between}".join(f"{{{name}}}" for name in named)
    return Text(template, MappingProxyType({**named, "between": say(between)}))


def _value(given: object) -> Value:
    if isinstance(given, BaseException):
        return said(given)
    if isinstance(given, str) and "\ufffc" in given and not isinstance(given, Text):
        return given.replace("\ufffc", "…")  # what stands in running text for what is no text
    return given if isinstance(given, (str, int, float)) else str(given)
