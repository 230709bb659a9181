"""What Hakusho says is chosen by a language; what it makes is not: see ``test_papers``."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from spoken import speaking


@pytest.fixture
def hakusho(monkeypatch):
    """Runs a command whose environment asks for a language; what it prints."""

    def run(root, language, *arguments, code=0):
        monkeypatch.setenv("HAKUSHO_LANG", language)
        with speaking(language):
            done = CliRunner().invoke(main, [*arguments, "--project", str(root)])
        assert done.exit_code == code, done.output
        return done.stdout

    return run


FIGURE = {
    "figures/ships.yaml": "kind: line\ndataset: ships\nx: year\nvalue: ships\nsource: ''\nalt: 入港の数。\n",
    "figures/data/ships.csv": "id,year,ships\na,2020,1\nb,2021,2\n",
    "figures/data/ships.meta.yaml": "unit: {ja: 隻, en: ships}\n",
}


@pytest.mark.parametrize(
    ("language", "first", "kept", "again"),
    [
        (
            "en",
            "ships: drawn: not drawn before",
            "ships: unchanged since it was drawn: not drawn before",
            "ships: drawn: ships.csv: b: ships",
        ),
        (
            "ja",
            "ships: 描きました：初めて描きました",
            "ships: 描いた後に変わっていません。描いた理由：初めて描きました",
            "ships: 描きました：ships.csv：b：ships",
        ),
    ],
)
def test_why_a_figure_was_drawn_is_said_in_the_language_asked_for(
    language, first, kept, again, hakusho, make_paper
):
    root = make_paper(FIGURE)
    why = ("figures", "--why")
    assert first in hakusho(root, language, *why).splitlines()
    assert kept in hakusho(root, language, *why).splitlines()
    (root / "figures/data/ships.csv").write_text("id,year,ships\na,2020,1\nb,2021,3\n", "utf-8")
    assert again in hakusho(root, language, *why).splitlines()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "'accent': 'blue' does not have the form that is asked for"),
        ("ja", "「accent」：「blue」は、求められている形ではありません"),
    ],
)
def test_no_library_words_what_is_wrong_in_a_file(language, sentence, hakusho, make_paper):
    root = make_paper(
        {"templates/frames/ours.yaml": "accent: blue\n"},
        report="slug: a\ntitle: 題\nauthors: [{name: A}]\ndate: 2026-01-01\nframe: ours\n",
    )
    assert sentence in hakusho(root, language, "check", code=1)
