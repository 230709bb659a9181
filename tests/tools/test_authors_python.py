"""What a process that runs an author's Python is given."""

import os
import sys
from pathlib import Path

import hakusho
from hakusho.tools.authors_python import Running, environment


def test_no_token_gets_through_and_what_programs_need_does(monkeypatch, tmp_path):
    for name in ("GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "hunter2")
    for name in ("PATH", "HOME", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(name, f"my {name}")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "ja_JP.eucJP")
    given = environment(tmp_path)
    assert "hunter2" not in given.values()
    assert (given["PATH"], given["HOME"]) == ("my PATH", "my HOME")
    assert given["SOURCE_DATE_EPOCH"] == "my SOURCE_DATE_EPOCH"
    assert (given["TZ"], given["LC_ALL"], given.get("LANG")) == ("UTC", "C.UTF-8", None)
    assert {given[name] for name in ("TMPDIR", "TEMP", "TMP")} == {str(tmp_path)}


PASSED = """
    HOME LOGNAME PATH SOURCE_DATE_EPOCH USER CONDA_PREFIX DYLD_FALLBACK_LIBRARY_PATH DYLD_LIBRARY_PATH
    GDAL_DATA JAVA_HOME LD_LIBRARY_PATH PROJ_DATA PROJ_LIB PYTHONDONTWRITEBYTECODE PYTHONHOME R_HOME
    VIRTUAL_ENV APPDATA COMSPEC LOCALAPPDATA NUMBER_OF_PROCESSORS PATHEXT PROGRAMDATA SYSTEMDRIVE
    SYSTEMROOT USERNAME USERPROFILE WINDIR
"""
"""What docs/security.md says of variables."""


def test_every_variable_that_is_passed_is_a_documented_one(monkeypatch, tmp_path):
    for name in PASSED.split():
        monkeypatch.setenv(name, f"my {name}")
    given = environment(tmp_path)
    assert {name for name in PASSED.split() if given.get(name) == f"my {name}"} == {*PASSED.split()}


def test_drawings_are_the_same_on_every_machine(monkeypatch, tmp_path):
    names = [f"{name}_NUM_THREADS" for name in ("OMP", "OPENBLAS", "MKL")]
    names += ["VECLIB_MAXIMUM_THREADS", "PYTHONHASHSEED"]
    for name in names:
        monkeypatch.setenv(name, "8")
    given = environment(tmp_path)
    assert [given[name] for name in names] == ["1", "1", "1", "1", "0"]


def test_modules_are_found_where_we_find_them_but_for_the_working_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "path", ["", "/somewhere"])
    package = str(Path(hakusho.__file__).parents[1])
    assert environment(tmp_path)["PYTHONPATH"].split(os.pathsep) == ["/somewhere", package]
    monkeypatch.setattr(sys, "path", [package, "/somewhere"])
    assert environment(tmp_path)["PYTHONPATH"].split(os.pathsep) == [package, "/somewhere"]


def test_a_process_ends_with_what_it_has_started(tmp_path):
    (tmp_path / "paper").mkdir()
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "starts_another.py").write_text(
        "import os, subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "os.write(1, os.getcwd().encode())\n"
        "time.sleep(600)\n",
        encoding="utf-8",
    )
    variables = {"PYTHONPATH": str(tmp_path / "lib")}
    running = Running("starts_another", tmp_path / "paper", tmp_path, variables)
    folder = os.read(running.answers, 1000).decode()
    assert Path(folder).samefile(tmp_path / "paper")
    assert not running.ended()
    assert running.exit_code(0.01) is None
    running.end()
    assert running.ended()
    assert running.exit_code(0) == -9
    # Its pipe ends when nobody holds it any more, which is when the other one has ended as well.
    assert os.read(running.answers, 1) == b""
    running.close()


def test_a_shells_way_to_name_a_signal_is_understood(tmp_path):
    (tmp_path / "ends.py").write_text("import os; os._exit(128 + 11)", encoding="utf-8")
    running = Running("ends", tmp_path, tmp_path, {"PYTHONPATH": str(tmp_path)})
    assert running.exit_code(60) == -11
    running.close()
