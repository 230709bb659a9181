"""What a template asks for and data cannot give."""

from __future__ import annotations


class ValueForAuthorError(Exception):
    """A value cannot be shown as the template asks; ``args[0]`` tells the author why."""
