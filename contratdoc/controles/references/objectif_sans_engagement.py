"""CD210: an operational objective that no commitment of a partner serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD210",
    nom="objectif-sans-engagement",
    famille=Famille.REFERENCES,
    severite=Severite.AVERTISSEMENT,
    verifie="Chaque objectif opérationnel est servi par au moins un engagement d'un partenaire.",
    pourquoi=(
        "Un objectif que personne ne s'engage à servir reste un vœu : ni l'appel à projets ni l'évaluation ne sauront "
        "à qui demander des comptes."
    ),
    exemple="L'objectif « Repérer les jeunes » est dans orientations.yaml ; aucun engagement ne porte emploi-1a.",
    correction=(
        "Ajoutez l'identifiant de l'objectif à l'engagement qui le sert, demandez un engagement à un partenaire, "
        "ou retirez l'objectif."
    ),
    source="Loi n° 2014-173 du 21 février 2014, art. 6 : les signataires s'engagent sur les actions du contrat.",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the objectives that no commitment serves; a contract still without any commitment is not judged."""
    engagements = [e for c in contrat.contributions.values() for e in c.engagements]
    if not engagements:
        return
    servis = {o.id for e in engagements for o in e.objectifs}
    for axe in contrat.axes:
        for objectif in axe.objectifs():
            if objectif.id not in servis:
                message = (
                    f"L'objectif « {extrait(objectif.libelle)} » ({objectif.id}) n'est servi par aucun engagement."
                )
                yield FICHE.constat(message, objectif.origine, FICHE.correction)
