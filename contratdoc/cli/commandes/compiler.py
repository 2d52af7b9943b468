"""`contratdoc compiler`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from contratdoc.cli.affichage import avancement, compte, montrer
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier


def _formats(ctx: click.Context, param: click.Parameter, valeur: str) -> tuple[str, ...]:
    del ctx
    demandes = tuple(dict.fromkeys(f.strip() for f in valeur.split(",")))
    if not demandes or not set(demandes) <= {"docx", "pdf"}:
        raise click.BadParameter("Écrivez « docx », « pdf » ou « docx,pdf ».", param=param)
    return demandes


def _n(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' * (nombre > 1)}"


@click.command(cls=CommandeFr)
@click.option("--format", "formats", default="docx,pdf", callback=_formats, metavar="docx,pdf", help="Formats voulus.")
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
    from contratdoc.diagnostics import Severite
    from contratdoc.pipeline import compiler

    debut = time.perf_counter()
    with avancement() as etape:
        fait = compiler(
            dossier, formats=formats, moteur=moteur, brouillon=brouillon, aujourd_hui=aujourd_hui(), avancement=etape
        )
    # Remarks of style are for whoever asks « verifier »: they would hide what matters here.
    montrer([d for d in fait.diagnostics if d.severite is not Severite.INFO], dossier)
    if fait.bilan is None:
        click.echo(f"Rien n'a été écrit : {compte(fait.diagnostics)}.", err=True)
        return 1
    b = fait.bilan
    for chemin in fait.fichiers.values():
        click.echo(chemin)
    for autre in sorted({"docx", "pdf"} - set(fait.fichiers)):
        if (dossier / "sortie" / f"contrat.{autre}").exists():
            click.echo(f"Attention : contrat.{autre}, d'une compilation précédente, n'a pas été refait.", err=True)
    duree = f"{time.perf_counter() - debut:.1f}".replace(".", ",")
    mots = f"{b.mots:,}".replace(",", " ")
    chiffres = (
        f"{_n(b.pages, 'page')}, {mots} mots, {_n(b.partenaires, 'partenaire')}, {_n(b.engagements, 'engagement')}"
    )
    click.echo(
        f"{'Projet compilé' if brouillon else 'Contrat compilé'} : {chiffres}, {compte(fait.diagnostics)}, {duree} s."
    )
    return 0
