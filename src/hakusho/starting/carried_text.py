"""A text of another tool while it becomes one that pandoc reads, and what is lost of it."""

from __future__ import annotations

from dataclasses import dataclass, field

LEFT_OPEN = r"\[number\]"
"""What stands for a value that code would have put into a text: told until it is filled in."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Something of a document that is not carried over.

    Attributes:
        kind: ``code``, ``directive``, ``shortcode``, ``template``, ``module``; ``link`` for one
            to another page, of which the words stay.
        words: What stood there, as far as that tells what it is.
    """

    kind: str
    line: int
    words: str


@dataclass(slots=True)
class Plain:
    """A text that pandoc reads, and what was lost.

    Attributes:
        numbers: Works that are cited by their number, ``doi:10.1000/x``, in their order.
        names: The ids of what MyST names, by these names.
        aliases: Works that Manubot cites by names of their own, and their numbers by these.
    """

    text: str
    lost: list[Lost] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
