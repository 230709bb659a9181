"""A word is looked at once for the address that it might be, however long it is."""

import time

from hakusho.checks.citations.unread_citations import _ADDRESS


def seconds(letters):
    start = time.process_time()
    assert not _ADDRESS.search("a1" * (letters // 2))
    return time.process_time() - start


def test_words_of_many_letters():
    assert seconds(80_000) < 8 * seconds(20_000) + 0.2


def test_addresses_are_found_whole():
    text = "書面は a.b+c@example.org と、https://example.org/@a へ。"
    assert _ADDRESS.findall(text) == ["a.b+c@example.org", "https://example.org/@a"]
