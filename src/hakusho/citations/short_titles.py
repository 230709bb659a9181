"""Short titles: which works a later note must name by title, and by how much of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hakusho.citations.people import responsible
from hakusho.citations.titles import curled, main_title, set_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.citations.choices import Choices
    from hakusho.citations.works import Work

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ET_AL = 4
"""From this many authors on, a later note prints the first one and ほか or "et al." """


def short_titles(
    works: Sequence[Work], titles: Mapping[str, str], choices: Choices
) -> dict[str, str]:
    """The short titles that later notes need.

    Args:
        works: All works that the paper cites.
        titles: Each work's title as the style sets it, by citekey.
        choices: When a later note names the title at all, and with its article or not.

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
