"""Which article of an avenant makes which change: one place, so that no change is told twice or never."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contratdoc.avenants.adresses import alias
from contratdoc.avenants.canonique import Chemin
from contratdoc.avenants.changements import Modification

PREMIER = 5
"""Articles 1 to 4 say the parties, the contract, the avenants before this one, and the object."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that changes the contract: the changes to one part of it, in order.

    Attributes:
        numero: Its number.
        lieu: The part: (« texte », « pilotage »), (« contributions », « caf »), (« contrat », « parties »)…
        modifications: The changes.
    """

    numero: int
    lieu: Chemin
    modifications: tuple[Modification, ...]


def articles_de(modifications: Sequence[Modification]) -> tuple[Article, ...]:
    """Group the changes of an avenant into articles, one a part of the contract, in the order of their first change.

    Args:
        modifications: The changes of one avenant, in its order.

    Returns:
        The articles; every change is in exactly one.
    """
    lieux: dict[Chemin, list[Modification]] = {}
    for m in modifications:
        lieux.setdefault(lieu_de(m.changement.cible), []).append(m)
    return tuple(Article(PREMIER + i, lieu, tuple(ms)) for i, (lieu, ms) in enumerate(lieux.items()))


def lieu_de(chemin: Chemin) -> Chemin:
    """Return the part of the contract that a unit is in: a text, a contribution, an axis, one of the other fields."""
    entier = (*alias(chemin[0]), *chemin[1:])
    if entier[0] == "orientations":
        return entier[:3]
    return entier[:2]
