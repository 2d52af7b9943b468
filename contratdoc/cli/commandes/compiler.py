"""`contratdoc compiler`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from contratdoc.bilan import Bilan, Compilation, Options
from contratdoc.cli.affichage import avancement, compte, montrer
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier, option_formats


def _n(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' * (nombre > 1)}"


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
    from contratdoc.diagnostics import Severite
    from contratdoc.si_besoin import compiler_si_besoin

    debut = time.perf_counter()
    options = Options(moteur, brouillon, aujourd_hui())
    with avancement() as etape:
        fait = compiler_si_besoin(dossier, formats, options, etape, a_part=True)
    # Remarks of style are for whoever asks « verifier »: they would hide what matters here.
    montrer([d for d in fait.diagnostics if d.severite is not Severite.INFO], dossier)
    if fait.bilan is None:
        click.echo(f"Rien n'a été écrit : {compte(fait.diagnostics)}.", err=True)
        return 1
    for chemin in fait.fichiers.values():
        click.echo(chemin)
    for autre in _perimes(dossier, fait, options):
        click.echo(f"Attention : contrat.{autre}, d'une compilation précédente, n'a pas été refait.", err=True)
    if fait.inchange:
        debut_de_phrase = "Rien n'a changé, rien n'a été refait"
    else:
        debut_de_phrase = "Projet compilé" if brouillon else "Contrat compilé"
    duree = f"{time.perf_counter() - debut:.1f}".replace(".", ",")
    click.echo(f"{debut_de_phrase} : {_chiffres(fait.bilan)}, {compte(fait.diagnostics)}, {duree} s.")
    return 0


def _perimes(dossier: Path, fait: Compilation, options: Options) -> list[str]:
    """Name the formats not asked for whose file is there, and is not what these sources make."""
    from contratdoc.incremental import construction_faite

    return [
        autre
        for autre in sorted({"docx", "pdf"} - set(fait.fichiers))
        if (dossier / "sortie" / f"contrat.{autre}").exists() and construction_faite(dossier, (autre,), options) is None
    ]


def _chiffres(b: Bilan) -> str:
    mots = f"{b.mots:,}".replace(",", " ")
    return f"{_n(b.pages, 'page')}, {mots} mots, {_n(b.partenaires, 'partenaire')}, {_n(b.engagements, 'engagement')}"
