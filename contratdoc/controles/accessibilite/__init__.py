"""What a reader with a disability needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.accessibilite import (
    contraste_insuffisant,
    lien_sans_texte,
    niveau_de_titre_saute,
    tableau_sans_entete,
    titres_du_document,
)

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit, RegleDuContrat, RegleDuDocument

SUR_LE_CONTRAT: tuple[RegleDuContrat, ...] = (contraste_insuffisant,)
SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (niveau_de_titre_saute, tableau_sans_entete, lien_sans_texte)
SUR_LE_DOCUMENT: tuple[RegleDuDocument, ...] = (titres_du_document,)
