"""One mistake is one finding: what rests on it is not reported as missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.examining.examine import examine
from read_yaml import read_yaml

TABLE = read_yaml(Path(__file__).with_name("consequences.yaml"))
DATA, SIDECAR = "figures/data/forces.csv", "figures/data/forces.meta.yaml"
FILES = {
    "report/chapters/01.md": (
        '# 序\n\n弾頭は{{ fact("red") }}、{{ fact("green") }}で、{{ fact("ratio") }}である。'
        "@tbl-forcesと@fig-wを見よ。\n\n"
        '{{ table("forces") }}\n\n![弾頭](w){#fig-w}\n'
    ),
    "figures/w.py": (
        "from matplotlib.figure import Figure\n\nDATA = ('forces',)\nALT = '弾頭の図'\n\n\n"
        "def draw(context):\n    return Figure(figsize=(3, 1))\n"
    ),
    DATA: "id,value,label,unit\nred,1000,赤い弾頭,発\ngreen,500,緑の弾頭,発\n",
    SIDECAR: (
        "caption: 弾頭\nsource: a2020\nschema: {value: number}\n"
        "derived: [{id: ratio, ratio: [red, green]}]\n"
    ),
    "bib/references.bib": (
        "@book{a2020,\n  author = {甲, 乙}, yomi = {こう, おつ},\n  title = {題},\n"
        "  publisher = {社},\n  date = {2020}\n}\n"
    ),
}


def _content(text):
    return text["cp932"].encode("cp932") if isinstance(text, dict) else text


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["name"])
def test_one_mistake_is_one_finding(make_paper, report_text, case):
    files = {**FILES, **{path: _content(text) for path, text in case.get("files", {}).items()}}
    files[SIDECAR] = case.get("sidecar", files[SIDECAR])
    for old, new in case.get("change", {}).items():
        assert old in files[DATA]
        files[DATA] = files[DATA].replace(old, new)
    files[DATA] = files[DATA].encode(case.get("encode", "utf-8"))
    works = ", ".join(case.get("bibliography", ["bib/references.bib"]))
    settings = f"{report_text}bibliography: [{works}]\n{case.get('settings', '')}"
    root = make_paper(files, report=settings)
    _, findings = examine(root, lambda _: None)
    assert [f"{each.rule.id} {each.location.path}" for each in findings] == case["found"]
