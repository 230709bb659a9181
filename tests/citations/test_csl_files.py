"""Bibliographies in CSL JSON and CSL YAML: entries with their places, and what is found."""

from pathlib import Path

import pytest

from hakusho.citations.bibliography import load_bibliography
from hakusho.paper.source_file import SourceFile
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("csl_files.yaml"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_items_become_entries(case):
    bibliography, findings = load_bibliography([SourceFile(case["file"], case["text"])])
    entries = bibliography.entries
    told = {key: {"type": each.type, **each.fields} for key, each in entries.items()}
    wanted = {
        key: {name: str(value) for name, value in fields.items()}
        for key, fields in case["entries"].items()
    }
    assert told == wanted
    for asked, place in case.get("places", {}).items():
        key, name = asked.split()
        assert str(entries[key].places[name]) == f"{case['file']}:{place}"
    found = [f"{f.location}: {f.rule.id} {f.message} | {f.hint}" for f in findings]
    assert found == case.get("found", [])


def test_files_of_both_kinds_are_one_bibliography():
    bib = SourceFile("a.bib", "@book{a,\n  title = {A},\n}\n")
    csl = SourceFile("b.json", '[{"id": "a", "type": "book"}, {"id": "b", "type": "book"}]')
    bibliography, findings = load_bibliography([bib, csl])
    assert list(bibliography.entries) == ["a", "b"]
    assert [(f.rule.id, str(f.location)) for f in findings] == [("CIT003", "b.json:1:2")]
