"""Every rule, in order, by what it reads. A rule that its family does not name is not run; a test finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles import accessibilite, annexe2, chiffres, dates, droit, noms, redaction, references
from contratdoc.controles.regle import REGLE_EN_PANNE
from contratdoc.controles.sur_le_document import SUR_LE_DOCUMENT

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDeLEcrit, RegleDuContrat
    from contratdoc.diagnostics import Fiche

SUR_LE_CONTRAT: tuple[RegleDuContrat, ...] = (
    *references.SUR_LE_CONTRAT,
    *chiffres.SUR_LE_CONTRAT,
    *dates.SUR_LE_CONTRAT,
    *droit.SUR_LE_CONTRAT,
    *accessibilite.SUR_LE_CONTRAT,
)
"""Rules on the linked contract."""

SUR_L_ECRIT: tuple[RegleDeLEcrit, ...] = (
    *references.SUR_L_ECRIT,
    *chiffres.SUR_L_ECRIT,
    *annexe2.SUR_L_ECRIT,
    *redaction.SUR_L_ECRIT,
    *noms.SUR_L_ECRIT,
    *dates.SUR_L_ECRIT,
    *droit.SUR_L_ECRIT,
    *accessibilite.SUR_L_ECRIT,
)
"""Rules on any text."""


def fiches_des_regles() -> tuple[Fiche, ...]:
    """Return the sheet of every rule, in the order of codes."""
    fiches = [r.FICHE for r in SUR_LE_CONTRAT] + [r.FICHE for r in SUR_L_ECRIT] + [r.FICHE for r in SUR_LE_DOCUMENT]
    return tuple(sorted((*fiches, REGLE_EN_PANNE), key=lambda f: f.code))
