"""The place of every node, of each piece of Markdown by itself, in a list and in a quotation.

What is held is the text that stands there; of words only those that are typed otherwise than they
are printed. Random documents are held against pandoc in ``test_alignment.py``.
"""

from __future__ import annotations

import re

import pytest

from accepted_words import hold_lines
from hakusho.ast.walk import elements
from hakusho.source.prose import prose_of
from source.test_alignment import PIECES, read

_NAMES = re.compile(r"(?<![A-Za-z0-9])[WKL](?![A-Za-z])")
MORE = (
    "文[@k1, 3頁; 見よ @k2]と@k3 [5頁]は@{k4}である。",
    'は@fig-aと[@sec-b; @tbl-c]と[語](#sec-b)と![図](a.png "題"){width=50%}',
    "\\*甲\\* &amp; 乙&nbsp;丙 \\[丁\\]…—–'戊' \"己\" a---b--c...",
    "[甲]{.x #y lang=en}と`乙`{.py}と*丙***丁**~~戊~~^己^~庚~と$x^2$。",
    "甲\\\n乙  \n丙\n丁",
    "| 甲 | 乙[^a] |\n|----|:--:|\n| 一 | `a|b` と\\| |\n| 二 |\n\n: 題 @k {#tbl-x}\n\n[^a]: 注*一*\n\n    注二",
    "# 一 {#sec-a .x}\n\n二 [三](#sec-a)\n---\n\n### 四 `五` ###",
    "用語 *甲*\n:   説明 [@k]\n\n    続き\n\n:   別の説明\n\n次の語\n:   終わり",
    "1. 甲\n\n   乙\n   - 丙\n     丁\n\n2. 戊[^n]\n\n[^n]:\n    注の文\n\n    > 注の引用",
    '::: {.box #b title="題"}\n甲\n\n::: inner\n- 乙\n:::\n:::',
    '![図の題[^z]と*強調*](a.png){#fig-a alt="代替"}\n\n[^z]: 注',
    '``` {.python #lst-a caption="一覧"}\na = 1\n\nb\n```\n\n~~~\nx\n~~~\n\n    indented\n    code',
    "> 甲\n> 乙 [@k]\n>\n> > 丙\n\n| 一行\n|   二行\n|\n| 三行",
    "$$\nx = 1\n$$ {#eq-a}\n\n文 $$y$$ 文",
    "- [ ] 甲\n- [x] 乙\n  丙\n\n(@) 例\n\na) 丁\nb) 戊",
    '<https://x.jp/a> https://x.jp/b [甲][r]、[r]、[乙][]\n\n[r]: https://x.jp/r "題"\n[乙]: <https://x.jp/o>',
    "^[注^[内]と[@k]]と[^1]と[^1]\n\n[^1]: 一",
    "甲<!-- 覚え -->乙\n\n<!--\n覚え\n-->\n\n丙<b>丁</b>",
    "  甲    乙\n------ ------\n 一     二\n 三     @k\n\nTable: 題 {#tbl-y}",
    "+------+------+\n| 甲   | - 乙 |\n+======+======+\n| 一   | 二   |\n|      | 三   |\n+------+------+",
    "\u3000全角で始まる。\n\u3000続く。\n\nタブ\tと 空白 と",
    "H~2~O、10^6^、_甲_、__乙__、a_b_c、2*3*4",
)  # fmt: skip


def documents(around):
    """Each piece with words of its own, set into what stands around it."""
    for piece in (*PIECES, *MORE):
        count = 0

        def named(match):
            nonlocal count
            count += 1
            return f"{match[0].lower()}{count}"

        text = _NAMES.sub(named, piece).strip("\n")
        if text.strip():
            yield text, around(text)


def _in_list(text):
    return (
        "- 前\n\n"
        + "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
        + "\n後\n"
    )


def _quoted(text):
    return "前\n\n" + "".join(f"> {line}\n" for line in text.split("\n")) + "\n後\n"


AROUND = {"alone": lambda text: f"{text}\n", "in a list": _in_list, "quoted": _quoted}


@pytest.mark.parametrize("around", AROUND)
def test_what_stands_at_the_place_of_each_node(request, around):
    written = [*documents(AROUND[around])]
    blocks, positions = read([text for _, text in written])
    lines = []
    for (piece, _), tree in zip(written, blocks, strict=True):
        lines.append(f"## {_shown(piece)}")
        # What pandoc keeps of a citation as it is written is printed nowhere.
        cites = (each for each in elements(tree) if each["t"] == "Cite")
        kept = {id(inner) for cite in cites for inner in elements(cite["c"][1])}
        for node in elements(tree):
            if id(node) in kept or "at" not in node or node["t"] in {"Space", "SoftBreak"}:
                continue
            at = positions.written(node["at"])
            if node["t"] == "Str" and at == node["c"]:
                continue
            beside = (key for key in ("attributes", "definition") if key in node)
            more = "".join(f" {key}: {positions.written(node[key])}" for key in beside)
            cited = node["c"][0] if node["t"] == "Cite" else ()
            keys = "".join(f" @ {positions.written(each['at'])}" for each in cited if "at" in each)
            lines.append(_shown(f"{node['t']} {at}{more}{keys}"))
    hold_lines(request, lines, "read")


def _shown(text):
    return text.replace("\n", "⏎")


@pytest.mark.parametrize("beside", [False, True], ids=["the text", "and what stands beside"])
def test_the_running_text_of_each(request, beside):
    """Its letters, its notes and its parts, and each letter at the place where it was typed."""
    written = [*documents(AROUND["alone"])]
    blocks, positions = read([text for _, text in written])
    lines = []
    for (piece, _), tree in zip(written, blocks, strict=True):
        plain = prose_of(tree, positions, beside=beside)
        printed = prose_of(tree, positions, beside=beside, printed=True)
        lines += [f"## {_shown(piece)}", f"= {_shown(plain.text)}"]
        if printed.text != plain.text:
            lines.append(f"printed: {_shown(printed.text)}")
        for name, parts in (("note", plain.notes), ("part", plain.parts)):
            for start, end, kind in parts:
                own = kind if name == "part" else "note"
                lines.append(f"{own}: {_shown(plain.text[start:end])}")
        lines += [f"single {at}: @{each['citationId']}" for at, each in plain.single.items()]
        lines += [f"opaque {at}: {node['t']}" for at, node in plain.opaque.items()]
        whole = plain.written(0, len(plain.text)) if plain.text else ""
        lines.append(f"written: {_shown(whole)}")
    hold_lines(request, lines, "read")
