"""`contratdoc retour`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import compte, montrer
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import option_dossier

if TYPE_CHECKING:
    from contratdoc.retour.reprendre import Retouche

_TOUT = "tout"


def _numeros(ctx: click.Context, param: click.Parameter, valeur: str) -> frozenset[int] | None:
    del ctx
    if valeur.strip().lower() == _TOUT:
        return None
    morceaux = [m.strip() for m in valeur.split(",") if m.strip()]
    if not all(m.isascii() and m.isdigit() and len(m) <= 6 for m in morceaux):  # noqa: PLR2004 - no contract has more
        raise click.BadParameter("Écrivez des numéros séparés par des virgules (1,4), ou « tout ».", param=param)
    return frozenset(int(m) for m in morceaux)


@click.command(cls=CommandeFr)
@click.argument("fichier", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="COPIE.docx")
@click.option(
    "--reprendre",
    callback=_numeros,
    default="",
    metavar="NUMÉROS",
    help="Reprend ces retouches dans les sources : « 1,4 », ou « tout » pour toutes celles qui peuvent l'être.",
)
@click.option(
    "--format", "forme", type=click.Choice(["complet", "json"]), default="complet", help="json : pour un programme."
)
@click.option("--brouillon", is_flag=True, help="La copie est celle d'un projet.")
@option_dossier
def commande(fichier: Path, reprendre: frozenset[int] | None, forme: str, dossier: Path, *, brouillon: bool) -> int:
    """Compare une copie Word du contrat, revenue corrigée à la main, avec les sources d'aujourd'hui.

    Chaque retouche est montrée avec le fichier, la ligne et la clé d'où vient le passage. Avec --reprendre, celles que
    vous choisissez sont portées dans les sources, si le contrat compile encore ensuite.
    """
    from contratdoc.cli.ecriture import raison
    from contratdoc.retour.dossier import lire_retour

    try:
        octets = fichier.read_bytes()
    except OSError as e:
        click.echo(f"« {fichier} » ne peut pas être lu ({raison(e)}).", err=True)
        return 1
    retour = lire_retour(dossier, octets, str(fichier), reprendre, brouillon=brouillon)
    montrer([d for d in retour.diagnostics if retour.valeur is None or d.place.fichier == str(fichier)], dossier)
    if retour.valeur is None:
        click.echo(f"Rien n'a été repris : {compte(retour.diagnostics)}.", err=True)
        return 1
    retouches = retour.valeur.retouches
    if forme == "json":
        click.echo(json.dumps([_en_json(i, r) for i, r in enumerate(retouches, 1)], ensure_ascii=False, indent=1))
    else:
        _lister(retouches)
    for nom, contenu in retour.valeur.fichiers.items():
        try:
            (dossier / nom).write_bytes(contenu)
        except OSError as e:
            click.echo(f"« {nom} » ne peut pas être écrit ({raison(e)}).", err=True)
            return 1
        click.echo(f"Repris dans {nom}.", err=forme == "json")
    return 0


def _lister(retouches: tuple[Retouche, ...]) -> None:
    if not retouches:
        click.echo("La copie dit la même chose que les sources.")
    for i, r in enumerate(retouches, 1):
        lieu = " ; ".join(map(str, r.places[:3])) or "écrit par la compilation"
        click.echo(f"{i}. {lieu}{f' ({r.cle})' if r.cle else ''}")
        for signe, passage in (("-", r.ecart.avant), ("+", r.ecart.apres)):
            if passage is not None:
                click.echo(f"   {signe} {passage.texte}")
        if r.raison:
            click.echo(f"   {r.raison}")


def _en_json(rang: int, r: Retouche) -> dict[str, object]:
    return {
        "numero": rang,
        "places": [str(p) for p in r.places],
        "cle": r.cle,
        "avant": r.ecart.avant.texte if r.ecart.avant is not None else None,
        "apres": r.ecart.apres.texte if r.ecart.apres is not None else None,
        "reprise_possible": bool(r.editions),
        "raison": r.raison,
    }
