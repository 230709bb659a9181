"""What findings say: held against what was accepted last."""

from __future__ import annotations

import os
import re

import pytest
import yaml

from read_yaml import read_yaml

_NUMBERED = re.compile(r"\b\d+\.md:")
"""The path of a text among many, which another one before it would change."""


def _said(finding):
    """A finding as it is told: place, rule, message and hint, and the other places."""
    others = "".join(f" [{each.location}]" for each in finding.related)
    told = f"{finding.location} {finding.rule.id} {finding.message} | {finding.hint}{others}"
    return _NUMBERED.sub("", told)


@pytest.fixture
def hold_words(request):
    """Holds the findings of many texts, by text, against ``NAME_words.yaml`` beside the test.

    With ``HAKUSHO_ACCEPT=1`` that file is written anew; look at the difference.
    """
    name = request.path.stem.removeprefix("test_")
    file = request.path.with_name(f"{name}_words.yaml")

    def hold(findings):
        said = {
            text: sorted(map(_said, found)) for text, found in findings.items() if len(found) > 0
        }
        if os.environ.get("HAKUSHO_ACCEPT"):
            text = yaml.safe_dump(said, allow_unicode=True, width=10_000, sort_keys=False)
            file.write_text(text, encoding="utf-8")
        assert said == read_yaml(file)

    return hold
