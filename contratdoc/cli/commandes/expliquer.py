"""`contratdoc expliquer`."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import terminal
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import option_dossier

if TYPE_CHECKING:
    from contratdoc.diagnostics import Fiche

_LARGEUR = 100
_COULEURS = {"erreur": "red", "avertissement": "yellow", "info": "cyan"}


@click.command(cls=CommandeFr)
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@click.option("--page", "vers_la_page", is_flag=True, help="Écrit modeles/regles.md, la page de toutes les règles.")
@option_dossier
def commande(codes: tuple[str, ...], *, vers_la_page: bool, dossier: Path) -> int:
    """Explique des règles : ce qu'elles vérifient, pourquoi, un exemple, la correction, la source.

    CODE : un code (CD410) ou un nom (total-de-tableau-faux), en majuscules ou non. Sans CODE, montre la liste des
    règles par famille.
    """
    from contratdoc.catalogue import PAGE, fiche, page, suggestion

    if vers_la_page:
        from contratdoc.cli.ecriture import ecrire_fichiers

        if codes:
            raise click.UsageError("« --page » écrit toutes les règles : ne donnez pas de code.")
        return ecrire_fichiers(dossier, {PAGE: page()}, remplacer=True)
    if not codes:
        _lister()
        return 0
    trouvees: list[Fiche] = []
    for code in codes:
        trouvee = fiche(code)
        if trouvee is None:
            raise click.UsageError(f"La règle « {code} » n'existe pas. {suggestion(code)}".strip())
        trouvees.append(trouvee)
    click.echo("\n\n".join(_montrer(f) for f in dict.fromkeys(trouvees)))
    return 0


def _lister() -> None:
    from contratdoc.catalogue import par_famille

    for rang, (titre, fiches) in enumerate(par_famille()):
        click.echo(("\n" if rang else "") + _gras(titre))
        for f in fiches:
            gravite = click.style(f"{f.severite:<13}", fg=_COULEURS[f.severite]) if terminal() else f"{f.severite:<13}"
            click.echo(f"  {f.code}  {gravite}  {f.nom}")
    click.echo("\n« contratdoc expliquer CODE » en dit plus.")


def _montrer(fiche: Fiche) -> str:
    from contratdoc.catalogue import SECTIONS

    tete = f"{_gras(f'{fiche.code} {fiche.nom}')} ({fiche.famille}, {fiche.severite})"
    return "\n\n".join((tete, *(f"{_gras(nom)}\n{_plier(getattr(fiche, champ))}" for champ, nom in SECTIONS)))


def _plier(texte: str) -> str:
    return "\n".join(
        textwrap.fill(ligne, _LARGEUR, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
        for ligne in texte.splitlines()
    )


def _gras(texte: str) -> str:
    return click.style(texte, bold=True) if terminal() else texte
