"""One mistake is one finding: what rests on it is not reported as missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.examining.consequences import (
    as_causes,
    is_within,
    without_consequences,
    without_gaps,
    without_replaced,
)
from hakusho.examining.examine import examine
from hakusho.findings import Finding, Location, Subject
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


WITHIN = [
    (("file", "a.md"), ("file", "a.md"), True),
    (("file", "a.md"), ("file", ""), True),
    (("file", "a/b.md"), ("file", "a"), True),
    (("file", "ab.md"), ("file", "a"), False),
    (("cell", "a.csv:2:3"), ("cell", "a.csv:2"), True),
    (("cell", "a.csv:21:3"), ("cell", "a.csv:2"), False),
    (("file", "a"), ("file", "a/b.md"), False),
    (("fact", "a"), ("file", "a"), False),
    (("fact", "a"), ("file", ""), False),
]


@pytest.mark.parametrize(("part", "whole", "within"), WITHIN)
def test_a_cell_is_in_its_row_and_a_file_in_its_folder(part, whole, within):
    assert is_within(Subject(*part), Subject(*whole)) is within


def _found(rule, path="a.md", line=1, column=1, **more):
    return Finding.of(rule, Location(path, line, column), "m", **more)


def test_only_an_error_that_stands_takes_others_away():
    cause = _found("DAT002", "f.csv", subject=Subject("file", "f.csv"))
    follows = _found("DAT001", because=(Subject("file", "f.csv"),))
    other = _found("DAT001", because=(Subject("file", "g.csv"),))
    assert without_consequences([follows, cause, other]) == (cause, other)
    assert without_consequences([follows, other]) == (follows, other)
    own = _found(
        "DAT002", "f.csv", subject=Subject("file", "f.csv"), because=(Subject("file", "f.csv"),)
    )
    assert without_consequences([own]) == (own,)  # nothing follows from itself
    style = _found("TXT001", "f.csv", subject=Subject("file", "f.csv"))
    assert without_consequences([follows, style]) == (follows, style)


CAUSES = {
    ("PAP003", "a.md"): True, ("PAP002", "b.bib"): True, ("PAP004", "a.md"): True, ("PAP006", "a.md"): True,
    ("TPL001", "a.md"): True, ("TPL002", "a.md"): True, ("PAP003", "works.json"): True, ("PAP003", "other.json"): False,
    ("PAP003", "f.csv"): False, ("FIG003", "figures/w.py"): True, ("FIG021", "figures/w.yaml"): True,
    ("FIG006", "figures/w.py"): False, ("TXT001", "a.md"): False,
}  # fmt: skip


@pytest.mark.parametrize(("rule", "path"), CAUSES)
def test_what_cannot_be_read_or_drawn_is_what_others_follow_from(rule, path):
    (found,) = as_causes([_found(rule, path)], {"works.json"})
    assert found.subject == (Subject("file", path) if CAUSES[rule, path] else None)
    given = _found(rule, path, subject=Subject("work", "k"))
    assert as_causes([given], {"works.json"}) == (given,)


GAPS = "一{{ fact(# }}二\n続き\n\n三\n\n四\n{% if %}\n五\n\n六\n"


@pytest.mark.parametrize(
    ("line", "kept"),
    [(1, False), (2, False), (3, True), (4, True), (6, False), (8, False), (9, True), (10, True)],
)
def test_what_an_expression_may_have_emptied_is_not_told(line, kept):
    unread = _found("TPL001", line=1)
    style, essential, empty = (_found(rule, line=line) for rule in ("TXT001", "XRF001", "CIT005"))
    told = without_gaps([unread, style, essential, empty], {"a.md": GAPS})
    assert told == (unread, *((style, essential, empty) if kept else (essential,)))
    assert without_gaps([style], {"a.md": GAPS}) == (style,)
    elsewhere = _found("TXT001", "b.md", line=line)
    assert without_gaps([unread, elsewhere], {"a.md": GAPS, "b.md": GAPS}) == (unread, elsewhere)


@pytest.mark.parametrize(
    ("rule", "line", "column", "kept"),
    [("TXT005", 1, 2, False), ("TXT005", 1, 1, True), ("TXT005", 1, 3, True), ("TXT005", 2, 1, True),
     ("TXT005", 1, 0, True), ("TXT005", 9, 2, True), ("TYP010", 1, 2, True)],
)  # fmt: skip
def test_a_space_in_a_control_characters_place_is_not_told(rule, line, column, kept):
    found = _found(rule, line=line, column=column)
    assert without_replaced([found], {"a.md": "港\x0bの\n 島\n"}) == ((found,) if kept else ())
    elsewhere = _found(rule, "b.md", line=line, column=column)
    assert without_replaced([elsewhere], {"a.md": "港\x0bの\n 島\n"}) == (elsewhere,)
