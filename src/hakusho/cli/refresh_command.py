"""``hakusho refresh``: what the addresses answer that datasets are from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hakusho.cli.completion import complete_dataset
from hakusho.cli.output import EXIT_FINDINGS, PROJECT, echo, or_nearest
from hakusho.cli.streams import complain
from hakusho.findings.sentences import say
from hakusho.tools.clock import today

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hakusho.findings import Text
    from hakusho.pipeline.refreshing import Source


@click.command()
@click.argument("name", required=False, shell_complete=complete_dataset)
@PROJECT
@click.option("--force", is_flag=True, help="Replace a data file that is not as it was fetched.")
def refresh(name: str | None, root: Path, *, force: bool) -> None:
    """Fetch what a dataset is from, and store it with its date; without NAME, list what there is.

    A script names its address, SOURCE = "https://…", any other data file has one in its sidecar,
    fetch: https://…. Nothing else asks the network: builds use what was stored. Only http and https
    are asked, and none of the paper's Python runs.

    \b
    Examples:
      hakusho refresh
      hakusho refresh ships
    """
    if name is None:
        _list(root)
    else:
        _refresh(root, name, force=force)


def _list(root: Path) -> None:
    from hakusho.pipeline.refreshing import sources_in  # noqa: PLC0415  only when it is needed

    sources = sources_in(root).values()
    if not sources:
        echo(say("no dataset is from an address"))
    for source in sources:
        echo(say("{name}  {address}  {age}", source.name, source.address, _age(source, today())))


def _age(source: Source, day: date) -> Text:
    from datetime import date as date_  # noqa: PLC0415  only when it is needed

    if source.fetched is None:
        return say("never fetched")
    days = (day - date_.fromisoformat(source.fetched.date)).days
    if days < 1:
        return say("fetched on {date}", source.fetched.date)
    return say("fetched on {date}, {days:day|days} ago", source.fetched.date, days)


def _refresh(root: Path, name: str, *, force: bool) -> None:
    from hakusho.findings.sentences import said  # noqa: PLC0415
    from hakusho.pipeline.refreshing import (  # noqa: PLC0415  only when it is needed
        NoAddressError,
        NotStoredError,
        refresh,
    )
    from hakusho.tools.fetching import FetchError  # noqa: PLC0415
    from hakusho.tools.writes import WriteError  # noqa: PLC0415

    try:
        done = refresh(root, name, today(), force=force)
    except NoAddressError as error:
        problem = say("no dataset '{name}' is from an address", name)
        raise click.UsageError(or_nearest(problem, error.nearest)) from error
    except (FetchError, NotStoredError, WriteError, OSError) as error:
        complain(say("nothing was stored: {problem}", said(error)))
        raise SystemExit(EXIT_FINDINGS) from error
    for way in done.ways:
        echo(say("it led to {address}", way))
    source = done.source
    echo(say("{path}: {size:,byte|bytes} from {address}", source.path, done.size, source.address))
    if not done.is_new:
        echo(say("it answers what it answered before"))
