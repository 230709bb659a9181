"""The first half of every command: read the whole paper, draw its figures, check everything.

Nothing is written here but caches. All problems are gathered; none stops the search for others.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.build.consequences import without_consequences
from hakusho.data.datasets import datasets_of, read_texts
from hakusho.data.facts import facts_of
from hakusho.data.prose import vocabulary_of
from hakusho.findings.policy import Selection, apply_policy
from hakusho.manuscript.read import read_manuscript
from hakusho.paper.load import load_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from hakusho.build.inspection import Pictures, Sources
    from hakusho.findings import Finding
    from hakusho.manuscript.model import Manuscript
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class Examined:
    """A paper that has been read and checked.

    Attributes:
        paper: Its settings and texts.
        manuscript: Its parsed chapters.
        sources: Its bibliography and citation style.
        pictures: Its figures and images.
        data: Text of each of its data files, by path.
    """

    paper: Paper
    manuscript: Manuscript
    sources: Sources
    pictures: Pictures
    data: Mapping[str, str]


def examine(
    root: Path, progress: Callable[[str], None], selection: Selection = Selection()
) -> tuple[Examined | None, tuple[Finding, ...]]:
    """Read and check a paper.

    Args:
        root: The paper's folder.
        progress: Told what is being done.
        selection: Which rules are asked for.

    Returns:
        The paper, or ``None`` if report.yaml cannot be used; and what the paper's policy makes
        of all findings, sorted by place.
    """
    progress("reading the paper")
    paper, unread = load_paper(root)
    if paper is None:
        return None, _sorted(unread)
    data, unread_data = read_texts(root)
    datasets, bad_data = datasets_of(data)
    facts, bad_facts = facts_of(datasets)

    progress("parsing chapters")
    settings = paper.settings
    vocabulary = vocabulary_of(datasets, facts, settings.language, settings.numbers)
    with ThreadPoolExecutor(max_workers=1) as pool:
        parsing = pool.submit(read_manuscript, paper, vocabulary)
        from hakusho.build import inspection  # noqa: PLC0415  loaded while pandoc parses

        sources, bad_sources = inspection.read_sources(paper)
        manuscript, unparsed = parsing.result()

    progress("drawing figures")
    pictures, undrawn = inspection.draw_pictures(paper, manuscript, datasets, progress)
    manuscript = inspection.with_source_lines(paper, manuscript, pictures)
    progress("checking")
    found = inspection.check(paper, manuscript, sources, datasets, facts, data)
    ignores, unfit = inspection.inline_ignores(paper)
    findings = (*unread, *unread_data, *bad_data, *bad_facts, *bad_sources, *unparsed, *undrawn, *found, *unfit)
    policy = replace(paper.policy, ignores=ignores, selection=selection)
    judged = apply_policy(without_consequences(dict.fromkeys(findings), datasets), policy)
    return Examined(paper, manuscript, sources, pictures, data), _sorted(judged)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
