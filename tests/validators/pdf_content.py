"""What a tagged PDF says, read with pikepdf: text by structure element, fonts, drawings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)


@dataclass(frozen=True)
class Element:
    """A structure element: its kind (H1, Note …), attributes, and children or text in order.

    ``page`` is the page (from 0) on which its own text or that of its first child begins.
    """

    kind: str
    page: int
    alt: str
    language: str
    content: tuple[Element | str, ...]

    @property
    def text(self) -> str:
        parts = (part if isinstance(part, str) else part.text for part in self.content)
        return "".join(parts).replace("\u2060", "")

    def without_notes(self) -> Element:
        """The same element less the notes in it."""
        kept = (
            part.without_notes() if isinstance(part, Element) else part
            for part in self.content
            if isinstance(part, str) or part.kind != "Note"
        )
        return replace(self, content=tuple(kept))

    def all(self, *kinds: str) -> Iterator[Element]:
        """Every element of these kinds below this one, in reading order."""
        for part in self.content:
            if isinstance(part, Element):
                if part.kind in kinds:
                    yield part
                yield from part.all(*kinds)


def structure(pdf: pikepdf.Pdf) -> Element:
    """The structure tree with its text."""
    texts: dict[tuple[Any, int], str] = {}
    for page in pdf.pages:
        for mcid, text in _pieces(page, page.resources):
            if mcid is not None:
                key = (page.obj.objgen, mcid)
                texts[key] = texts.get(key, "") + text
    order = [page.obj.objgen for page in pdf.pages]
    return _element(pdf.Root.StructTreeRoot, None, texts, order)


def text_of(pdf: pikepdf.Pdf) -> str:
    """All text that is drawn, artifacts and drawings included."""
    return "".join(text for page in pdf.pages for _, text in _pieces(page, page.resources))


def fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """Every font by name (without the tag of its subset), and whether it is embedded."""
    found = {}
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font":
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor")
            name = str(font.BaseFont).lstrip("/")
            embedded = descriptor is not None and any(
                key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
            )
            found[name] = embedded
    return found


def _element(node: Any, page: Any, texts: dict[tuple[Any, int], str], order: list[Any]) -> Element:
    page = node.get("/Pg", page)
    kids = node.get("/K", [])
    content: list[Element | str] = []
    begins = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            mcid, place = (kid, page) if isinstance(kid, int) else (kid.MCID, kid.get("/Pg", page))
            content.append(texts.get((place.objgen, int(mcid)), ""))
            begins.append(order.index(place.objgen))
        elif "/S" in kid:
            child = _element(kid, page, texts, order)
            content.append(child)
            begins.append(child.page)
    kind = str(node.get("/S", "/Root")).lstrip("/")
    alt, language = str(node.get("/Alt", "")), str(node.get("/Lang", ""))
    return Element(kind, begins[0] if begins else 0, alt, language, tuple(content))


def _pieces(holder: Any, resources: Any) -> Iterator[tuple[int | None, str]]:
    """Runs of text with the id of the marked content that they stand in."""
    stack: list[int | None] = []
    decode: dict[int, str] = {}
    tables: dict[str, dict[int, str]] = {}
    for operands, operator in pikepdf.parse_content_stream(holder, "BDC BMC EMC Tf Tj TJ Do"):
        match str(operator):
            case "BDC":
                own = (
                    operands[1].get("/MCID")
                    if isinstance(operands[1], pikepdf.Dictionary)
                    else None
                )
                stack.append(int(own) if own is not None else (stack[-1] if stack else None))
            case "BMC":
                stack.append(stack[-1] if stack else None)
            case "EMC":
                stack.pop()
            case "Tf":
                name = str(operands[0])
                if name not in tables:
                    tables[name] = _to_unicode(resources.Font[name])
                decode = tables[name]
            case "Tj" | "TJ":
                runs = operands[0] if str(operator) == "TJ" else operands
                strings = [bytes(run) for run in runs if isinstance(run, pikepdf.String)]
                yield (
                    (stack[-1] if stack else None),
                    "".join(_decoded(raw, decode) for raw in strings),
                )
            case "Do":
                form = resources.XObject[operands[0]]
                if form.get("/Subtype") == "/Form":
                    mcid = stack[-1] if stack else None
                    inner = form.get("/Resources", resources)
                    yield from ((mcid, text) for _, text in _pieces(form, inner))


def _decoded(raw: bytes, decode: dict[int, str]) -> str:
    codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return "".join(decode.get(code, "\ufffd") for code in codes)


def _to_unicode(font: Any) -> dict[int, str]:
    table: dict[int, str] = {}
    for kind, body in _SECTION.findall(font.ToUnicode.read_bytes()):
        numbers = [bytes.fromhex(found.decode()) for found in _HEX.findall(body)]
        step = 2 if kind == b"bfchar" else 3
        for at in range(0, len(numbers), step):
            first, last = (int.from_bytes(number, "big") for number in numbers[at : at + 2])
            text = numbers[at + step - 1].decode("utf-16-be")
            if kind == b"bfchar":
                table[first] = text
            else:
                for code in range(first, last + 1):
                    table[code] = text[:-1] + chr(ord(text[-1]) + code - first)
    return table
