"""What is found in one chapter alone, and so is found again while its blocks are the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hakusho.manuscript.model import Chapter, Draft
from hakusho.tools.keeping import Same, recall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose

_Found = TypeVar("_Found")


def in_chapter(
    find: Callable[[Chapter, Positions], Iterable[_Found]], chapter: Chapter, positions: Positions
) -> tuple[_Found, ...]:
    """What ``find`` finds in a chapter, whatever stands in others.

    It is kept with the chapter's blocks, whose places are for good.
    """
    key = (find.__module__, find.__qualname__, chapter.path, Same(chapter.blocks))
    return recall(key, lambda: tuple(find(chapter, positions)))


def in_draft(
    find: Callable[[Draft], Iterable[_Found]], chapter: Chapter, positions: Positions
) -> tuple[_Found, ...]:
    """The same of what looks at whole drafts, chapter by chapter."""
    key = (find.__module__, find.__qualname__, chapter.path, Same(chapter.blocks))
    return recall(key, lambda: tuple(find(Draft((chapter,), {}, positions))))


def in_prose(find: Callable[[Prose], Iterable[_Found]], prose: Prose) -> tuple[_Found, ...]:
    """What ``find`` finds in running text, kept with it."""
    key = (find.__module__, find.__qualname__, Same(prose))
    return recall(key, lambda: tuple(find(prose)))
