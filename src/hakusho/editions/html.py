"""The HTML edition: one file that reads well on a telephone, a desk and paper, and asks no server.

``lua/html.lua`` writes fragments and lists as JSON; here they are put into the house style's
template with style, script and images inside.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from functools import partial, reduce
from hashlib import sha256
from operator import or_
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined
from markupsafe import Markup

import hakusho
from hakusho.editions import dark_mode, figure_fonts
from hakusho.editions.catalogue import citation_tags, linked_data, publication_defaults
from hakusho.editions.edition import FONTS
from hakusho.editions.figure_fonts import Letters
from hakusho.editions.page_images import PageImage, embed
from hakusho.editions.read_pages import read_html
from hakusho.figures.theme import NAMED
from hakusho.paper.layouts import PAGE_SIZES_MM
from hakusho.paper.templates import brings_own, source_of
from hakusho.tools.compiled_templates import CompiledTemplates
from hakusho.tools.sandbox import Sandbox
from hakusho.values.invisible import without_controls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hakusho.collation.witness import Witness
    from hakusho.editions.edition import Job

RAW = "html.json"
"""What ``lua/html.lua`` writes, in the job's folder."""
DESCRIPTION_LENGTH = 160
"""Characters of the abstract that a search engine shows."""
_IMAGE = re.compile(r"<!--image:(\d+)-->")


def prepare(_job: Job) -> dict[str, Any]:
    """This edition's part of the job for ``write.lua``."""
    return {"output": RAW}


def finish(job: Job) -> Path:
    """Make the page.

    Raises:
        OSError: If an image, font or template cannot be read, or the page not be written.
        ValueError: If an image is of a kind that pages cannot show.
    """
    folder, metadata = job.folder, job.metadata
    raw = json.loads((folder / RAW).read_text(encoding="utf-8"))
    images = [
        embed(PageImage.of(at, image, folder), NAMED)
        for at, image in enumerate(raw["images"], start=1)
    ]

    def placed(fragment: str) -> Markup:
        text = _IMAGE.sub(lambda found: images[int(found[1]) - 1].html, fragment)
        return Markup(text)  # noqa: S704  written by pandoc, which escapes what authors wrote

    letters = reduce(or_, (image.letters for image in images), Letters())
    page = _render(
        job.root,
        folder,
        metadata,
        figure_fonts.style(figure_fonts.faces(letters, job.cache / FONTS)),
        body=placed(raw["body"]),
        bibliography=placed(raw["bibliography"]),
        contents=contents_tree(raw["contents"], int(metadata.get("contents_depth", 3))),
        notes=[{**note, "html": placed(note["html"])} for note in raw["notes"]],
    )
    target = job.target(".html")
    target.write_text(page, encoding="utf-8", newline="\n")
    return target


def read(job: Job) -> Witness:
    """Read the page back.

    Raises:
        OSError: If it cannot be read.
        lxml.etree.XMLSyntaxError: If it is no page.
    """
    return replace(read_html(job.target(".html")), own_front=brings_own(job.root, "html"))


def contents_tree(entries: Sequence[Mapping[str, Any]], depth: int) -> list[dict[str, Any]]:
    """Nest the entries of a contents list: ``id``, ``level`` and ``html`` in document order.

    Levels deeper than ``depth`` are left out.

    Returns:
        The entries of the highest level, each with ``children``.
    """
    top: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for entry in entries:
        if entry["level"] > depth:
            continue
        html = Markup(entry["html"])  # noqa: S704  written by pandoc
        node = {**entry, "html": html, "children": []}
        while above and above[-1]["level"] >= entry["level"]:
            above.pop()
        (above[-1]["children"] if above else top).append(node)
        above.append(node)
    return top


def policy(style: str, script: str) -> str:
    """The content security policy of a page that may ask nothing and run one script.

    Style attributes are allowed (pandoc aligns table cells with them); they can load nothing, since
    no source is allowed.
    """
    styles = f"style-src '{_digest(style)}'; style-src-attr 'unsafe-inline'"
    fixed = "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; {styles}; script-src '{_digest(script)}'; {fixed}"


def description(metadata: Mapping[str, Any]) -> str:
    """One line about the paper: the beginning of its abstract, or else its titles."""
    text = " ".join(str(metadata.get("abstract") or "").split())
    if not text:
        return ": ".join(part for part in (metadata["title"], metadata.get("subtitle")) if part)
    return text if len(text) <= DESCRIPTION_LENGTH else text[: DESCRIPTION_LENGTH - 1] + "…"


def _render(
    root: Path, folder: Path, metadata: Mapping[str, Any], faces: str, **parts: object
) -> str:
    loader = FunctionLoader(partial(source_of, "html", root))
    environment = Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        bytecode_cache=CompiledTemplates(),
    )

    def source(name: str) -> str:
        # As it is: style and script are no templates. Line ends count for the hash in the policy,
        # and a browser sees LF only.
        text, _, _ = loader.get_source(environment, name)
        return text.replace("\r\n", "\n")

    brief = metadata.get("layout")
    style = source("report.css") + (source("brief.css") if brief else "")
    style += source("frame.css") if metadata.get("publication") else ""
    style += _page(metadata)
    style += dark_mode.style(NAMED, paper="paper") + faces
    script = source("report.js")
    paragraphs = re.split(r"\n\s*\n", str(metadata.get("abstract") or "").strip())
    fields = {
        **metadata,
        "subtitle": metadata.get("subtitle") or "",
        "keywords": metadata.get("keywords") or [],
        "licence": metadata.get("licence"),
        "data_package": metadata.get("data_package") or "",
        "abstract": [paragraph for paragraph in paragraphs if paragraph],
        "description": description(metadata),
        "engine_version": hakusho.__version__,
        "publication": publication_defaults(metadata),
        "logo": _logo(folder, metadata),
        "citation": citation_tags(metadata),
        "linked_data": Markup(linked_data(metadata)),  # noqa: S704  no < stands in it
        "style": Markup(style),  # noqa: S704  from the templates
        "script": Markup(script),  # noqa: S704  from the templates
        "policy": Markup(policy(style, script)),  # noqa: S704  only quotes, which may stand
    }
    environment.restart(sum(len(str(each)) for each in (*fields.values(), *parts.values())))
    name = "brief.html.j2" if brief else "report.html.j2"
    return without_controls(environment.loaded(name).render(**fields, **parts))


def _logo(folder: Path, metadata: Mapping[str, Any]) -> str:
    """The masthead's logo as an address that asks nobody."""
    path = publication_defaults(metadata)["logo"]
    if not path:
        return ""
    kind = {"svg": "svg+xml", "jpg": "jpeg"}.get(path.rpartition(".")[2], path.rpartition(".")[2])
    return f"data:image/{kind};base64,{b64encode((folder / path).read_bytes()).decode()}"


def _page(metadata: Mapping[str, Any]) -> str:
    """The page that a browser prints: that of the PDF where it is not the house style's."""
    layout = metadata.get("layout")
    if not layout and "page_size" not in metadata:
        return ""
    width, height = PAGE_SIZES_MM[metadata["page_size"]]
    if not layout:
        return f"@media print {{ @page {{ size: {width:g}mm {height:g}mm; }} }}\n"
    margins = layout["margins"]
    room = f"{margins['top']:g}mm {margins['side']:g}mm {margins['bottom']:g}mm"
    return (
        f"@media print {{ @page {{ size: {width:g}mm {height:g}mm; margin: {room}; }} "
        f"html {{ font-size: {layout['body_size']:g}pt; }} }}\n"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
