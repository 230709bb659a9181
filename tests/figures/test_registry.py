"""What a figure's source says of it, without being run: its data, its files, what it imports."""

from __future__ import annotations

import pytest

from hakusho.data import Row
from hakusho.data.datasets import datasets_of
from hakusho.figures.registry import available, inspect, path_of, seen_digest
from hakusho.findings import Location

DRAW = "def draw(context):\n    return None\n"


@pytest.fixture
def paper(write, tmp_path):
    def made(files):
        for path, text in files.items():
            write(path, text)
        return tmp_path

    return made


IMPORTS = {
    "import PIL, os.path, json as j": (["PIL"], []),
    "from matplotlib import pyplot\nfrom mpl_toolkits.mplot3d import Axes3D": (
        ["matplotlib", "mpl_toolkits"],
        [],
    ),
    "import _shared": ([], ["figures/_shared.py"]),
    "from _shared import thing": ([], ["figures/_shared.py"]),
    "from . import _shared": ([], ["figures/_shared.py"]),
    "from ._shared import thing": ([], ["figures/_shared.py"]),
    "from ._kit import one": ([], ["figures/_kit/__init__.py", "figures/_kit/one.py"]),
    "from ._kit.one import two": ([], ["figures/_kit/__init__.py", "figures/_kit/one.py"]),
    "import _kit.one": ([], ["figures/_kit/__init__.py", "figures/_kit/one.py"]),
    "import tools.helper": ([], ["tools/helper.py"]),
    "from figures import _shared": ([], ["figures/_shared.py"]),
    "from .. import tools": ([], []),
    "from ..tools import helper": ([], ["tools/helper.py"]),
    "from ....tools import helper": ([], ["tools/helper.py"]),
    "from .absent import x": ([], []),
    "import absent": (["absent"], []),
    "import _chain": (["scipy"], ["figures/_chain.py", "figures/_shared.py"]),
    "def f():\n    import PIL": (["PIL"], []),
    # A library is found before the paper's module of its name.
    "import sqlite3": (["sqlite3"], ["figures/sqlite3.py"]),
    "import numpy as n": (["numpy"], ["figures/numpy.py"]),
}
PAPERS_OWN = {
    "figures/_shared.py": "thing = 1\n",
    "figures/_chain.py": "import scipy, _shared, _chain\n",
    "figures/sqlite3.py": "",
    "figures/numpy.py": "",
    "figures/_kit/__init__.py": "",
    "figures/_kit/one.py": "",
    "tools/helper.py": "",
}


@pytest.mark.parametrize("lines", IMPORTS)
def test_what_a_module_imports_is_the_papers_own_or_a_library(paper, lines):
    module, findings = inspect(paper({**PAPERS_OWN, "figures/w.py": f"{lines}\n{DRAW}"}), "w")
    assert not findings
    sources = [path for path, _ in module.sources]
    assert ([*module.libraries], sorted({*sources} - {"figures/w.py"})) == IMPORTS[lines]
    assert dict(module.sources)["figures/w.py"].startswith(lines)
    assert (module.name, module.path, module.spec, module.columns) == (
        "w",
        "figures/w.py",
        None,
        (),
    )


def test_one_module_of_a_package_imports_others_of_it(paper):
    files = {
        "figures/_kit/a.py": "from . import b\nfrom .. import _shared\n",
        "figures/_kit/b.py": "",
    }
    root = paper({**PAPERS_OWN, **files, "figures/w.py": f"import _kit.a\n{DRAW}"})
    module, _ = inspect(root, "w")
    assert [path for path, _ in module.sources] == [
        "figures/_kit/__init__.py", "figures/_kit/a.py", "figures/_kit/b.py", "figures/_shared.py", "figures/w.py",
    ]  # fmt: skip


DECLARED = {
    "": [],
    'DATA = ("a", "b[x]")': [("a", (), "1:9"), ("b", ("x",), "1:14")],
    'DATA = ["a"]': [("a", (), "1:9")],
    'DATA: tuple[str, ...] = ("a",)': [("a", (), "1:26")],
    "DATA = ()": [],
    'x = 1\nOTHER = DATA = ("a",)': [("a", (), "2:17")],
    'DATA = ("a",)\nDATA = ("b",)': [("a", (), "1:9")],
    'DATA: tuple\nDATA = ("a",)': [("a", (), "2:9")],
}
REFUSED = {
    'DATA = "a"': "1 FIG003",
    "DATA = names()": "1 FIG003",
    "x = 1\nDATA = (\n    name,\n)": "3:5 FIG003",
    'DATA = ("a", 5)': "1:14 FIG003",
    'DATA = ("a", "b[")': "1:14 FIG003",
    'FILES = "n.db"': "1 FIG003",
    'FILES = ("n.db", None)': "1:18 FIG003",
    'FILES = ("figures/data/absent.db",)': "1:10 PAP002",
    'FILES = ("../absent.db",)': "1:10 PAP004",
    "x = = 1": "1:5 FIG003",
}


@pytest.mark.parametrize("head", DECLARED)
def test_what_a_module_sees_is_read_from_its_source(paper, head):
    module, findings = inspect(paper({"figures/w.py": f"{head}\n{DRAW}"}), "w")
    assert not findings
    assert [
        (each.name, each.patterns, str(each.location).removeprefix("figures/w.py:"))
        for each in module.selections
    ] == DECLARED[head]
    assert module.datasets == tuple(name for name, _, _ in DECLARED[head])
    assert module.files == ()


@pytest.mark.parametrize("head", REFUSED)
def test_what_cannot_be_read_without_running_it_is_refused_at_its_place(paper, head):
    module, findings = inspect(paper({"figures/w.py": f"{head}\n{DRAW}"}), "w")
    assert module is None
    told = [f"{each.location} {each.rule.id}".removeprefix("figures/w.py:") for each in findings]
    assert told == [REFUSED[head]]


def test_files_that_a_module_names_are_the_papers(paper):
    files = {"figures/data/n.db": "x", "n.txt": "y"}
    root = paper({**files, "figures/w.py": f'FILES = ("figures/data/n.db", "n.txt")\n{DRAW}'})
    module, findings = inspect(root, "w")
    assert (module.files, findings) == (("figures/data/n.db", "n.txt"), ())


@pytest.mark.parametrize(("head", "named"), [("FILES = ()", True), ("", False)])
def test_a_module_may_say_that_it_reads_no_file(paper, head, named):
    module, findings = inspect(paper({"figures/w.py": f"{head}\n{DRAW}"}), "w")
    assert (module.files, module.names_files, findings) == ((), named, ())


def test_a_figure_in_yaml_names_its_columns_and_its_source(paper):
    text = "kind: columns\ndataset: [fleet, 'more[x]']\nlabel: '{name}, {year}'\nseries: side\nsource: a2020\n"
    module, findings = inspect(paper({"figures/w.yaml": text}), "w")
    assert (findings, module.path, module.sources, module.libraries) == (
        (),
        "figures/w.yaml",
        (),
        (),
    )
    assert [(each.name, each.patterns) for each in module.selections] == [
        ("fleet", ()),
        ("more", ("x",)),
    ]
    assert [(name, str(place)) for name, place in module.columns] == [
        ("name", "figures/w.yaml:3:1"), ("year", "figures/w.yaml:3:1"), ("side", "figures/w.yaml:4:1"),
    ]  # fmt: skip
    assert str(module.source_place) == "figures/w.yaml:5:1"
    plain, _ = inspect(
        paper({"figures/v.yaml": "kind: columns\ndataset: fleet\nlabel: name\n"}), "v"
    )
    assert plain.source_place is None


def test_figures_are_named_by_their_files(paper):
    files = (
        "b.py",
        "a.yaml",
        "a.py",
        "_shared.py",
        "x.y.py",
        "data.csv",
        "1.py",
        "Ä.py",
        "c-d.yml",
    )
    root = paper({f"figures/{each}": "" for each in files})
    assert available(root) == ("a", "b", "Ä")
    assert path_of(root, "a") == path_of(root, "absent").replace("absent", "a") == "figures/a.py"
    root = paper({"figures/only.yaml": ""})
    assert path_of(root, "only") == "figures/only.yaml"


def test_what_is_seen_of_a_dataset_is_what_is_declared(paper):
    module, _ = inspect(paper({"figures/w.py": f'DATA = ("b[x-*]", "absent", "a")\n{DRAW}'}), "w")
    texts = {f"figures/data/{name}.csv": "id,n\nx-1,1\ny-1,2\n" for name in "abc"}
    datasets, _ = datasets_of(texts)
    assert [(each.name, len(each.rows)) for each in module.seen(datasets)] == [("b", 1), ("a", 2)]
    asked = (("b", "x-9"), ("b", "y-1"), ("a", "y-1"), ("c", "x-1"))
    assert [module.sees(name, Row({"id": each}, Location(""))) for name, each in asked] == [
        True, False, True, False,
    ]  # fmt: skip
    assert seen_digest(module, "c", datasets) == seen_digest(module, "absent", datasets) == ""
    assert len({seen_digest(module, name, datasets) for name in "ab"}) == 2
