"""What a paper's ``report/terms.yaml`` says: abbreviations, and one word for one thing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StringConstraints

from hakusho.findings import Finding, Location
from hakusho.paper.imprint import Day  # noqa: TC001  pydantic reads it
from hakusho.paper.reading import read_text
from hakusho.paper.yaml_source import Strict, locate, read_schema
from hakusho.tools import boundary

if TYPE_CHECKING:
    from pathlib import Path


TERMS_PATH = "report/terms.yaml"
_JAPANESE_FORM = "{long}（{abbr}: {en}）"
_ENGLISH_FORM = "{long} ({abbr})"
_SOMEWHERE = Location(TERMS_PATH)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and what it stands for.

    Attributes:
        abbr: As printed: ``ACM``.
        ja: What it stands for in Japanese; empty if only the English is known.
        en: The same in English.
        expands: Whether its first mention is printed with what it stands for.
        plural: Its plural in English: ``MRBMs``; empty if none is used.
        reading: How an abbreviation in Japanese characters is read, for its place in a glossary.
        gloss: What it is, for the glossary, by language.
    """

    abbr: str
    ja: str
    en: str
    location: Location = _SOMEWHERE
    expands: bool = True
    plural: str = ""
    en_plural: str = ""
    reading: str = ""
    gloss: tuple[tuple[str, str], ...] = ()
    places: tuple[Location, Location] = (_SOMEWHERE, _SOMEWHERE)  # of ``ja`` and of ``en``

    def long(self, language: str, *, plural: bool = False) -> tuple[str, str]:
        """What it stands for, and in which language that is: the one asked for, or the other."""
        english = self.en_plural if plural and self.en_plural else self.en
        own, other = ((self.ja, "ja"), (english, "en"))[:: 1 if language == "ja" else -1]
        return own if own[0] else other

    @property
    def shorts(self) -> tuple[str, ...]:
        """The abbreviation and its plural."""
        return (self.abbr, self.plural) if self.plural else (self.abbr,)

    @property
    def longs(self) -> tuple[str, ...]:
        """Everything that it stands for, in any language and number."""
        return tuple(each for each in (self.ja, self.en, self.en_plural) if each)


@dataclass(frozen=True, slots=True)
class Preferred:
    """A word to write, and those that it replaces."""

    use: str
    instead_of: tuple[str, ...]
    location: Location = _SOMEWHERE


@dataclass(frozen=True, slots=True)
class Body:
    """An office or a body, and when it was.

    Attributes:
        name: As it is called.
        since: The day on which it began, ``2007-01-09``; empty if that is of no matter.
        until: The day on which it ended; empty if it has not.
        then: What took its place; empty if nothing did.
    """

    name: str
    since: str = ""
    until: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What terms.yaml says; all empty for a paper without one.

    Attributes:
        abbreviations: In the file's order.
        preferred: Words, each with those that it replaces.
        consistent: Words for one thing, of which a paper uses one, whichever it is.
        bodies: Offices and bodies with their time.
        japanese_form: How the first mention is printed in Japanese: ``{long}`` and ``{abbr}``,
            and ``{en}`` or ``{ja}`` with what separates it, left out where it would be empty.
        english_form: The same in English.
    """

    abbreviations: tuple[Abbreviation, ...] = ()
    preferred: tuple[Preferred, ...] = ()
    consistent: tuple[tuple[str, ...], ...] = ()
    bodies: tuple[Body, ...] = ()
    japanese_form: str = _JAPANESE_FORM
    english_form: str = _ENGLISH_FORM

    def form(self, language: str) -> str:
        """The form of a first mention in a language."""
        return self.japanese_form if language == "ja" else self.english_form


NO_TERMS = Terms()
"""Those of a paper without terms.yaml."""


_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Gloss(Strict):
    ja: str = ""
    en: str = ""


class _Abbreviation(Strict):
    abbr: _Text
    ja: str = ""
    en: str = ""
    expand: Literal["first", "never"] = "first"
    plural: str = ""
    en_plural: str = ""
    reading: str = ""
    gloss: str | _Gloss = ""


class _Preferred(Strict):
    use: _Text
    en: str = ""
    instead_of: tuple[_Text, ...] = Field(min_length=1)


class _Body(Strict):
    since: Day | None = None
    until: Day | None = None
    then: str = ""


class _Forms(Strict):
    ja: _Text = _JAPANESE_FORM
    en: _Text = _ENGLISH_FORM


class TermsFile(Strict):
    """What ``report/terms.yaml`` may hold."""

    abbreviations: tuple[_Abbreviation, ...] = ()
    preferred: tuple[_Preferred, ...] = ()
    consistent: tuple[Annotated[tuple[_Text, ...], Field(min_length=2)], ...] = ()
    bodies: dict[_Text, _Body] = Field(default_factory=dict)
    forms: _Forms = _Forms()


@dataclass(slots=True)
class _Claims:
    """Which words are taken, and by what; to tell mistakes in the file."""

    document: Any
    findings: list[Finding] = field(default_factory=list)

    def report(self, keys: tuple[str | int, ...], message: str, hint: str, *values: str) -> None:
        where = locate(TERMS_PATH, self.document, keys)
        self.findings.append(Finding.of("TRM001", where, message, hint, *values))


def load_terms(root: Path, language: str) -> tuple[Terms, tuple[Finding, ...]]:
    """Read and validate a paper's terms.yaml; a gloss of no language is in the one given.

    Returns:
        The terms, none if there is no such file or it cannot be used; and TRM001 for each mistake.
    """
    if not boundary.is_there(root, TERMS_PATH):
        return NO_TERMS, ()
    text, unprintable = read_text(root, TERMS_PATH)
    if text is None:
        return NO_TERMS, unprintable
    union, given = ("_Gloss", "str"), ("TRM001", TERMS_PATH, text)
    read, document, findings = read_schema(TermsFile, *given, union=union, may_be_empty=True)
    if read is None:
        return NO_TERMS, (*unprintable, *findings)
    unprintable = (*unprintable, *findings)
    claims = _Claims(document)
    _check_abbreviations(read, claims)
    _check_words(read, claims)
    _check_forms(read, claims)
    if claims.findings:
        return NO_TERMS, (*unprintable, *claims.findings)
    return _terms(read, document, language), unprintable


def _check_abbreviations(read: TermsFile, claims: _Claims) -> None:
    seen: dict[str, int] = {}
    for index, each in enumerate(read.abbreviations):
        keys = ("abbreviations", index)
        if not (each.ja.strip() or each.en.strip()):
            message = "{abbr} has no long form"
            claims.report(keys, message, "Say what it stands for: ja:, en: or both.", each.abbr)
        for short in filter(None, dict.fromkeys(map(_nfc, (each.abbr, each.plural)))):
            earlier = seen.setdefault(short, index)
            if earlier != index:
                where = locate(TERMS_PATH, claims.document, ("abbreviations", earlier))
                message = "{short} is already listed on line {line}"
                claims.report(keys, message, "List each abbreviation once.", short, str(where.line))
        if each.en_plural and not each.plural:
            message = "{abbr} has en_plural, but no plural"
            claims.report(keys, message, "Add the plural, for example plural: {abbr}s.", each.abbr)


def _check_words(read: TermsFile, claims: _Claims) -> None:
    uses = {_normal(each.use): each.use for each in read.preferred}
    longs = {_normal(word) for each in read.abbreviations for word in (each.ja, each.en) if word}
    replaced: dict[str, str] = {}
    for index, each in enumerate(read.preferred):
        for at, word in enumerate(each.instead_of):
            keys = ("preferred", index, "instead_of", at)
            key = _normal(word)
            if key == _normal(each.use):
                claims.report(keys, "{word} replaces itself", "Delete it here.", word)
            elif key in uses:
                message = "{word} is replaced by {use}, but it is a preferred word as well"
                hint = "Keep it as 'use' or under 'instead_of', not both."
                claims.report(keys, message, hint, word, each.use)
            elif replaced.get(key, each.use) != each.use:
                message = "{word} is replaced by both {replaced} and {use}"
                claims.report(keys, message, "Keep one of the two.", word, replaced[key], each.use)
            elif key in longs:
                message = "{word} is replaced by {use}, but an abbreviation stands for it"
                hint = "Change the abbreviation's ja or en, or delete it here."
                claims.report(keys, message, hint, word, each.use)
            replaced.setdefault(key, each.use)
    for index, group in enumerate(read.consistent):
        for at, word in enumerate(group):
            if _normal(word) in replaced:
                place = ("consistent", index, at)
                message = "{word} may not be used: it is replaced by {replaced}"
                hint = "Delete it under 'consistent' or under 'instead_of'."
                claims.report(place, message, hint, word, replaced[_normal(word)])


def _check_forms(read: TermsFile, claims: _Claims) -> None:
    for language, form in (("ja", read.forms.ja), ("en", read.forms.en)):
        bare = form
        for name in ("{long}", "{abbr}", "{en}", "{ja}"):
            bare = bare.replace(name, "")
        if "{long}" not in form or "{abbr}" not in form or "{" in bare or "}" in bare:
            message = "the form '{form}' cannot be used"
            hint = "It holds {{long}} and {{abbr}}, and may hold {{en}} or {{ja}}; no other braces."
            claims.report(("forms", language), message, hint, form)


def _terms(read: TermsFile, document: Any, language: str) -> Terms:
    preferred = range(len(read.preferred))
    places = [locate(TERMS_PATH, document, ("preferred", index)) for index in preferred]
    return Terms(
        tuple(
            Abbreviation(
                abbr=_nfc(each.abbr),
                ja=_nfc(each.ja),
                en=_nfc(each.en),
                location=locate(TERMS_PATH, document, ("abbreviations", index)),
                places=(
                    locate(TERMS_PATH, document, ("abbreviations", index, "ja")),
                    locate(TERMS_PATH, document, ("abbreviations", index, "en")),
                ),
                expands=each.expand == "first",
                plural=_nfc(each.plural),
                en_plural=_plural(each),
                reading=_nfc(each.reading),
                gloss=_gloss(each.gloss, language),
            )
            for index, each in enumerate(read.abbreviations)
        ),
        tuple(
            Preferred(_nfc(each.use), tuple(map(_nfc, each.instead_of)), where)
            for each, where in zip(read.preferred, places, strict=True)
        ),
        tuple(tuple(map(_nfc, group)) for group in read.consistent),
        tuple(
            Body(_nfc(name), str(each.since or ""), str(each.until or ""), _nfc(each.then))
            for name, each in read.bodies.items()
        ),
        read.forms.ja,
        read.forms.en,
    )


def _plural(each: _Abbreviation) -> str:
    if not (each.plural and each.en):
        return ""
    return _nfc(each.en_plural or f"{each.en.strip()}s")


def _gloss(gloss: str | _Gloss, language: str) -> tuple[tuple[str, str], ...]:
    if isinstance(gloss, str):
        return ((language, _nfc(gloss)),) if gloss.strip() else ()
    return tuple((key, _nfc(text)) for key, text in (("ja", gloss.ja), ("en", gloss.en)) if text)


def _nfc(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _normal(word: str) -> str:
    return _nfc(word).casefold()
