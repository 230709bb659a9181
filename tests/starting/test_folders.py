"""Which documents of a folder become chapters, and in which order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from hakusho.starting.brought import BroughtError
from hakusho.starting.carrying_over import carry_over
from hakusho.starting.documents import documents_in

CASES = yaml.safe_load(Path(__file__).with_name("folders.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("files", "found"), CASES)
def test_documents_of_a_folder(files, found, tmp_path):
    folder = tmp_path / "brought"
    folder.mkdir()
    (tmp_path / "x.md").touch()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if isinstance(found, str):
        with pytest.raises(BroughtError, match=f"^brought: {found}$|: {found}$"):
            documents_in(folder)
        return
    _, documents = documents_in(folder)
    assert [each.relative_to(folder).as_posix() for each in documents] == found


@pytest.mark.parametrize("suffix", ["md", "QMD", "ipynb", "re", "docx", "odt", "rtf", "tex", "typ"])
def test_a_document_alone(suffix, tmp_path):
    path = tmp_path / f"a.{suffix}"
    path.touch()
    (tmp_path / "b.md").touch()
    assert documents_in(path) == (tmp_path, [path])


def test_a_document_of_another_kind(tmp_path):
    for name, told in (
        ("a.pdf", "a.pdf: documents of this kind cannot be read. Save it as .docx in the program"),
        ("b.DOC", "b.DOC: documents of this kind cannot be read. Save it as .docx in the program"),
        ("c.txt", "c.txt: documents of this kind cannot be read. Name it c.md if it is Markdown."),
        ("d.zip", "d.zip: documents of this kind cannot be read"),
    ):
        (tmp_path / name).touch()
        with pytest.raises(BroughtError, match=f"^{re.escape(told)}"):
            documents_in(tmp_path / name)


def test_a_document_without_text_is_no_paper(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: 港\n---\n\n")
    with pytest.raises(BroughtError, match=r"^a\.md: there is no text in it to make a chapter of$"):
        carry_over(tmp_path / "a.md")
