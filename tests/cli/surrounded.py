"""Commands in odd surroundings, each in a fork of a process that has loaded the engine.

``python surrounded.py FOLDER`` runs each command in each of the surroundings, in a paper of its own
below a folder, and prints for each pair what came of it, as JSON. It is a program of its own because
what a test runner has loaded has threads, which no fork may have.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from pathlib import Path

PAPER = {
    "report/report.yaml": "slug: odd\ntitle: 海—岬\nauthors: [{name: 甲}]\ndate: 2026-04-01\nbibliography: [bib/a.bib]\n",
    "report/chapters/01.md": '# 章 {#sec-a}\n\n本文[@a]。{{ fact("f") }}\n',
    "report/briefs/b.md": "---\ntitle: 短\neditions: [html]\n---\n\n言葉[@a]。\n",
    "bib/a.bib": "@book{a, title={題}, author={山田, 太郎}, yomi={やまだ}, publisher={社}, year={2020}}\n",
    "figures/data/t.csv": "id,item,value,unit,year\nf,船,1,隻,2020\ng,港,2,隻,2021\n",
}
COMMANDS = {
    "check": ["check", "--no-figures"],
    "check as SARIF": ["check", "--format", "sarif"],
    "check --fix": ["check", "--fix"],
    "build": ["build", "html", "--force"],
    "brief": ["brief"],
    "issue": ["brief", "b", "--issue"],
    "figures": ["figures"],
    "figures --new": ["figures", "--new", "t", "--kind", "columns"],
    "cite": ["cite", "山田"],
    "data": ["data"],
    "data t": ["data", "t"],
    "data --sidecar": ["data", "t", "--sidecar"],
    "data --snapshot": ["data", "--snapshot", "s"],
    "impact": ["impact"],
    "impact f": ["impact", "f"],
    "impact --since": ["impact", "--since", "HEAD"],
    "impact --issued": ["impact", "--issued"],
    "refresh": ["refresh"],
    "where": ["where", "1:1"],
    "confirm": ["confirm"],
    "doctor": ["doctor"],
    "schema": ["schema"],
    "rule": ["rule", "CIT001"],
    "lsp": ["lsp"],
    "preview": ["preview", "--no-figures"],
    "new": ["new", "{paper}/new", "--title", "海", "--author", "甲", "--date", "2026-04-01"],
    "import": ["import", "{paper}/report/chapters/01.md", "{paper}/taken", "--date", "2026-04-01"],
}
LASTING = {"preview": 1.0}
"""Commands that go on until they are told to end, and after how many seconds they are."""
_OF_NO_PAPER = {"doctor", "import", "new", "schema", "rule"}
_DAC_OVERRIDE = 1
_CAPABILITIES = 0x20080522
_BOUNDING_DROP = 24


def _printing(encoding):
    def change(_root):
        for number, name in ((1, "stdout"), (2, "stderr")):
            setattr(sys, name, open(number, "w", encoding=encoding, closefd=False))  # noqa: SIM115

    return change


def _closed(*numbers):
    def change(_root):
        for number in numbers:
            os.close(number)
            setattr(sys, ("stdin", "stdout", "stderr")[number], None)

    return change


def _onto(number, path):
    def change(_root):
        os.dup2(os.open(path, os.O_WRONLY), number)

    return change


def _nobody_reads(_root):
    theirs, ours = os.pipe()
    os.close(theirs)
    os.dup2(ours, 1)


def _without_rights(root):
    """Let permissions hold for root too: what Linux calls the right to override them is given up."""
    if sys.platform == "linux" and os.geteuid() == 0:
        numbers = ctypes.c_uint32 * 6
        given = numbers()
        header = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0)
        libc = ctypes.CDLL(None, use_errno=True)
        assert libc.capget(header, given) == 0
        given[0] &= ~(1 << _DAC_OVERRIDE)
        given[1] &= ~(1 << _DAC_OVERRIDE)
        assert libc.prctl(_BOUNDING_DROP, _DAC_OVERRIDE, 0, 0, 0) == 0
        assert libc.capset(header, given) == 0
    for folder, _, _ in os.walk(root):
        Path(folder).chmod(0o555)
    assert not os.access(root, os.W_OK)


def _no_temporary_folder(_root):
    tempfile.tempdir, tempfile._candidate_tempdir_list = None, list


def _environment(**given):
    def change(_root):
        for name, value in given.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        tempfile.tempdir = None

    return change


def _limited(kind, most):
    return lambda _root: resource.setrlimit(kind, (most, most))


def _put(path, target=None):
    def change(root):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if target is None:
            (root / path).write_text("", encoding="utf-8")
        else:
            (root / path).symlink_to(target)

    return change


def _all_of(*changes):
    return lambda root: [change(root) for change in changes]


SURROUNDINGS = {
    "nothing odd": lambda _root: None,
    "cp932": _printing("cp932"),
    "latin-1": _printing("latin-1"),
    "ASCII": _printing("ascii"),
    "no input": _closed(0),
    "no output": _closed(1),
    "no messages": _closed(2),
    "no streams": _closed(0, 1, 2),
    "head": _nobody_reads,
    "full output": _onto(1, "/dev/full"),
    "full messages": _onto(2, "/dev/full"),
    "read-only": _without_rights,
    "full disk": _limited(resource.RLIMIT_FSIZE, 0),
    "nearly full disk": _limited(resource.RLIMIT_FSIZE, 700),
    "no temporary folder": _no_temporary_folder,
    "TMPDIR is not there": _environment(TMPDIR="/nowhere/at/all"),
    "no home": _environment(HOME=None, XDG_CACHE_HOME=None, HAKUSHO_SECRET=None),
    "a home that is not there": _environment(HOME="/nowhere/at/all"),
    "no environment": _environment(**dict.fromkeys(os.environ)),
    "few files": _limited(resource.RLIMIT_NOFILE, 9),
    "build is a file": _put("build"),
    "build is a loop": _put("build", "build"),
    "the cache leads nowhere": _put("build/cache", "/nowhere/at/all"),
    "data in a loop": _put("figures/data/u.csv", "u.csv"),
    "an enormous epoch": _environment(SOURCE_DATE_EPOCH="9" * 40),
    "the last epoch": _environment(SOURCE_DATE_EPOCH="253402300799"),
    "a language of nobody": _environment(HAKUSHO_LANG="xx", LANG="C", LC_ALL="xx_XX.nope"),
}


def tell(command, surrounding, folder):
    """Run a command in a fork; its exit code, what it printed, and what it left."""
    root = folder / "paper"
    for name, text in PAPER.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (folder / "tmp").mkdir()
    pipes = {name: os.pipe() for name in ("out", "err")}
    process = os.fork()
    if not process:
        _child(command, surrounding, folder, pipes)
    said = _said(pipes)
    _, status, _ = os.wait4(process, 0)
    for each, _, _ in os.walk(root):
        Path(each).chmod(0o755)
    left = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    written = {
        path.as_posix(): (folder / path).read_text("utf-8", "replace")
        for path in left
        if (folder / path).is_file() and path.parts[:2] != ("paper", "build")
    }
    return {
        "code": os.waitstatus_to_exitcode(status),
        **said,
        "written": written,
        "left": [path.as_posix() for path in left],
    }


def _said(pipes):
    """What comes of both pipes until nobody holds them any more."""
    for _, ours in pipes.values():
        os.close(ours)
    waiting, said = {theirs: name for name, (theirs, _) in pipes.items()}, dict.fromkeys(pipes, b"")
    while waiting:
        for number in select.select([*waiting], [], [])[0]:
            data = os.read(number, 65536)
            said[waiting[number]] += data
            if not data:
                os.close(number)
                del waiting[number]
    return {name: data.decode("utf-8", "replace") for name, data in said.items()}


def _child(command, surrounding, folder, pipes):
    code = 99
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(pipes[name][1], number)
        os.closerange(3, 64)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        _printing("utf-8")(folder)
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        signal.alarm(900)
        SURROUNDINGS[surrounding](folder / "paper")
        if command in LASTING:
            told = threading.Timer(LASTING[command], os.kill, [os.getpid(), signal.SIGTERM])
            told.start()
        arguments = [each.format(paper=folder / "paper") for each in COMMANDS[command]]
        if command not in _OF_NO_PAPER:
            arguments = [*arguments, "--project", str(folder / "paper")]
        code = _run(arguments)
    except BaseException:  # noqa: BLE001  nothing may go on in the copy of the parent
        Path(folder / "left-by-an-exception.txt").write_text(traceback.format_exc(), "utf-8")
    finally:
        os._exit(code)


def _run(arguments):
    from hakusho.cli import main  # noqa: PLC0415  loaded already

    try:
        main.main(arguments, prog_name="hakusho")
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    return 0


def everything(folder):
    """Run what there is; an iterator over what came of each pair."""
    from click.testing import CliRunner  # noqa: PLC0415

    from hakusho.cli import main  # noqa: PLC0415
    from hakusho.language_server import server  # noqa: F401, PLC0415  which lsp loads
    from hakusho.preview import serve  # noqa: F401, PLC0415

    for name, text in PAPER.items():
        (folder / "warm" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "warm" / name).write_text(text, encoding="utf-8")
    for command in COMMANDS.values():
        where = [] if command[0] in _OF_NO_PAPER else ["--project", str(folder / "warm")]
        if command[0] not in {"lsp", *LASTING}:
            given = [each.format(paper=folder / "warm") for each in command]
            CliRunner().invoke(main, [*given, *where])
    for command in COMMANDS:
        for surrounding in SURROUNDINGS:
            room = folder / "case"
            shutil.rmtree(room, ignore_errors=True)
            room.mkdir()
            yield {"command": command, "in": surrounding, **tell(command, surrounding, room)}


if __name__ == "__main__":
    for each in everything(Path(sys.argv[1])):
        sys.stdout.write(f"{json.dumps(each)}\n")
        sys.stdout.flush()  # else each fork would write it once more
