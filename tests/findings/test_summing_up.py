"""Many findings that say the same of one file are one."""

from hakusho.findings import Finding, Location, Subject
from hakusho.findings.summing_up import summed_up


def uncited(key, line, path="bib/a.bib"):
    where, about = Location(path, line, 1), Subject("entry", key)
    return Finding.of("CIT004", where, "{key} is never cited", "Cite it.", key, subject=about)


def test_uncited_entries_of_a_file_are_one_finding_at_the_first():
    found = [uncited(key, line) for line, key in enumerate("dcba", 1)]
    (one,) = summed_up(found)
    assert str(one.message) == "4 entries of this file are never cited: d, c, b, …"
    assert one.location == Location("bib/a.bib", 1, 1)
    assert one.entry == ""


def test_one_alone_and_those_of_other_files_and_rules_stay():
    other = Finding.of("CIT001", Location("a.md", 1), "x is not in the bibliography")
    found = [uncited("a", 1), other, uncited("b", 1, "bib/b.bib")]
    assert sorted(map(str, (each.message for each in summed_up(found)))) == [
        "a is never cited",
        "b is never cited",
        "x is not in the bibliography",
    ]
    (three,) = summed_up([uncited(key, line) for line, key in enumerate("abc", 1)])
    assert str(three.message) == "3 entries of this file are never cited: a, b, c"
    (two,) = summed_up([uncited("a", 1), uncited("b", 2)])
    assert str(two.message) == "2 entries of this file are never cited: a, b"


def lacking(line, name="x", path="a.md"):
    return Finding.of("DAT005", Location(path, line, 1), "'t' has no column '{name}'", "", name)


def test_what_a_file_asks_for_in_vain_is_one_finding_with_its_places():
    found = [lacking(9), lacking(3), lacking(5, "y"), lacking(6), lacking(4, path="b.md")]
    one, *others = summed_up(found)
    assert one.location == Location("a.md", 3, 1)
    assert [each.location for each in one.related] == [Location("a.md", n, 1) for n in (6, 9)]
    assert [(each.location.line, each.related) for each in others] == [(5, ()), (4, ())]
