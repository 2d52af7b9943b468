"""Links, numbering, coverage of objectives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.references import (
    indicateur_incomplet,
    numerotation_rompue,
    objectif_sans_engagement,
    quartier_sans_engagement,
    renvoi_sans_cible,
    titre_en_double,
)

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit, RegleDuContrat

SUR_LE_CONTRAT: tuple[RegleDuContrat, ...] = (
    objectif_sans_engagement,
    quartier_sans_engagement,
    indicateur_incomplet,
)
SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (
    numerotation_rompue,
    renvoi_sans_cible,
    titre_en_double,
)
