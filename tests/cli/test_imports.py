"""What a command does not use it does not load: the table of what each must do without."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "papers" / "minimal"
RUN = """\
import json, sys
from hakusho.cli import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""
HEAVY = {"lxml", "matplotlib", "numpy", "PIL", "fontTools", "bibtexparser", "typst", "email.parser"}
HEAVY |= {"pikepdf"}
UNCHANGED = HEAVY | {
    "pydantic",
    "yaml",
    "ruamel",
    "jinja2",
    "rich",
    "rapidfuzz",
    "filelock",
    "stdnum",
}
UNCHANGED |= {"hakusho.examining.examine", "hakusho.making.document", "hakusho.paper.settings"}
WITHOUT = {
    ("--version",): UNCHANGED | {"hakusho.engine.engine", "hakusho.cli.check_command"},
    ("rule", "CIT001"): UNCHANGED - {"pydantic", "rich", "ruamel"} | {"hakusho.engine.engine"},
    ("build", "html"): UNCHANGED,
    ("build", "docx", "--force"): {"ssl", "http.client", "urllib.request", "matplotlib", "rich"},
    ("check",): {"matplotlib", "numpy", "PIL", "fontTools", "ruamel", "typst", "rich.console"}
    | {"hakusho.making.all_documents", "hakusho.editions.docx_template", "hakusho.editions.pdf"}
    | {"hakusho.collation.variants", "hakusho.pipeline.building", "hakusho.tools.pdfium"}
    | {"hakusho.checks.others_numbers", "pikepdf", "hakusho.figures.specs.number_specs"},
}


def loaded(arguments, root):
    """The modules that a command has loaded when it ends."""
    where = ("--project", str(root)) if arguments[0] in {"build", "check"} else ()
    command = (sys.executable, "-c", RUN, *arguments, *where)
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_command_looks_for_no_garbage_when_it_ends():
    left = RUN.replace("sorted(sys.modules)", "[gc.get_freeze_count(), len(gc.get_objects())]")
    command = (sys.executable, "-c", f"import gc\n{left}", "--version")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    frozen, others = json.loads(done.stdout.splitlines()[-1])
    assert frozen > 100 * others


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A paper that has been built."""
    root = tmp_path_factory.mktemp("paper")
    for file in MINIMAL.rglob("*"):
        if file.is_file() and "build" not in file.relative_to(MINIMAL).parts:
            (root / file.relative_to(MINIMAL)).parent.mkdir(parents=True, exist_ok=True)
            (root / file.relative_to(MINIMAL)).write_bytes(file.read_bytes())
    command = (sys.executable, "-m", "hakusho", "build", "html", "--project", str(root))
    subprocess.run(command, capture_output=True, check=True)
    return root


@pytest.mark.parametrize("arguments", WITHOUT, ids=" ".join)
def test_a_command_does_without(arguments, paper):
    assert loaded(arguments, paper) & WITHOUT[arguments] == set()
