"""A drawing is kept until something changes that its program asked for, wherever that lies."""

import json
import os
import shutil
import zipfile

import matplotlib as mpl
import pytest

from hakusho.figures import cache, render, watching, workers
from hakusho.figures.registry import inspect
from hakusho.figures.watching import is_of_packages
from hakusho.tools.fonts import sans

HEAD = """\
import glob
import importlib
import os
import sys
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt

ALT = "Numbers."
HERE = Path(__file__).parents[1]


def value():
"""
TAIL = """

def draw(context):
    figure, axes = plt.subplots(figsize=(3, 1))
    axes.text(0.2, 0.5, f"N={value()}")
    return figure
"""
BODIES = {
    "beside": 'return (HERE / "raw/n.txt").read_text()',
    "relative": 'return open("raw/n.txt").read()',
    "hidden": 'return (HERE / ".data/n.txt").read_text()',
    "made": 'return (HERE / "build/data/n.txt").read_text()',
    "elsewhere": "return Path({elsewhere!r}).read_text()",
    "linked": 'return (HERE / "figures/link/n.txt").read_text()',
    "listed": 'return len(os.listdir(HERE / "raw"))',
    "scanned": 'return len(list((HERE / "raw").rglob("*.txt")))',
    "globbed": 'return len(glob.glob("raw/*.txt"))',
    "absent": 'return (HERE / "raw/more.txt").exists()',
    "looked": 'return os.path.isfile("raw/more.txt")',
    "tried": """
        try:
            return open("raw/more.txt").read()
        except FileNotFoundError:
            return 0
    """,
    "imported": """
        try:
            import house_settings
        except ImportError:
            return 0
    """,
    "loaded": """
        try:
            return importlib.import_module("house_settings").N
        except ImportError:
            return 0
    """,
    "variable": 'return os.environ.get("LC_NAME", "none")',
    "variables": 'return sum(name == "LC_NAME" for name in os.environ)',
    "array": 'import numpy; return numpy.loadtxt(HERE / "raw/n.txt")',
    "month": "import locale; return locale.nl_langinfo(locale.MON_1)",
    "hour": "import datetime; return datetime.datetime.fromtimestamp(0).hour",
    "program": 'return os.system("true")',
    "aside": """
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "x").write_text("1")
            return len(os.listdir(folder)), (Path(folder) / "x").read_text()
    """,
    "measured": 'return (HERE / "raw/n.txt").stat().st_size',
    "borrowed": """
        sys.path.insert(0, str(HERE.parent / "elsewhere"))
        import lent
        return lent.N
    """,
    "lent-again": """
        sys.path.insert(0, str(HERE.parent / "elsewhere"))
        import lent
        return lent.N
    """,
    "appended": """
        with open("raw/n.txt", "a+") as file:
            file.seek(0)
            return file.read()
    """,
    "from-folder": """
        folder = os.open("raw", os.O_RDONLY)
        return os.read(os.open("n.txt", os.O_RDONLY, dir_fd=folder), 9)
    """,
    "measured-from-folder": 'return os.stat("n.txt", dir_fd=os.open("raw", os.O_RDONLY)).st_size',
    "listed-by-number": 'return len(os.listdir(os.open("raw", os.O_RDONLY)))',
    "lstat": 'return os.lstat("raw/n.txt").st_size',
    "entries": 'return sum(each.stat().st_size for each in os.scandir("raw"))',
    "link-itself": 'return os.readlink("figures/link")',
    "variable-as-bytes": 'return os.environb.get(b"LC_NAME", b"none")',
    "commit": 'return (HERE / ".git/HEAD").read_text()',
    "own-cache": 'return (HERE / "build/cache/n.txt").read_text()',
    "measured-by-system": 'import posix; return posix.stat("raw/n.txt").st_size',
    "whole-paper": 'return len(list(HERE.rglob("*.csv")))',
    "forced": 'return os.environ["MPLBACKEND"]',
    "resolved": "return Path(__file__).resolve().name",
    "made-anyway": """
        (HERE / "raw").mkdir(exist_ok=True)
        return (HERE / "raw/n.txt").read_text()
    """,
    "made-or-read": """
        try:
            return open("raw/n.txt", "x").write("5")
        except FileExistsError:
            return open("raw/n.txt").read()
    """,
    "added-to": """
        with open("raw/n.txt", "a"):
            return open("raw/n.txt").read()
    """,
    "no-file": """
        try:
            open("raw", "w")
        except IsADirectoryError:
            return open("raw/n.txt").read()
    """,
    "linked-aside": """
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(HERE / "raw/n.txt", Path(folder) / "x")
            return (Path(folder) / "x").read_text()
    """,
    "tied-aside": """
        with tempfile.TemporaryDirectory(dir=HERE) as folder:
            os.link(HERE / "raw/n.txt", Path(folder) / "x")
            return (Path(folder) / "x").read_text()
    """,
    "by-process": 'return open("/proc/self/cwd/raw/n.txt").read()',
    "by-open-folder": """
        folder = os.open("raw", os.O_RDONLY)
        return open(f"/dev/fd/{folder}/n.txt").read()
    """,
    "font": """
        from PIL import ImageFont
        return ImageFont.truetype(HERE / "raw/f.ttf").getname()[1]
    """,
    "zip": """
        sys.path.insert(0, str(HERE / "raw/z.zip"))
        import zipped
        return zipped.N
    """,
    "history": """
        import readline
        readline.read_history_file("raw/n.txt")
        return readline.get_history_item(1)
    """,
    "spawned": """
        import multiprocessing
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(Path.read_text, (Path("raw/n.txt"),))
    """,
    "c": 'return importlib.import_module("ctypes").CDLL(None).getpid() > 0',
}
UNSEEN = {
    "program": "os.system",
    "variables": "os.environ",
    "c": "ctypes",
    "history": "readline",
    "spawned": "subprocess",
}


def _module(body, elsewhere):
    lines = body.replace("{elsewhere!r}", repr(str(elsewhere / "n.txt"))).strip().splitlines()
    start = 8 if len(lines) > 1 else 0
    text = [lines[0], *(line[start:] for line in lines[1:])]
    return HEAD + "".join(f"    {line}\n" for line in text) + TAIL


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A paper with all these figures, drawn, and what was found."""
    base = tmp_path_factory.mktemp("watched")
    root, elsewhere = base / "paper", base / "elsewhere"
    files = (
        "raw/n.txt",
        ".git/HEAD",
        ".data/n.txt",
        "build/data/n.txt",
        "build/cache/n.txt",
        "figures/x",
        "../elsewhere/n.txt",
    )
    for name in (*files, "../later/n.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("5", encoding="utf-8")
    (base / "elsewhere/lent.py").write_text("N = 5", encoding="utf-8")
    shutil.copy(sans().path, root / "raw/f.ttf")
    with zipfile.ZipFile(root / "raw/z.zip", "w") as packed:
        packed.writestr("zipped.py", "N = 5\n")
    (root / "figures/link").symlink_to("../../elsewhere")
    for name, body in BODIES.items():
        (root / f"figures/{name}.py").write_text(_module(body, elsewhere), encoding="utf-8")
    figures, findings = render(root, tuple(BODIES), {}, language="en", cache=base / "cache")
    assert [each for each in findings if each.rule.id not in {"FIG013", "FIG014"}] == []
    assert set(figures) == set(BODIES)
    return base, figures, findings


@pytest.fixture
def paper(drawn, tmp_path):
    """A folder with the paper as it was drawn and what lies beside it."""
    shutil.copytree(drawn[0], tmp_path / "base", symlinks=True)
    return tmp_path / "base/paper"


def _why(root, name):
    """Why a figure has to be drawn."""
    module, _ = inspect(root, name)
    folder = root.parent / "cache"
    return cache.load(cache.entry(folder, root, module, (), language="en", width_mm=150))[1]


def test_nothing_is_drawn_again_without_a_change_and_in_another_place(paper):
    reasons = {name: _why(paper, name) for name in BODIES}
    for name, reader in UNSEEN.items():
        assert reasons.pop(name) == f"what {reader} reads cannot be seen"
    assert reasons.pop("borrowed") == "unchanged"
    assert reasons.pop("link-itself") == "whether there is figures/link changed"
    assert reasons.pop("linked") == "whether there is figures/link/n.txt changed"  # elsewhere now
    assert {name: reason for name, reason in reasons.items() if reason != "unchanged"} == {}


def _write(path):
    def change(root):
        (root / path).write_text("6", encoding="utf-8")

    return change


def _relink(root):
    (root / "figures/link").unlink()
    (root / "figures/link").symlink_to("../../later")


CHANGES = {
    "beside": (_write("raw/n.txt"), "raw/n.txt changed"),
    "relative": (_write("raw/n.txt"), "raw/n.txt changed"),
    "hidden": (_write(".data/n.txt"), ".data/n.txt changed"),
    "made": (_write("build/data/n.txt"), "build/data/n.txt changed"),
    "linked": (_relink, "whether there is figures/link/n.txt changed"),
    "listed": (_write("raw/new.csv"), "what raw holds changed"),
    "scanned": (_write("raw/new.txt"), "what raw holds changed"),
    "globbed": (_write("raw/new.txt"), "what raw holds changed"),
    "absent": (_write("raw/more.txt"), "whether there is raw/more.txt changed"),
    "looked": (_write("raw/more.txt"), "whether there is raw/more.txt changed"),
    "tried": (_write("raw/more.txt"), "raw/more.txt changed"),
    "imported": (_write("house_settings.py"), "house_settings.py is new"),
    "loaded": (_write("figures/house_settings.py"), "figures/house_settings.py changed"),
    "measured": (_write("raw/n.txt"), "raw/n.txt changed"),
    "appended": (_write("raw/n.txt"), "raw/n.txt changed"),
    "from-folder": (_write("raw/n.txt"), "raw/n.txt changed"),
    "measured-from-folder": (_write("raw/n.txt"), "raw/n.txt changed"),
    "listed-by-number": (_write("raw/new.txt"), "what raw holds changed"),
    "lstat": (_write("raw/n.txt"), "raw/n.txt changed"),
    "entries": (_write("raw/n.txt"), "raw/n.txt changed"),
    "link-itself": (_relink, "whether there is figures/link changed"),
    "commit": (_write(".git/HEAD"), ".git/HEAD changed"),
    "own-cache": (_write("build/cache/n.txt"), "build/cache/n.txt changed"),
    "measured-by-system": (_write("raw/n.txt"), "raw/n.txt changed"),
    "array": (_write("raw/n.txt"), "raw/n.txt changed"),
    "made-anyway": (_write("raw/n.txt"), "raw/n.txt changed"),
    "made-or-read": (_write("raw/n.txt"), "raw/n.txt changed"),
    "added-to": (_write("raw/n.txt"), "raw/n.txt changed"),
    "no-file": (_write("raw/n.txt"), "raw/n.txt changed"),
    "linked-aside": (_write("raw/n.txt"), "raw/n.txt changed"),
    "tied-aside": (_write("raw/n.txt"), "raw/n.txt changed"),
    "by-process": (_write("raw/n.txt"), "raw/n.txt changed"),
    "by-open-folder": (_write("raw/n.txt"), "raw/n.txt changed"),
    "font": (_write("raw/f.ttf"), "raw/f.ttf changed"),
    "zip": (_write("raw/z.zip"), "raw/z.zip changed"),
}


def test_what_git_and_hakusho_keep_counts_only_where_it_is_opened(paper):
    _write(".git/HEAD")(paper)
    _write(".git/more")(paper)
    _write("build/cache/more.csv")(paper)
    assert _why(paper, "whole-paper") == "unchanged"


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_program_asked_for_counts(paper, name):
    change, reason = CHANGES[name]
    change(paper)
    assert reason in _why(paper, name)


def test_a_variable_counts_that_was_asked_for(paper, monkeypatch):
    monkeypatch.setenv("LC_NAME", "ja_JP.UTF-8")
    assert "LC_NAME changed" in _why(paper, "variable")
    assert "LC_NAME changed" in _why(paper, "variable-as-bytes")
    assert _why(paper, "beside") == "unchanged"


@pytest.mark.parametrize(("name", "variable"), [("month", "LC_TIME"), ("hour", "TZ")])
def test_what_python_itself_takes_from_the_environment_counts(
    paper, monkeypatch, name, variable, drawn
):
    monkeypatch.setenv(variable, "xx")
    assert f"{variable} " in _why(paper, name)
    assert _why(paper, "beside") == "unchanged"
    assert f"environment:{variable}" in dict(drawn[1][name].reads)


def test_a_file_elsewhere_counts(drawn):
    root = drawn[0] / "paper"
    files = {
        "elsewhere": "n.txt",
        "linked": "n.txt",
        "borrowed": "lent.py",
        "lent-again": "lent.py",
    }
    for name, path in files.items():
        file = root.parent / "elsewhere" / path
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("5", "6"), encoding="utf-8")
        assert f"{file} changed" in _why(root, name)
        file.write_text(text, encoding="utf-8")
        assert _why(root, name) == "unchanged"


def test_that_a_file_lies_elsewhere_is_said_and_of_nothing_else(drawn):
    base, _, findings = drawn
    said = {
        (each.location.path, str(each.message)) for each in findings if each.rule.id == "FIG014"
    }
    message = f"this figure reads {base / 'elsewhere/n.txt'}, which lies outside the paper's folder"
    code = message.replace("n.txt", "lent.py")
    assert said == {
        *((f"figures/{name}.py", message) for name in ("elsewhere", "linked")),
        *((f"figures/{name}.py", code) for name in ("borrowed", "lent-again")),
    }
    unseen = [each.location.path for each in findings if each.rule.id == "FIG013"]
    assert unseen == [f"figures/{name}.py" for name in sorted(UNSEEN)]


@pytest.mark.parametrize(
    ("library", "reader"), [("uharfbuzz", "uharfbuzz"), ("pypdfium2", "ctypes")]
)
def test_what_one_figure_has_loaded_is_said_of_no_other_one(tmp_path, monkeypatch, library, reader):
    monkeypatch.setattr(workers, "MOST_WORKERS", 1)
    (tmp_path / "paper/figures").mkdir(parents=True)
    bodies = {"a": f"import {library}", "b": "return 5", "c": f"import {library}", "d": "return 6"}
    for name, body in bodies.items():
        (tmp_path / f"paper/figures/{name}.py").write_text(_module(body, tmp_path), "utf-8")
    root, folder = tmp_path / "paper", tmp_path / "cache"
    figures, findings = render(root, tuple(bodies), {}, language="en", cache=folder)
    assert set(figures) == set(bodies)
    assert [each.location.path for each in findings] == ["figures/a.py", "figures/c.py"]
    assert all(f"by {reader} cannot be seen" in each.message for each in findings)


def test_only_what_the_paper_has_is_kept(drawn):
    _, figures, _ = drawn
    own = {name for name, _ in figures["aside"].reads}
    assert not [name for name in own if name.startswith("/") or os.sep + "tmp" in name], own
    assert not [name for name, _ in figures["forced"].reads if "MPLBACKEND" in name]
    folders = [name for name, _ in figures["resolved"].reads if name.startswith("there:/")]
    assert folders == []


@pytest.mark.parametrize(
    ("place", "is_package"),
    [
        ("paper/figures/a.py", False),
        ("paper/build/report.pdf", False),
        ("paper/build/other/cache/a", False),
        ("paper/sub/.git/config", False),
        ("paper/.git/config", True),
        ("paper/build/cache/figures/a.svg", True),
        ("paper/.venv/lib/python3/site-packages/a.py", True),
        ("paper/.venv/Lib/site-packages/a.py", True),
        ("paper/figures/site-packages/a.csv", False),
        ("paper/figures/__pycache__/a.pyc", True),
        ("elsewhere/a.csv", False),
        ("elsewhere/site-packages/a.py", True),
        ("matplotlib/fontlist.json", True),
        (".", True),
        ("/dev/null", True),
        ("/dev/shm/a.csv", False),  # noqa: S108  nothing is made there
    ],
)
def test_what_belongs_to_packages(tmp_path, monkeypatch, place, is_package):
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "matplotlib"))
    assert is_of_packages(str(tmp_path / place), tmp_path / "paper") is is_package


@pytest.mark.parametrize("folder", ["", "."])
def test_a_folder_of_packages_that_holds_the_paper_makes_no_package_of_it(
    tmp_path, monkeypatch, folder
):
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path) if folder else "")
    for place in ("paper/figures/a.py", "elsewhere/a.csv"):
        assert not is_of_packages(str(tmp_path / place), tmp_path / "paper")


@pytest.mark.parametrize("module", [json, pytest, mpl, watching])
def test_what_python_libraries_and_hakusho_have_is_of_packages(tmp_path, module):
    assert is_of_packages(module.__file__, tmp_path)
