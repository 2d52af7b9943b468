"""Coherence rules: they read the contract and return diagnostics; they change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.logements import typologies_incompletes
from contratdoc.controles.patrimoine import totaux_du_patrimoine_faux
from contratdoc.controles.periodes import echeances_hors_periode

if TYPE_CHECKING:
    from contratdoc.contrat.contrat import Contrat
    from contratdoc.diagnostics import Diagnostic

REGLES = (totaux_du_patrimoine_faux, typologies_incompletes, echeances_hors_periode)
"""Every rule, in order."""


def controler(contrat: Contrat) -> tuple[Diagnostic, ...]:
    """Run every rule on a linked contract.

    Args:
        contrat: The contract.

    Returns:
        All that the rules found.
    """
    return tuple(d for regle in REGLES for d in regle(contrat))
