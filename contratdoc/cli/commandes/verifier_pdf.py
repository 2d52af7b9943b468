"""`contratdoc verifier-pdf`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import avancement, montrer
from contratdoc.cli.ecriture import raison
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.signature import lire, option_ancre

if TYPE_CHECKING:
    from contratdoc.signature.rapport import Rapport
    from contratdoc.signature.verifier import Verification

_TITRES = ("Prouvé", "Faux", "Non prouvé", "À savoir")
_CODES = {"prouvé": 0, "faux": 1, "non prouvé": 4}
"""Those of every command (0 fine, 1 faults, 2 wrong usage, 3 our bug), and 4: nothing false, not all proved."""


@click.command(cls=CommandeFr)
@click.argument("fichier", type=click.Path(path_type=Path), metavar="FICHIER.pdf")
@option_ancre
@click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    metavar="DOSSIER",
    help="Dossier du contrat : compare aussi le PDF au sceau et à la chaîne des avenants.",
)
@click.option(
    "--extraire",
    type=click.Path(path_type=Path),
    metavar="DOSSIER",
    help="Écrit les sources jointes dans ce dossier neuf.",
)
@click.option(
    "--format", "forme", type=click.Choice(["texte", "json"]), default="texte", help="json : pour un programme."
)
def commande(fichier: Path, ancres: tuple[Path, ...], dossier: Path | None, extraire: Path | None, forme: str) -> int:
    """Dit ce que prouve un contrat signé, avec le PDF seul.

    Chaque signature est vérifiée, puis ce qui a changé entre elles ; les sources jointes sont recompilées et comparées
    octet pour octet. Code de sortie : 0 tout est prouvé, 1 quelque chose est faux, 4 rien n'est faux mais tout n'est
    pas prouvé (une signature manque, une autorité n'a pas été donnée).
    """
    from contratdoc.signature.cles import lire_autorites
    from contratdoc.signature.fautes import Refus
    from contratdoc.signature.verifier import verifier

    try:
        octets = lire(fichier, "CD862")
        lues = {str(a): lire(a, "CD858") for a in ancres}
        lire_autorites(lues)
    except Refus as e:
        montrer((e.diagnostic,), Path())
        return 1
    with avancement() as etape:
        etape("Vérification")
        verification = verifier(octets, tuple(lues.values()))
    rapport = verification.rapport
    if dossier is not None:
        from contratdoc.signature.chaine import comparer_au_sceau

        rapport = rapport.avec(*comparer_au_sceau(octets, verification.joints, dossier))
    if forme == "json":
        click.echo(json.dumps({"fichier": str(fichier), **rapport.en_donnees()}, ensure_ascii=False, indent=1))
    else:
        _montrer(fichier, rapport)
    if extraire is not None and not _extraire(verification, extraire):
        return 1
    return _CODES[str(rapport.verdict)]


def _montrer(fichier: Path, rapport: Rapport) -> None:
    from contratdoc.signature.rapport import Verdict

    valides = sum(s.valide for s in rapport.signataires)
    if rapport.signataires:
        click.echo(f"{fichier} : {valides} signature{'s' * (valides > 1)} sur {len(rapport.signataires)}\n")
    for s in rapport.signataires:
        if not s.titulaire:
            click.echo(f"  – {s.nom} : n'a pas signé")
        else:
            dit = f"{s.titulaire}, {s.quand}{'' if s.horodatee else ' (heure déclarée)'}"
            click.echo(f"  {'✓' if s.valide else '✗'} {s.nom} : {dit}")
    for titre, verdict in zip(_TITRES, Verdict.__members__.values(), strict=True):
        constats = rapport.de(verdict)
        if constats:
            click.echo(f"\n{titre}")
        for c in constats:
            click.echo(f"  • {c.phrase}{f' [{c.code}]' if c.code else ''}")
    click.echo(f"\n{_conclusion(rapport)}")


def _conclusion(rapport: Rapport) -> str:
    match str(rapport.verdict):
        case "prouvé":
            return "Tout est prouvé : ces personnes ont signé exactement ce document, qui vient de ces sources."
        case "faux":
            return "Ce document n'est pas digne de foi : ce qui est dit faux ci-dessus ne tient pas."
    return "Rien n'est faux ; tout n'est pas prouvé."


def _extraire(verification: Verification, vers: Path) -> bool:
    from contratdoc.signature.verifier import extraire

    try:
        nombre = extraire(verification.joints, vers)
    except FileExistsError:
        click.echo(f"« {vers} » existe déjà : donnez un dossier neuf.", err=True)
        return False
    except OSError as e:
        click.echo(f"« {vers} » ne peut pas être écrit ({raison(e)}).", err=True)
        return False
    click.echo(f"{nombre} fichiers joints dans « {vers} ».", err=True)
    return True
