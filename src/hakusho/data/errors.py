"""What a template asks for and data cannot give."""

from __future__ import annotations

from hakusho.findings import SaidError


class ValueForAuthorError(SaidError):
    """A value cannot be shown as the template asks; ``args[0]`` tells the author why."""
