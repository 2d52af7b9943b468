"""Proper names and acronyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.noms import (
    mot_isole,
    nom_ecrit_de_deux_facons,
    nom_mal_ecrit,
    sigle_a_deux_sens,
    sigle_defini_deux_fois,
    sigle_non_defini,
    terme_perime,
)

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit

SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (
    nom_mal_ecrit,
    nom_ecrit_de_deux_facons,
    sigle_non_defini,
    sigle_a_deux_sens,
    terme_perime,
    sigle_defini_deux_fois,
    mot_isole,
)
