"""NAM005: a word of a title or an abstract that is nearly one of the text.

A title is read by all and by sub-editors last: Skerow for Skerrow, AMC for ACM.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hakusho.checks.naming.one_slip import is_one_slip
from hakusho.checks.prose.spelling import sound_alike
from hakusho.findings import Finding
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.source.prose import Prose

_WORD = re.compile(
    rf"(?<![A-Za-z])[A-Z][a-z]{{4,}}(?![A-Za-z])|(?<![A-Za-z])[A-Z]{{3,6}}(?![A-Za-z])"
    rf"|[{KANJI}]{{4,}}|[{KATAKANA}]{{4,}}"
    r"|(?<![0-9.,年第])[0-9]{1,4}(?:指針|大綱|計画|条約|協定|宣言|戦略|中期防)"
)
_NUMBERED = re.compile("[0-9]")
"""What is called by a number before its kind: 97指針, 22大綱."""
_USUAL = 3
_SMALL = re.compile(r"(?<![A-Za-z])[a-z]{5,}(?![A-Za-z])")
"""A word that the text writes so more often than with a capital is no name: Simple."""
_LONG_SMALL = re.compile(r"(?<![A-Za-z-])[a-z]{8,}(?![A-Za-z-])")
_ENDING = re.compile("(?:e?s|n|ed|ing)$")


def check_front_names(front: Iterable[Passage], proses: Sequence[Prose]) -> Iterator[Finding]:
    """NAM005 for each word of a title or an abstract that the text does not have, but nearly.

    Args:
        front: Titles, subtitles and abstracts.
        proses: The text of the report and of its briefs.
    """
    words = [
        (passage, match)
        for passage in front
        for pattern in (_WORD, _LONG_SMALL)
        for match in pattern.finditer(passage.text)
    ]
    if not words:
        return
    counts = Counter(word for prose in proses for word in _WORD.findall(prose.text))
    whole = "\n".join(prose.text for prose in proses)
    small = Counter(_SMALL.findall(whole))
    often = [word for word, count in counts.items() if count >= _USUAL]
    numbers = [word for word in often if _NUMBERED.match(word)]
    usual = [word for word in often if word.isupper() or small[word.lower()] < counts[word]]
    for passage, match in words:
        if _stem(match[0]) in whole:
            continue
        near = [each for each in usual if _is_slip(match[0], each)]
        if match[0].islower() and match[0].isascii():
            near = [each for each, n in small.items() if n > 1 and _is_slip(match[0], each)]
        if not near and _NUMBERED.match(match[0]):
            near = [each for each in numbers if each.endswith(match[0].lstrip("0123456789"))]
            near = near if len(near) > 1 else []
        if near:
            message = "{word} stands here alone; the text has {known}"
            hint = "Write {known}, if that is meant."
            given = (match[0], max(near, key=(counts | small).__getitem__))
            yield Finding.of("NAM005", passage.place(match.start()), message, hint, *given)


def _stem(word: str) -> str:
    """A word as other forms of it begin: a title may count otherwise than the text."""
    return _ENDING.sub("", word) if word.isascii() and not word.isupper() else word


def _is_slip(word: str, known: str) -> bool:
    if word.isupper() or known.isupper():  # kanji are neither
        return sorted(word) == sorted(known)
    if word.isascii():
        forms = {_ENDING.sub("", word), _ENDING.sub("", known)}
        return word[0] == known[0] and is_one_slip(word, known) and len(forms) > 1
    if re.match(f"[{KATAKANA}]", word):
        return is_one_slip(word, known) and len(word) > 4 and word[0] == known[0]  # noqa: PLR2004
    if len(word) != len(known):
        return False
    other = [(a, b) for a, b in zip(word, known, strict=True) if a != b]
    return len(other) == 1 and sound_alike(*other[0])
