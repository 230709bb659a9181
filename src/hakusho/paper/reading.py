"""Reading an author's file: inside the paper's folder, UTF-8, with ordinary line ends.

pandoc falls back to Latin-1 with a mere warning and follows any path that it is given, so every
file is decoded and its place checked here, before any tool sees it.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, say
from hakusho.findings.places import places_of
from hakusho.paper.control_characters import (
    control_characters,
    hidden_in_name,
    unprintable_in,
    with_spaces,
)
from hakusho.tools import boundary
from hakusho.values.invisible import CONTROL
from hakusho.values.letters import HALF_WIDTH_KANA, is_wide

if TYPE_CHECKING:
    from pathlib import Path

SIZE_LIMIT = 32 * 1024 * 1024
"""No text file of a paper is larger, in bytes; a larger one is a mistake, not a chapter."""

_IN_EXCEL = say("On Windows: in Excel, save it as the type “CSV UTF-8 (comma delimited)”.")
_IN_NOTEPAD = say("On Windows: open it in Notepad, “Save as”, and choose the encoding UTF-8.")
_NOT_THERE, _NO_FILE = say("there is no such file"), say("this is no file")
_NO_NAMES = frozenset({"", ".", ".."})
MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
"""How the names of Markdown files end; Hakusho reads those in the first."""
_ALMOST = {
    ".yml": ".yaml", ".xls": ".xlsx", ".tab": ".tsv", ".bibtex": ".bib",
    **dict.fromkeys(MARKDOWN, MARKDOWN[0]),
}  # fmt: skip
"""What other programs call a kind of file, and what it is called here."""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_JAPANESE = {"cp932": "CP932", "euc_jp": "EUC-JP", "euc_jis_2004": "EUC-JP-MS"}
"""Python's names of encodings to those of iconv; the last has ①, ㈱ and 髙, too."""
_ESCAPED_KANJI = b"\x1b$"
_FIRST_HIGH, _FIRST_LETTER = 0x80, 0xC0
_FOREIGN = re.compile(rb"\x1b\$")
_NUL_SHARE = 0.25
"""Of UTF-16, if it may be read as UTF-8 as well: every other byte of ASCII is a NUL."""
_CONTROL_SHARE = 0.02
"""More letters than these are controls only where the encoding is not that of the text."""
_OF_THEIR_OWN = (".bib", ".py")
"""Kinds of files in which a control character may stand: CIT046 looks at what a bibliography
prints, and Python allows a page break between two functions."""
_HALF_WIDTH = re.compile(f"[{HALF_WIDTH_KANA}]")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_THREE_BYTES = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")


class Finder:
    """Resolves paths that a paper names, many at once: it looks into each folder one time."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: dict[str, dict[str, str]] = {}
        self._inside: set[str] = set()

    def find(self, path: str) -> tuple[Path | None, tuple[Finding, ...]]:
        """Resolve a path, as :func:`find_file` does."""
        where = Location(path)
        try:
            found = path if boundary.is_there(self._root, path) else self._other_form(path)
            if found:
                real = boundary.real_path(self._root, found)
                if boundary.is_file(self._root, found):
                    return real, ()
                if boundary.is_folder(self._root, found) or boundary.is_oddity(self._root, found):
                    return None, (Finding.of("PAP002", where, _NO_FILE),)
            else:
                self._hold_inside(path)
            return None, (Finding.of("PAP002", where, _NOT_THERE),)
        except boundary.OutsideError:
            return None, (outside(path),)
        except (OSError, ValueError) as error:
            message = "this path cannot be used: {error}"
            return None, (Finding.of("PAP002", where, message, "", error),)

    def _hold_inside(self, path: str) -> None:
        """Raise OutsideError if a path at whose end nothing is, not even a link, leads outside."""
        folder, _, name = path.rpartition("/")
        if path.startswith("/") or name in _NO_NAMES:
            boundary.real_path(self._root, path)
        elif folder not in self._inside:
            boundary.real_path(self._root, folder)
            self._inside.add(folder)

    def _other_form(self, path: str) -> str:
        """The path that differs in Unicode normalisation only; empty if there is none."""
        found: list[str] = []
        for part in path.split("/"):
            match: str | None = part
            if part not in _NO_NAMES:
                names = self._by_normal_form("/".join(found) or ".")
                match = names.get(unicodedata.normalize("NFC", part))
            if match is None:
                return ""
            found.append(match)
        return "/".join(found)

    def _by_normal_form(self, folder: str) -> dict[str, str]:
        """The names in a folder by their normal form, the first where there are several."""
        if folder not in self._names:
            names = reversed(boundary.names(self._root, folder))
            self._names[folder] = {unicodedata.normalize("NFC", name): name for name in names}
        return self._names[folder]


def find_file(root: Path, path: str) -> tuple[Path | None, tuple[Finding, ...]]:
    """Resolve a path that the paper names.

    Args:
        root: The paper's folder.
        path: Relative to ``root``, with ``/`` between folders. A name in another Unicode
            normalisation form (NFD, as macOS writes) is found too.

    Returns:
        The real path, or ``None`` and a finding: PAP002 where nothing is there, PAP004 where
        the path or a symbolic link in it leads out of the folder.
    """
    return Finder(root).find(path)


def outside(path: str) -> Finding:
    """PAP004 for a file that is named in the paper and lies elsewhere."""
    hint = "Copy the file into the paper's folder and name it by a path without '..'."
    message = "this file lies outside the paper's folder"
    return Finding.of("PAP004", Location(path), message, hint)


def folder_names(root: Path, folder: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The names of what a folder of the paper holds, sorted; or none, and PAP004.

    PAP002 for what is no folder; none, too, of a folder that cannot be looked into, of which
    ``paper/load.py`` speaks.
    """
    try:
        if boundary.is_oddity(root, folder) or boundary.is_file(root, folder):
            return (), (Finding.of("PAP002", Location(folder), "this is no folder"),)
        return boundary.names(root, folder), ()
    except boundary.OutsideError:
        return (), (outside(folder),)
    except OSError:
        return (), ()


def almost_named(name: str, suffixes: tuple[str, ...]) -> str:
    """The name that a file should have: for ``a.YML`` among ``.yaml`` files ``a.yaml``.

    Returns:
        Nothing for a file that is named so, for a hidden one, and for one that is something else.
    """
    if name.endswith(suffixes) or name.startswith((".", "~$", "_")):
        return ""
    stem, dot, suffix = name.strip().rpartition(".")
    lower = f"{dot}{suffix.lower()}"
    meant = _ALMOST.get(lower, lower)
    return f"{stem}{meant}" if stem and meant in suffixes else ""


def not_read(folder: str, name: str, meant: str) -> Finding:
    """PAP018 for a file that nothing reads, because of how its name ends."""
    message = "this file is not read: its name does not end in {suffix}"
    hint = "If it belongs to the paper, save it as {name}."
    given = f".{meant.rpartition('.')[2]}", meant
    return Finding.of("PAP018", Location(f"{folder}/{name}"), message, hint, *given)


IN_A_SIDECAR = {
    "CP932": "cp932", "EUC-JP": "euc-jp", "UTF-16": "utf-16", "WINDOWS-1252": "cp1252",
    "WINDOWS-1251": "cp1251", "CP949": "cp949", "GB18030": "gb18030", "BIG5": "big5",
}  # fmt: skip
"""What a sidecar calls an encoding that iconv calls so."""


_IN_JAPAN = re.compile(
    "[ぁ-ヿ年月日人口数県市区町村計合平成令和昭率額円国道府全東西南北海京大阪千百万億総男女増減世帯都名番号港湾]"
)
_NEIGHBOURS = {
    "CP949": re.compile("[가-힣]"),
    "GB18030": re.compile(
        "[的年月日国人口数据市区省县地中总全家统计万元亿度产业农村城镇收入生活平均指标单位北京上海来源时间男女性名称]"
    ),
    "BIG5": re.compile(
        "[的年月日國人口數據市區省縣地中總全家統計萬元億度產業農村城鎮收入生活平均指標單位臺北高雄來源時間男女性名稱]"
    ),
}
"""What is usual in texts of Korea, China and Taiwan, in tables above all, by their encodings."""
_HANGUL_SHARE, _LEAST_FAMILIAR, _FEWEST_WIDE = 0.9, 0.15, 4
_CYRILLIC = re.compile(rb"[\xc0-\xff\xa8\xb8\xa0\xab\xbb\xb9\x96\x97]+")


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    r"""Read a text file of the paper.

    Returns:
        The text with ``\n`` line ends and without a byte order mark, and TYP010 for control
        characters in it, in whose place it has spaces, and in its name; or ``None`` and what is
        wrong (PAP002 missing, PAP003 not UTF-8, PAP004 outside the folder).
    """
    data, findings = read_bytes(root, path)
    if data is None:
        return None, findings
    text, problems = decode(path, data)
    return text, (*findings, *problems)


def read_bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """Read a file of the paper as it is.

    Returns:
        Its bytes, and TYP010 for control characters in its name; or ``None`` and what is wrong
        (PAP002 missing, PAP003 too large, PAP004 outside the folder).
    """
    found, findings = find_file(root, path)
    if found is None:
        return None, findings
    try:
        if found.stat().st_size > SIZE_LIMIT:
            message = "this file is larger than {most} MiB"
            return None, (Finding.of("PAP003", Location(path), message, "", SIZE_LIMIT // 2**20),)
        return boundary.read_bytes(root, found), tuple(hidden_in_name(path))
    except OSError as error:
        return None, (unusable(path, error),)


def unusable(path: str, error: OSError) -> Finding:
    """PAP002 for a file that is there and that the system does not let us read."""
    message = "this file cannot be read: {strerror}"
    return Finding.of("PAP002", Location(path), message, "", error.strerror or str(error))


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    """Decode a file's bytes strictly as UTF-8, with or without a byte order mark.

    Returns:
        The text and TYP010 for control characters, in whose place it has spaces; or ``None`` and
        PAP003, which names the line and the encoding that fits.
    """
    first = _first_foreign(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        first = min(first, error.start)
    if first < len(data):
        return None, (_not_utf8(path, data, first),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if path.endswith(_OF_THEIR_OWN) or not unprintable_in(text):
        return text, ()
    return with_spaces(text), tuple(control_characters(text, places_of(path, text).at))


def _first_foreign(data: bytes) -> int:
    """Where another encoding shows first, though it may be read as UTF-8; else the length."""
    foreign = _FOREIGN.search(data)
    first = foreign.start() if foreign else len(data)
    sixteen_bits = data.count(0) > len(data) * _NUL_SHARE
    return min(first, data.index(0)) if sixteen_bits else first


def _not_utf8(path: str, data: bytes, offset: int) -> Finding:
    """PAP003 at the line of a byte, with the encoding that fits and how to convert."""
    line = len(_LINE_END.findall(data, 0, offset)) + 1
    where = Location(path, line)
    if _mostly_utf8(data):
        message = "this line is not UTF-8, though other lines of the file are"
        hint = "Type what stands there anew, or take the text from its source again."
        return Finding.of("PAP003", where, message, hint)
    likely = likely_encoding(data)
    if not likely:
        hint = "Save it as UTF-8 in your editor."
        return Finding.of("PAP003", where, "this file is not UTF-8", hint)
    name = shlex.quote(path.rsplit("/", 1)[-1])
    message = "this file is not UTF-8; it looks like {encoding}"
    hint = "Convert it: iconv -f {encoding} -t UTF-8 {name} > new && mv new {name}. {windows}"
    on_windows = _IN_EXCEL if path.endswith(".csv") else _IN_NOTEPAD
    if path.endswith((".csv", ".tsv")) and likely in IN_A_SIDECAR:
        hint = (
            "Say so in a sidecar, which `hakusho data {stem} --sidecar` writes: "
            "read: {{encoding: {said}}}. Or convert it: iconv -f {encoding} -t UTF-8 {name} > new "
            "&& mv new {name}. {windows}"
        )
        stem, said = shlex.quote(path.rsplit("/", 1)[-1].rpartition(".")[0]), IN_A_SIDECAR[likely]
        return Finding.of("PAP003", where, message, hint, likely, stem, said, name, on_windows)
    return Finding.of("PAP003", where, message, hint, likely, name, on_windows)


def _mostly_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: lines of another file were pasted in."""
    wide = len(_THREE_BYTES.findall(data))
    broken = data.decode("utf-8", errors="replace").count("\ufffd")
    return wide > broken and b"\0" not in data


def likely_encoding(data: bytes) -> str:
    """Name the encoding, as iconv knows it, in which ``data`` would make sense; else ''."""
    found = _guessed(data)
    known_to_python = {iconv: name for name, iconv in _JAPANESE.items()}.get(found, found)
    text = data.decode(known_to_python, errors="replace") if found else ""
    odd = len(CONTROL.findall(text)) + text.count("\ufffd")
    return found if odd <= len(text) * _CONTROL_SHARE else ""


def _guessed(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return "UTF-16"
    if data[:400].count(0) > len(data[:400]) // 4:
        return "UTF-16LE" if data[1:400:2].count(0) > data[:400:2].count(0) else "UTF-16BE"
    if _ESCAPED_KANJI in data and all(byte < _FIRST_HIGH for byte in data):
        return "ISO-2022-JP"
    if _has_lone_letters(data):
        return "WINDOWS-1252"
    return "WINDOWS-1251" if _is_cyrillic(data) else _of_the_east(data)


def _of_the_east(data: bytes) -> str:
    readable = {name: text for name in _JAPANESE if (text := _decoded(data, name)) is not None}
    is_japanese = any(_familiar(e, _IN_JAPAN) > _LEAST_FAMILIAR for e in readable.values())
    other = "" if is_japanese else _of_neighbours(data)
    if other or not readable:
        return other
    # EUC-JP bytes that are read as cp932 give half-width kana.
    return _JAPANESE[min(readable, key=lambda name: _half_width_share(readable[name]))]


def _of_neighbours(data: bytes) -> str:
    """The Korean or Chinese encoding in which data say what is usual; empty if they do in none."""
    shares = dict.fromkeys(_NEIGHBOURS, 0.0)
    for name, usual in _NEIGHBOURS.items():
        text = _decoded(data, "euc_kr" if name == "CP949" else name)  # of which that has rare ones
        shares[name] = _familiar(text, usual) if text is not None else 0.0
    if shares["CP949"] < _HANGUL_SHARE:  # of Chinese read as Korean more than half is Hangul
        shares["CP949"] = 0.0
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > _LEAST_FAMILIAR else ""


def _familiar(text: str, usual: re.Pattern[str]) -> float:
    """The share of a text's letters beyond Latin ones that are usual ones."""
    wide = [char for char in text if is_wide(char) and char.isalpha()]
    return len(usual.findall("".join(wide))) / len(wide) if len(wide) >= _FEWEST_WIDE else 0.0


def _is_cyrillic(data: bytes) -> bool:
    """Whether bytes beyond ASCII are Russian letters, as Windows had them, and in their shares."""
    high = b"".join(_HIGH_BYTES.findall(data))
    usual = sum(map(high.count, "оаеин".encode("cp1251")))
    return bool(high) and _CYRILLIC.fullmatch(high) is not None and usual > len(high) / 4


def _has_lone_letters(data: bytes) -> bool:
    """Whether letters with accents stand alone among ASCII ones, as Western languages have it."""
    runs = _HIGH_BYTES.findall(data)
    alone = sum(len(run) == 1 for run in runs)
    letters = sum(run[0] >= _FIRST_LETTER for run in runs)
    return alone > len(runs) * 0.6 and letters > len(runs) * 0.9


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _half_width_share(text: str) -> float:
    return len(_HALF_WIDTH.findall(text)) / (sum(map(is_wide, text)) or 1)
