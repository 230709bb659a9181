"""Datasets that a program makes: ``figures/data/NAME.py`` with ``rows(context)``.

A script is a figure's module in all but what it returns: it runs in the same processes, is watched
in the same way, and what it returned is kept until something that it rests on has changed. From
here on its rows are a data file's text like any other.
"""

from __future__ import annotations

import ast
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from hakusho.data.data_files import (
    FOLDER,
    SCRIPT,
    SIDECAR,
    about_file,
    dataset_name,
    fetched_for,
    is_data_file,
    read_texts,
)
from hakusho.data.datasets import second_file
from hakusho.data.fetched import ANSWER, FETCHED
from hakusho.data.grids import Sheet
from hakusho.data.sidecar import address_of
from hakusho.data.workbooks import Workbook
from hakusho.figures.company import asked, place_of
from hakusho.figures.ingredients import can_change, declared, of_script, path_outside
from hakusho.figures.registry import NOT_PYTHON, inspect_program, tree_of
from hakusho.figures.script_rows import Rows, RowsJob, rows_from
from hakusho.findings import Finding, Location, rule, say
from hakusho.paper.folders import ROWS
from hakusho.paper.reading import folder_names, read_text
from hakusho.tools import boundary, sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from hakusho.figures.figure import Allowance
    from hakusho.figures.registry import FigureModule

SHEET = "rows()"
"""What stands in a place for a sheet of rows that a script has returned."""
OF_SCRIPTS = frozenset({"DAT020", "DAT021", "DAT023", "DAT024"})
"""Rules that say why a script has no rows."""
_FORMAT = 1
_Problems = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Script:
    """A script to be asked for rows, and what it rests on, by name."""

    module: FigureModule
    ingredients: Mapping[str, str]
    answer: Path | None  # the file with what its source answered


def read_data(
    root: Path,
    allowance: Allowance | None,
    progress: Callable[[str], None] | None = None,
    *,
    only: str | None = None,
) -> tuple[dict[str, str], _Problems]:
    """Read the files of ``figures/data``; of a script, run it unless its rows are current.

    Args:
        root: The paper's folder.
        allowance: What a script may take; ``None`` means that no program of the paper runs.
        progress: Told a line for each script that is run.
        only: The one dataset whose script may be run; of all others without it.

    Returns:
        The texts by path, as :func:`read_texts` has them; and what is wrong: besides what that
        finds DAT017 a script whose name is a dataset already, DAT020 a script that cannot be run,
        DAT021 what it returns is no table, DAT022 it prints or reads what nobody else has, DAT023
        it may not be run, DAT024 what its source answered is not there.
    """
    texts, findings = read_texts(root)
    stale: dict[str, _Script] = {}
    made: dict[str, Rows] = {}
    for file in folder_names(root, FOLDER)[0]:
        if not is_data_file(file) or not file.endswith(SCRIPT):
            continue
        script, problems = _script(root, file, texts)
        findings += problems
        if script is None:
            continue
        path, rows = script.module.path, _load(root, script)
        if rows is not None:
            made[path] = rows
        elif allowance is None or only not in {None, dataset_name(file)}:
            findings += about_file(file, (_not_run(path),))
        else:
            stale[path] = script
    if allowance and stale:
        run, problems = _run(root, stale, allowance, progress)
        made, findings = made | run, (*findings, *problems)
    for path, rows in made.items():
        boundary.note_others(dict(rows.reads))
        findings += tuple(_remarks(path, rows))
        texts[path] = _text(rows)
    return texts, findings


def dataset_names(root: Path) -> tuple[str, ...]:
    """The names of all datasets, those of scripts too, whether they have been run or not.

    No file but a program is read, so that a shell is answered at once.
    """
    files = [each for each in folder_names(root, FOLDER)[0] if is_data_file(each)]
    names = {
        dataset_name(file)
        for file in files
        if not file.endswith((SIDECAR, SCRIPT))
        or (
            file.endswith(SCRIPT)
            and _returns_rows(file, read_text(root, f"{FOLDER}/{file}")[0] or "")
        )
    }
    return tuple(sorted(names))


def source_of(path: str, text: str) -> str:
    """The address that a script says, ``SOURCE = "https://…"``; empty if it says none."""
    with suppress(*NOT_PYTHON):
        for node in tree_of(path, text).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                names = {target.id for target in node.targets if isinstance(target, ast.Name)}
                if "SOURCE" in names and isinstance(node.value.value, str):
                    return node.value.value
    return ""


def _script(root: Path, file: str, texts: Mapping[str, str]) -> tuple[_Script | None, _Problems]:
    """A script that may be asked for rows; or nothing, and perhaps why."""
    path, name = f"{FOLDER}/{file}", dataset_name(file)
    text, problems = read_text(root, path)
    if text is None:
        return None, about_file(file, problems)
    if not _returns_rows(path, text):
        return None, ()
    others = [each for each in texts if is_data_file(each) and not each.endswith(SIDECAR)]
    first = next((o for o in others if dataset_name(o.removeprefix(f"{FOLDER}/")) == name), None)
    if first is not None:
        return None, (second_file(file, first),)
    module, problems = inspect_program(root, name, path, text)
    if module is None or module.selections:
        problems = problems or (_sees_no_data(path),)
        of_scripts = (replace(each, rule=rule("DAT020")) for each in problems)
        return None, about_file(file, of_scripts)
    beside = f"{FOLDER}/{name}{SIDECAR}"
    address = source_of(path, text) or address_of(beside, texts.get(beside))
    answer = f"{FOLDER}/{name}{FETCHED}/{ANSWER}"
    missing = _not_fetched(root, path, address, answer, texts) if address else None
    if missing is not None:
        return None, about_file(file, (missing,))
    named = declared(root, module) | ({answer: boundary.state(root, answer)} if address else {})
    boundary.note_others(named)
    from_address = place_of(root) / answer if address else None
    return _Script(module, of_script(module) | named, from_address), ()


def _returns_rows(path: str, text: str) -> bool:
    """Whether a file of Python is a dataset's; what is none is for its author to know."""
    try:
        tree = tree_of(path, text)
    except NOT_PYTHON:
        return "def rows" in text  # what is wrong with it is said where it is inspected
    return any(isinstance(node, ast.FunctionDef) and node.name == "rows" for node in tree.body)


def _sees_no_data(path: str) -> Finding:
    message = "a script sees no other dataset"
    hint = 'Open the file that it needs, from the paper\'s folder: open("figures/data/n.csv").'
    return Finding.of("DAT020", Location(path), message, hint)


def _not_fetched(
    root: Path, path: str, address: str, answer: str, texts: Mapping[str, str]
) -> Finding | None:
    """DAT024 unless what was fetched is there, and is what this address answered."""
    name = dataset_name(path.rpartition("/")[2])
    fetched, hint = fetched_for(texts, name), "`hakusho refresh {name}` fetches it."
    if fetched is None or not boundary.is_file(root, answer):
        message = "what {address} answers has not been fetched"
        return Finding.of("DAT024", Location(path), message, hint, address, name)
    if fetched.address != address:
        message = "what was fetched is what {before} answered, and not {address}"
        values = (fetched.address, address, name)
        return Finding.of("DAT024", Location(path), message, hint, *values)
    if boundary.state(root, answer) != fetched.sha256:
        message = "{answer} is not what {address} answered on {date}: it was changed since"
        changed = (answer, address, fetched.date, name)
        return Finding.of("DAT024", Location(path), message, hint, *changed)
    return None


def _not_run(path: str) -> Finding:
    message = "this script was not run: none of its rows that are kept are current"
    hint = "`hakusho check` runs it, without --no-figures: that runs the paper's own Python."
    return Finding.of("DAT023", Location(path), message, hint)


def _run(
    root: Path,
    stale: Mapping[str, _Script],
    allowance: Allowance,
    progress: Callable[[str], None] | None,
) -> tuple[dict[str, Rows], _Problems]:
    """Run scripts; keep what they return."""
    place = place_of(root)
    jobs = [
        RowsJob(each.module.name, path, place, each.module.libraries, each.answer, allowance)
        for path, each in stale.items()
    ]
    made: dict[str, Rows] = {}
    findings: list[Finding] = []
    for job, outcome in asked(place, jobs):
        script = stale[job.path]
        if isinstance(outcome, Rows) and outcome.readers and not script.module.names_files:
            outcome = (_unseen(job.path, outcome),)  # noqa: PLW2901
        if isinstance(outcome, Rows):
            reads = tuple(each for each in outcome.reads if can_change(root, *each))
            made[job.path] = replace(outcome, reads=reads)
            _keep(root, script, made[job.path])
        elif isinstance(outcome, tuple):
            findings += about_file(job.path, outcome)
        if progress:
            progress(say("{path}: run", job.path))
    return made, tuple(findings)


def _unseen(path: str, rows: Rows) -> Finding:
    message = "what this script reads by {names} cannot be seen, nor when it changes"
    hint = (
        'Name its files in the script, from the paper\'s folder: FILES = ("raw/n.db",); or '
        "FILES = () if it reads none so."
    )
    return Finding.of("DAT020", Location(path), message, hint, ", ".join(rows.readers))


def _remarks(path: str, rows: Rows) -> Iterator[Finding]:
    """DAT022 for what a script does besides returning rows."""
    if rows.printed:
        message = "this script prints: {line}"
        hint = "The dataset is what rows() returns, and no more: take the print away."
        yield Finding.of("DAT022", Location(path), message, hint, rows.printed)
    for outside in dict.fromkeys(filter(None, map(path_outside, rows.reads))):
        message = "this script reads {path}, which lies outside the paper's folder"
        hint = "Copy it into the folder: whoever gets the paper cannot run the script without it."
        yield Finding.of("DAT022", Location(path), message, hint, outside)


def _text(rows: Rows) -> str:
    """Rows as the text of a workbook: the names of the columns, and what is not empty."""
    lines = (rows.columns, *rows.cells)
    numbered = tuple(
        (number, {at: cell for at, cell in enumerate(cells, start=1) if cell})
        for number, cells in enumerate(lines, start=1)
    )
    return Workbook((Sheet(SHEET, numbered),)).text()


def _file(root: Path, script: _Script) -> Path:
    return root / ROWS / f"{script.module.name}.json"


def _load(root: Path, script: _Script) -> Rows | None:
    """The rows that are kept of a script, if all that they rest on is as it was."""
    kept = sealed.load(_file(root, script))
    try:
        found: dict[str, Any] = {} if kept is None else json.loads(kept)
        if found.get("format") != _FORMAT or found["ingredients"] != script.ingredients:
            return None
        rows = rows_from(**found["rows"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    besides = (each for each in rows.reads if each[0] not in script.ingredients)
    changed = any(boundary.state(root, name) != was for name, was in besides)
    return None if changed else rows


def _keep(root: Path, script: _Script, rows: Rows) -> None:
    """Keep rows; a paper that is read-only keeps none, and its scripts run each time."""
    file = _file(root, script)
    content = {"format": _FORMAT, "ingredients": script.ingredients, "rows": asdict(rows)}
    if boundary.stays_in_build(file):
        sealed.keep_if_possible(file, json.dumps(content, ensure_ascii=False).encode())
