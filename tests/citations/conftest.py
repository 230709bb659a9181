"""Prints citations through the real pandoc: many little texts in two processes."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hakusho.ast.walk import rewrite
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.locators import normalise
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import StyleSource
from hakusho.source.parse import parse
from hakusho.tools.pandoc import run_lua

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
STYLES = REPOSITORY / "templates/citations"
STYLE = "policy-note-ja"
MODULES = REPOSITORY / "src/hakusho/editions/lua"


@dataclass(frozen=True)
class Printed:
    body: str
    notes: list[str]
    references: list[dict[str, str]]


def load_cases(name):
    return YAML(typ="safe").load((HERE / name).read_text(encoding="utf-8"))


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


def _load(style):
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

    def run(texts, styles, *, sources="sources.bib", **changes):
        """Print texts in each style; one list of documents for each.

        The sources are a file beside this one, or the text of one.
        """
        text = (HERE / sources).read_text(encoding="utf-8") if sources.endswith(".bib") else sources
        bibliography, findings = load_bibliography([SourceFile("sources.bib", text)])
        assert not findings
        files = tuple(SourceFile(f"{n}.md", text) for n, text in enumerate(texts))
        parsed, problems = parse(files, seconds=20)
        assert not problems
        folder = tmp_path_factory.mktemp("citations")
        jobs = []
        for number, style in enumerate(styles):
            loaded = _load(style)
            csl = folder / f"{number}.csl"
            csl.write_text(loaded.text, encoding="utf-8")
            choices = loaded.choices.model_copy(update=changes)
            for blocks in parsed:
                ast = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
                jobs.append(
                    {
                        "ast": json.dumps(rewrite(ast, _plain_locators)),
                        "items": to_csl_json(_works(bibliography, _keys(blocks, set())), choices),
                        "csl": str(csl),
                        "choices": choices.model_dump(),
                    }
                )
        job = folder / "job.json"
        job.write_text(json.dumps(jobs), encoding="utf-8")
        output = run_lua(HERE / "render.lua", [str(MODULES), str(job)], seconds=60)
        printed = [Printed(**each) for each in json.loads(output)]
        step = len(texts)
        return [printed[at : at + step] for at in range(0, len(printed), step)]

    return run


@pytest.fixture(scope="session")
def print_citations(print_in_styles):
    """Prints texts in one style."""

    def run(texts, *, style=STYLE, **changes):
        return print_in_styles(texts, [style], **changes)[0]

    return run
