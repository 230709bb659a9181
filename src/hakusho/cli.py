"""The command line: arguments, progress and printing; no logic.

Exit codes: 0 clean, 1 findings, 2 the paper (or the command line) cannot be read, 70 a defect of
Hakusho (``EX_SOFTWARE`` of sysexits.h).
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hakusho import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.findings import Finding

EDITIONS = ("pdf", "epub", "html")
EXIT_FINDINGS, EXIT_UNREADABLE, EXIT_DEFECT = 1, 2, 70

_PROJECT = click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default="this folder",
    help="The paper's folder, the one that holds report/report.yaml.",
)


class _Commands(click.Group):
    """Turns a defect of ours into one line and exit 70, with the traceback in a file."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except (KeyboardInterrupt, click.Abort):
            from hakusho.findings import Finding, Location, rule  # noqa: PLC0415

            message = "interrupted; the last good outputs are as they were"
            finding = Finding(rule("OUT003"), Location("build"), message)
            click.echo(f"\n{finding.location}: {finding.rule.id} {finding.message}", err=True)
            ctx.exit(EXIT_FINDINGS)
        except Exception:  # noqa: BLE001  the last resort
            with tempfile.NamedTemporaryFile(
                "w", prefix="hakusho-", suffix=".txt", delete=False, encoding="utf-8"
            ) as file:
                traceback.print_exc(file=file)
            click.echo(
                "hakusho: this is a defect of Hakusho, not of your paper; nothing was written.\n"
                f"The details are in {file.name}: please report them.",
                err=True,
            )
            ctx.exit(EXIT_DEFECT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hakusho")
def main() -> None:
    """Turn Markdown chapters, a BibTeX bibliography and Python figures into finished papers.

    A paper is a folder with report/report.yaml, report/chapters/*.md, bib/, figures/ and, if it
    has a house style of its own, templates/.
    """


@main.command()
@click.argument("editions", nargs=-1, type=click.Choice(EDITIONS), metavar="[EDITION]...")
@_PROJECT
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
def build(editions: tuple[str, ...], root: Path, *, force: bool) -> None:
    r"""Check the paper and build its editions into build/.

    EDITION is pdf, epub or html; without any, all that report.yaml names are built. Every check
    runs first: an error stops the build before anything is written, and the last good outputs
    stay as they were. When nothing has changed since the last build, nothing is done.

    \b
    Examples:
      hakusho build
      hakusho build pdf
      hakusho build --project tests/papers/harbour
    """
    from hakusho.build.pipeline import build_paper  # noqa: PLC0415  only when it is needed

    with _progress() as progress:
        result = build_paper(root, editions, force=force, progress=progress)
    _print_findings(root, result.findings)
    for output in result.outputs:
        size = (root / output).stat().st_size / 1024
        state = "unchanged" if result.unchanged else "built"
        click.echo(f"{state}  {(root / output).as_posix()}  {size:,.0f} KiB")
    _exit(result.findings, readable=result.readable)


@main.command()
@_PROJECT
@click.option("--strict", is_flag=True, help="Let warnings fail the check, too.")
def check(root: Path, *, strict: bool) -> None:
    """Check the paper without building it.

    Every problem is reported at once, as path:line:column, rule and message, with the source
    line and a hint. Exit code 0 means that it would build, 1 that there are errors (with
    --strict: or warnings), 2 that the paper cannot be read at all.
    """
    from hakusho.build.pipeline import check_paper  # noqa: PLC0415

    with _progress() as progress:
        result = check_paper(root, progress=progress)
    _print_findings(root, result.findings)
    if not result.findings:
        click.echo("no findings")
    _exit(result.findings, readable=result.readable, strict=strict)


@main.command()
@_PROJECT
def figures(root: Path) -> None:
    """Draw the paper's figures into build/figures/.

    Figures are cached by content: one is drawn again only if its module, what it imports from
    figures/, its data, or Hakusho itself has changed.
    """
    from hakusho.build.figures import draw_figures  # noqa: PLC0415

    with _progress() as progress:
        result = draw_figures(root, progress=progress)
    _print_findings(root, result.findings)
    for output in result.outputs:
        click.echo((root / output).as_posix())
    _exit(result.findings, readable=result.readable)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A line that says what is being done, where a person watches; silence in a log."""
    if not sys.stderr.isatty():
        yield lambda _step: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status("reading") as status:
        yield status.update


def _print_findings(root: Path, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    from rich.console import Console  # noqa: PLC0415

    from hakusho.findings.text import render, summary  # noqa: PLC0415

    console = Console(highlight=False, soft_wrap=True)
    for text in render(findings, lambda path, line: _line(root, path, line)):
        console.print(text)
    console.print(summary(findings))


def _line(root: Path, path: str, number: int) -> str | None:
    """A source line for a finding, if its file is readable text inside the paper."""
    from hakusho.paper.reading import read_text  # noqa: PLC0415

    text, _ = read_text(root, path)
    lines = text.split("\n") if text is not None else []
    return lines[number - 1] if 0 < number <= len(lines) else None


def _exit(findings: Sequence[Finding], *, readable: bool, strict: bool = False) -> None:
    from hakusho.findings import is_fatal  # noqa: PLC0415

    if not readable:
        sys.exit(EXIT_UNREADABLE)
    if any(strict or is_fatal(finding) for finding in findings):
        sys.exit(EXIT_FINDINGS)
