"""What checks found is not looked for again in the same sources, by whichever command it was.

It is kept in ``build/cache``, under a seal, with the state of everything that was read when it was
found: the paper's files, what else was asked for, the engine and its tools. If one of these is
another now, everything is checked anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hakusho.findings import Finding, packed_finding, unpacked_finding
from hakusho.findings.policy import EVERYTHING, Selection
from hakusho.paper.folders import CACHE
from hakusho.pipeline.state import is_as_it_was
from hakusho.tools import boundary, sealed
from hakusho.tools.keeping import is_lasting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from hakusho.examining.examined import Examined
    from hakusho.examining.other_tools import Told


def examine_once(
    root: Path,
    sources: Mapping[str, str],
    progress: Callable[[str], None],
    selection: Selection = EVERYTHING,
    *,
    programs: bool = True,
    briefs: bool = True,
    told: Sequence[Told] | None = None,
    anew: bool = False,
) -> tuple[Examined | None, tuple[Finding, ...]]:
    """Examine a paper as :func:`hakusho.examining.examine.examine` does, and check it but once.

    ``sources`` are hashes of all its files and of the engine; what else is asked for is noted
    (:func:`hakusho.tools.boundary.noted`). Where ``anew`` says so, what was found before is
    not looked at. Who holds a paper open keeps more than this does.
    """
    from hakusho.examining.examine import examine  # noqa: PLC0415  heavy; not needed without change

    file = root / CACHE / _name(programs=programs, briefs=briefs)
    is_kept = not (is_lasting() or boundary.has_unsaved())
    known = _known(root, file, sources) if is_kept and not anew else None
    examined, findings = examine(
        root, progress, selection, programs=programs, briefs=briefs, told=told, known=known
    )
    if is_kept and known is None and examined is not None:
        _keep(file, examined, sources)
    return examined, findings


def _name(*, programs: bool, briefs: bool) -> str:
    scope = ("" if briefs else "-report") + ("" if programs else "-no-programs")
    return f"last-findings{scope}.json"


def _known(root: Path, file: Path, sources: Mapping[str, str]) -> tuple[Finding, ...] | None:
    """What was found before, if everything is as it was; what it rests on is noted then."""
    data = sealed.load(file)
    if data is None:
        return None
    try:
        kept = json.loads(data)
        before = {name: str(state) for name, state in kept["rests_on"].items()}
        found = tuple(unpacked_finding(each) for each in kept["findings"])
    except (ValueError, KeyError, TypeError, AttributeError):  # an earlier version kept another
        return None
    if not is_as_it_was(root, before, sources):
        return None
    boundary.note_others({name: each for name, each in before.items() if name not in sources})
    return found


def _keep(file: Path, examined: Examined, sources: Mapping[str, str]) -> None:
    """Keep what was found, unless it rests on what nobody saw, or on what changed meanwhile."""
    reads = {name: state for each in examined.drawings for name, state in each.reads}
    rests_on = {**reads, **boundary.noted_so_far()}
    changed = any(sources.get(name, state) != state for name, state in rests_on.items())
    if changed or any(each.unseen for each in examined.drawings):
        return
    found = [packed_finding(each) for each in examined.found.checked]
    kept = {"rests_on": {**rests_on, **sources}, "findings": found}
    sealed.keep_if_possible(file, json.dumps(kept).encode("ascii"))
