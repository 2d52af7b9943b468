"""CD405: a commitment due wholly before or after the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD405",
    nom="echeance-hors-periode",
    famille=Famille.DATES,
    severite=Severite.AVERTISSEMENT,
    verifie="L'échéance d'un engagement tombe pendant le contrat, au moins en partie.",
    pourquoi="Un engagement échu avant le contrat, ou après lui, ne peut être ni suivi ni évalué avec lui.",
    exemple="echeance: 2019, dans un contrat 2024-2030",
    correction="Vérifiez l'année de l'échéance.",
    source="loi n° 2014-173 du 21 février 2014, art. 6 (durée du contrat)",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the commitments due wholly before or after the contract."""
    debut, fin = contrat.periode
    for contribution in contrat.contributions.values():
        for e in contribution.engagements:
            if e.echeance is None or (e.echeance.fin.year >= debut and e.echeance.debut.year <= fin):
                continue
            message = f"L'engagement « {e.id} » a pour échéance {e.echeance.texte}, hors de la période {debut}-{fin}."
            yield FICHE.constat(message, e.origine, FICHE.correction)
