"""``hakusho check --fix`` and ``--diff``: show what is mended, and mend it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hakusho.cli.output import EXIT_FINDINGS, echo, print_report
from hakusho.findings.sentences import say
from hakusho.pipeline.fixing import fix_paper
from hakusho.pipeline.result import Result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hakusho.findings import Finding


_COUNTED = {"value": "{count:value|values}", "place": "{count:place|places}"}


def mend_and_show(root: Path, findings: Sequence[Finding], *, write: bool, aside: bool) -> bool:
    """Mend what needs no judgement, if ``write`` says so, print the diff, say if anything changes.

    ``aside`` prints to standard error, because a machine reads the rest.
    """
    fixes, problems = fix_paper(root, findings, write=write)
    for fixed in fixes:
        echo(fixed.diff, nl=False, err=aside)
        rules = sorted({rule for item in fixed.replacements for rule in item.rules})
        what = say(_COUNTED[fixed.of], len(fixed.replacements))
        done = (what, fixed.path, ", ".join(rules))
        if write:
            echo(say("mended {what} in {path} ({rules})", *done), err=True)
        else:
            echo(say("would mend {what} in {path} ({rules})", *done), err=True)
    if not fixes and not problems:
        echo(say("nothing to mend"), err=True)
    if problems:
        print_report(root, Result(problems))
        sys.exit(EXIT_FINDINGS)
    return bool(fixes)
