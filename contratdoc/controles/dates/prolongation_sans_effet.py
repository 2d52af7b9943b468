"""CD757: an extension that does not go beyond the last year that the contract had already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD757",
    nom="prolongation-sans-effet",
    famille=Famille.DATES,
    severite=Severite.ERREUR,
    verifie="Chaque prolongation d'un contrat de l'historique va au-delà de l'année où il finissait jusque-là.",
    pourquoi="Une prolongation qui ne prolonge rien porte une année fausse, ou n'est pas une prolongation.",
    exemple="fin: 2020, prolongé jusqu'en 2019",
    correction="Corrigez l'année, ou remettez les prolongations dans l'ordre.",
    source="usage",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the extensions that extend nothing."""
    for g in contrat.historique:
        fin = g.fin if g.fin is not None else g.debut
        for suite in g.suites:
            if suite.jusqu_a <= fin:
                message = (
                    f"« {g.nom} » allait déjà jusqu'en {fin} : le prolonger jusqu'en {suite.jusqu_a} n'a pas d'effet."
                )
                yield FICHE.constat(message, suite.origine, FICHE.correction)
            fin = max(fin, suite.jusqu_a)
