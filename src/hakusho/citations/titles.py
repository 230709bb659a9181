"""Titles: which bracket an inner quotation takes, and short titles.

Japanese: a title in 「…」 has its inner quotations in 『…』, a title in 『…』 has them in 「…」;
what lies deeper alternates. English: “…” holds ‘…’. Short titles say which works a later note must
name by title, and by how much of it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hakusho.citations.people import responsible
from hakusho.values import straight_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.citations.choices import Choices
    from hakusho.citations.works import Work


SET_IN_QUOTES = frozenset(
    {
        "article-journal", "article-magazine", "article-newspaper", "chapter", "document",
        "entry-encyclopedia", "hearing", "legal_case", "manuscript",
        "paper-conference", "review", "speech", "thesis", "webpage",
    }
)  # fmt: skip
"""CSL types whose titles stand in 「…」 or “…”."""

_SET_BARE = frozenset({"hearing", "interview", "legislation", "personal_communication", "treaty"})
"""CSL types whose titles stand without marks in Japanese, as names or descriptions; in English
proceedings are quoted. All types that are in neither set stand in 『…』 or italics."""

_OPEN, _CLOSE = "「『", "」』"
_OPENING, _CLOSING = "「『(（“", "」』)）”"
_WAVES = ("〜", "～")
_SUBTITLE_OR_BRACKET = re.compile(r"[「『(（“]|[」』)）”]|\s*(?:[:：]\s+|：|―+|—+|－|[〜～])\s*")


def in_brackets(title: str, outer: str) -> str:
    """A Japanese title as it stands between brackets.

    Args:
        title: As typed.
        outer: The opening bracket around it, ``「`` or ``『``.

    Returns:
        The title with its inner brackets alternating; unchanged if they are not in pairs.
    """
    start = _OPEN.index(outer)
    out: list[str] = []
    stack: list[int] = []
    for char in title:
        if char in _OPEN:
            stack.append(_OPEN.index(char))
            out.append(_OPEN[(start + len(stack)) % 2])
        elif char in _CLOSE:
            if not stack or stack.pop() != _CLOSE.index(char):
                return title
            out.append(_CLOSE[(start + len(stack) + 1) % 2])
        else:
            out.append(char)
    return title if stack else "".join(out)


def in_quotes(title: str) -> str:
    """An English title as it stands between “ and ”: inner quotation marks alternate with ‘ ’."""
    out: list[str] = []
    stack: list[str] = []
    title = curled(title)
    for at, char in enumerate(title):
        if char in "“‘":
            stack.append(char)
            out.append("‘" if len(stack) % 2 else "“")
        elif char == "”" or (char == "’" and stack[-1:] == ["‘"] and _ends_word(title, at)):
            out.append("’" if len(stack) % 2 else "”")
            stack = stack[:-1]
        else:
            out.append(char)
    return "".join(out)


def curled(title: str) -> str:
    """A title with typographic quotation marks and apostrophes."""
    title = straight_quotes.curled(title)
    title = re.sub(r'"([^"]*)"', "“\\1”", title)
    if "'" not in title:
        return title
    title = re.sub(r"(?<![\w’'.,?!])'(?=[^\s\d][^']*'(?!\w))", "‘", title)
    return title.replace("'", "’")


def _ends_word(title: str, at: int) -> bool:
    """Whether a ’ closes a quotation, rather than standing inside a word."""
    return not title[at + 1 : at + 2].isalnum()


def set_title(title: str, kind: str, *, japanese: bool) -> str:
    """A plain title between the marks that the style puts around it: quotes, 『』 or none."""
    if kind in _SET_BARE and (japanese or kind not in SET_IN_QUOTES):
        return curled(title)
    if japanese:
        return in_brackets(curled(title), "「" if kind in SET_IN_QUOTES else "『")
    return in_quotes(title) if kind in SET_IN_QUOTES else curled(title)


def with_subtitle(work: Work, title: str, subtitle: str, choices: Choices) -> str:
    """A title with its subtitle, joined as the style says; one that holds it already stays."""
    if not subtitle or subtitle in title:
        return title
    mark = choices.subtitle.japanese if work.japanese else choices.subtitle.western
    if title.endswith(("?", "!")) and mark.startswith(":"):
        mark = mark[1:]  # Who Governs? Democracy and Power
    return f"{title}{mark}{subtitle}"


def main_title(title: str) -> str:
    """The title up to its subtitle; the whole title if that would leave next to nothing."""
    depth = 0
    for match in _SUBTITLE_OR_BRACKET.finditer(title):
        mark = match[0].strip()
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth -= 1
        elif depth <= 0 and match.start() > 1 and not _inside_a_word(title, match):
            return title[: match.start()]
    return title


def _inside_a_word(title: str, match: re.Match[str]) -> bool:
    """Whether a dash joins what it stands between: F－35, 1945—1952年, 1978〜1997年."""
    before, after = title[match.start() - 1], title[match.end() : match.end() + 1]
    if match[0] in _WAVES:
        return not title.endswith(_WAVES)
    return match[0] in {"—", "－", "―"} and (before + after).isascii() and after.isalnum()


_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ET_AL = 4
"""From this many authors on, a later note prints the first one and ほか or "et al." """


def short_titles(
    works: Sequence[Work], titles: Mapping[str, str], choices: Choices
) -> dict[str, str]:
    """The short titles that later notes need; ``titles`` are as the style sets them, by citekey.

    Returns:
        Citekey to short title; where ``when-needed`` is chosen, only for works whose author's
        name as a later note prints it leaves open which one is meant: the author, or another of
        the same family name, has other works in the paper, or is a body, or there is none.
    """
    wanted = choices.short_titles
    shorts = {work.key: _short(work, titles[work.key], choices) for work in works}
    authors = {work.key: printed_short(work) for work in works}
    same = Counter((authors[key], shorts[key]) for key in shorts)
    written = Counter(authors.values())
    needed: dict[str, str] = {}
    for work in works:
        author, short = authors[work.key], shorts[work.key]
        if same[author, short] > 1:
            short = titles[work.key]
        alone = written[author] == 1 and not _is_body(work)
        when = wanted.japanese if work.japanese else wanted.western
        if short and (when == "always" or (when == "when-needed" and not alone)):
            needed[work.key] = short
    return needed


def printed_short(work: Work) -> str:
    """The author as a later note prints it: family names, or the body's name."""
    names = [name.get("literal") or name.get("family", "") for name in responsible(work)]
    if "others" in names or len(names) >= _ET_AL:
        return f"{names[0]} et al."
    return "・".join(names)


def _short(work: Work, title: str, choices: Choices) -> str:
    declared = work.text("shorttitle") or (work.title if work.text("subtitle") else "")
    if declared:
        title = curled(declared)
        if choices.by_language:
            title = set_title(declared, work.kind, japanese=work.japanese)
        if work.text("shorttitle"):
            return title
    short = main_title(title)
    if work.japanese or choices.short_titles.article:
        return short
    bare = _ARTICLE.sub("", short)
    return bare[:1].upper() + bare[1:]


def _is_body(work: Work) -> bool:
    """Whether the author is a body, or nobody: then a name alone does not tell the work."""
    names = responsible(work)
    literals = (name["literal"] for name in names if "literal" in name)
    return not names or any("・" not in literal and literal != "others" for literal in literals)
