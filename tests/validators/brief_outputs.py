"""What a finished brief says, read from its PDF and HTML, and what its citations should say."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pikepdf
from lxml import html

from hakusho.citations.cite_positions import positions_of
from hakusho.examining.examine import examine
from validators import pdf_content

_LATER = re.compile(r"\(n\. ?(\d+)\)|（注(\d+)）")
_AGAIN = re.compile(r"(?i)ibid|同上")


def squeezed(text):
    return re.sub(r"[\s\u2060\u200b]+", "", text)


@dataclass(frozen=True)
class Page:
    """An HTML page."""

    tree: object

    @property
    def notes(self):
        items = self.tree.xpath("//section[@role='doc-endnotes']//li")
        return [squeezed(item.text_content()) for item in items]

    @property
    def headings(self):
        found = self.tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
        for link in self.tree.xpath("//a[@class='anchor']"):
            link.drop_tree()
        return [(int(each.tag[1]), each.text_content().strip()) for each in found]

    @property
    def captions(self):
        found = self.tree.xpath("//figcaption | //table/caption")
        return [squeezed(each.text_content()) for each in found]

    @property
    def ids(self):
        return self.tree.xpath("//@id")

    @property
    def inner_links(self):
        return [href[1:] for href in self.tree.xpath("//a/@href") if href.startswith("#")]

    @property
    def text(self):
        return " ".join(self.tree.xpath("//main")[0].text_content().split())


def page(root, name):
    return Page(html.parse(str(root / f"build/briefs/{name}.html")))


def pdf_tree(root, name):
    with pikepdf.open(root / f"build/briefs/{name}.pdf") as file:
        return pdf_content.structure(file)


def pdf_notes(root, name):
    return [squeezed(note.text) for note in pdf_tree(root, name).all("Note")]


def citations_of(root):
    """For each brief its citations with their placements, computed from the brief alone."""
    examined, _ = examine(root, lambda _step: None)
    found = {}
    for brief in examined.briefs:
        uses = [use for use in brief.manuscript.index.citations if use.place != "caption"]
        found[brief.source.name] = list(zip(uses, positions_of(uses), strict=True))
    return found


def assert_notes_are_worded(notes, placed, titles):
    """Each note says 同上 or ibid., 前掲（注n）, and full titles as often as its citations ask."""
    for number, note in enumerate(notes, 1):
        own = [(use, placement) for use, placement in placed if use.note == number]
        assert note.startswith(str(number))
        again = sum(placement.position.startswith("ibid") for _, placement in own)
        assert len(_AGAIN.findall(note)) == again, note
        later = [each.first_note for _, each in own if each.position == "subsequent"]
        assert [int(a or b) for a, b in _LATER.findall(note)] == later, note
        for use, placement in own:
            if placement.position == "first":
                assert squeezed(titles[use.key]) in note
