"""Loading matplotlib without the docstrings that it writes meanwhile."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_docstrings() -> Iterator[None]:
    """Load matplotlib in this block: it takes a quarter less.

    For each class of artists it words a table of all that can be set, which nobody reads in a
    process that draws. ``matplotlib.artist.kwdoc`` is itself again at the end.
    """
    from matplotlib import artist  # noqa: PLC0415  matplotlib is loaded where figures are drawn only

    module: Any = artist
    wording = module.kwdoc
    module.kwdoc = lambda _artist: ""
    try:
        yield
    finally:
        module.kwdoc = wording
