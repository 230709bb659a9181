"""Every .bib file of two Debian packages is read, or told what is wrong with it; none breaks us."""

import subprocess
import sys
import traceback
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from hakusho.checks.bibliography import MENDERS, Audit, check_bibliography
from hakusho.checks.citations import CitedText, check_citations
from hakusho.citations.bib_source import NO_ENTRIES, blocks
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.choices import Choices
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.entries import CitationUse
from hakusho.citations.mending import mend
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.findings import Location
from hakusho.manuscript.model import Draft
from hakusho.paper.reading import decode
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import StyleSource
from hakusho.source.positions import Positions
from validators.debian import bib_files

STYLES = Path(__file__).parents[2] / "templates" / "citations"

pytestmark = pytest.mark.corpora


@pytest.fixture(scope="module")
def corpus(request, tmp_path_factory):
    kept = getattr(request.config, "cache", None)
    return bib_files(kept.mkdir("debian-bib") if kept else tmp_path_factory.mktemp("debian-bib"))


def examine(name, text):
    """All that a build does with a file: its works and its findings."""
    file = SourceFile(name, text)
    bibliography, findings = load_bibliography([file])
    works = works_of(bibliography.entries.values())
    items = to_csl_json(works, Choices())
    assert len(items) == len(works)
    lines = text.split("\n")
    for work in works:
        here = work.entry.location
        assert lines[here.line - 1][here.column - 1] == "@"
    uses = [CitationUse(work.key, Location("a.md", 1)) for work in works[::2]]
    cited = frozenset(use.key for use in uses)
    audit = Audit(works, cited, date(2026, 4, 1), style=shipped_style())
    by_key = {work.key: work for work in works}
    none = Draft((), {}, Positions())
    cited_text = CitedText(Path(), none, tuple(uses), (), (), bibliography, by_key, shipped_style())
    found = [*findings, *check_bibliography(audit), *check_citations(cited_text)]
    mend(file, works, MENDERS, lambda _rule, _first, _last: True)
    return works, found


@cache
def shipped_style():
    csl = STYLES / "policy-note-ja.csl"
    files = (csl, csl.with_suffix(".yaml"))
    sources = (SourceFile(f.name, f.read_text(encoding="utf-8")) for f in files)
    style, findings = load_style(StyleSource(*sources))
    assert not findings
    return style


def converted(path, finding):
    """The file as the command in the finding's hint makes it."""
    command = finding.hint.removeprefix("Convert it: ").split(" > ")[0]
    _, *arguments, _ = command.split()
    done = subprocess.run(["iconv", *arguments, path], capture_output=True, check=True)
    return done.stdout


def test_each_file_gives_entries_or_findings(corpus, capsys):
    entries = findings = 0
    broken, empty = [], []
    for name, path in corpus.items():
        text, unread = decode(name, path.read_bytes())
        if text is None:
            findings += len(unread)
            assert "iconv -f" in unread[0].hint, name
            text, still = decode(name, converted(path, unread[0]))
            assert not still, name
        try:
            works, found = examine(name, text)
        except Exception:  # noqa: BLE001  each file is told, not only the first
            broken.append(f"{name}\n{traceback.format_exc()}")
            continue
        entries += len(works)
        findings += len(found)
        if not works and not found:
            empty += [name for block in blocks(text) if block.kind not in NO_ENTRIES]
    with capsys.disabled():
        sys.stderr.write(f"{len(corpus)} .bib files: {entries} entries, {findings} findings ")
    assert not broken, "\n".join(broken)
    assert not empty
    assert entries > 10_000
