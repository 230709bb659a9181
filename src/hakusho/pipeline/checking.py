"""``hakusho check``: examine a paper, and hold its texts against their budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures.company import in_company
from hakusho.findings import in_order, is_fatal
from hakusho.findings.policy import EVERYTHING, Selection
from hakusho.pipeline.found_before import examine_once
from hakusho.pipeline.result import Result, outside_of_build
from hakusho.pipeline.state import sources_of
from hakusho.tools.boundary import noted
from hakusho.tools.interruption import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hakusho.examining.other_tools import Told


def check_paper(
    root: Path,
    *,
    progress: Callable[[str], None],
    selection: Selection = EVERYTHING,
    programs: bool = True,
    told: Sequence[Told] | None = None,
) -> Result:
    """Read and check a paper by the rules that are asked for, without writing any edition.

    A budget of characters, words or figures is measured, too, if there is no error; one of pages
    needs the PDF. Where ``programs`` says so, none of the paper's Python runs. ``told`` is what
    other tools said of its texts.
    """
    led_out = outside_of_build(root)
    if led_out:
        return Result(led_out)
    sources = sources_of(root)
    with noted(), in_company():
        examined, findings = examine_once(
            root, sources, progress, selection, programs=programs, told=told
        )
    if examined is None:
        return Result(findings, readable=False)
    if any(map(is_fatal, findings)):
        return Result(findings)
    from hakusho.making.weighing import try_own_templates, weigh  # noqa: PLC0415  when pandoc has parsed

    with scratch_folder() as folder:
        unusable = try_own_templates(_room(folder, "trial"), examined)
        weighed = weigh(_room(folder, "weighed"), examined, progress)
    found = in_order((*findings, *unusable, *weighed.findings))
    return Result(found, measures=weighed.measures)


def _room(folder: Path, name: str) -> Path:
    room = folder / name
    room.mkdir()
    return room
