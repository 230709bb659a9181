"""What citeproc is given of each entry that the tables of the checks hold, by both kinds of styles.

They have values of all fields, right ones and wrong ones; what is held is how each is read.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accepted_words import hold_lines
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.choices import Choices, ShortTitles
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.ordering import known_readings, sort_facts
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile
from read_yaml import read_yaml

HERE = Path(__file__).parents[1] / "checks" / "bibliography"
FIELDS = sorted(path.stem for path in (HERE / "fields").glob("*.yaml"))
STYLES = (
    Choices(by_language=True),
    Choices(short_titles=ShortTitles(japanese="always", article=False)),
)


def bibs_in(name):
    """The bibliographies of a table: as they are written, or of fields, or of one name."""
    for case in read_yaml(HERE / f"{name}.yaml"):
        if "bib" in case:
            yield case["bib"]
            continue
        fields = case.get("fields") or {case.get("field", "author"): case["value"]}
        said = ", ".join(f"{key} = {{{value}}}" for key, value in {"title": "T", **fields}.items())
        yield f"@{case.get('type', 'book')}{{k, {said}}}"


def items_of(bib):
    """Each entry, what it is sorted by, and its item as one line of JSON."""
    bibliography, _ = load_bibliography([SourceFile("a.bib", bib)])
    works = works_of(bibliography.entries.values())
    readings = known_readings(works)
    first, second = (to_csl_json(works, choices) for choices in STYLES)
    for work, item, other in zip(works, first, second, strict=True):
        facts = sort_facts(work, work.title, readings)
        yield f"{work.key} {work.kind} {work.language} {facts.readings} {facts.year}"
        yield _line({name: value for name, value in item.items() if name != "id"})
        changed = {name: value for name, value in other.items() if item.get(name) != value}
        gone = item.keys() - other.keys() - {"call-number", "title-short"}
        if changed or gone:
            yield f"otherwise {_line(changed)} without {sorted(gone)}"


def _line(item):
    return json.dumps(item, ensure_ascii=False, default=_date)


def _date(uncertain):
    return f"{uncertain.japanese()} {uncertain.english()} {uncertain.kind}"


@pytest.mark.parametrize("name", [*(f"fields/{name}" for name in FIELDS), "entries", "names"])
def test_what_is_told_of_each(request, name):
    lines = []
    for bib in bibs_in(name):
        lines += [f"## {bib.strip()}".replace("\n", "⏎")[:70], *items_of(bib)]
    hold_lines(request, lines, "read")
