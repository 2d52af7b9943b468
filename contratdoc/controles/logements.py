"""The dwellings of a programme by type (T2, T3…) against its number of dwellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, erreur
from contratdoc.schema.bailleur import ContributionBailleur

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat


def typologies_incompletes(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the programmes whose types, when given, do not add up to their dwellings (CD403, CD404)."""
    for contribution in contrat.contributions.values():
        donnees = contribution.donnees
        if not isinstance(donnees, ContributionBailleur):
            continue
        for i, p in enumerate(donnees.programmes):
            detail = (p.collectifs or 0) + (p.individuels or 0)
            total = p.logements if p.logements is not None else detail
            if p.logements is not None and detail and p.logements != detail:
                message = f"Nombre de logements annoncé : {p.logements} ; collectifs et individuels en font {detail}."
                yield erreur("CD404", message, contribution.place("programmes", i, "logements"))
            types = sum(p.typologie.values())
            if types and total and types != total:
                message = f"Les types de logements en font {types}, mais le programme en compte {total}."
                aide = "Complétez la typologie, ou corrigez le nombre de logements."
                yield erreur("CD403", message, contribution.place("programmes", i, "typologie"), aide)
