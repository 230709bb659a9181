"""What a command asks to be made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What a command asks to be built.

    Attributes:
        editions: Of the report; none means all that report.yaml names.
        report: Whether the report itself is wanted.
        briefs: Names of briefs; ``None`` means all.
        issue: Whether to record that these briefs are issued now.
    """

    editions: tuple[str, ...] = ()
    report: bool = True
    briefs: tuple[str, ...] | None = None
    issue: bool = False

    @property
    def text(self) -> str:
        """The request as a string, which the next build compares with its own."""
        report = f"report {' '.join(self.editions)}" if self.report else "no report"
        return f"{report}; briefs {'all' if self.briefs is None else ' '.join(self.briefs)}"
