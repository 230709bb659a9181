"""Short titles: which works a later note must name by title, and by how much of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hakusho.citations.people import responsible
from hakusho.citations.titles import main_title, set_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.citations.choices import ShortTitles
    from hakusho.citations.works import Work

_ET_AL = 4
"""From this many authors on, a later note prints the first one and ほか or "et al." """


def short_titles(
    works: Sequence[Work], titles: Mapping[str, str], wanted: ShortTitles
) -> dict[str, str]:
    """The short titles that later notes need.

    Args:
        works: All works that the paper cites.
        titles: Each work's title as the style sets it, by citekey.
        wanted: When a later note names the title at all.

    Returns:
        Citekey to short title; where ``when-needed`` is chosen, only for works whose author's
        name as a later note prints it leaves open which one is meant: the author, or another of
        the same family name, has other works in the paper, or is a body, or there is none.
    """
    shorts = {work.key: _short(work, titles[work.key]) for work in works}
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


def _short(work: Work, title: str) -> str:
    declared = work.text("shorttitle")
    if declared:
        return set_title(declared, work.kind, japanese=work.japanese)
    if work.text("subtitle"):
        title = set_title(work.title, work.kind, japanese=work.japanese)
    return main_title(title)


def _is_body(work: Work) -> bool:
    """Whether the author is a body, or nobody: then a name alone does not tell the work."""
    names = responsible(work)
    literals = (name["literal"] for name in names if "literal" in name)
    return not names or any("・" not in literal and literal != "others" for literal in literals)
