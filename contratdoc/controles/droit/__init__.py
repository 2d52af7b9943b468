"""What the law asks of a Contrat de Ville."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.droit import (
    actions_sans_modalites,
    conseils_citoyens_incomplets,
    duree_absente,
    indicateurs_absents,
    ingenierie_absente,
    moyens_absents,
    objectifs_non_chiffres,
    personnes_nommees,
    pilotage_absent,
    plans_et_schemas_absents,
    signatures_absentes,
    structure_d_evaluation_absente,
)

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit, RegleDuContrat

SUR_LE_CONTRAT: tuple[RegleDuContrat, ...] = ()
SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (
    objectifs_non_chiffres,
    actions_sans_modalites,
    moyens_absents,
    ingenierie_absente,
    indicateurs_absents,
    structure_d_evaluation_absente,
    pilotage_absent,
    conseils_citoyens_incomplets,
    duree_absente,
    signatures_absentes,
    plans_et_schemas_absents,
    personnes_nommees,
)
