"""Dates and periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.dates import (
    date_impossible,
    echeance_hors_periode,
    futur_perime,
    generation_a_rebours,
    generations_qui_se_chevauchent,
    periode_differente,
    prolongation_sans_effet,
)

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit, RegleDuContrat

SUR_LE_CONTRAT: tuple[RegleDuContrat, ...] = (
    echeance_hors_periode,
    generation_a_rebours,
    generations_qui_se_chevauchent,
    prolongation_sans_effet,
)
SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (periode_differente, date_impossible, futur_perime)
