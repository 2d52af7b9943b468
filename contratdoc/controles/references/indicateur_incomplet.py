"""CD212: indicators that nobody could measure: no baseline, target, source or frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Champ, Contrat, Indicateur

FICHE = Fiche(
    code="CD212",
    nom="indicateur-incomplet",
    famille=Famille.REFERENCES,
    severite=Severite.AVERTISSEMENT,
    verifie="Chaque indicateur donne sa valeur de départ, sa valeur visée, sa source et la fréquence de sa mesure.",
    pourquoi=(
        "Sans point de départ ni cible, un indicateur ne dit jamais si l'objectif est atteint ; sans source ni "
        "fréquence, personne ne sait où le relever ni quand."
    ),
    exemple="indicateurs:\n  - id: emploi-ind-1\n    libelle: Nombre de jeunes reçus",
    correction="Remplissez depart, cible, source et frequence de chaque indicateur d'orientations.yaml.",
    source="Loi n° 2014-173 du 21 février 2014, art. 6-IV : objectifs chiffrés et indicateurs d'évaluation.",
)

_CHAMPS = (
    ("depart", "valeur de départ"),
    ("cible", "valeur visée"),
    ("source", "source"),
    ("frequence", "fréquence"),
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Count, axis by axis, the indicators that lack something."""
    for champ in contrat.champs():
        incomplets = [i for i in champ.indicateurs if any(not getattr(i, nom) for nom, _ in _CHAMPS)]
        if incomplets:
            yield FICHE.constat(_message(champ, incomplets), incomplets[0].origine, FICHE.correction)


def _message(champ: Champ, incomplets: list[Indicateur]) -> str:
    """Say what is missing, and how many times when it is not missing everywhere."""
    n = len(incomplets)
    manques = [(mot, sum(not getattr(i, nom) for i in incomplets)) for nom, mot in _CHAMPS]
    dits = [mot if k == n else f"{mot} (à {k} d'entre eux)" for mot, k in manques if k]
    qui = "l'indicateur" if n == 1 else f"{n} indicateurs"
    sujet = qui if n == 1 else f"{n} des {len(champ.indicateurs)} indicateurs" if n < len(champ.indicateurs) else qui
    return f"Dans « {extrait(champ.titre)} », il manque à {sujet} : {', '.join(dits)}."
