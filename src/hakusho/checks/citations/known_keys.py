"""CIT001, CIT004: citekeys that the bibliography lacks, entries that nothing cites."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.checks.citations.typed_citations import typed_entry, works_by_author
from hakusho.citations.bibliography import MOST_CHECKED
from hakusho.citations.entries import UNREAD, normal_key
from hakusho.citations.inheritance import folded, relatives
from hakusho.data.dataset import ALL_DATA
from hakusho.findings import NOTHING, Finding, Subject, Text, also, nearest_citekey, say
from hakusho.manuscript.word_search import ManyWords
from hakusho.paper.folders import CHAPTERS_FOLDER
from hakusho.source.cross_reference_marks import meant_by, names_unnumbered
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.entries import Bibliography, CitationUse
    from hakusho.citations.works import Work
    from hakusho.findings.finding import Related


_YEAR_OF_KEY = re.compile(r"[-_:]?(?:1[5-9]|20)\d\d[a-z]?(?=\D|$)")
_MOST_MEANT = 8
"""Of more citations none is told to be meant for another work."""
_FEW_MEANT = 3
_NUMBER_OF_WORK = re.compile(r"(?P<kind>doi|isbn|DOI|ISBN):(?P<number>.+)")
_NAME_AND_YEAR = re.compile(r"(?P<name>\D+?)[-_:]?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?")
_PREFIXES = frozenset({"fig", "tbl", "sec", "eq", "lst", "par"})
_OTHER_HYPHEN = re.compile(r"(?P<sign>[‐‑‒–—―−－])(?P<rest>\w+)")
_NO_KEY = re.compile(r"[\s「」『』、。（）]")
"""What no citation in a text can have in its key."""
_KEY_GOES_ON = "{key} is: the text after it is taken as part of the key. Write @{{{key}}}."


def check_known_keys(text: CitedText) -> Iterator[Finding]:
    """Hold citations against the bibliography.

    Yields:
        CIT001 at each citation whose key has no entry that can be read, with the nearest key, or
        once if there is no bibliography at all;
        CIT004 at each entry that nothing cites, and that gives no cited entry what that inherits.
    """
    bibliography = text.bibliography
    if text.uses and not (text.files or bibliography.entries or bibliography.unreadable):
        use, message = text.uses[0], "{key} is cited, and report/report.yaml names no bibliography"
        hint = "Write there, for example: bibliography: [bib/references.bib]."
        yield Finding.of("CIT001", use.location, message, hint, use.key)
        return
    yield from _without_entry(text)
    yield from _never_cited(text)


def _without_entry(text: CitedText) -> Iterator[Finding]:
    known: dict[str, tuple[Text, Text]] = {}
    files = tuple(Subject("file", path) for path in text.files)  # it may stand in each
    bibliography = text.bibliography
    for use in text.uses:
        if bibliography.get(use.key) is None:
            key = normal_key(use.key)
            if use.key not in known:
                known[use.key] = _unknown(use, key, text)
            if not known[use.key][1] and use.location.path.startswith("figures/data/"):
                known[use.key] = known[use.key][0], say(NO_CITEKEYS)
            elif not known[use.key][1] and _NO_KEY.search(use.key):
                hint = say(
                    "It stands as source in the data, in figures/data: write a citekey there, and "
                    "add its entry to the bibliography."
                )
                known[use.key] = known[use.key][0], hint
            about = Subject("entry", key)
            given = ("CIT001", use.location, *known[use.key])
            because = (about, *files) if key in bibliography.unreadable else files
            yield Finding.of(*given, subject=about, because=because)


def _slips(text: CitedText) -> dict[str, set[Subject]]:
    """The keys without an entry, by that of which they may be slips."""
    entries, found = text.bibliography.entries, dict[str, set[Subject]]()
    for key in {normal_key(use.key) for use in text.uses if not text.bibliography.get(use.key)}:
        found.setdefault(nearest_citekey(key, entries), set()).add(Subject("entry", key))
    return found


def _never_cited(text: CitedText) -> Iterator[Finding]:
    """CIT004, with what may have been meant for the work."""
    entries = text.bibliography.entries
    cited = {normal_key(use.key) for use in text.uses} | text.elsewhere
    behind = relatives(cited, entries)
    message = "{key} is never cited"
    most: tuple[int, ...] = ()
    hint = "Cite it or delete it; the bibliography lists cited works alone."
    if len(entries) > MOST_CHECKED:
        hint = "Of more than {most:,} entries only those that are cited are checked."
        most = (MOST_CHECKED,)
    uncited = [key for key in entries if key not in cited and folded(key) not in behind]
    by_stem, typed, slips = _by_stem(text), _typed(text, uncited), _slips(text)
    for key in uncited:
        about = Subject("entry", key)
        # It may be cited in one of these that cannot be read.
        unread = (*ALL_DATA, Subject("file", CHAPTERS_FOLDER), Subject("file", "figures"), about)
        meant_there = (Subject(UNREAD, key), typed_entry(key), *slips.get(key, ()))
        entry = entries[key]
        found = Finding.of("CIT004", entry.location, message, hint, entry.key, *most, subject=about)
        meant = (*_meant_for(key, by_stem), *typed.get(key, ()))
        yield replace(found, because=(*unread, *meant_there), related=meant)


def _by_stem(text: CitedText) -> Mapping[str, list[CitationUse]]:
    """The citations by their keys without the year."""
    found: dict[str, list[CitationUse]] = {}
    for use in text.uses:
        found.setdefault(_YEAR_OF_KEY.sub("", normal_key(use.key)), []).append(use)
    return found


def _meant_for(key: str, by_stem: Mapping[str, list[CitationUse]]) -> Iterator[Related]:
    """The citations of works with the same key but for its year, which may be meant for this."""
    stem = _YEAR_OF_KEY.sub("", key)
    uses = by_stem.get(stem, []) if stem and stem != key else []
    # What is cited often is cited rightly; the one that is not meant stands among the few.
    often = Counter(normal_key(use.key) for use in uses)
    few = [use for use in uses if often[normal_key(use.key)] <= _FEW_MEANT]
    for use in uses if len(uses) <= _MOST_MEANT else few[:_MOST_MEANT]:
        yield from also(use.location, "{key} is cited here", use.key)


def _typed(text: CitedText, keys: Iterable[str]) -> dict[str, tuple[Related, ...]]:
    """For some works, where the text has author and year in place of a citation."""
    works = {key: work for key in keys if (work := text.works.get(key)) and work.year}
    names = {key: name for key, work in works.items() if (name := _name(work)) != "others"}
    # Of a large library nearly no name stands there, and to compile a pattern is dear.
    search = ManyWords(names.values())
    standing = [(prose, search.found_in(prose.text)) for prose in text.prose if names]
    found: dict[str, tuple[Related, ...]] = {}
    for key, name in names.items():
        year = works[key].year
        typed = rf"(?<!\w){re.escape(name)}(?:他|ほか| et al\.)?[,，、]?\s?[(（]?{year}(?!\d)"
        for prose in (prose for prose, there in standing if name in there):
            if match := re.search(typed, prose.text):
                message = "{words} is typed here: write [@{key}] if it is that work"
                found[key] = also(prose.place(match.start()), message, match[0], works[key].key)
                break
    return found


def _name(work: Work) -> str:
    """The first author's or editor's family name; empty without either."""
    first = (work.authors or work.editors or ({},))[0]
    return first.get("family") or first.get("literal") or ""


NO_CITEKEYS = (
    "If the column 'source' holds no citekeys, say so in the sidecar: schema: {{source: text}}."
)


def _unknown(use: CitationUse, key: str, text: CitedText) -> tuple[Text, Text]:
    """Message and hint for a citekey without an entry."""
    written, bibliography = use.key, text.bibliography
    if key in bibliography.unreadable:
        hint = say("Mend it first: {place}.", bibliography.unreadable[key])
        return say("the entry {key} cannot be read", written), hint
    if key in bibliography.standing_for:
        return _standing_for(written, bibliography.standing_for[key])
    if number := _NUMBER_OF_WORK.fullmatch(key):
        return say("{key} is not in the bibliography", written), _by_number(number, bibliography)
    inner = _key_with_text(key, bibliography)
    hint = say(_KEY_GOES_ON, inner) if inner else NOTHING
    hint = (
        hint or _behind(use, key, text) or _by_author(key, text) or _suggestion(key, bibliography)
    )
    return say("{key} is not in the bibliography", written), hint


def _standing_for(key: str, works: tuple[str, ...]) -> tuple[Text, Text]:
    """Message and hint for a key of BibLaTeX that is no work's own."""
    if not works:
        message = "{key} is there for other entries (@xdata, @set), and is no work"
        return say(message, key), say("Cite an entry that takes them.")
    if len(works) == 1:
        message = "{key} stands for {work} (ids, @set)"
        return say(message, key, works[0]), say("Write @{key}.", works[0])
    message = "{key} is a set of entries (@set), and no work"
    return say(message, key), say("Write [{works}].", "; ".join(f"@{work}" for work in works))


def _behind(use: CitationUse, key: str, text: CitedText) -> Text:
    """The hint for a key that ends at a hyphen of another kind: @sec‐a, @aida‐2019.

    And for one that holds the place in the work: @aida2019:12頁.
    """
    start = key.partition(":")[0]
    if start != key and text.bibliography.get(start) is not None:
        place = key.removeprefix(f"{start}:")
        return say("Write [@{key}, {place}], with a comma before the place.", start, place)
    for prose in text.prose:
        for at, citation in prose.single.items():
            cut = _OTHER_HYPHEN.match(prose.text, at + 1)
            if cut and citation["citationId"] == use.key and prose.place(at) == use.location:
                meant = f"{key}-{cut['rest']}"
                if key in _PREFIXES or text.bibliography.get(meant) is not None:
                    return say(
                        "Write @{meant}: the hyphen {sign} ends the key.", meant, cut["sign"]
                    )
    if key in text.named:
        return text.named[key]
    if key in text.anchors:
        hint = (
            "An id that is referred to begins with fig-, tbl-, sec-, eq- or lst-: write "
            "{{#fig-name}} and @fig-name."
        )
        return say(hint)
    return NOTHING


def _by_author(key: str, text: CitedText) -> Text:
    """The hint for an author's name and a year in place of the key: @田中2023."""
    match = _NAME_AND_YEAR.fullmatch(key)
    known = works_by_author(text.works.values()) if match else {}
    works = known.get((match["name"], match["year"]), []) if match else []
    if len(works) == 1:
        return say("Write @{key}, the entry of that author and year.", works[0].key)
    keys = ", ".join(f"@{work.key}" for work in works)
    return say("Several entries are of that author and year: {keys}.", keys) if works else NOTHING


def _by_number(asked: re.Match[str], bibliography: Bibliography) -> Text:
    """The hint for a work that is cited by its DOI or ISBN, as Manubot does: the entry's key."""
    kind, number = asked["kind"].lower(), _bare(asked["number"])
    for entry in bibliography.entries.values():
        given = entry.fields.get(kind)
        if given is not None and _bare(given) == number:
            return say("Write @{key}: that entry has this number.", entry.key)
    return say("A work is cited by the citekey of its entry: add one, and write @citekey.")


def _bare(number: str) -> str:
    """A DOI or an ISBN as it is compared."""
    bare = number.lower().rpartition("doi.org/")[2].removeprefix("doi:").strip()
    return bare if "/" in bare else re.sub(r"[^0-9x]", "", bare)


def _key_with_text(key: str, bibliography: Bibliography) -> str:
    """The longest known key with which this one begins, if Japanese text goes on after it."""
    starts = (known for known in bibliography.entries if key.startswith(known))
    longest = max(starts, key=len, default="")
    return longest if longest and has_japanese(key[len(longest) :][:1]) else ""


def _suggestion(key: str, bibliography: Bibliography) -> Text:
    narrow = unicodedata.normalize("NFKC", key)
    if narrow != key and bibliography.get(narrow):
        return say("Did you mean {key}? It differs in the width of characters only.", narrow)
    known = nearest_citekey(key, bibliography.entries)
    if known.lower() == key.lower():
        return say("Did you mean {key}? It differs in case only.", known)
    if meant := meant_by(key):
        hint = "A cross-reference is written @{meant}, and its target {{#{meant}}}."
        return say(hint, meant)
    if names_unnumbered(key):
        return say(
            "Only figures, tables, sections, equations and listings have numbers: @fig-…, @tbl-…, "
            "@sec-…, @eq-…, @lst-…."
        )
    return say("Did you mean {key}?", known) if known else NOTHING
