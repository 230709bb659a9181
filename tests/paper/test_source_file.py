"""Text files and what a digest is made of."""

from hakusho.paper.source_file import ChapterFile, SourceFile


def test_a_fingerprint_tells_path_from_text():
    one, other = SourceFile("ab", "c"), SourceFile("a", "bc")
    assert one.fingerprint() == b"\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\1c"
    assert one.fingerprint() != other.fingerprint()
    assert ChapterFile("ab", "c").fingerprint() == one.fingerprint()
    assert SourceFile("港", "").fingerprint() == b"\0\0\0\0\0\0\0\3" + "港".encode() + bytes(8)
