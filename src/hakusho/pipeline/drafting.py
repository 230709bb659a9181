"""A paper's text alone, for commands that need no figures and no checks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hakusho.briefs.families import with_briefs_by_row
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import facts_of
from hakusho.data.vocabulary import vocabulary_of
from hakusho.manuscript.read import read_draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.findings import Finding
    from hakusho.manuscript.model import Draft
    from hakusho.paper.load import Paper


def draft_of(paper: Paper, texts: Mapping[str, str]) -> tuple[Paper, Draft, tuple[Finding, ...]]:
    """Read what is written in a paper whose data files hold these texts, by path.

    Returns:
        The paper with its briefs by the row, what could be read of it, and what is wrong with the
        rest.
    """
    datasets, _ = datasets_of(texts)
    facts, _ = facts_of(datasets)
    paper, unmade = with_briefs_by_row(paper, datasets)
    said = paper.settings
    names_in = partial(vocabulary_of, datasets, facts, style=said.numbers, lang=said.lang)
    draft, unread = read_draft(paper, names_in)
    return paper, draft, (*unmade, *unread)
