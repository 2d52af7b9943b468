"""Which commitments serve which objectives: the matrix of objectives and partners, its holes visible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contratdoc.contrat.contrat import Champ, Contrat, Contribution, Engagement, Objectif


@dataclass(frozen=True, slots=True)
class LigneDeCouverture:
    """One objective, and the commitments of each partner that serve it, in the order of the partners."""

    axe: Champ
    champ: Champ
    objectif: Objectif
    engagements: tuple[tuple[Engagement, ...], ...]

    @property
    def total(self) -> int:
        """How many commitments serve the objective."""
        return sum(map(len, self.engagements))


@dataclass(frozen=True, slots=True)
class Couverture:
    """The matrix: a line an objective, a column a partner."""

    partenaires: tuple[Contribution, ...]
    lignes: tuple[LigneDeCouverture, ...]

    @property
    def trous(self) -> tuple[LigneDeCouverture, ...]:
        """The objectives that no commitment serves."""
        return tuple(ligne for ligne in self.lignes if not ligne.total)


def couverture_de(contrat: Contrat) -> Couverture:
    """Cross the objectives with the partners.

    Args:
        contrat: The linked contract.

    Returns:
        The matrix; partners in the order of the plan, objectives in the order of the axes.
    """
    partenaires = tuple(contrat.contributions[n] for n in ordre_des_partenaires(contrat) if n in contrat.contributions)
    par_objectif: dict[str, list[list[Engagement]]] = {}
    for i, c in enumerate(partenaires):
        for e in c.engagements:
            for o in e.objectifs:
                par_objectif.setdefault(o.id, [[] for _ in partenaires])[i].append(e)
    lignes = [
        LigneDeCouverture(axe, champ, o, tuple(map(tuple, par_objectif.get(o.id, [[] for _ in partenaires]))))
        for axe in contrat.axes
        for champ in (axe, *axe.volets)
        for orientation in champ.orientations
        for o in orientation.objectifs
    ]
    return Couverture(partenaires, tuple(lignes))


def ordre_des_partenaires(contrat: Contrat) -> tuple[str, ...]:
    """Name the partners that the plan expects, in its order, then those who came without being expected."""
    attendus: list[str] = []
    restent = list(contrat.plan)
    while restent:
        entree = restent.pop(0)
        attendus += entree.contributions or ()
        restent[:0] = entree.contenu
    return tuple(dict.fromkeys((*attendus, *contrat.contributions)))
