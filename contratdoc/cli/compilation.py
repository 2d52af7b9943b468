"""Compile a folder and tell what came of it: for `compiler`, once, and for `surveiller`, at each change."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from contratdoc.bilan import Bilan, Compilation, Options
from contratdoc.cli.affichage import avancement, compte, montrer
from contratdoc.diagnostics import Diagnostic, Severite

_RANG: Final = re.compile(r"(?<=ligne )\d+|\d+(?= fois)")


def compiler_et_dire(
    dossier: Path, formats: tuple[str, ...], options: Options, deja_dits: Sequence[Diagnostic] | None = None
) -> Compilation:
    """Compile a folder unless nothing moved, and show its faults, its files and its figures.

    Args:
        dossier: The contract's folder.
        formats: Among `docx` and `pdf`.
        options: The choices of the build.
        deja_dits: What the last complete build had to say, not to be told again; None for a first build.

    Returns:
        The build.
    """
    from contratdoc.si_besoin import compiler_si_besoin

    debut = time.perf_counter()
    with avancement() as etape:
        fait = compiler_si_besoin(dossier, formats, options, etape, a_part=True)
    # Remarks of style are for whoever asks « verifier »: they would hide what matters here.
    montrer([d for d in _a_dire(fait.diagnostics, deja_dits) if d.severite is not Severite.INFO], dossier)
    if fait.bilan is None:
        click.echo(f"Rien n'a été écrit : {compte(fait.diagnostics)}.", err=True)
        return fait
    for chemin in fait.fichiers.values():
        click.echo(chemin)
    for autre in _perimes(dossier, fait, options):
        click.echo(f"Attention : contrat.{autre}, d'une compilation précédente, n'a pas été refait.", err=True)
    if fait.inchange:
        debut_de_phrase = "Rien n'a changé, rien n'a été refait"
    else:
        debut_de_phrase = "Projet compilé" if options.brouillon else "Contrat compilé"
    duree = f"{time.perf_counter() - debut:.1f}".replace(".", ",")
    click.echo(f"{debut_de_phrase} : {_chiffres(fait.bilan)}, {compte(fait.diagnostics)}, {duree} s.")
    return fait


def _a_dire(diagnostics: Sequence[Diagnostic], deja_dits: Sequence[Diagnostic] | None) -> list[Diagnostic]:
    """Keep what was not said before; the errors alone, and all of them, as long as one stands.

    What an unreadable file leaves out makes warnings of its own (an acronym that it explained), and hides others.
    """
    uniques = list(dict.fromkeys(diagnostics))
    if deja_dits is None:
        return uniques
    erreurs = [d for d in uniques if d.severite is Severite.ERREUR]
    if erreurs:
        return erreurs
    dits = Counter(map(_sans_rang, set(deja_dits)))
    nouveaux = []
    for d in uniques:
        dits[_sans_rang(d)] -= 1
        if dits[_sans_rang(d)] < 0:
            nouveaux.append(d)
    return nouveaux


def _sans_rang(d: Diagnostic) -> tuple[str, str, str]:
    """What makes a fault the same, though a line was added above it, or its word was written once more."""
    return d.code, d.place.fichier, _RANG.sub("", d.message)


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


def _n(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' * (nombre > 1)}"
