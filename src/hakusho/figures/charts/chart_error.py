"""What a chart raises when it cannot be drawn legibly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.findings import SaidError

if TYPE_CHECKING:
    from hakusho.findings import Subject


class ChartError(SaidError, ValueError):
    """The data do not fit the chart; ``args[0]`` says why and what to do.

    Attributes:
        key: The key of a figure in YAML that it is about; empty if that is its kind.
        about: What stands below that key, if it is known and the key is not.
    """

    def __init__(
        self,
        message: str,
        *values: object,
        key: str = "",
        about: object = None,
        because: tuple[Subject, ...] = (),
    ) -> None:
        super().__init__(message, *values, because=because)
        self.key, self.about = key, about
