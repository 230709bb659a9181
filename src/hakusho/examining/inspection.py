"""All checks of a paper's text and data, each given what it asks for.

The checks take longer to load than pandoc takes to parse a paper, so ``examine`` loads them while
it waits for pandoc.
"""

from __future__ import annotations

from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements
from hakusho.checks.attribute_values import check_values
from hakusho.checks.bare_addresses import check_bare_addresses
from hakusho.checks.bibliography import audit_of, check_bibliography
from hakusho.checks.citations import check_citations, cited_text_of
from hakusho.checks.condition_mistakes import Names, check_conditions
from hakusho.checks.contradictions import (
    Said,
    check_contradictions,
    check_entries_of_facts,
    check_label_columns,
    check_label_pairs,
    check_laws_in_text,
    check_lists,
    check_of_itself,
    check_older_sources,
    check_written_tables,
    passage_in,
)
from hakusho.checks.contradictions.figure_words import Drawn, check_figure_words
from hakusho.checks.contradictions.passages import passage_of
from hakusho.checks.crossrefs import check_crossrefs, check_edition_references, check_headings
from hakusho.checks.data import DataAudit, check_data
from hakusho.checks.data.captions import captions_of
from hakusho.checks.data.swapped_places import check_swapped_places
from hakusho.checks.data.unknown_sources import check_unknown_sources
from hakusho.checks.dead_ends import check_dead_ends
from hakusho.checks.era_mistakes import check_eras
from hakusho.checks.formulas import check_formulas
from hakusho.checks.glyphs import (
    check_bibliography_glyphs,
    check_chapter_glyphs,
    check_glyphs,
)
from hakusho.checks.grouped_images import check_figure_groups
from hakusho.checks.leftovers import slips_in
from hakusho.checks.naming import (
    check_bodies,
    check_front_names,
    check_glosses,
    check_names_of_terms,
    check_near_names,
    check_persons,
)
from hakusho.checks.note_labels import check_note_labels
from hakusho.checks.pdf_strings import check_settings, check_strings
from hakusho.checks.prose import (
    check_declared_language,
    check_document,
    check_empty_sections,
    check_front,
    check_lengths_of_sentences,
    check_mistyped_words,
    check_prose,
    check_unknown_labels,
    labels_in,
)
from hakusho.checks.publication_data import check_publication
from hakusho.checks.references_in_words import (
    check_mentions,
    check_references_in_words,
    check_titles,
)
from hakusho.checks.reserved_ids import check_reserved_ids
from hakusho.checks.stale_translations import check_translations
from hakusho.checks.table_settings import check_tables
from hakusho.checks.terms import check_abbreviations, check_marks, check_wording
from hakusho.checks.typed_captions import check_typed_captions
from hakusho.checks.typed_labels import check_typed_labels
from hakusho.checks.typed_notes import check_typed_notes
from hakusho.checks.typed_references import check_typed_references, printed_in
from hakusho.checks.unfit_references import check_unfit_references
from hakusho.checks.unknown_names import House, check_names
from hakusho.checks.unprintable import check_languages, check_lines, check_markup
from hakusho.checks.unsaid_of_figures import check_unsaid, sourced
from hakusho.citations.entries import normal_key
from hakusho.figures.companions import names_source
from hakusho.figures.registry import available, inspect
from hakusho.findings import Location, Severity
from hakusho.manuscript.abbreviations import mentioned_in
from hakusho.manuscript.by_chapter import in_chapter, in_draft, in_prose
from hakusho.manuscript.citing import citekeys_of
from hakusho.manuscript.conditions import TRANSLATION, Reader, withheld_anchors
from hakusho.manuscript.data_uses import FUNCTIONS, data_uses
from hakusho.manuscript.translations import blocks_without_translations
from hakusho.paper.folders import BRIEFS_FOLDER, SETTINGS_PATH
from hakusho.paper.metadata import strings_in
from hakusho.paper.reading import folder_names, read_text
from hakusho.paper.source_file import SourceFile
from hakusho.paper.templates import names_in_templates
from hakusho.paper.terms import TERMS_PATH
from hakusho.source.comments import words_of
from hakusho.source.prose import prose_of
from hakusho.source.template_calls import calls_in
from hakusho.tools import boundary
from hakusho.tools.keeping import Same, recall
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Figure
    from hakusho.checks.bibliography.audit import Audit
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.citations.entries import CitationUse
    from hakusho.citations.works import Work
    from hakusho.data import Dataset, Fact
    from hakusho.examining.examined import Reading, Sources
    from hakusho.findings import Finding
    from hakusho.manuscript.indexed import Target
    from hakusho.manuscript.model import Chapter, Draft, Manuscript
    from hakusho.paper.load import Paper
    from hakusho.source.prose import Prose


_TYPED = {"allow": None, "warn": Severity.WARNING, "error": Severity.ERROR}
_OF_ITSELF = ("title", "subtitle", "abstract")
_OF_BRIEF = ("title", "subtitle", "audience", "classification", "contact")


def check(
    paper: Paper,
    manuscript: Manuscript,
    sources: Sources,
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
    data: Mapping[str, str] = MappingProxyType({}),
    cited_in_briefs: Iterable[CitationUse] = (),
) -> Iterator[Finding]:
    """Run every check of the text and of the data; findings come in no particular order.

    ``data`` are texts of data files by path, ``cited_in_briefs`` is what briefs cite by themselves.
    """
    draft, index = manuscript.draft, manuscript.index
    proses = tuple(prose_of(each.blocks, draft.positions, beside=True) for each in draft.texts)
    beside = tuple(cited_in_briefs)
    audit = audit_of(paper, sources.works, (*index.citations, *beside), sources.style)
    yield from _check_works(paper, manuscript, sources, audit, beside)
    yield from check_publication(paper)
    yield from check_of_itself(paper)
    yield from _check_readers(paper, draft)
    yield from _check_references(paper, manuscript, proses)
    yield from _check_markup(paper, draft, proses)
    yield from check_data(_data_audit(paper, draft, proses, datasets, facts, data))
    cited = citekeys_of(draft).union(normal_key(use.key) for use in (*index.citations, *beside))
    files = paper.settings.bibliography
    yield from check_unknown_sources(datasets.values(), sources.bibliography, files, cited)
    yield from check_swapped_places(datasets.values())
    targets = {each.ident: each for each in index.targets if each.ident}
    yield from check_contradictions(_said(paper, draft, datasets, facts, targets))
    yield from check_label_columns(datasets.values())
    yield from _check_labels(paper, proses, data, sources.works)
    yield from check_terms(paper, manuscript, proses, data)
    yield from _check_wording(paper, draft, proses)
    yield from _check_languages(paper, draft, proses)
    yield from _check_names(paper, draft, proses, sources, facts)
    yield from _check_letters(paper, draft, audit, sources)


def _check_works(
    paper: Paper,
    manuscript: Manuscript,
    sources: Sources,
    audit: Audit,
    beside: Sequence[CitationUse],
) -> Iterator[Finding]:
    """Check citations, and the bibliography that they cite (CIT)."""
    elsewhere = citekeys_of(manuscript.draft).union(normal_key(use.key) for use in beside)
    yield from check_citations(
        cited_text_of(
            paper,
            manuscript.draft,
            manuscript.index,
            sources.bibliography,
            sources.works,
            sources.style,
            elsewhere,
        )
    )
    yield from check_bibliography(audit)


def _check_references(
    paper: Paper, manuscript: Manuscript, proses: Sequence[Prose]
) -> Iterator[Finding]:
    """Check headings, cross-references and notes, marked and typed (XRF, NTE)."""
    draft, index, settings = manuscript.draft, manuscript.index, paper.settings
    withheld = withheld_anchors(draft, Reader(settings.language))
    yield from check_crossrefs(index, withheld, paragraphs=settings.paragraph_numbers)
    yield from check_headings(manuscript.chapters, draft.positions)
    yield from check_reserved_ids(index)
    own = proses[: len(draft.chapters)]
    numbered = settings.section_numbers == "auto"
    printed = printed_in(index, settings.language, sections=numbered)
    for prose in own:
        yield from check_typed_labels(prose, printed)
        yield from check_typed_references(prose, printed)
        yield from check_typed_captions(prose, index.captions)
    yield from check_note_labels(draft.texts, proses, draft.positions)
    yield from check_typed_notes(own)
    yield from check_references_in_words(own, index)
    yield from check_unfit_references(own, index)
    yield from check_mentions(index)
    yield from check_titles(index)


def _check_markup(paper: Paper, draft: Draft, proses: Sequence[Prose]) -> Iterator[Finding]:
    """Check that what is written in each text is read as it was meant (MRK, TYP, FIG018)."""
    numbered = paper.settings.section_numbers == "auto"
    yield from (each.finding for each in slips_in(draft, numbered=numbered))
    yield from check_names(draft, _house(paper), Reader(paper.settings.language))
    yield from check_figure_groups(draft.texts, draft.positions)
    for prose in proses:
        for of_prose in (check_eras, check_formulas, check_bare_addresses):
            yield from in_prose(of_prose, prose)
    foreign = any("lang" in read.text for read in draft.positions.reads)
    languages = (check_languages,) if foreign else ()
    of_chapters = (check_lines, check_values, check_lists, check_written_tables, *languages)
    for text in draft.texts:
        for of_draft in (check_markup, check_dead_ends, check_tables):
            yield from in_draft(of_draft, text, draft.positions)
        for of_chapter in of_chapters:
            yield from in_chapter(of_chapter, text, draft.positions)


def _check_labels(
    paper: Paper, proses: Sequence[Prose], data: Mapping[str, str], works: Iterable[Work]
) -> Iterator[Finding]:
    """Check what stands beside the text: labels of figures and data, terms, settings, titles."""
    labelled = (*boundary.walk(paper.root, "figures").files, TERMS_PATH)
    labels = {
        each: read_text(paper.root, each)[0] or "" for each in labelled if each.endswith(".yaml")
    }
    for path in labelled:
        if path.endswith(".py"):
            yield from check_label_pairs(path, read_text(paper.root, path)[0] or "")
    for path, text in labels.items():
        yield from check_label_pairs(path, text)
    settings = read_text(paper.root, SETTINGS_PATH)[0] or ""
    beside = labels_in({**labels, SETTINGS_PATH: settings, **data})
    yield from check_unknown_labels(beside, proses)
    titles = ((work.title, work.place("title")) for work in works)
    yield from check_mistyped_words(proses, beside, titles)


def _check_wording(paper: Paper, draft: Draft, proses: Sequence[Prose]) -> Iterator[Finding]:
    """Check how the report and each brief are written (TXT)."""
    longest = paper.settings.checks.longest_sentence
    for prose in proses:
        yield from check_prose(prose)
        if longest:
            yield from check_lengths_of_sentences(prose, longest)
    chapters = len(draft.chapters)
    for document in (proses[:chapters], *((brief,) for brief in proses[chapters:])):
        yield from check_document(document, paper.settings.lang)
    for text in draft.texts:
        yield from in_chapter(check_empty_sections, text, draft.positions)


def _check_languages(paper: Paper, draft: Draft, proses: Sequence[Prose]) -> Iterator[Finding]:
    """Check that the report and each brief are in the language that they say, and their titles."""
    own, settings = proses[: len(draft.chapters)], paper.settings
    where = paper.where("lang")
    yield from check_declared_language(own, settings.language, settings.lang, where)
    texts = dict(zip(draft.briefs, proses[len(draft.chapters) :], strict=True))
    for brief in paper.briefs:
        if brief.name in texts:
            text, where = (texts[brief.name],), brief.where("lang")
            yield from check_declared_language(text, brief.language, brief.lang, where)
    for passage in _front(paper):
        yield from recall((__name__, Same(passage)), partial(_of_front, passage))


def _of_front(passage: Passage) -> tuple[Finding, ...]:
    return tuple(check_front(passage.text, passage.place))


def _check_names(
    paper: Paper,
    draft: Draft,
    proses: Sequence[Prose],
    sources: Sources,
    facts: Mapping[str, Fact],
) -> Iterator[Finding]:
    """Check the names in the chapters and briefs against what the paper knows (NAM)."""
    yield from check_persons(proses, sources.works)
    yield from check_entries_of_facts(sources.works, facts)
    yield from check_older_sources(sources.works, facts)
    printed = [
        prose_of(text.blocks, draft.positions, beside=True, printed=True) for text in draft.texts
    ]
    yield from check_laws_in_text(sources.works, map(passage_of, printed))
    yield from check_bodies(printed, paper.terms.bodies, paper.settings.date.year)
    terms = paper.terms
    words = {each.use for each in terms.preferred}.union(*terms.consistent)
    words |= {long for each in terms.abbreviations for long in each.longs}
    labels = {label for fact in facts.values() for label in fact.labels.values()}
    words |= labels
    titles = {work.title for work in sources.works} | {paper.settings.title}
    titles |= {str(name.get("literal", "")) for work in sources.works for name in work.authors}
    cells = {cell for fact in facts.values() for cell in fact.row.values.values()}
    yield from check_near_names(proses[: len(draft.chapters)], words, titles, cells)
    yield from check_names_of_terms(proses, terms.abbreviations, labels)
    yield from check_front_names(_front(paper), proses)
    yield from check_glosses(proses)


def _check_letters(paper: Paper, draft: Draft, audit: Audit, sources: Sources) -> Iterator[Finding]:
    """Check that all that is set in fonts of ours can be set, and that the PDF can hold it."""
    briefs = (brief.settings.editions for brief in paper.briefs)
    made = {*paper.settings.editions}.union(*briefs)
    if made & {"pdf", "epub"}:  # a book has a cover
        text, _ = read_text(paper.root, SETTINGS_PATH)
        yield from check_glyphs(SETTINGS_PATH, text or "", sources.glyphs, _settings_words(paper))
    if "pdf" in made:
        for file in _terms_text(paper):
            yield from check_glyphs(file.path, file.text, sources.glyphs)
        yield from check_bibliography_glyphs(audit, sources.glyphs)
        yield from check_settings(paper)
        for chapter in draft.texts:
            yield from check_chapter_glyphs(chapter, draft.positions, sources.glyphs)
            yield from in_chapter(check_strings, chapter, draft.positions)


def check_terms(
    paper: Paper, manuscript: Manuscript, proses: Sequence[Prose], data: Mapping[str, str]
) -> Iterator[Finding]:
    """Check a paper's words, and those of its briefs, against its terms.yaml (ABB and TRM).

    ``proses`` are the running text of each chapter, then of each brief; ``data`` as above.
    """
    terms, draft = paper.terms, manuscript.draft

    def mentioned() -> Collection[str]:
        blocks = [block for chapter in manuscript.chapters for block in chapter.blocks]
        return mentioned_in(blocks, terms, paper.settings.language)

    # What a translation introduces it does not introduce here.
    for chapter in draft.chapters:
        blocks = blocks_without_translations(chapter.blocks)
        yield from check_marks(blocks, draft.positions, terms, mentioned)
    for brief in draft.briefs.values():
        yield from check_marks(brief.blocks, draft.positions, terms, mentioned)
    number = len(draft.chapters)
    chapters = [prose.without(TRANSLATION) for prose in proses[:number]]
    read = {each.path for each in (*draft.chapters, *draft.briefs.values())}
    elsewhere = [*(prose.text for prose in proses), *_beside_the_text(paper, data)]
    unread = (text.path for text in paper.texts if text.path not in read)
    elsewhere += [words_of(path, (), draft.positions) for path in unread]
    yield from check_abbreviations(chapters, terms, elsewhere)
    yield from check_wording((*chapters, *proses[number:]), terms)


def _beside_the_text(paper: Paper, data: Mapping[str, str]) -> Iterator[str]:
    """What else a reader may find an abbreviation in: the front matter, data, figures."""
    yield _settings_words(paper)
    if not paper.terms.abbreviations:
        return
    yield from data.values()
    for path in boundary.walk(paper.root, "figures").files:
        if path.endswith(".py"):
            yield read_text(paper.root, path)[0] or ""


def _terms_text(paper: Paper) -> Iterator[SourceFile]:
    """What terms.yaml brings into the editions, if the paper has one."""
    text, _ = read_text(paper.root, TERMS_PATH)
    if text is not None:
        yield SourceFile(TERMS_PATH, text)


def _check_readers(paper: Paper, draft: Draft) -> Iterator[Finding]:
    """Check what is for some readers only: conditions and translations."""
    editions = frozenset(EDITIONS)
    # A brief whose front matter cannot be read has its finding already.
    found = folder_names(paper.root, BRIEFS_FOLDER)[0]
    files = {name.removesuffix(".md") for name in found if name.endswith(".md")}
    numbered = paper.settings.section_numbers == "auto"
    names = Names(frozenset({*files, *(brief.name for brief in paper.briefs)}), editions)
    yield from check_conditions(draft, names, numbered=numbered)
    yield from check_translations(draft, paper.settings.language)
    reader = Reader(paper.settings.language)
    yield from check_edition_references(draft.chapters, draft.positions, reader, editions)


def _house(paper: Paper) -> House:
    """What the paper makes of classes and attributes."""
    return House(
        frozenset(paper.settings.editions),
        {brief.name: frozenset(brief.settings.editions) for brief in paper.briefs},
        available(paper.root),
        cache(partial(names_in_templates, paper.root)),
    )


def _said(
    paper: Paper,
    draft: Draft,
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
    targets: Mapping[str, Target],
) -> Said:
    def printed(texts: Iterable[Chapter]) -> tuple[Prose, ...]:
        return tuple(
            prose_of(text.blocks, draft.positions, beside=True, printed=True) for text in texts
        )

    chapters, briefs = printed(draft.chapters), printed(draft.briefs.values())
    day, place = paper.settings.date, paper.where("date")
    typed = _TYPED[paper.settings.numbers.typed]
    front = tuple(_front(paper))
    return Said(draft, chapters, briefs, front, datasets, facts, day, place, typed, targets)


def check_drawings(read: Reading) -> Iterator[Finding]:
    """Hold the words of each figure that was drawn, and its captions, against its data."""
    draft = read.manuscript.draft
    captions: dict[str, list[Passage]] = {}
    with_source: set[str] = set()
    for chapter in draft.texts:
        figures = [each for each in chapter.elements if each["t"] == "Figure"]
        for figure in sourced(figures, chapter.blocks):
            with_source.update(_images_of(figure))
        for figure in figures:
            words = passage_of(prose_of(figure["c"][1][1], draft.positions, printed=True))
            for name in _images_of(figure):
                captions.setdefault(name, []).append(words)
    settings = read.paper.settings
    for name, drawing in read.pictures.figures.items():
        module, _ = inspect(read.paper.root, name)
        if module is None or not drawing.drawn:
            continue
        datasets = module.seen(read.datasets)
        facts = (each for each in read.facts.values() if module.sees(each.dataset, each.row))
        drawn = Drawn(
            drawing,
            (module.path, read_text(read.paper.root, module.path)[0] or ""),
            datasets,
            tuple(_data_text(read, dataset) for dataset in datasets),
            tuple(facts),
            tuple(captions.get(name, ())),
        )
        yield from check_figure_words(drawn, settings.language)
        known = (
            name in with_source
            or settings.figures.source_lines == "none"
            or names_source(module, module.shown(datasets))
        )
        yield from check_unsaid(drawn, sourced=known, year=settings.date.year)


def _images_of(figure: Figure) -> list[str]:
    """The targets of the images of a figure."""
    return [each["c"][2][0] for each in elements(figure) if each["t"] == "Image"]


def _data_text(read: Reading, dataset: Dataset) -> str:
    """A dataset's file and its sidecar; what a figure does not see of it counts as well."""
    sidecar = f"{dataset.path.rpartition('.')[0]}.meta.yaml"
    return "\n".join(read.data.get(path, "") for path in (dataset.path, sidecar))


def _front(paper: Paper) -> Iterator[Passage]:
    """What a paper and its briefs say of themselves, and how terms.yaml explains its terms."""
    said = [(getattr(paper.settings, key), paper.where(key)) for key in _OF_ITSELF]
    said.append((", ".join(paper.settings.keywords), paper.where("keywords")))
    for brief in paper.briefs:
        said += [(getattr(brief.settings, key), brief.where(key)) for key in _OF_BRIEF]
    for abbreviation in paper.terms.abbreviations:
        said += [(gloss, Location(TERMS_PATH)) for _, gloss in abbreviation.gloss]
    for text, where in said:
        if text:
            given = (text, read_text(paper.root, where.path)[0] or "", where)
            yield recall((__name__, *given), partial(passage_in, *given))


def _data_audit(
    paper: Paper,
    draft: Draft,
    proses: tuple[Prose, ...],
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
    data: Mapping[str, str],
) -> DataAudit:
    modules = (inspect(paper.root, name)[0] for name in available(paper.root))
    selections = [each for module in modules if module is not None for each in module.selections]
    selected = (
        fact.id
        for fact in facts.values()
        if any(s.patterns and s.name == fact.dataset and s.covers(fact.row) for s in selections)
    )
    return DataAudit(
        datasets,
        facts,
        proses,
        paper.settings.date,
        data_uses(draft),
        drawn=frozenset(
            (
                *(each.name for each in selections if not each.patterns),
                *(each.settings.rows.data for each in paper.briefs if each.settings.rows),
            )
        ),
        drawn_rows=frozenset(selected),
        computed=any(
            call.function in FUNCTIONS and call.first is None
            for text in draft.texts
            for call in calls_in(text.path, draft.positions)
        ),
        captions=captions_of(draft, datasets, data),
    )


def _settings_words(paper: Paper) -> str:
    settings = paper.settings
    authors = (each.model_dump(exclude={"photo"}) for each in settings.authors)
    publication = settings.publication.model_dump(mode="json", exclude={"cover_art"})
    about = strings_in([*authors, publication])
    parts = (settings.title, settings.subtitle, settings.abstract, *settings.keywords, *about)
    return "".join(parts)
