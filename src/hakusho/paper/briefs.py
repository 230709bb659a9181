"""Load the briefs of a paper: ``report/briefs/*.md``, front matter and text.

The front matter is documented for authors in ``docs/briefs.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from hakusho.findings import Finding, Location, Subject
from hakusho.paper.brief_names import stems, usable_name
from hakusho.paper.budget import Budget  # noqa: TC001  pydantic reads it
from hakusho.paper.folders import BRIEFS_FOLDER
from hakusho.paper.imprint import Day, Signatory, Text  # noqa: TC001  pydantic reads them at run time
from hakusho.paper.reading import folder_names, read_text
from hakusho.paper.settings import LanguageTag  # noqa: TC001  as above
from hakusho.paper.source_file import ChapterFile
from hakusho.paper.styles import STYLE_OF_LANGUAGE, StyleSource, find_style
from hakusho.paper.yaml_source import Strict, locate, read_schema
from hakusho.values.editions import BriefEditionName  # noqa: TC001  as above
from hakusho.values.languages import document_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hakusho.paper.settings import Settings
    from hakusho.values.languages import Language


_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_STYLE_KEY = "citation_style"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def _texts(value: Any) -> Any:
    """One value or several, as the cells of a dataset have them: texts."""
    given = value if isinstance(value, list) else [value]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in given]


_Cell = str | int | float | bool
_Cells = Annotated[
    tuple[str, ...],
    BeforeValidator(_texts, json_schema_input_type=_Cell | tuple[_Cell, ...]),
]


class RowsWanted(Strict):
    """The rows of a dataset for each of which a brief is made.

    Attributes:
        data: The dataset's name, or that of its file.
        name: The column that names the briefs; empty means ``id``, else the first one.
        where: What the cells of some columns must be; empty means every row.
    """

    data: Text
    name: str = ""
    where: dict[str, _Cells] = Field(default_factory=dict)


def _data_alone(value: Any) -> Any:
    return {"data": value} if isinstance(value, str) else value


_Rows = Annotated[
    RowsWanted | None, BeforeValidator(_data_alone, json_schema_input_type=str | RowsWanted)
]


class BriefSettings(Strict):
    """What a brief says about itself.

    Attributes:
        subtitle: Printed under the title.
        audience: Who it is for, printed above the title.
        lang: BCP 47 tag of its language; empty means the report's.
        date: Its date; without one the report's.
        classification: A line at the head of each page, for example 取扱注意.
        contact: Who answers questions, printed at the end.
        section_numbers: Whether headings are numbered.
        contents_depth: How many heading levels a table of contents shows; 0 for none.
        citation_style: Name of a style, or path of a CSL file; empty means the report's, or, for a
            brief in another language than the report, the style that is shipped for its language.
        rows: If there is to be one brief for each row of a dataset, which rows these are.
    """

    title: Text = Field(examples=["権限の非対称をどう扱うか"])
    subtitle: str = ""
    audience: str = ""
    lang: LanguageTag | None = None
    date: Day | None = None
    authors: tuple[Signatory, ...] = ()
    classification: str = ""
    contact: str = ""
    layout: Text = "brief"
    page_size: Literal["a4", "b5", "a5", "us-letter"] = "a4"
    editions: tuple[BriefEditionName, ...] = Field(default=("pdf", "html", "docx"), min_length=1)
    section_numbers: Literal["auto", "none"] = "none"
    contents_depth: int = Field(default=0, ge=0, le=3)
    budget: Budget | None = None
    citation_style: str = ""
    rows: _Rows = Field(default=None, alias="for")


@dataclass(frozen=True, slots=True)
class BriefSource:
    """A brief as its author wrote it.

    Attributes:
        name: By which commands and conditions name it: the file's stem, for one of several by the
            row with what the row is called behind it.
        settings: Its front matter.
        language: ``ja`` or ``en``.
        lang: BCP 47 tag, the report's where it has none of its own.
        text: Path and text; the front matter is blanked, so that lines count as in the file.
        document: The front matter with its line numbers.
        style: Its citation style; ``None`` means the report's.
        family: The file's stem, where the file makes a brief for each row.
        row: The cells of the row that it is made for, by column.
    """

    name: str
    settings: BriefSettings
    language: Language
    lang: str
    text: ChapterFile
    document: Any
    style: StyleSource | None = None
    family: str = ""
    row: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """The names by which it may be meant: a file's stem means all that the file makes."""
        return frozenset(filter(None, (self.name, self.family)))

    def where(self, *keys: str) -> Location:
        """The place of a key in the front matter."""
        return locate(self.text.path, self.document, keys)


def load_briefs(
    root: Path, settings: Settings
) -> tuple[tuple[BriefSource, ...], tuple[Finding, ...]]:
    """Load all briefs of a paper.

    Returns:
        The briefs that can be used, by name, and what is wrong with the others: BRF010 for the
        front matter, PAP003 and PAP004 for the file.
    """
    briefs: list[BriefSource] = []
    names, unread = folder_names(root, BRIEFS_FOLDER)
    findings = [*unread]
    for name in stems(names):
        brief, problems = _load(root, f"{BRIEFS_FOLDER}/{name}.md", settings)
        findings += problems
        if brief is not None:
            briefs.append(brief)
    return tuple(briefs), tuple(findings)


def _load(
    root: Path, path: str, settings: Settings
) -> tuple[BriefSource | None, tuple[Finding, ...]]:
    text, unprintable = read_text(root, path)
    if text is None:
        return None, unprintable
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    if not _NAME.fullmatch(name):
        hint = "Name the file with a-z, 0-9 and hyphens, for example {usable}.md."
        message, usable = "'{name}' cannot name a brief", usable_name(name)
        misnamed = Subject("misnamed brief", usable)
        where = Location(path)
        return None, (Finding.of("BRF010", where, message, hint, name, usable, subject=misnamed),)
    front = _FRONT_MATTER.match(text)
    if front is None:
        return None, (_without_front_matter(path, text),)
    # The first line, ---, becomes an empty one: YAML's lines are then the file's.
    front_matter = "\n" + front["yaml"]
    given, document, findings = read_schema(BriefSettings, "BRF010", path, front_matter)
    if given is None:
        return None, (*unprintable, *findings)
    unprintable = (*unprintable, *findings)
    lang = given.lang or settings.lang
    language = document_language(lang)
    last = front[0].count("\n")
    blanked = "\n" * last + text[front.end() :]
    if not blanked.strip():
        hint = "Write it below the front matter, or delete the file."
        where = Location(path, last + 1)
        return None, (Finding.of("BRF010", where, "this brief has no text", hint),)
    style, findings = _style(root, given, language, settings, locate(path, document, (_STYLE_KEY,)))
    source = ChapterFile(path, blanked)
    brief = BriefSource(name, given, language, lang, source, document, style)
    return brief, (*unprintable, *findings)


def _without_front_matter(path: str, text: str) -> Finding:
    """BRF010 for a brief that does not begin with its front matter."""
    hint = "Begin the file with --- and a line such as 'title: …', and end that part with ---."
    message = "a brief needs front matter"
    if text.startswith("---"):
        message = "this front matter has no end"
    elif _FRONT_MATTER.match(text.lstrip()):
        message = "a brief needs front matter, which begins in the first line"
        hint = "Delete what is before its ---."
    return Finding.of("BRF010", Location(path, 1, 1), message, hint)


def _style(
    root: Path, given: BriefSettings, language: Language, settings: Settings, where: Location
) -> tuple[StyleSource | None, tuple[Finding, ...]]:
    if given.citation_style:
        return find_style(root, given.citation_style, where)
    if language == settings.language:
        return None, ()
    return find_style(root, STYLE_OF_LANGUAGE[language], where)
