"""TXT020 to TXT023: sentences in English that are mistyped, and two ways of spelling.

Looked at are paragraphs without a Japanese letter, in whatever chapter they stand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.prose.unknown_words import is_common
from hakusho.checks.prose.usual_ways import Use, UsualWay
from hakusho.checks.prose.word_lists import word_list
from hakusho.findings import Finding
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.source.prose import Prose

_PARAGRAPH = re.compile(rf"(?<![^\n{JAPANESE}])[^\n{JAPANESE}]++$", re.MULTILINE)
_TWO_WORDS = re.compile(r"[a-z]{2} [a-z]{2}")
_ARTICLE = re.compile(
    r"(?<![\w.’'-])(?P<article>an?|(?:(?<=[.!?:“‘(] )|(?<![^\n“‘(]))An?) "
    r"(?P<word>[A-Za-z][a-z]+|[“‘][a-z]+)(?![\w/])"
)
_LETTER_A = frozenset(
    ["and", "or", "in", "is", "as", "at", "of", "if", "on", "it", "an", "are", "also", "has"]
)
"""Behind the letter a itself, of a list or a note."""
_LABEL = re.compile(
    r"\b(?:option|step|type|group|class|panel|point|item|part|section|paragraph|figure|table|case|"
    r"category|plan|scenario|variant|grade|hepatitis|vitamin|appendix|annex|column|row|letter|"
    r"vowel|article|clause|variable) \Z",
    re.IGNORECASE,
)
"""Before the letter a."""
_OWN_WORDS = re.compile(
    r"\b(?:the|of|and|is|was|are|were|it|that|this|to|for|with|by|not|they|which|be|has|have)\b"
)
_OTHER_LANGUAGES = re.compile(
    r"\b(?:el|los|las|la|del|que|en|por|y|una|con|para|de|le|les|du|et|est|dans|sur|il|di|che|della|"
    r"per|da|do|dos|em|uma|não|und|der|das|ist|nicht|mit|het|een|och|att|som)\b"
)
_BESIDE = 80
"""Letters on either side of a word that tell its language."""
_OFTEN = 3
_VOWEL = re.compile(
    r"(?!eu|ew|one|once|ouija|[a-z]{2}\Z(?<!in|on|at|of|if|is|it|or|am|an|as|ad|ex))[aeio]"
    r"|un(?!i|a)|un(?:im(?!o[dl])|in(?!om|uc)|id(?!ir|im)|am|at)|up|u[lm](?=[a-z])|urg|urb|utt|ush|ugl",
    re.IGNORECASE,
)
_NO_VOWEL = re.compile(
    r"(?!hour|honest|honou?r|heir|herb|histori|hors\Z)"
    r"(?![fhlmnrsx](?![aeiouyw]|(?<=f)[lr]|(?<=s)[chklmnpqt]|(?<=m)n|(?<=r)h))[b-df-hj-np-tv-z](?=.*[aeiouy])",
    re.IGNORECASE,
)
_SPACING = re.compile(
    r"(?P<missing>(?<![A-Za-z])[a-z]{3,}+\.(?=[A-Z][a-z]+ )|(?<![a-z])[a-z]{2,}+[,;](?=[a-z]{2}))"
    r"|(?P<extra>(?<=[a-z]) [,;](?=[ a-z])|(?<=[a-z]) \.(?=$| [A-Z])"
    r"|\( (?=[a-z])|(?<=[a-z]) \)(?=[ ,.]))"
)
_NO_WORDS = re.compile(r"[/@_()<>=]|www\.|\.\w+\.")
"""In an address, or a form of words: (post,pre)."""
_BEGINNING = re.compile(
    r"(?<=[a-z]{3}[.?!] )(?P<word>the|a|an|it|its|this|that|these|those|there|they|we|he|she|in|on|"
    r"at|but|and|if|when|while|as|for|nobody|somebody|some|many|most|no|our|their|such|however|"
    r"since|because|by|to)(?= [a-z])"
)
_SMALL_BEGINNING = re.compile(r"(?<=[a-z]{4}[.] )(?P<word>[a-z]{4,})(?= [a-z]{2,})")
_BEFORE_STOP = re.compile(r"[a-z]+(?=[.] $)")
_NO_STOP = re.compile(
    r"(?<![a-z])(?P<before>[a-z]{3,}+) "
    r"(?P<word>The|It|This|That|These|Those|There|But|And|If|When|While|They|"
    r"We|He|She|Its|Their|None|Neither|However|Such|Since|Because|Nobody|Nothing|Although)"
    r" (?=[a-z]{2,} [a-z])"
)
_LEADING_ON = frozenset(
    ["the", "and", "from", "see", "called", "titled", "named", "with", "for", "entitled", "says"]
)
"""Behind these a name or a title may begin."""
_SHORT = re.compile(
    r"\b(?:etc|vol|approx|incl|resp|figs?|cf|viz|eds?|vs|art|para|sect|esp|dept|trans)[.] $"
)
_PLURAL_VERBS = {"is": "are", "was": "were", "has": "have", "does": "do"}
_PLURAL_IS = re.compile(
    r"(?:^|(?<=[.!?] ))"
    r"(?P<article>(?:The|These|Those|Our|Its|Their|Both|All|Most|Many|Some|Several) )?"
    r"(?P<noun>[A-Za-z][a-z]{2,}[^siuao\W]s) "
    r"(?P<verb>is|was|has|does|fails|remains|depends|requires|becomes|seems|appears|makes|takes|"
    r"provides|represents|includes|allows|comes|goes|brings|suffers|exists|serves|continues)\b",
    re.MULTILINE,
)
_DETERMINER = "(?:The|These|Those|Our|Its|Their|Both|All|Most|Many|Some|Several)"
_ONE = "(?:The|A|This|That|Each|Every|Its|Our|Their)"
_WITH = "(?:for|of|in|from|between|to|with) (?:the |a |an |its |their )?"
_PLURAL_WITH_IS = re.compile(
    rf"(?:^|(?<=[.!?] )){_DETERMINER} (?:[a-z]+ )?(?P<noun>[a-z]{{3,}}[^siuao\W]s) {_WITH}"
    r"(?P<of>[a-z]+) (?P<verb>is|was|has|does|fails|remains|depends|requires|becomes|seems|appears|"
    r"makes|takes|provides|represents|includes|allows|comes|goes|brings|suffers|exists|serves|"
    r"continues|differs|varies|shows|means|needs|gives|leads|follows|stands|lies|belongs|costs)\b",
    re.MULTILINE,
)
"""The arrangements for tugs differs."""
_ONE_WITH_ARE = re.compile(
    rf"(?:^|(?<=[.!?] )){_ONE} (?:[a-z]+ )?(?P<noun>[a-z]{{3,}}[^s\W]) {_WITH}"
    r"(?P<of>[a-z]+s) (?P<verb>are|were|have|do)\b",
    re.MULTILINE,
)
"""The growth of remittances have."""
_SOME_DO = re.compile(
    r"(?:^|(?<=[.!?] ))"
    r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Many|Both|Few|These|Those)"
    r" (?:[a-z]+ )?(?P<noun>[a-z]{3,}[^siuao\W]s) (?P<of>)(?P<verb>[a-z]{2,}[^s\W]s)"
    r" (?:in|on|at|to|for|from|the|a|an|with|by|into|no|not|nothing)\b",
    re.MULTILINE,
)
"""Two things stands in the way."""
_NUMBERED = re.compile(
    r"(?<![\w’'-])(?P<number>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several) "
    r"(?P<noun>[a-z]{4,}[^s\W])"
    r"(?=[,;.] |\.$| (?:and|or|of|in|that|which|are|were|have|for|from|with|to|at|on|is|was) )",
    re.MULTILINE,
)
"""Nine island, and."""
_THAT = re.compile(
    r"\b(?P<one>[Aa]n?|[Ee]ach|[Ee]very) (?P<noun>[a-z]{3,}[^s\W]),? (?P<that>that|which|who) "
    r"(?P<verb>fail|make|take|give|become|require|include|allow|provide|depend|remain|contain|"
    r"exist|occur|happen|carry|seem|appear|say|ask|know|go|come|have|do|are|were|bring|serve|"
    r"suffer|tell|think|describe|represent|involve|belong|consist|apply|keep|begin|lead|follow|"
    r"cover|create)(?= (?:by|to|the|a|an|in|on|at|of|for|from|with|no|not|only|its|their|into|out|"
    r"up|upon|both|all|any|every)\b)"
)
"""A cable that fail by itself."""
_OF_THOSE = re.compile(
    r"\b(?:of|than|as|between|among|like|s|and|or|ask|see|let|make|suggest\w*|recommend\w*|"
    r"require\w*) \Z"
)
"""Before what is not the one of which the verb is said."""
_NO_VERBS = frozenset(
    "across towards besides thus always perhaps plus versus times ours yours theirs was is has "  # noqa: SIM905  words
    "does whereas sometimes afterwards nowadays upwards backwards indoors overseas less unless "
    "as focus bias".split()
)
_MANY = frozenset(
    "number majority minority range variety series rest group pair lot set people half remainder "  # noqa: SIM905  words
    "police handful couple bulk kind sort type host crew team staff youth poor data media men "
    "women children list".split()
)
"""What is followed by a plural as well."""
_ONE_VERBS = {"are": "is", "were": "was", "have": "has", "do": "does"}
_NO_PLURALS = frozenset(
    "news series species states nations netherlands lens philippines headquarters means emirates "  # noqa: SIM905  words
    "united works sales others what this his has does times always perhaps besides towards".split()
)
"""What ends in s and may be one thing, or is no noun."""
_SHOUTED = re.compile(r"[A-Z]{3,}(?![a-z])")
_WORD_START = r"(?<![\w'-])"
_REST = re.compile(r"[a-z]*")
_SPELLING = UsualWay(
    "TXT022",
    "{written} is spelled otherwise than {usual}, as this text spells elsewhere",
    "Spell as in Britain or as in America, throughout; names keep their own.",
    least=2,
    times=2,
)
_OF_A_COUNTRY = UsualWay(
    "TXT022",
    "{written} is not spelled so in the English of this paper ({usual})",
    "Spell it as there, or say another lang in report.yaml; names keep their own.",
)
_WAYS = {"US": "American", "GB": "British", "IE": "British", "AU": "British", "NZ": "British"}
"""How a country spells."""


def spellings_of_english(lang: str = "") -> Mapping[str, UsualWay]:
    """When a way of spelling is a paper's; a tag as ``en-GB`` says it.

    -ize is as British as American (Oxford spelling), and held against -ise alone.
    """
    own = _WAYS.get(lang.rpartition("-")[2].upper(), "") if lang.lower().startswith("en-") else ""
    said = replace(_OF_A_COUNTRY, own=own, says=f"lang: {lang}") if own else _SPELLING
    return MappingProxyType({"spelling": said, "-ise": _SPELLING})


def check_english(prose: Prose) -> Iterator[Finding]:
    """TXT020, TXT021 and TXT023 in a chapter's paragraphs in English."""
    text = prose.text
    for paragraph in _PARAGRAPH.finditer(text):
        if not _TWO_WORDS.search(paragraph[0]):
            continue
        yield from _articles(prose, *paragraph.span(), text)
        yield from _spacing(prose, *paragraph.span(), text)
        yield from _words(prose, paragraph.start(), paragraph[0])
        yield from _agreement(prose, *paragraph.span(), text)
        yield from _numbers(prose, *paragraph.span(), text)


def _articles(prose: Prose, start: int, end: int, text: str) -> Iterator[Finding]:
    for match in _ARTICLE.finditer(text, start, end):
        article, word = match["article"].lower(), match["word"].lstrip("“‘")
        wrong = _VOWEL.match(word) if article == "a" else _NO_VOWEL.match(word)
        letter = article == "a" and (word in _LETTER_A or _LABEL.search(text, start, match.start()))
        if wrong and not letter and not _is_other(text, match, start, end):
            right = "an" if article == "a" else "a"
            message, hint = "{article} stands before {word}", "Write {right} {word}."
            where = prose.place(match.start())
            yield Finding.of("TXT020", where, message, hint, match["article"], word, right)


def _is_other(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a word stands among those of another language: ha vuelto a aumentar."""
    bounds = max(match.start() - _BESIDE, start), min(match.end() + _BESIDE, end)
    other = len(_OTHER_LANGUAGES.findall(text, *bounds))
    return other >= _OFTEN and other > len(_OWN_WORDS.findall(text, *bounds))


def _spacing(prose: Prose, start: int, end: int, text: str) -> Iterator[Finding]:
    for match in _SPACING.finditer(text, start, end):
        shown = text[max(match.start() - 6, start) : min(match.end() + 6, end)].replace(OPAQUE, "…")
        where = prose.place(match.start())
        if match["extra"]:
            if not prose.is_bare(*match.span()):
                continue  # an image stands there
            message, hint = "a space is too many: {words}", "Take it out."
        elif _NO_WORDS.search(text[text.rfind(" ", start, match.start()) + 1 : match.end()]):
            continue
        elif not re.search("[aeiouy]", match[0].rstrip(".")):
            continue  # csv,conf is a name
        else:
            message, hint = "a space is missing: {words}", "Write a space behind the mark."
        yield Finding.of("TXT021", where, message, hint, shown)
    yield from _beginnings(prose, start, end, text)


def _beginnings(prose: Prose, start: int, end: int, text: str) -> Iterator[Finding]:
    """TXT021 for sentences that begin with a small letter, or behind no stop."""
    own = prose.without("BlockQuote", "Link").text  # What is free? is the title of a page
    beginnings = {each.start(): each for each in _BEGINNING.finditer(own, start, end)}
    for match in _SMALL_BEGINNING.finditer(own, start, end):
        last = _BEFORE_STOP.search(text, max(match.start() - 20, start), match.start())
        if last and is_common(last[0]) and is_common(match["word"]):  # dplyr is a name
            beginnings.setdefault(match.start(), match)
    for match in beginnings.values():
        if not _SHORT.search(text, max(match.start() - 8, start), match.start()):
            message = "a sentence begins with a small letter: {word}"
            where, hint = prose.place(match.start()), "Write a capital, or a comma before it."
            yield Finding.of("TXT021", where, message, hint, match["word"])
    running = prose.without("BlockQuote", "Link", "Header", "Table", "Cite").text
    for match in _NO_STOP.finditer(running, start, end):
        if match["before"] not in _LEADING_ON and prose.is_bare(*match.span()):
            message = "a capital stands within a sentence: {word}"
            where, hint = (
                prose.place(match.start("word")),
                "Write a stop before it, or a small letter.",
            )
            yield Finding.of("TXT021", where, message, hint, match["word"])


def _words(prose: Prose, start: int, paragraph: str) -> Iterator[Finding]:
    lower = paragraph.lower().replace("’", "'")
    if len(lower) != len(paragraph):
        return  # İ is two letters when it is small
    told = set[tuple[int, int]]()
    for (_, right), match in word_list("misspellings.tsv", behind=_WORD_START).found_in(lower):
        if match.span() in told or _SHOUTED.match(paragraph, match.start()):
            continue  # MUST and MAY are words of a standard
        told.add(match.span())
        message = "{written} is a common mistake for {right}"
        where, hint = prose.place(start + match.start()), "Write {right}, if that is meant."
        yield Finding.of("TXT023", where, message, hint, match[0].strip(), right)


def _numbers(prose: Prose, start: int, end: int, text: str) -> Iterator[Finding]:
    """TXT023 for one of many things, and for a verb in the plural of one."""
    for match in _NUMBERED.finditer(text, start, end):
        noun = match["noun"]
        plural = noun[:-1] + "ies" if noun[-1] == "y" and noun[-2] not in "aeiou" else noun + "s"
        counted = is_common(noun) and re.search(rf"\b{plural}\b", text)
        if counted and is_common(plural) and noun not in _MANY:
            yield _mistake(prose, match.start(), match[0], f"{match['number']} {plural}")
    for match in _THAT.finditer(text, start, end):
        if match["noun"] not in _MANY and not _OF_THOSE.search(text, start, match.start()):
            right = _ONE_VERBS.get(match["verb"]) or _third(match["verb"])
            words = f"{match['noun']} {match['that']}"
            given = (f"{words} {match['verb']}", f"{words} {right}")
            yield _mistake(prose, match.start("noun"), *given)


def _third(verb: str) -> str:
    """A verb as it is said of one: carries, goes, fails."""
    if verb[-1] == "y" and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("o", "ch", "sh", "s")) else "s")


def _mistake(prose: Prose, at: int, written: str, right: str) -> Finding:
    message = "{written} is a common mistake for {right}"
    hint = "Write {right}, if that is meant."
    return Finding.of("TXT023", prose.place(at), message, hint, written, right)


def _agreement(prose: Prose, start: int, end: int, text: str) -> Iterator[Finding]:
    """TXT023 for a plural at the head of a sentence, and a verb in the singular behind it."""
    for match in _PLURAL_IS.finditer(text, start, end):
        noun, verb = match["noun"], match["verb"]
        # Reuters and Williams are written with a capital wherever they stand.
        common = match["article"] or re.search(rf"\b{noun.lower()}\b", text)
        if common and noun.lower() not in _NO_PLURALS and not noun.endswith("ics"):
            right = _PLURAL_VERBS.get(verb) or verb.removesuffix("s")
            message = "{written} is a common mistake for {right}"
            where, hint = prose.place(match.start("noun")), "Write {right}, if that is meant."
            given = (f"{noun} {verb}", f"{noun} {right}")
            yield Finding.of("TXT023", where, message, hint, *given)
    for pattern, unfit, verbs in (
        (_PLURAL_WITH_IS, _NO_PLURALS, _PLURAL_VERBS),
        (_ONE_WITH_ARE, _MANY, _ONE_VERBS),
        (_SOME_DO, _NO_PLURALS, _PLURAL_VERBS),
    ):
        for match in pattern.finditer(text, start, end):
            noun, verb = match["noun"], match["verb"]
            if (
                noun not in unfit
                and verb not in _NO_VERBS - verbs.keys()
                and not noun.endswith("ics")
            ):
                right = verbs.get(verb) or verb.removesuffix("s")
                message = "{written} is a common mistake for {right}"
                where, hint = prose.place(match.start("noun")), "Write {right}, if that is meant."
                given = (f"{noun} … {verb}", f"{noun} … {right}")
                yield Finding.of("TXT023", where, message, hint, *given)


def uses_of_english(prose: Prose) -> Iterator[Use]:
    """The words of a chapter that Britain and America spell in two ways; names are left out."""
    text = own_words(prose).text
    for column, way in enumerate(("British", "American")):
        words = word_list("british.tsv", column, behind=_WORD_START)
        for (_, american), match in words.found_in(text):
            oxford = "iz(?:" in american
            use = Use("spelling", way, _word_at(text, match), prose, match.start())
            yield replace(use, weak=oxford and way == "American")
            if oxford:
                yield replace(use, group="-ise")


def _word_at(text: str, match: re.Match[str]) -> str:
    rest = _REST.match(text, match.end())
    return match[0] + (rest[0] if rest else "")
