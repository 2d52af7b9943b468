"""CD504: what Annexe 2 puts under another axis, or an objective that it puts under another orientation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.comparaison import Ecart, Sorte, ecarts_de
from contratdoc.controles.annexe2.mots_des_ecarts import le
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD504",
    nom="annexe-2-mal-rattachee",
    famille=Famille.ANNEXE_2,
    severite=Severite.ERREUR,
    verifie="Dans le tableau de l'annexe 2, chacun est sous le même axe et la même orientation que dans le corps.",
    pourquoi="Un objectif rangé sous un autre axe change de financeur, de groupe de travail et d'indicateurs.",
    exemple="« Accueillir des médecins » est un objectif de l'axe II ; l'annexe 2 le met sous l'axe I.",
    correction="Remettez-le sous son axe et son orientation dans le tableau, ou corrigez le texte de l'axe.",
    source="usage",
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find what changed axis or orientation."""
    del contexte
    for ecart in ecarts_de(ecrit):
        if ecart.sorte is Sorte.DEPLACE:
            yield from _constat(ecart)


def _constat(ecart: Ecart) -> Iterator[Diagnostic]:
    corps, annexe, axe = ecart.corps, ecart.annexe, ecart.axe_annexe
    if corps is None or annexe is None or axe is None:
        return
    if axe.numero != ecart.axe.numero or not axe.numero:
        ou = f"est de {ecart.axe.nom}, mais l'annexe 2 le met sous {axe.nom}"
    else:
        sienne, autre = extrait(corps.orientation, 40), extrait(annexe.orientation, 40)
        ou = f"sert l'orientation « {sienne} », mais l'annexe 2 le met sous « {autre} »"
    severite = Severite.ERREUR if ecart.sur else Severite.AVERTISSEMENT
    autres = ((corps.place, "dans le corps"),)
    yield FICHE.constat(f"{le(corps)} {ou}.", annexe.place, FICHE.correction, autres=autres, severite=severite)
