"""CD211: a priority neighbourhood that no commitment names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat, Contribution

FICHE = Fiche(
    code="CD211",
    nom="quartier-sans-engagement",
    famille=Famille.REFERENCES,
    severite=Severite.AVERTISSEMENT,
    verifie=(
        "Chaque quartier prioritaire est nommé par au moins un engagement, ou par la contribution d'un partenaire "
        "dont un engagement ne nomme pas de quartier."
    ),
    pourquoi="Le contrat est fait pour ses quartiers : celui qu'aucun engagement ne nomme peut n'en recevoir aucun.",
    exemple="quartiers: nord et sud dans contrat.yaml ; tous les engagements portent quartiers: [nord]",
    correction=(
        "Ajoutez le quartier aux engagements qui le concernent, ou aux quartiers de la contribution d'un partenaire "
        "qui y intervient."
    ),
    source="Loi n° 2014-173 du 21 février 2014, art. 5 et 6 : le contrat est conclu pour les quartiers prioritaires.",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the neighbourhoods that no commitment names; a contract still without any commitment is not judged."""
    if not any(c.engagements for c in contrat.contributions.values()):
        return
    fichier = Place(contrat.origine_plan.fichier)  # the neighbourhoods are listed beside the plan
    nommes = {q for c in contrat.contributions.values() for q in _nommes(c)}
    for quartier in contrat.quartiers.values():
        if quartier.id not in nommes:
            message = f"Aucun engagement ne nomme le quartier « {quartier.nom} » ({quartier.id})."
            yield FICHE.constat(message, fichier, FICHE.correction)


def _nommes(contribution: Contribution) -> Iterator[str]:
    """Go through what the commitments name; one that names none holds in all the neighbourhoods of its partner."""
    for engagement in contribution.engagements:
        if engagement.quartiers:
            yield from (q.id for q in engagement.quartiers)
        else:
            yield from contribution.donnees.quartiers
