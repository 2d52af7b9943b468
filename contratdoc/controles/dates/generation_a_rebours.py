"""CD755: a contract of the timeline that ends before it begins, or stands before an older one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.contrat.historique import frise_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD755",
    nom="generation-a-rebours",
    famille=Famille.DATES,
    severite=Severite.ERREUR,
    verifie="Chaque contrat de l'historique finit après avoir commencé, et vient après le contrat plus ancien.",
    pourquoi="Une frise à rebours fait dire à l'histoire du territoire le contraire de ce qu'elle fut.",
    exemple="debut: 2015, avec fin: 2002",
    correction="Corrigez l'année, ou remettez les contrats dans l'ordre.",
    source="usage",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the contracts whose years go backwards."""
    for g in contrat.historique:
        if g.fin is not None and g.fin < g.debut:
            message = f"« {g.nom} » commence en {g.debut} et finirait en {g.fin}."
            yield FICHE.constat(message, g.origine, FICHE.correction)
    for avant, apres in pairwise(frise_de(contrat)):
        if apres.debut < avant.debut:
            message = f"« {avant.nom} » ({avant.debut}) vient avant « {apres.nom} » ({apres.debut}), plus ancien."
            yield FICHE.constat(message, avant.origine, FICHE.correction)
