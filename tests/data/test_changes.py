import pytest

from hakusho.data import facts_of
from hakusho.data.changes import cell_changes, fact_changes
from hakusho.data.datasets import datasets_of

FORCES = (
    "id,value,unit,year,status,source,locator\n"
    "a,400,発,2021,estimate,mod2023,61頁\n"
    "b,,km,,,,\n"
    "c,1000,発,2030,projection,mod2023,61頁\n"
)


def read(**texts):
    files = {f"figures/data/{name.replace('__', '.')}": text for name, text in texts.items()}
    datasets, findings = datasets_of(files)
    assert not findings
    return datasets


def both(before, after):
    return read(forces__csv=before), read(forces__csv=after)


def test_a_fact_is_compared_as_it_is_printed():
    old, new = both(FORCES, FORCES.replace("400", "500").replace("1000", '"1,000"'))
    changes = fact_changes(facts_of(old)[0], facts_of(new)[0], "ja")
    assert [(c.id, c.old, c.new, str(c.location)) for c in changes] == [
        ("a", "400発", "500発", "figures/data/forces.csv:2")
    ]


def test_what_else_prose_prints_of_a_fact_is_compared_too():
    old, new = both(FORCES, FORCES.replace("2021,estimate,mod2023", "2022,estimate,mod2024"))
    [change] = fact_changes(facts_of(old)[0], facts_of(new)[0], "ja")
    assert (change.old, change.new) == ("2021, @mod2023", "2022, @mod2024")


def test_facts_come_and_go():
    old, new = both(FORCES, FORCES.replace("c,1000", "d,1000"))
    changes = fact_changes(facts_of(old)[0], facts_of(new)[0], "en")
    assert [(c.id, bool(c.old), bool(c.new)) for c in changes] == [
        ("d", False, True),
        ("c", True, False),
    ]


def test_cells_are_found_by_the_id_of_their_row_wherever_it_stands():
    head, a, b, c = FORCES.splitlines(keepends=True)
    old, new = both(FORCES, head + c + b + a.replace("400", "410"))
    changes = cell_changes(old, new)
    assert [(x.row, x.column, x.old, x.new, str(x.location)) for x in changes] == [
        ("a", "value", "400", "410", "figures/data/forces.csv:4:3")
    ]


def test_rows_without_an_id_are_told_by_the_columns_that_tell_them():
    events = "date,label\n1955,甲\n1960,乙\n1978,丙\n"
    old = read(events__csv=events)
    new = read(events__csv=events.replace("1960,乙\n", "1960,乙\n1970,丁\n").replace("丙", "戊"))
    changes = cell_changes(old, new)
    assert [(x.row, x.column, x.old, x.new) for x in changes] == [
        ("戊", "label", "丙", "戊"),
        ("丁", "", "", "1970, 丁"),
    ]


def test_a_value_of_a_yaml_file_is_named_by_the_way_to_it():
    old = read(bodies__yaml="pairs:\n- {japan: 甲, us: 乙}\n- {japan: 丙}\n")
    new = read(bodies__yaml="pairs:\n- {japan: 甲, us: 丁}\n")
    assert [(x.row, x.old, x.new) for x in cell_changes(old, new)] == [
        ("pairs[0].us", "乙", "丁"),
        ("pairs[1].japan", "丙", ""),
    ]


def test_a_dataset_that_comes_is_one_change():
    old, new = read(a__csv="x\n1\n"), read(a__csv="x\n1\n", b__csv="x\n2\n")
    assert [(x.dataset, x.old, x.new) for x in cell_changes(old, new)] == [
        ("b", "", "figures/data/b.csv")
    ]


def test_nothing_changes_where_nothing_is_said_differently():
    old, new = both(FORCES, FORCES.replace("\n", "\r\n").replace("\r\n", "\n"))
    assert cell_changes(old, new) == ()
    assert fact_changes(facts_of(old)[0], facts_of(new)[0], "ja") == ()


SIDECARS = [
    ("caption: 甲\n", "caption: 乙\n", [("caption", "甲", "乙", 1)]),
    ("caption: {ja: 甲, en: A}\n", "caption: {ja: 甲, en: B}\n", [("caption.en", "A", "B", 1)]),
    ("source: a\n", "# why\nsource: a\nlocator: 3頁\n", [("locator", "", "3頁", 3)]),
    ("columns: {x: 甲}\n", "columns: {x: 乙}\n", [("columns.x", "甲", "乙", 1)]),
    ("review_by: 2027\n", "", [("review_by", "2027", "", 1)]),
    ("schema: {x: text}\n", "schema: {x: number}\n", []),
]


@pytest.mark.parametrize(("before", "after", "found"), SIDECARS)
def test_what_a_sidecar_says_is_compared(before, after, found):
    old, new = (read(a__csv="x\n1\n", a__meta__yaml=text or "{}\n") for text in (before, after))
    changes = cell_changes(old, new)
    assert [(x.column, x.old, x.new, x.location.line) for x in changes] == found


def test_rows_without_an_id_are_paired_in_their_order():
    before, after = "label,n\nx,1\ny,2\nz,3\n", "label,n\nw,1\nz,3\n"
    for one, other in ((before, after), (after, before)):
        changes = list(cell_changes(*both(one, other)))
        assert len(changes) == len({(c.row, c.column) for c in changes})
        assert all(c.old != c.new for c in changes)
        gone = [c for c in changes if not c.new or not c.old]
        assert len(gone) == 1


def test_a_year_that_leaves_and_one_that_comes_are_no_change_of_cells():
    before = "年度,港,隻\n2015,北浜,1\n2015,東島,2\n2016,北浜,3\n2016,東島,4\n"
    after = "年度,港,隻\n2016,北浜,3\n2016,東島,5\n2017,北浜,6\n2017,東島,7\n"
    found = [(x.row, x.column, x.old, x.new) for x in cell_changes(*both(before, after))]
    assert found == [
        ("2016, 東島", "隻", "4", "5"),
        ("2017, 北浜", "", "", "2017, 北浜, 6"),
        ("2017, 東島", "", "", "2017, 東島, 7"),
        ("2015, 北浜", "", "2015, 北浜, 1", ""),
        ("2015, 東島", "", "2015, 東島, 2", ""),
    ]
