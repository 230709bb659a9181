r"""CIT029 and CIT033 to CIT035: addresses (date of access, scheme, form) and named files.

Addresses are looked at in ``url`` and in the ``\url{…}`` of ``howpublished`` and of notes. Most
files (``file``, as JabRef, Zotero and Mendeley write it) are a reference manager's, on one machine:
absolute paths, or names in a folder that its settings know. Only a path into a folder that the
paper has can be said to be wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hakusho.checks.bibliography.audit import Value, named_files, own_values
from hakusho.citations.latex import plain_url
from hakusho.findings import NOTHING, Text, say
from hakusho.values.addresses import NETWORK, scheme_of
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_ONLINE = frozenset(("online", "electronic", "www", "webpage"))
_ACCESS_FIELDS = ("urldate", "urlyear", "lastchecked", "accessed", "accessdate", "lastaccess")
_ACCESS_TEXTS = ("note", "addendum", "howpublished", "annote")
_ACCESS = re.compile(
    r"access|retriev|visited|viewed|consulted|checked|as of|zugriff|abgerufen|consult[ée]"
    r"|閲覧|参照|アクセス|確認|取得",
    re.IGNORECASE,
)
_SEVERAL = 5
"""Sources without a day that are told one by one, also where none of a file has any."""
# A copy in an archive stays as it was captured, and its address says when, or which capture.
_ARCHIVED = re.compile(
    r"/web/\d{8,14}|//(?:[\w-]+\.)?archive\.(?:today|is|ph)/|//warp\.|//perma\.cc/"
)
_DOI_LINK = re.compile(r"//(?:dx\.)?doi\.org/10\.", re.IGNORECASE)

_PORT = re.compile(r"\s*[\w.-]+:\d+(?:/|$)")
"""A host with its port, without a scheme."""
_ALLOWED = ("http", "https")
_ORDINARY = re.compile(r"https?://(?:[\w-]+\.)+[a-z]{2,}(?:/[\w./~+-]*[\w/])?", re.ASCII)
"""What most addresses are, so that nothing dearer is asked of them."""
_WEB = re.compile(r"https?://", re.IGNORECASE)
_WITH_ADDRESSES = ("howpublished", "note", "addendum", "annotation")
_IN_TEXT = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}")
_WRAPPED = re.compile(r"\\url\s*\{([^{}]*)\}|<([^<>]*)>|\{([^{}]*)\}")
_TWICE = re.compile(r"https?(?:://?|//?)(?=https?://)", re.IGNORECASE)
_TAIL = re.compile(r"[.,;:。、，．」』]+$")
_ENTITY = re.compile(r"(?:\\?&)amp;")
_JAPANESE = f"(?-i:[{JAPANESE}・（「『])"  # where case counts classes are compiled sooner
_SWALLOWED = re.compile(
    rf"\.(?:pdf|html?|aspx?|php|jsp|cgi)(?={_JAPANESE})|^https?://[\w.-]+\.[a-z]{{2,}}(?={_JAPANESE})"
    r"|[（(【\[][^/]*(?:閲覧|参照|アクセス|取得|確認)",
    re.IGNORECASE | re.ASCII,
)
_TRACKING = (
    r"(?:utm\\?_\w+|fbclid|gclid|dclid|gbraid|wbraid|yclid|msclkid|twclid|ttclid|igshid|igsh"
    r"|mc\\?_[ce]id|\\?_hsenc|\\?_hsmi|\\?_gl)"
)
_TRACKED = re.compile(rf"(?P<before>\?|\\?&(?:amp;)?){_TRACKING}=[^&#\\]*(?:\\[_%#~$][^&#\\]*)*")
_ENCYCLOPEDIA = re.compile(r"//[^/]*wiki|/wiki/", re.IGNORECASE)
"""Titles in wikis may end in a full stop: ``…/wiki/Apple_Inc.``, ``…/wiki/モーニング娘。``."""


def check_access_dates(audit: Audit) -> Iterator[Finding]:
    """CIT029 at online sources without the day on which they were read (SIST 02:2007, 5.3).

    A DOI stands for what does not change, and so does a copy in a web archive. Where no entry of a
    file has such a day, that is a habit, which is told at the first of them.
    """
    dated = {work.entry.location.path for work in audit.works if _is_dated(work)}
    without: dict[str, list[Value]] = defaultdict(list)
    for value in own_values(audit.works, "url", "howpublished"):
        if _lacks_a_day(value):
            without[value.work.entry.location.path].append(value)
    for path, values in without.items():
        is_habit = path not in dated and len(values) > _SEVERAL
        message = say("this online source has no date of access")
        if is_habit:
            others = say("{count:more entry|more entries}", len(values) - 1)
            message = say("{message} (nor have {others})", message, others)
        hint = "Write the day on which you read it: urldate = {{2024-04-01}}."
        for value in values[:1] if is_habit else values:
            yield value.finding("CIT029", message, hint)


def _lacks_a_day(value: Value) -> bool:
    work = value.work
    online = work.entry.type in _ONLINE or work.kind == "webpage"
    if not online or (value.field == "howpublished" and work.raw("url")):
        return False
    url = plain_url(value.raw)
    if "http" not in url.lower() or work.raw("doi", "eprint") or _DOI_LINK.search(url):
        return False
    return not _is_dated(work) and not _ARCHIVED.search(url)


def _is_dated(work: Work) -> bool:
    return bool(work.raw(*_ACCESS_FIELDS)) or any(
        _ACCESS.search(work.raw(name)) for name in _ACCESS_TEXTS
    )


def check_links(audit: Audit) -> Iterator[Finding]:
    """CIT033 at schemes other than http and https, CIT034 at addresses that nobody can follow."""
    for value in own_values(audit.works, "url", *_WITH_ADDRESSES):
        if _ORDINARY.fullmatch(value.raw):
            continue
        if value.field == "url":
            yield from _link(value, value.raw)
        elif "\\" in value.raw:
            for match in _IN_TEXT.finditer(value.raw):
                scheme = _forbidden_scheme(match[1])
                if scheme:
                    yield _scheme_finding(value, scheme)


def _link(value: Value, raw: str) -> Iterator[Finding]:
    url = plain_url(_unwrapped(raw))
    scheme = _forbidden_scheme(url)
    if scheme:
        yield _scheme_finding(value, scheme)
        return
    better = mended_url("url", raw, value.work)
    problem = _problem(url)
    if better is not None and (problem or better != raw):
        message = "the address {problem}"
        yield value.finding("CIT034", message, "Write {better}", problem or _slip(raw), better)
    elif problem:
        hint = "Copy it anew from the browser; what is no part of it belongs in note or urldate."
        yield value.finding("CIT034", "the address {problem}", hint, problem)


def _scheme_finding(value: Value, scheme: str) -> Finding:
    message = "the address begins with {scheme}:, which no edition may link to"
    hint = "A DOI stands in doi." if scheme == "doi" else "Write http:// or https://."
    return value.finding("CIT033", message, hint, scheme)


def _forbidden_scheme(url: str) -> str:
    """The scheme of an address if it has one that is not allowed."""
    scheme = scheme_of(url)
    if _PORT.match(url) or ("." in scheme and not scheme.startswith("http")):
        return ""
    return "" if scheme in {*_ALLOWED, NETWORK} else scheme


def _loose_end(url: str) -> bool:
    if _ENCYCLOPEDIA.search(url):
        return False
    return bool(_TAIL.search(url)) or (url.endswith(")") and "(" not in url)


_FAULTS: tuple[tuple[Callable[[str], object], Text], ...] = (
    (lambda url: not _WEB.match(url), say("has no http:// or https:// in front")),
    (_TWICE.match, say("begins twice")),
    (lambda url: any(char.isspace() for char in url), say("holds a space")),
    (_SWALLOWED.search, say("has swallowed the text after it")),
    (_loose_end, say("ends in punctuation")),
    (lambda url: not _names_host(url), say("names no host")),
)
"""What keeps an address from being followed, the plainest first."""


def _problem(url: str) -> Text:
    """Why an address cannot be followed; empty if it looks right."""
    return next(
        (say("{url} {fault}", url, fault) for is_so, fault in _FAULTS if is_so(url)), NOTHING
    )


def _names_host(url: str) -> bool:
    try:
        host = urlsplit(unicodedata.normalize("NFKC", url)).hostname or ""
    except ValueError:
        return False
    return "." in host.strip(".") or ":" in host


def _slip(raw: str) -> Text:
    if _TRACKED.search(raw):
        return say("carries tracking parameters")
    if _ENTITY.search(raw):
        return say("holds an HTML entity")
    return say("is wrapped in LaTeX or brackets")


def mended_url(field: str, value: str, work: Work) -> str | None:  # noqa: ARG001  one shape
    r"""An address without what is surely no part of it, for CIT034; what is kept stays as written.

    Returns:
        The address without ``\url{}`` or angle brackets around it, a second scheme, ``&amp;``,
        punctuation at its end and tracking parameters (``utm_*``, ``fbclid``, ``gclid`` …);
        ``None`` where nothing is to be mended, or that would not be enough (a space, swallowed
        text, no scheme: the author knows better).
    """
    if field != "url":
        return None
    better = _TWICE.sub("", _unwrapped(value), count=1)
    better = _ENTITY.sub(lambda match: match[0].removesuffix("amp;"), better)
    better = without_tracking(better)
    if _loose_end(better):
        better = _TAIL.sub("", better).removesuffix(")")
    if better == value or _problem(plain_url(better)) or _forbidden_scheme(better):
        return None
    return better


def _unwrapped(value: str) -> str:
    match = _WRAPPED.fullmatch(value.strip())
    return next(group for group in match.groups() if group is not None) if match else value.strip()


def without_tracking(url: str) -> str:
    """An address without what says how somebody came to it: ``utm_source``, ``fbclid``."""
    if "=" not in url:
        return url
    better = _TRACKED.sub(lambda match: "?" if match["before"] == "?" else "", url)
    better = re.sub(r"\?\\?&", "?", better)
    return re.sub(r"\?(?=#|$)", "", better) if better != url else url


def check_files(audit: Audit) -> Iterator[Finding]:
    """CIT035 at entries that name a file in the paper's folder that is not there."""
    if not audit.missing_files:
        return
    for value in own_values(audit.works, "file"):
        for path in named_files(value.raw):
            if path in audit.missing_files:
                message = "the file {path} does not exist"
                hint = "Correct the path, or delete the field: no edition needs it."
                yield value.finding("CIT035", message, hint, path)
