"""Abbreviations in a translation are not introduced in, or missing from, the report's own text."""

from click.testing import CliRunner

from hakusho.cli import main

CHAPTER = """\
# 調整 {#sec-a}

::: {.translation lang="en" of="sec-a" confirmed="0000000"}
# Coordination

The Alliance Coordination Mechanism (ACM) works. The ACM is new.
:::

同盟調整メカニズム（ACM）は機能する。ACMは新しい。
"""
TERMS = """\
abbreviations:
  - {abbr: ACM, ja: 同盟調整メカニズム, en: Alliance Coordination Mechanism}
"""


def test_a_translations_introduction_is_not_the_reports(make_paper):
    root = make_paper({"report/chapters/01.md": CHAPTER, "report/terms.yaml": TERMS})
    result = CliRunner().invoke(main, ["check", "--select", "ABB", "--project", str(root)])
    assert "ABB" not in result.output
    assert result.exit_code == 0
