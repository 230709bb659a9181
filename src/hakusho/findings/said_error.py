"""What is raised where a finding cannot be made yet: it tells the author what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.findings.sentences import say_all

if TYPE_CHECKING:
    from hakusho.findings.finding import Related, Subject


class SaidError(Exception):
    """Tells the author something: a template and its values, as for :func:`say`.

    Attributes:
        because: As of the finding that will be made of it.
        related: Likewise.
    """

    def __init__(
        self,
        message: str,
        *values: object,
        because: tuple[Subject, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> None:
        super().__init__(*say_all((message,), values))
        self.because, self.related = because, related


class BadValueError(SaidError, ValueError):
    """A value that an author wrote cannot be read."""
