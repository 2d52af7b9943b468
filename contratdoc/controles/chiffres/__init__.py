"""Figures: totals, shares, counts, units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.chiffres import (
    ecarts_qui_se_compensent,
    enumeration_differente_du_total,
    fait_a_deux_valeurs,
    logements_du_programme_faux,
    moyenne_hors_des_bornes,
    nombre_d_elements_faux,
    part_fausse,
    quantite_a_deux_valeurs,
    seuil_non_respecte,
    statut_contradictoire,
    total_de_tableau_faux,
    total_des_quartiers_faux,
    total_du_patrimoine_faux,
    typologie_incomplete,
    unite_impossible,
)

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit, RegleDuContrat

SUR_LE_CONTRAT: tuple[RegleDuContrat, ...] = (
    total_du_patrimoine_faux,
    total_des_quartiers_faux,
    typologie_incomplete,
    logements_du_programme_faux,
    fait_a_deux_valeurs,
    statut_contradictoire,
)
SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (
    total_de_tableau_faux,
    enumeration_differente_du_total,
    part_fausse,
    moyenne_hors_des_bornes,
    nombre_d_elements_faux,
    quantite_a_deux_valeurs,
    unite_impossible,
    ecarts_qui_se_compensent,
    seuil_non_respecte,
    statut_contradictoire,
)
