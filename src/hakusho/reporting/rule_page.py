"""The pages of rules, ``pages/*.yaml``: why a rule exists, with an example that a test runs.

They are read only when somebody asks for one, never during a check.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "pages"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Strict):
    """A tiny paper in which a rule finds something, and the same paper mended.

    Attributes:
        file: The file that is wrong, from the paper's folder; in ``report/report.yaml`` the
            texts are lines added to it.
        bad: Its text that fires the rule.
        good: Its text that does not.
        prints: What is printed of the finding; a test compares it to the letter.
        others: Further files of the paper (``with`` in YAML).
        report: Lines added to report.yaml.
        found: Where the finding stands, if not in ``file``.
        build: Whether only a build finds it, not a check.
    """

    file: str
    bad: str
    good: str
    prints: str = ""
    others: dict[str, str] = Field(default_factory=dict, alias="with")
    report: str = ""
    found: str = ""
    build: bool = False


class RulePage(_Strict):
    """What an author may want to know about a rule.

    Attributes:
        why: What goes wrong in print, and the source of the rule if it has one.
        example: Missing where no small paper can show it, such as a full disk.
        fix: Whether ``hakusho check --fix`` mends it.
    """

    why: str = Field(min_length=1)
    example: Example | None = None
    fix: bool = False


def load_page(rule_id: str) -> RulePage | None:
    """Read the page of a rule.

    Args:
        rule_id: For example ``CIT008``.

    Returns:
        The page, or ``None`` if the rule has none.

    Raises:
        pydantic.ValidationError: If the page breaks the schema, which is a defect of ours.
    """
    file = FOLDER / f"{rule_id}.yaml"
    if not file.is_file():
        return None
    page = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return RulePage.model_validate(page)
