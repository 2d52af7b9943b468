"""Options that several commands take."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click


def aujourd_hui() -> dt.date:
    """Return the day on the user's calendar: the only clock that a build may depend on."""
    return dt.datetime.now().astimezone().date()


def heure() -> str:
    """Tell the time on the user's clock, to show when something happened."""
    return f"{dt.datetime.now().astimezone():%H:%M:%S}"


option_dossier = click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DOSSIER",
    help="Dossier du contrat (ici, par défaut).",
)


def lire_formats(ctx: click.Context, param: click.Parameter, valeur: str) -> tuple[str, ...]:
    """Read the formats asked for, each once.

    Raises:
        click.BadParameter: One is unknown.
    """
    del ctx
    demandes = tuple(dict.fromkeys(f.strip() for f in valeur.split(",")))
    if not demandes or not set(demandes) <= {"docx", "pdf"}:
        raise click.BadParameter("Écrivez « docx », « pdf » ou « docx,pdf ».", param=param)
    return demandes


option_formats = click.option(
    "--format", "formats", default="docx,pdf", callback=lire_formats, metavar="docx,pdf", help="Formats voulus."
)
