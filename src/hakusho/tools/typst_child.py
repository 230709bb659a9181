"""What runs in the child process of ``hakusho.tools.typst``: one job in, one answer out.

Run as a file, and with nothing of Hakusho imported, because every import is paid for in each
build. The job comes as JSON on standard input, the answer goes as JSON to standard output.
"""

from __future__ import annotations

import json
import sys

import typst

MEMORY_LIMIT = 6 * 2**30
"""Bytes of address space; a paper of 750 pages takes about one sixth of it."""


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


def main() -> None:
    """Do one job."""
    limit_memory()
    job = json.load(sys.stdin.buffer)
    error: dict[str, object] | None = None
    warnings: list[typst.TypstWarning] = []
    records: list[object] = []
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
    except typst.TypstError as problem:
        error = said(problem)
    except OSError as problem:
        error = {"message": f"cannot write: {problem}", "diagnostic": "", "hints": []}
    answer = {
        "error": error,
        "warnings": [said(warning) for warning in warnings],
        "records": records,
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
