"""`contratdoc consolider`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from contratdoc.cli.affichage import avancement, compte, montrer
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier


def _jour(ctx: click.Context, param: click.Parameter, valeur: str | None) -> dt.date:
    del ctx
    if valeur is None:
        return aujourd_hui()
    for forme in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(valeur, forme).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise click.BadParameter("Écrivez une date comme « 2027-03-01 » ou « 01/03/2027 ».", param=param)


@click.command(cls=CommandeFr)
@click.option(
    "--au", "jour", callback=_jour, metavar="DATE", help="Jour voulu, comme 2027-03-01 (aujourd'hui, par défaut)."
)
@option_dossier
def commande(jour: dt.date, dossier: Path) -> int:
    """Écrit le contrat tel qu'il se lit un jour donné, avenants compris, dans sortie/consolide-JOUR.

    Chaque passage dit quel avenant l'a écrit. Ce document n'a pas de valeur juridique propre.
    """
    from contratdoc.editions import editer_consolidation

    with avancement() as etape:
        edition = editer_consolidation(dossier, jour, etape)
    montrer(edition.diagnostics, dossier)
    if not edition.fichiers:
        click.echo(f"Rien n'a été écrit : {compte(edition.diagnostics)}.", err=True)
        return 1
    for fichier in edition.fichiers:
        click.echo(fichier)
    return 0
