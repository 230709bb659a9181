"""Frames and answers between a build and what draws for it, also such as nobody should send."""

import json
import os
import pickle
from contextlib import contextmanager
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.figures.figure import Drawing, FigureTable, Job, Written
from hakusho.figures.messages import (
    UnreadableError,
    answer_as_bytes,
    answer_from,
    answer_to,
    job_as_bytes,
    job_from,
    read_frame,
    write_frame,
)
from hakusho.findings import Finding, Location, say

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
TABLE = FigureTable(("年",), (("2026",), ("2027",)))
DRAWING = Drawing(
    SVG, 150.0, 60.0, ("字",), Written("a", "b", TABLE), (("字", 1.5),), (("a.csv", "0"),)
)
FINDING = Finding.of("FIG003", Location("figures/x.py", 3), "{error}: {said}", "", "E", say("no"))


@contextmanager
def pipe(*pieces):
    reading, writing = os.pipe()
    try:
        for piece in pieces:
            os.write(writing, piece)
        os.close(writing)
        yield reading
    finally:
        os.close(reading)


@pytest.mark.parametrize("spent", [True, False])
@pytest.mark.parametrize("outcome", [DRAWING, (FINDING,), (FINDING, FINDING)])
def test_an_answer_arrives_as_it_was_sent(outcome, spent):
    assert answer_from(answer_as_bytes(outcome, spent=spent)) == (outcome, spent)


def test_a_job_arrives_as_it_was_sent(tmp_path):
    job = Job("x", tmp_path, "ja", 150.0, (), ("numpy",))
    assert job_from(job_as_bytes(job)) == job


def test_a_frame_may_come_in_pieces():
    with pipe(b"\0\0\0\0\0\0\0", b"\5ab", b"cde") as handle:
        assert read_frame(handle) == b"abcde"
    reading, writing = os.pipe()
    write_frame(writing, b"x" * 1000)
    os.close(writing)
    assert read_frame(reading) == b"x" * 1000
    os.close(reading)


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0\0\0\0\0\0\0\5abc"])
def test_half_a_frame_is_the_end(sent):
    with pipe(sent) as handle, pytest.raises(EOFError):
        read_frame(handle)


def test_a_frame_is_as_long_as_its_first_bytes_say():
    for length in (0, 1, 300, 2**16 + 1):
        reading, writing = os.pipe()
        worker = Thread(target=write_frame, args=(writing, b"y" * length))
        worker.start()
        assert os.read(reading, 8) == length.to_bytes(8, "big")
        found = b""
        while len(found) < length:
            found += os.read(reading, 2**20)
        worker.join()
        assert found == b"y" * length
        os.close(writing)
        os.close(reading)


def test_a_frame_that_is_read_leaves_the_next_one():
    with pipe(b"\0\0\0\0\0\0\0\1a" * 2) as handle:
        assert (read_frame(handle), read_frame(handle)) == (b"a", b"a")


@pytest.mark.parametrize(("length", "error"), [(2**28, EOFError), (2**28 + 1, UnreadableError)])
def test_the_longest_frame_has_a_quarter_of_a_gigabyte(length, error):
    with pipe(length.to_bytes(8, "big")) as handle, pytest.raises(error):
        read_frame(handle)


@pytest.mark.parametrize(
    ("question", "answer", "fits"),
    [
        ("figure", DRAWING, True),
        ("rows", DRAWING, False),
        ("figure", (FINDING,), True),
        ("rows", (FINDING,), True),
    ],
)
def test_an_answer_is_one_to_its_question(tmp_path, question, answer, fits):
    job = Job("x", tmp_path, "ja", 150.0, (), ())
    asked = job if question == "figure" else object()
    sent = answer_as_bytes(answer, spent=False)
    if fits:
        assert answer_to(asked, sent) == (answer, False)
        return
    with pytest.raises(UnreadableError, match="answers another question"):
        answer_to(asked, sent)


def test_an_answer_of_nothing_says_so():
    with pytest.raises(UnreadableError, match="neither a drawing nor a finding"):
        answer_from(json.dumps({"spent": False, "findings": []}).encode())


def test_a_frame_without_end_is_not_waited_for():
    with pipe(b"\xff" * 8) as handle, pytest.raises(UnreadableError):
        read_frame(handle)


class Runs:
    def __reduce__(self):
        return pytest.fail, ("what a figure sends was unpickled",)


@pytest.mark.parametrize(
    "sent",
    [
        *(b"", b"ready", b"\xff", b"[]", b"5", b'"x"', b"null", b"[" * 100_000),
        pickle.dumps(Runs()),
        json.dumps({"spent": False}).encode(),
        json.dumps({"spent": False, "findings": []}).encode(),
        json.dumps({"spent": False, "findings": [{"rule": "FIG003"}]}).encode(),
        json.dumps({"spent": False, "findings": 5}).encode(),
        json.dumps({"spent": False, "drawing": {"svg": "<svg/>"}}).encode(),
        json.dumps({"spent": False, "drawing": None}).encode(),
        answer_as_bytes((FINDING,), spent=False).replace(b"FIG003", b"FIG999"),
        answer_as_bytes((FINDING,), spent=False).replace(b'"line": 3', b'"line": "3"'),
        answer_as_bytes((FINDING,), spent=False).replace(b"{error}:", b"{error:9999999999}:"),
        answer_as_bytes(DRAWING, spent=False).replace(b"<svg ", b"<svg onload='x()' "),
    ],
)
def test_what_is_no_answer_is_said_and_nothing_else_happens(sent):
    with pytest.raises(UnreadableError):
        answer_from(sent)


@given(st.binary())
def test_no_bytes_make_it_stumble(sent):
    with pytest.raises(UnreadableError):
        answer_from(sent)
