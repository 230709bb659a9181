import ast
import re
from collections import Counter
from fnmatch import fnmatch

import pytest


@pytest.fixture(scope="module")
def architecture(repository):
    return (repository / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_packages_in_the_table_are_the_packages_of_the_code(repository, architecture):
    named = set(re.findall(r"^\| `hakusho\.(\w+)` \|", architecture, re.MULTILINE))
    source = repository / "src" / "hakusho"
    there = {file.stem for file in source.glob("*.py") if not file.stem.startswith("_")}
    there |= {folder.name for folder in source.iterdir() if (folder / "__init__.py").is_file()}
    assert named == there


def test_layers_of_the_linter_are_in_the_order_of_the_table(repository, architecture):
    table = re.findall(r"^\| `(hakusho\.\w+)` \|", architecture, re.MULTILINE)
    settings = (repository / "pyproject.toml").read_text(encoding="utf-8")
    layers = settings[settings.index("layers = [") :]
    assert re.findall(r'"(hakusho\.\w+)"', layers) == table


def test_files_that_the_page_names_exist(repository, architecture):
    packages = [path.name for path in (repository / "src" / "hakusho").iterdir() if path.is_dir()]
    named = re.findall(rf"`((?:{'|'.join(packages)})/[\w/]+(?:\.\w+|/))`", architecture)
    assert len(named) > 20
    missing = [name for name in named if not (repository / "src" / "hakusho" / name).exists()]
    beside = re.findall(r"`((?:templates|tests|docs)/[\w/.]+?)`", architecture)
    assert beside
    missing += [name for name in beside if not any(repository.glob(name.replace("NAME", "*")))]
    assert missing == []


def test_a_module_has_a_name_that_no_other_has(repository):
    names = Counter(file.stem for file in (repository / "src").rglob("*.py"))
    twice = {name for name, count in names.items() if count > 1} - {"__init__", "__main__"}
    assert not twice


def test_every_folder_of_tests_is_collected(repository, pytestconfig):
    folders = {file.parent for file in (repository / "tests").rglob("test_*.py")}
    names = {part for folder in folders for part in folder.relative_to(repository).parts}
    assert names
    passed_over = pytestconfig.getini("norecursedirs")
    assert [name for name in names if any(fnmatch(name, each) for each in passed_over)] == []


_OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rename"}
_OPENERS |= {"glob", "rglob", "iterdir", "mkdir", "rmdir", "symlink_to", "hardlink_to", "touch"}
_OPENERS |= {"is_file", "is_dir", "exists", "lexists", "listdir", "scandir", "rmtree", "copyfile"}
_OPENERS |= {"copy2", "copytree", "fdopen"}
"""Names of functions and methods by which Python asks for files, folders or what is there."""

_TOUCHING = {
    "cli/first_steps.py": "whether there is a paper",
    "cli/new_command.py": "the wheel of this Hakusho",
    "cli/output.py": "the file that a command is told to write",
    "cli/streams.py": "standard output and error",
    "editions/*": "the folder of a job that we have made, templates that paper/templates.py has found",
    "examining/letter_trial.py": "a folder that we have made, the template that was found",
    "examining/trial_setting.py": "a folder that we have made, images that were found",
    "examining/whole_images.py": "images that were found",
    "figures/charts/coastlines.py": "our own coasts",
    "figures/cache.py": "drawings, whose digests are sealed",
    "figures/ingredients.py": "our own package, and fonts",
    "figures/programs.py": "the module that was run",
    "figures/company.py": "the user's folder",
    "figures/serving.py": "nothing, in place of standard input",
    "figures/watching.py": "the names in a folder that a figure's program lists",
    "figures/workers.py": "the folder of a process",
    "making/*": "the folder of a job, and what was found for it",
    "manuscript/page_map.py": "the folder of a job",
    "manuscript/too_wide.py": "the folder of a job",
    "paper/frames.py": "templates that paper/templates.py has found",
    "paper/layouts.py": "templates that paper/templates.py has found",
    "paper/metadata.py": "templates that paper/templates.py has found",
    "paper/styles.py": "templates that paper/templates.py has found",
    "paper/templates.py": "what is shipped, and what the boundary has found",
    "pipeline/checking.py": "a folder that we have made",
    "pipeline/data_shown.py": "the folder of snapshots, which it is asked to make",
    "pipeline/one_edition.py": "a folder that we have made",
    "pipeline/refreshing.py": "the folder of an answer, which it is asked to make",
    "pipeline/publishing.py": "outputs and the record of them",
    "pipeline/state.py": "our own package",
    "preview/app.py": "our own page, its style and scripts",
    "reporting/*": "our own pages; where a repository begins",
    "checks/citations/style_faults.py": "styles that are shipped",
    "source/parse.py": "our own script for pandoc",
    "starting/carried_pictures.py": "pictures of documents that are brought",
    "starting/carried_bibliography.py": "bibliographies of documents that are brought",
    "starting/inclusions.py": "texts that documents that are brought take in",
    "starting/documents.py": "documents that are brought, and copies in a folder that we have made",
    "starting/re_view.py": "pictures beside a document that is brought",
    "checks/shipped_lists.py": "our own lists",
    "starting/brought.py": "files that the command line names",
    "starting/engine_wheel.py": "the wheel of this Hakusho",
    "starting/new_paper.py": "our own templates",
    "tools/distributions.py": "the folders on Python's path",
    "tools/*": "the doors",
}
"""The modules that touch files by themselves, and which."""


def test_a_papers_files_are_read_by_way_of_the_boundary(repository):
    source = repository / "src/hakusho"
    touching = set()
    for file in sorted(source.rglob("*.py")):
        name = file.relative_to(source).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Attribute):
                by_the_boundary = (
                    isinstance(called.value, ast.Name) and called.value.id == "boundary"
                )
                if called.attr in _OPENERS and not by_the_boundary:
                    touching.add(name)
            elif isinstance(called, ast.Name) and called.id == "open":
                touching.add(name)
    known = {name for name in touching for each in _TOUCHING if fnmatch(name, each)}
    assert sorted(touching - known) == []
    unused = [each for each in _TOUCHING if not any(fnmatch(name, each) for name in touching)]
    assert unused == []


CLOCKS = {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"}
CLOCKS |= {"now", "utcnow", "today"}


def _clocks_read(text):
    """Names of the clocks that a module reads; processor time, which no other process uses, is none."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in CLOCKS and node.value.id in {"time", "datetime", "date"}:
                yield node.attr
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (each.name for each in node.names if each.name in CLOCKS)


# What measures (tests/bench) and what ends a process that hangs (tests/fuzz) are no tests.
def test_no_test_reads_the_clock(repository):
    modules = [
        file
        for file in (repository / "tests").rglob("*.py")
        if file.parent.name not in {"bench", "fuzz"} or file.name.startswith("test_")
    ]
    read = {
        file.name: clocks
        for file in modules
        if (clocks := list(_clocks_read(file.read_text(encoding="utf-8"))))
    }
    assert read == {}
    assert list(_clocks_read("import time\nfrom time import monotonic\ntime.time()")) == [
        "monotonic", "time",
    ]  # fmt: skip
