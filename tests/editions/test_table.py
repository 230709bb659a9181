"""Adding an edition takes a writer, a module and a line in the table, as architecture.md says."""

import os
import shutil
import subprocess
import sys

import pytest

from hakusho.editions.edition import writer
from hakusho.values.editions import EDITIONS, edition_of

WITHHELD = "極秘の通し番号は八七六五四三であると担当者が述べた。"
PAPER = {
    "report/chapters/01.md": f"""\
        # 序 {{#sec-a}}

        本文である[^1]。

        ::: {{.only edition="txt"}}
        文字版だけ。
        :::

        ::: {{.not edition="txt"}}
        {WITHHELD}
        :::

        [^1]: 注の文。
        """
}
MODULE = '''\
"""The plain text edition, which has no title page."""

from hakusho.collation.bare_text import NOTE, NOTE_END
from hakusho.collation.witness import Witness

TITLE_PAGE = "試しの論文 試作班 2026年4月1日"


def prepare(job):
    return {"output": "text.txt"}


def finish(job):
    return (job.folder / "text.txt").rename(job.target(".txt"))


def read(job):
    text = job.target(".txt").read_text(encoding="utf-8")
    body, _, note = text.partition("[1] ")
    mark = f"{NOTE}1{NOTE_END}"
    return Witness(TITLE_PAGE + body.replace("[1]", mark), (("1", note),))
'''
WRITER = """\
local txt = {{}}

function txt.write(doc, job)
  local file = assert(io.open(job.editions.txt.output, 'wb'))
  file:write(pandoc.write(doc, 'plain', pandoc.WriterOptions {{ wrap_text = 'none' }}), '{fault}')
  file:close()
end

return txt
"""
LAST = '        "epub": Edition(".epub", of_briefs=False),\n'


@pytest.fixture
def with_plain_text(tmp_path, repository):
    """Runs a copy of Hakusho that has a fifth edition; ``fault`` is what its writer adds."""

    def run(*arguments, fault=""):
        package = tmp_path / "hakusho"
        shutil.copytree(repository / "src" / "hakusho", package)
        shutil.copytree(repository / "templates", package / "templates")
        editions = package / "editions"
        (editions / "lua" / "txt.lua").write_text(WRITER.format(fault=fault), encoding="utf-8")
        (editions / "txt.py").write_text(MODULE, encoding="utf-8")
        table = package / "values" / "editions.py"
        text = table.read_text(encoding="utf-8")
        assert LAST in text
        line = '        "txt": Edition(".txt"),\n'
        table.write_text(text.replace(LAST, LAST + line), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "hakusho", *arguments],
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_fifth_edition_is_built(with_plain_text, make_paper):
    root = make_paper(PAPER)
    result = with_plain_text("build", "txt", "--project", str(root))
    assert result.returncode == 0, result.stderr + result.stdout
    text = (root / "build" / "trial.txt").read_text(encoding="utf-8")
    assert "本文である" in text
    assert "文字版だけ。" in text
    assert WITHHELD not in text


def test_what_a_faulty_writer_lets_through_is_found(with_plain_text, make_paper, report_text):
    root = make_paper(PAPER, report=f"{report_text}editions: [txt]\n")
    result = with_plain_text("build", "--project", str(root), fault=WITHHELD)
    assert result.returncode == 1
    assert "OUT010" in result.stdout + result.stderr
    assert "trial.txt would hold what is withheld from it" in result.stdout + result.stderr
    assert not (root / "build" / "trial.txt").exists()


def test_what_a_faulty_writer_adds_is_found_when_it_is_read_back(with_plain_text, make_paper):
    root = make_paper(PAPER)
    result = with_plain_text("build", "txt", "--project", str(root), fault="**")
    assert result.returncode == 1
    assert "OUT012 trial.txt, note 1: “**”" in result.stdout + result.stderr
    assert not (root / "build" / "trial.txt").exists()


@pytest.mark.parametrize("name", EDITIONS)
def test_each_edition_of_the_table_has_its_module(name, repository):
    made = writer(name)
    assert callable(made.prepare)
    assert callable(made.finish)
    assert callable(made.read)
    assert (repository / "src" / "hakusho" / "editions" / "lua" / f"{name}.lua").is_file()
    assert edition_of(f"trial{EDITIONS[name].suffix}") == name


def test_a_file_beside_the_editions_is_none():
    assert edition_of("threats.svg") == ""
