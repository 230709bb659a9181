from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys

import pytest
import typst

from hakusho.figures import available, workers
from hakusho.figures.company import in_company
from hakusho.figures.figure import TALLEST_MM, Allowance
from hakusho.tools.keeping import Store, keeping

GOOD = """
from matplotlib.figure import Figure
DATA = ("fleet",)
ALT = "Two bars."
def draw(context):
    rows = context.data["fleet"].rows
    figure = Figure(figsize=(4, 2))
    figure.add_subplot().barh([row["name"] for row in rows], [int(row["n"]) for row in rows])
    return figure
"""
FLEET = "name,n\nSkerrow,3\nVell $x$,5\n"
WITH_FIGURE = """
from matplotlib.figure import Figure
ALT = "x"
def draw(context):
    figure = Figure(figsize=(3, 1))
    {}
    return figure
"""

BROKEN = {
    "raises": (WITH_FIGURE.format("int('many')"), "FIG003", 6, "ValueError: invalid literal"),
    "no-column": (
        "DATA = ('fleet',)\n" + WITH_FIGURE.format("context.data['fleet'].rows[0]['tons']"),
        "FIG003",
        7,
        "there is no column 'tons'",
    ),
    "no-number": (
        "DATA = ('fleet',)\n" + WITH_FIGURE.format("context.data['fleet'].numbers('name')"),
        "FIG003",
        7,
        "figures/data/fleet.csv:2:1: 'Skerrow' in the column 'name' is not a number",
    ),
    "exits": (WITH_FIGURE.format("import sys; sys.exit(3)"), "FIG003", 6, "SystemExit: 3"),
    "dies": (WITH_FIGURE.format("import os; os._exit(7)"), "FIG003", 0, "exit code 7"),
    "hangs": (WITH_FIGURE.format("while True: pass"), "FIG003", 0, "time was up"),
    "no-file": (WITH_FIGURE.format("open('data/fleet.csv')"), "FIG003", 6, "FileNotFoundError"),
    "a-number-for-a-column": (
        "DATA = ('fleet',)\n" + WITH_FIGURE.format("context.data['fleet'].rows[0][0]"),
        "FIG003",
        7,
        "there is no column '0'",
    ),
    "at-import": ("ALT = 'x'\n1 / 0\n", "FIG003", 2, "ZeroDivisionError"),
    "no-python": ("def draw(:\n", "FIG003", 1, "this is not Python"),
    "too-deep": (
        "x = " + 9999 * "-" + "1",
        "FIG003",
        0,
        "this is not Python: it is nested too deeply",
    ),
    "imports-too-deep": (
        WITH_FIGURE.format("import _deep"),
        "FIG003",
        1,
        "SyntaxError: it is nested too deeply",
    ),
    "no-draw": ("ALT = 'x'\n", "FIG003", 0, "no function draw"),
    "no-figure": ("ALT = 'x'\ndef draw(context): return 5\n", "FIG003", 2, "returned int"),
    "odd-alt": (
        WITH_FIGURE.format("pass").replace('"x"', "5"),
        "FIG003",
        0,
        "alt must be a text, not int",
    ),
    "odd-table": (
        WITH_FIGURE.format("pass") + "def table(context): return [[1]]\n",
        "FIG003",
        0,
        "table() must return a FigureTable",
    ),
    "no-glyph": (
        WITH_FIGURE.format("figure.text(0, 0, 'see \U00013000')"),
        "FIG004",
        0,
        "U+13000) of the label 'see \U00013000'",
    ),
    "arabic": (
        WITH_FIGURE.format("figure.text(0, 0, 'الدفاع')"),
        "FIG004",
        0,
        "labels have no letters of the script of",
    ),
    "no-font": (
        WITH_FIGURE.format("figure.text(0, 0, 'a', family='DejaVu Sans')"),
        "FIG003",
        6,
        "'DejaVu Sans'; all labels are in",
    ),
    "link": (
        WITH_FIGURE.format("figure.text(0, 0, 'a', url='https://example.org')"),
        "FIG003",
        0,
        "the drawing",
    ),
    "too-wide": (WITH_FIGURE.format("figure.set_size_inches(9, 1)"), "FIG003", 0, "228.6 mm"),
    "no-data": ("DATA = ('fleets',)\n", "DAT002", 1, "no dataset 'fleets'"),
    "no-row": ("DATA = (\n 'ids[a*, c]',)\n", "DAT001", 2, "no row of 'ids' has the id 'c'"),
    "no-id": ("DATA = ('fleet[a*]',)\n", "DAT003", 1, "no column 'id'"),
    "odd-rows": ("DATA = ('fleet[',)\n", "FIG003", 1, "'fleet[' does not say which rows"),
    "odd-data": ("DATA = tuple('ab'.split())\n", "FIG003", 1, "DATA must be"),
    "undeclared": (
        WITH_FIGURE.format("context.data['fleet']"),
        "FIG003",
        6,
        "not among those that the module declares",
    ),
}
IN = {"imports-too-deep": "_deep"}
"""What is found in another module."""


def test_everything_that_is_wrong_is_one_finding_each(write, draw):
    write("figures/data/fleet.csv", FLEET)
    write("figures/data/ids.csv", "id,n\na1,1\nb,2\n")
    write("figures/good.py", GOOD)
    write("figures/_deep.py", f"x = {9999 * '-'}1")
    for name, (source, *_) in BROKEN.items():
        write(f"figures/{name}.py", source)
    figures, findings = draw(
        *BROKEN, "good", "absent", "gоod", allowance=Allowance(3, patience=200)
    )
    assert list(figures) == ["good"]
    by_path = {}
    for finding in findings:
        by_path.setdefault(finding.location.path, []).append(finding)
    for name, (_, rule, line, message) in BROKEN.items():
        finding, *others = by_path[f"figures/{IN.get(name, name)}.py"]
        assert len({each.hint for each in others} | {finding.hint}) == 1
        assert name == "arabic" or not others  # each of whose letters is one
        assert (finding.rule.id, finding.location.line) == (rule, line), finding
        assert message in finding.message
    assert by_path["figures/absent.py"][0].rule.id == "FIG002"
    (lookalike,) = by_path["figures/gоod.py"]
    assert "'good'" in lookalike.hint


def test_a_missing_column_is_found_in_the_data(write, draw):
    write("figures/data/fleet.csv", FLEET)
    source = WITH_FIGURE.format("context.data['fleet'].require('name', 'tons')")
    write("figures/ships.py", 'DATA = ("fleet",)\n' + source)
    _, (finding,) = draw("ships")
    assert finding.rule.id == "DAT003"
    assert str(finding.location) == "figures/data/fleet.csv:1"
    assert "'tons'" in finding.message


def test_an_error_in_shared_code_is_found_there(write, draw):
    write("figures/_shared.py", "def width():\n    return 1 / 0\n")
    write("figures/ships.py", WITH_FIGURE.format("import _shared; _shared.width()"))
    _, (finding,) = draw("ships")
    assert str(finding.location) == "figures/_shared.py:2"


def test_what_is_unchanged_is_not_drawn_again_and_what_changed_says_why(write, draw):
    write("figures/data/fleet.csv", FLEET)
    write("figures/data/other.csv", "a\n1\n")
    write("figures/_shared.py", "SIZE = 1\n")
    write("figures/ships.py", "import _shared\n" + GOOD)
    first, findings = draw("ships", "ships")
    assert not findings
    assert (first["ships"].cached, first["ships"].reason) == (False, "not drawn before")
    before = first["ships"].svg.read_bytes()
    said = []
    again = draw("ships", progress=said.append)[0]["ships"]
    assert (again.cached, again.reason) == (True, "unchanged")
    assert (again.alt, again.texts) == (first["ships"].alt, first["ships"].texts)
    assert not said
    write("figures/data/other.csv", "a\n2\n")
    assert draw("ships")[0]["ships"].cached
    write("figures/_shared.py", "SIZE = 2\n")
    redrawn = draw("ships", progress=said.append)[0]["ships"]
    assert redrawn.reason == "figures/_shared.py changed"
    assert said == ["figures/ships.py: drawn (figures/_shared.py changed)"]
    assert redrawn.svg.read_bytes() == before
    redrawn.svg.write_bytes(b"<svg/>")
    assert "damaged" in draw("ships")[0]["ships"].reason
    write("figures/data/fleet.csv", FLEET + "Marrow,4\n")
    changed = draw("ships")[0]["ships"]
    assert changed.reason == "fleet.csv: Marrow is new"
    assert "Marrow" in changed.texts


@pytest.mark.usefixtures("cold_drawing")
def test_a_figure_is_real_text_and_the_same_bytes_anywhere(write, draw, tmp_path, monkeypatch):
    write("figures/data/fleet.csv", FLEET)
    write("figures/ships.py", GOOD)
    here = draw("ships")[0]["ships"]
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    write("matplotlibrc", "font.size: 40\nsvg.fonttype: path\n")
    monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "matplotlibrc"))
    monkeypatch.chdir(tmp_path)
    there = draw("ships", cache=tmp_path / "elsewhere")[0]["ships"]
    assert there.svg.read_bytes() == here.svg.read_bytes()
    assert {"Skerrow", "Vell $x$"} <= set(here.texts)
    assert (here.width_mm, here.height_mm) == (101.6, 50.8)


def test_figures_are_the_modules_that_are_not_shared_code(write, tmp_path):
    for name in ("b", "a", "_shared", "__init__", "guns-2"):
        write(f"figures/{name}.py", "")
    write("figures/data/x.py", "")
    assert available(tmp_path) == ("a", "b", "guns-2")
    assert available(tmp_path / "nowhere") == ()


@pytest.mark.parametrize("name", ["../secret", "a/b", "", "a.b", "_shared", "/etc/passwd"])
def test_a_name_cannot_lead_out_of_the_folder(name, draw, write):
    write("secret.py", "raise SystemExit")
    write("figures/_shared.py", "")
    figures, (finding,) = draw(name)
    assert not figures
    assert finding.rule.id == "FIG002"


def test_a_cached_build_loads_nothing_heavy(write, draw, tmp_path):
    write("figures/data/fleet.csv", FLEET)
    write("figures/ships.py", GOOD)
    assert not draw("ships")[1]
    code = f"""
import sys
from pathlib import Path
from hakusho.data import load_datasets
from hakusho.figures import render
root = Path({str(tmp_path)!r})
figures, findings = render(root, ["ships"], load_datasets(root)[0], language="en",
    cache=root / "build/cache")
assert figures["ships"].cached, figures
heavy = {{"matplotlib", "numpy", "fontTools", "multiprocessing"}} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.usefixtures("heeds_ctrl_c")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_ending_the_build_ends_what_it_was_drawing(how, write, tmp_path):
    mark = tmp_path / "child"
    os.mkfifo(mark)
    begin = f"import os; os.write(os.open({str(mark)!r}, os.O_WRONLY), b'x')"
    write("figures/endless.py", WITH_FIGURE.format(f"{begin}\n    while True: pass"))
    code = f"""
from pathlib import Path
from hakusho.figures import render
if __name__ == "__main__":
    root = Path({str(tmp_path)!r})
    render(root, ["endless"], {{}}, language="en", cache=root / "cache")
"""
    write("run.py", code)
    with (
        subprocess.Popen([sys.executable, tmp_path / "run.py"], stderr=subprocess.DEVNULL) as run,
        mark.open("rb", buffering=0) as said,  # by the child alone, as long as it lives
    ):
        assert said.read(1) == b"x"
        run.send_signal(how)
        assert run.wait(60) != 0
        assert select.select([said], [], [], 120)[0]
        assert said.read(1) == b""


RESIZED = """
from matplotlib.figure import Figure
ALT = "Labels."
def draw(context):
    figure = Figure(figsize=(context.width_mm / 25.4, 1))
    {}
    return figure
"""


def test_a_wide_figure_is_drawn_for_a_telephone_too(write, draw):
    write("figures/ships.py", RESIZED.format("figure.text(0.1, 0.5, 'Skerrow')"))
    figure = draw("ships")[0]["ships"]
    assert figure.width_mm == 150
    assert b'width="80mm"' in figure.narrow.read_bytes()
    before = figure.narrow.read_bytes()
    assert draw("ships")[0]["ships"].narrow.read_bytes() == before
    figure.narrow.unlink()
    again = draw("ships")[0]["ships"]
    assert "damaged" in again.reason
    assert again.narrow.read_bytes() == before


@pytest.mark.parametrize(
    "line",
    [
        "figure.text(0.1, 0.5, 'Skerrow'); figure.text(0.15, 0.5, 'Vellmark')",
        "if context.width_mm < 100: raise ValueError('too narrow')",
        "figure.set_size_inches(5, 1)",
        "figure.text(0.1, 0.5, 'The harbours of Skerrow and of the ports. ' * 2)",
        "figure.set_size_inches(3, 1)",
    ],
    ids=["labels-collide", "raises", "too-wide", "runs-out", "narrow-already"],
)
def test_what_a_telephone_cannot_show_is_no_finding(write, draw, line):
    write("figures/ships.py", RESIZED.format(line))
    figures, findings = draw("ships")
    assert not findings
    assert figures["ships"].narrow is None
    again = draw("ships")[0]["ships"]
    assert (again.cached, again.narrow) == (True, None), "it is not tried again"


def test_both_drawings_see_the_same_chance(write, draw):
    line = "import random; figure.text(0.1, 0.5, str(random.random())[:5])"
    write("figures/ships.py", RESIZED.format(line))
    figure = draw("ships")[0]["ships"]
    (label,) = figure.texts
    assert label.encode() in figure.narrow.read_bytes()


TALL = """
from matplotlib.figure import Figure
ALT = "x"
def draw(context):
    return Figure(figsize=(3, {} / 25.4))
"""


@pytest.mark.parametrize(
    ("height", "language", "said"),
    [
        (189, "en", []),
        (195, "ja", []),
        (220, "en", ["the figure is 220 mm tall; a page has room for 190 mm"]),
        (392, "ja", ["196 mm, where its letters are 50% of their size"]),
    ],
)
def test_a_figure_that_is_taller_than_a_page_says_so(write, draw, height, language, said):
    write("figures/tall.py", TALL.format(height))
    for _ in ("drawn", "cached"):
        figures, findings = draw("tall", language=language)
        assert list(figures) == ["tall"]
        assert [each.rule.id for each in findings] == ["FIG008"] * len(said)
        assert all(words in each.message for words, each in zip(said, findings, strict=True))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_tallest_figure_is_that_of_the_page(tmp_path, repository, language):
    settings = (repository / "templates/typst/settings.typ").read_text(encoding="utf-8")
    (tmp_path / "settings.typ").write_text(settings, encoding="utf-8")
    (tmp_path / "metadata.json").write_text(json.dumps({"language": language, "labels": {}}))
    main = tmp_path / "main.typ"
    main.write_text(
        '#import "settings.typ": tallest-figure\n#metadata(tallest-figure / 1mm) <tall>'
    )
    (found,) = json.loads(typst.query(str(main), "<tall>", field="value"))
    assert 0 <= found - TALLEST_MM[language] < 0.2


@pytest.fixture
def started(monkeypatch):
    """The processes that were started for drawing, and those of them that still run."""
    made, start = [], workers.Running.__init__

    def counted(self, *given):
        start(self, *given)
        made.append(self)

    monkeypatch.setattr(workers.Running, "__init__", counted)
    return made


def test_processes_wait_for_figures_of_other_widths(write, draw, started):
    for name in ("a", "b"):
        write(f"figures/{name}.py", WITH_FIGURE.format("pass"))
    with in_company(), in_company():
        for width in (80, 85, 90):
            figures, findings = draw("a", "b", width_mm=width)
            assert ([*figures], findings) == (["a", "b"], ())
        assert not all(each.ended() for each in started)
    assert len(started) <= workers.MOST_WORKERS
    assert all(each.ended() for each in started)
    draw("a", width_mm=95)
    assert all(each.ended() for each in started)


def test_while_a_paper_is_held_open_a_new_process_waits_for_the_next_figure(write, draw, started):
    store, drawn = Store(), []
    for number in range(4):
        write("figures/a.py", WITH_FIGURE.format(f"figure.text(0, 0, '{number}')"))
        with keeping(store), in_company():
            figures, findings = draw("a", width_mm=80)
            assert ([*figures], findings) == (["a"], ())
        drawn.append(len(started))
    # Who asks once starts one; who asks again has one that is new and waits each time.
    assert drawn == [1, 3, 4, 5]
    assert [each.ended() for each in started] == [True, True, True, True, False]
    with keeping(store), in_company():
        draw("a", width_mm=80)
    assert len(started) == 5
    store.close()
    assert all(each.ended() for each in started)


@pytest.mark.usefixtures("cold_drawing")
def test_a_process_that_ends_while_it_waits_harms_no_later_figure(write, draw, started):
    write("figures/a.py", WITH_FIGURE.format("pass"))
    with in_company():
        draw("a", width_mm=80)
        started[0].end()
        figures, findings = draw("a", width_mm=85)
    assert ([*figures], findings) == (["a"], ())
    assert len(started) == 2
