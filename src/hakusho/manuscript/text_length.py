"""How long a text is: in characters as Japan counts them (字数), in words as English papers do.

Japanese rules for submission (投稿規定) state a length in characters, punctuation included and
blanks not, mostly with the notes, and often with figures and tables at a flat number each
(「注を含め2万字以内。図表は1点につき400字に換算する」). Authors compare it with Word:
文字カウント, 文字数（スペースを含めない）, with 脚注、文末脚注を含める ticked if notes count:
every character that is not a blank, 全角 and 半角 alike, so that Latin letters and digits are one
character each. The marks of notes do not count. English papers count words, which Word takes to
be what stands between blanks.
"""

from __future__ import annotations

import re
import unicodedata

from hakusho.values.letters import WIDE, is_wide

_UNSEEN = frozenset({"Cf", "Mn", "Me"})
"""Unicode's categories of what has no width or belongs to the character before it."""
_NO_CHARACTER = _UNSEEN | {"Cc", "Zs", "Zl", "Zp"}
"""The same and blanks."""
_PART = f"[{WIDE}]|[^{WIDE}]+"


def count_characters(text: str) -> int:
    """Count the characters of a text without blanks of any width and line breaks.

    An accent, a voicing mark or a variation selector belongs to its letter, in whatever Unicode
    form it is written; characters that have no width do not count.
    """
    return len(text) - sum(map(_NO_CHARACTER.__contains__, map(unicodedata.category, text)))


def count_words(text: str) -> int:
    """Count the words of a text: the pieces between blanks, a dash that stands alone among them.

    In a piece with Japanese, Chinese or Korean characters each of these is a word, as it is in
    Word, and so is what stands between them, unless it is punctuation alone.
    """
    seen = "".join(each for each in text if unicodedata.category(each) not in _UNSEEN)
    return sum(_words_in(piece) for piece in seen.split())


def _words_in(piece: str) -> int:
    parts = re.findall(_PART, piece)
    if len(parts) == 1:
        return 1
    return sum(is_wide(part) or any(map(str.isalnum, part)) for part in parts)
