"""Due dates of commitments against the period of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, avertissement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat


def echeances_hors_periode(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the commitments due wholly before or after the contract (CD405)."""
    debut, fin = contrat.periode
    for contribution in contrat.contributions.values():
        for e in contribution.engagements:
            if e.echeance is None or (e.echeance.fin.year >= debut and e.echeance.debut.year <= fin):
                continue
            message = f"L'engagement « {e.id} » a pour échéance {e.echeance.texte}, hors de la période {debut}-{fin}."
            yield avertissement("CD405", message, e.origine, "Vérifiez l'année de l'échéance.")
