"""Prints citations through the real citeproc: many little texts in two processes."""

import itertools
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hakusho.ast.walk import rewrite
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.locators import normalise
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import StyleSource
from hakusho.settling import citeproc
from hakusho.settling.finish import finish, open_document
from hakusho.settling.inlines import words_of
from hakusho.source.parse import parse
from read_yaml import read_yaml

TESTS = Path(__file__).parents[1]
SOURCES = TESTS / "settling"
STYLES = TESTS.parent / "templates/citations"
STYLE = "policy-note-ja"


@dataclass(frozen=True)
class Printed:
    body: str
    notes: list[str]
    references: list[dict[str, str]]


def print_documents(documents, folder, *, seconds=300, lang="ja"):
    """Print documents, (blocks, items, style) each."""
    opened = []
    for number, (blocks, items, style) in enumerate(documents):
        csl = f"{number}.csl"
        (folder / csl).write_text(style.text, encoding="utf-8")
        opened.append(open_document(blocks, items, style, csl, lang))
    requests = [request for each in opened for request in each.requests]
    answers = iter(citeproc.run(requests, folder, seconds))
    return [_printed(finish(each, *(next(answers) for _ in each.requests))) for each in opened]


def _printed(finished):
    notes = []

    def change(element):
        kind = element["t"]
        if kind == "Emph":
            star = {"t": "Str", "c": "*"}
            return [star, *element["c"], star]
        if kind == "Cite":
            return {"t": "Str", "c": "LEFT-OVER"}
        if kind == "Note":
            notes.append("¶".join(map(words_of, element["c"])))
            return {"t": "Str", "c": "["}
        if kind == "Span" and "note" in element["c"][0][1]:
            number = dict(element["c"][0][2])["number"]
            assert number == str(len(notes)), "notes are numbered in order"
            return [*element["c"][1], {"t": "Str", "c": f"{number}]"}]
        return None

    body = "¶".join(map(words_of, rewrite(finished.blocks, change)))
    references = [
        {"id": ident, "lang": dict(pairs).get("lang"), "text": words_of(rewrite(content, change))}
        for (ident, _, pairs), content in (entry["c"] for entry in finished.references)
    ]
    return Printed(body, notes, references)


def load_cases(name):
    return read_yaml(SOURCES / name)


def _works(bibliography, keys):
    return works_of(e for key, e in bibliography.entries.items() if key in keys)


def _plain_locators(element):
    if element["t"] != "Cite":
        return None
    citations, inlines = element["c"]
    plain = [{**c, "citationSuffix": normalise(c["citationSuffix"])} for c in citations]
    return {"t": "Cite", "c": [plain, inlines]}


def _keys(node, found):
    if isinstance(node, dict):
        if "citationId" in node:
            found.add(node["citationId"])
        for value in node.values():
            _keys(value, found)
    elif isinstance(node, list):
        for value in node:
            _keys(value, found)
    return found


def load_shipped(style):
    """A shipped style (its name) or another one (its CSL file), with the choices beside it."""
    csl = style if isinstance(style, Path) else STYLES / f"{style}.csl"
    choices = csl.with_suffix(".yaml")
    source = None
    if choices.is_file():
        source = SourceFile(choices.name, choices.read_text(encoding="utf-8"))
    read = SourceFile(csl.name, csl.read_text(encoding="utf-8"))
    loaded, wrong = load_style(StyleSource(read, source))
    assert not wrong
    return loaded


@pytest.fixture(scope="session")
def print_in_styles(tmp_path_factory):
    """Prints texts, each a document of its own, in several styles."""

    def run(texts, styles, *, sources="sources.bib", lang="ja", **changes):
        """Print texts in each style; one list of documents for each.

        The sources are a file in tests/settling, or the text of one.
        """
        text = sources
        if sources.endswith(".bib"):
            text = (SOURCES / sources).read_text(encoding="utf-8")
        bibliography, findings = load_bibliography([SourceFile("sources.bib", text)])
        assert not findings
        files = tuple(SourceFile(f"{n}.md", text) for n, text in enumerate(texts))
        parsed, problems = parse(files, seconds=300)
        assert not problems
        loaded = [load_shipped(name) for name in styles]
        loaded = [replace(e, choices=e.choices.model_copy(update=changes)) for e in loaded]
        documents = []
        for style, blocks in itertools.product(loaded, parsed):
            items = to_csl_json(_works(bibliography, _keys(blocks, set())), style.choices)
            documents.append((rewrite(blocks, _plain_locators), items, style))
        printed = print_documents(documents, tmp_path_factory.mktemp("citations"), lang=lang)
        step = len(texts)
        return [printed[at : at + step] for at in range(0, len(printed), step)]

    return run


@pytest.fixture(scope="session")
def print_citations(print_in_styles):
    """Prints texts in one style."""

    def run(texts, *, style=STYLE, **changes):
        return print_in_styles(texts, [style], **changes)[0]

    return run
