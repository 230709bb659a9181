"""CIT062, CIT063, CIT068: one author says what another is cited for; a year; who is left out.

An author is named as somebody who says something (鬼頭論文は…と説く, Tidewell describes), the
bibliography has a work of that name, and all that the sentence cites is by others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.citations.entries import normal_key
from hakusho.findings import Finding, also
from hakusho.manuscript.word_search import ManyWords
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.values.letters import KANJI, KATAKANA, has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.works import Work
    from hakusho.source.prose import Prose

_SENTENCE = re.compile(r"[^。\n]+?(?:。|\n|$|[.?!](?=\s[A-Z“]|\s*$|\n))", re.MULTILINE)
_SAYS = re.compile(
    r"説[くい]|述べ|論じ|提案|主張|指摘|示し|示す|とする|という|といい|分析|整理|批判|提起|提唱|描[くい]|記[すし]"
    r"|\b(?:argu|writ|wrote|describ|hold|held|propos|not(?:es|ed)|claim|find|found|show|suggest|"
    r"observ|point|caution|warn|conclud|explain|say|said|maintain|contend)",
)
_ALONE = rf"(?<![{KANJI}{KATAKANA}])(?P<name>{{names}})"
_SUBJECT = (
    rf"{_ALONE}(?:論文|氏|教授|[{KANJI}]{{{{1,3}}}}(?=[はがも、]))?(?:ら)?"
    "(?:は|が|も|によれば|の提案|の議論)"
)
_DATED = rf"{_ALONE}(?:論文)?[（(]?(?P<year>(?:19|20)\d\d)年?[a-z]?[）)]?(?![\d年]*[月～〜-])"
_SUBJECT_LATIN = (
    r"(?<![\w-])(?<!\bby )(?<!\bof )(?P<name>{names})(?:, \w+ing\b|,? (?:and \w+ )?(?=[a-z]))"
)
_DATED_LATIN = (
    r"(?<![\w-])(?P<name>{names})(?: and [A-Z]\w+| et al\.)?,? ?\((?P<year>(?:19|20)\d\d)[a-z]?\)"
)
"""Patterns with a place for names."""


def check_left_out_authors(text: CitedText) -> Iterator[Finding]:
    """CIT068 for [-@key], which prints no author, where the chapter has not named one before.

    Of works of persons with Latin names alone: others are called in more than one way.
    """
    for prose in text.prose:
        for at, citation in sorted(prose.single.items()):
            if citation["citationMode"]["t"] != "SuppressAuthor":
                continue
            work = text.works.get(normal_key(citation["citationId"]))
            families = tuple(_families(work)) if work else ()
            said = prose.text[: prose.text.find("\n", at) + 1 or None].casefold()
            if not work or not families or has_japanese("".join(families)):
                continue
            if not any(name.casefold() in said for name in families):
                message = "this citation of {key} prints no author, and the text has named none"
                hint = "Name {name} in the sentence, or write [@{key}] without the hyphen."
                values = (work.key, families[0])
                yield Finding.of("CIT068", prose.place(at), message, hint, *values)


def check_named_authors(text: CitedText) -> Iterator[Finding]:
    """CIT062 for sentences that name one author and cite another; CIT063 for years not theirs."""
    by_family: dict[str, list[Work]] = {}
    for work in text.works.values():
        for family in _families(work):
            by_family.setdefault(family, []).append(work)
    families = ManyWords(by_family)
    found = [families.found_in(prose.text) for prose in text.prose]
    names = sorted(set().union(*found), key=lambda name: (-len(name), name))
    if not names:
        return
    japanese = "|".join(re.escape(each) for each in names if re.match(f"[{KANJI}{KATAKANA}]", each))
    latin = "|".join(re.escape(each) for each in names if each.isascii() and len(each) > len("Kim"))
    for prose in text.prose:
        for group, says, dated in (
            (japanese, _SUBJECT, _DATED),
            (latin, _SUBJECT_LATIN, _DATED_LATIN),
        ):
            if group:
                who = re.compile(says.format(names=group))
                yield from _others_cited(prose, who, by_family, text.works)
                yield from _years(prose, re.compile(dated.format(names=group)), by_family)


def _families(work: Work) -> Iterator[str]:
    for name in (*work.authors, *work.editors):
        family = str(name.get("family", ""))
        if len(family) > 1:
            yield family


def _others_cited(
    prose: Prose,
    who: re.Pattern[str],
    by_family: Mapping[str, list[Work]],
    works: Mapping[str, Work],
) -> Iterator[Finding]:
    for sentence in _SENTENCE.finditer(prose.text):
        named = {match["name"]: match for match in who.finditer(sentence[0])}
        if len(named) != 1 or not _SAYS.search(sentence[0]):
            continue
        ((name, match),) = named.items()
        places = [at for at in range(*sentence.span()) if at in prose.single]
        keys = [normal_key(prose.single[at]["citationId"]) for at in places]
        cited = [works.get(key) for key in keys if not is_cross_reference(key)]
        after = [at for at in places if at > sentence.start() + match.start()]
        if not cited or not after or None in cited:
            continue
        authors = {family for work in cited if work for family in _families(work)}
        if authors and name not in authors:
            other, own = cited[0], by_family[name][0]
            message = "the sentence says what {name} says, and cites {key}, which is by others"
            hint = "Cite {own}, if that is meant."
            said = prose.place(sentence.start() + match.start())
            related = (*also(own.entry.location, "a work of that name"), *also(said, "the name"))
            values = (name, other.key if other else "", own.key)
            yield Finding.of(
                "CIT062", prose.place(after[0]), message, hint, *values, related=related
            )


def _years(
    prose: Prose, dated: re.Pattern[str], by_family: Mapping[str, list[Work]]
) -> Iterator[Finding]:
    for match in dated.finditer(prose.text):
        works = by_family[match["name"]]
        years = {work.year[:4] for work in works if work.year}
        if years and len(years) == len({work.key for work in works}) and match["year"] not in years:
            message = "{name} has no work of {year} in the bibliography, but of {years}"
            hint = "Write the year of the work, and cite it by its key."
            related = also(works[0].place("date", "year"), "the year in the bibliography")
            values = (match["name"], match["year"], "、".join(sorted(years)))
            where = prose.place(match.start("year"))
            yield Finding.of("CIT063", where, message, hint, *values, related=related)
