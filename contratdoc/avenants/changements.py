"""The closed list of what an avenant may do. Each change carries what it replaces: it applies there or nowhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from contratdoc.avenants.canonique import Arbre, Chemin
from contratdoc.diagnostics import Place

SANS_PLACE = Place("")


@dataclass(frozen=True, slots=True)
class Remplacer:
    """Write a unit anew."""

    cible: Chemin
    ancien: Arbre
    nouveau: Arbre


@dataclass(frozen=True, slots=True)
class RemplacerMots:
    """Replace words that stand exactly once in a unit; `nouveau` is empty when they are deleted."""

    cible: Chemin
    ancien: str
    nouveau: str


@dataclass(frozen=True, slots=True)
class Inserer:
    """Add a unit: an element of a list or a block after `apres` (None: first), or a field of a group."""

    cible: Chemin
    contenu: Arbre
    apres: str | None


@dataclass(frozen=True, slots=True)
class Supprimer:
    """Take a unit away; its id is never given again."""

    cible: Chemin
    ancien: Arbre


@dataclass(frozen=True, slots=True)
class Deplacer:
    """Put an element of a list or a block after another one (None: first)."""

    cible: Chemin
    apres: str | None
    ancien_apres: str | None


Changement: TypeAlias = Remplacer | RemplacerMots | Inserer | Supprimer | Deplacer


@dataclass(frozen=True, slots=True)
class Modification:
    """A change as an avenant makes it.

    Attributes:
        changement: What changes.
        motif: Why; empty when the avenant gives one reason for all.
        effet: The day on which it takes effect.
        origine: Where it is written; it takes no part in equality.
    """

    changement: Changement
    motif: str
    effet: dt.date
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)
