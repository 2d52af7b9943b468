"""`contratdoc avenant`."""

from __future__ import annotations

from pathlib import Path

import click

from contratdoc.cli.affichage import avancement, compte, montrer
from contratdoc.cli.ecriture import ecrire_fichiers
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier


@click.command(cls=CommandeFr)
@click.argument("numero", required=False, type=click.IntRange(min=1), metavar="[NUMERO]")
@click.option(
    "--depuis-les-sources",
    is_flag=True,
    help="Propose l'avenant de ce que les sources disent et que le contrat en vigueur ne dit pas.",
)
@option_dossier
def commande(numero: int | None, depuis_les_sources: bool, dossier: Path) -> int:
    """Écrit un avenant à signer, et tout ce qui va avec lui, dans sortie/avenant-N.

    Les avenants s'écrivent dans contributions/avenants ; le dernier est pris si NUMERO n'est pas donné. Sont écrits, en
    Word et en PDF : l'avenant, le tableau comparatif, le contrat consolidé et les projets de délibération ; en Word
    seul, le contrat en modifications suivies.
    """
    if depuis_les_sources:
        if numero is not None:
            raise click.UsageError("« --depuis-les-sources » propose l'avenant suivant : n'indiquez pas de numéro.")
        return _proposer(dossier)
    from contratdoc.editions import editer_avenant

    with avancement() as etape:
        edition = editer_avenant(dossier, numero, etape)
    montrer(edition.diagnostics, dossier)
    if not edition.fichiers:
        click.echo(f"Rien n'a été écrit : {compte(edition.diagnostics)}.", err=True)
        return 1
    for fichier in edition.fichiers:
        click.echo(fichier)
    return 0


def _proposer(dossier: Path) -> int:
    from contratdoc.actes import proposer_avenant
    from contratdoc.pipeline import load_dossier

    lu = load_dossier(dossier)
    propose = proposer_avenant(lu.valeur, aujourd_hui()) if lu.valeur is not None else None
    fautes = (*lu.diagnostics, *(propose.diagnostics if propose is not None else ()))
    montrer(fautes, dossier)
    if propose is None or fautes:
        return 1
    if propose.valeur is None:
        click.echo("Les sources disent ce que dit le contrat en vigueur : pas d'avenant à proposer.")
        return 0
    rang = propose.valeur.partition("numero: ")[2].split("\n", 1)[0].strip("'\" ")
    return ecrire_fichiers(dossier, {f"contributions/avenants/avenant-{rang}.yaml": propose.valeur})
