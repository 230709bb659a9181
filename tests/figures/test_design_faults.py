"""What misleads in a figure drawn by hand, and what does not."""

from __future__ import annotations

import pytest

HEAD = "import matplotlib.pyplot as plt\nALT = 'a'\n\ndef draw(context):\n    figure, axes = plt.subplots(figsize=(5, 2.5))\n"
CASES = {
    "small letters": ("axes.plot([1, 2])\naxes.set_title('tiny', fontsize=4)", ["FIG024"]),
    "letters of seven": ("axes.plot([1, 2])\naxes.set_title('small', fontsize=7)", []),
    "small letters that nobody sees": ("axes.plot([1, 2])\naxes.set_title('x', fontsize=4, visible=False)", []),
    "bars cut": ("axes.bar(['a', 'b'], [110, 100])\naxes.set_ylim(90, 112)", ["FIG025"]),
    "level bars cut": ("axes.barh(['a', 'b'], [110, 100])\naxes.set_xlim(90, 112)", ["FIG025"]),
    "bars below zero cut": ("axes.bar(['a', 'b'], [-110, -100])\naxes.set_ylim(-112, -90)", ["FIG025"]),
    "bars cut, behind the whiskers of another container": (
        "axes.errorbar([0], [105], yerr=[2])\naxes.bar([0, 1], [110, 100])\naxes.set_ylim(90, 112)", ["FIG025"]),
    "bars side by side cut, which one finding says": (
        "axes.bar([0, 1], [110, 100], 0.4)\naxes.bar([0.4, 1.4], [110, 100], 0.4)\naxes.set_ylim(90, 112)", ["FIG025"]),
    "bars cut by a hair": ("axes.bar(['a', 'b'], [110, 100])\naxes.set_ylim(0.5, 112)", []),
    "bars cut by a twentieth of the axis": ("axes.bar(['a', 'b'], [110, 100])\naxes.set_ylim(5, 112)", ["FIG025"]),
    "bars whole": ("axes.bar(['a', 'b'], [110, 100])", []),
    "bars up and down": ("axes.bar(['a', 'b'], [110, -100])", []),
    "bars on a logarithmic scale": ("axes.bar(['a', 'b'], [110, 100], log=True)", ["FIG025"]),
    "spans, which begin where they begin": ("axes.barh(['a', 'b'], [3, 2], left=[2020, 2022])\naxes.set_xlim(2019, 2025)", []),
    "a stack": ("axes.bar(['a', 'b'], [3, 2])\naxes.bar(['a', 'b'], [1, 2], bottom=[3, 2])", []),
    "a histogram": ("axes.hist([1, 1, 2, 3, 3, 3])", []),
    "a line cut": ("axes.plot([1, 2], [110, 100])\naxes.set_ylim(90, 112)", []),
    "two upright scales": ("axes.plot([1, 2], [10, 20])\naxes.twinx().plot([1, 2], [0.1, 0.2])", ["FIG026"]),
    "two level scales": ("axes.plot([1, 2], [10, 20])\naxes.twiny().plot([3, 9], [10, 20])", ["FIG026"]),
    "another unit of one scale": (
        "axes.plot([1, 2], [10, 20])\naxes.secondary_yaxis('right', functions=(lambda n: n * 2, lambda n: n / 2))", []),
    "panels of one scale": ("plt.close(figure)\n    figure, (axes, other) = plt.subplots(1, 2, sharey=True)\n    axes.plot([1])\n    other.plot([2])", []),
    "a colour bar": ("figure.colorbar(axes.imshow([[1, 2], [3, 4]]))", []),
    "labels in one place": ("axes.plot([1, 2], [10, 20])\naxes.text(1.2, 12, 'one label')\naxes.text(1.2, 12, 'two labels')", ["FIG027"]),
    "labels apart": ("axes.plot([1, 2], [10, 20])\naxes.text(1.2, 12, 'one label')\naxes.text(1.2, 17, 'two labels')", []),
    "names of many bars": ("axes.bar([f'Harbour of the {n}th' for n in range(20)], range(20))", ["FIG027"]),
    "names of many bars, slanting": (
        "axes.bar([f'Harbour of the {n}th' for n in range(16)], range(16))\naxes.tick_params('x', rotation=45)\nfigure.set_layout_engine('tight')", []),
    "slanting names that are too many": (
        "axes.bar([f'Harbour {n}' for n in range(60)], range(60))\naxes.tick_params('x', rotation=45)\nfigure.set_layout_engine('tight')", ["FIG027"]),
    "an outline": ("axes.plot([1, 2], [10, 20])\naxes.text(1.2, 12, 'one', alpha=0.5)\naxes.text(1.2, 12, 'one')", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_misleads_is_found(write, draw, name):
    code, expected = CASES[name]
    body = "".join(f"    {line}\n" for line in code.replace("\n    ", "\n").split("\n"))
    write("figures/w.py", f"{HEAD}{body}    return figure\n")
    figures, findings = draw("w")
    assert [finding.rule.id for finding in findings] == expected
    again = draw("w")
    assert again[0]["w"].cached
    assert [finding.rule.id for finding in again[1]] == expected
    assert "w" in figures
