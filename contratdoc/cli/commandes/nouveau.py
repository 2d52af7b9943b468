"""`contratdoc nouveau`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import option_dossier

NATURES = ("bailleur", "caf", "commune", "departement", "partenaire", "region")


def _identifiant(ctx: click.Context, param: click.Parameter, valeur: str) -> str:
    del ctx
    if not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", valeur):
        raise click.BadParameter(
            "Écrivez des minuscules sans accent et des tirets, comme « mission-locale ».", param=param
        )
    return valeur


@click.command(cls=CommandeFr)
@click.argument("nature", type=click.Choice(NATURES), metavar="NATURE")
@click.argument("identifiant", callback=_identifiant, metavar="IDENTIFIANT")
@click.option("--word", is_flag=True, help="Fait plutôt un formulaire Word : sortie/formulaires/IDENTIFIANT.docx.")
@option_dossier
def commande(nature: str, identifiant: str, dossier: Path, *, word: bool) -> int:
    """Crée contributions/IDENTIFIANT.yaml, à remplir par le partenaire.

    NATURE : bailleur, caf, commune, departement, partenaire ou region. Le fichier est commenté, et valable
    aussitôt comme brouillon. Avec --word, le formulaire reprend ce que le partenaire a déjà écrit ; rempli, il revient
    par « contratdoc importer IDENTIFIANT.docx --partenaire IDENTIFIANT ».
    """
    from contratdoc.cli.ecriture import ecrire_fichiers
    from contratdoc.schema.squelette import squelette

    if not (dossier / "modeles").is_dir():
        click.echo(f"« {dossier} » n'est pas un dossier de contrat : il n'a pas de sous-dossier « modeles ».", err=True)
        return 1
    if word:
        return _formulaire(nature, identifiant, dossier)
    code = ecrire_fichiers(dossier / "contributions", {f"{identifiant}.yaml": squelette(nature, identifiant)})
    if code == 0:
        click.echo(f"Ajoutez « {identifiant} » aux contributions du plan, dans modeles/contrat.yaml.")
    return code


def _formulaire(nature: str, identifiant: str, dossier: Path) -> int:
    """Write the Word form of a partner, filled with what its file says already."""
    from contratdoc.cli.affichage import montrer
    from contratdoc.cli.ecriture import ecrire_fichiers
    from contratdoc.formulaire.partenaire import formulaire_du_partenaire

    fait = formulaire_du_partenaire(dossier, nature, identifiant)
    if fait.valeur is None:
        montrer(fait.diagnostics, dossier)
        return 1
    return ecrire_fichiers(dossier / "sortie/formulaires", {f"{identifiant}.docx": fait.valeur}, remplacer=True)
