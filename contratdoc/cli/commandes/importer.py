"""`contratdoc importer`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import avancement, montrer
from contratdoc.cli.commandes.nouveau import NATURES
from contratdoc.cli.francais import CommandeFr

if TYPE_CHECKING:
    from contratdoc.importer.choix import Choix

_TAILLE_MAX = 64 * 1024 * 1024


@click.command(cls=CommandeFr)
@click.argument("fichier", type=click.Path(path_type=Path), metavar="FICHIER")
@click.option(
    "--plan",
    "plan",
    type=click.Path(path_type=Path),
    metavar="FICHIER.yaml",
    help="Les titres du document tels que vous les voulez : le fichier import.plan.yaml d'un premier import, corrigé.",
)
@click.option(
    "--vers",
    type=click.Path(path_type=Path),
    metavar="DOSSIER",
    help="Dossier à faire (le nom du document, par défaut).",
)
@click.option(
    "--partenaire",
    metavar="IDENTIFIANT",
    help="Le document est la contribution d'un seul partenaire : il devient contributions/IDENTIFIANT.yaml.",
)
@click.option(
    "--nature",
    type=click.Choice(NATURES),
    help="Nature de ce partenaire (devinée, si son fichier n'existe pas encore).",
)
@click.option("--remplacer", is_flag=True, help="Récrit les fichiers qui existent déjà dans ce dossier.")
def commande(
    fichier: Path, plan: Path | None, vers: Path | None, partenaire: str | None, nature: str | None, *, remplacer: bool
) -> int:
    """Fait un dossier de contrat d'un contrat existant (.docx, .odt, .md ou .txt), qui compile aussitôt.

    Dit ce qui a été reconnu, deviné et laissé ; import.json dit où est allé chaque paragraphe du document, et
    import.plan.yaml comment ses titres ont été compris. Avec --partenaire, le document est un formulaire rempli
    (« contratdoc nouveau --word ») ou un texte libre, dont le contenu va au fichier de ce partenaire.
    """
    if partenaire is not None:
        from contratdoc.cli.contribution_importee import importer

        octets = _lire(fichier)
        demande = (vers if vers is not None else Path(), partenaire, nature or "")
        return importer(octets, fichier, demande, remplacer=remplacer) if octets is not None else 1
    from contratdoc.cli import importation
    from contratdoc.importer.from_fichier import importer_document

    octets = _lire(fichier)
    choix = _choix(plan) if plan is not None else None
    if octets is None or (plan is not None and choix is None):
        return 1
    with avancement() as etape:
        etape("Lecture du document")
        fait = importer_document(octets, fichier.name, choix)
    dossier = vers if vers is not None else Path(fichier.stem or "contrat")
    montrer(fait.diagnostics, fichier.parent)
    if fait.valeur is None:
        return 1
    importation.raconter(fait.valeur)
    montrer(fait.valeur.diagnostics, fichier.parent, concis=True)
    if not importation.ecrire(
        dossier, importation.fichiers_de_base() | dict(fait.valeur.fichiers), remplacer=remplacer
    ):
        return 1
    click.echo(f"\nÀ vous : cd {dossier}, puis contratdoc compiler --brouillon")
    return 0


def _lire(fichier: Path) -> bytes | None:
    """Read a file of the user; None, and why, when it cannot be."""
    from contratdoc.cli.ecriture import raison

    try:
        if fichier.is_file() and fichier.stat().st_size > _TAILLE_MAX:
            click.echo(f"« {fichier} » pèse plus de {_TAILLE_MAX // 1048576} Mo.", err=True)
            return None
        return fichier.read_bytes()
    except FileNotFoundError:
        click.echo(f"« {fichier} » n'existe pas.", err=True)
    except OSError as e:
        click.echo(f"« {fichier} » ne peut pas être lu ({raison(e)}).", err=True)
    return None


def _choix(plan: Path) -> Choix | None:
    from contratdoc.importer.choix import lire_choix

    octets = _lire(plan)
    if octets is None:
        return None
    lu = lire_choix(octets, plan.name)
    montrer(lu.diagnostics, plan.parent)
    return lu.valeur
