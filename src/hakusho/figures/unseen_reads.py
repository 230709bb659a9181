"""What a figure's program may read files with that nobody sees.

What Python itself opens is seen (``sys.audit``), and a drawing is kept until one of these files
changes. A compiled library opens files by itself: Parquet, SQLite, shapefiles. A figure that has
loaded one may rest on anything, unless its module says on what: ``FILES = ("data/n.db",)``.
"""

from __future__ import annotations

import re
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

OF_PYTHON = frozenset(
    {"ctypes", "dbm", "mmap", "readline", "shelve", "socket", "sqlite3", "subprocess"}
)
"""Packages of Python's own library that read what ``open`` does not, or run what does."""
_OPENED_BY_PYTHON = frozenset(
    {
        *("PIL", "_cyutility", "bottleneck", "charset_normalizer", "contourpy"),
        *("fontTools", "kiwisolver", "markupsafe", "matplotlib", "mpl_toolkits", "mypyc"),
        *("numexpr", "numpy", "pandas", "rapidfuzz", "ruamel", "scipy", "statsmodels", "yaml"),
    }
)
"""Compiled packages that read files through Python's ``open``, or none."""
_ASKED_FOR_NOTHING = {"pyarrow": ("lib", "_compute")}
"""Packages that others load for their types alone, and their modules without one that reads."""
_HARMLESS = sys.stdlib_module_names | _OPENED_BY_PYTHON

_BY_WORD = {
    re.compile(r"\blocale\b"): ("LANG", "LC_ALL", "LC_NUMERIC", "LC_TIME"),
    re.compile(r"\b(?:datetime|localtime|strftime|mktime)\b"): ("TZ",),
}


def variables(sources: Iterable[str]) -> tuple[str, ...]:
    """Variables of the environment that Python reads unseen for modules with these sources."""
    text = "\n".join(sources)
    return tuple(name for word, names in _BY_WORD.items() if word.search(text) for name in names)


def loaded() -> frozenset[str]:
    """The packages that this process has loaded and that are compiled, at least in part."""
    return frozenset(
        name.partition(".")[0]
        for name, module in tuple(sys.modules.items())
        if _is_compiled(module)
    )


def _idle() -> frozenset[str]:
    """Packages that are loaded, but none of their modules that reads: pandas loads pyarrow so."""
    found = set()
    for name, harmless in _ASKED_FOR_NOTHING.items():
        own = [each for each in tuple(sys.modules) if each.startswith(f"{name}.")]
        compiled = [each for each in own if _is_compiled(sys.modules[each])]
        if all(each.removeprefix(f"{name}.") in harmless for each in compiled):
            found.add(name)
    return frozenset(found)


def _is_compiled(module: object) -> bool:
    return str(getattr(module, "__file__", None)).endswith(tuple(EXTENSION_SUFFIXES))


def readers(
    libraries: Collection[str], imported: Iterable[str], before: Collection[str]
) -> tuple[str, ...]:
    """Which packages may have read files unseen while a figure was drawn.

    Args:
        libraries: First names of what the figure's modules import, as their sources show it.
        imported: First names of what was imported while it was drawn.
        before: Compiled packages that were loaded before any figure was.

    Returns:
        First names, sorted. A library may load another one: so all that are there now count for
        a figure that imports any library.
    """
    compiled = loaded() - {name for name in _idle() if name not in libraries}
    suspects = {*libraries, *imported}
    if not suspects.issubset(sys.stdlib_module_names):
        suspects |= left_behind(before)
    # Libraries import much of Python's own with which they do not read: what an author imports
    # counts.
    return tuple(sorted({*libraries} & OF_PYTHON | (suspects & compiled) - _HARMLESS))


def left_behind(before: Collection[str]) -> frozenset[str]:
    """The packages that may read unseen and were loaded since: they stay for who comes next."""
    return loaded() - set(before) - _HARMLESS
