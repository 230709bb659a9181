"""Control characters are found wherever an author writes, with line and column."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from hakusho.cli import main
from hakusho.findings import rule
from hakusho.paper.control_characters import control_characters, unprintable_in
from hakusho.paper.reading import decode
from hakusho.paper.yaml_source import load_yaml
from hakusho.values.invisible import CONTROL

CHAPTER = "report/chapters/01.md"
REPORT = "slug: t\ntitle: T\nauthors: [{name: A}]\ndate: 2026-04-01\n"
BRIEF = "---\ntitle: T\n---\n\nText.\n"
CSV = "id,value,unit,year\na,1,隻,2020\n"


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        pytest.param(CHAPTER, "# 序\n\n港は\x0b開く。\n", ":3:3", id="vertical tab"),
        pytest.param(CHAPTER, "# 序\n\n岩と\x03灯\n", ":3:3", id="U+0003"),
        pytest.param(CHAPTER, "# 序\n\n港\x00は\n", ":3:2", id="NUL"),
        pytest.param(CHAPTER, "# 序\n\na\x93quoted\x94\n", ":3:2", id="quotes of Windows-1252"),
        pytest.param(CHAPTER, "# 序\n\na\x7f \ufffe\uffff\n", ":3:2", id="DEL and noncharacters"),
        pytest.param(CHAPTER, "# 序\n\n```\na\x0cb\n```\n", ":4:2", id="in code"),
        pytest.param(CHAPTER, "# 序\n\n| a |\n|---|\n| b\x0bc |\n", ":5:4", id="in a cell"),
        pytest.param(CHAPTER, "# 序\n\n語^[注\x0b]。\n", ":3:5", id="in a note"),
        pytest.param(CHAPTER, "# 序\n\n港は&#11;開く。\n", ":3:3", id="entity"),
        pytest.param(CHAPTER, "# 序\n\nA&amp;B *x&#x3;y*\n", ":3:11", id="hexadecimal entity"),
        pytest.param(CHAPTER, "# 序\n\n[l](https://a.example/&#7;)\n", ":3:23", id="in an address"),
        pytest.param(CHAPTER, "# 序\n\n{{ '\\x07' }}\n", ":3:1", id="printed by a template"),
        pytest.param("report/report.yaml", REPORT + "subtitle: a\x0cb\n", ":5:12", id="settings"),
        pytest.param("report/report.yaml", REPORT + 'subtitle: "\\x0b"\n', ":5:1", id="code"),
        pytest.param("report/report.yaml", REPORT + 'keywords: [a, "\\ud800"]\n', ":5:15", id="half"),
        pytest.param("report/terms.yaml", "preferred: [{use: a\x01, instead_of: [b]}]\n", ":1:20", id="terms"),
        pytest.param("report/briefs/b.md", BRIEF.replace("T", "T\x0b"), ":2:9", id="front matter"),
        pytest.param("report/briefs/b.md", BRIEF.replace("Text", "Te\x0bxt"), ":5:3", id="brief"),
        pytest.param("report/briefs/b.md", BRIEF.replace("T\n", '"\\x1b"\n'), ":2:1", id="its code"),
        pytest.param("figures/data/d.csv", CSV.replace("隻", "隻\x0b"), ":2:6", id="cell of a dataset"),
        pytest.param("figures/data/d.yaml", "a: b\x02\n", ":1:5", id="data in YAML"),
        pytest.param("templates/html/report.css", "p { }\x0c\n", ":1:6", id="template"),
        pytest.param("templates/labels/ja.yaml", 'abstract: "\\x0b"\n', ":1:1", id="labels"),
    ],
)  # fmt: skip
def test_a_check_finds_it(make_paper, path, text, place):
    root = make_paper({path: text})
    result = CliRunner().invoke(main, ["check", "--project", str(root)])
    assert result.exit_code in {1, 2}, result.output
    assert f"{path}{place}: TYP010 the control character U+" in result.output


@pytest.mark.parametrize("text", ["海\x0bの道\x0bに続く。\n", "海\x0b の道。\n", "海 \x0bの道。\n"])
def test_the_space_in_its_place_is_not_found_as_well(make_paper, text):
    mended = text.replace("\x0b", "")
    for written, rules in ((text, ["TYP010"]), (f"今日 は{mended.replace(' ', '')}", ["TXT013"])):
        root = make_paper({CHAPTER: f"# 序\n\n本文。{written}"})
        asked = ["check", "--format", "json", "--project", str(root)]
        result = json.loads(CliRunner().invoke(main, asked).output)
        assert [each["rule"] for each in result["findings"]] == rules


TURNING = "control of direction"
HIDDEN = {
    # A chapter's text, or another file's: where what is found.
    "港は\u202eいて\u202c開く。": (1, 3, TURNING, 0x202E),
    "港は\u2067開\u2069く。": (1, 3, TURNING, 0x2067),
    "港は&#x202e;開く。": (1, 3, TURNING, 0x202E),
    "港は&#8238;開く。": (1, 3, TURNING, 0x202E),
    "{{ '\\u202e' }}": (1, 1, TURNING, 0x202E),
    "# 序 {#sec-\u202ea}": (1, 11, TURNING, 0x202E),
    '![図](a.png){alt="\u2066a"}': (1, 18, TURNING, 0x2066),
    "<!-- \u202e -->\n港。": (1, 6, TURNING, 0x202E),
    "3\u200f/4隻": (1, 2, TURNING, 0x200F),
    "\u05d0\u200f.\n\n3\u200f/4隻": (3, 2, TURNING, 0x200F),
    "港は\ufeff開く。": (1, 3, "byte order mark", 0xFEFF),
    "港は\u2028開く。": (1, 3, "line separator", 0x2028),
    "港は\ufdd0開く。": (1, 3, "noncharacter", 0xFDD0),
    "[岩](https://a.example/\U0008ffff)": (1, 23, "noncharacter", 0x8FFFF),
    ("report/terms.yaml", "preferred: [{use: \u202e, instead_of: [b]}]\n"): (
        1,
        19,
        TURNING,
        0x202E,
    ),
    ("report/briefs/b.md", BRIEF.replace(" T", " T\u202e")): (2, 9, TURNING, 0x202E),
    ("figures/data/d.csv", CSV.replace("隻", "隻\u202e")): (2, 6, TURNING, 0x202E),
    ("figures/data/e.yaml", 'a: "\\u202e"\n'): (1, 1, TURNING, 0x202E),
    ("figures/data/f.yaml", 'a: "\\L"\n'): (1, 1, "line separator", 0x2028),
}
IN_NAMES = ("report/chapters/0\u202e1.md", "figures/data/g\u202e.csv", "figures/data/h\u202e.yaml")


def test_what_nobody_sees_is_found_as_what_it_is(make_paper):
    files, wanted = {}, set()
    for number, (key, (line, column, kind, code)) in enumerate(HIDDEN.items()):
        path, text = key if isinstance(key, tuple) else (f"report/chapters/{number:02}.md", key)
        files[path] = text
        wanted.add((path, line, column, f"the {kind} U+{code:04X} stands here"))
    for path in IN_NAMES:
        files[path] = CSV if path.endswith("csv") else "a: b\n"
        said = f"the {TURNING} U+202E stands in the name of this file"
        wanted.add((path, None, None, said))
    root = make_paper(files)
    result = CliRunner().invoke(main, ["check", "--format", "json", "--project", str(root)])
    found = [each for each in json.loads(result.stdout)["findings"] if each["rule"] == "TYP010"]
    assert {(f["path"], f["line"], f["column"], f["message"]) for f in found} >= wanted


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (CHAPTER, "# 序\n\n\u05e9\u05dc\u05d5\u05dd 3\u200f/4\nと\u200e、\u0633\u061c-1。\n"),
        (CHAPTER, "# 序\n\n港\U000e0100 ☺\ufe0f 👩\u200d🚀 a\u200bb\u00adc\u2060d می\u200cروم\n"),
        (CHAPTER, "\ufeff# 序\n\n港。\n"),
        (CHAPTER, "# 序\n\n表\tの\r\n行、`&#11;`、A&B、&nbsp;、&#12354;。\n\n    &#3;\n"),
        ("figures/shared.py", "A = 1\n\x0c\nB = 2\n"),
        ("bib/a.bib", "@book{a, abstract = {x\x0by}}\n"),
        ("report/report.yaml", REPORT + 'subtitle: "a\\tb\\nc \\u3042 \\x41"\n'),
    ],
)
def test_what_is_no_control_character_or_stands_where_one_may(make_paper, path, text):
    root = make_paper({path: text})
    result = CliRunner().invoke(main, ["check", "--project", str(root)])
    assert "TYP010" not in result.output
    assert "PAP003" not in result.output


FIGURE = """\
from matplotlib.figure import Figure
ALT = "{}"
DESCRIPTION = "{}"
def draw(context):
    figure = Figure(figsize=(2, 1))
    figure.text(0, 0, "{}")
    return figure
"""


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("a\\x07b", "x", "y"), ":2:9"),
        (("a\\ud800", "x", "y"), ":2:9"),
        (("a", "b\\x03", "y"), ":3:17"),
        (("a", "b", "c\\vd"), ":6:25"),
        (("a", "b", "' + chr(3) + '"), ""),
        (("a\\u202eb", "x", "y"), ":2:9"),
        (("a", "b", "c\\N{RIGHT-TO-LEFT OVERRIDE}d"), ":6:25"),
        (("a", "b", "3\\u200f/4"), ":6:25"),
    ],
)
def test_what_a_figure_says_and_draws_is_looked_at(make_paper, texts, place):
    files = {"figures/w.py": FIGURE.format(*texts).replace("\"'", "''").replace("'\"", "''")}
    root = make_paper({**files, CHAPTER: "# 序\n\n![図](w){#fig-w}\n\n[-@fig-w]\n"})
    result = CliRunner().invoke(main, ["check", "--project", str(root)])
    assert f"figures/w.py{place}: TYP010 the control " in result.output


def test_one_in_a_bibliography_that_a_paper_puts_up_with_is_in_no_output(make_paper):
    entry = "@book{k, author={Smi\x0bth, A}, title={T\x03}, publisher={P}, date={2020}}\n"
    settings = "editions: [epub, docx]\nbibliography: [bib/r.bib]\n"
    accepted = "checks: {severity: {CIT046: warning}}\n"
    files = {"bib/r.bib": entry, CHAPTER: "# 序\n\n本文[@k]。\n"}
    root = make_paper(files, report=REPORT + settings + accepted)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    assert result.output.count("CIT046 warning") == 2


def test_each_kind_is_told_once_with_its_number():
    text = "a\x0bb\n\x0b\x0bc\x0c\n"
    _, findings = decode("a.md", text.encode())
    assert [str(f.location) for f in findings] == ["a.md:1:2", "a.md:2:4"]
    assert "and 2 more below" in findings[0].message
    assert "backslash" in findings[0].hint


def test_the_letter_of_windows_1252_is_named():
    (finding,) = control_characters("\x93", lambda _: None)
    assert "“" in finding.hint


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_text_keeps_one_and_every_letter_stays_in_its_place(text):
    kept, findings = decode("a.md", text.encode())
    if kept is not None:
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert not CONTROL.search(kept)
        changed = [at for at, (a, b) in enumerate(zip(plain, kept, strict=True)) if a != b]
        assert changed == unprintable_in(plain)
        assert bool(findings) == bool(changed)


@given(st.characters())
def test_no_code_in_yaml_brings_one_in(char):
    text = f'a: ["\\U{ord(char):08x}"]'
    document, findings = load_yaml("a.yaml", text, rule=rule("PAP001"))
    assert (document is None) == bool(findings)
    assert bool(CONTROL.search(char)) == ("TYP010" in [f.rule.id for f in findings])
