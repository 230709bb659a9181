"""Records of CSV files, each cell with the place at which it is written."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.data import csv_records
from hakusho.data.csv_records import records_of

CELLS = st.lists(st.text('a港",; \n\u2028\x0b', max_size=5), min_size=1, max_size=4)


def _written(rows, delimiter):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_each_cell_is_found_where_it_is_written(rows, delimiter, ended):
    text = _written(rows, delimiter).removesuffix("" if ended else "\n")
    records, findings = records_of("a.csv", text, delimiter)
    assert findings == ()
    filled = [tuple(cell.strip() for cell in row) for row in rows]
    assert [each.cells for each in records] == [row for row in filled if any(row)]
    lines = text.split("\n")
    for record in records:
        assert len(record.places) == len(record.cells)
        for cell, (line, column) in zip(record.cells, record.places, strict=True):
            rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
            again = next(csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter), [])
            assert (again or [""])[0].strip() == cell


@pytest.mark.parametrize(
    ("text", "line", "kept"),
    [('a,b\n1,"2\n3', 2, [("a", "b")]), ('a,b\n"x"y,2\n3,4\n', 2, [("a", "b")]), ('"a\nb",c\n1,"2"3\n', 3, [("a\nb", "c")])],
)  # fmt: skip
def test_what_is_no_csv_is_found_at_the_first_line_of_its_record(text, line, kept):
    records, (finding,) = records_of("a.csv", text)
    assert [each.cells for each in records] == kept
    assert (finding.rule.id, finding.location.line, finding.subject.name) == (
        "DAT002",
        line,
        f"a.csv:{line}",
    )


def test_of_too_many_cells_none_are_read(monkeypatch):
    monkeypatch.setattr(csv_records, "MOST_CELLS", 6)
    assert len(records_of("a.csv", "a,b\n1,2\n3,4\n")[0]) == 3
    records, (finding,) = records_of("a.csv", "a,b\n1,2\n3,4\n5,6\n")
    assert (records, finding.location.line) == ([], 4)
    assert "more than 6 cells" in finding.message


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.csv", '"a";"b"\n"x";"1"\n', "not separated by commas"),
        ("t.csv", '"a"\t"b"\n"x"\t"1"\n', "not separated by commas"),
        ("t.tsv", '"a","b"\n"x","1"\n', "not separated by tabs"),
        ("t.csv", '"a"b,c\n1,2\n', "this row is not CSV"),
    ],
)
def test_quoted_cells_that_another_sign_parts_are_told_as_such(what_is_found, name, text, said):
    _, findings = records_of(name, text, "\t" if name.endswith(".tsv") else ",")
    what_is_found.extend(findings)
    assert [said in str(each.message) for each in findings] == [True]
