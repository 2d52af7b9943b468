"""CD503: an axis, an orientation, an objective or an action that only Annexe 2 holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.comparaison import Ecart, Sorte, ecarts_de
from contratdoc.controles.annexe2.elements import Genre
from contratdoc.controles.annexe2.mots_des_ecarts import le
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD503",
    nom="annexe-2-ajout",
    famille=Famille.ANNEXE_2,
    severite=Severite.ERREUR,
    verifie="Le tableau de l'annexe 2 ne contient que des orientations, objectifs et actions écrits dans leur axe.",
    pourquoi="Un objectif qui n'est que dans une annexe n'a ni diagnostic, ni indicateur : personne ne l'a motivé.",
    exemple="Le tableau de l'annexe 2 porte « Ouvrir une crèche » sous l'axe I, dont le texte n'en parle pas.",
    correction="Ajoutez-le à l'axe, ou retirez-le du tableau.",
    source="usage",
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find what the annexe holds and the axes do not."""
    del contexte
    for ecart in ecarts_de(ecrit):
        if ecart.sorte is Sorte.AJOUTE:
            yield _constat(ecart)


def _constat(ecart: Ecart) -> Diagnostic:
    if ecart.annexe is None:
        nom = ecart.axe.nom
        message = f"Le tableau de l'annexe 2 porte {nom}, dont le corps ne donne ni orientation ni objectif."
        return FICHE.constat(message, ecart.axe.place, FICHE.correction, severite=Severite.AVERTISSEMENT)
    certain = ecart.sur and ecart.annexe.genre is not Genre.ACTION
    severite = Severite.ERREUR if certain else Severite.AVERTISSEMENT
    message = f"{le(ecart.annexe)} du tableau de l'annexe 2 n'est pas dans le texte de {ecart.axe.nom}."
    autres = ((ecart.axe.place, "l'axe commence ici"),)
    return FICHE.constat(message, ecart.annexe.place, FICHE.correction, autres=autres, severite=severite)
