"""Which paragraphs have numbers, and how references name them."""

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.manuscript.paragraph_numbers import named_paragraphs, with_paragraph_numbers
from written import read_texts

TEXT = """# 題

[]{#par-a}一。

- 項
- []{#par-no}目

> 引用

$$x$$

![](a.png){alt=x}

::: {.only brief="press"}
[二]{#par-b}。^[注。

:::

::: {.box}
囲み
:::

語[三]{#par-c}。
"""


def test_running_text_counts():
    text = TEXT.replace("^[注。", "")
    (blocks,), _ = read_texts([text])
    made, references = with_paragraph_numbers(blocks, "ja")
    numbered = [
        stringify(each)
        for each in elements(made)
        if each["t"] == "Para"
        and each["c"][0]["t"] == "Span"
        and "paragraph-number" in attr_of(each["c"][0])[1]
    ]
    assert numbered == ["1　一。", "2　二。", "3　語三。"]
    assert references == {"par-a": "第1段落", "par-b": "第2段落"}
    assert [attr_of(each)[0] for each in named_paragraphs(blocks)] == ["par-a", "par-b"]
    english, names = with_paragraph_numbers(blocks, "en")
    assert names["par-b"] == "paragraph 2"
    assert "1.\u2002一。" in stringify(english)
