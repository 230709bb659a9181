import base64
import hashlib
import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from lxml import html as markup

from hakusho.editions.html import contents_tree, description

SAMPLES = ("japanese", "english", "minimal")


def page_of(sample):
    return markup.document_fromstring(sample.html.read_text(encoding="utf-8"))


@pytest.fixture(params=SAMPLES)
def sample(request, samples):
    return getattr(samples, request.param)


@pytest.fixture
def page(sample):
    return page_of(sample)


def test_language_title_and_description_are_the_papers(sample, page):
    assert page.get("lang") == sample.metadata["lang"]
    assert page.find(".//title").text.startswith(sample.metadata["title"])
    assert page.xpath("//meta[@name='description']/@content")[0]
    assert page.xpath("count(//h1)") == 1
    assert sample.metadata["title"] in page.xpath("string(//h1)")


def test_metadata_is_escaped(samples):
    text = samples.english.html.read_text(encoding="utf-8")
    assert "Harbours &amp; Power" in text
    assert "<and>" not in text


def test_ids_are_unique_and_every_local_link_has_its_target(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    missing = [href for href in page.xpath("//@href") if href[:1] == "#" and href[1:] not in ids]
    assert missing == []
    named = " ".join(page.xpath("//@aria-labelledby")).split()
    assert set(named) <= set(ids)


def test_notes_are_numbered_in_order_and_lead_back(samples):
    page = page_of(samples.japanese)
    references = page.xpath("//a[@role='doc-noteref']")
    numbers = [link.text_content() for link in references]
    assert numbers == [str(number) for number in range(1, len(references) + 1)]
    assert len(references) == 9
    notes = page.xpath("//section[@role='doc-endnotes']/ol/li")
    assert [link.get("href") for link in references] == [f"#{note.get('id')}" for note in notes]
    for link, note in zip(references, notes, strict=True):
        (back,) = note.xpath(".//a[@role='doc-backlink']")
        assert back.get("href") == f"#{link.get('id')}"
        assert back.text_content() == link.text_content()


def test_a_heading_with_a_note_is_plain_in_the_contents(samples):
    page = page_of(samples.japanese)
    entries = [link.text_content() for link in page.xpath("//nav//a")]
    assert "2\u3000歴史" in entries
    assert "1)\u3000補足" not in entries, "deeper than contents_depth"
    assert entries[-1] == "参考文献"


def test_nothing_is_asked_of_any_server(page):
    loaded = page.xpath("//@src | //link/@href | //svg//@href | //image/@href")
    assert [source[:40] for source in loaded if not source.startswith(("data:", "#"))] == []
    assert page.xpath("//iframe | //object | //embed | //form | //base") == []
    style = "".join(page.xpath("//style/text()"))
    assert "@import" not in style
    assert set(re.findall(r"url\(.{15}", style)) <= {'url("data:font/woff'}


def test_policy_names_the_style_and_the_script_and_no_source(sample):
    text = sample.html.read_text(encoding="utf-8")
    policy = markup.document_fromstring(text).xpath("//meta[@http-equiv]/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_landmarks_are_there_once(page):
    assert page.xpath("count(//main)") == 1
    assert page.xpath("//body/a[@class='skip']/@href") == ["#main"]
    assert page.xpath("count(//nav[@aria-label])") == 1
    assert page.xpath("count(//body/footer)") == 1


def test_every_image_says_what_it_shows(samples):
    page = page_of(samples.japanese)
    drawings = page.xpath("//*[local-name()='svg']")
    assert len(drawings) == 2, "once for the desk, once for the telephone"
    for drawing in drawings:
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label").startswith("図1 棒グラフ")
        assert drawing.xpath(".//*[local-name()='title']") == [], "it would show as a tooltip"
    assert "2020年" in page.xpath("string(//figure[@id='fig-warheads'])")
    images = page.xpath("//img")
    assert [image.get("alt") for image in images] == ["赤い丸の印", "赤い丸"]
    assert all(image.get("src").startswith("data:image/png;base64,") for image in images)


def test_tables_have_captions_scopes_and_a_focusable_frame(samples):
    (table,) = page_of(samples.japanese).xpath("//table[caption]")
    assert table.get("id") == "tbl-guidelines"
    assert table.find("caption").text_content().startswith("表1")
    assert set(table.xpath(".//th/@scope")) == {"col"}
    assert table.getparent().get("tabindex") == "0"


def test_the_data_of_a_figure_are_folded_behind_their_name(samples):
    page = page_of(samples.japanese)
    (details,) = page.xpath("//details[@class='figure-data']")
    assert details.getprevious().get("id") == "fig-warheads"
    assert "open" not in details.attrib
    (summary,) = details.xpath("summary")
    assert summary.text_content() == "図1のデータ"
    for drawing in page.xpath("//figure[@id='fig-warheads']//*[local-name()='svg']"):
        assert drawing.get("aria-details") == details.get("id")
    (table,) = details.xpath(".//table")
    assert table.get("aria-labelledby") == summary.get("id")
    assert table.xpath("thead//th/@scope") == ["col"] * 3
    assert table.xpath("tbody//th[@scope='row']/text()") == ["2020", "2023", "2030"]
    (link,) = details.xpath(".//a")
    assert (link.get("href"), link.get("download")) == ("figures/warheads.csv", "warheads.csv")
    paragraphs = details.xpath(".//*[@class='figure-description']/p")
    assert [paragraph.text_content()[:5] for paragraph in paragraphs] == ["2020年", "値は推計で"]


def test_an_english_page_names_its_figures_data_in_english(samples):
    page = page_of(samples.english)
    assert page.xpath("string(//details[@class='figure-data']/summary)") == "Data for Figure 1"


def test_letters_of_the_figures_come_with_the_page(samples):
    page = page_of(samples.japanese)
    style = page.xpath("string(//style)")
    faces = re.findall(r'font-weight: (\d+); src: url\("data:font/woff;base64,([^"]+)', style)
    assert [weight for weight, _ in faces] == ["400"]
    with TTFont(BytesIO(base64.b64decode(faces[0][1]))) as font:
        covered = {chr(code) for code in font.getBestCmap()}
    drawn = "".join(page.xpath("//*[local-name()='svg']//*[local-name()='text']/text()"))
    assert covered == set(drawn)
    assert "data:font" not in page_of(samples.minimal).xpath("string(//style)")


def test_entries_of_the_bibliography_say_their_language(samples):
    page = page_of(samples.japanese)
    entries = page.xpath("//section[@role='doc-bibliography']//*[@role='listitem']")
    assert [entry.get("lang") for entry in entries] == ["ja", "en"]


def test_minimal_paper_has_no_empty_parts(samples):
    page = page_of(samples.minimal)
    assert page.xpath("//section[@role='doc-endnotes' or @role='doc-abstract']") == []
    assert page.xpath("//*[@id='note-box' or @id='bibliography']") == []
    assert "{{" not in page.text_content()


def test_second_run_gives_the_same_bytes(samples, write, tmp_path):
    again = write("japanese", tmp_path / "again")
    assert again.html.read_bytes() == samples.japanese.html.read_bytes()


def test_a_papers_own_template_comes_first(write, tmp_path):
    own = tmp_path / "paper" / "templates" / "html"
    own.mkdir(parents=True)
    (own / "report.css").write_text("body { color: teal }", encoding="utf-8")
    made = write("minimal", tmp_path / "job", root=own.parents[1])
    assert "body { color: teal }" in made.html.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("levels", "depth", "expected"),
    [
        ([], 2, []),
        ([1, 2, 2, 1], 2, [[[], []], []]),
        ([1, 2, 3, 1], 2, [[[]], []]),
        ([2, 1, 3], 3, [[], [[]]]),
        ([1, 2], 0, []),
    ],
)
def test_contents_are_nested_by_level(levels, depth, expected):
    def shape(nodes):
        return [shape(node["children"]) for node in nodes]

    entries = [{"id": str(at), "level": level, "html": ""} for at, level in enumerate(levels)]
    assert shape(contents_tree(entries, depth)) == expected


def test_description_is_cut_or_falls_back_on_the_titles():
    assert description({"title": "A", "subtitle": "B", "abstract": ""}) == "A: B"
    assert description({"title": "A", "abstract": "x  y\nz"}) == "x y z"
    assert len(description({"title": "A", "abstract": "あ" * 500})) == 160
