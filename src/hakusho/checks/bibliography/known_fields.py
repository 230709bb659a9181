"""CIT021: fields that nothing will print: misspelt names, and values in another type's field.

BibTeX passes over every field that a style does not ask for, so files hold private ones by
right. Only a name that is close to a field that is printed is taken for a mistake.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import JOURNAL_FIELDS, Value
from hakusho.findings import NOTHING, Text, say, slips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding


_PRINTED = """
    abstract address addendum author bookauthor booksubtitle booktitle booktitleaddon chapter
    crossref date day doi edition editor editortype entrysubtype eprint eprintclass eprinttype
    eventdate eventtitle foreword holder howpublished institution introduction isbn issn issue
    issuetitle journal journalsubtitle journaltitle keywords langid language location
    maintitle mainsubtitle month nameaddon note number organization origdate origlanguage
    origlocation origpublisher origtitle pages pagetotal part publisher pubstate school series
    shortauthor shorttitle shortjournal subtitle title titleaddon translator type url urldate
    venue version volume volumes xdata year yomi origauthor
    """

PRINTED = frozenset(_PRINTED.split())
"""Fields that carry what a citation is made of: a name close to one of these is a misspelling."""

_HARMLESS = {
    "BibLaTeX (manual §2.2)": """
        afterword annotation annotator authortype bookpagination commentator editora editorb
        editorc editoratype editorbtype editorctype eid endday endmonth endyear entryset
        eventday eventendday eventendmonth eventendyear eventmonth eventtitleaddon eventyear
        execute file gender ids indexsorttitle indextitle isan ismn isrn issuesubtitle iswc label
        langidopts library maintitleaddon nameatype namebtype namectype options origday
        origendday origendmonth origendyear origmonth origyear pagination presort related
        relatedoptions relatedstring relatedtype reprinttitle shorteditor shorthand
        shorthandintro shortseries sortkey sortname sortshorthand sorttitle sortyear urlday
        urlendday urlendmonth urlendyear urlmonth urlyear xref issuetitleaddon journaltitleaddon
        hyphenation
        """,
    "BibTeX, natbib and their styles": """
        annote key archiveprefix primaryclass collaboration lastchecked numpages eissn adsurl
        adsnote acknowledgement bibsource bibdate coden fjournal lccn mrclass mrnumber mrreviewer
        zbl zblnumber zmnumber slaccitation reportnumber articleno paper translation
        organisation numpages issue_date city state country
        """,
    "Zotero, Better BibTeX, Juris-M": """
        accessed annotation-type archive archivelocation archive_location callnumber call-number
        copyright extra rights shortjournal citation-key place_of_publication lccn
        original-date tags attachments
        """,
    "JabRef": """
        owner timestamp creationdate modificationdate groups comment comments review readstatus
        ranking priority relevance printed qualityassured search citationkey pdf ps uri pmid
        affiliation area_of_study assignee dayfiled monthfiled yearfiled folder hal_id hal_version
        introducedin license nationality reportno repository revision swhid biburl database
        """,
    "Mendeley, BibDesk, Citavi, EndNote, Papers, Google": """
        read rating local-url keyword city web_url mendeley-tags mendeley-groups date-added
        date-modified rss-description issn-l crossref-key endnotereftype refid citeulike-article-id
        posted-at citeulike-linkout-0 uuid local_url notes source name format category
        """,
    "CiNii, J-STAGE, NDL, Japanese styles": """
        ncid naid crid jalcdoi ndlbibid ndljp jpno jlang kana ayear yomi authoryomi titleyomi
        title_yomi author_yomi journalyomi transcription seriestitle furigana reading
        lang booktitleyomi publisheryomi isbn13 genre etitle ejournal eauthor jtitle jauthor
        earticle subject
        """,
    "what else stands in files": """
        price size contents toc tableofcontents summary description remark remarks email
        isbn-13 isbn-10 ean asin urn handle jstor pmcid oclc wos scopus arxiv arxivid grant
        editors-note author-id orcid researcherid code video slides supp html project award
        selected bibtex_show preview altmetric dimensions abbr additional_info poster blog website
        text history index role status medium references unread cover image series-editor
        """,
}

_KNOWN = PRINTED | frozenset(name for names in _HARMLESS.values() for name in names.split())
"""Fields that are no mistake, whether or not they are printed."""

_SYNONYMS = {
    "accessed": "urldate", "accessdate": "urldate", "access-date": "urldate",
    "lastaccess": "urldate", "lastaccessed": "urldate", "visited": "urldate",
    "link": "url", "place": "location", "city": "location", "pubplace": "location",
    "newspaper": "journaltitle", "magazine": "journaltitle", "periodical": "journaltitle",
    "pagerange": "pages", "translated_by": "translator", "bookeditor": "editor",
    "著者": "author", "著者名": "author", "編者": "editor", "訳者": "translator",
    "翻訳者": "translator", "題名": "title", "書名": "title", "論文名": "title",
    "タイトル": "title", "副題": "subtitle", "誌名": "journaltitle", "雑誌名": "journaltitle",
    "収録書名": "booktitle", "出版社": "publisher", "出版者": "publisher", "発行所": "publisher",
    "出版地": "location", "出版年": "date", "発行年": "date", "年": "date", "巻": "volume",
    "号": "number", "頁": "pages", "ページ": "pages", "版": "edition", "読み": "yomi",
    "よみ": "yomi", "閲覧日": "urldate", "参照日": "urldate", "備考": "note",
}  # fmt: skip
"""Fields that no style reads, though the value is one that a citation needs, and their names."""


_PRIVATE = ("opt", "alt", "x-", "xx", "bdsk-", "mendeley-", "user", "jabref", "zotero", "dblp")
_SHORT, _LONG = 4, 8
_BOOKS = frozenset({
    "book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings",
    "reference", "mvreference",
})  # fmt: skip
_IN_BOOKS = frozenset({"chapter", "paper-conference"})
_THESES = frozenset({"thesis", "phdthesis", "mastersthesis", "mathesis"})
_PARTS = frozenset({"incollection", "inbook", "bookinbook", "suppbook", "suppcollection"})
_PAPERS = frozenset(("inproceedings", "conference"))

_MISPLACED = {
    "journal": {
        _BOOKS: say("A work in a journal is an @article, a part of a series has series."),
        _THESES: say("A thesis has school or institution."),
        _PARTS | _PAPERS: say("The book that it stands in is booktitle."),
    },
    "booktitle": {frozenset(("article",)): say("The journal is journal or journaltitle.")},
    "school": {
        frozenset(("article",)): say("A thesis is a @phdthesis or @thesis."),
        _BOOKS | _PARTS: say(
            "A thesis is a @phdthesis or @thesis, a university press is publisher."
        ),
    },
}
"""Field to the types where a value is in the wrong place, and where it belongs."""
_MISPLACED["journaltitle"] = _MISPLACED["journal"]


def check_known_fields(audit: Audit) -> Iterator[Finding]:
    """CIT021 at fields that ought to be printed and will not be, with the name that was meant."""
    for work in audit.works:
        for field, raw in work.entry.fields.items():
            if not raw:
                continue
            if field in _KNOWN and field not in _SYNONYMS:
                reason = misplaced(field, work.entry.type)
                if reason:
                    message = "@{type} does not use {field}, so {raw} is not printed"
                    if _is_taken_for_a_book(work, field):
                        message = "@{type} does not use {field}; {raw} is printed as the book's"
                    values = (work.entry.type, field, raw)
                    yield Value(work, field, raw).finding("CIT021", message, reason, *values)
                continue
            meant = _meant(field)
            if meant and not work.raw(meant, _SAME.get(meant, meant)):
                message = "there is no field {field}, so {value} is not printed"
                given = ("Did you mean {name}?", field, shortened(raw), meant)
                yield Value(work, field, raw).finding("CIT021", message, *given)


@lru_cache(maxsize=1024)
def _meant(field: str) -> str:
    """The printed field that an unknown name stands for; empty if it is a private one."""
    if field in _SYNONYMS:
        return _SYNONYMS[field]
    if field.startswith(_PRIVATE) or not (field.isascii() and field.isalpha()):
        return ""
    # One slip in a short name, two in a long one; a three-letter name is close to anything.
    most = 1 if len(field) < _LONG else 2
    if len(field) < _SHORT:
        return ""
    wrong, near = min((slips(field, known, at_most=most), known) for known in sorted(PRINTED))
    if wrong > most or (wrong > 1 and near[0] != field[0]):
        return ""  # idnumber is a name of its own, nobody mistypes the first two letters
    return near


def _is_taken_for_a_book(work: Work, field: str) -> bool:
    """Whether the journal of a chapter or a paper stands where the book should."""
    in_book = field in JOURNAL_FIELDS and work.kind in _IN_BOOKS
    return in_book and not work.raw("booktitle", "maintitle")


def misplaced(field: str, entry_type: str) -> Text:
    """Where the value of a field belongs, if entries of a type have another one for it."""
    places = _MISPLACED.get(field)
    if places is None:
        return NOTHING
    return next((reason for types, reason in places.items() if entry_type in types), NOTHING)


_SAME = {
    "location": "address", "journaltitle": "journal", "date": "year", "urldate": "lastchecked",
}  # fmt: skip


def shortened(raw: str) -> str:
    """A value as a message shows it."""
    longest = 40
    return raw if len(raw) <= longest else f"{raw[:longest]}…"
