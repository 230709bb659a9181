"""Every command in odd surroundings: a finding, a mistake of use, or it works; nothing half written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.surrounded import COMMANDS, LASTING, PAPER, SURROUNDINGS

SILENT = {"head", "no output", "no messages", "no streams", "full messages"}
"""Where nobody can be told."""
OWN, HIDDEN = ("paper/build/.work-", "tmp/"), "/.hakusho-"
"""Where what is made to be moved lies until it is."""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What came of each pair, made once for all."""
    folder = tmp_path_factory.mktemp("surroundings")
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("surrounded.py"), folder],
        env={**os.environ, "HAKUSHO_LANG": "en"},
        capture_output=True,
        text=True,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {(each["command"], each["in"]): each for each in found}


@pytest.mark.skipif(sys.platform != "linux", reason="full devices and rights of root are Linux's")
@pytest.mark.parametrize("surrounding", SURROUNDINGS)
def test_it_is_found_or_works(told, surrounding):
    for command in COMMANDS:
        done, plain = told[command, surrounding], told[command, "nothing odd"]["written"]
        said = done["out"] + done["err"]
        ended = {-signal.SIGTERM} if command in LASTING else set()
        assert done["code"] in {0, 1, 2} | ended, (command, said)
        assert "Traceback" not in said
        assert "defect of Hakusho" not in said
        assert said or not done["code"] or surrounding in SILENT, command
        left = [path for path in done["left"] if path.startswith(OWN) or HIDDEN in path]
        assert not left, command
        assert PAPER.keys() <= {path.removeprefix("paper/") for path in done["written"]}, command
        for path, text in done["written"].items():
            before = PAPER.get(path.removeprefix("paper/"))
            assert text in {before, plain.get(path)}, (command, path)


@pytest.mark.skipif(sys.platform != "linux", reason="as above")
@pytest.mark.parametrize(
    ("command", "surrounding", "code", "said"),
    [
        ("data --snapshot", "full disk", 1, "the disk: OUT001 cannot write: "),
        ("data --snapshot", "read-only", 1, "OUT001 the machine refuses: Permission denied"),
        ("build", "read-only", 1, "OUT001 cannot write: "),
        ("check", "read-only", 0, ""),
        ("build", "no temporary folder", 1, "TMPDIR: OUT001 the machine refuses: "),
        ("build", "few files", 1, "OUT001 "),
        ("check", "an enormous epoch", 2, "SOURCE_DATE_EPOCH must be seconds since 1970"),
        ("check", "data in a loop", 1, "figures/data/u.csv: PAP002 "),
        ("build", "the last epoch", 0, ""),
        ("rule", "full output", 1, "standard output: OUT001 cannot write: No space left on device"),
    ],
)
def test_and_it_is_said_what_it_is(told, command, surrounding, code, said):
    done = told[command, surrounding]
    assert (done["code"], said in done["err"] + done["out"]) == (code, True), done["err"]
