"""CD510: a line of the table of contents that announces no heading of the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.lecture_du_sommaire import rapprocher
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD510",
    nom="sommaire-sans-titre",
    famille=Famille.REFERENCES,
    severite=Severite.ERREUR,
    verifie="Chaque ligne d'un sommaire tapé à la main annonce un titre qui se trouve dans le corps.",
    pourquoi="Le lecteur cherche une partie qui n'existe pas, ou dont le titre a été perdu à la mise en page.",
    exemple="Sommaire : « II : Les grandes orientations – P.27 ». Aucun titre du corps ne porte ces mots.",
    correction="Rétablissez le titre dans le corps, ou retirez la ligne. Un sommaire composé ne dérive pas.",
    source="usage",
)

_RECONNUS = 0.5


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the lines without heading; when most have none, the headings were not recognised: nothing is sure."""
    del contexte
    r = rapprocher(ecrit)
    trouves = sum(j is not None for j in r.paires)
    if not trouves:
        return
    for i, entree in enumerate(r.entrees):
        if r.paires[i] is None and i not in r.ailleurs:
            sur = trouves > _RECONNUS * len(r.entrees) and i not in r.repetees
            severite = Severite.ERREUR if sur else Severite.AVERTISSEMENT
            message = f"Le sommaire annonce « {extrait(entree.titre)} », qui n'est le titre de rien dans le corps."
            if i in r.repetees:
                message = f"Le sommaire annonce « {extrait(entree.titre)} » plus de fois que le corps n'a ce titre."
            yield FICHE.constat(message, entree.passage.place(), FICHE.correction, severite=severite)
