"""What a figure drawn by hand leaves unsaid is found, and nothing else is.

All cases are figures of one paper, since a paper takes longer to be read than a figure to be drawn.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from accepted_words import hold_lines, told
from bench.shapes import chapter, written
from hakusho.examining.examine import examine
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("unsaid_of_figures.yaml"))
NAMES = {name: f"f{number}" for number, name in enumerate(CASES)}
RULES = {"FIG023", "FIG028", "FIG029"}
HEAD = (
    "import matplotlib.pyplot as plt\n{data}ALT = '図'\n\n\ndef draw(context):\n"
    "    figure, axes = plt.subplots(figsize=(4, 2))\n"
)
DATA = {
    "figures/data/fleet.csv": "id,value,status\nnow,3,fact\nlater,44,projection\n",
    "figures/data/ahead.csv": "year,port,value,low,high\n2020,A,2,,\n2024,A,3,,\n2026,A,,,\n2030,A,5,4,6\n",
    "figures/data/told.csv": "year,value,status\n2024,3,\n2030,5,projection\n",
    "figures/data/wide.csv": "port,2024,2030\nA,3,5\n",
    "figures/data/sourced.csv": "port,ships,source\nA,3,port2020\n",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The findings of each case by the name of its figure."""
    files, text = dict(DATA), []
    for name, case in CASES.items():
        figure = NAMES[name]
        if "yaml" in case:
            files[f"figures/{figure}.yaml"] = case["yaml"]
        else:
            body = "".join(f"    {line}\n" for line in case["draw"].split("\n"))
            data = f"DATA = ({case['data']!r},)\n" if "data" in case else ""
            files[f"figures/{figure}.py"] = f"{HEAD.format(data=data)}{body}    return figure\n"
        caption, behind = (
            case.get("caption", "図。出典：筆者作成"),
            case.get("behind", "次に進む。"),
        )
        attributes = case.get("attributes", "")
        text.append(f"![{caption}]({figure}){{#fig-{figure} {attributes}}}\n\n{behind}")
    root = written(tmp_path_factory.mktemp("paper"), {**files, **chapter("\n\n".join(text))})
    _, findings = examine(root, lambda _: None)
    assert not [each for each in findings if each.rule.id in {"FIG003", "FIG004"}]
    return [each for each in findings if each.rule.id in RULES]


@pytest.mark.parametrize("name", CASES)
def test_what_is_unsaid_is_found(found, name, request):
    own = [each for each in found if PurePosixPath(each.location.path).stem == NAMES[name]]
    assert [each.rule.id for each in own] == CASES[name]["found"]
    hold_lines(request, [told(each) for each in own], "said")
