"""`contratdoc verifier`."""

from __future__ import annotations

from pathlib import Path

import click

from contratdoc.cli.affichage import avancement, compte, montrer
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import option_dossier


@click.command(cls=CommandeFr)
@click.option(
    "--format",
    "forme",
    type=click.Choice(["complet", "concis"]),
    default="complet",
    help="complet : avec la ligne fautive ; concis : une ligne par faute.",
)
@click.option("--brouillon", is_flag=True, help="Admet ce qui manque encore.")
@option_dossier
def commande(forme: str, brouillon: bool, dossier: Path) -> int:
    """Vérifie tout le dossier : contributions, textes, plan, totaux, renvois.

    Le code de sortie est 0 quand il n'y a pas d'erreur, 1 sinon.
    """
    from contratdoc.diagnostics import a_des_erreurs
    from contratdoc.pipeline import check_dossier, load_dossier

    with avancement() as etape:
        etape("Vérification")
        lu = load_dossier(dossier)
        diagnostics = lu.diagnostics
        if lu.valeur is not None:
            diagnostics = (*diagnostics, *check_dossier(lu.valeur, brouillon=brouillon).diagnostics)
    montrer(diagnostics, dossier, concis=forme == "concis")
    click.echo(f"{compte(diagnostics)}.")
    return 1 if a_des_erreurs(diagnostics) else 0
