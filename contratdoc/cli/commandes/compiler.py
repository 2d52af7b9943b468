"""`contratdoc compiler`."""

from __future__ import annotations

from pathlib import Path

import click

from contratdoc.bilan import Options
from contratdoc.cli.compilation import compiler_et_dire
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier, option_formats


@click.command(cls=CommandeFr)
@option_formats
@click.option(
    "--moteur",
    type=click.Choice(["typst", "libreoffice"]),
    default="typst",
    help="Ce qui fait le PDF : typst (intégré), ou LibreOffice à partir du fichier Word.",
)
@click.option("--brouillon", is_flag=True, help="Compile avec ce qui est là ; chaque page porte « PROJET ».")
@option_dossier
def commande(formats: tuple[str, ...], moteur: str, brouillon: bool, dossier: Path) -> int:
    """Compile le contrat en Word et en PDF, dans le dossier sortie.

    Toutes les fautes sont montrées d'un coup ; s'il reste une erreur, rien n'est écrit.
    """
    fait = compiler_et_dire(dossier, formats, Options(moteur, brouillon, aujourd_hui()))
    return 1 if fait.bilan is None else 0
