"""CIT010: two works that later notes print the same: 鈴木ほか前掲論文, 防衛省前掲『防衛白書』."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.titles import SET_IN_QUOTES, main_title, printed_short
from hakusho.findings import Finding, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.choices import ShortTitles
    from hakusho.citations.works import Work

_OTHERS = "ほか"


def check_short_forms(text: CitedText) -> Iterator[Finding]:
    """CIT010 at the later of two entries whose later notes read the same, if both have such notes.

    The form is taken from what the citation processor is given, so a title that the style adds
    where one author has several works counts. Styles that cite in the running text are passed
    over: they tell works apart by year.
    """
    if not text.makes_notes or text.style is None:
        return
    again = {
        cited.work.key: cited.work
        for cited in text.cited
        if cited.placement.position == "subsequent" and cited.work is not None
    }
    doubtful = _doubtful(again.values(), text.style.choices.short_titles)
    if not doubtful:
        return
    # Works by others change nothing in how these are told apart, and converting takes time.
    works = {
        cited.work.key: cited.work
        for cited in text.cited
        if cited.work is not None and printed_short(cited.work) in doubtful
    }
    items = {item["id"]: item for item in to_csl_json(tuple(works.values()), text.style.choices)}
    first: dict[str, str] = {}
    for key, work in works.items():
        if key not in again:
            continue
        form = _form(items[key], work)
        other = first.setdefault(form, key)
        if other != key:
            message = "{key}: later notes print {form} for this entry and for {other}"
            hint = "Give both entries a shorttitle that tells them apart."
            where, subject = work.place("shorttitle", "title"), Subject("entry", key)
            yield Finding.of("CIT010", where, message, hint, key, form, other, subject=subject)


def _doubtful(works: Iterable[Work], wanted: ShortTitles) -> set[str]:
    """Authors as later notes print them whose works might read the same: a cheap test first."""
    by_author: dict[str, list[Work]] = {}
    for work in works:
        by_author.setdefault(printed_short(work), []).append(work)
    titled = "never" not in (wanted.japanese, wanted.western)
    found = set()
    for author, same in by_author.items():
        titles = {each.raw("shorttitle") or main_title(each.title) for each in same}
        told_apart = titled and not author.endswith(" et al.") and len(titles) == len(same)
        if len(same) > 1 and not told_apart:
            found.add(author)
    return found


def _form(item: Mapping[str, object], work: Work) -> str:
    """What a later note prints, without the number of the first note."""
    author = printed_short(work)
    if work.japanese:
        author = author.removesuffix(" et al.") + (_OTHERS if author.endswith(" et al.") else "")
    quoted = work.kind in SET_IN_QUOTES
    title = str(item.get("title-short", ""))
    if not title and not (author and work.japanese):
        title = main_title(str(item.get("title", "")))
    if not work.japanese:
        parts = (author.replace("・", " and "), f"“{title}”" if quoted else title)
        return ", ".join(part for part in parts if part)
    if title:
        return f"{author}前掲「{title}」" if quoted else f"{author}前掲『{title}』"
    return f"{author}前掲論文" if quoted else f"{author}前掲書"
