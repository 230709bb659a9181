"""``hakusho preview``: the paper in a browser, as it is being written."""

from __future__ import annotations

from contextlib import closing
from threading import Thread
from typing import TYPE_CHECKING

import click

from hakusho.cli.defects import details_of
from hakusho.cli.output import NO_FIGURES, PROJECT, echo, unwanted
from hakusho.cli.streams import complain
from hakusho.findings.sentences import say
from hakusho.localization.catalogues import worded

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.findings import Text


def _behind(name: str) -> Text:
    if name.isdecimal():
        return say("the port is an option: hakusho preview --port {port}", name)
    message = (
        "'{name}': a preview shows the whole paper, hakusho preview; of another: --project DIR"
    )
    return say(message, name)


@click.command()
@PROJECT
@unwanted(_behind)
@click.option("--port", type=click.IntRange(1, 65_535), help="The port; otherwise a free one.")
@click.option("--open", "opened", is_flag=True, help="Open the page in your browser.")
@click.option(
    "--editor",
    envvar="HAKUSHO_EDITOR",
    show_envvar=True,
    metavar="ADDRESS",
    help="How links open your editor, with {path}, {line} and {column} in them.",
)
@NO_FIGURES
def preview(
    root: Path, *, port: int | None, opened: bool, editor: str | None, no_figures: bool
) -> None:
    """Show the paper in a browser while you write it.

    The page at the address that is printed follows every save: what has changed is exchanged in
    place, and checks follow. Findings stand beside their passages, with links into your editor;
    the PDF, the other editions and the briefs are made when you look at them. Where a file is
    broken, the last good page stays, with what is wrong. Nothing is written but caches; only this
    machine is answered. Ctrl-C ends it.

    Figures are the paper's own Python programs, and run when they have to be drawn; with
    --no-figures none does.

    \b
    Examples:
      hakusho preview --open
      hakusho preview --port 8008
      hakusho preview --editor 'idea://open?file={path}&line={line}&column={column}'
    """
    from hakusho.engine.engine import Engine  # noqa: PLC0415  heavy, as is the server
    from hakusho.preview.editor_link import DEFAULT, EditorLink  # noqa: PLC0415
    from hakusho.preview.serve import Preview  # noqa: PLC0415
    from hakusho.tools.interruption import until_told  # noqa: PLC0415

    try:
        links = EditorLink.of(editor or DEFAULT, root)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--editor") from error
    with closing(Engine(root, programs=not no_figures)) as engine:
        try:
            server = Preview(root, engine, links, defect=_defect, port=port or 0)
        except OSError as error:
            message = "port {port} of this machine cannot be had: {problem}"
            raise click.ClickException(say(message, port or "", error.strerror)) from error
        echo(say("{paper} is shown at {address}", root.resolve().name, server.address))
        echo(say("Ctrl-C ends it."))
        if opened:
            _open(server.address)
        with until_told(worded(say("The preview has ended."))):
            server.run()


def _defect(error: Exception) -> str:
    """Say that the engine has failed, here and, by what is returned, on the page."""
    details = details_of(error)
    message = "this is a defect of Hakusho, not of your paper.\n{details}"
    complain(say("hakusho: {problem}", say(message, details)))
    return worded(details)


def _open(address: str) -> None:
    """Open an address in the user's browser, which may be one that holds a terminal."""
    import webbrowser  # noqa: PLC0415  seldom wanted

    Thread(target=webbrowser.open, args=(address,), daemon=True).start()
