"""What rests on data, and what moved when they changed.

Facts are followed into sentences, notes, headings and captions, datasets into tables and figures.
Nothing is run for it: templates and figure modules are read.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hakusho.data.changes import cell_changes, fact_changes
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import facts_of
from hakusho.data.prose import vocabulary_of
from hakusho.data.tables import table_id
from hakusho.figures.registry import available, inspect, seen_digest
from hakusho.findings import nearest
from hakusho.manuscript.data_uses import DataUse, data_uses
from hakusho.manuscript.translations import by_language
from hakusho.paper.source_file import SourceFile
from hakusho.pipeline.brief_uses import briefs_at
from hakusho.pipeline.moved import Dependents, Moved
from hakusho.source.template import fill_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from hakusho.data import Dataset, Fact
    from hakusho.figures.registry import FigureModule
    from hakusho.findings import Location
    from hakusho.paper.load import Paper


_FOR_MAKERS = frozenset({"as_of", "review_by"})
"""What a sidecar says that nothing prints."""
_WITH_FIGURES = ("source", "locator", "columns", "unit")
"""What a sidecar says that stands in a figure's caption, description or table."""


class UnknownNameError(LookupError):
    """No fact and no dataset has a name.

    Attributes:
        nearest: The name that is most like it; empty if none is.
    """

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self.nearest = nearest(name, known)


def moved(paper: Paper, before: Mapping[str, str], after: Mapping[str, str]) -> Moved | None:
    """Compare two states of a paper's data and follow the difference.

    Args:
        paper: As it is now.
        before: Texts of the data files, by path, as they were.
        after: As they are.

    Returns:
        What moved; ``None`` if the data say the same.
    """
    if before == after:
        return None
    language, style = paper.settings.language, paper.settings.numbers
    old, new = datasets_of(before)[0], datasets_of(after)[0]
    facts = fact_changes(facts_of(old)[0], facts_of(new)[0], language, style)
    cells = cell_changes(old, new)
    if not facts and not cells:
        return None
    changed = {change.id for change in facts}
    beside = tuple(cell for cell in cells if cell.row not in changed)
    printed = [cell for cell in cells if cell.row or cell.column not in _FOR_MAKERS]
    datasets = {cell.dataset for cell in printed} | {change.dataset for change in facts}
    beside_figures = {c.dataset for c in cells if not c.row and c.column.startswith(_WITH_FIGURES)}
    figures = tuple(
        module.name
        for module in _modules(paper)
        if beside_figures.intersection(module.datasets)
        or any(
            seen_digest(module, name, old) != seen_digest(module, name, new)
            for name in module.datasets
        )
    )
    uses = uses_of(paper, new)
    return Moved(facts, beside, _dependents(paper, figures, uses, changed, datasets, new))


def rests_on(paper: Paper, texts: Mapping[str, str], name: str) -> Dependents:
    """What rests on a fact or a dataset.

    Args:
        paper: The paper.
        texts: Texts of its data files, by path.
        name: A fact's id or a dataset's name.

    Returns:
        Its dependents.

    Raises:
        UnknownNameError: If there is neither.
    """
    datasets = datasets_of(texts)[0]
    facts = facts_of(datasets)[0]
    tables: set[str] = set()
    if name in datasets:
        inside, tables = {fact.id for fact in facts.values() if fact.dataset == name}, {name}
        modules = [module for module in _modules(paper) if name in module.datasets]
    elif name in facts:
        inside, holder = {name}, facts[name].dataset
        modules = [module for module in _modules(paper) if module.sees(holder, name)]
    else:
        raise UnknownNameError(name, (*datasets, *facts))
    figures = tuple(module.name for module in modules)
    uses = uses_of(paper, datasets)
    return _dependents(paper, figures, uses, _and_derived(facts, inside), tables, datasets)


def uses_of(paper: Paper, datasets: Mapping[str, Dataset]) -> tuple[DataUse, ...]:
    """Every use of data in chapters and briefs, in reading order, sentences filled in.

    Args:
        paper: The paper.
        datasets: Its data by name.

    Returns:
        The uses; the sentence of one in a translation reads as it does there.
    """
    facts = facts_of(datasets)[0]
    settings = paper.settings
    texts = [
        (spoken, SourceFile(chapter.path, text))
        for chapter in paper.chapters
        for spoken, text in by_language(chapter.text, settings.language).items()
    ]
    texts += [(brief.language, brief.text) for brief in paper.briefs]
    names = {
        language: vocabulary_of(datasets, facts, language, settings.numbers)
        for language in {language for language, _ in texts}
    }
    uses: dict[tuple[Location, str], DataUse] = {}
    for language, text in texts:
        for use in data_uses(text, partial(fill_in, names=names[language])):
            # What a chapter sets for later stands in every language of it, and is one use.
            uses.setdefault((use.location, use.name), use)
    order = {text.path: number for number, text in enumerate(paper.texts)}
    return tuple(sorted(uses.values(), key=lambda u: (order[u.location.path], u.location, u.name)))


def _dependents(
    paper: Paper,
    figures: tuple[str, ...],
    uses: Sequence[DataUse],
    facts: Collection[str],
    changed: Collection[str],
    datasets: Mapping[str, Dataset],
) -> Dependents:
    touched = [use for use in uses if use.function == "fact" and use.name in facts]
    tables = tuple(use for use in uses if use.function == "table" and use.name in changed)
    places = [use.location for use in (*touched, *tables)]
    ids = [table_id(datasets[name]) for name in changed if name in datasets]
    return Dependents(
        figures,
        _distinct(use for use in touched if use.place == "caption"),
        _distinct(use for use in touched if use.place != "caption"),
        tables,
        briefs_at(paper, places, figures, ids),
    )


def _distinct(uses: Iterable[DataUse]) -> tuple[DataUse, ...]:
    """One use for each sentence: the first, where several facts of it changed."""
    kept: dict[tuple[str, int], DataUse] = {}
    for use in uses:
        kept.setdefault((use.location.path, use.begins), use)
    return tuple(kept.values())


def _and_derived(facts: Mapping[str, Fact], names: set[str]) -> set[str]:
    """Facts and all that is derived from them, at any remove."""
    reached = set(names)
    while True:
        more = {fact.id for fact in facts.values() if reached.intersection(fact.operands)}
        if more <= reached:
            return reached
        reached |= more


def _modules(paper: Paper) -> list[FigureModule]:
    read = (inspect(paper.root, name)[0] for name in available(paper.root))
    return [module for module in read if module is not None]
