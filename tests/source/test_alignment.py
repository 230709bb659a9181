"""Places, against pandoc itself: random documents of all that Markdown knows.

Each document is written twice, letter for letter alike but for its words. In one every word is
another, so that the text of a node tells where it stands: what stands there is compared with the
place that the node was given. In the other the same few words come again and again, as in what
people write; pandoc reads both alike, so every node has to have the same place in both.

``python tests/source/test_alignment.py 10000`` counts over as many documents as you like.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from hakusho.ast.walk import elements
from hakusho.source.chapter_reading import parse_with_places
from hakusho.source.cross_reference_marks import with_separators
from hakusho.source.positions import Positions, Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = 300
PIECES = (
    # W is a word, K a citekey, L one of three labels
    "本文である。", "W ", "W", "日本語のW、そして", "W\nW", "\n", "\n\n", "\n\n", "\t", "    ", "\\", '"', "'",
    "`", "``", "\\`", "~~~\n", "```\n", "$", "*", "**", "|", "^[", "](x)", "[a](", "<!--", "-->",
    "[@K]", "@K ", "は@fig-Wである", "@fig-W [W] ", "[@K, 46頁]", "[see @K, pp. 3; also @K]", "@K [p. 3]",
    "[-@K]", "[@{K}]", "[^L]", "[^L]: W", "^[注W[@K]。]", "[W](https://x.jp/W)", "[W][]", "<https://x.jp/W>",
    "[W]{.x}", "{#id}", "![W](a.png)", "*W*", "**W**", "~~W~~", "~W~", "^W^", "`W`", "`W`{.x}",
    "$x_W$", "$$W$$", '"W"', "'W'", "...", "--", "&amp;", "&copy;W", "Mr. W", "W@x.jp", "W\\\nW", "W  \nW",
    "<b>", "</b>", "<!-- W -->", "https://x.jp/@a ", "- ", "> ", "# ", "1. ", "\n    ", ":::\n", "::: {.a}\n",
    "\n\n[^L]: W 注である。\n\n", "\n\n[^L]: W\n\n    W[@K]\n\n", "\n\n[W]: http://W.jp\n\n",
    "\n\n# W\n\n", "\n\n## W {#sec-W}\n\n", "\n\nW\n===\n\n", "\n\n### *W* [@K] ###\n\n",
    "\n\n![W](W.png)\n\n", '\n\n![W *W*](W.png){#fig-W alt="x"}\n\n', "\n\n***\n\n", "---\n",
    "\n\n- W\n- W\n\n", "- W\n- W\n", "\n\n1. W\n2. W\n\n   W\n\n", "\n\n- [ ] W\n- [x] W\n\n",
    "\n\n- W\n\n      W\n\n", "\n\n- W\n\n    ```\n    W [@K]\n    ```\n\n", "\n\n- # W\n\n",
    "\n\n1.  W\n\n    > W [@K]\n\n", "> W\n> W\n", "\n\n> W[^L]\n>\n> > W\n\n", "\n\n用語\n:   W 定義\n\n",
    "\n\nW\n\n:   W\n\n    W\n\n:   W\n\n", "\n\n```{.py}\nW\n```\n\n", "\n\n    W\n    W\n\n", "\n\n~~~\nW\n\nW\n~~~\n\n",
    "\n\n| W\n|   W\n\n", "\n\n::: {.a}\nW\n:::\n\n", "\n\n::: W\n\n- W\n\n:::\n\n", "\n\n<div>\nW\n</div>\n\n",
    "\n\n| a | b |\n|---|---|\n| W | [@K] |\n\n", "\n\n|W|b|\n|:-|-:|\n|[^L]|*W*|\n\n: W {#tbl-W}\n\n",
    "\n\n  W    b\n------- -----\n  W    あ\n\n: cap W\n\n", "\n\nTable: cap W\n\n a   b\n----- -----\n  W   x\n\n",
    "\n\n+-----+---------+\n| a   | W    |\n|     | [@K] |\n+=====+=========+\n| あ  | b       |\n+-----+---------+\n\n",
    "\n\n+---------+---------+\n| W    | W    |\n|         +---------+\n| [@K] | - W  |\n+---------+---------+\n\n",
    "\n\n+-----+-----+\n| W | [@K] |\n+-----+-----+\n\n",
    "\n\n------------- ------------\n W            [@K] b\n cont         [@K]\n\n x            y\n------------- ------------\n\n",
    "\n\n-------------------------\n  W       あいう\n-------- ----------------\n W        W\n          W\n\n W        W\n-------------------------\n\n",
)  # fmt: skip
_NAMES = re.compile(r"(?<![A-Za-z0-9])[WKL](?![A-Za-z])")
_TOKEN = re.compile(r"[wkz]\w[0-9]{2}")
_NAMED = {"W": "w", "K": "k"}
_FEW = ("a", "b")
_MARKS = {
    "Note": (("^[", "[^"), "]"),
    "Image": ("![", ("]", ")", "}")),
    "Link": (("[", "<"), ("]", ")", ">", "}")),
    "Code": ("`", ("`", "}")),
    "Span": ("[", ("]", "}")),
}
"""What the source of a node begins and ends with."""


def document(chance: random.Random) -> tuple[str, str]:
    """A document, every word in it another, and the same with few words."""
    template = "".join(chance.choice(PIECES) for _ in range(chance.randint(3, 14))).strip("\n")
    count = 0

    def named(match: re.Match[str]) -> str:
        nonlocal count
        if match[0] == "L":
            return f"n{chance.randrange(3)}"
        count += 1
        return f"{_NAMED[match[0]]}x{count:02}"

    own = _NAMES.sub(named, template) + "\n"
    few = _TOKEN.sub(lambda match: f"{match[0][0]}{chance.choice(_FEW)}00", own)
    return own, few


def read(texts: list[str]) -> tuple[list[Any], Positions]:
    """The blocks of texts, with places."""
    positions = Positions()
    for number, text in enumerate(texts):
        positions = positions.with_text(f"{number}.md", text, with_separators(Prepared(text)))
    blocks, findings = parse_with_places(positions.reads, seconds=300)
    assert not findings
    return list(blocks), positions


def nodes(blocks: Any) -> Iterator[tuple[str, Any]]:
    """What has to be found exactly, and its kind."""
    for element in elements(blocks):
        if element["t"] in {"Note", "Image", "Header", "Link", "Code", "Span"}:
            yield element["t"], element
        elif element["t"] == "Cite":
            for citation in element["c"][0]:
                key = citation["citationId"]
                yield ("CrossReference" if key.startswith("fig-") else "Citation"), citation


def shape(node: Any) -> Any:
    """A tree without words and places."""
    if isinstance(node, dict):
        keys = node.keys() - {"at", "attributes", "definition", "unclosed", "citationHash"}
        return {key: shape(node[key]) for key in keys}
    if isinstance(node, list):
        return [shape(each) for each in node]
    return _TOKEN.sub("w", node) if isinstance(node, str) else node


def words(node: Any) -> list[str]:
    """The words in a node, its notes' apart."""
    if isinstance(node, dict):
        return [] if node.get("t") in {"Note", "RawInline"} else words(list(node.values()))
    if isinstance(node, (list, tuple)):
        return [word for each in node for word in words(each)]
    return _TOKEN.findall(node) if isinstance(node, str) else []


def is_exact(kind: str, node: Any, written: str) -> bool:
    """Whether a piece of source is what a node was read from, from its first letter to its last."""
    if kind in {"Citation", "CrossReference"}:
        key = node["citationId"]
        return written in {f"{mark}{at}" for mark in ("", "-") for at in (f"@{key}", f"@{{{key}}}")}
    if kind == "Header":
        return written[:1] == "#" or "\n" not in written.strip()
    opening, closing = _MARKS[kind]
    return written.startswith(opening) and written.endswith(closing)


def count(number: int, seed: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """How many nodes there are of each kind, how many are not exact, and all complaints."""
    chance = random.Random(seed)  # noqa: S311  the same documents in every run
    documents = [document(chance) for _ in range(number)]
    (own, own_positions), (few, few_positions) = (
        read([each[side] for each in documents]) for side in (0, 1)
    )
    every: Counter[str] = Counter()
    inexact: Counter[str] = Counter()
    wrong: list[str] = []
    for (text, _), first, second in zip(documents, own, few, strict=True):
        if shape(first) != shape(second):
            continue  # two words that were made one: a label, a link's name
        for (kind, node), (_, other) in zip(nodes(first), nodes(second), strict=True):
            every[kind] += 1
            written = own_positions.written(node["at"]) if "at" in node else ""
            inside = node.get("citationId", "")
            wanted = [inside] if inside else [w for w in words(node) if text.count(w) == 1]
            if "at" not in node or "at" not in other:
                wrong.append(f"{kind} without a place in {text!r}")
            elif inside and any(word not in written for word in wanted):
                wrong.append(f"{kind} {inside!r} has the place of {written!r} in {text!r}")
            same = "at" in other and own_positions.span(node["at"]) == few_positions.span(
                other["at"]
            )
            whole = all(word in written for word in wanted)
            if not (same and whole and is_exact(kind, node, written)):
                inexact[kind] += 1
    return every, inexact, wrong


def test_every_node_has_the_place_of_its_text() -> None:
    every, inexact, wrong = count(DOCUMENTS, seed=1)
    assert not wrong, "\n".join(wrong)
    assert min(every[kind] for kind in ("Citation", "CrossReference", "Note", "Image")) > 20
    exact = 1 - sum(inexact.values()) / sum(every.values())
    print(f"{exact:.2%} of {sum(every.values())} exact; not: {dict(inexact)}")  # noqa: T201
    assert exact >= 0.995


if __name__ == "__main__":
    total, not_exact, complaints = count(int(sys.argv[1]), int((sys.argv[2:] or ["2"])[0]))
    for name, amount in sorted(total.items()):
        print(f"{name:<15}{amount:>8} {not_exact[name]:>5} not exact")  # noqa: T201
    print(f"{1 - sum(not_exact.values()) / sum(total.values()):.3%} exact")  # noqa: T201
    print("\n".join([f"{len(complaints)} wrong or without a place", *complaints[:20]]))  # noqa: T201
