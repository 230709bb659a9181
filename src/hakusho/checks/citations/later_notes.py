"""CIT009, CIT010: short forms that do not tell a reader which source, or which page, is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.citations.quotations import bare
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.titles import SET_IN_QUOTES, main_title, printed_short
from hakusho.findings import Finding, Subject, also
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.source.prose import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.checks.citations.cited_text import Cited, CitedText
    from hakusho.citations.choices import ShortTitles
    from hakusho.citations.works import Work
    from hakusho.manuscript.indexed import WrittenNote
    from hakusho.source.prose import Prose

_TITLE = re.compile(r"『(?P<ja>[^『』]{2,})』|“(?P<en>[^“”]{6,})”|(?P<url>https?://[^\s>）)」]+)")
_WORD = re.compile(r"[^\W\d_]")
_CAPITAL = re.compile(r"[A-Z][\w’'\-]+")
_LONG_WORD = re.compile(r"[A-Za-z][A-Za-z’'\-]{3,}")

_TYPED = re.compile(
    r"同上|同前|前掲(?!の?\s*(?:図|表|章|節))|前出(?=書|論文|[『「（(、,注註])"
    r"|同(?:書|論文|稿|記事)(?=[、,，]\s*[0-9０-９一二三四五六七八九十]+\s*(?:頁|ページ|-|–|、|。|$))"
    r"|(?i:(?<![A-Za-z])(?:ibid\b\.?|op\.\s?cit\b\.?|loc\.\s?cit\b\.?|"
    r"supra(?=,?\s+(?:note|n\.|fn\.?|at)\b)))"
)
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|“[^“”]*”|\"[^\"\n]*\"")
_SHOWN = re.compile(rf"前掲の?\s*{OPAQUE}")


def check_repeated_forms(text: CitedText) -> Iterator[Finding]:
    """CIT009 where 同上 or ibid. would be printed and could mean two sources or two pages.

    That is at a citation that would print as 同上 after a note that also names a work by hand
    (『…』, “A Title in Capitals”, an address), or one that cites the same work at two places
    where this one gives none.
    """
    if not text.makes_notes:
        return
    notes = {note.number: note for note in text.notes}
    by_note: dict[int, list[Cited]] = {}
    for cited in text.cited:
        by_note.setdefault(cited.use.note, []).append(cited)
    for cited in text.cited:
        if cited.placement.repeats < 0 or cited.work is None:
            continue
        earlier = text.cited[cited.placement.repeats].use
        before = earlier.note
        if before == cited.use.note:
            continue
        named = _named_by_hand(notes.get(before), by_note[before], cited.work)
        places = {(each.place.label, each.place.value) for each in by_note[before]}
        key = cited.work.key
        if named:
            message = "{key}: 同上 (ibid.) would mean note {note}, which also names {named}"
            hint = (
                "Give that work a citekey, too; then the short form is chosen so that it is clear."
            )
        elif len(places) > 1 and not cited.place.label:
            message = "{key}: 同上 (ibid.) would mean note {note}, which cites two places in it"
            hint = "Say which page is meant."
        else:
            continue
        values, subject = (key, before, *([named] if named else [])), Subject("entry", key)
        where, related = cited.use.location, also(earlier.location, "the citation before")
        yield Finding.of("CIT009", where, message, hint, *values, subject=subject, related=related)


def _named_by_hand(note: WrittenNote | None, cited: Sequence[Cited], work: Work) -> str:
    """What a note names besides its citation; empty if nothing."""
    parts = [note.text] if note else []
    parts += [f"{each.use.prefix} {each.use.locator}" for each in cited]
    own = bare(f"{work.title}{work.text('subtitle', 'journaltitle', 'journal', 'booktitle')}")
    for part in parts:
        for match in _TITLE.finditer(part):
            if match["en"] and not _is_title(match["en"]):
                continue
            if match["url"] and match["url"].rstrip("/.") in work.raw("url"):
                continue
            if match["ja"] and not _WORD.search(match["ja"]):
                continue  # 『2+2』
            named = bare(match["ja"] or match["en"] or match["url"])
            if named and named not in own and bare(work.title) not in named:
                return match[0] if len(match[0]) <= 40 else f"{match[0][:40]}…"  # noqa: PLR2004
    return ""


def _is_title(text: str) -> bool:
    words = _LONG_WORD.findall(text)
    return len(words) > 1 and len(_CAPITAL.findall(text)) >= len(words)


def check_typed_forms(text: CitedText) -> Iterator[Finding]:
    """CIT009 where an author typed 同上, 前掲, ibid., op. cit. or supra.

    It is found in a note or in the text of a citation, outside quotations: nothing keeps it right
    when a note is added before it.
    """
    for prose in text.prose:
        inside = [*((start, end) for start, end, _ in prose.notes), *prose.citations]
        for match in _TYPED.finditer(prose.text):
            at = match.start()
            span = next((span for span in inside if span[0] <= at < span[1]), None)
            if span is None or _is_quoted(prose.text, span, at) or _is_of_a_figure(prose, at):
                continue
            message = "'{match}' is typed by hand and will be wrong after the next edit"
            hint = "Cite the work again, [@key, 46頁]: 同上 and 前掲 are set by themselves."
            yield Finding.of("CIT009", prose.place(at), message, hint, match[0])


def _is_of_a_figure(prose: Prose, at: int) -> bool:
    shown = _SHOWN.match(prose.text, at)
    cited = prose.single.get(shown.end() - 1) if shown else None
    return cited is not None and is_cross_reference(cited["citationId"])


def _is_quoted(text: str, span: tuple[int, int], at: int) -> bool:
    return any(match.start() < at < match.end() for match in _QUOTED.finditer(text, *span))


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
            where, there = (each.place("shorttitle", "title") for each in (work, works[other]))
            subject, related = Subject("entry", key), also(there, "the other entry")
            values = (key, form, other)
            yield Finding.of(
                "CIT010", where, message, hint, *values, subject=subject, related=related
            )


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
