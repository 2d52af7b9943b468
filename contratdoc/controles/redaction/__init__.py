"""Wording: repetitions, cuts, brackets, typography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.redaction import (
    debut_tronque,
    ecritures_melees,
    element_mal_classe,
    faute_de_langue,
    fin_tronquee,
    guillemets_desequilibres,
    mot_repete,
    paragraphe_presque_repete,
    paragraphe_repete,
    parentheses_desequilibrees,
    rubrique_vide,
    titre_mal_accorde,
    typographie_fautive,
)

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit

SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (
    paragraphe_repete,
    paragraphe_presque_repete,
    debut_tronque,
    fin_tronquee,
    guillemets_desequilibres,
    parentheses_desequilibrees,
    ecritures_melees,
    typographie_fautive,
    mot_repete,
    rubrique_vide,
    element_mal_classe,
    faute_de_langue,
    titre_mal_accorde,
)
