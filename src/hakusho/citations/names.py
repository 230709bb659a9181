"""BibTeX name lists to CSL names, Japanese names included (CSL 1.0.2 input, "name variables")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from hakusho.citations.latex import plain
from hakusho.citations.script import (
    given_in_katakana,
    is_foreign_in_katakana,
    is_katakana_name,
)
from hakusho.values.letters import KATAKANA, has_japanese

if TYPE_CHECKING:
    from collections.abc import Sequence

Name = dict[str, str]

NATIVE = "native"
"""In a name in katakana that is Japanese all the same (``サノ, ハジメ``); no variable of CSL."""

_LATIN_FIRST = re.compile(
    rf"((?:[A-Z][.．]?[・ ]*)+|[A-Za-zÀ-ɏ.'’\- ]+ )([{KATAKANA}][{KATAKANA}=＝]*)"
)
"""``A・ハンター``, ``Ann B. カーター``: what is in Latin letters is the given name."""
_SUFFIX = re.compile(r"([^,]+), *([^,]+), *([JS]r\.?)")
_REGULAR = re.compile(r"([A-Z]\w*(?:-\w+)*), ([A-Z][a-z]*\.?(?:[ -][A-Z][a-z]*\.?)*)", re.ASCII)
"""As nearly all names in Latin letters are written; what else may stand in one is not in it."""
_LABELLED = re.compile(r"(?:family|given|prefix|suffix)\s*=")
_LABEL = re.compile(
    r"(?:^|,)\s*(?P<label>[a-z-]+)\s*=\s*"
    r"(?P<value>\"[^\"]*\"|(?:[^,{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"
)
_FULL_WIDTH_COMMA = re.compile(r"\s*[，、]\s*")


def csl_names(value: str) -> list[Name]:
    """Read an author or editor field.

    Args:
        value: Names joined by ``and``, each in braces (a body), as ``Family, Given``, as
            ``Given Family``, or in Japanese as ``鬼頭, 健司`` or ``鬼頭 健司``; a foreigner's in
            kana as ``ウォルツ, ケネス``, or undivided as ``ケネス・ウォルツ``; each part by its
            label as in biblatex 3.20, 3.4 (``family=Beek, given=Ann, prefix=van``).

    Returns:
        CSL names; ``and others`` becomes the literal ``others``, which citeproc prints as
        "et al."
    """
    return [dict(parts) for single in split_names(value) if (parts := _parts(single))]


@lru_cache(maxsize=1 << 14)
def split_names(value: str) -> tuple[str, ...]:
    """The single names of a list, as written; one with labels as it is written without them."""
    try:
        names = split_multiple_persons_names(value)
    except InvalidNameError:
        names = [value]
    return tuple(_without_labels(str(name).strip()) for name in names if str(name).strip())


def in_a_row(names: Sequence[str], *, japanese: bool) -> str:
    """Names or places one after another: ``A・B``, ``A and B``, ``A, B, and C``."""
    if japanese or not names:
        return "・".join(names)
    *before, last = names
    if last == "others":
        return f"{', '.join(before)} et al."
    comma = "," if len(before) > 1 else ""
    return f"{', '.join(before)}{comma} and {last}" if before else last


def _without_labels(single: str) -> str:
    """``family=Beek, given=Ann, prefix=van, useprefix=true`` as ``van Beek, Ann``.

    A prefix that is not used for sorting goes with the given name: ``Beek, Ann van``.
    """
    if not _LABELLED.match(single):
        return single
    parts = {found["label"]: found["value"].strip().strip('"') for found in _LABEL.finditer(single)}
    family, given, prefix = (parts.get(each, "") for each in ("family", "given", "prefix"))
    if not given:
        return f"{{{prefix} {family}}}" if prefix else f"{{{family}}}"
    if parts.get("useprefix", "false") == "false":
        given, prefix = f"{given} {prefix}".strip(), ""
    if " " in family and not family.startswith("{"):
        family = f"{{{family}}}"
    return ", ".join(filter(None, (f"{prefix} {family}".strip(), parts.get("suffix", ""), given)))


@lru_cache(maxsize=1 << 14)
def _parts(single: str) -> tuple[tuple[str, str], ...]:
    """The variables of a name, which many entries share; none if nothing is left of it."""
    if regular := _REGULAR.fullmatch(single):
        return ("family", regular[1]), ("given", regular[2])
    return tuple(_name(single).items())


def _name(single: str) -> Name:
    if single.lower() == "others":
        return {"literal": "others"}
    if is_braced(single):
        return {"literal": plain(single)}
    if has_japanese(plain(single)):
        return _east_asian(plain(single))
    try:
        parts = parse_single_name_into_parts(single)
    except InvalidNameError:
        return _literal(single)
    name = {
        "family": plain(" ".join(parts.last)),
        "given": plain(" ".join(parts.first)),
        "non-dropping-particle": plain(" ".join(parts.von)),
        "suffix": plain(" ".join(parts.jr)),
    }
    if not name["family"] or not (name["given"] or name["non-dropping-particle"]):
        return _literal(single)
    return {key: value for key, value in name.items() if value}


def _literal(single: str) -> Name:
    literal = plain(single).strip(" ,")
    return {"literal": literal} if literal else {}


def _east_asian(name: str) -> Name:
    """A name in Japanese script: family first, with or without a comma."""
    latin = _LATIN_FIRST.fullmatch(name.replace("\u3000", " "))
    if latin:
        return {"family": latin[2], "given": latin[1].strip("・ ")}
    if is_katakana_name(name):
        return {"literal": name}
    parts = _SUFFIX.sub(r"\1 \3,\2", _FULL_WIDTH_COMMA.sub(",", name))  # Jr. goes with the family
    family, comma, given = parts.partition(",")
    if not comma:
        family, _, given = name.replace("\u3000", " ").partition(" ")
    family, given = family.strip(), given.strip()
    return {"family": family, "given": given} if given else {"literal": family}


def spelled(name: Name) -> str:
    """A name as Japanese text prints it in full: ``板山真弓``, ``ケネス・ウォルツ``."""
    family, given = name.get("family", ""), name.get("given", "")
    if is_foreigner(name):
        return "".join((*given_in_katakana(given), family))
    if has_japanese(family) or not given:
        return name.get("literal") or f"{family}{given}"
    return " ".join(filter(None, (given, name.get("non-dropping-particle", ""), family)))


def is_foreigner(name: Name) -> bool:
    """Whether a divided name is a foreigner's in katakana, who is named by the given name first."""
    family, given = name.get("family", ""), name.get("given", "")
    return NATIVE not in name and is_foreign_in_katakana(family, given)


def is_braced(name: str) -> bool:
    """Whether one pair of braces holds the whole name, which declares a body."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for at, char in enumerate(name):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0:
            return at == len(name) - 1
    return False
