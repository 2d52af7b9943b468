"""CD404: a programme's number of dwellings that its flats and houses do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.schema.bailleur import ContributionBailleur

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD404",
    nom="logements-du-programme-faux",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="Le nombre de logements d'un programme est la somme de ses collectifs et de ses individuels.",
    pourquoi="Le nombre annoncé est repris dans les totaux du bailleur et du contrat.",
    exemple="logements: 40, avec collectifs: 26 et individuels: 10",
    correction="Corrigez l'un des trois nombres, ou retirez le total : il se calcule.",
    source="usage",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the programmes whose dwellings are not the sum of flats and houses."""
    for c in contrat.contributions.values():
        donnees = c.donnees
        if not isinstance(donnees, ContributionBailleur):
            continue
        for i, p in enumerate(donnees.programmes):
            detail = (p.collectifs or 0) + (p.individuels or 0)
            if p.logements is not None and detail and p.logements != detail:
                message = f"Nombre de logements annoncé : {p.logements} ; collectifs et individuels en font {detail}."
                yield FICHE.constat(message, c.place("programmes", i, "logements"))
