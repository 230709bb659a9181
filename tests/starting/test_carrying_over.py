"""What documents become once pandoc has read them, and what is said of what they do not become."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import yaml

from accepted_words import hold
from hakusho.starting.brought import BroughtError, bytes_of, read_bibliography, text_of
from hakusho.starting.carried_text import Lost
from hakusho.starting.carrying_over import carry_over, unsaid
from hakusho.starting.documents import Document
from hakusho.starting.word_package import packed, parts_of
from hakusho.starting.word_sources import remarks_in, with_marks

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "carried_over.yaml").read_text(encoding="utf-8"))
DEFAULTS = {
    "title": "", "subtitle": "", "authors": [], "abstract": "", "keywords": [], "date": None,
    "lang": "", "typed_numbers": False,
}  # fmt: skip


def _data(text):
    return text.encode("latin-1")


def _document(*, lost=(), left=(), images=(), alts=(), media=None, meta=None, source="", **given):
    kept = {name: _data(text) for name, text in (media or {}).items()}
    return Document(
        **given, source=source, meta=meta or {}, lost=tuple(Lost(*each) for each in lost),
        left=tuple(map(tuple, left)), images=tuple(images), alts=tuple(alts), media=kept,
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_documents_become_a_paper(case, tmp_path, monkeypatch, request):
    documents = [_document(**each) for each in case["documents"]]
    for name, text in case.get("beside", {}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(_data(text))
    module = "hakusho.starting.carrying_over"
    monkeypatch.setattr(f"{module}.documents_in", lambda source: (source, []))
    monkeypatch.setattr(f"{module}.read_documents", lambda *_given: documents)
    made = carry_over(tmp_path)
    files = dict(made.brought.files)
    chapters = {
        name: files.pop(f"report/chapters/{name}").decode() for name in made.brought.chapters
    }
    assert list(chapters.items()) == list(case["chapters"].items())
    grey = {name: data for name, data in files.items() if data.startswith(b"\x89PNG\r\n")}
    told = [
        [str(each.location), each.rule.id, str(next(iter(each.message.values.values()), ""))]
        for each in made.brought.findings
    ]
    assert told == case.get("findings", [])
    assert len(grey) == sum(rule == "IMP003" and "no picture" in str(each.message)
                            for each in made.brought.findings for rule in [each.rule.id])  # fmt: skip
    others = {name: data for name, data in files.items() if name not in grey}
    assert others == {name: _data(text) for name, text in case.get("files", {}).items()}
    assert [*made.brought.bibliography] == case.get("bibliography", [])
    assert made.brought.citekey == case.get("citekey", made.brought.citekey)
    said = {key: getattr(made, key) for key in DEFAULTS}
    said |= {"authors": [*said["authors"]], "keywords": [*said["keywords"]]}
    assert said == {key: case.get(key, value) for key, value in DEFAULTS.items()}
    asked = [*unsaid(made, tmp_path / "brought", ("authors",))]
    hold(request, made.brought.findings)
    missing = [each.message.values["name"] for each in asked]
    assert missing == [key for key in ("title", "date") if not case.get(key)]


def test_a_text_in_an_encoding_of_japanese_computers(tmp_path):
    path = tmp_path / "a.csv"
    for encoding in ("cp932", "euc_jp"):
        path.write_bytes("港湾の統計、\r\n年度の表\r旅客\n".encode(encoding))
        assert text_of(path) == "港湾の統計、\n年度の表\n旅客\n"
    path.write_bytes(b"\xff\xfe\xfd\x81")
    with pytest.raises(BroughtError, match=r"^a\.csv"):
        text_of(path)
    with pytest.raises(BroughtError, match="No such file"):
        bytes_of(tmp_path / "gone")
    with pytest.raises(BroughtError, match="this is no file"):
        bytes_of(tmp_path)


def test_a_bibliography_without_works_is_said():
    with pytest.raises(BroughtError, match=r"^bib/a\.bib: "):
        read_bibliography("bib/a.bib", "@book{a, title = {")
    assert read_bibliography("bib/a.bib", "").citekey == ""
    made = read_bibliography("bib/a.bib", "@book{a, title = {A}}\n@book{b, title = {B}}")
    assert (made.citekey, made.bibliography) == ("a", ("bib/a.bib",))


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
B = 'xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"'
SOURCES = f"""\
<b:Sources {B}><b:Source><b:Tag>A1</b:Tag><b:SourceType>JournalArticle</b:SourceType>
<b:Title> On ports </b:Title><b:JournalName>Ports</b:JournalName><b:Year>2021</b:Year>
<b:Month>3</b:Month><b:Day>x</b:Day><b:Guid>1</b:Guid><b:Author><b:Author><b:NameList>
<b:Person><b:Last>Sato</b:Last><b:First>Taro</b:First></b:Person><b:Person/>
<b:Person><b:Last>Ito</b:Last></b:Person></b:NameList></b:Author></b:Author></b:Source>
<b:Source><b:SourceType>Film</b:SourceType><b:Author><b:Author><b:Corporate> 港湾局 </b:Corporate>
</b:Author></b:Author></b:Source></b:Sources>"""
ENTRIES = """\
@article{A1,
  title = {On ports},
  journaltitle = {Ports},
  author = {Sato, Taro and Ito},
  date = {2021-03},
}

@misc{source,
  author = {{港湾局}},
}
"""


def _word(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def _field(code):
    return (
        f"<w:sdt><w:sdtContent><w:r><w:instrText>{code}</w:instrText></w:r>"
        "<w:r><w:t>(A)</w:t></w:r></w:sdtContent></w:sdt>"
    )


def test_sources_of_word_and_its_citations():
    fields = (r' CITATION A1 \p "46 - 48" \m B2 \m C3 ', " CITATION A1 ", " PAGE ")
    body = "".join(map(_field, fields)) + "<w:r><w:instrText> CITATION A1 </w:instrText></w:r>"
    parts = {
        "word/document.xml": f"<w:document {W}>{body}</w:document>",
        "word/footnotes.xml": f"<w:footnotes {W}>{_field(' CITATION N4 ')}</w:footnotes>",
        "customXml/item1.xml": SOURCES,
        "customXml/itemProps1.xml": SOURCES,
        "customXml/item2.xml": "<x/>",
    }
    made, sources = with_marks(parts_of(_word(parts)))
    assert sources == ENTRIES
    assert [*made] == [*parts]
    text, notes = (made[f"word/{name}.xml"].decode() for name in ("document", "footnotes"))
    cited = [each.partition("⦘")[0] for each in text.split("⦗")[1:]]
    assert cited == ["[@A1, p. 46 - 48; @B2; @C3]", "[@A1]"]
    assert "⦗[@N4]⦘" in notes
    assert text.count("(A)") == 1  # the field that is no citation


KINDS_OF_SOURCES = {
    "Book": "book", "BookSection": "incollection", "JournalArticle": "article",
    "ArticleInAPeriodical": "article", "ConferenceProceedings": "inproceedings",
    "Report": "report", "InternetSite": "online", "DocumentFromInternetSite": "online",
    "Patent": "misc",
}  # fmt: skip
FIELDS_OF_SOURCES = {
    "Title": "title", "JournalName": "journaltitle", "PeriodicalTitle": "journaltitle",
    "BookTitle": "booktitle", "ConferenceName": "booktitle", "Publisher": "publisher",
    "Institution": "institution", "City": "location", "Volume": "volume", "Issue": "number",
    "Pages": "pages", "Edition": "edition", "URL": "url", "DOI": "doi",
}  # fmt: skip


def _sources(inner):
    source = f"<b:Sources {B}><b:Source>{inner}</b:Source></b:Sources>"
    parts = {"word/document.xml": f"<w:document {W}/>", "customXml/item12.xml": source}
    return with_marks(parts_of(_word(parts)))[1]


def test_each_kind_and_field_of_words_sources():
    for kind, name in KINDS_OF_SOURCES.items():
        inner = f"<b:SourceType>{kind}</b:SourceType><b:Tag>T</b:Tag>"
        assert _sources(inner) == f"@{name}{{T,\n}}\n"
    for field, name in FIELDS_OF_SOURCES.items():
        inner = f"<b:{field}> a </b:{field}><b:Comments>b</b:Comments>"
        assert _sources(inner) == f"@misc{{source,\n  {name} = {{a}},\n}}\n"
    day = "<b:Year>2021</b:Year><b:Month>3</b:Month><b:Day>4</b:Day><b:Title> </b:Title>"
    assert _sources(day) == "@misc{source,\n  date = {2021-03-04},\n}\n"


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2015", "July", "16"), "2015-07-16"),
        (("2015", "7月", "16"), "2015"),
        (("2015", "", "16"), "2015"),
        (("2015", "2", "31"), "2015"),
        (("平成27年", "", ""), "2015"),
        (("2015年7月", "", ""), "2015-07"),
        (("in press", "", ""), ""),
    ],
)
def test_the_date_of_a_source_of_word(parts, date):
    inner = "".join(
        f"<b:{name}>{part}</b:{name}>"
        for name, part in zip(("Year", "Month", "Day"), parts, strict=True)
    )
    line = f"  date = {{{date}}},\n" if date else ""
    assert _sources(inner) == f"@misc{{source,\n{line}}}\n"


def test_citations_in_each_part_of_a_word_document():
    names = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
    parts = {name: f"<w:x {W}>{_field(' CITATION A1 ')}</w:x>" for name in names}
    made, _ = with_marks(parts_of(_word({**parts, "customXml/item1.xml": SOURCES})))
    with zipfile.ZipFile(io.BytesIO(packed(made))) as archive:
        assert all("⦗[@A1]⦘" in archive.read(name).decode() for name in names)
        assert all(each.compress_type == zipfile.ZIP_DEFLATED for each in archive.infolist())
        head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
        assert archive.read(names[0]).decode().startswith(head)


def test_a_document_without_sources_stays_as_it_is():
    for data in (_word({"word/document.xml": f"<w:document {W}/>"}), b"no archive"):
        assert with_marks(parts_of(data)) == (parts_of(data), "")
    assert remarks_in(parts_of(b"no archive")) == ()
    assert remarks_in(parts_of(_word({"word/document.xml": "<open>"}))) == ()
    assert remarks_in(parts_of(_word({"a": ""}))) == ()


def test_comments_and_tracked_changes_of_word():
    text = "<w:r><w:t>{}</w:t></w:r>"
    changes = (
        f"<w:ins>{text.format('大きく')}{text.format('も')}</w:ins><w:ins>{text.format(' ')}</w:ins>"
        "<w:del><w:r><w:delText>小さく</w:delText></w:r></w:del>"
    )
    comments = (
        f'<w:comment w:author="上司">{text.format("出典")}{text.format("は？")}</w:comment>'
        f"<w:comment>{text.format('無名')}</w:comment>"
    )
    parts = {
        "word/document.xml": f"<w:document {W}>{changes}</w:document>",
        "word/comments.xml": f"<w:comments {W}>{comments}</w:comments>",
    }
    assert remarks_in(parts_of(_word(parts))) == (
        ("comment", "上司: 出典は？"),
        ("comment", "無名"),
        ("change", "+ 大きくも"),
        ("change", "- 小さく"),
    )
    del parts["word/comments.xml"]
    assert len(remarks_in(parts_of(_word(parts)))) == 2
