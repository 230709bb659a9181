"""Which addresses an edition may hold, in whatever spelling."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.values.addresses import NETWORK, may_be_opened, scheme_of

REFUSED = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
    "java\tscript:alert(1)", "java\nscript:alert(1)", "javascript\r:alert(1)", "&#106;avascript:x",
    "javascript&colon;x", "&#x6A&#x61&#x76&#x61script:x", "java%73cript:x", "java%2573cript:x",
    "%20javascript:x", "java\u200bscript:x", "\ufeffjavascript:x", "ｊavascript：x",
    "java\u202escript:x", "data:text/html,<script>", "DATA:text/html;base64,AAAA", "vbscript:x",
    "file:///etc/passwd", "file:c:/x", "ftp://example.org/", "blob:https://example.org/x",
    "about:blank", "intent://x#Intent;end", "ms-word:ofe|u|https://example.org/x.doc",
    "view-source:https://example.org", "\x00\x1f data:,x", "search-ms:query=x",
    "//example.org/x", "\\\\example.org\\share", "/\\example.org", "\\/example.org",
    "%2F%2Fexample.org", "\t//example.org",
)  # fmt: skip
OPENED = (
    "https://example.org/a?b=c:d#e", "HTTP://example.org", "mailto:a@example.org", "#sec-a", "",
    "#javascript:x", "figures/a.csv", "/a/b", "?q=javascript:x", "https://example.org/javascript:x",
    "https://ja.wikipedia.org/wiki/港", "a/javascript:x", "./data:x", "1:2", "第1章:序",
)  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_what_runs_or_leads_into_a_readers_machine_is_refused(address):
    assert not may_be_opened(address)


@pytest.mark.parametrize("address", OPENED)
def test_ordinary_addresses_are_opened(address):
    assert may_be_opened(address)


def test_the_scheme_is_named_as_a_program_sees_it():
    assert scheme_of("Java\tScript:x") == "javascript"
    assert scheme_of("HTTPS://example.org") == "https"
    assert scheme_of("\\\\example.org") == NETWORK


_NOISE = st.text(st.sampled_from("\x00\x01\x1f \t\r\n\u200b\u00ad\u202e\ufeff"), max_size=3)
_SPELLINGS = (
    str, str.upper, lambda char: f"&#{ord(char)};", lambda char: f"&#x{ord(char):x};",
    lambda char: f"&#0000{ord(char)};", lambda char: f"%{ord(char):02x}",
    lambda char: f"%25{ord(char):02X}", lambda char: chr(ord(char) + 0xFEE0),
)  # fmt: skip


@given(
    st.sampled_from(["javascript", "vbscript", "data", "file", "blob", "ftp"]),
    st.lists(st.tuples(_NOISE, st.sampled_from(_SPELLINGS)), min_size=11, max_size=11),
    st.text(max_size=10),
)
def test_no_spelling_of_a_scheme_gets_through(scheme, spelled, rest):
    letters = zip(f"{scheme}:", spelled, strict=False)
    address = "".join(noise + spell(char) for char, (noise, spell) in letters)
    assert not may_be_opened(address + rest)
    assert scheme_of(address + rest) == scheme


@given(st.text())
def test_whatever_follows_a_known_beginning_or_is_a_path_stays(text):
    assert may_be_opened(f"https://example.org/{text}")
    assert may_be_opened(f"#{text}")
    assert may_be_opened(f"./{quote(text)}")


@given(st.text(max_size=20))
def test_what_is_opened_begins_as_listed_or_has_no_scheme(text):
    bare = text.strip("".join(map(chr, range(0x21))))
    bare = bare.translate({9: None, 10: None, 13: None}).lower()
    before, colon, _ = bare.partition(":")
    begins = bool(before) and before.isascii() and before[0].isalpha() and before.isalnum()
    if may_be_opened(text) and colon and begins:
        assert before in {"http", "https", "mailto"}
