"""What a paper says of itself, against its briefs and against the address of its licence."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions import check_of_itself
from hakusho.paper.load import load_paper

SETTINGS = "slug: a\ntitle: T\nauthors: [{name: Ines Calder}]\ndate: 2026-04-01\n"
BRIEF = "---\ntitle: B\n%s\n---\n\nText.\n"
LICENCES = [
    ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.ja", []),
    ("CC BY 4.0", "https://creativecommons.org/licenses/by-nc/4.0/", ["CON019"]),
    ("CC BY 3.0", "https://creativecommons.org/licenses/by/4.0/", ["CON019"]),
    ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by/4.0/", ["CON019"]),
    ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", []),
    ("CC0 1.0", "https://creativecommons.org/licenses/by/4.0/", ["CON019"]),
    ("CC0 1.0", "https://creativecommnos.org/publicdomain/zero/1.0/", ["CON019"]),
    ("CC BY 4.0", "https://creativecommons.org/licences/by/4.0/", ["CON019"]),
    ("CC BY 4.0", "https://example.org/licence", []),
    ("Our own", "https://example.org/licence", []),
]
FRONT = [
    ("date: 2025-04-01", ["CON022 report/briefs/b.md:3:1"]),
    ("date: 2026-04-08", []),
    ("contact: Inez Calder, Institute", ["CON023 report/briefs/b.md:3:1"]),
    ("contact: Ines Calder, Institute", []),
    ("contact: Ina Caldwell, Institute", []),
    ("authors: [{name: Ines Caldar}]", ["CON023 report/briefs/b.md:3:1"]),
    ("authors: [{name: Somebody Else}]", []),
]


def found(root, settings, brief="date: 2026-04-01"):
    for path, text in {
        "report/report.yaml": settings,
        "report/chapters/01.md": "Text.\n",
        "report/briefs/b.md": BRIEF % brief,
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    paper, _ = load_paper(root)
    return list(check_of_itself(paper))


@pytest.mark.parametrize(("name", "address", "rules"), LICENCES)
def test_a_licence_and_its_address(tmp_path, name, address, rules):
    licence = f"licence: {{name: {name}, url: '{address}'}}\n"
    assert [each.rule.id for each in found(tmp_path, SETTINGS + licence)] == rules


@pytest.mark.parametrize(("front", "expected"), FRONT)
def test_a_brief_and_its_report(tmp_path, front, expected):
    said = [f"{each.rule.id} {each.location}" for each in found(tmp_path, SETTINGS, front)]
    assert said == expected
