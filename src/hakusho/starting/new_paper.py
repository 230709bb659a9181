"""The first files of a paper: a small whole one that builds, in the language of its author.

They are templates in ``skeleton/``, in a folder for each part that a paper may need; titles and
names are quoted as YAML and Python ask for.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

from hakusho import __version__
from hakusho.paper.plain_yaml import read_plain
from hakusho.starting.brought import Brought
from hakusho.starting.schemas import SCHEMAS, schema_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from importlib.resources.abc import Traversable

OF_THE_FOLDER = (".editorconfig", ".github", ".gitignore", ".vscode", "README.md")
"""What a folder may have before there is a paper in it; such a one stays as it is."""
_TEMPLATE = ".j2"
_NAMED = "NAME"
"""In a template's path: what the dataset of the first figure is called."""
_PLAIN = re.compile(r"\w(?:[\w ./―・（）-]*[\w.）])?")
"""What may be text without quotes in any place of YAML."""
_DOCUMENTATION = "https://hakusho.github.io/hakusho/"
"""Where a paper's author finds what a comment speaks of: docs/ is not among their files."""
_SAMPLE_DATASET = "population"
_SAMPLE_CHAPTERS = ("01-introduction.md", "02-findings.md")
_SAMPLE_BIBLIOGRAPHY = ("bib/sources.bib",)


@dataclass(frozen=True, slots=True)
class NewPaper:
    """What is known of a paper before it is there.

    Attributes:
        slug: Stem of its outputs.
        about_authors: What else is known of each author: affiliation, orcid, email.
        language: ``ja`` or ``en``.
        frame: Name of a shipped frame; empty means the house style.
        wheels: Whether the engine comes from a folder of wheels in the paper.
        typed_numbers: Whether its headings have numbers that were typed.
    """

    slug: str
    title: str
    authors: tuple[str, ...]
    language: str
    date: date
    frame: str = ""
    subtitle: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    lang: str = ""
    about_authors: tuple[Mapping[str, str], ...] = ()
    wheels: bool = False
    typed_numbers: bool = False
    brought: Brought = field(default_factory=Brought)


def first_files(paper: NewPaper) -> dict[str, bytes]:
    """The files of a new paper by their paths in it, with those that its author has brought."""
    environment, values = _environment(), _values(paper)
    own = paper.brought.dataset
    name = own.name if own else _SAMPLE_DATASET
    made = {
        path.replace(_NAMED, name): environment.from_string(template).render(values).encode()
        for part in _parts(paper, figure=values["figure"])
        for path, template in _within(_skeleton().joinpath(part))
    }
    schemas = {
        f".vscode/schemas/{kind}.json": schema_text(kind, values["t"]["schema"]).encode()
        for kind in SCHEMAS
    }
    return {**made, **schemas, **paper.brought.files}


def _values(paper: NewPaper) -> dict[str, Any]:
    brought, sample_data = paper.brought, _has_sample_data(paper)
    sample_works = _SAMPLE_BIBLIOGRAPHY if _has_sample_bibliography(paper) else ()
    words = _words(paper.language)
    return {
        "t": words,
        "slug": paper.slug,
        "title": paper.title,
        "subtitle": paper.subtitle,
        "authors": [*zip_longest(paper.authors, paper.about_authors, fillvalue={})],
        "abstract": paper.abstract,
        "keywords": paper.keywords,
        "date": paper.date.isoformat(),
        "lang": paper.lang or {"ja": "ja-JP", "en": "en-GB"}[paper.language],
        "frame": paper.frame,
        "version": __version__,
        "docs": f"{_DOCUMENTATION}{'ja/' if paper.language == 'ja' else ''}",
        "wheels": paper.wheels,
        "typed_numbers": paper.typed_numbers,
        "chapters": brought.chapters or _SAMPLE_CHAPTERS,
        "bibliography": (*brought.bibliography, *sample_works),
        "citekey": brought.citekey or (words["sample_citekey"] if sample_works else ""),
        "not_all_cited": bool(brought.bibliography),
        "sample_data": sample_data,
        "dataset": brought.dataset,
        # A chapter that was brought shows no figure but its own.
        "figure": sample_data
        or (brought.dataset is not None and not brought.chapters and brought.dataset.figure),
    }


def _words(language: str) -> Any:
    return read_plain(_skeleton().joinpath(language, "words.yaml").read_text("utf-8"))


def _has_sample_bibliography(paper: NewPaper) -> bool:
    """The sample data cite their source; and one entry shows how a bibliography is written."""
    return _has_sample_data(paper) or not (paper.brought.bibliography or paper.brought.chapters)


def _has_sample_data(paper: NewPaper) -> bool:
    return not (paper.brought.dataset or paper.brought.chapters)


def _parts(paper: NewPaper, *, figure: bool) -> Iterator[str]:
    """The folders of templates that this paper needs."""
    yield from ("both", f"{paper.language}/always")
    wanted = {
        "chapters": not paper.brought.chapters,
        "sample-bibliography": _has_sample_bibliography(paper),
        "sample-data": _has_sample_data(paper),
        "own-data": paper.brought.dataset is not None,
        "figure": figure,
    }
    yield from (f"{paper.language}/{part}" for part, is_wanted in wanted.items() if is_wanted)


def _skeleton() -> Traversable:
    return files(__package__).joinpath("skeleton")


def _within(folder: Traversable, way: str = "") -> Iterator[tuple[str, str]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _within(each, f"{way}{each.name}/")
        elif each.name.endswith(_TEMPLATE):
            yield f"{way}{each.name.removesuffix(_TEMPLATE)}", each.read_text("utf-8")


def _environment() -> Environment:
    """Jinja2 with marks that neither a chapter nor a program has."""
    made = Environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # noqa: S701  what is made is no HTML
    )
    made.filters |= {"json": _as_json, "yaml": _as_yaml}
    return made


def _as_json(text: str) -> str:
    """A text in quotes, as JSON, YAML and Python read it alike."""
    return json.dumps(text, ensure_ascii=False)


def _as_yaml(text: str) -> str:
    """A text as YAML, without quotes where it needs none."""
    is_plain = _PLAIN.fullmatch(text) and read_plain(f"a: {text}")["a"] == text
    return text if is_plain else _as_json(text)
