"""The types of nodes against what pandoc itself writes."""

import json
import subprocess
import types
from typing import Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from hakusho.ast import nodes
from hakusho.ast.walk import PLACES, elements
from hakusho.tools.pandoc import binary

EVERYTHING = """\
# *a* **b** ~~c~~ ^d^ ~e~ [f]{.smallcaps} [g]{.underline} {#h .i j="k"}

'l' "m" [see @n, p. 1; -@o] @p [q] `r`{.s} $t$ $$u$$ <b> [v](w "x") ![y](z) b^[note] [c]{lang=d}\\
after a break
and a soft one

| line
| block

~~~ {.python}
code
~~~

<div>

> quote

a) one
b) two

- tight

term
:   definition

* * *

![figure](target){#fig-x}

| a | b |
|:--|--:|
| 1 | 2 |

: caption {#tbl-x}

+-----+-----+
| c   | d   |
+=====+=====+
| e   | f   |
|     |     |
| g   |     |
+-----+-----+

::: {.division}
text
:::
"""


def pandoc(given, source, target):
    command = [str(binary()), "-f", source, "-t", target]
    done = subprocess.run(command, input=given, capture_output=True, check=True, encoding="utf-8")
    return done.stdout


@pytest.fixture(scope="module")
def document():
    return json.loads(pandoc(EVERYTHING, "markdown-native_divs-native_spans", "json"))


def fits(value, hint):
    """Whether a JSON value is what a type says; tuples are lists of fixed length there."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        fit = any(fits(value, each) for each in args)
    elif origin is Literal:
        fit = value in args
    elif origin is list:
        fit = isinstance(value, list) and all(fits(each, args[0]) for each in value)
    elif origin is tuple:
        fit = isinstance(value, list) and len(value) == len(args) and all(map(fits, value, args))
    elif is_typeddict(origin or hint):
        kind = origin or hint
        given = dict(zip(getattr(kind, "__parameters__", ()), args, strict=True))
        hints = {key: given.get(each, each) for key, each in get_type_hints(kind).items()}
        fit = isinstance(value, dict) and set(value) == set(hints) - PLACES
        fit = fit and all(fits(each, hints[key]) for key, each in value.items())
    else:
        fit = isinstance(value, hint)
    return fit


NAMES = {name for each in get_args(nodes.Element) for name in get_args(get_type_hints(each)["t"])}


def test_pandoc_writes_what_the_types_say(document):
    assert {each["t"] for each in elements(document["blocks"])} >= NAMES
    for block in document["blocks"]:
        assert fits(block, nodes.Block), block


def test_the_comparison_sees_a_wrong_node():
    assert not fits({"t": "Header", "c": [1, ["", [], []]]}, nodes.Block)
    assert not fits({"t": "Str", "c": "x"}, nodes.Block)
    assert not fits({"t": "AlignTop"}, nodes.Alignment)
    assert not fits({"t": "Str", "c": "x", "d": 1}, nodes.Inline)


def test_pandoc_reads_nodes_with_places_and_drops_these(document):
    placed = json.loads(json.dumps(document))
    for element in elements(placed["blocks"]):
        element["at"] = (0, 1)
    again = json.loads(pandoc(json.dumps(placed), "json", "json"))
    assert again["blocks"] == document["blocks"]
