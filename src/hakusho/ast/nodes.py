"""The nodes of pandoc's AST as pandoc-types 1.23 writes them in JSON.

For mypy alone, which tells one node from another by its ``t``; a node is a plain ``dict``. Those
that are used alike share a type. What is a tuple here is a list in JSON, and stays one:
:func:`hakusho.ast.build.array` makes it. Import this module ``if TYPE_CHECKING``, so that it
costs a run nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, NotRequired, TypeAlias, TypedDict, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Range: TypeAlias = tuple[int, int]
"""Where a node stands among all that was read (:mod:`hakusho.source.positions`): the position of
its first letter, and the one after its last."""
Attr: TypeAlias = tuple[str, list[str], list[tuple[str, str]]]
"""Id, classes, and pairs of a key and its value."""
Target: TypeAlias = tuple[str, str]
"""URL and title."""
_Name = TypeVar("_Name")


class _Choice(TypedDict, Generic[_Name]):
    t: _Name


QuoteType: TypeAlias = _Choice[Literal["SingleQuote", "DoubleQuote"]]
CitationMode: TypeAlias = _Choice[Literal["AuthorInText", "SuppressAuthor", "NormalCitation"]]
MathType: TypeAlias = _Choice[Literal["DisplayMath", "InlineMath"]]


class _Node(TypedDict):
    at: NotRequired[Range]
    attributes: NotRequired[Range]
    """Where its attributes are written, braces included."""
    definition: NotRequired[Range]
    """Where a note is written that is defined apart from its mark, label included."""
    unclosed: NotRequired[bool]
    """Whether a division has no closing fence."""


class Str(_Node):
    t: Literal["Str"]
    c: str


class Styled(_Node):
    t: Literal[
        "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"
    ]  # fmt: skip
    c: list[Inline]


class Quoted(_Node):
    t: Literal["Quoted"]
    c: tuple[QuoteType, list[Inline]]


class Citation(_Node):
    citationId: str
    citationPrefix: list[Inline]
    citationSuffix: list[Inline]
    citationMode: CitationMode
    citationNoteNum: int
    citationHash: int


class Cite(_Node):
    t: Literal["Cite"]
    c: tuple[list[Citation], list[Inline]]


class Code(_Node):
    t: Literal["Code"]
    c: tuple[Attr, str]


class Blank(_Node):
    t: Literal["Space", "SoftBreak", "LineBreak"]


class Math(_Node):
    t: Literal["Math"]
    c: tuple[MathType, str]
    typst: NotRequired[str]
    """The formula as pandoc writes it for Typst."""
    refused: NotRequired[str]
    """What pandoc says of a formula that it cannot convert, for no edition."""


class RawInline(_Node):
    t: Literal["RawInline"]
    c: tuple[str, str]


class Link(_Node):
    t: Literal["Link"]
    c: tuple[Attr, list[Inline], Target]


class Image(_Node):
    t: Literal["Image"]
    c: tuple[Attr, list[Inline], Target]


class Note(_Node):
    t: Literal["Note"]
    c: list[Block]


class Span(_Node):
    t: Literal["Span"]
    c: tuple[Attr, list[Inline]]


class Paragraph(_Node):
    t: Literal["Plain", "Para"]
    c: list[Inline]


class LineBlock(_Node):
    t: Literal["LineBlock"]
    c: list[list[Inline]]


class CodeBlock(_Node):
    t: Literal["CodeBlock"]
    c: tuple[Attr, str]


class RawBlock(_Node):
    t: Literal["RawBlock"]
    c: tuple[str, str]


class BlockQuote(_Node):
    t: Literal["BlockQuote"]
    c: list[Block]


ListNumberStyle: TypeAlias = _Choice[
    Literal[
        "DefaultStyle", "Example", "Decimal", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha"
    ]
]
ListNumberDelim: TypeAlias = _Choice[Literal["DefaultDelim", "Period", "OneParen", "TwoParens"]]
ListAttributes: TypeAlias = tuple[int, ListNumberStyle, ListNumberDelim]


class OrderedList(_Node):
    t: Literal["OrderedList"]
    c: tuple[ListAttributes, list[list[Block]]]


class BulletList(_Node):
    t: Literal["BulletList"]
    c: list[list[Block]]


class DefinitionList(_Node):
    t: Literal["DefinitionList"]
    c: list[tuple[list[Inline], list[list[Block]]]]


class Header(_Node):
    t: Literal["Header"]
    c: tuple[int, Attr, list[Inline]]


class HorizontalRule(_Node):
    t: Literal["HorizontalRule"]


class ColWidth(TypedDict):
    t: Literal["ColWidth"]
    c: float


Alignment: TypeAlias = _Choice[Literal["AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"]]
ColWidthDefault: TypeAlias = _Choice[Literal["ColWidthDefault"]]
Caption: TypeAlias = "tuple[list[Inline] | None, list[Block]]"
"""For a list of figures or tables, if there is one of its own; and in full."""
ColSpec: TypeAlias = tuple[Alignment, ColWidth | ColWidthDefault]
Cell: TypeAlias = "tuple[Attr, Alignment, int, int, list[Block]]"
"""Two numbers: how many rows and how many columns it spans."""
Row: TypeAlias = tuple[Attr, list[Cell]]
TableHead: TypeAlias = tuple[Attr, list[Row]]
TableBody: TypeAlias = tuple[Attr, int, list[Row], list[Row]]
"""The number is that of its head columns, the first rows are its head."""
TableFoot: TypeAlias = tuple[Attr, list[Row]]


class Table(_Node):
    t: Literal["Table"]
    c: tuple[Attr, Caption, list[ColSpec], TableHead, list[TableBody], TableFoot]


class Figure(_Node):
    t: Literal["Figure"]
    c: tuple[Attr, Caption, list[Block]]


class Div(_Node):
    t: Literal["Div"]
    c: tuple[Attr, list[Block]]


Wrapper: TypeAlias = Quoted | Span | Link
"""What has its inlines second in its content."""
Attributed: TypeAlias = Header | Figure | Table | Div | Span | Image | Link | Code | CodeBlock
"""What has an :data:`Attr`."""
Inline: TypeAlias = (
    Str | Styled | Blank | Quoted | Cite | Code | Math | RawInline | Link | Image | Note | Span
)
Block: TypeAlias = (
    Paragraph | LineBlock | CodeBlock | RawBlock | BlockQuote | OrderedList | BulletList
    | DefinitionList | Header | HorizontalRule | Table | Figure | Div
)  # fmt: skip
Element: TypeAlias = Inline | Block

Tree: TypeAlias = (
    "Element | Citation | ColWidth | _Choice[str] | str | float | Sequence[Tree] | None"
)
"""An element, any part of one, or lists of them at any depth."""
Shape = TypeVar("Shape", bound=Tree)
"""A tree that is copied: what comes out is of the type of what went in."""
