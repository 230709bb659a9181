"""The reference paper's own figures, in both languages: legible, and true to the data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gallery.documented import draw
from hakusho.data import load_datasets
from hakusho.figures import available, render
from hakusho.figures.figure import DeclaredData
from hakusho.figures.registry import inspect

ROOT = Path(__file__).parents[2]
NAMES = ("coordination", "decisions", "missiles", "ranges", "timeline", "warheads")


@pytest.fixture(scope="module")
def datasets():
    found, findings = load_datasets(ROOT)
    assert not findings
    return found


@pytest.fixture(scope="module")
def rendered(datasets, tmp_path_factory):
    """Every figure by language, as a build has it."""
    cache = tmp_path_factory.mktemp("cache")
    found = {
        lang: render(ROOT, NAMES, datasets, language=lang, cache=cache) for lang in ("ja", "en")
    }
    # In English the timeline's 28 events are taller than a page of the report, which has none.
    told = {each.rule.id for _, findings in found.values() for each in findings}
    assert told <= {"FIG008"}
    return {language: figures for language, (figures, _) in found.items()}


def test_the_paper_has_these_figures():
    assert set(NAMES) == set(available(ROOT))


def test_one_is_a_program_and_all_are_short():
    files = [path for path in (ROOT / "figures").iterdir() if path.is_file()]
    assert [path.name for path in files if path.suffix == ".py"] == ["missiles.py"]
    lines = {path.name: path.read_text(encoding="utf-8").count("\n") for path in files}
    assert max(lines.values()) < 40


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_letters_are_legible_and_clear(name, language, look):
    seen = look(draw(ROOT, name, language))
    seen.check()
    assert seen.width <= 150
    assert seen.height <= 215


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", ["warheads", "missiles"])
def test_every_number_is_in_the_figure_and_in_its_alt_text(name, language, rendered, datasets):
    figure = rendered[language][name]
    labels = " ".join(figure.texts)
    table = [cell for row in figure.table.rows for cell in row]
    (seen,) = inspect(ROOT, name)[0].seen(datasets)
    assert seen.rows
    for row in seen.rows:
        number = f"{int(row['value']):,}"
        assert number in labels
        assert number in figure.alt
        assert number in table


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_no_code_in_it_and_no_empty_column(name, language, rendered):
    table = rendered[language][name].table
    assert table.rows
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert all(any(column) for column in zip(*table.rows, strict=True))
    codes = {"china", "usa", "japan", "estimate", "guideline78", "prehistory", "uncertain", "may"}
    cells = {cell for row in table.rows for cell in row}
    assert cells.isdisjoint(codes if language == "ja" else codes - {"estimate"})


def test_the_timeline_shows_the_chosen_events_whole(rendered, datasets):
    source = inspect(ROOT, "timeline")[0]
    (seen,) = source.seen(datasets)
    shown = {row["label_ja"] for row in seen.rows if row["id"] not in source.spec.unshown}
    assert len(shown) == len(seen.rows) - 2 == 28
    assert shown <= set(rendered["ja"]["timeline"].texts)


def test_what_is_not_settled_stands_in_brackets(rendered):
    labels = rendered["ja"]["coordination"].texts
    assert "(在日米軍司令部)" in labels
    assert "在日米軍司令部(" not in "".join(labels)
    assert labels.count("統合作戦司令官") == 1
    assert labels.count("統合幕僚長") == 2


@pytest.mark.parametrize("name", NAMES)
def test_an_english_brief_finds_no_japanese_in_a_figure(name, rendered):
    figure = rendered["en"][name]
    said = [*figure.texts, figure.alt, *figure.table.columns, figure.description]
    said += [cell for row in figure.table.rows for cell in row]
    assert not [text for text in said if re.search("[\u3000-\u30ff\u4e00-\u9fff]", text)]


def test_the_distances_on_the_map_are_those_of_the_facts(datasets):
    notes = " ".join(row["note"] for row in datasets["forces"].rows)
    for row in datasets["ranges"].rows:
        assert not row["km"] or row["km"] in notes


def test_a_narrower_brief_in_english_draws_them_all(datasets, tmp_path):
    drawn, findings = render(
        ROOT, NAMES, datasets, language="en", cache=tmp_path / "cache", width_mm=110
    )
    # In English and this narrow, the timeline's 28 events are taller than a page of the report.
    assert {finding.rule.id for finding in findings} <= {"FIG008"}
    assert [figure.width_mm for figure in drawn.values()] == pytest.approx([110] * len(NAMES))
    assert all(figure.alt and not figure.alt_composed for figure in drawn.values())
    assert not [f.name for f in drawn.values() if re.search("[\u3040-\u30ff\u4e00-\u9fff]", f.alt)]


def test_declared_data_is_a_mapping_of_what_is_declared():
    data = DeclaredData({"one": None, "two": None})
    assert (len(data), list(data), "three" in data) == (2, ["one", "two"], False)
