"""CD403: the dwellings of a programme by type (T2, T3…) that do not add up to its dwellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.schema.bailleur import ContributionBailleur

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD403",
    nom="typologie-incomplete",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="La typologie d'un programme (T2, T3…), quand elle est donnée, compte tous ses logements.",
    pourquoi="Un type oublié fausse la réponse aux besoins des familles que le programme annonce.",
    exemple="logements: 26, avec typologie: {T2: 6, T3: 13}",
    correction="Complétez la typologie, ou corrigez le nombre de logements.",
    source="usage",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the programmes whose types, when given, do not add up to their dwellings."""
    for c in contrat.contributions.values():
        donnees = c.donnees
        if not isinstance(donnees, ContributionBailleur):
            continue
        for i, p in enumerate(donnees.programmes):
            total = p.logements if p.logements is not None else (p.collectifs or 0) + (p.individuels or 0)
            types = sum(p.typologie.values())
            if types and total and types != total:
                message = f"Les types de logements en font {types}, mais le programme en compte {total}."
                yield FICHE.constat(message, c.place("programmes", i, "typologie"), FICHE.correction)
