"""The reference paper's own figures, in both languages: legible, and true to the data."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from hakusho.data import load_datasets
from hakusho.figures import FigureContext, available, charts, render
from hakusho.figures.figure import DeclaredData
from hakusho.figures.registry import inspect

ROOT = Path(__file__).parents[2]
NAMES = ("coordination", "missiles", "timeline", "warheads")


@pytest.fixture(scope="module")
def datasets():
    found, findings = load_datasets(ROOT)
    assert not findings
    return found


@pytest.fixture
def module(request):
    spec = spec_from_file_location(
        f"reference_{request.param}", ROOT / f"figures/{request.param}.py"
    )
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def _context(module, datasets, language):
    figure, _ = inspect(ROOT, Path(module.__file__).stem)
    return FigureContext(
        DeclaredData({each.name: each for each in figure.seen(datasets)}), language
    )


def test_the_paper_has_these_figures():
    assert set(NAMES) <= set(available(ROOT))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("module", NAMES, indirect=True)
def test_letters_are_legible_and_clear(module, datasets, language, look):
    seen = look(module.draw(_context(module, datasets, language)))
    seen.check()
    assert seen.width <= 150
    assert seen.height <= 215


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("module", ["warheads", "missiles"], indirect=True)
def test_every_number_is_in_the_figure_and_in_its_alt_text(module, datasets, language, look):
    context = _context(module, datasets, language)
    labels = " ".join(look(module.draw(context)).labels)
    table = [cell for row in module.table(context).rows for cell in row]
    assert context.data["forces"].rows
    for row in context.data["forces"].rows:
        number = f"{int(row['value']):,}"
        assert number in labels
        assert number in module.alt(context)
        assert number in table


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("module", NAMES, indirect=True)
def test_a_table_has_no_code_in_it_and_no_empty_column(module, datasets, language):
    table = module.table(_context(module, datasets, language))
    assert table.rows
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert all(any(column) for column in zip(*table.rows, strict=True))
    codes = {"china", "usa", "japan", "estimate", "guideline78", "prehistory", "uncertain"}
    cells = {cell for row in table.rows for cell in row}
    assert cells.isdisjoint(codes if language == "ja" else codes - {"estimate"})


@pytest.mark.parametrize("module", ["timeline"], indirect=True)
def test_the_timeline_shows_the_chosen_events_whole(module, datasets, look):
    labels = look(module.draw(_context(module, datasets, "ja"))).labels
    rows = _context(module, datasets, "ja").data["events"].rows
    shown = {row["label_ja"] for row in rows if row["id"] not in module.HIDDEN}
    assert len(shown) == len(rows) - len(module.HIDDEN) == 28
    assert shown <= set(labels)


@pytest.mark.parametrize("module", ["coordination"], indirect=True)
def test_what_is_not_settled_stands_in_brackets(module, datasets, look):
    labels = look(module.draw(_context(module, datasets, "ja"))).labels
    assert "(在日米軍司令部)" in labels
    assert "在日米軍司令部(" not in "".join(labels)
    assert labels.count("統合作戦司令官") == 1
    assert labels.count("統合幕僚長") == 2


@pytest.mark.parametrize("module", NAMES, indirect=True)
def test_an_english_brief_finds_no_japanese_in_a_figure(module, datasets, look):
    context = _context(module, datasets, "en")
    table = module.table(context)
    said = [*look(module.draw(context)).labels, module.alt(context), *table.columns]
    said += [cell for row in table.rows for cell in row]
    said.append(module.description(context) if hasattr(module, "description") else "")
    assert not [text for text in said if re.search("[\u3000-\u30ff\u4e00-\u9fff]", text)]


@pytest.mark.parametrize("module", ["coordination"], indirect=True)
def test_a_body_without_an_english_name_is_named(module, datasets):
    context = _context(module, datasets, "en")
    content = context.data["coordination"].content
    unnamed = {
        **content,
        "names": [each for each in content["names"] if each["en"] != "operations"],
    }
    data = DeclaredData({"coordination": replace(context.data["coordination"], content=unnamed)})
    with pytest.raises(charts.ChartError, match="no English for 運用"):
        module.draw(replace(context, data=data))
    module.draw(replace(context, data=data, language="ja"))


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
