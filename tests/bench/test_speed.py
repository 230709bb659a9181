"""The page about speed: what its tables say, and that what is measured does what is said."""

from __future__ import annotations

import pytest

from bench import compare, resident, speed
from bench.compare import Cost

ROUND = [Cost(2.0, 1.0)]
BARE = {compare.BARE: [Cost(1.0, 0.5)], "pandoc → html": [Cost(0.5, 0.25)]}


def size_of(factor, briefs):
    ours = {compare.REPORT: [Cost(2.0 * factor, 1.0)], f"four editions, {briefs} briefs": ROUND}
    sides = {"ours": {**ours, "check": ROUND}, "bare": BARE}
    resident_costs = {"a word, the page": [Cost(0.25, 0.125)]}
    return speed.Measured(sides, {"ours": 300, "bare": 200}, Cost(8, 5), resident_costs, 150)


def rows(text):
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_each_length_has_its_column_with_ratios_to_the_bare_tools():
    text = speed.tables_of({1: size_of(1, 3), 10: size_of(20, 12)}, (Cost(1.5, 1), Cost(0.75, 0.5)))
    table = rows(text)
    assert ["processor (ratio) · wall (ratio)", "×1", "×10"] in table
    assert [compare.REPORT, "2.00 (2.00) · 1.00 (2.00)", "40.00 (40.00) · 1.00 (2.00)"] in table
    assert ["the very first build, with briefs", "8.00 · 5.00", "8.00 · 5.00"] in table
    assert ["a word, the page", "0.25 (0.25) · 0.12", "0.25 (0.25) · 0.12"] in table
    assert ["ratio", "1.50", "1.50"] in table  # memory
    assert ["ratio", "0.50", "0.50"] in table  # many papers
    assert "×1 → ×10: four editions 1.30; ×1 → ×10: check 0.00." in text


@pytest.fixture
def harbour(copy_of, tmp_path):
    return copy_of("harbour", tmp_path / "harbour")


@pytest.mark.parametrize(
    ("edits", "part"), [(resident._words, "report"), (resident._cells, "figures")]
)
def test_every_edit_makes_another_text_of_one_file(harbour, edits, part):
    def texts():
        return {file: file.read_bytes() for file in (harbour / part).rglob("*.*") if file.is_file()}

    states, edit = [texts()], edits(harbour)
    for _ in range(3):
        assert next(edit)
        states.append(texts())
    changed = {file for state in states for file in state if state[file] != states[0][file]}
    assert len(changed) == 1
    assert len({state[file] for state in states for file in changed}) == 4
