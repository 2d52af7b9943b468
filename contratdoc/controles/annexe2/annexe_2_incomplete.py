"""CD501: an axis, an orientation, an objective or an action that Annexe 2 forgets."""

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
    code="CD501",
    nom="annexe-2-incomplete",
    famille=Famille.ANNEXE_2,
    severite=Severite.ERREUR,
    verifie="Chaque orientation, objectif et action d'un axe figure dans le tableau de l'annexe 2, sous cet axe.",
    pourquoi=(
        "L'annexe 2 résume les axes : l'appel à projets et l'évaluation s'appuient sur elle, et ce qui n'y est pas "
        "est oublié."
    ),
    exemple="L'axe I a l'objectif « 1.b Informer les habitants » ; le tableau de l'annexe 2 n'en dit rien.",
    correction="Ajoutez-le au tableau, ou retirez-le de l'axe. Dans contratdoc, l'annexe 2 se compose depuis les axes.",
    source="usage",
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find what the axes hold and the annexe does not."""
    del contexte
    for ecart in ecarts_de(ecrit):
        if ecart.sorte is Sorte.ABSENT:
            yield _constat(ecart)


def _constat(ecart: Ecart) -> Diagnostic:
    if ecart.corps is None or ecart.axe_annexe is None:
        message = f"Le tableau de l'annexe 2 n'a pas de ligne pour {ecart.axe.nom}."
        severite = Severite.ERREUR if ecart.sur else Severite.AVERTISSEMENT
        return FICHE.constat(message, ecart.axe.place, FICHE.correction, severite=severite)
    certain = ecart.sur and ecart.corps.genre is not Genre.ACTION
    severite = Severite.ERREUR if certain else Severite.AVERTISSEMENT
    message = f"{le(ecart.corps)} de {ecart.axe.nom} n'est pas dans le tableau de l'annexe 2."
    autres = ((ecart.axe_annexe.place, "l'axe est ici dans l'annexe 2"),)
    return FICHE.constat(message, ecart.corps.place, FICHE.correction, autres=autres, severite=severite)
