r"""Citations that Word made by itself, and its list of sources, which pandoc does not read.

Word keeps sources in ``customXml/item*.xml`` and each citation in a field, ``CITATION Tag \p 46``
(ECMA-376 Part 1, 22.6 Bibliography, and 17.16.5.11 CITATION).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.starting.word_package import TEXTS, parsed, written
from hakusho.values.dates import PartialDate, month_number
from hakusho.values.likely_dates import likely_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_FIELD = re.compile(r"CITATION\s+(?P<tag>\S+)(?P<switches>.*)")
_MORE = re.compile(r"\\m\s+(?P<tag>\S+)")
_PAGE = re.compile(r'\\p\s+"?(?P<page>[^"\\]+)')
_TYPES = {
    "Book": "book",
    "BookSection": "incollection",
    "JournalArticle": "article",
    "ArticleInAPeriodical": "article",
    "ConferenceProceedings": "inproceedings",
    "Report": "report",
    "InternetSite": "online",
    "DocumentFromInternetSite": "online",
}
_FIELDS = {
    "Title": "title",
    "JournalName": "journaltitle",
    "PeriodicalTitle": "journaltitle",
    "BookTitle": "booktitle",
    "ConferenceName": "booktitle",
    "Publisher": "publisher",
    "Institution": "institution",
    "City": "location",
    "Volume": "volume",
    "Issue": "number",
    "Pages": "pages",
    "Edition": "edition",
    "URL": "url",
    "DOI": "doi",
}
OPEN, CLOSE = "\u2997", "\u2998"
"""Around a citation in the text that pandoc then reads; no document has them."""
CITED = re.compile(rf"{OPEN}(?P<citation>[^{CLOSE}]*){CLOSE}")


def with_marks(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], str]:
    """Put a mark in the place of each citation of Word's own.

    Returns:
        The parts of the document, and its sources as BibTeX; as they were where it has none.
    """
    sources = "\n".join(
        entry
        for name, part in parts.items()
        if re.fullmatch(r"customXml/item\d+\.xml", name) and _B[1:-1].encode() in part
        for entry in _entries(part)
    )
    marked = TEXTS & parts.keys() if sources else ()
    return {**parts, **{name: _marked(parts[name]) for name in marked}}, sources


def remarks_in(held: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """What reviewers have left in a Word document, and no text is: comments, tracked changes.

    Returns:
        ``comment`` with its author and words, ``change`` with what was put in or taken out.
    """
    names = {"word/comments.xml", "word/document.xml"} & held.keys()
    try:
        parts = {name: parsed(held[name]) for name in names}
    except etree.XMLSyntaxError:
        return ()
    found = []
    for each in parts["word/comments.xml"].iter(f"{_W}comment") if len(parts) > 1 else ():
        words = "".join(text.text or "" for text in each.iter(f"{_W}t"))
        found.append(("comment", ": ".join(filter(None, (each.get(f"{_W}author"), words)))))
    for name, sign, tag in (("ins", "+", "t"), ("del", "-", "delText")):
        for each in parts["word/document.xml"].iter(f"{_W}{name}") if parts else ():
            words = "".join(text.text or "" for text in each.iter(f"{_W}{tag}"))
            found += [("change", f"{sign} {words}")] if words.strip() else []
    return tuple(found)


def _marked(part: bytes) -> bytes:
    root = parsed(part)
    for instruction in [*root.iter(f"{_W}instrText")]:
        match = _FIELD.search(instruction.text or "")
        holder = next((each for each in instruction.iterancestors(f"{_W}sdt")), None)
        content = holder.find(f"{_W}sdtContent") if holder is not None else None
        if match and content is not None:
            for run in [*content]:
                content.remove(run)
            run = etree.SubElement(content, f"{_W}r")
            etree.SubElement(run, f"{_W}t").text = f"{OPEN}{_citation(match)}{CLOSE}"
    return written(root)


def _citation(match: re.Match[str]) -> str:
    page = _PAGE.search(match["switches"])
    place = f", p. {page['page'].strip()}" if page else ""
    more = "".join(f"; @{each['tag']}" for each in _MORE.finditer(match["switches"]))
    return f"[@{match['tag']}{place}{more}]"


def _entries(part: bytes) -> Iterator[str]:
    for source in parsed(part).iter(f"{_B}Source"):
        given = {
            each.tag.removeprefix(_B): (each.text or "").strip() for each in source if each.text
        }
        kind = _TYPES.get(given.get("SourceType", ""), "misc")
        fields = {_FIELDS[key]: value for key, value in given.items() if key in _FIELDS and value}
        fields |= {"author": author} if (author := _authors(source)) else {}
        date = _date_of(given)
        fields |= {"date": date} if date else {}
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        yield f"@{kind}{{{given.get('Tag', 'source')},\n{lines}}}\n"


def _date_of(given: Mapping[str, str]) -> str:
    """The date of a source as far as it is one: its month may be a word, its day stand alone."""
    year, month, day = (given.get(key, "").strip() for key in ("Year", "Month", "Day"))
    if not year.isdecimal():
        said = likely_date(year)
        return str(said) if said else ""
    number = int(month) if month.isdecimal() else month_number(month)
    try:
        known = PartialDate(int(year), number, int(day) if number and day.isdecimal() else 0)
    except ValueError:
        return year
    return str(known)


def _authors(source: etree._Element) -> str:
    corporate = source.find(f"{_B}Author/{_B}Author/{_B}Corporate")
    if corporate is not None and corporate.text:
        return f"{{{corporate.text.strip()}}}"
    people = source.iterfind(f"{_B}Author/{_B}Author/{_B}NameList/{_B}Person")
    names = (
        ", ".join(
            text
            for key in ("Last", "First")
            if (text := (person.findtext(f"{_B}{key}") or "").strip())
        )
        for person in people
    )
    return " and ".join(filter(None, names))
