"""What a citation style decides and CSL 1.0.2 cannot say: a small YAML file beside the CSL file.

A style without such a file is taken as it is: one form for all languages, ordered by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hakusho.paper.yaml_source import Strict, read_schema

if TYPE_CHECKING:
    from hakusho.findings import Finding
    from hakusho.paper.source_file import SourceFile

ORDER_VARIABLE = "printing-number"
"""CSL 1.0.2 variable that holds the place of an item in an order of ours; of the thousands of
styles of the CSL project none prints it."""

ShortTitle = Literal["always", "when-needed", "never"]


class Mark(Strict):
    """One thing as the two forms print it.

    Attributes:
        japanese: In text that is Japanese at that place.
        western: In all other text.
    """

    japanese: str
    western: str


_STOPS = Mark(japanese="。", western=".")


class ShortTitles(Strict):
    """When a later note must name the title, and not the author alone.

    Attributes:
        japanese: ``when-needed``: where the author has other works in the paper or is a body.
        western: The same, for works that are not set in the Japanese form.
        article: Whether a short title keeps its first The or A.
    """

    japanese: ShortTitle = "when-needed"
    western: ShortTitle = "always"
    article: bool = True


class Theses(Strict):
    """What theses are called, after BibLaTeX's ``phdthesis`` and ``mathesis``."""

    doctoral: Mark = Mark(japanese="博士論文", western="PhD thesis")
    masters: Mark = Mark(japanese="修士論文", western="Master’s thesis")


class Choices(Strict):
    """The choices of one style.

    Attributes:
        summary: One line for lists of styles.
        by_language: Whether the style sets Japanese and Western works each in a form of its own.
            It then branches on ``annote`` and sets marks that are acted upon later.
        restart: Where 同上, 前掲 and ibid. begin afresh.
        subtitle: What stands between a title and its subtitle.
        range_dash: The dash in ``46–48``.
        page_label: Whether Western pages are labelled: ``vol. 1, p. 46`` or ``1:46``, where we and
            not the CSL file word them.
        words: The words around a Japanese work that is not out yet or is a thesis:
            ``by-language`` (近刊, 博士論文) or ``western`` (forthcoming, PhD thesis); not said, it
            is the first for a style that sets works by their language.
        others: What stands for the fourth author and more in the running text (``@four``).
        order: ``reading``: Japanese works by 50音, then Western ones by family name, as
            ``ordering.py`` has it; ``western-first``: the Western ones before; ``style``: as the
            CSL file sorts. A style that numbers its bibliography keeps its own order.
    """

    summary: str = ""
    by_language: bool = False
    restart: Literal["document", "chapter"] = "document"
    short_titles: ShortTitles = ShortTitles()
    between_works: Mark = Mark(japanese="；", western="; ")
    final_stop: Mark | None = None
    subtitle: Mark = Mark(japanese="―", western=": ")
    range_dash: Mark = Mark(japanese="–", western="–")
    page_label: bool = True
    words: Literal["by-language", "western"] | None = None
    theses: Theses = Theses()
    others: Mark = Mark(japanese="ほか", western=" et al.")
    order: Literal["reading", "western-first", "style"] = "style"

    @property
    def ends_notes_with(self) -> Mark:
        """What ends a note; nothing in a style from elsewhere, which sets its own stop or none."""
        if self.final_stop is not None:
            return self.final_stop
        return _STOPS if self.by_language else Mark(japanese="", western="")

    @property
    def japanese_words(self) -> bool:
        """Whether Japanese works have Japanese words around them."""
        return self.by_language if self.words is None else self.words == "by-language"

    @property
    def is_ordered_for(self) -> bool:
        """Whether the CSL file's own order gives way to ours."""
        return self.order != "style" and not self.by_language


def load_choices(source: SourceFile | None) -> tuple[Choices, tuple[Finding, ...]]:
    """Read the choices of a style.

    Returns:
        The choices, those that are wrong left at what they are without the file; and CIT006 for
        each wrong one, with its line.
    """
    if source is None:
        return Choices(), ()
    given = (source.path, source.text)
    choices, _, findings = read_schema(Choices, "CIT006", *given, may_be_empty=True)
    return choices or Choices(), findings
