"""Which rows a figure sees, and that a hash of them is a hash of them alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.data import Row
from hakusho.data.datasets import datasets_of
from hakusho.figures.registry import inspect, seen_digest
from hakusho.figures.selection import Selection, check, read_selection, select
from hakusho.findings import Location
from read_yaml import read_yaml

TABLE = read_yaml(Path(__file__).with_name("selections.yaml"))
HERE = Location("figures/x.py", 1)
PATH = "figures/data/forces.csv"
MODULE = 'DATA = ("forces[china-*]", "events")\n'


def _datasets(rows, columns=("id", "n")):
    lines = [",".join(columns), *(",".join(row) for row in rows)]
    return datasets_of({PATH: "\n".join(lines) + "\n"})[0]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["declared"] or "nothing")
def test_rows_are_selected_by_globs_on_their_id(case):
    selection = read_selection(case["declared"], HERE)
    if case["rows"] == "none":
        assert selection is None
        return
    data = _datasets([*((each, "1") for each in TABLE["ids"]), ("", "nameless")])["forces"]
    assert selection.name == "forces"
    assert [row["id"] for row in select(selection, data).rows] == case["rows"]


@given(st.text("fo[]*?, \n\u3042", max_size=20))
def test_any_declaration_is_read_or_refused(declared):
    selection = read_selection(declared, HERE)
    assert selection is None or selection.name.strip() == selection.name != ""


def _row(ident):
    return Row({"id": ident}, HERE)


def _digest(rows, patterns=("china-*",), columns=("id", "n")):
    return select(Selection("forces", patterns, HERE), _datasets(rows, columns)["forces"]).sha256


A, B, C = ("china-1", "1"), ("china-2", "2"), ("usa-1", "3")


def test_only_what_is_seen_counts():
    seen = _digest([A, B, C])
    assert _digest([A, B, ("usa-1", "4")]) == seen  # another row's value
    assert _digest([C, A, B]) == seen  # another row's place
    assert _digest([A, ("usa-9", "0"), B]) == seen  # other rows come and go
    assert _digest([("china-1 ", " 1"), B]) == seen  # what an editor does to blanks
    assert _digest([A, ("china-2", "5"), C]) != seen
    assert _digest([B, A, C]) != seen
    assert _digest([A, C]) != seen
    assert _digest([A, B, ("china-3", "9"), C]) != seen
    assert _digest([A, B], columns=("id", "m")) != seen


def test_a_sidecar_is_about_printing_and_changes_nothing_seen(write, tmp_path):
    write("figures/x.py", MODULE)
    module, _ = inspect(tmp_path, "x")
    texts = {PATH: "id,n\nchina-1,1\n", "figures/data/events.csv": "id\na\n"}
    before = datasets_of(texts)[0]
    texts["figures/data/forces.meta.yaml"] = "columns: {n: Number}\n"
    after = datasets_of(texts)[0]
    assert after["forces"].sidecar is not None
    assert before["forces"].sha256 != after["forces"].sha256
    for name in ("forces", "events", "absent"):
        assert seen_digest(module, name, before) == seen_digest(module, name, after)
    assert seen_digest(module, "absent", before) == ""
    assert module.datasets == ("forces", "events")
    assert module.sees("forces", _row("china-9"))
    assert not module.sees("forces", _row("usa-1"))
    assert module.sees("events", _row("anything"))


def test_a_yaml_value_is_seen_whole():
    def digest(text):
        data = datasets_of({"figures/data/p.yaml": text})[0]["p"]
        return select(Selection("p", (), HERE), data).sha256

    assert digest("a: 1\nb: [x]\n") == digest("# why\na: 1\n\nb:\n  - x\n")
    assert len({digest(t) for t in ("a: 1", "a: '1'", "a: 1.0", "b: 1", "a: [1]", "a: null")}) == 6


def test_what_a_selection_asks_for_must_be_there():
    data = _datasets([A, B])
    for patterns, rules in (((), []), (("china-*", "chyna-2"), ["DAT001"]), (("x",), ["DAT001"])):
        found = check(Selection("forces", patterns, HERE), data)
        assert [finding.rule.id for finding in found] == rules
    (finding,) = check(Selection("forces", ("chyna-2",), HERE), data)
    assert finding.hint == "Did you mean 'china-2'?"
    (finding,) = check(Selection("forces", ("a",), HERE), _datasets([("x", "1")], ("name", "n")))
    assert (finding.rule.id, finding.location) == ("DAT003", HERE)
    (finding,) = check(Selection("force", (), HERE), data)
    assert (finding.rule.id, finding.hint) == ("DAT002", "There are: forces.")


def test_two_selections_of_one_dataset_are_one(write, tmp_path):
    write("figures/x.py", 'DATA = ("a[b]", "c", "a[d, b]", "c[e]")\n')
    module, findings = inspect(tmp_path, "x")
    assert not findings
    assert [(s.name, s.patterns) for s in module.selections] == [("a", ("b", "d")), ("c", ())]
    assert module.selections[1].location == Location("figures/x.py", 1, 17)
