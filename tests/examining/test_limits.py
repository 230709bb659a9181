"""What is too much is found at its place, before the work that it would take."""

from __future__ import annotations

import time

import pytest

from bench.shapes import BIB, CHAPTER, CSV, SIDECAR, chapter, cited, entry, written
from hakusho.checks.bibliography import audit
from hakusho.checks.citations import known_keys
from hakusho.checks.naming import check_persons
from hakusho.citations import bibliography, names
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.data import facts
from hakusho.examining.examine import examine
from hakusho.manuscript.word_search import ManyWords
from hakusho.paper.source_file import SourceFile
from hakusho.source import chapter_reading, parse
from written import proses_of


def found(root, files):
    """What a check finds, as rule, place and message."""
    _, findings = examine(written(root, files), lambda _: None)
    return [(each.rule.id, str(each.location), each.message) for each in findings]


def test_a_chapter_of_very_many_letters_is_found_and_pandoc_is_not_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(parse, "MOST_LETTERS", 20)
    monkeypatch.setattr(parse, "_run", lambda *_: pytest.fail("pandoc was asked"))
    assert found(tmp_path, chapter("港である。" * 9)) == [
        ("PAP006", f"{CHAPTER}:3:7", "this chapter has more than 20 letters")
    ]


def test_letters_without_a_space_are_found_and_pandoc_is_not_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(parse, "_run", lambda *_: pytest.fail("pandoc was asked"))
    run = "港。" * (parse.MOST_UNBROKEN // 2 + 1)
    (found_there,) = found(tmp_path, chapter(f"港\n{run}"))
    assert found_there[:2] == ("PAP006", f"{CHAPTER}:4:1")
    assert "300,000 letters stand here without a space" in found_there[2]


def test_lists_in_lists_without_end_are_found_and_pandoc_is_not_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(parse, "_run", lambda *_: pytest.fail("pandoc was asked"))
    lists = "\n".join(f"{'  ' * n}- 港" for n in range(600))
    (found_there,) = found(tmp_path, chapter(lists))
    assert found_there[:2] == ("PAP006", f"{CHAPTER}:103:1")
    assert "nested too deeply" in found_there[2]


def test_items_far_in_that_are_not_below_each_other_are_read():
    text = "\n".join(f"{' ' * (n % 90 * 2)}- 港" for n in range(600))
    assert parse._excess(text) is None


def test_as_many_letters_in_lines_are_read():
    text = "港。\n" * (parse.MOST_UNBROKEN // 2)
    assert parse._excess(text) is None


def test_a_table_of_very_many_cells_is_found_at_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(chapter_reading, "MOST_CELLS", 7)
    table = "| 名 | 数 |\n|---|---|\n" + "| 港 | 1 |\n" * 3
    assert found(tmp_path, chapter(f"本文。\n\n{table}")) == [
        ("PAP006", f"{CHAPTER}:5:1", "this table has more than 7 cells")
    ]
    monkeypatch.setattr(chapter_reading, "MOST_CELLS", 8)
    assert not found(tmp_path, chapter(f"本文。\n\n{table}"))


def test_more_entries_than_anybody_reads_are_found_at_the_first_that_is_too_many(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(bibliography, "MOST_ENTRIES", 3)
    three = "".join(entry(n, f"題{n}", "佐藤, 一郎") for n in range(3))
    assert "CIT002" not in {rule for rule, _, _ in found(tmp_path, cited(three))}
    ((rule, place, message),) = found(tmp_path, cited(three + entry(3, "題")))
    assert (rule, place) == ("CIT002", f"{BIB}:4:1")  # and no citation of theirs is told
    assert message == "the bibliography has more than 3 entries, and is not read"


def test_entries_are_counted_over_all_files(monkeypatch):
    monkeypatch.setattr(bibliography, "MOST_ENTRIES", 2)
    csl = SourceFile("b.json", '[{"id": "a", "type": "book"},\n {"id": "b", "type": "book"}]')
    read, (excess,) = load_bibliography((SourceFile("a.bib", entry(0, "題")), csl))
    assert (str(excess.location), len(read.entries)) == ("b.json:2:2", 0)


def test_of_very_many_entries_those_are_checked_that_are_cited(tmp_path, monkeypatch):
    bad = "".join(entry(n, f"題{n}", more=", doi={x}") for n in range(4))
    every = [place for rule, place, _ in found(tmp_path, cited(bad)) if rule == "CIT032"]
    assert len(every) == 4
    for module in (audit, known_keys):
        monkeypatch.setattr(module, "MOST_CHECKED", 3)
    _, findings = examine(tmp_path, lambda _: None)
    assert [str(each.location) for each in findings if each.rule.id == "CIT032"] == every[:1]
    uncited = {str(each.hint) for each in findings if each.rule.id == "CIT004"}
    assert uncited == {"Of more than 3 entries only those that are cited are checked."}


def test_more_ids_than_a_text_can_ask_for_are_rows_of_a_table(tmp_path, monkeypatch):
    monkeypatch.setattr(facts, "MOST_FACTS", 2)
    rows = "id,value\na,1\nb,2\nc,3\n"
    assert ("DAT026", f"{CSV}:4:1", "more than 2 rows have an id: none of them is a fact") in found(
        tmp_path, {CSV: rows, **chapter("港。")}
    )
    few = rows.removesuffix("c,3\n")
    assert "DAT026" not in {rule for rule, *_ in found(tmp_path, {CSV: few, **chapter("港。")})}


def test_derived_values_that_rest_on_very_many_are_found_at_the_first_that_is_too_many(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(facts, "MOST_RESTED", 5)
    derived = "derived:\n" + "".join(f"  - {{id: d{n}, total: [f*]}}\n" for n in range(4))
    files = {CSV: "id,value\nf0,1\nf1,2\n", SIDECAR: derived, **chapter("港。")}
    told = [(place, message) for rule, place, message in found(tmp_path, files) if rule == "DAT013"]
    assert told == [
        (
            f"{SIDECAR}:4:5",
            "derived values rest on more than 5 others in all: from here none is computed",
        )
    ]


def seconds(asked):
    start = time.process_time()
    asked()
    return time.process_time() - start


def test_one_author_of_very_many_works_is_read_in_time_that_grows_with_them():
    def of(size):
        text = "".join(entry(n, f"題{n}", "佐藤, 一郎") for n in range(size))
        works = works_of(load_bibliography((SourceFile("a.bib", text),))[0].entries.values())
        return min(seconds(lambda: list(check_persons((), works))) for _ in range(3))

    of(10)
    assert of(8_000) < 4 * of(2_000) * 3 + 0.05  # was sixteen times as long, and 1.3 s


def test_authors_are_looked_up_in_a_text_and_not_gone_through():
    text = "".join(entry(n, f"題{n}", f"佐藤{n}, 一郎{n}") for n in range(3_000))
    works = works_of(load_bibliography((SourceFile("a.bib", text),))[0].entries.values())
    proses = tuple(proses_of(["港は古くからある。\n\n" * 20])) * 40
    one = min(seconds(lambda: list(check_persons(proses[:1], works))) for _ in range(3))
    assert seconds(lambda: list(check_persons(proses, works))) < one * 12 + 0.1


@pytest.mark.parametrize("words", [{"港", "港湾", "湾局", "海"}, set(), {"局"}, {"港湾局長"}])
def test_words_that_a_text_holds(words):
    text = "港湾局"
    assert ManyWords(words).found_in(text) == {word for word in words if word in text}


@pytest.mark.parametrize(
    "name",
    [
        *("Smith, John", "Smith, J.", "Kim-Lee, Ann B.", "Smith2, Anne-Marie", "O, A."),
        *("smith, John", "Smith, john", "Smith John", "van Berg, Jan", "Smith, Jr., John", "IV, A"),
    ],
)
def test_a_regular_name_is_what_the_parser_makes_of_it(name):
    assert dict(names._parts(name)) == names._name(name)
