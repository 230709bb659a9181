"""Whether a text denies what it says with a word: does not bind, 拘束しない."""

from __future__ import annotations

import re

_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|without|hardly|cannot|none|nobody|nothing)\b|n[’']t\b)"
    r"(?:[ ]\w+){0,3}[ ]?\Z",
    re.IGNORECASE,
)
_NONE_BEHIND = re.compile(r"\A (?:no\b|(?:\w+ )?(?:none|nobody|nothing|no one)\b)", re.IGNORECASE)
"""Has based none there, has no missiles."""
_NOT_BEHIND = re.compile(
    r"\A[^、。\n]{0,10}?(?:ない|なく|なかっ|ず(?=[、にと。])|ぬ|ません|ざる|えず|がた[いく])"
)
_NO_DENIAL = re.compile(
    r"\A[^。\n]{0,12}?(?:なければ|なくては|ないわけ|かもしれない|だけでな|のみな)"
)
"""Where a word that denies denies nothing, or something else."""
_ONLY = re.compile(
    r"\b(?:not|n[’']t) (?:only|just|merely|simply|solely)\b|\bno (?:doubt|less|longer than)\b",
    re.IGNORECASE,
)
"""English that denies nothing: not only binding, but."""
_CLAUSE_END = re.compile(r"[,;:.()\n]")


def is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether a word of a text is denied, in the language that the word is of."""
    if match[0].isascii():
        clause = _CLAUSE_END.split(text[max(0, match.start() - 60) : match.start()])[-1]
        behind = text[match.end() : match.end() + 24]
        return bool(_NOT_BEFORE.search(_ONLY.sub("", clause)) or _NONE_BEHIND.match(behind))
    behind = text[match.end() : match.end() + 24]
    return bool(_NOT_BEHIND.match(behind)) and not _NO_DENIAL.match(behind)
