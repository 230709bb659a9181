"""Names of Word's styles, in whatever language a document has them.

Word itself writes ``heading 1`` and shows 見出し 1. Other programs write what they show, and houses
make styles that are called so.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.editions.docx_package import VALUE, W, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

_NUMBERED = {
    "heading": (
        *("heading", "見出し", "标题", "標題", "제목", "überschrift", "titre", "título", "titolo"),
        *("заголовок", "kop", "nagłówek", "rubrik", "overskrift", "otsikko", "nadpis", "címsor"),
        *("başlık", "tiêu đề", "judul", "titlu", "επικεφαλίδα", "หัวเรื่อง"),
    ),
    "toc": (
        *("toc", "目次", "目录", "目錄", "목차", "verzeichnis", "tm", "tdc", "sommario", "índice"),
        *("оглавление", "inhopg", "spis treści"),
    ),
}
"""Styles that Word has at several levels: the beginning of their names."""
_WORDS = {
    "Normal": ("標準", "正文", "內文", "표준", "바탕글", "standard", "обычный", "standaard"),
    "Title": ("表題", "タイトル", "标题", "標題", "제목", "titel", "titre", "título", "название"),
    "Subtitle": ("副題", "サブタイトル", "副标题", "副標題", "부제", "untertitel", "sous-titre"),
    "Body Text": (
        "本文",
        "正文文本",
        "本文文字",
        "본문",
        "textkörper",
        "corps de texte",
        "text body",
    ),
    "caption": ("図表番号", "题注", "標號", "캡션", "beschriftung", "légende", "название объекта"),
    "footnote text": ("脚注文字列", "脚注", "脚注文本", "註腳文字", "각주 텍스트", "fußnotentext"),
    "footnote reference": ("脚注参照", "脚注引用", "註腳參照", "각주 참조", "fußnotenzeichen"),
    "header": ("ヘッダー", "页眉", "頁首", "머리글", "kopfzeile", "en-tête", "encabezado"),
    "footer": ("フッター", "页脚", "頁尾", "바닥글", "fußzeile", "pied de page", "pie de página"),
    "TOC Heading": ("目次の見出し", "toc 标题", "目錄標題", "inhaltsverzeichnisüberschrift"),
    "List Paragraph": ("リスト段落", "箇条書き", "列表段落", "清單段落", "listenabsatz"),
    "Block Text": ("ブロック", "引用文", "文本块", "區塊文字"),
    "Date": ("日付", "日期", "날짜", "datum"),
    "Bibliography": ("文献目録", "参考文献", "书目", "literaturverzeichnis", "bibliographie"),
    "Hyperlink": ("ハイパーリンク", "超链接", "超連結", "하이퍼링크", "lien hypertexte"),
    "Abstract": ("要旨", "概要", "摘要", "zusammenfassung", "résumé"),
    "Author": ("著者", "作成者", "作者", "verfasser", "auteur"),
    "Table Text": ("表の本文", "表本文", "表内文字", "表中文字"),
    "Table Heading": ("表の見出し", "表見出し"),
    "Figure": ("図", "图"),
}
"""What styles are called elsewhere; the first of a paper's styles that is called so counts."""
_LEVELS = range(1, 10)


def plain(name: str) -> str:
    """A name without differences that nobody sees: case, width of letters, spaces."""
    return re.sub(r"[\s_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _known() -> Iterator[tuple[str, str]]:
    for base, beginnings in _NUMBERED.items():
        for each in beginnings:
            yield from ((plain(f"{each}{level}"), f"{base} {level}") for level in _LEVELS)
    for name, others in _WORDS.items():
        yield from ((plain(each), name) for each in (name, *others))


_KNOWN = dict(reversed([*_known()]))


def canonical(name: str) -> str:
    """What Word itself calls a style; the name as it is, if it is none of Word's."""
    return _KNOWN.get(plain(name), name)


def name_of(style: etree._Element) -> str:
    """The name that a style has in its part."""
    found = style.find(f"{W}name")
    return "" if found is None else found.get(VALUE, "")


def kind_of(style: etree._Element) -> str:
    """Whether it is one of paragraphs, characters, tables or lists."""
    return style.get(f"{W}type", "paragraph")


def name_styles(styles: etree._Element, wanted: Iterable[tuple[str, str]]) -> None:
    """Give a document's styles the names by which editions find them, changing the part.

    A name counts before what the style is called besides, that before the same in another
    language, and the id comes last. Whoever opens the file finds the old name among its aliases.

    Args:
        styles: The part.
        wanted: Kind and name of each style that editions use.
    """
    held = {(kind_of(each), plain(name_of(each))) for each in styles.iter(f"{W}style")}
    missing = {(kind, name) for kind, name in wanted if (kind, plain(name)) not in held}
    for names in (_aliases, _own_name, _ident):
        for style in styles.iter(f"{W}style"):
            for name in names(style):
                found = (kind_of(style), _KNOWN.get(plain(name), name))
                same = next((each for each in missing if _same(each, found)), None)
                if same is not None and plain(name_of(style)) not in _taken(wanted, style):
                    _rename(style, same[1])
                    missing.discard(same)
                    break


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and plain(one[1]) == plain(other[1])


def _taken(wanted: Iterable[tuple[str, str]], style: etree._Element) -> set[str]:
    """The names that a style keeps, because an edition asks for them."""
    return {plain(name) for kind, name in wanted if kind == kind_of(style)}


def _aliases(style: etree._Element) -> list[str]:
    found = style.find(f"{W}aliases")
    return [] if found is None else found.get(VALUE, "").split(",")


def _own_name(style: etree._Element) -> list[str]:
    return [name_of(style)]


def _ident(style: etree._Element) -> list[str]:
    return [style.get(f"{W}styleId", "")]


def _rename(style: etree._Element, name: str) -> None:
    found = style.find(f"{W}name")
    if found is None:
        found = element("name")
        style.insert(0, found)
    old = found.get(VALUE, "")
    found.set(VALUE, name)
    if not old or plain(old) == plain(name):
        return
    aliases = style.find(f"{W}aliases")
    if aliases is None:
        aliases = element("aliases", val="")
        found.addnext(aliases)
    known = [each for each in (*aliases.get(VALUE, "").split(","), old) if each]
    aliases.set(VALUE, ",".join(dict.fromkeys(known)))
