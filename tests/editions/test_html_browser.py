import zipfile

import pytest

from validators import axe

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_japanese_page_has_no_violation(visit, samples, size, scheme):
    page = visit(samples.japanese.html, viewport=size, color_scheme=scheme)
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["english", "minimal"])
def test_other_pages_have_no_violation(visit, samples, name):
    page = visit(getattr(samples, name).html, viewport=PHONE, color_scheme="dark")
    assert axe.violations(page) == []


KINDS = """() => {
  const kind = element => getComputedStyle(element).fontFamily.trim().endsWith("sans-serif");
  const text = each => [...each.childNodes].some(node => node.nodeType == 3 && node.data.trim());
  const around = [...document.querySelectorAll("body *")].filter(each =>
    text(each) && !each.closest("script, style, svg, code, pre, .noteref, .note-separator, .back"));
  return around.map(each => {
    const word = document.createElement("span");
    word.className = "foreign";
    each.append(word);
    return [each.outerHTML.slice(0, 60), kind(each), kind(word)];
  });
}"""


def test_words_in_letters_that_japanese_fonts_lack_are_of_the_kind_of_font_around_them(
    visit, samples
):
    kinds = visit(samples.japanese.html, viewport=DESK).evaluate(KINDS)
    assert {around for _, around, _ in kinds} == {True, False}
    assert [html for html, around, word in kinds if around != word] == []


def test_open_note_has_no_violation(visit, samples):
    page = visit(samples.japanese.html, viewport=DESK)
    page.focus("#fnref-4")
    page.keyboard.press("Enter")
    assert axe.violations(page) == []


def test_no_request_is_made_and_nothing_goes_wrong(browser, samples):
    context = axe.window(browser)
    page = context.new_page()
    requests, complaints = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(samples.japanese.html.as_uri())
    page.wait_for_load_state("networkidle")
    outside = [url for url in requests if not url.startswith("data:")]
    assert outside == [samples.japanese.html.as_uri()]
    assert complaints == []
    context.close()


def test_note_opens_with_the_keyboard_and_escape_leads_back(visit, samples):
    page = visit(samples.japanese.html, viewport=DESK)
    page.focus("#fnref-3")
    page.keyboard.press("Enter")
    box = page.locator("#note-box")
    assert box.is_visible()
    assert "板山真弓" in box.inner_text()
    assert page.evaluate("document.activeElement.id") == "note-box"
    assert page.get_attribute("#fnref-3", "aria-expanded") == "true"
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    page.wait_for_function("document.activeElement.id === 'fnref-3'")
    assert page.get_attribute("#fnref-3", "aria-expanded") is None


def test_note_shows_under_the_mouse_and_goes_away(visit, samples):
    page = visit(samples.japanese.html, viewport=DESK)
    page.hover("#fnref-1")
    page.locator("#note-box").wait_for(state="visible")
    page.hover("h1")
    page.locator("#note-box").wait_for(state="hidden")


def test_without_script_the_link_leads_to_the_note(visit, samples):
    page = visit(samples.japanese.html, viewport=PHONE, java_script_enabled=False)
    page.click("#fnref-1")
    assert page.url.endswith("#fn-1")
    page.click("#fn-1 [role=doc-backlink]")
    assert page.url.endswith("#fnref-1")
    assert page.locator("#theme").is_hidden()


def test_theme_can_be_chosen(visit, samples):
    page = visit(samples.japanese.html, viewport=DESK, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != light
    assert axe.violations(page) == []


def test_print_leaves_out_what_only_a_screen_can_use(visit, samples):
    page = visit(samples.japanese.html, viewport=DESK)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".bar").is_hidden()
    assert page.locator("#fn-9").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


PROFILE = """\
<!DOCTYPE html><html lang="ja"><style>{sheet}</style><body>
<div class="columns author-profile">
<div class="column" style="width:21%"><p><img style="width:100.0%" alt="" src="data:image/svg+xml,
%3Csvg xmlns='http://www.w3.org/2000/svg' width='300' height='400' viewBox='0 0 300 400'/%3E"/></p>
</div><div class="column" style="width:79%"><p>三宅冬樹</p><p>専門は海洋政策。</p></div></div>
"""


@pytest.mark.parametrize("sheet", ["html/report.css", "epub/epub.css"])
def test_a_photograph_keeps_its_shape_beside_the_profile(visit, repository, tmp_path, sheet):
    file = tmp_path / "a.html"
    style = (repository / "templates" / sheet).read_text(encoding="utf-8")
    file.write_text(PROFILE.format(sheet=style), encoding="utf-8")
    page = visit(file, viewport=PHONE)
    photo, words = (
        page.locator(each).bounding_box() for each in ("img", ".column + .column p:first-child")
    )
    assert photo["height"] / photo["width"] == pytest.approx(4 / 3, rel=0.02)
    assert words["x"] > photo["x"] + photo["width"]
    assert words["y"] < photo["y"] + photo["height"] / 2


PARAGRAPHS = """\
# Head

First.

Second.

- item

After a list.

> Quoted.
>
> Quoted next.

After a quotation.

::: box
Boxed.

Boxed next.
:::

![](figures/warheads.svg){alt="Bars"}

After an image.

Term
: Meaning one.

    Meaning two.
"""


def test_only_behind_another_an_english_paragraph_is_indented(visit, of_text):
    page = visit(of_text(PARAGRAPHS).html, viewport=DESK)
    indents = "p => [p.textContent, parseFloat(getComputedStyle(p).textIndent)]"
    found = dict(page.evaluate(f"[...document.querySelectorAll('.body p')].map({indents})"))
    assert {text for text, indent in found.items() if indent} == {
        "Second.", "Quoted next.", "Boxed next.",
    }  # fmt: skip
    assert len(found) == 11
    rows = "[...document.querySelectorAll('dd p')].map(p => p.getBoundingClientRect().top)"
    first, second = page.evaluate(rows)
    assert first < second


def test_an_image_by_itself_is_as_large_as_it_is_and_in_the_middle(visit, of_text):
    page = visit(of_text(PARAGRAPHS).html, viewport=DESK)
    box = "(e => [e.left + e.width / 2, e.height])(document.querySelector('{}').getBoundingClientRect())"
    middle, height = page.evaluate(box.format(".body svg"))
    assert middle == pytest.approx(page.evaluate(box.format(".body h2"))[0], abs=1)
    assert height > 100


IN_LINES = """\
A ![](figures/warheads.svg){alt="sign"} and ![](figures/warheads.svg){alt="wider" width=50%}.

- [![](figures/warheads.svg){alt="in a link"}](https://example.org/)

| Port  | Sign                                     |
|-------|------------------------------------------|
| North | ![](figures/warheads.svg){alt="in cell"} |
"""


def test_an_image_in_a_line_is_as_high_as_a_letter_unless_it_has_a_width(visit, of_text):
    written = of_text(IN_LINES)
    page = visit(written.html, viewport=DESK)
    sizes = "e => [e.getAttribute('aria-label'), e.getBoundingClientRect().height]"
    heights = dict(page.evaluate(f"[...document.querySelectorAll('.body svg')].map({sizes})"))
    assert heights.pop("wider") > 100
    assert len(heights) == 3
    assert all(10 < height < 20 for height in heights.values())
    with zipfile.ZipFile(written.epub) as book:
        pages = [name for name in book.namelist() if "/ch0" in name]
        text = "".join(book.read(name).decode() for name in pages)
    assert text.count('class="in-line"') == 3


PORTRAIT = """\
:::: {.columns .author-profile}
::: {.column width=20%}
![](figures/warheads.svg){alt="A portrait"}
:::
::: {.column width=80%}
**Jane Doe** teaches at the port.
:::
::::
"""


def test_a_photograph_begins_beside_what_is_said_of_its_author(visit, of_text):
    page = visit(of_text(PORTRAIT).html, viewport=DESK)
    top = "document.querySelector('.author-profile {}').getBoundingClientRect().top"
    assert page.evaluate(top.format("svg")) == pytest.approx(page.evaluate(top.format("p")), abs=6)
