"""The schema of a brief's front matter.

Field names and their meaning are documented for authors in ``docs/briefs.md``.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812, TC003  `date` is a field; pydantic reads it
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hakusho.paper.budget import Budget  # noqa: TC001  as above
from hakusho.paper.settings import Author, LanguageTag, Text  # noqa: TC001  pydantic reads them
from hakusho.paper.yaml_source import Strict
from hakusho.values.editions import BriefEditionName  # noqa: TC001  as above

_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]


class BriefSettings(Strict):
    """What a brief says about itself.

    Attributes:
        title: As printed.
        subtitle: Printed under the title.
        audience: Who it is for, printed above the title.
        lang: BCP 47 tag of its language; empty means the report's.
        date: Its date; without one the report's.
        authors: Who signs it; none means the report's authors.
        classification: A line at the head of each page, for example 取扱注意.
        contact: Who answers questions, printed at the end.
        layout: Name of its page template.
        page_size: Paper.
        editions: What is made of it.
        section_numbers: Whether headings are numbered.
        contents_depth: How many heading levels a table of contents shows; 0 for none.
        budget: How long it may be.
        citation_style: Name of a style, or path of a CSL file; empty means the report's, or, for a
            brief in another language than the report, the style that is shipped for its language.
    """

    title: Text
    subtitle: str = ""
    audience: str = ""
    lang: LanguageTag | None = None
    date: Date | None = None
    authors: tuple[Author, ...] = ()
    classification: str = ""
    contact: str = ""
    layout: _Name = "brief"
    page_size: Literal["a4", "b5", "a5", "us-letter"] = "a4"
    editions: tuple[BriefEditionName, ...] = Field(default=("pdf", "html", "docx"), min_length=1)
    section_numbers: Literal["auto", "none"] = "none"
    contents_depth: int = Field(default=0, ge=0, le=3)
    budget: Budget | None = None
    citation_style: str = ""
