"""Which packages may read what nobody sees, and which variables Python itself reads."""

import sys
from importlib.machinery import EXTENSION_SUFFIXES
from types import ModuleType

import pytest

from hakusho.figures import unseen_reads
from hakusho.figures.unseen_reads import readers, variables

COMPILED = (
    *("PIL", "bottleneck", "charset_normalizer", "contourpy", "fontTools"),
    *("kiwisolver", "markupsafe", "matplotlib", "mpl_toolkits", "mypyc", "numexpr", "numpy"),
    *("pandas", "rapidfuzz", "ruamel", "scipy", "statsmodels", "yaml"),
)


@pytest.fixture
def loaded(monkeypatch):
    """As if these compiled packages were loaded."""

    def load(*names):
        monkeypatch.setattr(unseen_reads, "loaded", lambda: frozenset(names))

    return load


@pytest.mark.parametrize("name", COMPILED)
def test_a_package_that_reads_through_python_is_seen(loaded, name):
    loaded(name, "rasterio")
    assert readers([name], [], []) == ("rasterio",)  # which it may have loaded
    assert readers([name], [], ["rasterio"]) == ()


@pytest.mark.parametrize(
    "name", ["ctypes", "dbm", "mmap", "shelve", "socket", "sqlite3", "subprocess"]
)
def test_what_of_pythons_own_reads_otherwise_counts_where_an_author_imports_it(loaded, name):
    loaded()
    assert readers([name], [], []) == (name,)
    assert readers([], [name], []) == ()


@pytest.mark.parametrize(
    ("modules", "libraries", "found"),
    [
        (("pyarrow.lib", "pyarrow._compute"), ["pandas"], ()),
        (("pyarrow.lib", "pyarrow._parquet"), ["pandas"], ("pyarrow",)),
        (("pyarrow.lib",), ["pandas", "pyarrow"], ("pyarrow",)),
    ],
)
def test_what_pandas_loads_counts_only_if_it_can_have_read(monkeypatch, modules, libraries, found):
    for name in [each for each in sys.modules if each.startswith("pyarrow")]:
        monkeypatch.delitem(sys.modules, name)
    for name in modules:
        module = ModuleType(name)
        module.__file__ = f"{name}{EXTENSION_SUFFIXES[0]}"
        monkeypatch.setitem(sys.modules, name, module)
    before = unseen_reads.loaded() - {"pyarrow"}
    assert readers(libraries, ["pyarrow"], before) == found


def test_any_other_compiled_package_may_read_anything(loaded):
    loaded("rasterio", "numpy", "lxml")
    assert readers(["rasterio"], [], ["lxml"]) == ("rasterio",)
    assert readers(["json"], [], []) == ()
    assert readers(["json"], ["rasterio"], ["rasterio", "lxml"]) == ("rasterio",)
    assert readers(["pure"], [], []) == ("lxml", "rasterio")
    loaded("_cffi_backend")  # which calls whatever is written in C
    assert readers(["pure"], [], []) == ("_cffi_backend",)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import locale\n", ("LANG", "LC_ALL", "LC_NUMERIC", "LC_TIME")),
        ("localed = 1\n", ()),
        ("from datetime import date\n", ("TZ",)),
        ("time.localtime()\n", ("TZ",)),
        ("time.strftime('%c')\n", ("TZ",)),
        ("time.mktime(x)\n", ("TZ",)),
    ],
)
def test_variables_that_python_reads_unseen(source, names):
    assert variables(["x = 1\n", source]) == names
