"""Templates are compiled once, and only code that we have kept ourselves is run."""

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import SecurityError

from hakusho.tools import compiled_templates
from hakusho.tools.compiled_templates import CompiledTemplates
from hakusho.tools.sandbox import Sandbox
from hakusho.tools.sealed import FOLDER

NAME = "a.txt"


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path / compiled_templates.FOLDER


@pytest.fixture
def compiled(monkeypatch):
    """What is compiled."""
    sources, generate = [], Sandbox._generate
    monkeypatch.setattr(
        Sandbox, "_generate", lambda self, *a, **k: sources.append(a[1]) or generate(self, *a, **k)
    )
    return sources


def render(text, **options):
    given = {"autoescape": True, "bytecode_cache": CompiledTemplates(), **options}
    return Sandbox(loader=DictLoader({NAME: text}), **given).get_template(NAME).render(word="<海>")


def test_a_template_is_compiled_once(compiled):
    assert [render("{{ word }}") for _ in range(3)] == ["&lt;海&gt;"] * 3
    assert compiled == [NAME]


def test_another_text_and_other_options_are_compiled_anew(compiled):
    assert render("{{ word }}") == "&lt;海&gt;"
    assert render("{{ word }}!") == "&lt;海&gt;!"
    assert render("{{ word }}", autoescape=False) == "<海>"
    assert render("{{ word }}", variable_start_string="<<") == "{{ word }}"
    assert len(compiled) == 4


def test_code_that_somebody_else_has_put_there_is_not_run(kept, compiled):
    render("{{ word }}")
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes() + b" ")
    assert render("{{ word }}") == "&lt;海&gt;"
    assert len(compiled) == 2


def test_the_limits_of_the_sandbox_are_in_what_is_kept(compiled):
    many = "{% for _ in range(90000) %}{% for _ in range(9) %}{% endfor %}{% endfor %}"
    for _ in range(2):
        with pytest.raises(SecurityError, match="steps"):
            render(many)
    assert len(compiled) == 1


def test_what_is_not_used_makes_room(kept, monkeypatch):
    monkeypatch.setattr(compiled_templates, "_MOST", 2)
    for number in range(4):
        render(str(number))
    assert len([*kept.iterdir()]) <= 3


def test_where_nothing_can_be_kept_everything_is_compiled(tmp_path, monkeypatch, compiled):
    (tmp_path / "file").touch()
    monkeypatch.setenv(FOLDER, str(tmp_path / "file"))
    assert [render("a"), render("a")] == ["a", "a"]
    assert len(compiled) == 2
