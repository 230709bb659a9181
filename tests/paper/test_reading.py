import pytest

from hakusho.data.layout import Layout
from hakusho.paper.reading import (
    IN_A_SIDECAR,
    Finder,
    decode,
    find_file,
    likely_encoding,
    read_text,
)
from hakusho.tools import boundary

JAPANESE = "防衛白書は毎年刊行される。\n抑止と対処のための体制を示す。\n" * 3


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("cp932", "CP932"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("utf-16", "UTF-16"),
    ],
)
def test_other_encodings_are_named_with_the_line_and_a_command(encoding, named):
    head = "first line\n"
    text, (finding,) = decode("x/a.md", (head + JAPANESE).encode(encoding))
    assert text is None
    assert finding.rule.id == "PAP003"
    assert finding.location.line == (1 if encoding == "utf-16" else 2)
    assert named in finding.message
    assert f"iconv -f {named}" in finding.hint


TABLES = {
    "cp949": ("CP949", "시도별,2022\n전국,1\n서울특별시,2\n부산광역시,3\n"),
    "gb18030": (
        "GB18030",
        "数据库：年度数据\n指标,2024年\n年末总人口(万人),140828\n男性人口(万人),71909\n",
    ),
    "big5": ("BIG5", "縣市別,人口數\n臺北市,2\n新北市,3\n高雄市,4\n"),
    "cp1251": ("WINDOWS-1251", "Регион;2022\nМосква;13 010,1\nСанкт-Петербург;5 601,9\n"),
    "cp932": ("CP932", "都道府県,世帯数\n北海道,5\n青森県,6\n岩手県,7\n"),
    "euc_jp": ("EUC-JP", "都道府県,世帯数\n北海道,5\n青森県,6\n岩手県,7\n"),
    "cp1252": ("WINDOWS-1252", "Libellé;n\nChômage;7\nÎle-de-France;5\n"),
}


@pytest.mark.parametrize("encoding", TABLES)
def test_tables_of_neighbours_are_not_taken_for_japanese_ones(encoding):
    named, text = TABLES[encoding]
    assert likely_encoding(text.encode(encoding)) == named
    _, (finding,) = decode("figures/data/t.csv", text.encode(encoding))
    assert f"read: {{encoding: {IN_A_SIDECAR[named]}}}" in finding.hint
    assert Layout(encoding=IN_A_SIDECAR[named]).encoding == IN_A_SIDECAR[named]


def test_characters_of_cp932_alone_are_recognised():
    _, (finding,) = decode("a.md", "①髙﨑㈱～―の論文".encode("cp932"))
    assert "CP932" in finding.message


def test_bom_and_crlf_simply_work():
    assert decode("a.md", b"\xef\xbb\xbf" + "一\r\n二\r".encode()) == ("一\n二\n", ())


def test_bytes_of_no_encoding_still_give_a_finding():
    text, (finding,) = decode("a.md", b"abc\xff\xfe\xfd\x81")
    assert text is None
    assert finding.rule.id == "PAP003"


@pytest.mark.parametrize(
    "data", [b"\0\xff\1", bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0Z\0\0\0Z"]
)
def test_what_is_no_text_is_said_to_be_in_no_encoding(data):
    text, (finding,) = decode("a.yaml", data)
    assert text is None
    assert finding.message == "this file is not UTF-8"


@pytest.mark.parametrize("data", [b"a: \0\n", b"a,b\n1,\0002\n"])
def test_a_nul_in_a_text_is_a_control_character(data):
    text, (finding,) = decode("a.yaml", data)
    assert text == data.decode().replace("\0", " ")
    assert finding.rule.id == "TYP010"


def test_as_much_broken_as_whole_is_not_called_utf8_with_a_broken_line():
    half = "é".encode("cp1252")
    _, (finding,) = decode("a.md", "日".encode() + half)
    assert "other lines" not in finding.message
    _, (finding,) = decode("a.md", "日本".encode() + half)
    assert "other lines" in finding.message


def test_missing_file(tmp_path):
    assert read_text(tmp_path, "none.md")[1][0].rule.id == "PAP002"


@pytest.mark.parametrize("path", ["../outside.md", "/etc/passwd", "sub/../../outside.md"])
def test_paths_out_of_the_paper_are_refused(tmp_path, path):
    root = tmp_path / "paper"
    (root / "sub").mkdir(parents=True)
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")
    text, (finding,) = read_text(root, path)
    assert text is None
    assert finding.rule.id == "PAP004"


def test_symlink_out_of_the_paper_is_refused(tmp_path):
    root = tmp_path / "paper"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (root / "a.md").symlink_to(tmp_path / "secret.md")
    assert read_text(root, "a.md")[1][0].rule.id == "PAP004"


def test_a_symlink_that_runs_in_a_circle_is_found(tmp_path):
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    text, (finding,) = read_text(tmp_path, "a.md")
    assert text is None
    assert (finding.rule.id, str(finding.location)) == ("PAP002", "a.md")


def test_symlink_inside_the_paper_is_fine(tmp_path):
    (tmp_path / "real.md").write_text("text", encoding="utf-8")
    (tmp_path / "a.md").symlink_to(tmp_path / "real.md")
    assert read_text(tmp_path, "a.md") == ("text", ())


def test_name_in_nfd_is_found_by_its_nfc_form(tmp_path):
    (tmp_path / "か\u3099くせい.md").write_text("text", encoding="utf-8")
    found, findings = find_file(tmp_path, "がくせい.md")
    assert found is not None
    assert findings == ()


BIB = """% sources
@article{{kanda,
  author = {{神田, 冬子}},{more}
  title = {{海峡をめぐる交渉の過程}},
  journal = {{国際政治}},
  year = 2018
}}
"""


@pytest.mark.parametrize(
    ("data", "line", "named"),
    [
        (BIB.format(more="").encode("cp932"), 3, "CP932"),
        (BIB.format(more="").encode("euc_jp"), 3, "EUC-JP"),
        (BIB.format(more="").encode("iso2022_jp"), 3, "ISO-2022-JP"),
        (BIB.format(more="").encode("utf-16"), 1, "UTF-16"),
        (BIB.format(more="").encode("utf-16-le"), 1, "UTF-16LE"),
        (BIB.format(more=" publisher = {①㈱髙﨑書店},").encode("cp932"), 3, "CP932"),
        (BIB.format(more=" note = {①㈱},").encode("euc_jis_2004"), 3, "EUC-JP-MS"),
        (BIB.format(more=" yomi = {ｶﾝﾀﾞ ﾌﾕｺ ﾉ ﾖﾐ ﾊ ﾊﾝｶｸ ﾃﾞ ｱﾙ},").encode("cp932"), 3, "CP932"),
        (BIB.format(more="").replace("\n", "\r\n").encode("cp932"), 3, "CP932"),
        (BIB.format(more="").replace("\n", "\r").encode("euc_jp"), 3, "EUC-JP"),
        ("@book{a,\n title = {Größe für São João},\n}".encode("cp1252"), 2, "WINDOWS-1252"),
        ("@book{a, title = {コンピュータとネットワーク}}".encode("cp932"), 1, "CP932"),
        ("@book{a, title = {Élan vital, déjà vu}}".encode("latin-1"), 1, "WINDOWS-1252"),
    ],
)
def test_a_bibliography_in_another_encoding_is_named(data, line, named):
    text, (finding,) = decode("bib/a b.bib", data)
    assert text is None
    assert (finding.rule.id, str(finding.location)) == ("PAP003", f"bib/a b.bib:{line}")
    assert finding.message.endswith(f"looks like {named}")
    convert = f"Convert it: iconv -f {named} -t UTF-8 'a b.bib' > new && mv new 'a b.bib'"
    notepad = "On Windows: open it in Notepad, “Save as”, and choose the encoding UTF-8."
    assert finding.hint == f"{convert}. {notepad}"


def test_a_table_in_another_encoding_is_saved_anew_in_excel():
    _, (finding,) = decode("figures/data/a.csv", "id,港\n".encode("cp932"))
    assert "in Excel, save it as the type “CSV UTF-8 (comma delimited)”" in finding.hint


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp"])
def test_lines_pasted_from_another_encoding_are_pointed_at(encoding):
    before, after = BIB.format(more="").encode(), "@book{b, title = {後の本}}\n".encode()
    data = before + "@book{c, title = {港}}\n".encode(encoding) + after
    text, (finding,) = decode("a.bib", data)
    assert text is None
    assert finding.location.line == before.count(b"\n") + 1
    assert "this line is not UTF-8" in finding.message
    assert "iconv" not in finding.hint


def test_a_bibliography_with_a_byte_order_mark_is_read():
    data = b"\xef\xbb\xbf" + BIB.format(more="").replace("\n", "\r\n").encode()
    assert decode("a.bib", data) == (BIB.format(more=""), ())


@pytest.mark.parametrize(
    ("path", "rule", "words"),
    [
        ("folder", "PAP002", "no file"),
        ("folder/none.md", "PAP002", "no such file"),
        ("none/a.md", "PAP002", "no such file"),
        ("dangling.md", "PAP002", "no such file"),
        ("a\0b", "PAP002", "cannot be used"),
        ("gone.md", "PAP004", "outside"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, path, rule, words):
    root = tmp_path / "paper"
    (root / "folder").mkdir(parents=True)
    (root / "dangling.md").symlink_to(root / "nothing.md")
    (root / "gone.md").symlink_to(tmp_path / "nothing.md")
    found, (finding,) = find_file(root, path)
    assert found is None
    assert finding.rule.id == rule
    assert words in finding.message


def test_names_in_nfd_are_found_at_every_level(tmp_path):
    folder = tmp_path / "か\u3099" / "sub"
    folder.mkdir(parents=True)
    (folder / "き\u3099.md").write_text("text", encoding="utf-8")
    for path in ("が/sub/ぎ.md", "./が/../が//sub/ぎ.md"):
        found, findings = find_file(tmp_path, path)
        assert (found, findings) == ((folder / "き\u3099.md").resolve(), ())
    assert find_file(tmp_path, "が/none/ぎ.md")[0] is None
    assert find_file(tmp_path, "が/sub/ぎ.md/x")[0] is None


def test_many_files_that_are_not_there_ask_for_the_names_in_a_folder_once(tmp_path, monkeypatch):
    (tmp_path / "images").mkdir()
    asked, names = [], boundary.names
    monkeypatch.setattr(boundary, "names", lambda *a: (asked.append(a[1]), names(*a))[1])
    finder = Finder(tmp_path)
    found = [finder.find(f"images/{number}.png") for number in range(50)]
    assert {each.rule.id for _, (each,) in found} == {"PAP002"}
    assert asked == [".", "images"]


def test_a_path_that_is_not_there_is_outside_if_its_folder_is(tmp_path):
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper/out").symlink_to(tmp_path)
    finder = Finder(tmp_path / "paper")
    for path in ("out/none.png", "out/none.png", "/none.png", "../none.png"):
        assert finder.find(path)[1][0].rule.id == "PAP004", path


def test_a_file_may_be_as_large_as_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr("hakusho.paper.reading.SIZE_LIMIT", 2**20)
    (tmp_path / "a.md").write_bytes(b"a" * 2**20)
    assert read_text(tmp_path, "a.md")[1] == ()
    (tmp_path / "a.md").write_bytes(b"a" * (2**20 + 1))
    text, (finding,) = read_text(tmp_path, "a.md")
    assert (text, finding.rule.id) == (None, "PAP003")
    assert finding.message == "this file is larger than 1 MiB"
