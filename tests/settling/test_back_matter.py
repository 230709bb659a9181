"""Acknowledgements and who the authors are, as blocks of the document."""

from hakusho.ast.walk import elements, stringify
from hakusho.paper.settings import Settings
from hakusho.settling.back_matter import back_matter
from hakusho.settling.end_blocks import NO_END_BLOCKS

LABELS = {"acknowledgements": "謝辞", "about_authors": "著者紹介"}
GIVEN = {"slug": "s", "title": "題", "date": "2026-04-01"}


def made(authors, **publication):
    return back_matter(
        Settings.model_validate({**GIVEN, "authors": authors, "publication": publication}), LABELS
    )


def test_a_paper_that_says_nothing_of_either_has_none():
    assert made([{"name": "甲"}]) == NO_END_BLOCKS


def test_acknowledgements_are_paragraphs_under_a_heading():
    back = made([{"name": "甲"}], acknowledgements="助成を\n受けた。\n\n感謝する。\n")
    assert [stringify(block) for block in back.before] == ["謝辞", "助成を受けた。", "感謝する。"]
    assert back.before[0]["c"][1][:2] == ["acknowledgements", ["unnumbered"]]
    assert back.after == []


def test_profiles_stand_behind_everything_with_the_photograph_beside():
    authors = [
        {"name": "甲", "profile": "教授。", "photo": "images/a.JPG"},
        {"name": "乙"},
        {"name": "丙", "profile": "研究員。\n\n専門は核。"},
    ]
    back = made(authors)
    assert [stringify(block) for block in back.after] == [
        "著者紹介", "甲教授。", "丙\u3000研究員。", "専門は核。",
    ]  # fmt: skip
    assert [block["c"][0][1] for block in back.after if block["t"] == "Div"] == [
        ["columns", "author-profile"], ["continued"],
    ]  # fmt: skip
    images = [each for each in elements(back.after) if each["t"] == "Image"]
    assert [image["c"][2][0] for image in images] == ["figures/author-1.jpg"]
    assert dict(images[0]["c"][0][2])["alt"] == "甲"
