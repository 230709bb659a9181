from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.bibliography.audit import Audit
from hakusho.checks.bibliography.unprinted_fields import FOR_READERS, check_unprinted_fields
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.choices import Choices
from hakusho.citations.csl_dates import csl_date
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.entries import CitationUse, Entry
from hakusho.citations.latex import plain
from hakusho.citations.names import csl_names
from hakusho.citations.ordering import kana_key
from hakusho.citations.script import language_of
from hakusho.citations.titles import in_brackets, in_quotes, main_title
from hakusho.citations.works import cited_works, works_of
from hakusho.findings import Location
from hakusho.paper.source_file import SourceFile
from validators.printed import load_shipped

BY_LANGUAGE = Choices(by_language=True)
STYLE = load_shipped("policy-note-ja")


def items(text, cited=None, choices=None):
    bibliography, findings = load_bibliography([SourceFile("a.bib", text)])
    assert not findings
    wanted = cited or list(bibliography.entries)
    uses = [CitationUse(key, Location("a.md")) for key in wanted]
    works = works_of(bibliography.entries.values())
    return to_csl_json(cited_works(uses, works), choices or Choices())


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("鬼頭, 健司", [{"family": "鬼頭", "given": "健司"}]),
        ("鬼頭，健司", [{"family": "鬼頭", "given": "健司"}]),
        ("鬼頭　健司", [{"family": "鬼頭", "given": "健司"}]),
        ("{防衛省}", [{"literal": "防衛省"}]),
        ("防衛省", [{"literal": "防衛省"}]),
        ("{Ministry of Defense and Trade}", [{"literal": "Ministry of Defense and Trade"}]),
        ("ケネス・ウォルツ", [{"literal": "ケネス・ウォルツ"}]),
        ("ウォルツ, ケネス", [{"family": "ウォルツ", "given": "ケネス"}]),
        ("G・ジョン・アイケンベリー", [{"literal": "G・ジョン・アイケンベリー"}]),
        ("A・ハンター", [{"family": "ハンター", "given": "A"}]),
        ("Ann B. カーター", [{"family": "カーター", "given": "Ann B."}]),
        ("ナイ, ジョセフ・S., Jr.", [{"family": "ナイ Jr.", "given": "ジョセフ・S."}]),
        (
            "Ludwig van Beethoven",
            [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}],
        ),
        ("King, Jr., Martin", [{"family": "King", "given": "Martin", "suffix": "Jr."}]),
        (r"{\"O}zal, Turgut", [{"family": "Özal", "given": "Turgut"}]),
        ("Smith, J. and others", [{"family": "Smith", "given": "J."}, {"literal": "others"}]),
        ("Smith, J. and , B and ,", [{"family": "Smith", "given": "J."}, {"literal": "B"}]),
        ("", []),
    ],
)
def test_names(value, names):
    assert csl_names(value) == names


@pytest.mark.parametrize(
    ("given", "date"),
    [
        (("2024-04-10",), {"date-parts": [[2024, 4, 10]]}),
        (("2024-04/2024-06",), {"date-parts": [[2024, 4], [2024, 6]]}),
        (("", "平成28年"), {"date-parts": [[2016]]}),
        (("令和元年5月1日",), {"date-parts": [[2019, 5, 1]]}),
        (("昭和51年版",), {"date-parts": [[1976]]}),
        (("", "2023", "apr", "5"), {"date-parts": [[2023, 4, 5]]}),
        (("", "2023", "4月"), {"date-parts": [[2023, 4]]}),
        (("", "２０２３"), {"date-parts": [[2023]]}),
        (("", "forthcoming"), {"literal": "forthcoming"}),
        (("2024-13",), {"date-parts": [[2024]]}),
        (("2021-23",), {"date-parts": [[2021]], "season": 3}),
        (("", "2021", "Autumn"), {"date-parts": [[2021]], "season": 3}),
        (("", ""), None),
    ],
)
def test_dates(given, date):
    read = csl_date(*given)
    assert read == date or {k: v for k, v in read.items() if k != "uncertain"} == date


@pytest.mark.parametrize(
    ("declared", "title", "tag"),
    [
        ("japanese", "", "ja"),
        ("Japanese", "", "ja"),
        ("ja-JP", "", "ja-JP"),
        ("jpn", "", "ja"),
        ("english", "指針", "en"),
        ("american", "", "en-US"),
        ("", "指針", "ja"),
        ("", "Guidelines", "en"),
        ("klingon", "ガイドライン", "ja"),
        ("german", "", "de"),
    ],
)
def test_language(declared, title, tag):
    assert language_of(declared, title) == tag


@pytest.mark.parametrize(
    ("title", "outer", "printed"),
    [
        ("「日米」から", "「", "『日米』から"),
        ("『2+2』と「指針」", "「", "『2+2』と『指針』"),
        ("『本』の話", "『", "「本」の話"),
        ("「本」の話", "『", "「本」の話"),
        ("甲「乙『丙』乙」", "「", "甲『乙「丙」乙』"),
        ("閉じない「括弧", "「", "閉じない「括弧"),
        ("逆」「", "「", "逆」「"),
    ],
)
def test_inner_brackets_alternate(title, outer, printed):
    assert in_brackets(title, outer) == printed


@given(st.text(alphabet="「」『』甲", max_size=20))
def test_brackets_keep_their_number_and_places(title):
    printed = in_brackets(title, "「")
    shape = str.maketrans("『』", "「」")
    assert printed.translate(shape) == title.translate(shape)
    assert in_brackets(printed, "「") == printed


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ('The "New" War', "The ‘New’ War"),
        ("The 'New' War", "The ‘New’ War"),
        ("Japan's 'Normal' State", "Japan’s ‘Normal’ State"),
        ("The States' Rights", "The States’ Rights"),
        ("\"Long 'Peace'\" Revisited", "‘Long “Peace”’ Revisited"),
        ("“America First” and Asia", "‘America First’ and Asia"),
        ("The '90s", "The ’90s"),
    ],
)
def test_quotations_in_an_english_title_in_quotation_marks(title, printed):
    assert in_quotes(title) == printed


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("安全の題～副題の話～", "安全の題"),
        ("1978〜1997年の同盟", "1978〜1997年の同盟"),
        ("1945—1952年の占領", "1945—1952年の占領"),
        ("新型F－35Bの導入", "新型F－35Bの導入"),
        ("三つの転機－1978年から－", "三つの転機"),
        ("「甲―乙」の研究―丙", "「甲―乙」の研究"),
        ("NATO's Long Shadow: A History", "NATO's Long Shadow"),
    ],
)
def test_the_main_title(title, short):
    assert main_title(title) == short


def test_english_quotations_and_short_titles():
    assert main_title("On War: The Classic") == "On War"
    assert main_title("日米同盟と信頼—歴史") == "日米同盟と信頼"
    assert main_title("論『甲：乙』の話") == "論『甲：乙』の話"


def test_latex_is_decoded_and_percent_is_no_comment():
    assert (
        plain(r"Schr{\"o}dinger \& {NATO} --- \emph{50%} more") == "Schrödinger & NATO — 50% more"
    )


@pytest.mark.parametrize(
    ("fields", "variables"),
    [
        (
            "editor={鈴木, 花}, editortype={監修}",
            {"source": "監修", "editor": [{"family": "鈴木", "given": "花"}]},
        ),
        ("editor={鈴木, 花}, editortype={compiler}", {"source": "編"}),
        ("editor={鈴木, 花}, editortype={}", {"source": "編"}),
        ("author={鈴木, 花}, editor={鈴木, 花}", {"dimensions": "編著", "editor": None}),
        ("author={鈴木, 花}, editor={佐藤, 一}", {"dimensions": None, "source": "編"}),
        (
            "author={甲, 一}, translator={鈴木, 花 and 佐藤, 一}, translator+an={1=監訳}",
            {
                "director": [{"family": "鈴木", "given": "花"}],
                "translator": [{"family": "佐藤", "given": "一"}],
            },
        ),
        ("author={甲, 一}, translator={鈴木, 花}", {"director": None}),
        (
            "author={ウォルツ, ケネス}",
            {"author": [{"family": "ウォルツ\u200e", "given": "ケネス\ue00b"}]},
        ),
        (
            "author={甲, 一 and 乙, 二}",
            {"author": [{"family": "\ue00a甲", "given": "一"}, {"family": "乙", "given": "二"}]},
        ),
        (
            "author={{防衛省} and ケネス・ウォルツ}",
            {"author": [{"literal": "\ue004防衛省"}, {"literal": "ケネス・ウォルツ"}]},
        ),
        ("author={甲, 一}, edition={令和5年版}", {"edition": "\ue00c令和5年版"}),
        ("author={甲, 一}, edition={第2版}", {"edition": "2"}),
    ],
)
def test_people_and_roles_of_a_style_that_sets_works_by_language(fields, variables):
    [item] = items(f"@book{{a, title={{題}}, {fields}}}", choices=BY_LANGUAGE)
    assert {name: item.get(name) for name in variables} == variables


def test_other_styles_get_no_marks_and_no_roles():
    text = """
    @book{a, title={題}, author={ウォルツ, ケネス and 甲, 一}, edition={令和5年版}, editor={乙, 二},
      translator={丙, 三 and 丁, 四}, translator+an={1=監訳}}
    """
    [item] = items(text)
    assert item["author"] == [{"literal": "ケネス・ウォルツ"}, {"family": "甲", "given": "一"}]
    assert item["edition"] == "令和5年版"
    assert len(item["translator"]) == 2
    assert not {"source", "dimensions", "director"} & set(item)


def test_each_person_is_sorted_by_a_reading_that_any_entry_gives():
    text = """
    @book{a, title={一}, author={鈴木, 花 and 青木, 一}, yomi={すずき, はな and あおき, はじめ}}
    @book{b, title={二}, author={青木, 一}}
    @book{c, title={三}, author={ウォルツ, ケネス}}
    @book{d, title={四}, author={鈴木, 花}, yomi={すずき}}
    """
    assert [item["id"] for item in items(text)] == ["b", "c", "d", "a"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"A {\textbar} B {\S}5 {\textcommabelow{s}}", "A | B §5 ș"),
        (r"\href{https://a.example}{text} \enquote{x}", "text “x”"),
        (r"{{On}} ports\vphantom{\}", "On ports"),
        (r"a\-b \texttt{c} \foreignlanguage{german}{Straße}", "ab c Straße"),
        ("R&amp;D &#8212; &lt;b&gt; &nosuch; A&B; C", "R&D — <b> &nosuch; A&B; C"),
        (r"\href", ""),
        (r"\section", "§"),
    ],
)
def test_what_exporters_write_is_decoded(value, text):
    assert plain(value) == text


@given(
    st.lists(st.sampled_from([*"\\{}$[]~%&;a鬼 ", "\\href", "\\begin{x}", "\\verb", "&amp;"])).map(
        "".join
    )
)
def test_no_latex_breaks_the_decoder(value):
    assert isinstance(plain(value), str)


def test_readings_are_compared_as_jis_x_4061_says():
    order = ["アー", "ああ", "はし", "ばし", "ぱし", "はしか", "ファー", "ふあん"]
    assert sorted(order, key=kana_key) == order
    assert kana_key("がっこう")[0] == kana_key("かつこう")[0]
    assert kana_key("きゃく") < kana_key("きやく")
    assert kana_key("ｶﾞｲﾑ") == kana_key("がいむ")


@pytest.mark.parametrize(
    ("entry", "variables"),
    [
        (
            "@article{a, title={題}, journal={国際政治}, number={第188号}, volume={第3巻}}",
            {"type": "article-journal", "issue": "188", "volume": "3", "annote": "ja"},
        ),
        (
            "@article{a, title={T}, journaltitle={J}, pages={40--58}, doi={https://doi.org/10.1/x}}",
            {"page": "40-58", "DOI": "10.1/x", "container-title": "J"},
        ),
        (
            "@phdthesis{a, author={森, 光}, title={題}, school={大学}}",
            {"type": "thesis", "genre": "博士論文", "publisher": "大学"},
        ),
        (
            "@thesis{a, author={Lee, A.}, title={T}, institution={U}, type={mathesis}}",
            {"genre": "Master’s thesis", "publisher": "U"},
        ),
        (
            r"@misc{a, title={T}, howpublished={\url{https://x.org/a_b}}}",
            {"type": "webpage", "URL": "https://x.org/a_b"},
        ),
        ("@online{a, title={T}, url={https://x.org/a\\_b}}", {"URL": "https://x.org/a_b"}),
        (
            "@techreport{a, title={T}, institution={RAND}}",
            {"type": "report", "author": [{"literal": "RAND"}]},
        ),
        (
            "@inbook{a, author={A, B}, title={T}, booktitle={B}, address={Tokyo}}",
            {"type": "chapter", "publisher-place": "Tokyo"},
        ),
        ("@book{a, title={War}, subtitle={S}}", {"title": "War: S", "title-short": "War"}),
        ("@book{a, title={T}, shorttitle={Short}}", {"title-short": "Short"}),
        ("@article{a, title={記事}, journal={朝日新聞}}", {"type": "article-newspaper"}),
    ],
)
def test_fields(entry, variables):
    [item] = items(entry, choices=BY_LANGUAGE)
    assert {name: item.get(name) for name in variables} == variables


def test_only_cited_entries_are_handed_on():
    text = "@book{a, title={A}} @book{が, title={B}}"
    assert [item["id"] for item in items(text, ["か\u3099", "missing"])] == ["が"]


def test_short_titles_are_set_where_the_name_alone_would_not_do():
    text = """
    @book{one, author={甲, 一}, title={第一の本}}
    @book{two, author={甲, 一}, title={第二の本}}
    @book{alone, author={乙, 二}, title={別の本}}
    @report{body, author={{防衛省}}, title={白書}}
    """
    shorts = {item["id"]: item.get("title-short") for item in items(text, choices=BY_LANGUAGE)}
    assert shorts == {"one": "第一の本", "two": "第二の本", "alone": None, "body": "白書"}


def test_short_titles_that_would_be_the_same_are_whole():
    text = """
    @book{one, author={甲, 一}, title={研究：その一}}
    @book{two, author={甲, 一}, title={研究：その二}}
    """
    read = items(text, choices=BY_LANGUAGE)
    assert [item["title-short"] for item in read] == ["研究：その一", "研究：その二"]


def test_a_style_from_elsewhere_gets_no_short_title_that_is_the_title():
    text = "@book{a, title={Ports}} @book{b, title={Straits: A History}}"
    assert [item.get("title-short") for item in items(text)] == [None, "Straits"]


def test_the_order_is_a_key_of_equal_length():
    text = """
    @book{w2, author={Zed, A.}, title={B}} @book{w1, author={{\\"A}del, A.}, title={B}}
    @book{k, author={漢, 字}, title={題}} @book{y, author={和田, 一}, yomi={わだ}, title={題}}
    @book{t, title={アの本}} @book{w0, title={The Alpha}}
    """
    found = items(text, choices=BY_LANGUAGE)
    assert [item["id"] for item in found] == ["t", "y", "k", "w1", "w0", "w2"]
    keys = [item["call-number"] for item in found]
    assert keys == sorted(keys)
    assert len({len(key) for key in keys}) == 1


def test_apostrophes_are_curled_in_names_and_sources_as_in_titles():
    text = """
    @book{a, author={O'Neill, Robert}, title={It's}, publisher={St. Martin's Press}, date={2001}}
    @article{b, author={{King's College}}, title={T}, journaltitle={People's Daily}, date={2001}}
    """
    article, book = items(text)  # in the order of the bibliography
    assert book["author"] == [{"family": "O’Neill", "given": "Robert"}]
    assert book["publisher"] == "St. Martin’s Press"
    assert article["author"] == [{"literal": "King’s College"}]
    assert article["container-title"] == "People’s Daily"


@pytest.mark.parametrize(
    ("fields", "variables"),
    [
        (r"howpublished={New York Times}", {"type": "document", "note": "New York Times"}),
        (
            r"howpublished={Press release}, url={https://x.org/}",
            {"type": "webpage", "container-title": "Press release"},
        ),
        (
            r"howpublished={Press release}, url={https://x.org/}, organization={NATO}",
            {"type": "webpage", "container-title": "NATO", "note": "Press release"},
        ),
        (r"howpublished={\url{https://x.org/}}", {"type": "webpage", "container-title": None}),
        (r"howpublished={Online}, url={https://x.org/}", {"container-title": None}),
        (r"howpublished={[Online]}", {"type": "document", "note": None}),
        (
            r"howpublished={Press release, \url{https://x.org/a}}",
            {"URL": "https://x.org/a", "container-title": "Press release"},
        ),
        (r"note={Available at \url{https://x.org/a}}", {"URL": "https://x.org/a", "note": None}),
        ("note={[Online; accessed 19-July-2008]}", {"note": None}),
        ("note={Publisher: Routledge \\_eprint: https://x.org/a}", {"note": None, "URL": None}),
        ("note={Mimeo.}, addendum={Second draft}", {"note": "Mimeo, Second draft"}),
        ("note={In Press}", {"note": None, "issued": {"literal": "in press"}}),
        ("note={印刷中}, date={2020}", {"note": None, "status": "in press"}),
        ("year={印刷中}, pubstate={印刷中}", {"issued": {"literal": "in press"}, "status": None}),
        ("pubstate={under revision}", {"issued": {"literal": "under revision"}}),
        ("version={v2.1}", {"version": "2.1"}),
        ("editora={Ray, Al}, editoratype={redactor}", {"note": "redacted by Al Ray"}),
        (
            r"eprint={2001.08361}, archiveprefix={arXiv}",
            {"type": "webpage", "URL": "https://arxiv.org/abs/2001.08361"},
        ),
        (
            "url={https://x.org/}, note={2023年1月11日閲覧}",
            {"accessed": {"date-parts": [[2023, 1, 11]]}},
        ),
        (
            "url={https://x.org/}, note={Accessed: 2023-01-11}",
            {"accessed": {"date-parts": [[2023, 1, 11]]}},
        ),
        ("url={https://x.org/}, note={2023年1月11日改訂}", {"accessed": None}),
        (r"eprint={123}, eprinttype={jstor}", {"URL": "https://www.jstor.org/stable/123"}),
    ],
)
def test_how_a_miscellaneous_work_was_published(fields, variables):
    [item] = items(rf"@misc{{a, title={{T}}, {fields}}}")
    assert {name: item.get(name) for name in variables} == variables


def test_two_authors_with_one_reading_do_not_mix():
    text = """
    @book{a2, author={山田, 太郎}, yomi={やまだ}, title={題}, date={2003}}
    @book{b, author={山田, 花}, yomi={やまだ}, title={題}, date={2002}}
    @book{a1, author={山田, 太郎}, yomi={やまだ}, title={題}, date={2001}}
    """
    assert [item["id"] for item in items(text, choices=BY_LANGUAGE)] == ["a1", "a2", "b"]


FIELDS = sorted(FOR_READERS | {"yomi", "sortname", "sortkey", "editoratype", "keywords"})


PEOPLE = st.lists(
    st.sampled_from(
        [
            "甲, 一",
            "{防衛省}",
            "ウォルツ, ケネス",
            "ケネス・ウォルツ",
            "ハンター, A.",
            "サノ, ハジメ",
            "Smith, J.",
            "others",
            "さくら",
            "{The X}",
        ]
    ),
    max_size=4,
).map(" and ".join)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"title": st.sampled_from(["題", "あ", "The T", "「括弧」", ""]), "author": PEOPLE},
            optional={
                "editor": PEOPLE,
                "yomi": st.sampled_from(["あ", "あ and い", "x"]),
                "year": st.sampled_from(["2020", "刊行年不明", ""]),
                "editortype": st.sampled_from(["編著", "editor"]),
            },
        ),
        max_size=6,
    ),
    st.sampled_from(["book", "article", "report", "incollection", "legislation", "misc"]),
)
def test_any_people_can_be_ordered_and_the_order_does_not_hang_on_the_files(entries, kind):
    made = [
        Entry(f"k{n}", kind, fields, Location("a.bib", 1), {}) for n, fields in enumerate(entries)
    ]
    found = to_csl_json(works_of(made), BY_LANGUAGE)
    again = to_csl_json(works_of(reversed(made)), BY_LANGUAGE)
    assert found == again


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30), max_size=6))
def test_no_field_breaks_the_conversion(fields):
    for kind in ("article", "inbook", "online", "inproceedings", "report"):
        entry = Entry("k", kind, fields, Location("a.bib", 1), {})
        works = works_of([entry])
        [item] = to_csl_json(works, Choices(by_language=True))
        assert item["id"] == "k"
        assert all(item.values())
        audit = Audit(works, frozenset("k"), date(2026, 4, 1), style=STYLE)
        told = [each.message for each in check_unprinted_fields(audit)]
        assert len(told) == len({*told}) <= len(fields)


EVENT = "eventtitle = {Ports 2020}, venue = {Anselm, North}, eventdate = {2020-05-03},"
BOOK = "author = {A, B}, title = {T}, date = {2021},"


@pytest.mark.parametrize(
    ("fields", "made"),
    [
        (
            f"{BOOK} {EVENT} booktitle = {{Papers}}, publisher = {{P}}, location = {{Vell}}",
            {
                "event-title": "Ports 2020",
                "event-place": "Anselm, North",
                "publisher-place": "Vell",
            },
        ),
        (  # the same town is said once, at its longest
            f"{BOOK} {EVENT} booktitle = {{Papers}}, publisher = {{P}}, location = {{anselm}}",
            {"event-title": "Ports 2020", "event-place": "Anselm, North"},
        ),
        (  # the title of the papers says the event
            f"{BOOK} {EVENT} booktitle = {{Papers of Ports 2020}}, publisher = {{P}}",
            {"event-place": "Anselm, North"},
        ),
        (  # of a paper that nobody has published the address is where it was read
            f"{BOOK} address = {{Anselm}}",
            {"event-place": "Anselm"},
        ),
        (
            f"{BOOK} booktitle = {{Papers}}, publisher = {{P}}, address = {{Vell}}",
            {"publisher-place": "Vell"},
        ),
    ],
)
def test_where_a_meeting_was_and_where_its_papers_appeared(fields, made):
    (item,) = items(f"@inproceedings{{a, {fields}}}")
    kept = {
        key: item[key] for key in ("event-title", "event-place", "publisher-place") if item.get(key)
    }
    assert kept == made
    assert ("event-date" in item) is ("eventdate" in fields)
    if "eventdate" in fields:
        assert item["event-date"] == {"date-parts": [[2020, 5, 3]]}
