"""The sidecar of a dataset, ``<name>.meta.yaml``: how it is printed as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from rapidfuzz import process

from hakusho.findings import Finding, Location, rule
from hakusho.paper.yaml_source import load_yaml, locate

if TYPE_CHECKING:
    from collections.abc import Iterator

Align = Literal["left", "right", "center"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """A text in one or both languages; a plain string in YAML serves for both."""

    ja: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """The text in ``ja`` or ``en``; the other language where that one is missing."""
        own, other = (self.ja, self.en) if language == "ja" else (self.en, self.ja)
        return own or other


def _both(value: Any) -> Any:
    return {"ja": value, "en": value} if isinstance(value, str) else value


_Words = Annotated[Words, BeforeValidator(_both)]


class Sidecar(_Strict):
    """What a sidecar says.

    Attributes:
        id: The table's id, with its prefix ``tbl-``; empty means ``tbl-<name>``.
        caption: Printed above or below the table.
        source: A citekey; empty if the table is the authors' own.
        locator: Where in the source, as a note prints it.
        columns: Which columns are printed, in this order, and their headings; empty means all,
            under their own names.
        align: By column; a column of numbers is set to the right unless this says otherwise.
        widths: By column, in parts of the whole; the rest follow from the length of the text.
    """

    id: str = Field(default="", pattern=r"^(tbl-[A-Za-z0-9_-]*[A-Za-z0-9])?$")
    caption: _Words = Words()
    source: str = Field(default="", pattern=r"^[^\s@,;{}\[\]]*$")
    locator: str = ""
    columns: dict[str, _Words] = Field(default_factory=dict)
    align: dict[str, Align] = Field(default_factory=dict)
    widths: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)


def read_sidecar(
    path: str, text: str, columns: tuple[str, ...]
) -> tuple[Sidecar | None, tuple[Finding, ...]]:
    """Read a sidecar.

    Args:
        path: For findings.
        text: Its YAML.
        columns: The columns of its dataset.

    Returns:
        What it says, or ``None`` and what is wrong: DAT002 its YAML or a key, DAT003 a column
        that the dataset does not have.
    """
    document, findings = load_yaml(path, text, rule=rule("DAT002"))
    if findings:
        return None, findings
    if not isinstance(document, dict):
        message = "a sidecar must hold keys such as caption and columns"
        return None, (Finding(rule("DAT002"), Location(path, 1, 1), message),)
    try:
        sidecar = Sidecar.model_validate(document)
    except ValidationError as error:
        return None, tuple(_schema_findings(path, document, error))
    problems = tuple(_unknown_columns(path, document, sidecar, columns))
    return (None if problems else sidecar), problems


def _schema_findings(path: str, document: Any, error: ValidationError) -> Iterator[Finding]:
    known = tuple(Sidecar.model_fields)
    for problem in error.errors(include_url=False):
        keys = problem["loc"]
        where = locate(path, document, keys)
        name = ".".join(str(key) for key in keys)
        if problem["type"] == "extra_forbidden":
            near = process.extractOne(str(keys[-1]), known, score_cutoff=60)
            hint = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(known)}."
            yield Finding(rule("DAT002"), where, f"unknown key '{name}'", hint)
        else:
            text = problem["msg"][:1].lower() + problem["msg"][1:]
            yield Finding(rule("DAT002"), where, f"'{name}': {text}")


def _unknown_columns(
    path: str, document: Any, sidecar: Sidecar, columns: tuple[str, ...]
) -> Iterator[Finding]:
    for key, names in (
        ("columns", sidecar.columns),
        ("align", sidecar.align),
        ("widths", sidecar.widths),
    ):
        for name in names:
            if name not in columns:
                near = process.extractOne(name, columns, score_cutoff=60)
                hint = f"Did you mean '{near[0]}'?" if near else f"It has {', '.join(columns)}."
                where = locate(path, document, (key, name))
                message = f"the dataset has no column '{name}'"
                yield Finding(rule("DAT003"), where, message, hint)
