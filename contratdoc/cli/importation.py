"""What `contratdoc importer` does, apart from its options: tell what was understood, write the folder."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.ecriture import raison

if TYPE_CHECKING:
    from contratdoc.importer.dossier import Importation

_LISTE_MAX = 40
_FICHIER = "import.json"
_RAISONS = {
    "sommaire-calcule": "sommaire tapé à la main : il est calculé",
    "numero-de-titre": "numéros tapés devant les titres : ils sont calculés",
    "numero-de-page": "numéros de page",
    "en-tete-de-page": "en-têtes et pieds de page",
    "tableau-coupe": "en-têtes répétés de tableaux coupés",
    "texte-supprime": "passages supprimés en suivi des modifications",
    "texte-deplace": "passages déplacés, à leur ancienne place",
    "commentaire": "commentaires",
    "texte-masque": "passages masqués",
    "texte-d-aide": "textes d'aide de champs à remplir",
    "image": "descriptions d'images non reprises",
    "diagramme": "textes de graphiques",
    "sans-place": "passages sans place",
}


def fichiers_de_base() -> dict[str, bytes]:
    """Return what every contract's folder needs beside its text: frames, look, schemas."""
    from contratdoc.nouveau_dossier import fichiers_du_dossier

    gardes = ("modeles/schemas/", "modeles/contrat.docx", "modeles/contrat.typ", "modeles/charte.yaml", "sortie/")
    return {n: o for n, o in fichiers_du_dossier().items() if n.startswith(gardes) or "/" not in n}


def raconter(fait: Importation) -> None:
    """Print what was recognised, guessed and left."""
    click.echo("Reconnu :")
    for c in fait.reconnus:
        click.echo(f"  - {c.dit}")
    if fait.devines:
        click.echo("Deviné, à relire (confiance de 0 à 1) :")
    for c in sorted(fait.devines, key=lambda c: c.confiance)[:_LISTE_MAX]:
        ou = f"ligne {c.ligne} : " if c.ligne else ""
        click.echo(f"  - {c.confiance:.2f} ".replace(".", ",") + f"{ou}{c.dit}")
    if len(fait.devines) > _LISTE_MAX:
        click.echo(f"  … et {len(fait.devines) - _LISTE_MAX} autres, dans {_FICHIER}.")
    if fait.laisses:
        click.echo("Laissé (texte entier dans import.json) :")
    for raison_, n in Counter(x.raison for x in fait.laisses).items():
        click.echo(f"  - {_RAISONS.get(raison_, raison_)} : {n}")
    lus, ecrits, laisses = fait.mots
    click.echo(f"Mots : {_nombre(lus)} lus = {_nombre(ecrits)} dans le dossier + {_nombre(laisses)} laissés.")


def _nombre(n: int) -> str:
    return f"{n:,}".replace(",", "\u202f")


def ecrire(dossier: Path, fichiers: Mapping[str, bytes], *, remplacer: bool) -> bool:
    """Write the folder whole; refuse, before writing anything, what exists already or leads elsewhere.

    Args:
        dossier: The folder, made when needed.
        fichiers: Content by path below it.
        remplacer: True when the user agrees to overwrite.

    Returns:
        True when all is written.
    """
    try:
        racine = dossier.resolve()
        dehors = next((n for n in fichiers if not (dossier / n).resolve().is_relative_to(racine)), None)
        if dehors is not None:
            click.echo(f"« {dossier / dehors} » mène hors du dossier : rien n'a été écrit.", err=True)
            return False
        present = next((n for n in fichiers if (dossier / n).exists() or (dossier / n).is_symlink()), None)
        if present is not None and not remplacer:
            click.echo(f"« {dossier / present} » existe déjà : rien n'a été écrit.", err=True)
            click.echo("Ajoutez « --remplacer », ou choisissez un autre dossier avec « --vers ».", err=True)
            return False
        if remplacer:
            _retirer_les_anciens(dossier, fichiers)
        for nom, octets in fichiers.items():
            chemin = dossier / nom
            chemin.parent.mkdir(parents=True, exist_ok=True)
            chemin.write_bytes(octets)
    except OSError as e:
        click.echo(f"« {dossier} » ne peut pas être écrit ({raison(e)}).", err=True)
        return False
    click.echo(f"Écrit : {dossier} ({len(fichiers)} fichiers).")
    return True


def _retirer_les_anciens(dossier: Path, fichiers: Mapping[str, bytes]) -> None:
    """Remove what the last import wrote, which this one does not and nobody has touched since."""
    try:
        anciens = json.loads((dossier / _FICHIER).read_bytes())["fichiers"].items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return
    racine = dossier.resolve()
    for nom, empreinte in anciens:
        chemin = dossier / str(nom)
        if nom in fichiers or not chemin.resolve().is_relative_to(racine) or not chemin.is_file():
            continue
        if hashlib.sha256(chemin.read_bytes()).hexdigest() == empreinte:
            chemin.unlink()
        else:
            click.echo(f"« {chemin} » vient d'un import d'avant et a été changé depuis : il est gardé.", err=True)
