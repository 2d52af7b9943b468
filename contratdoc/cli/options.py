"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

option_dossier = click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DOSSIER",
    help="Dossier du contrat (ici, par défaut).",
)
