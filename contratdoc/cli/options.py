"""Options that several commands take."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click


def aujourd_hui() -> dt.date:
    """Return the day on the user's calendar: the only clock that the commands read."""
    return dt.datetime.now().astimezone().date()


option_dossier = click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DOSSIER",
    help="Dossier du contrat (ici, par défaut).",
)
