"""The schema of ``report/report.yaml``.

Field names and their meaning are documented for authors in ``docs/report-yaml.md``.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from hakusho.findings import BadValueError, say
from hakusho.paper.budget import Budget  # noqa: TC001  pydantic reads the annotation at run time
from hakusho.paper.imprint import (
    Author,
    Day,
    PageSettings,
    Publication,
    Review,
    Text,
    first_and_last,
)
from hakusho.paper.yaml_source import Strict
from hakusho.values.addresses import may_be_opened
from hakusho.values.editions import EditionName  # noqa: TC001  as above
from hakusho.values.languages import DOCUMENT_TAG, Language, document_language
from hakusho.values.list_marks import list_mark

LargeNumbers = Literal["digits", "man-oku", "million"]
NegativeSign = Literal["−", "△", "▲"]

_SLUG = r"^[a-z0-9][a-z0-9-]{0,79}$"


def _slug(value: str) -> str:
    if not re.fullmatch(_SLUG, value):
        usable = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:80]
        message = "'{value}' cannot name files: write a-z, 0-9 and hyphens alone, as {usable}"
        raise BadValueError(message, value, usable or say("island-routes"))
    return value


def _language(value: str) -> str:
    if not re.fullmatch(DOCUMENT_TAG, value):
        message = "a paper cannot be in '{value}': write ja (Japanese) or en (English), also en-GB"
        raise BadValueError(message, value)
    return value


Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": _SLUG})]
LanguageTag = Annotated[
    str, AfterValidator(_language), Field(json_schema_extra={"pattern": DOCUMENT_TAG})
]
_Path = Annotated[str, StringConstraints(min_length=1)]


class Licence(Strict):
    """Under what terms readers may use the paper."""

    name: Text
    url: str = ""

    @field_validator("url")
    @classmethod
    def _may_be_opened(cls, value: str) -> str:
        if not may_be_opened(value):
            raise BadValueError("{address} is no address that readers can open", value)
        return value


class Limits(Strict):
    """What one step may take, in seconds of a processor or megabytes, before it is a finding."""

    parse_seconds: float = Field(default=5, gt=0, le=3600)
    figure_seconds: float = Field(default=60, gt=0, le=3600)
    figure_megabytes: float = Field(default=4000, ge=100, le=1_000_000)
    typeset_seconds: float = Field(default=120, gt=0, le=3600)


class BibliographySection(Strict):
    """A part of the bibliography under a heading of its own.

    An entry stands in the first section of which it meets every condition given.

    Attributes:
        keywords: Any of these in the entry's ``keywords``.
        types: Any of these entry types, as in the ``.bib`` file.
        languages: Any of these primary language tags (``ja``, ``en``), or ``western`` for all
            that are not set in the Japanese form.
    """

    title: Text
    keywords: tuple[Text, ...] = ()
    types: tuple[Text, ...] = ()
    languages: tuple[Text, ...] = ()


class Citations(Strict):
    """How the paper cites.

    Attributes:
        style: Name of a shipped style, or path of a CSL file from the paper's folder. The choices
            that CSL cannot express stand in a YAML file of the same name beside it.
        restart: Where 同上 and 前掲 begin afresh; empty means as the style says.
    """

    style: Text = "policy-note-ja"
    restart: Literal["", "document", "chapter"] = ""
    sections: tuple[BibliographySection, ...] = ()


class Figures(Strict):
    """What goes with figures.

    Attributes:
        source_lines: Where the sources of a figure's data stand if the author has written none
            and the figure does not say so: at the end of the ``caption``, in a ``note`` of it,
            nowhere (``none``). ``auto`` is ``caption``.
    """

    source_lines: Literal["caption", "note", "none"] = "caption"

    @field_validator("source_lines", mode="before")
    @classmethod
    def _auto(cls, value: Any) -> Any:
        return "caption" if value == "auto" else value


class AcceptedFinding(Strict):
    """Findings that the paper accepts, and why.

    That the rule exists and may be excepted, and that an entry or a file is named, is checked in
    ``paper.severity_settings``, where the lines are known.

    Attributes:
        rule: The rule's id.
        entry: Citekey of the entry; empty means any.
        file: Path of the file from the paper's folder; empty means any.
        text: Words of the line at which a finding must stand; empty means any.
        reason: Printed with the finding, which becomes a warning that fails nothing.
    """

    rule: Text
    entry: str = ""
    file: str = ""
    text: str = ""
    reason: Text


class Checks(Strict):
    """What the checks look for in this paper.

    Attributes:
        severity: Rule id or family (``CIT``) to ``error``, ``warning`` or ``off``.
        exceptions: Findings that the paper accepts.
        citekeys: Regular expression that every citekey must match; empty means any.
        longest_sentence: How many characters a sentence in Japanese may have; 0 means any number.
    """

    severity: dict[Text, Literal["error", "warning", "off"]] = Field(default_factory=dict)
    exceptions: tuple[AcceptedFinding, ...] = ()
    citekeys: str = ""
    longest_sentence: int = Field(default=0, ge=0)

    @field_validator("citekeys")
    @classmethod
    def _is_expression(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise BadValueError("{text} is no regular expression: {error}", value, error) from error
        return value


class Numbers(Strict):
    """How the paper prints the numbers of its data.

    Attributes:
        estimates: ``about`` puts 約 or about before an estimate or a projection that is one
            number; ``plain`` leaves that to the data and the text.
        large: ``man-oku`` writes 1億2,000万 in Japanese, ``million`` 1.2 million in English;
            ``digits`` is 120,000,000 in both.
        negative: What stands before a negative number in Japanese; English has −.
        typed: Whether a quantity in running text may be typed: ``allow``, or what a finding about
            one is, ``warn`` or ``error``.
    """

    estimates: Literal["plain", "about"] = "plain"
    large: LargeNumbers = "digits"
    negative: NegativeSign = "−"
    typed: Literal["allow", "warn", "error"] = "allow"


class Tables(Strict):
    """How the paper's tables are set.

    Attributes:
        fit: How a table fits that is wider than the text and says nothing itself: in smaller
            letters and then on a turned page (``auto``), in smaller letters alone (``small``), or
            divided by its columns (``split``).
    """

    fit: Literal["auto", "small", "split"] = "auto"


class ListMarks(Strict):
    """The marks of lists, by their levels, each said by the first of its kind.

    Attributes:
        marks: Of all lists, whether they were written with numbers or with bullets.
        numbers: Of those that were written with numbers.
        bullets: Of the others.
    """

    marks: tuple[Text, ...] = ()
    numbers: tuple[Text, ...] = ()
    bullets: tuple[Text, ...] = ()

    @field_validator("marks", "numbers", "bullets")
    @classmethod
    def _are_known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = next((each for each in value if list_mark(each) is None), None)
        if unknown is not None:
            raise BadValueError("{mark} is the first mark of no list", unknown)
        return value


class PdfSettings(Strict):
    """What the PDF holds besides its pages.

    Attributes:
        attach: ``data`` for the files of ``build/data``; empty for nothing.
    """

    attach: Literal["", "data"] = ""


class Settings(Strict):
    """What ``report/report.yaml`` says.

    Attributes:
        slug: Stem of the output files.
        date: The paper's date; every time stamp in the outputs.
        lang: BCP 47 tag of the main language, Japanese or English.
        version: Printed in the colophon.
        abstract: Markdown is not read here; plain text.
        chapters: Files in ``report/chapters/``, in order; empty means all, by name.
        bibliography: BibTeX, CSL JSON or CSL YAML files, from the paper's folder.
        budget: How long the paper may be; ``None`` means as long as it is.
        section_numbers: ``auto`` numbers headings in the form of the paper's language.
        paragraph_numbers: Whether each paragraph of the text has a number.
        exhibit_lists: What is listed by its captions before the text.
        contents_depth: How many heading levels the table of contents shows.
        frame: Name of the file in ``templates/frames/`` that has the measures of the page; empty
            means those of the house style.
        page: Where the page is another one than the frame's.
        publication: What the paper appears in.
        review: How the copy for referees differs.
    """

    slug: Slug = Field(examples=["rito-koro"])
    title: Text = Field(examples=["離島航路の維持"])
    subtitle: str = ""
    authors: tuple[Author, ...] = Field(min_length=1, examples=[[{"name": "山田花子"}]])
    date: Day = Field(examples=["2026-11-24"])
    lang: LanguageTag = "ja-JP"
    version: str = ""
    abstract: str = ""
    keywords: tuple[Text, ...] = ()
    licence: Licence | None = None
    chapters: tuple[_Path, ...] = ()
    bibliography: tuple[_Path, ...] = ()
    citations: Citations = Citations()
    numbers: Numbers = Numbers()
    tables: Tables = Tables()
    figures: Figures = Figures()
    lists: ListMarks = ListMarks()
    checks: Checks = Checks()
    budget: Budget | None = None
    editions: tuple[EditionName, ...] = Field(default=("pdf", "epub", "html"), min_length=1)
    pdf: PdfSettings = PdfSettings()
    section_numbers: Literal["auto", "none"] = "auto"
    paragraph_numbers: bool = False
    exhibit_lists: tuple[Literal["figures", "tables", "listings"], ...] = ()
    contents_depth: int = Field(default=2, ge=1, le=3)
    frame: str = ""
    page: PageSettings = PageSettings()
    publication: Publication = Publication()
    review: Review = Review()
    limits: Limits = Limits()

    @property
    def language(self) -> Language:
        """The main language without region."""
        return document_language(self.lang)

    @property
    def first_page(self) -> int:
        """The number of the first page: the one given, that of the range of pages, else 1."""
        span = first_and_last(self.publication.pages)
        return self.page.first or (span[0] if span else 1)
