"""What a paper's ``report/terms.yaml`` says: abbreviations, and one word for one thing."""

from __future__ import annotations

from dataclasses import dataclass

from hakusho.findings import Location

TERMS_PATH = "report/terms.yaml"
JAPANESE_FORM = "{long}（{abbr}: {en}）"
ENGLISH_FORM = "{long} ({abbr})"
_SOMEWHERE = Location(TERMS_PATH)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and what it stands for.

    Attributes:
        abbr: As printed: ``ACM``.
        ja: What it stands for in Japanese; empty if only the English is known.
        en: The same in English.
        location: Where terms.yaml lists it.
        expands: Whether its first mention is printed with what it stands for.
        plural: Its plural in English: ``MRBMs``; empty if none is used.
        en_plural: The plural of ``en``.
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
    """A word, and those that it replaces.

    Attributes:
        use: The word to write.
        instead_of: The words not to write.
        location: Where terms.yaml lists it.
    """

    use: str
    instead_of: tuple[str, ...]
    location: Location = _SOMEWHERE


@dataclass(frozen=True, slots=True)
class Terms:
    """What terms.yaml says; all empty for a paper without one.

    Attributes:
        abbreviations: In the file's order.
        preferred: Words, each with those that it replaces.
        consistent: Words for one thing, of which a paper uses one, whichever it is.
        japanese_form: How the first mention is printed in Japanese: ``{long}`` and ``{abbr}``,
            and ``{en}`` or ``{ja}`` with what separates it, left out where it would be empty.
        english_form: The same in English.
    """

    abbreviations: tuple[Abbreviation, ...] = ()
    preferred: tuple[Preferred, ...] = ()
    consistent: tuple[tuple[str, ...], ...] = ()
    japanese_form: str = JAPANESE_FORM
    english_form: str = ENGLISH_FORM

    def form(self, language: str) -> str:
        """The form of a first mention in a language."""
        return self.japanese_form if language == "ja" else self.english_form


NO_TERMS = Terms()
"""Those of a paper without terms.yaml."""
