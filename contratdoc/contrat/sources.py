"""What the linker receives: the checked records of a folder, with their trees for the places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contratdoc.schema.contribution import ContributionBase
    from contratdoc.schema.historique import ModeleHistorique
    from contratdoc.schema.modeles import (
        ModeleCharte,
        ModeleContrat,
        ModeleFaits,
        ModeleLexique,
        ModeleOrientations,
    )
    from contratdoc.source.arbre import Arbre
    from contratdoc.source.images import ImageLue
    from contratdoc.source.prose import Prose

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Lu(Generic[T_co]):
    """A checked record and the tree it was read from."""

    valeur: T_co
    arbre: Arbre


@dataclass(frozen=True, slots=True)
class Sources:
    """A whole folder, read and checked file by file; nothing in it is resolved yet.

    Attributes:
        contributions: By file stem.
        textes: By file stem.
        images: By path relative to the folder.
        fautives: File stems of the texts and contributions that could not be read: known, so not « missing ».
        historique: The contracts before this one; None when no file tells them.
    """

    contrat: Lu[ModeleContrat]
    orientations: Lu[ModeleOrientations]
    faits: Lu[ModeleFaits]
    lexique: Lu[ModeleLexique]
    charte: Lu[ModeleCharte]
    contributions: Mapping[str, Lu[ContributionBase]]
    textes: Mapping[str, Prose]
    images: Mapping[str, ImageLue]
    fautives: frozenset[str]
    historique: Lu[ModeleHistorique] | None = None
