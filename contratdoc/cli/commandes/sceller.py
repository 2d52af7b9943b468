"""`contratdoc sceller`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import avancement, montrer
from contratdoc.cli.ecriture import ecrire_fichiers
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.avenants.sceau import Sceau
    from contratdoc.diagnostics import Diagnostic, Resultat
    from contratdoc.source.dossier import Dossier


@click.command(cls=CommandeFr)
@click.option(
    "--avenant",
    "numero",
    type=click.IntRange(min=1),
    metavar="NUMERO",
    help="Scelle cet avenant, signé, à la suite du contrat et des avenants avant lui.",
)
@click.option(
    "--signe",
    type=click.Path(path_type=Path),
    metavar="SIGNE.pdf",
    help="Nomme dans le sceau l'exemplaire signé, par son empreinte.",
)
@option_dossier
def commande(numero: int | None, signe: Path | None, dossier: Path) -> int:
    """Scelle le contrat : fixe dans contrat.scelle.json ce qu'il dit le jour où il est signé.

    Le contrat est d'abord compilé ; s'il reste une erreur, rien n'est scellé. Ensuite, compiler refuse de faire passer
    des sources changées pour le contrat signé : on le modifie par un avenant. Un avenant scellé ne change plus.
    """
    from contratdoc.pipeline import load_dossier
    from contratdoc.source.dossier import SCEAU

    lu = load_dossier(dossier)
    if lu.valeur is None:
        return _refuser(lu.diagnostics, dossier)
    deja = _deja_scelle(lu.valeur, numero) if signe is not None else None
    sceau = deja or (_le_contrat(dossier, lu.valeur) if numero is None else _un_avenant(lu.valeur, numero))
    if signe is not None and sceau.valeur is not None:
        sceau = _nommer(sceau.valeur, signe, numero)
    if sceau.valeur is None:
        return _refuser(sceau.diagnostics, dossier)
    remplacer = numero is not None or deja is not None
    code = ecrire_fichiers(dossier, {SCEAU: sceau.valeur.en_json()}, remplacer=remplacer)
    if code == 0:
        quoi = "Contrat" if numero is None else f"Avenant n° {numero}"
        click.echo(f"{quoi} scellé : empreinte {sceau.valeur.dernier[:16]}…")
    return code


def _refuser(diagnostics: Sequence[Diagnostic], dossier: Path) -> int:
    from contratdoc.diagnostics import Severite

    montrer([d for d in diagnostics if d.severite is Severite.ERREUR], dossier)
    click.echo("Rien n'a été scellé.", err=True)
    return 1


def _deja_scelle(dossier: Dossier, numero: int | None) -> Resultat[Sceau] | None:
    """The seal as it stands, when what is signed is sealed already: only the signed file is then to be named."""
    from contratdoc.scellement import load_sceau
    from contratdoc.source.dossier import SCEAU

    if SCEAU not in dossier.fichiers:
        return None
    lu = load_sceau(dossier)
    return lu if lu.valeur is None or numero is None or numero <= len(lu.valeur.avenants) else None


def _nommer(sceau: Sceau, signe: Path, numero: int | None) -> Resultat[Sceau]:
    from contratdoc.cli.signature import lire
    from contratdoc.diagnostics import Resultat
    from contratdoc.signature.chaine import nommer_le_signe
    from contratdoc.signature.fautes import Refus

    try:
        return nommer_le_signe(sceau, lire(signe, "CD862"), numero, str(signe))
    except Refus as e:
        return Resultat(None, (e.diagnostic,))


def _le_contrat(racine: Path, dossier: Dossier) -> Resultat[Sceau]:
    from contratdoc.diagnostics import Resultat
    from contratdoc.pipeline import compiler
    from contratdoc.scellement import deja_scelle, faire_sceau

    deja = deja_scelle(dossier)
    if deja:
        return Resultat(None, deja)
    with avancement() as etape:
        fait = compiler(racine, aujourd_hui=aujourd_hui(), avancement=etape)
    if fait.bilan is None:
        return Resultat(None, fait.diagnostics)
    return faire_sceau(dossier, {c.name: c.read_bytes() for c in fait.fichiers.values()}, aujourd_hui())


def _un_avenant(dossier: Dossier, numero: int) -> Resultat[Sceau]:
    from contratdoc.editions import sceller_avenant

    with avancement() as etape:
        etape("Vérification du contrat modifié")
        return sceller_avenant(dossier, numero, aujourd_hui())
