"""Abbreviations in a translation are not introduced in, or missing from, the report's own text."""

from click.testing import CliRunner

from hakusho.cli import main

CHAPTER = """\
# 調整 {#sec-a}

::: {.translation lang="en" of="sec-a" confirmed="0000000"}
# Coordination

The Alliance Coordination Mechanism (ACM) works. The ACM is new, and so is the SDC of [XYZ]{.abbr}.
:::

同盟調整メカニズム（ACM）は機能する。ACMは新しい。
"""
TERMS = """\
abbreviations:
  - {abbr: ACM, ja: 同盟調整メカニズム, en: Alliance Coordination Mechanism}
  - {abbr: SDC, ja: 防衛協力小委員会, en: Subcommittee for Defense Cooperation}
preferred:
  - {use: old, instead_of: [new]}
"""


def test_a_translations_words_are_not_the_reports_but_they_use_an_abbreviation(make_paper):
    root = make_paper({"report/chapters/01.md": CHAPTER, "report/terms.yaml": TERMS})
    result = CliRunner().invoke(
        main, ["check", "--select", "ABB", "--select", "TRM", "--project", str(root)]
    )
    assert "ABB" not in result.output
    assert "TRM" not in result.output
    assert result.exit_code == 0
