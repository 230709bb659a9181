"""What an address answered, and what of a paper's data is read and kept beside."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hakusho.data.fetched import Fetched, fetched_from

RECORD = Fetched("https://example.org/港", "https://example.org/b", "2026-04-01", "text/csv", "ab")
_SAID = json.loads(RECORD.text())


def test_a_record_of_what_was_fetched_is_read_back():
    assert fetched_from(RECORD.text()) == RECORD
    assert "港" in RECORD.text()
    assert RECORD.text().endswith("}\n")


BROKEN = {
    "no JSON": "{",
    "a list": "[]",
    "a key too few": json.dumps({key: value for key, value in _SAID.items() if key != "type"}),
    "a key too many": json.dumps({**_SAID, "more": ""}),
    "a number": json.dumps({**_SAID, "sha256": 7}),
    "no date": json.dumps({**_SAID, "date": "yesterday"}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_record_is_refused(name):
    with pytest.raises(ValueError):  # noqa: PT011  of json, or ours
        fetched_from(BROKEN[name])


def _with(data, tmp_path, record, sidecar):
    folder = tmp_path / "figures" / "data" / "ships.fetched"
    folder.mkdir(parents=True)
    (folder / "about.json").write_text(record, encoding="utf-8")
    return data(ships_csv="x\n1\n", ships__meta_yaml=sidecar)


@pytest.mark.parametrize(
    ("record", "sidecar", "as_of", "found"),
    [
        (RECORD.text(), "source: k\n", "2026-04-01", []),
        (RECORD.text(), "source: k\nas_of: 2025-03\n", "2025-03", []),
        (replace(RECORD, date="?").text(), "source: k\n", "", ["DAT025"]),
    ],
    ids=["when it answered", "as the sidecar says", "a broken record"],
)
def test_what_was_fetched_is_of_the_day_on_which_it_was(
    data, tmp_path, record, sidecar, as_of, found
):
    datasets, findings = _with(data, tmp_path, record, sidecar)
    assert str(datasets["ships"].about.as_of or "") == as_of
    assert [each.rule.id for each in findings] == found


def test_what_has_not_been_fetched_yet_is_a_finding(data):
    datasets, _ = data(ships__meta_yaml="source: k\nfetch: https://example.org/ships.csv\n")
    assert not datasets
