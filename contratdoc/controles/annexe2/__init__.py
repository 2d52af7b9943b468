"""Annexe 2 and the table of contents against the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.annexe2 import (
    annexe_2_ajout,
    annexe_2_incomplete,
    annexe_2_mal_rattachee,
    annexe_2_reformulee,
    pages_en_desordre,
    sommaire_different_du_titre,
    sommaire_sans_titre,
    titre_absent_du_sommaire,
)

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit

SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (
    annexe_2_incomplete,
    annexe_2_reformulee,
    annexe_2_ajout,
    annexe_2_mal_rattachee,
    sommaire_sans_titre,
    titre_absent_du_sommaire,
    sommaire_different_du_titre,
    pages_en_desordre,
)
