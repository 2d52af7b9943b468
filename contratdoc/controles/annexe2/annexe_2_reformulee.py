"""CD502: an orientation, an objective, an action or the title of an axis that Annexe 2 words otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.comparaison import Ecart, Sorte, ecarts_de
from contratdoc.controles.annexe2.elements import Genre
from contratdoc.controles.annexe2.mots_des_ecarts import variantes
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD502",
    nom="annexe-2-reformulee",
    famille=Famille.ANNEXE_2,
    severite=Severite.AVERTISSEMENT,
    verifie="Un titre d'axe, une orientation, un objectif et une action ont les mêmes mots dans l'axe et en annexe 2.",
    pourquoi="Deux libellés pour une même chose laissent chacun choisir le sien : on ne sait plus lequel a été voté.",
    exemple="Axe I : « Développer l'activité dans les quartiers prioritaires ». Annexe 2 : « … dans les quartiers ».",
    correction="Gardez un seul libellé, celui de l'axe, et reprenez-le dans l'annexe 2.",
    source="usage",
)

_LE = {
    Genre.ORIENTATION: "Une orientation",
    Genre.OBJECTIF: "Un objectif",
    Genre.ACTION: "Une action",
}


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find what the annexe words otherwise."""
    del contexte
    for ecart in ecarts_de(ecrit):
        if ecart.sorte is Sorte.REFORMULE and ecart.axe_annexe is not None:
            yield _constat(ecart)


def _constat(ecart: Ecart) -> Diagnostic:
    place, autre, a, b = ecart.axe.place, ecart.axe_annexe.place if ecart.axe_annexe else ecart.axe.place, "", ""
    if ecart.corps is not None and ecart.annexe is not None:
        quoi = f"{_LE[ecart.corps.genre]} de {ecart.axe.nom} se dit"
        place, autre, a, b = ecart.corps.place, ecart.annexe.place, ecart.corps.texte, ecart.annexe.texte
    else:
        quoi = f"Le titre de {ecart.axe.nom} est" if ecart.axe.numero else "Le titre d'un axe est"
        a, b = ecart.axe.titre, ecart.axe_annexe.titre if ecart.axe_annexe else ""
    dans_l_axe, en_annexe = variantes(a.rstrip("."), b.rstrip("."))
    message = f"{quoi} « {dans_l_axe} » dans le corps, mais « {en_annexe} » dans l'annexe 2."
    return FICHE.constat(message, place, FICHE.correction, autres=((autre, "l'autre libellé est ici"),))
