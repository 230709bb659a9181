import json

import pytest

from hakusho.ast.walk import elements
from hakusho.findings import Location
from hakusho.paper.source_file import SourceFile
from hakusho.source import parse as parsing
from hakusho.source.parse import Parsed, Unparsed, parse, parse_fully
from hakusho.tools.keeping import Store, keeping

pytestmark = pytest.mark.usefixtures("cold_parsing")


def test_a_chapter_that_pandoc_cannot_finish_is_found_and_the_rest_is_kept():
    bad = "# 序\n\n本文。\n\n一行目。\n" + "[" * 20_000 + "\n三行目。\n\n結び。\n"
    files = (SourceFile("a.md", "前"), SourceFile("b.md", bad), SourceFile("c.md", "本文"))
    (first, second, third), (finding,) = parse(files, seconds=0.5)
    assert first is not None
    assert second is None
    assert third is not None
    assert (finding.rule.id, finding.location) == ("PAP006", Location("b.md", 6, 1))
    assert "0.5 s of a processor" in finding.message


def test_a_chapter_that_is_merely_long_is_told_by_itself():
    text = "港は*古く*から`人`と物の集まる所である。\n\n" * 3_900
    (none,), (finding,) = parse((SourceFile("a.md", text),), seconds=0.05)
    assert none is None
    assert finding.location == Location("a.md", 1, 1)
    assert "Divide it" in finding.hint


@pytest.mark.parametrize(
    "deep",
    [
        "> " * 600 + "港",
        "\n".join(f"{'  ' * n}- 港" for n in range(90)),
    ],
    ids=["quotations", "lists"],
)
def test_what_is_nested_too_deeply_is_found_at_its_paragraph(deep):
    files = (SourceFile("a.md", f"# 序\n\n> - > 本文\n\n{deep}\n"), SourceFile("b.md", "本文"))
    (none, second), (finding,) = parse(files, seconds=20)
    assert none is None
    assert second is not None
    assert (finding.rule.id, str(finding.location)) == ("PAP006", "a.md:5:1")
    assert "nested too deeply" in finding.message


def test_notes_of_one_name_in_two_chapters_stay_apart():
    files = tuple(SourceFile(name, f"x[^1]\n\n[^1]: {name}\n") for name in ("a", "b"))
    (first, second), _ = parse(files, seconds=300)
    assert first != second


def test_metadata_in_a_chapter_is_text_and_configures_nothing():
    (blocks,), _ = parse((SourceFile("a.md", "---\ncss: /etc/passwd\n---\n\n本文\n"),), seconds=300)
    assert "css" in str(blocks)


@pytest.fixture
def asked(monkeypatch):
    """The texts that pandoc is asked for, run by run."""
    runs, stream = [], parsing.stream_lua

    def told(*given, text, **more):
        runs.append([each["text"] for each in json.loads(text)])
        return stream(*given, text=text, **more)

    monkeypatch.setattr(parsing, "stream_lua", told)
    return runs


TEXTS = ["# 港\n\n船[^1]と$x^2$。\n\n[^1]: 注。\n\n[^2]: 落ちる。\n", "海\n", "海\n", ""]


def test_what_pandoc_says_of_a_text_is_kept(tmp_path, asked):
    expected = parse_fully(TEXTS, seconds=20)
    asked.clear()
    assert parse_fully(TEXTS, seconds=20, kept=tmp_path) == expected
    assert parse_fully(TEXTS[::-1], seconds=20, kept=tmp_path) == expected[::-1]
    assert asked == [[*dict.fromkeys(TEXTS)]]
    assert expected[0].dropped
    first, again = parse_fully(["海", "海"], seconds=20, kept=tmp_path)
    assert first.blocks is not again.blocks  # places are written into them


def test_only_a_text_that_has_changed_is_parsed_again(tmp_path, asked):
    parse_fully(TEXTS, seconds=20, kept=tmp_path)
    parse_fully([TEXTS[0], "山\n"], seconds=20, kept=tmp_path)
    assert asked[1:] == [["山\n"]]


def test_a_text_that_cannot_be_parsed_is_tried_each_time(tmp_path):
    texts = ["前", "> " * 600 + "港", "後"]
    for _ in range(2):
        first, bad, last = parse_fully(texts, seconds=20, kept=tmp_path)
        assert isinstance(first, Parsed)
        assert isinstance(bad, Unparsed)
        assert last.blocks[0]["c"][0]["c"] == "後"


def test_a_table_of_many_lines_is_not_tried_line_by_line(asked):
    rows = "".join(
        f"| a{n:05}| {n:05}| x     |\n+       +------+-------+\n|       | y           |\n"
        "+-------+------+-------+\n"
        for n in range(400)
    )
    [found] = parse_fully([f"# A\n\n+-------+------+-------+\n{rows}"], seconds=0.5)
    assert (type(found), found.at) == (Unparsed, 5)
    assert max(map(len, asked)) <= parsing._GROUPS


def test_what_somebody_else_has_put_there_is_not_read(tmp_path, asked):
    parse_fully(["海"], seconds=20, kept=tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes() + b" ")
    assert parse_fully(["海"], seconds=20, kept=tmp_path) == parse_fully(["海"], seconds=20)
    assert asked == [["海"]] * 3


def test_who_goes_on_asking_writes_no_file_for_each_edit(tmp_path):
    store = Store()
    for text in ("一", "二", "三"):
        with keeping(store):
            parse_fully([text], seconds=20, kept=tmp_path)
    assert len([*tmp_path.iterdir()]) == 1


def test_each_formula_says_what_it_is_in_typst():
    text = "甲$x^2$と$\\alpha$。\n\n$$x^2 + 1$$\n\n$\\nosuch$\n"
    ([blocks], _) = parse((SourceFile("a.md", text),), seconds=300)
    said = [each for each in elements(blocks) if each["t"] == "Math"]
    assert [each.get("typst", "").strip("$ ") for each in said] == ["x^2", "alpha", "x^2 + 1", ""]
    assert ["refused" in each for each in said] == [False, False, False, True]
