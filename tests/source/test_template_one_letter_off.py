"""A chapter's template with one letter too few or too many: what is told, and where.

Held letter by letter; what still prints the same has no line.
"""

from __future__ import annotations

import pytest

from accepted_words import hold_lines, told
from hakusho.data import facts_of, vocabulary_of
from hakusho.data.datasets import datasets_of
from hakusho.paper.source_file import ChapterFile
from hakusho.source.chapter_reading import Asked, read
from hakusho.source.prose import prose_of

DATA = {
    "figures/data/f.csv": "id,value,unit,item_ja,date\ncalls,1230,隻,寄港数,2015-09-19\n",
    "figures/data/y.csv": "年度,旅客数\n2015,520\n2025,405\n",
}
DATASETS = datasets_of(DATA)[0]
NAMES = vocabulary_of(DATASETS, facts_of(DATASETS)[0], "ja")
CHAPTER = """\
前 {{ fact("calls") }}は{{ fact('calls').date | seireki }}、
{% if true %}中{% endif %}{%# 覚え #%}後
{{ cell("y", "旅客数", 年度="2015") }}。{% for n in [1, 2] %}{{ n }}{% endfor %}
"""


def said_of(texts):
    """What is told of each text, or what it prints."""
    asked = [Asked(ChapterFile(f"{at}.md", text), NAMES) for at, text in enumerate(texts)]
    parsed, positions, findings = read(asked, seconds=300)
    found = {}
    for each in findings:
        number, _, rest = told(each).partition(".md:")
        found.setdefault(int(number), []).append(rest)
    for at, blocks in enumerate(parsed):
        if at in found or blocks is None:
            yield " || ".join(found.get(at, ["nothing"]))
        else:
            yield prose_of(blocks, positions, printed=True).text.replace("\n", "⏎")


def test_the_chapter_as_it_is():
    (printed,) = said_of([CHAPTER])
    assert printed == "前 1,230隻は2015年9月19日、中後520。12⏎"


@pytest.mark.parametrize("more", ["", "{", "}", "%", '"', "(", "，", "“"])
def test_what_is_told_of_each(request, more):
    """Of each place where a word ends or a mark stands: without it, or with one more before it."""
    places = [
        at
        for at, letter in enumerate(CHAPTER)
        if not (letter.isalnum() and CHAPTER[at - 1].isalnum())
    ]
    texts = [CHAPTER[:at] + more + CHAPTER[at + (not more) :] for at in places]
    lines = []
    for at, said in zip(places, said_of(texts), strict=True):
        around = CHAPTER[max(at - 6, 0) : at + 6].replace("\n", "⏎")
        lines.append(f"{at} {around}: {said}")
    hold_lines(request, lines, "read")
