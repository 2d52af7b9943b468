"""One contribution to blocks: a file a kind, on a common base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document.contributions.bailleur import ecrire_bailleur
from contratdoc.document.contributions.base import Redaction
from contratdoc.document.contributions.caf import ecrire_caf
from contratdoc.document.contributions.collectivites import ecrire_commune, ecrire_departement, ecrire_region
from contratdoc.schema.bailleur import ContributionBailleur
from contratdoc.schema.caf import ContributionCaf
from contratdoc.schema.collectivites import ContributionCommune, ContributionDepartement, ContributionRegion

if TYPE_CHECKING:
    from contratdoc.contrat.contrat import Contribution
    from contratdoc.document.redacteur import Redacteur


def ecrire_contribution(plume: Redacteur, contribution: Contribution) -> None:
    """Write a contribution below its heading, already written.

    Args:
        plume: The pen; its level is that of the contribution's heading.
        contribution: The linked contribution.
    """
    redaction = Redaction(plume, contribution)
    redaction.ouvrir()
    match contribution.donnees:
        case ContributionCaf() as d:
            ecrire_caf(redaction, d)
        case ContributionBailleur() as d:
            ecrire_bailleur(redaction, d)
        case ContributionCommune() as d:
            ecrire_commune(redaction, d)
        case ContributionDepartement() as d:
            ecrire_departement(redaction, d)
        case ContributionRegion() as d:
            ecrire_region(redaction, d)
        case _:
            pass  # a plain partner has nothing but the base
    redaction.clore()
