"""What runs in the child process of ``hakusho.tools.typst``: a job in, an answer out, and again.

Run as a file, and with nothing of Hakusho imported, because every import is paid for in each
build. Each job comes as a line of JSON on standard input, its answer goes as one to standard
output. Typst remembers what it has typeset, whichever compiler did it, and that only grows; so an
answer says when it is to be the last, because the child has grown by much since its first.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import typst

MEMORY_LIMIT = 6 * 2**30
"""Bytes of address space; a paper of 750 pages takes about one sixth of it."""


MOST_GROWTH = 384 * 2**20
"""Bytes; a paper of twenty pages takes ten million more each time that it is typeset."""


def limit_memory() -> None:
    """Let a document that eats memory fail instead of the machine, where there are limits."""
    try:
        import resource  # noqa: PLC0415  POSIX only
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    except (OSError, ValueError):  # a lower limit is in force already
        return


def said(problem: typst.TypstError | typst.TypstWarning) -> dict[str, object]:
    """An error or a warning as JSON."""
    return {
        "message": problem.message,
        "diagnostic": problem.diagnostic or "",
        "hints": list(problem.hints or []),
    }


def size() -> int:
    """Bytes of memory that this process took at its largest; 0 where nobody can say.

    On Linux ``ru_maxrss`` is as large as the process was that began this one (getrusage(2)).
    """
    try:
        with open("/proc/self/status", "rb") as status:  # noqa: PTH123  nothing is imported for it
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith(b"VmHWM"))
    except (OSError, StopIteration):
        pass
    try:
        import resource  # noqa: PLC0415  POSIX only
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main() -> None:
    """Do jobs until there are no more."""
    limit_memory()
    first = 0
    for line in sys.stdin.buffer:
        answer = done(json.loads(line))
        answer["size"] = size()
        first = first or size()
        answer["last"] = size() > first + MOST_GROWTH
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def done(job: dict[str, Any]) -> dict[str, object]:
    """Do one job: in the job's folder, from where Typst names files in what it says."""
    here = os.getcwd()  # noqa: PTH109  nothing is imported that need not be
    os.chdir(job["root"])
    try:
        return typeset(job)
    finally:
        os.chdir(here)  # the folder is to be deleted


def typeset(job: dict[str, Any]) -> dict[str, object]:
    """Typeset a file, and say what came of it."""
    error: dict[str, object] | None = None
    warnings: list[typst.TypstWarning] = []
    records: list[object] = []
    marks: dict[str, object] = {}
    try:
        compiler = typst.Compiler(
            job["input"],
            root=job["root"],
            font_paths=job["font_paths"],
            ignore_system_fonts=True,
            package_path=job["package_path"],
            package_cache_path=job["package_path"],
        )
        _, warnings = compiler.compile_with_warnings(
            output=job["output"],
            format=job["output"].rpartition(".")[2],
            ppi=job["ppi"],
            pdf_standards=job["pdf_standards"],
            timestamp=job["timestamp"],
        )
        if job["record"]:  # the compiler remembers the layout, so this costs next to nothing
            records = json.loads(compiler.query(f"<{job['record']}>", field="value"))
        unfinished = job["unfinished"] and json.loads(compiler.query(f"<{job['unfinished']}>"))
        if unfinished or any(
            job["unsettled"] in str(said(warning)["message"]) for warning in warnings
        ):
            marks = marks_of(compiler)
    except typst.TypstError as problem:
        error = said(problem)
    except OSError as problem:
        said_by_system = {"refused": str(problem), "diagnostic": "", "hints": []}
        error = {"message": f"cannot write: {problem}", **said_by_system}
    return {
        "error": error,
        "warnings": [said(warning) for warning in warnings],
        "records": records,
        "marks": marks,
    }


def marks_of(compiler: typst.Compiler) -> dict[str, object]:
    """The values of all ``metadata`` with a label, by its name."""
    found = json.loads(compiler.query("metadata"))
    return {each["label"].strip("<>"): each["value"] for each in found if "label" in each}


if __name__ == "__main__":
    main()
