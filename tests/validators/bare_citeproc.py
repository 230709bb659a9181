"""What pandoc's citeproc prints of a text by itself, without Hakusho, and how the two are compared."""

import json
import re
from pathlib import Path

from hakusho.ast.walk import rewrite
from hakusho.settling.inlines import words_of
from hakusho.tools.pandoc import stream_lua

SCRIPT = Path(__file__).with_suffix(".lua")


def printed_bare(text, bibliography, styles):
    """A Markdown text with the works of a .bib file in each style: body, notes, references."""
    jobs = [
        {"text": text, "metadata": {**_METADATA, **_own(style), "bibliography": str(bibliography)}}
        for style in styles
    ]
    lines = "\n".join(map(json.dumps, jobs))
    answers = "".join(stream_lua(SCRIPT, [], text=lines, seconds=300))
    return [_parts(json.loads(answer)["blocks"]) for answer in answers.splitlines()]


_METADATA = {"link-citations": False, "link-bibliography": False}


def _own(style):
    """The style, in the locale under which Hakusho runs it."""
    asked = re.search(r"default-locale=[\"'](en-[A-Z]{2})[\"']", style.read_text(encoding="utf-8"))
    return {"csl": str(style), "lang": asked[1] if asked else "en-US"}


def _parts(blocks):
    notes = []

    def change(element):
        kind = element["t"]
        if kind == "Emph":
            star = {"t": "Str", "c": "*"}
            return [star, *element["c"], star]
        if kind == "Cite":
            return element["c"][1]
        if kind == "Note":
            notes.append("¶".join(map(words_of, rewrite(element["c"], change))))
            return {"t": "Str", "c": f"[{len(notes)}]"}
        return None

    body = [words_of(rewrite(block, change)) for block in blocks if block["t"] == "Para"]
    entries = (block["c"][1] for block in blocks if block["t"] == "Div")
    references = {
        entry["c"][0][0].removeprefix("ref-"): words_of(rewrite(entry["c"][1], change))
        for listed in entries
        for entry in listed
    }
    return body, notes, references


def comparable(text):
    """A text without differences in what kind of space it has."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
