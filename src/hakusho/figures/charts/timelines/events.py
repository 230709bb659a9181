"""What a timeline is made of: events, their kinds, and the form that tells each kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hakusho.figures.charts.errors import ChartError
from hakusho.figures.theme import INK

if TYPE_CHECKING:
    from collections.abc import Sequence

Lane = Literal["left", "right"]
LANES: tuple[Lane, Lane] = ("left", "right")

_FORMS = tuple((marker, filled) for marker in "os^DvPph" for filled in (True, False))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        date: ISO 8601, cut to what is known: ``1978-11-27``, ``1975-08``, ``1955``.
        label: What happened.
        kind: Id of its ``Kind``.
        band: Id of its ``Band``.
        strong: Whether it is set in bold.
    """

    date: str
    label: str
    kind: str = ""
    band: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: its name in the key, its lane and the form of its marker.

    Attributes:
        id: As events name it.
        label: In the key.
        lane: On which side of the axis its events stand, where the page is wide enough for two.
        marker: matplotlib's marker; without one, or where an earlier kind has the same form, a
            free form is taken, so that kinds are never told by colour alone.
        filled: Whether the marker is solid.
        colour: Of the marker.
    """

    id: str
    label: str
    lane: Lane | None = None
    marker: str | None = None
    filled: bool = True
    colour: str = INK


def with_forms(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Give each kind a form of its own.

    Args:
        kinds: In the order of the key.

    Returns:
        The kinds, no two of them with the same marker and filling.

    Raises:
        ChartError: If there are more kinds than forms that a reader can tell apart.
    """
    taken: set[tuple[str, bool]] = set()
    found: dict[str, Kind] = {}
    for kind in kinds:  # what an author chose goes first
        if kind.marker and (kind.marker, kind.filled) not in taken:
            taken.add((kind.marker, kind.filled))
            found[kind.id] = kind
    for kind in kinds:
        if kind.id in found:
            continue
        form = next((each for each in _FORMS if each not in taken), None)
        if form is None:
            message = (
                "{count} kinds are more than the {most} forms of markers that a reader can tell "
                "apart: put some together"
            )
            raise ChartError(message, len(kinds), len(_FORMS))
        taken.add(form)
        found[kind.id] = replace(kind, marker=form[0], filled=form[1])
    return tuple(found[kind.id] for kind in kinds)
