"""Every file that a build opens is an input of the next one: told by the system, for whole builds."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from hakusho.paper.folders import SOURCE_FOLDERS
from hakusho.tools import boundary, sealed

CALLS = "open,openat,openat2,execve,stat,newfstatat,statx,access,faccessat2"
CALL = re.compile(r"(?P<name>\w+)\((?P<given>.*)\) += (?P<code>-?\d+)(?:<(?P<real>.*?)>)?(?: |$)")
PATH = re.compile(r'(?:AT_FDCWD<(?P<base>.*?)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
SYSTEM = ("/dev", "/etc", "/lib", "/lib64", "/proc", "/sys", "/usr", "/var/cache/fontconfig")

SETTINGS = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
bibliography: [sources/w.bib]
citations: {style: house/own.csl}
"""
CHAPTER = """\
# Lamps

There are {{ fact("lamps") }}.[@k]

![Lamps](lamps){#fig-lamps}

![A quay](pictures/quay.svg){#fig-quay alt="Stones by the water"}

See @fig-lamps, @fig-quay and $x^2$.
"""
FIGURE = """\
from pathlib import Path

import matplotlib.pyplot as plt
import helpers.numbers

ALT = "Numbers."
HERE = Path(__file__).parents[1]


def draw(context):
    figure, axes = plt.subplots(figsize=(3, 1))
    names = sorted(path.name for path in (HERE / "raw").glob("*.txt"))
    elsewhere = Path("../elsewhere/n.txt").read_text()
    own = (HERE / "raw/more.txt").read_text() if (HERE / "raw/more.txt").exists() else ""
    axes.imshow(plt.imread(HERE / "pictures/dot.png"))
    axes.text(0.2, 0.5, f"{helpers.numbers.N}{names}{elsewhere}{own}")
    return figure
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><text y="20">N</text></svg>'
ENTRY = "@book{k, author = {Keeper, Anna}, title = {T}, publisher = {P}, address = {Q}, date = {2020}, file = {:papers/k.pdf:pdf}}\n"
FILES = {
    "report/report.yaml": SETTINGS,
    "report/chapters/01.md": CHAPTER,
    "sources/w.bib": ENTRY,
    "papers/k.pdf": "%PDF-1.4",
    "shared/d.csv": "id,value,unit,source\nlamps,100,,k\n",
    "raw/n.txt": "5",
    "helpers/__init__.py": "",
    "helpers/numbers.py": "N = 7\n",
    "figures/lamps.py": FIGURE,
    "pictures/quay.svg": SVG,
    "house/labels/en.yaml": "figure: Figure\n",
    "../elsewhere/n.txt": "8",
}


def _everything(root, repository):
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "figures/data").symlink_to("../shared")
    (root / "templates").symlink_to("house")
    from PIL import Image  # noqa: PLC0415

    Image.new("RGB", (2, 2)).save(root / "pictures/dot.png")
    for suffix in (".csl", ".yaml"):
        style = repository / f"templates/citations/chicago-note-en{suffix}"
        shutil.copy(style, root / f"house/own{suffix}")
    (root / "house/typst").mkdir()
    shutil.copy(repository / "templates/typst/settings.typ", root / "house/typst")


def _more_formats(root):
    """A chart in YAML, an image as an import leaves it, and a snapshot, beside data of all kinds."""
    chart = "kind: columns\ndataset: trace\nlabel: port\nvalues: {n: 隻}\nunit: 隻\nsource: ''\n"
    files = {
        "figures/traced.yaml": chart,
        "figures/data/trace.csv": "port,n\n北浜,3\n東島,5\n",
        "figures/data/snapshots/2026-01.json": "{}",
        "images/media/image1.svg": SVG,
        "bib/unnamed.bib": ENTRY,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with (root / "report/chapters/01.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n@fig-a と @fig-b に示す。\n\n![隻数](traced){#fig-a}\n\n")
        chapter.write('![岸](images/media/image1.svg){#fig-b alt="岸の石"}\n')


@pytest.fixture(scope="module")
def strace():
    """Runs a command and gives what it and its children asked of the system."""

    def trace(command, log):
        given = ["strace", "-f", "-y", "-s", "4096", "--seccomp-bpf", "-e", f"trace={CALLS}"]
        whole = [*given, "-o", log, *command]
        done = subprocess.run(whole, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return log.read_text(encoding="utf-8", errors="replace").splitlines()

    found = shutil.which("strace")
    if not found or subprocess.run([found, "-o", os.devnull, "true"], check=False).returncode:
        reason = "no strace on this machine, or it may not trace"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return trace


@pytest.fixture(scope="module", params=["everything", "formats", "harbour", "minimal"])
def traced(request, strace, copy_of, repository, tmp_path_factory):
    """A paper that was built, what its build asked the system for, and what it has noted."""
    base = tmp_path_factory.mktemp("traced")
    root = base / "paper"
    if request.param == "everything":
        _everything(root, repository)
    elif request.param == "formats":
        copy_of("statistics", root, drawn=False)
        _more_formats(root)
    else:
        copy_of(request.param, root, drawn=False)
    command = [sys.executable, "-m", "hakusho", "build", "--project", str(root)]
    lines = strace(command, base / "log")
    inputs = json.loads(sealed.load(root / "build/cache/last-build.json"))["inputs"]
    return root, lines, inputs


def _opened(lines):
    """The real paths of what was opened."""
    calls = filter(None, map(CALL.search, lines))
    return {
        Path(each["real"]) for each in calls if each["name"].startswith("open") and each["real"]
    }


def _missed(lines):
    """The paths of what was asked for and was not there."""
    for line in lines:
        call, path = CALL.search(line), PATH.search(line)
        if call and path and call["code"] == "-1" and "ENOENT" in line:
            yield Path(os.path.normpath(Path(path["base"] or "/", path["path"])))


def _noted(root, inputs):
    """Real paths of what the next build asks for again."""
    kinds = (boundary.IS_THERE, boundary.NAMES)
    paths = [
        next((name[len(kind) :] for kind in kinds if name.startswith(kind)), name)
        for name in inputs
    ]
    return {Path(os.path.realpath(root / path)) for path in paths}


def test_every_file_of_the_paper_that_is_opened_is_noted(traced):
    root, lines, inputs = traced
    noted, real = _noted(root, inputs), root.resolve()
    own = {path for path in _opened(lines) if path.is_relative_to(real)}
    read = {path for path in own if path.is_file() and not path.is_relative_to(real / "build")}
    assert len(read) > 1
    assert sorted(read - noted) == []


def test_every_folder_of_the_paper_that_is_listed_is_noted(traced):
    root, lines, inputs = traced
    walked = {Path(os.path.realpath(root / folder)) for folder in SOURCE_FOLDERS}
    noted, real = _noted(root, inputs), root.resolve()
    listed = {path for path in _opened(lines) if path.is_relative_to(real) and path.is_dir()}
    listed = {path for path in listed if not path.is_relative_to(real / "build")}
    # In its packages Python looks for modules: those that there could be are noted.
    listed = {path for path in listed if not (path / "__init__.py").is_file()}
    unknown = [p for p in listed - noted if not any(p.is_relative_to(each) for each in walked)]
    assert sorted(unknown) == []


def test_what_was_looked_for_in_vain_is_noted(traced):
    root, lines, inputs = traced
    noted = _noted(root, inputs)
    walked = [Path(os.path.realpath(root / folder)) for folder in (*SOURCE_FOLDERS, "build")]
    # How findings name files depends on where the repository begins; nothing that is made does.
    missed = {path for path in _missed(lines) if path.is_relative_to(root) and path.name != ".git"}
    missed = {Path(os.path.realpath(path)) for path in missed if not path.exists()}
    missed = {path for path in missed if not any(path.is_relative_to(each) for each in walked)}
    # On the way to what is noted, each folder is asked for.
    unknown = [path for path in missed if not any(each.is_relative_to(path) for each in noted)]
    assert sorted(unknown) == []


def test_nothing_else_is_opened_than_tools_and_their_fonts(traced, user_folder, repository):
    root, lines, inputs = traced
    package = Path(boundary.__file__).parents[1]
    paths = sysconfig.get_paths()
    tools = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib", "scripts")]
    tools += [sys.prefix, sys.base_prefix, package.parent, repository / "templates", user_folder]
    tools += [repository / "bib", root.resolve(), *SYSTEM]
    known = [Path(os.path.realpath(each)) for each in tools]
    noted = _noted(root, inputs)
    others = [p for p in _opened(lines) - noted if not any(p.is_relative_to(k) for k in known)]
    others = [path for path in others if path.is_file()]  # scratch folders are gone by now
    assert sorted(others) == []
