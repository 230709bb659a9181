"""Entries as they stand in a file: where the text of a field begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.citations.bib_entries import SourceField, parsed_entry, regular_entry
from hakusho.citations.bib_source import blocks


@pytest.mark.parametrize(
    ("raw", "offset"),
    [
        ("{text}", 1),
        ('"text"', 1),
        ("{  text}", 3),
        ("{\n\ttext }", 3),
        ("{ }", 1),
        ("{}", 1),
        ('" "', 1),
        ("2016", 0),
        (" 2016", 0),
        ("apr # {x}", 0),
    ],
)
def test_where_the_text_of_a_field_begins(raw, offset):
    assert SourceField("title", 2, raw, 10).text_start == 10 + offset


_PIECES = st.sampled_from([
    "author", "title", "=", " = ", "{", "}", "{佐藤, 花子}", "{A {B} c}", "{{A}}", "{a {b {c}}}", '"x"', "12", "jan", "#",
    " # ", ",", ",\n  ", "\n", "%", "@", r"\{", r"{\"o}", "(", ")", "year = 1999,", "note = {a = b, c},", "month = jan",
    "x-y = {1}", "a b = {1}", "\u3000", "\x1f", "é = {1},",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join), st.sampled_from(["k", "佐藤2020", "a b", ""]))
def test_a_regular_entry_is_what_the_parser_reads(fields, key):
    """The quick way says of an entry what bibtexparser says, or leaves it to that."""
    for block in blocks(f"@book{{{key}, {fields}}}"):
        regular = regular_entry(block)
        if block.is_entry and regular is not None:
            assert regular == parsed_entry(block)


@pytest.mark.parametrize(
    ("entry", "regular"),
    [
        ("@book{k, title={港}, year = 1999}", True),
        ("@book{k,\n  title = {The {Harbour} {Act}},\n  year = {1999},\n}", True),
        ("@book{k,}", True),
        ("@book{k, title={港}, title={湾}}", True),
        ("@book{k, month = jan}", False),
        ('@book{k, title = "港"}', False),
        ("@book{k, title = {港} # {湾}}", False),
        ("@book{k, title = {a {b {c}}}}", False),
        ("@book(k, title = {港})", False),
        ("@book{k, title = {港} year = 1999}", False),
        ("@book{k, title = {港}", False),
    ],
)
def test_which_entries_are_regular(entry, regular):
    (block,) = blocks(entry)
    found = regular_entry(block)
    assert (found is not None) is regular
    assert found in (None, parsed_entry(block))
