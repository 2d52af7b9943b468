"""`contratdoc verifier`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import avancement, compte
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier

if TYPE_CHECKING:
    from contratdoc.cli.verification import Demande

FORMATS = ("complet", "concis", "json", "sarif", "github", "gitlab", "word")
_POUR_UN_PROGRAMME = frozenset({"json", "sarif", "github", "gitlab"})
"""What is read by a program is alone on the standard output."""


def _codes(ctx: click.Context, param: click.Parameter, valeurs: tuple[str, ...]) -> frozenset[str]:
    del ctx
    from contratdoc.catalogue import fiche
    from contratdoc.diagnostics import vouliez_vous_dire

    codes = [c.strip().upper() for v in valeurs for c in v.split(",")]
    for code in codes:
        if fiche(code) is None:
            from contratdoc.catalogue import fiches

            aide = vouliez_vous_dire(code, [f.code for f in fiches()])
            raise click.BadParameter(f"Le code « {code} » n'existe pas. {aide}".strip(), param=param)
    return frozenset(codes)


@click.command(cls=CommandeFr)
@click.argument("fichiers", nargs=-1, type=click.Path(path_type=Path), metavar="[FICHIER]...")
@click.option(
    "--format",
    "forme",
    type=click.Choice(FORMATS),
    default="complet",
    help="complet : avec la ligne fautive ; concis : une ligne par faute ; json, sarif, github, gitlab : pour un "
    "programme ; word : une copie Word de chaque fichier fautif, un commentaire à chaque faute, dans sortie/relecture.",
)
@click.option(
    "--seuil",
    type=click.Choice(["erreur", "avertissement", "info"]),
    default="info",
    help="Ne montre que les fautes de cette gravité, ou plus graves.",
)
@click.option("--sauf", multiple=True, callback=_codes, metavar="CODE", help="Passe ces codes (CD608,CD703).")
@click.option(
    "--corriger", is_flag=True, help="Montre puis applique les corrections sûres : typographie, noms, nombres."
)
@click.option("--brouillon", is_flag=True, help="Admet ce qui manque encore.")
@option_dossier
def commande(
    *,
    fichiers: tuple[Path, ...],
    forme: str,
    seuil: str,
    sauf: frozenset[str],
    corriger: bool,
    brouillon: bool,
    dossier: Path,
) -> int:
    """Vérifie tout le dossier : contributions, textes, plan, totaux, renvois, noms, droit.

    Avec des FICHIERS (.md, .txt, .docx, ou la contribution .yaml d'un partenaire), vérifie chacun seul, sans dossier de
    contrat ; les noms de modeles/lexique.yaml servent s'il y en a un ici.

    Le code de sortie est 0 quand il n'y a pas d'erreur, 1 sinon.
    """
    from contratdoc.cli import verification
    from contratdoc.diagnostics import a_des_erreurs

    demande = verification.Demande(fichiers, dossier, brouillon, aujourd_hui())
    if corriger and not _corriger(demande, sauf, err=forme in _POUR_UN_PROGRAMME):
        return 1
    with avancement() as etape:
        etape("Vérification")
        tous = verification.verifier(demande)
    retenus = verification.retenir(tous, seuil, sauf)
    if any(d.code == "CD999" for d in tous):
        verification.montrer_ou_ecrire(demande, retenus, forme)
        return 3
    if not verification.montrer_ou_ecrire(demande, retenus, forme):
        return 1
    click.echo(f"{compte(retenus)}.", err=forme in _POUR_UN_PROGRAMME)
    return 1 if a_des_erreurs(retenus) else 0


def _corriger(demande: Demande, sauf: frozenset[str], *, err: bool) -> bool:
    """Show the fixes, and write them once they are agreed to; False when they cannot be written."""
    from contratdoc.cli import verification

    changes, differences = verification.corrections(demande, sauf)
    if not changes:
        click.echo("Rien à corriger sans vous.", err=err)
        return True
    click.echo(differences, nl=False, err=err)
    nombre = f"{len(changes)} fichier{'s' * (len(changes) > 1)}"
    if sys.stdin.isatty() and not click.confirm(f"Appliquer ces corrections à {nombre} ?", err=err):
        click.echo("Rien n'a été changé.", err=err)
        return True
    return verification.ecrire_corrections(changes, err=err)
