"""Papers made into editions, held against their documents; faults can be put into these files."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hakusho.editions import pdf
from hakusho.editions.edition import Job
from hakusho.editions.read_docx import read_docx
from hakusho.editions.read_epub import read_epub
from hakusho.editions.read_pages import read_html
from hakusho.editions.read_pdf import read_pdf
from hakusho.examining.examine import examine
from hakusho.findings.finding import is_fatal
from hakusho.making.brief_orders import brief_order
from hakusho.making.document import make_editions, report_order
from hakusho.making.reading_back import held_against
from hakusho.manuscript.page_map import read_page_map

if TYPE_CHECKING:
    from pathlib import Path

READERS = {"pdf": read_pdf, "docx": read_docx, "epub": read_epub, "html": read_html}


@dataclass(frozen=True)
class Document:
    """The report of a paper, or a brief, with all its editions."""

    order: Any
    made: Any

    def findings(self, **witnesses):
        """What reading back says; ``witnesses`` are put in the place of what an edition says."""
        pages = read_page_map(self.made.files["pdf"].parent) if "pdf" in self.made.files else None
        read = {**self.made.read, **witnesses}
        found = held_against(self.made.blocks, read, self.order, pages.by_id if pages else {})
        return [(each.rule.id, each.message, str(each.location)) for each in found]

    def with_fault(self, edition, pattern, new, part=""):
        """The same with a fault put into a copy of an edition, or a part of it, by a pattern."""
        file = self.made.files[edition]
        if edition == "pdf":
            return self.findings(pdf=read_pdf(self._typeset_with_fault(pattern, new)))
        broken = file.with_name(f"broken.{edition}")
        if part:
            with zipfile.ZipFile(file) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
            (name,) = (name for name in parts if re.fullmatch(part, name))
            parts[name] = _changed(parts[name].decode(), pattern, new).encode()
            with zipfile.ZipFile(broken, "w") as archive:
                for each, data in parts.items():
                    archive.writestr(each, data)
        else:
            text = file.read_text(encoding="utf-8")
            broken.write_text(_changed(text, pattern, new), encoding="utf-8")
        return self.findings(**{edition: READERS[edition](broken)})

    def _typeset_with_fault(self, pattern, new):
        """A PDF cannot be changed; what is typeset can."""
        folder = self.made.files["pdf"].parent
        room = folder.with_name(f"{folder.name}-broken")
        shutil.copytree(folder, room, dirs_exist_ok=True)
        body = room / pdf.BODY
        body.write_text(_changed(body.read_text(encoding="utf-8"), pattern, new), encoding="utf-8")
        job = Job(room, self.order.paper.root, self.order.metadata, 0, 60, room / "cache")
        return pdf.finish(job)

    def without(self, words):
        """The same where all editions lack some words of the text."""
        read = self.made.read.items()
        return self.findings(
            **{name: replace(said, flow=re.sub(words, "", said.flow)) for name, said in read}
        )


def _changed(text, pattern, new):
    made, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
    assert count == 1, pattern
    return made


def documents_of(root: Path, folder: Path):
    """All documents of a paper by their names, the report's being empty."""
    examined, findings = examine(root, lambda _step: None)
    assert examined is not None, findings
    assert not any(map(is_fatal, findings)), findings
    orders = [report_order(examined, examined.paper.settings.editions)]
    orders += [brief_order(examined, brief, {}) for brief in examined.briefs]
    out = {}
    for order in orders:
        room = folder / (order.name or "report")
        room.mkdir(parents=True)
        made = make_editions(room, order, lambda _step: None)
        assert not made.problems, made.problems
        out[order.name] = Document(order, made)
    return out
