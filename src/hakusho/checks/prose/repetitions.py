"""TXT003 to TXT005: what stands twice, one behind the other.

In Japanese a particle or a phrase, in English a word; stops and commas; sentences and paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding, also
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import HIRAGANA, JAPANESE, KANJI, KATAKANA, has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_NOUN = rf"(?<=[{KANJI}{KATAKANA}」』）)ー０-９0-9A-Za-z{OPAQUE}])"
_AHEAD = rf"(?=[、。「『（{KANJI}{KATAKANA}0-9０-９{OPAQUE}])"
PARTICLES = re.compile(
    rf"{_NOUN}(?:がが|にに|のの|へへ|でで|とと|もも|がを|をが|をは|はを|をに|はが|がは){_AHEAD}"
    r"|をを(?![ぁ-んー])"
    rf"|(?:[のにとで]|{_NOUN})はは(?=[、「『（{KANJI}{KATAKANA}])"
    r"|(?:そして|おいて|ついて|よって|対して|関して|として|従って|したがって)て"
    r"|(?:まし|でし)たた(?![めだちっくびとわえりかぐいよ])|ますます。|ですです|であるである|するする(?=[。、])"
)
_CHUNK = re.compile(
    rf"(?P<chunk>[{KANJI}]{{2,8}}[{HIRAGANA}]{{0,3}}、?|[{KATAKANA}]{{4,}}[{HIRAGANA}]{{0,2}}、?"
    rf"|[{JAPANESE}]{{1,14}}[はがをにでと]、|(?<=[るた])(?:こと|もの|ため|とき|よう))(?P=chunk)"
)
_MEANT = re.compile(
    r"[一ひ].[一ひ]|.々|大学大学|会社会社|国会国会|学校学校|社会社会|市場市場|会議会議|委員会委員|"
    r"センターセンター|アクティブアクティブ|個別個別|各国各国|段階段階|部分部分|場面場面|時代時代|要所要所|少々|[〇一二三四五六七八九十百千]+$"
)
_STOPS = re.compile(
    r"(?<!。)。。(?!。)|(?<!、)、、(?!、)|、。|。、|，，|．．(?!．)|，。|。，|、，|，、|[？！?!]。"
)
_ENGLISH = re.compile(
    r"(?<![\w'’.-])(?P<word>[A-Za-z]{2,}|[aI])[ ](?P<again>(?P=word))(?![\w'’-])", re.IGNORECASE
)
_TWICE_IN_ENGLISH = frozenset(
    [
        "that",
        "had",
        "very",
        "so",
        "no",
        "yes",
        "bye",
        "long",
        "far",
        "many",
        "more",
        "again",
        "really",
        "please",
        "ha",
        "hear",
        "now",
        "well",
        "out",
        "is",
        "was",
        "do",
        "did",
        "in",
        "on",
        "win",
        "blah",
    ]
)
"""Words that may stand twice: had had, that that, so so, log in in time."""
_VERB_TWICE = re.compile(
    r"(?:^|(?<=[.!?] ))(?:This|It|That|There|He|She|We|They) (?P<word>is|was|are|were) (?P=word)\b",
    re.MULTILINE,
)
# What has no stop is passed over at once, however long it is.
_UP_TO_STOP = re.compile(r"[^。！？\n]+(?P<stop>[。！？])?")
_IN_JAPANESE = re.compile(rf"[をはがにでとの{OPAQUE}]*+(?P<words>[^。！？\n]{{5,}}[。！？])")
_UP_TO_POINT = re.compile(r"[^.!?\n]+(?P<stop>[.!?](?=\s|$))?")
_IN_ENGLISH = re.compile(r"[^A-Z]*?(?P<words> ?[A-Z][^.!?\n]{20,}[.!?])")
_LONG = 40
_WORDS_OF_JAPANESE = re.compile(rf"[{KANJI}]+|[{KATAKANA}]{{2,}}|[0-9０-９.,A-Za-z]+")
_ENDING = re.compile("(?<=[a-z]{3})(?:e?s|ed|ing)$")
_SMALL_WORDS = frozenset(
    "a an the and or but of in on at to for from by with as is are was were be been it its this "  # noqa: SIM905  words
    "that these those not no do does did has have had will would can could may than how what "
    "who".split()
)
_DENIAL = re.compile(
    r"(?<!だけで)な[いくけか]|(?<!なら)ず|ぬ|ません|\b(?:not?|never|none|cannot)\b|n[’']t\b",
    re.IGNORECASE,
)
_FEWEST = 4
"""So many words two sentences have in common that say the same, and whether they deny it."""
_SHOWN, _FEWEST_LETTERS = 24, 6


def check_repetitions(prose: Prose) -> Iterator[Finding]:
    """TXT003 for words and particles, TXT004 for stops, TXT005 for sentences in a row."""
    text = prose.text
    for match in PARTICLES.finditer(text):
        message = "two particles stand together: {words}"
        yield _at(prose, match.start(), message, "Take one out.", _around(text, match))
    for match in _CHUNK.finditer(text):
        if not _MEANT.match(match[0]):
            message = "{words} stands twice"
            yield _at(prose, match.start(), message, "Take one out.", match["chunk"].rstrip("、"))
    for match in _ENGLISH.finditer(text):
        if _is_slip(match["word"], match["again"]) and text[match.start() - 1] not in '“‘"':
            message = "the word {words} stands twice"
            yield _at(prose, match.start(), message, "Take one out.", match["word"])
    for match in _VERB_TWICE.finditer(text):
        message = "the word {words} stands twice"
        yield _at(prose, match.start("word"), message, "Take one out.", match["word"])
    for match in _STOPS.finditer(text):
        message, hint = "{marks} stand together", "Take one out."
        where = prose.place(match.start())
        yield Finding.of("TXT004", where, message, hint, match[0])
    yield from _sentences_in_a_row(prose)


def _at(prose: Prose, index: int, message: str, hint: str, words: str) -> Finding:
    return Finding.of("TXT003", prose.place(index), message, hint, words)


def _around(text: str, match: re.Match[str]) -> str:
    before = text[max(match.start() - 4, 0) : match.start()].rpartition("\n")[2]
    return before.lstrip(OPAQUE) + match[0]


def _is_slip(word: str, again: str) -> bool:
    """Whether an English word hardly stands twice with a meaning; names and labels do."""
    shouted = len(word) > 1 and word.isupper()
    named = word[1:] != word[1:].lower()  # SafeLife safelife
    return not named and again.islower() and not shouted and again not in _TWICE_IN_ENGLISH


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of some length, in Japanese or English."""
    for part in _UP_TO_STOP.finditer(text):
        if part["stop"]:
            inner = _IN_JAPANESE.match(text, *part.span())
            if inner:
                yield inner.span("words")
            continue
        for piece in _UP_TO_POINT.finditer(text, *part.span()):
            inner = _IN_ENGLISH.match(text, *piece.span()) if piece["stop"] else None
            if inner:
                yield inner.span("words")


def _sentences_in_a_row(prose: Prose) -> Iterator[Finding]:
    before, last = "", -1
    told: tuple[str, ...] = ()
    for start, end in _sentences(prose.text):
        words = prose.text[start:end]
        sentence = words.strip()
        full = _in_full(prose, start, end)
        if start == last and full and before.endswith(full):
            message, hint = "this sentence stands twice: {sentence}…", "Take one out."
            where = prose.place(start + len(words) - len(words.lstrip()))
            yield Finding.of("TXT005", where, message, hint, _shown(sentence))
        words_of = _told_in(sentence)
        near = start == last and words_of == told and not before.endswith(full)
        if near and len(words_of) >= _FEWEST and OPAQUE not in sentence:
            message = "this sentence says in other words what the one before it says: {sentence}…"
            hint = "Take one of the two out."
            where = prose.place(start + len(words) - len(words.lstrip()))
            yield Finding.of("TXT005", where, message, hint, sentence[:_SHOWN])
        before, last, told = full, end, words_of


def _in_full(prose: Prose, start: int, end: int) -> str:
    """A sentence, as it is written where it holds a citation or a formula; empty without words."""
    words = prose.text[start:end]
    if OPAQUE not in words:
        return words.strip()
    if len(words.replace(OPAQUE, "").strip()) < _FEWEST_LETTERS:
        return ""
    return " ".join(prose.written(start, end).split())


def _shown(sentence: str) -> str:
    return sentence.replace(OPAQUE, "")[:_SHOWN]


def _told_in(sentence: str) -> tuple[str, ...]:
    """What a sentence tells of, in its order: kanji and katakana, or the stems of English words."""
    if has_japanese(sentence):
        return (*_WORDS_OF_JAPANESE.findall(sentence), str(_DENIAL.search(sentence) is None))
    words = re.findall(r"\w+", sentence.lower())
    told = (_ENDING.sub("", each) for each in words if each not in _SMALL_WORDS)
    return (*told, str(_DENIAL.search(sentence) is None))


def long_sentences(prose: Prose) -> tuple[tuple[str, Location], ...]:
    """The sentences of some length of a text, with their places."""
    own = prose.without("BlockQuote", "Table")  # cells of a table say the same in many rows
    text = own.text
    found = ((start, end, text[start:end]) for start, end in _sentences(text))
    return tuple(
        (_in_full(own, start, end), prose.place(start + len(words) - len(words.lstrip())))
        for start, end, words in found
        if len(words.replace(OPAQUE, "")) >= _LONG
    )


def check_lengths_of_sentences(prose: Prose, longest: int) -> Iterator[Finding]:
    """TXT018 for each sentence in Japanese of more characters than a paper allows."""
    for match in re.finditer(r"[^。！？\n]+[。！？]", prose.without("BlockQuote").text):
        length = len(match[0].replace(OPAQUE, "").strip())
        if length > longest:
            message = "this sentence has {length} characters, and may have {longest}: {sentence}…"
            where, shown = prose.place(match.start()), match[0].strip()[:_SHOWN]
            hint, values = "Divide it.", (length, longest, shown.replace(OPAQUE, ""))
            yield Finding.of("TXT018", where, message, hint, *values)


def check_copies(found: Iterable[tuple[str, Location]]) -> Iterator[Finding]:
    """TXT005 for each sentence of a document that stands in it twice, letter by letter.

    One that stands in it more often is a form of words.
    """
    places: dict[str, list[Location]] = {}
    for sentence, location in found:
        places.setdefault(sentence, []).append(location)
    for sentence, (earlier, *others) in places.items():
        if len(others) == 1:
            message = "this sentence stands in the text before: {sentence}…"
            hint = "Take one out, or refer to the other place."
            related = also(earlier, "the same sentence")
            given = sentence[:_SHOWN]
            yield Finding.of("TXT005", others[0], message, hint, given, related=related)
