"""CD756: two contracts of the timeline in force in the same years."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.contrat.historique import frise_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD756",
    nom="generations-qui-se-chevauchent",
    famille=Famille.DATES,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat de l'historique, prolongations comprises, finit au plus tard l'année où le suivant commence.",
    pourquoi="Deux contrats ne régissent pas le même territoire les mêmes années : l'une des dates est fausse.",
    exemple="Un contrat prolongé jusqu'en 2022, suivi d'un contrat de 2020.",
    correction="Vérifiez la dernière année du premier, et la première du second.",
    source="usage",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the contracts that overlap the next one."""
    for avant, apres in pairwise(frise_de(contrat)):
        fin = avant.derniere_annee
        if fin is not None and avant.debut <= apres.debut < fin:
            message = f"« {avant.nom} » va jusqu'en {fin}, mais « {apres.nom} » commence en {apres.debut}."
            yield FICHE.constat(message, avant.origine, FICHE.correction)
