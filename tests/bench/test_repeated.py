"""A paper that is repeated is a paper: it can be checked, and is as many times as long."""

from __future__ import annotations

from bench.repeated import ROOT, repeated
from hakusho.findings import is_fatal
from hakusho.pipeline.checking import check_paper


def test_two_copies_of_the_reference_paper_have_no_errors(tmp_path):
    root = repeated(ROOT, 2, tmp_path)
    chapters = sorted(file.name for file in (root / "report" / "chapters").iterdir())
    assert len(chapters) == 2 * len(list((ROOT / "report" / "chapters").iterdir()))
    result = check_paper(root, progress=lambda _step: None, programs=False)
    assert [finding for finding in result.findings if is_fatal(finding)] == []
