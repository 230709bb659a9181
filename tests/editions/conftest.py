"""The samples of this folder as finished editions of each kind, made once for all tests."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from accepted_words import hold_lines
from hakusho.data import load_datasets
from hakusho.editions import edition
from hakusho.editions.edition import Job, writer
from hakusho.editions.pdf import BODY
from hakusho.figures import available, render
from hakusho.paper.layouts import Layout
from hakusho.paper.metadata import labels, whole_title
from hakusho.tools.pandoc import stream_lua
from read_yaml import read_yaml
from validators import axe

HERE = Path(__file__).parent
_HELD = ("word/document.xml", "word/footnotes.xml")
EPOCH = 1_795_478_400
TITLES = {
    "japanese": ("日米防衛協力の歴史・現状・課題", "三つの「指針」を読む"),
    "english": ("Harbours & Power", "Sea Lanes <and> Small States"),
    "minimal": ("覚書", ""),
}


@dataclass(frozen=True)
class Sample:
    name: str
    metadata: dict
    pdf: Path
    html: Path
    epub: Path | None
    docx: Path | None


def metadata_of(name, root):
    language = "en" if name == "english" else "ja"
    bare = name == "minimal"
    title, subtitle = TITLES[name]
    return {
        "title": title,
        "subtitle": subtitle,
        "whole_title": whole_title(title, subtitle, language),
        "authors": [{"name": "Jane Doe", "affiliation": None if bare else "Institute of Ports"}],
        "date": "2026-11-24",
        "date_text": "24 November 2026" if language == "en" else "2026年11月24日",
        "lang": "en-GB" if language == "en" else "ja-JP",
        "language": language,
        "abstract": "" if bare else 'What states can choose.\n\nIn "two" paragraphs & more.',
        "keywords": [] if bare else ["ports", "同盟"],
        "licence": None if bare else {"name": "CC BY 4.0", "url": "https://example.org/by"},
        "slug": name,
        "version": "1.0",
        "identifier": "urn:uuid:5f9a3f4e-6f0c-5a3e-9a3c-0d7b1b8a9a10",
        "contents_depth": 2,
        "labels": labels(root, language),
    }


def write_sample(name, folder, root):
    """The sample's editions; ``root`` is the paper whose templates count."""
    shutil.copytree(HERE / "samples" / "figures", folder / "figures")
    source = (HERE / "samples" / f"{name}.md").read_text(encoding="utf-8")
    return write_document(source, folder, root, metadata_of(name, root))


def run_writers(script, source, folder, root, metadata, order, **more):
    """Let the writers of some editions write a Markdown text; the job, and what was printed."""
    job = Job(folder, root, metadata, EPOCH, seconds=300, cache=folder / "cache")
    editions = {name: writer(name).prepare(job) for name in order}
    given = {"source": source, "order": order, "metadata": metadata, "editions": editions, **more}
    (folder / "job.json").write_text(json.dumps(given), encoding="utf-8")
    writers = (Path(edition.__file__).parent / "lua").as_posix()
    arguments = [writers, "job.json", (HERE / "finished.lua").as_posix()]
    return job, list(stream_lua(script, arguments, folder=folder, seconds=300, epoch=EPOCH))


def write_editions(source, folder, root, metadata, order, **more):
    """The finished file of each edition of a Markdown text whose images lie in ``folder``."""
    script = HERE / "finished.lua"
    job, _ = run_writers(script, source, folder, root, metadata, order, **more)
    return {name: writer(name).finish(job) for name in order}


def write_document(source, folder, root, metadata, order=("pdf", "docx", "html", "epub")):
    """The editions of a Markdown text; a brief has no EPUB."""
    made = write_editions(source, folder, root, metadata, order)
    return Sample(metadata["slug"], metadata, *map(made.get, ("pdf", "html", "epub", "docx")))


def write_docx(source, folder, root, metadata, renumber):
    """The DOCX edition alone; ``renumber`` gives notes other numbers than their order."""
    made = write_editions(source, folder, root, metadata, ["docx"], renumber=renumber)
    return made["docx"]


@pytest.fixture(scope="session")
def samples(once, repository):
    made = {
        name: once(f"sample-{name}", partial(write_sample, name, root=repository))
        for name in TITLES
    }
    return SimpleNamespace(**made, all=tuple(made.values()))


@pytest.fixture(scope="session")
def write(repository):
    """Writes a sample once more, for instance for another paper's templates."""

    def again(name, folder, root=repository):
        folder.mkdir(exist_ok=True)
        return write_sample(name, folder, root)

    return again


@pytest.fixture
def of_text(tmp_path, repository):
    """Writes an English Markdown text as HTML and EPUB."""

    def written(source):
        shutil.copytree(HERE / "samples" / "figures", tmp_path / "figures", dirs_exist_ok=True)
        metadata = metadata_of("english", repository)
        return write_document(source, tmp_path, repository, metadata, ("html", "epub"))

    return written


def brief_metadata(root, layout="minister", **changes):
    """A brief's metadata, as :func:`hakusho.paper.metadata.brief_metadata` composes them."""
    measures = read_yaml(root / f"templates/briefs/{layout}.yaml")
    return {
        **metadata_of("minimal", root),
        "title": "策定した計画を、実行できる計画へ",
        "subtitle": "二つの問題",
        "slug": "brief",
        "contents_depth": 0,
        "audience": "大臣",
        "classification": "取扱注意",
        "contact": "編集部",
        "lineage": "『白書』本文 1234567・データ 89abcde",
        "report": "白書",
        "page_size": "a4",
        "layout": Layout.model_validate(measures).model_dump(),
        **changes,
    }


@pytest.fixture(scope="session")
def write_brief(repository):
    """Writes the sample of a brief, or another text as one."""

    def write(folder, source=None, layout="minister", measures=None, **changes):
        folder.mkdir(exist_ok=True)
        shutil.copytree(HERE / "samples" / "figures", folder / "figures", dirs_exist_ok=True)
        text = source or (HERE / "samples" / "brief.md").read_text(encoding="utf-8")
        metadata = brief_metadata(repository, layout, **changes)
        metadata["layout"] |= measures or {}
        return write_document(text, folder, repository, metadata, order=("pdf", "html"))

    return write


@pytest.fixture
def calls_of_writer(tmp_path_factory, repository):
    """How often an edition of a Markdown text calls pandoc's writer."""

    def counted(source, name):
        folder, metadata = tmp_path_factory.mktemp(name), metadata_of("minimal", repository)
        _, said = run_writers(HERE / "counted.lua", source, folder, repository, metadata, [name])
        return int(said[-1])

    return counted


@pytest.fixture
def held(request):
    """Lines about what one test had written, which are held (``accepted_words``)."""
    lines = []
    yield lines
    if not hasattr(request.function, "is_hypothesis_test"):
        hold_lines(request, lines, "written")


def _digest(data):
    return sha256(data).hexdigest()[:10]


@pytest.fixture
def body_of(tmp_path, repository, held):
    """What Typst is given for the body of a Markdown text."""

    def body(source):
        metadata = metadata_of("minimal", repository)
        run_writers(HERE / "finished.lua", source, tmp_path, repository, metadata, ["pdf"])
        text = (tmp_path / BODY).read_text("utf-8")
        held.append(f"body: {text.count(chr(10))} lines, {_digest(text.encode())}")
        return text

    return body


@pytest.fixture(scope="session")
def brief(once, write_brief):
    """The sample of a brief in the layout of one page."""
    return once("sample-brief", write_brief)


@pytest.fixture
def write_text(tmp_path, repository, held):
    """Writes the DOCX edition of a Markdown text; further metadata by name."""

    def written(source, *, root=repository, renumber=None, **more):
        folder = tmp_path / "text"
        shutil.copytree(HERE / "samples" / "figures", folder / "figures")
        metadata = {**metadata_of("minimal", root), **more}
        made = write_docx(source, folder, root, metadata, renumber or {})
        with zipfile.ZipFile(made) as parts:
            for name in _HELD:
                data = parts.read(name)
                held.append(f"{name}: {data.count(b'<')} marks, {_digest(data)}")
        return made

    return written


@pytest.fixture(scope="session")
def drawn(once, repository):
    """A document with the figures of the reference paper: each chart kind, as it is drawn."""
    return once("sample-drawn", partial(_drawn, repository))


def _drawn(repository, folder):
    (folder / "figures").mkdir()
    datasets, _ = load_datasets(repository)
    cache = folder.with_name("cache-of-drawn")
    figures, findings = render(
        repository, available(repository), datasets, language="ja", cache=cache
    )
    assert not findings
    lines = ["# 図 {#sec-figures}"]
    for name, figure in figures.items():
        shutil.copyfile(figure.svg, folder / "figures" / f"{name}.svg")
        narrow = ""
        if figure.narrow:
            shutil.copyfile(figure.narrow, folder / "figures" / f"{name}.narrow.svg")
            narrow = f"narrow=figures/{name}.narrow.svg"
        attributes = f'#fig-{name} alt="図。" width-mm={figure.width_mm:g} {narrow}'
        lines.append(f"![{name}](figures/{name}.svg){{{attributes}}}")
    metadata = {**metadata_of("minimal", repository), "slug": "drawn"}
    return write_document("\n\n".join(lines), folder, repository, metadata)


@pytest.fixture(scope="module")
def browser():
    with axe.chromium() as started:
        yield started


@pytest.fixture
def visit(browser):
    """Opens a page of a file, when its fonts are there, and closes all at the end."""
    contexts = []

    def open_page(path, **settings):
        context = axe.window(browser, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
