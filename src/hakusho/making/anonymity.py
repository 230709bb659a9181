"""The proof that a copy for referees does not say who wrote the paper.

Its metadata are made without authors; here every output is searched for whatever names them. What
the author's own text says is a warning with its place (OUT026); everything else that is found is a
leak, and nothing is published (OUT025).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.entries import normal_key
from hakusho.editions.readable_text import properties, readable_text
from hakusho.findings import Finding, Location, noun
from hakusho.source.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hakusho.making.order import Order
    from hakusho.paper.imprint import Author
    from hakusho.source.prose import Prose

_LATIN = re.compile(r"[^\W\d_]*[A-Za-zÀ-ɏ][^\W\d_]*")
_LETTER = r"[A-Za-zÀ-ɏͰ-ӿḀ-ỿ]"  # of words with spaces between them: kana may follow a name at once
_SENTENCES = re.compile(r"(?<=[。．！？!?])|(?<=\.)\s+|\n+")
_BETWEEN = r"[\s,，、・.]*"
_SHORTEST_NAME, _SHORTEST_SENTENCE = 2, 8
_TOLERATED = frozenset({"affiliation"})
"""What a text may name as anybody's would: only its absence elsewhere is proven."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What names an author: what it is, as report.yaml has it, and how it is found."""

    kind: str
    text: str
    pattern: re.Pattern[str]
    where: Location


def names_left(outputs: Mapping[Path, Path], order: Order) -> tuple[Finding, ...]:
    """Search the outputs of a copy for referees; each final path has its finished file.

    Returns:
        OUT025 for what an output holds and the author's text does not, or a file's properties
        hold; OUT026 for each place at which the author's text names an author itself.
    """
    secrets = tuple(_secrets(order))
    found: list[Finding] = []
    told: set[tuple[Secret, Location]] = set()
    draft = order.manuscript.draft
    chapters = order.manuscript.chapters
    proses = [
        prose_of(each.blocks, draft.positions, beside=True, printed=True) for each in chapters
    ]
    for path, file in outputs.items():
        whole, beside = _plain(readable_text(file, path.name)), _plain(properties(file, path.name))
        for secret in (each for each in secrets if each.pattern.search(f"{path.name}\n{whole}")):
            places = tuple(dict.fromkeys(_written_in(secret, order, proses)))
            own = f"{beside}\n{path.name}"
            if not places or (secret.pattern.search(own) and not _stated(secret, order)):
                found.append(_leak(path.name, secret))
                continue
            if secret.kind in _TOLERATED:
                continue
            for where in places:
                if (secret, where) not in told:
                    told.add((secret, where))
                    found.append(_named(secret, where))
    return tuple(found)


def name_pattern(name: str) -> re.Pattern[str]:
    """What finds a name however it is written: 安保 太郎; Calder, Ines; INES CALDER; I. Calder."""
    plain = _plain(name).strip()
    parts = [part for part in re.split(r"[\s,，、・]+", plain) if part]
    if _LATIN.search(plain):
        orders = {" ".join(parts), " ".join([*parts[1:], *parts[:1]])}
        orders.add(" ".join([*parts[-1:], *parts[:-1]]))
        whole = [r"[\s,]+".join(map(re.escape, each.split(" "))) for each in sorted(orders)]
        one = "|".join([*whole, *_with_initials(parts)])
        return re.compile(rf"(?<!{_LETTER})(?:{one})(?!{_LETTER})", re.IGNORECASE)
    orders = {"".join(parts), "".join([*parts[1:], *parts[:1]])}
    return re.compile("|".join(_BETWEEN.join(map(re.escape, each)) for each in sorted(orders)))


def _with_initials(parts: Sequence[str]) -> Iterator[str]:
    """Patterns of a family name, the last of the parts or the first, with initials beside it."""
    for family, given in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        letters = [f"(?-i:{re.escape(each[0])})" for each in given if each[0].isupper()]
        if not letters or len(family) < _SHORTEST_NAME:
            continue
        initials, name = r"[.\s-]*".join(letters), re.escape(family)
        particles = "".join(rf"(?:{re.escape(each)}\s+)?" for each in given if each[0].islower())
        yield rf"{initials}[.\s]\s*{particles}{name}"
        yield rf"{name},?\s+{initials}(?:\.|(?=\s*(?:[,;:，、）)]|\Z)))"


def _secrets(order: Order) -> Iterator[Secret]:
    settings, where = order.paper.settings, order.paper.where
    for at, author in enumerate(settings.authors):
        yield from _of_author(author, at, order)
    place = where("publication", "acknowledgements")
    for sentence in _sentences(settings.publication.acknowledgements):
        yield _literal("acknowledgements", sentence, place)


def _of_author(author: Author, at: int, order: Order) -> Iterator[Secret]:
    where = order.paper.where
    if len(author.name.strip()) >= _SHORTEST_NAME:
        yield Secret("name", author.name, name_pattern(author.name), where("authors", at, "name"))
    for body in author.affiliation:
        yield _literal("affiliation", body, where("authors", at, "affiliation"))
    for kind, text in (("email", author.email), ("orcid", author.orcid)):
        if text:
            yield _literal(kind, text, where("authors", at, kind))
    for sentence in _sentences(author.profile):
        yield _literal("profile", sentence, where("authors", at, "profile"))


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(text):
        if len(sentence.strip()) >= _SHORTEST_SENTENCE:
            yield sentence.strip()


def _literal(kind: str, text: str, where: Location) -> Secret:
    letters = (re.escape(letter) for letter in _plain(text) if not letter.isspace())
    return Secret(kind, text, re.compile(r"\s*".join(letters), re.IGNORECASE), where)


def _plain(text: str) -> str:
    """Compatible forms as one: a PDF's text may have others than the author's."""
    return unicodedata.normalize("NFKC", text)


def _written_in(secret: Secret, order: Order, proses: Sequence[Prose]) -> Iterator[Location]:
    """Where what this copy prints of the author's own text names an author."""
    for prose in proses:
        for match in secret.pattern.finditer(prose.text):
            yield prose.place(match.start())
    for where, text in _values(order):
        if secret.pattern.search(_plain(text)):
            yield where


def _values(order: Order) -> Iterator[tuple[Location, str]]:
    """What it prints besides the chapters: fields of entries, words of figures, report.yaml."""
    paper, entries = order.paper, order.sources.bibliography.entries
    shown = {work.key: work.entry for work in order.sources.works}
    for key in {normal_key(use.key) for use in order.manuscript.index.citations}:
        entry = entries.get(key)
        if entry is not None and shown.get(key) is entry:  # not one whose names are hidden
            yield from ((entry.place(name), value) for name, value in entry.fields.items())
    for figure in order.pictures.figures.values():
        said = "\n".join((*figure.texts, figure.alt, figure.description))
        yield Location(figure.path), said
    for key in ("title", "subtitle", "abstract", "keywords", "slug"):
        given = getattr(paper.settings, key)
        yield paper.where(key), given if isinstance(given, str) else "\n".join(given)


def _stated(secret: Secret, order: Order) -> bool:
    """Whether report.yaml itself has it in what every file's properties say of a paper."""
    settings = order.paper.settings
    said = (settings.title, settings.subtitle, settings.abstract, settings.slug, *settings.keywords)
    return secret.pattern.search(_plain("\n".join(said))) is not None


def _leak(file: str, secret: Secret) -> Finding:
    message = "{file} would tell referees an author's {kind}: {text}"
    hint = (
        "Nothing was published. Look for it in addresses, alt texts, images and the paper's own "
        "templates; if it stands in none, this is a defect of Hakusho."
    )
    return Finding.of("OUT025", secret.where, message, hint, file, noun(secret.kind), secret.text)


def _named(secret: Secret, where: Location) -> Finding:
    message = "this tells referees an author's {kind}: {text}"
    hint = "Write it so that it names nobody, or set review.own_works: hide for works of your own."
    return Finding.of("OUT026", where, message, hint, noun(secret.kind), secret.text)
