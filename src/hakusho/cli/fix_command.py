"""``hakusho check --fix`` and ``--diff``: show what is mended, and mend it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hakusho.cli.output import EXIT_FINDINGS, echo, print_report
from hakusho.pipeline.fixing import fix_paper
from hakusho.pipeline.result import Result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hakusho.findings import Finding


def mend_and_show(root: Path, findings: Sequence[Finding], *, write: bool, aside: bool) -> bool:
    """Mend what needs no judgement, if ``write`` says so, print the diff, say if anything changes.

    ``aside`` prints to standard error, because a machine reads the rest.
    """
    fixes, problems = fix_paper(root, findings, write=write)
    for fixed in fixes:
        echo(fixed.diff, nl=False, err=aside)
        count = len(fixed.replacements)
        rules = sorted({rule for item in fixed.replacements for rule in item.rules})
        what = fixed.of if count == 1 else f"{fixed.of}s"
        said = f"{'mended' if write else 'would mend'} {count} {what}"
        echo(f"{said} in {fixed.path} ({', '.join(rules)})", err=True)
    if not fixes and not problems:
        echo("nothing to mend", err=True)
    if problems:
        print_report(root, Result(problems))
        sys.exit(EXIT_FINDINGS)
    return bool(fixes)
