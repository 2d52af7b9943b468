"""The timeline of contracts on a terminal, a line of blocks a contract; or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from contratdoc.contrat.historique import jusqu_au_suivant
from contratdoc.document.frise import dire_les_annees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.contrat.historique import GenerationPassee

_CHAMPS = ("nom", "debut", "fin", "objet")


def montrer_la_frise(generations: Sequence[GenerationPassee], *, en_json: bool) -> None:
    """Print the contracts that followed each other.

    Args:
        generations: The contracts, in order.
        en_json: True for a program.
    """
    if en_json:
        click.echo(json.dumps([_en_donnees(g) for g in generations], ensure_ascii=False, indent=1))
        return
    bornees = jusqu_au_suivant(generations)
    premiere = min(g.debut for g in bornees)
    derniere = max(max(g.derniere_annee or g.debut, g.debut) for g in bornees)
    # Both years stand over their own column when the line is long enough for two of them.
    click.echo(f"{premiere}{' ' * max(derniere - premiere - 7, 1)}{derniere}" if derniere > premiere else premiere)
    for dite, g in zip(generations, bornees, strict=True):
        fin = g.fin if g.fin is not None else g.debut
        apres = max((g.derniere_annee or fin) - fin, 0)
        barre = " " * (g.debut - premiere) + "█" * (fin - g.debut + 1) + "▒" * apres
        click.echo(f"{barre.ljust(derniere - premiere + 1)}  {g.nom}, {dire_les_annees(dite)}")


def _en_donnees(generation: GenerationPassee) -> dict[str, object]:
    donnees = asdict(generation)
    suites = [{"jusqu_a": s.jusqu_a, "intitule": s.intitule, "motif": s.motif} for s in generation.suites]
    return {champ: donnees[champ] for champ in _CHAMPS} | {"prolongations": suites}
