"""Files as reference managers and catalogues export them mean what they should."""

from pathlib import Path

import pytest

from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.choices import Choices
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.works import works_of
from hakusho.paper.reading import decode
from hakusho.paper.source_file import SourceFile
from read_yaml import read_yaml

HERE = Path(__file__).parent
EXPECTED = read_yaml(HERE / "exports.yaml")


def load(name):
    text, findings = decode(name, (HERE / "exports" / name).read_bytes())
    assert not findings
    return load_bibliography([SourceFile(name, text)])


def test_every_sample_has_its_meaning_written_down():
    assert {file.name for file in (HERE / "exports").iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_an_export_means_what_it_should(name):
    expected = dict(EXPECTED[name])
    bibliography, findings = load(name)
    said = [f"{f.rule.id} {f.location.line}:{f.location.column} {f.message}" for f in findings]
    assert said == expected.pop("findings", [])
    assert list(bibliography.entries) == list(expected)
    items = {
        item["id"]: item for item in to_csl_json(works_of(bibliography.entries.values()), Choices())
    }
    for key, wanted in expected.items():
        seen = {name: items[key].get(name) for name in wanted["csl"]}
        assert seen == wanted["csl"], key
        fields = bibliography.entries[key].fields
        assert {name: fields.get(name) for name in wanted.get("fields", {})} == wanted.get(
            "fields", {}
        )
